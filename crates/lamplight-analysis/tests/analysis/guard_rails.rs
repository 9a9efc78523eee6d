//! What must hold of a score whatever is sent in.

use chrono::{DateTime, Utc};
use fastrand::Rng;
use geo::{Coord, LineString, MultiPolygon, Polygon};
use lamplight_analysis::grid::{Cell, Grid};
use lamplight_analysis::incidents::{Catalogue, Category, CategoryId, Incident, Origin, Token};
use lamplight_analysis::score::{Class, Evidence, RiskMap, WeighedClass, Weighting};

const DAY_S: i64 = 86_400;
const NOW_DAY: i64 = 800;

struct Town {
    grid: Grid,
    catalogue: Catalogue,
    graffiti: CategoryId,
    noise: CategoryId,
    drugs: CategoryId,
    suspicious: CategoryId,
    incidents: Vec<Incident>,
}

impl Town {
    /// Two years of what residents reported, by chance.
    fn new() -> Self {
        let side = 0.03;
        let corners = vec![(0.0, 0.0), (side, 0.0), (side, side), (0.0, side)];
        let boundary = MultiPolygon::new(vec![Polygon::new(LineString::from(corners), Vec::new())]);
        let mut catalogue = Catalogue::default();
        let mut add = |name: &str, origin, is_suspicion| {
            let category = Category {
                name: name.into(),
                origin,
                is_suspicion,
            };
            catalogue.add(category).unwrap()
        };
        let mut town = Self {
            grid: Grid::within(&boundary, 150.0).unwrap(),
            graffiti: add("Graffiti", Origin::Reported, false),
            noise: add("Noise", Origin::Reported, false),
            drugs: add("Drugs", Origin::Discovered, false),
            suspicious: add("Suspicious person", Origin::Reported, true),
            catalogue,
            incidents: Vec::new(),
        };
        let mut random = Rng::with_seed(8);
        for _ in 0..3_000 {
            let place = Coord {
                x: random.f64() * side,
                y: random.f64().powi(3) * side,
            };
            let category = if random.bool() { town.graffiti } else { town.noise };
            let day = random.i64(0..NOW_DAY);
            town.incidents.push(report(category, day, place));
        }
        town
    }

    fn weighed(&self, weighting: Weighting, since_day: i64) -> [WeighedClass; 2] {
        let class = |name: &str, categories: &[CategoryId]| WeighedClass {
            class: Class {
                name: name.into(),
                categories: categories.iter().copied().collect(),
            },
            weighting,
            since: time(since_day),
        };
        [
            class("disorder", &[self.graffiti, self.drugs, self.suspicious]),
            class("noise", &[self.noise]),
        ]
    }

    /// The scores of all cells by every weighting, to the bit.
    fn scores(&self) -> Vec<Vec<u64>> {
        let of = |weighting| self.scores_of(&self.incidents, weighting);
        let weightings = Weighting::candidates().into_iter();
        weightings
            .map(|weighting| of(weighting).into_iter().map(f64::to_bits).collect())
            .collect()
    }

    fn scores_of(&self, incidents: &[Incident], weighting: Weighting) -> Vec<f64> {
        let evidence = Evidence::of(&self.grid, &self.catalogue, incidents);
        let map = RiskMap::score(&self.grid, &evidence, &self.weighed(weighting, 0), time(NOW_DAY));
        map.scores().values().to_vec()
    }

    /// By how much a score moves at most, anywhere, when incidents are added.
    fn moved_by(&self, more: &[Incident]) -> f64 {
        let with_more = [&self.incidents[..], more].concat();
        let moves = Weighting::candidates().into_iter().map(|weighting| {
            let before = self.scores_of(&self.incidents, weighting);
            let after = self.scores_of(&with_more, weighting);
            let apart = before
                .iter()
                .zip(&after)
                .map(|(before, after)| (after - before).abs());
            apart.fold(0.0, f64::max)
        });
        moves.fold(0.0, f64::max)
    }

    fn cell(&self, place: Coord<f64>) -> Cell {
        self.grid.cell_of(place).unwrap()
    }
}

const SPOT: Coord<f64> = Coord { x: 0.015, y: 0.02 };

fn time(day: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(day * DAY_S, 0).unwrap()
}

fn report(category: CategoryId, day: i64, place: Coord<f64>) -> Incident {
    Incident {
        at: time(day),
        category,
        place,
        origin: Origin::Reported,
        reporter: None,
        sent_from: None,
    }
}

#[test]
fn what_a_patrol_discovers_leaves_every_score_as_it_was_to_the_bit() {
    let mut town = Town::new();
    let before = town.scores();
    for number in 0..500 {
        for (category, origin) in [
            (town.drugs, Origin::Discovered),
            (town.graffiti, Origin::Discovered),
            (town.graffiti, Origin::Unknown),
        ] {
            let discovered = Incident {
                origin,
                ..report(category, NOW_DAY - 1 - number, SPOT)
            };
            town.incidents.insert(0, discovered);
        }
    }
    assert!(town.scores() == before);
}

