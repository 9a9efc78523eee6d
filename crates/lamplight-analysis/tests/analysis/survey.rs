//! What is told of an area at one time.

use chrono::{DateTime, NaiveDate};
use fastrand::Rng;
use geo::{Coord, LineString, MultiPolygon, Polygon};
use lamplight_analysis::grid::Grid;
use lamplight_analysis::incidents::{Catalogue, Category, Incident, Origin};
use lamplight_analysis::score::Class;
use lamplight_analysis::survey::survey;

const SIDE: f64 = 0.03;
const SPOT: Coord<f64> = Coord { x: 0.0201, y: 0.0102 };

#[test]
fn a_spot_where_much_happens_comes_first_and_is_no_chance() {
    let corners = vec![(0.0, 0.0), (SIDE, 0.0), (SIDE, SIDE), (0.0, SIDE)];
    let boundary = MultiPolygon::new(vec![Polygon::new(LineString::from(corners), Vec::new())]);
    let grid = Grid::within(&boundary, 150.0).unwrap();
    let mut catalogue = Catalogue::default();
    let noise = catalogue.add(Category {
        name: "Noise".into(),
        origin: Origin::Reported,
        is_suspicion: false,
    });
    let day: NaiveDate = "2022-06-15".parse().unwrap();
    let begin = DateTime::parse_from_rfc3339("2020-01-01T00:00:00Z")
        .unwrap()
        .to_utc();
    let mut random = Rng::with_seed(2);
    let incidents: Vec<Incident> = (0..4_000)
        .map(|number| Incident {
            at: begin + chrono::Duration::hours(i64::from(number) * 24 * 896 / 4_000),
            category: noise.clone().unwrap(),
            place: if number % 10 == 0 {
                SPOT
            } else {
                Coord {
                    x: random.f64() * SIDE,
                    y: random.f64() * SIDE,
                }
            },
            origin: Origin::Reported,
            reporter: None,
            sent_from: None,
        })
        .collect();
    let class = Class::of_names("noise", &catalogue, |name| name == "Noise");
    let found = survey(&grid, &catalogue, &incidents, &[class], day, 0.02);
    assert_eq!(found.len(), (grid.cells().len() as f64 * 0.02).round() as usize);
    let first = &found[0];
    assert_eq!(Some(first.flagged.cell), grid.cell_of(SPOT));
    assert!(first.is_unusual && first.gi_z > 4.0);
    assert_eq!(first.cluster, Some(0));
    // One in ten of 134 in 30 days, of which up to half may be spread, and a little of the rest.
    assert!(
        (6.0..=18.0).contains(&first.flagged.score),
        "{}",
        first.flagged.score
    );
    let last = found.last().unwrap();
    assert!(!last.is_unusual && last.cluster.is_none());
}