#[test]
fn reports_of_suspicious_persons_leave_every_score_as_it_was_to_the_bit() {
    let mut town = Town::new();
    let before = town.scores();
    for number in 0..500 {
        let suspicion = report(town.suspicious, NOW_DAY - 1 - number, SPOT);
        town.incidents.insert(0, suspicion);
    }
    assert!(town.scores() == before);
}

#[test]
fn one_reporter_weighs_at_most_one_in_a_cell_and_category_in_seven_days() {
    let town = Town::new();
    let from_one = |days: &[i64], category| -> Vec<Incident> {
        let mut reports: Vec<Incident> = days.iter().map(|day| report(category, *day, SPOT)).collect();
        for report in &mut reports {
            report.reporter = Some(Token(7));
        }
        reports
    };
    let counted = |incidents: &[Incident]| {
        Evidence::of(&town.grid, &town.catalogue, incidents)
            .as_of(time(NOW_DAY))
            .len()
    };
    assert_eq!(counted(&from_one(&[700, 701, 703, 706], town.graffiti)), 1);
    assert_eq!(counted(&from_one(&[700, 706, 707, 713, 714], town.graffiti)), 3);
    let of_both = [from_one(&[700], town.graffiti), from_one(&[700], town.noise)].concat();
    assert_eq!(counted(&of_both), 2);
    // A hundred in a week move no score further than one does.
    let week = from_one(&[795; 100], town.graffiti);
    assert_eq!(town.moved_by(&week), town.moved_by(&week[..1]));
}

#[test]
fn a_hundred_reports_from_one_connection_move_no_score_by_more_than_one() {
    let town = Town::new();
    let mut random = Rng::with_seed(3);
    for spread in [0.0, 0.001, 0.01] {
        let reports: Vec<Incident> = (0..100)
            .map(|number| {
                let at = Coord {
                    x: SPOT.x + (random.f64() - 0.5) * spread,
                    y: SPOT.y + (random.f64() - 0.5) * spread,
                };
                let category = if number % 2 == 0 {
                    town.graffiti
                } else {
                    town.noise
                };
                Incident {
                    reporter: Some(Token(number)),
                    sent_from: Some(Token(1)),
                    ..report(category, random.i64(400..NOW_DAY), at)
                }
            })
            .collect();
        let moved = town.moved_by(&reports);
        assert!(moved > 0.0 && moved <= 1.0, "{moved}");
    }
}

#[test]
fn the_first_month_of_records_moves_no_further() {
    // So early, one incident is most of what is known.
    let town = Town::new();
    let evidence = |incidents: &[Incident]| {
        let evidence = Evidence::of(&town.grid, &town.catalogue, incidents);
        let classes = town.weighed(Weighting::candidates()[1], NOW_DAY - 2);
        RiskMap::score(&town.grid, &evidence, &classes, time(NOW_DAY))
            .scores()
            .at(town.cell(SPOT))
    };
    let one = [report(town.graffiti, NOW_DAY - 1, SPOT)];
    assert!(evidence(&one) <= 1.0);
}

#[test]
fn every_flagged_cell_carries_what_its_score_is_made_of() {
    let town = Town::new();
    let evidence = Evidence::of(&town.grid, &town.catalogue, &town.incidents);
    let weighting = Weighting::Fading {
        half_life_days: 180.0,
        kernel_share: 0.3,
        bandwidth_m: 150.0,
    };
    let map = RiskMap::score(&town.grid, &evidence, &town.weighed(weighting, 0), time(NOW_DAY));
    let flagged = map.flagged(0.05);
    assert_eq!(
        flagged.len(),
        (town.grid.cells().len() as f64 * 0.05).round() as usize
    );
    assert!(
        flagged
            .windows(2)
            .all(|pair| pair[0].score >= pair[1].score && pair[0].rank < pair[1].rank)
    );
    for cell in &flagged {
        let sum: f64 = cell.reasons.iter().map(|reason| reason.adds).sum();
        assert!((sum - cell.score).abs() < 1e-12);
        for reason in &cell.reasons {
            assert!((reason.own + reason.around - reason.adds).abs() < 1e-12);
            for category in &reason.categories {
                let own = town.incidents.iter().filter(|incident| {
                    incident.category == category.category
                        && town.grid.cell_of(incident.place) == Some(cell.cell)
                });
                assert_eq!(category.count, own.count());
                assert!(category.weight > 0.0 && category.weight <= category.count as f64);
                assert!(category.first <= category.last && category.last < time(NOW_DAY));
            }
        }
    }
}

#[test]
fn a_plain_count_is_told_as_what_it_is() {
    let town = Town::new();
    let evidence = Evidence::of(&town.grid, &town.catalogue, &town.incidents);
    let weighting = Weighting::PlainCount;
    let map = RiskMap::score(&town.grid, &evidence, &town.weighed(weighting, 0), time(NOW_DAY));
    let a_month = weighting.gathered_a_monthly(NOW_DAY as f64);
    for cell in map.flagged(0.05) {
        for reason in cell.reasons {
            let counted: usize = reason.categories.iter().map(|category| category.count).sum();
            assert_eq!(reason.around, 0.0);
            assert!((reason.adds - counted as f64 / a_month).abs() < 1e-12);
        }
    }
}
