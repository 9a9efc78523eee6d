//! A back-test knows nothing of what it forecasts.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use fastrand::Rng;
use geo::{Coord, LineString, MultiPolygon, Polygon};
use lamplight_analysis::backtest::{Answer, BacktestError, Question, backtest};
use lamplight_analysis::grid::Grid;
use lamplight_analysis::incidents::{Catalogue, Category, CategoryId, Incident, Origin};
use lamplight_analysis::score::{Class, Weighting};

const SIDE: f64 = 0.03;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(12, 0, 0).unwrap().and_utc()
}

fn grid() -> Grid {
    let corners = vec![(0.0, 0.0), (SIDE, 0.0), (SIDE, SIDE), (0.0, SIDE)];
    let boundary = MultiPolygon::new(vec![Polygon::new(LineString::from(corners), Vec::new())]);
    Grid::within(&boundary, 150.0).unwrap()
}

fn catalogue() -> (Catalogue, CategoryId) {
    let mut catalogue = Catalogue::default();
    let noise = catalogue.add(Category {
        name: "Noise".into(),
        origin: Origin::Reported,
        is_suspicion: false,
    });
    (catalogue, noise.unwrap())
}

fn noise(category: CategoryId, at: DateTime<Utc>, place: Coord<f64>) -> Incident {
    Incident {
        at,
        category,
        place,
        origin: Origin::Reported,
        reporter: None,
        sent_from: None,
    }
}

/// Two years in which the places of noise hardly change: `per_day` of them a day, most of them in few places.
fn steady(category: CategoryId, per_day: usize, seed: u64) -> Vec<Incident> {
    let mut random = Rng::with_seed(seed);
    let first = time(day("2020-01-01"));
    let at = |number: usize| first + Duration::days(i64::try_from(number / per_day).unwrap());
    (0..730 * per_day)
        .map(|number| {
            let place = Coord {
                x: random.f64().powi(6) * SIDE,
                y: random.f64().powi(6) * SIDE,
            };
            noise(category, at(number), place)
        })
        .collect()
}

fn ask(incidents: &[Incident], from: &str, to: &str) -> Result<Answer, BacktestError> {
    let (catalogue, category) = catalogue();
    let class = Class {
        name: "noise".into(),
        categories: [category].into(),
    };
    let question = Question {
        from: day(from),
        to: day(to),
        area_share: 0.01,
    };
    backtest(&grid(), &catalogue, incidents, &class, &question)
}

#[test]
fn a_place_that_turns_bad_is_not_known_before_it_does() {
    let (_, category) = catalogue();
    let mut incidents = steady(category, 4, 1);
    // From 1 June on, all that comes happens in one corner where nothing ever did.
    let turn = time(day("2021-06-01")) - Duration::hours(12);
    for incident in &mut incidents {
        if incident.at >= turn {
            incident.place = Coord { x: 0.029, y: 0.029 };
        }
    }
    let june = ask(&incidents, "2021-06-01", "2021-06-30").unwrap();
    assert_eq!(
        (june.pai, june.pai_count_365, june.pai_kde, june.pai_gi),
        (0.0, 0.0, 0.0, 0.0)
    );
    assert_eq!(june.pei_star, 0.0);
    let july = ask(&incidents, "2021-07-01", "2021-07-31").unwrap();
    assert_eq!(july.hit_rate, 1.0);
}

#[test]
fn what_comes_later_changes_no_earlier_forecast() {
    let (_, category) = catalogue();
    let incidents = steady(category, 4, 1);
    let mut cut = incidents.clone();
    cut.retain(|incident| incident.at < time(day("2021-09-30")) + Duration::hours(12));
    let whole = ask(&incidents, "2021-06-01", "2021-09-30").unwrap();
    assert_eq!(whole, ask(&cut, "2021-06-01", "2021-09-30").unwrap());
    assert_eq!(whole.forecasts.len(), 4);
}

#[test]
fn chance_has_an_index_of_one() {
    let (_, category) = catalogue();
    let mut random = Rng::with_seed(6);
    let mut incidents = steady(category, 20, 2);
    for incident in &mut incidents {
        incident.place = Coord {
            x: random.f64() * SIDE,
            y: random.f64() * SIDE,
        };
    }
    let answer = ask(&incidents, "2021-01-01", "2021-12-31").unwrap();
    for index in [answer.pai, answer.pai_count_365, answer.pai_kde, answer.pai_gi] {
        assert!((0.6..=1.5).contains(&index), "{answer:?}");
    }
}

#[test]
fn a_measure_is_its_definition() {
    let (_, category) = catalogue();
    let answer = ask(&steady(category, 4, 3), "2021-06-01", "2021-09-30").unwrap();
    let named = (answer.cells as f64 * 0.01).round() / answer.cells as f64;
    assert!((answer.pai - answer.hit_rate / named).abs() < 1e-9);
    let [reported, ..] = answer.origins.as_slice() else {
        panic!("three origins")
    };
    assert!((answer.hit_rate - reported.hits / reported.incidents).abs() < 1e-12);
    assert!(answer.pei_star > 0.0 && answer.pei_star <= 1.0);
    assert_eq!((answer.cell_m, answer.share), (150.0, 0.01));
}

#[test]
fn without_earlier_forecasts_the_plain_count_is_used() {
    let (_, category) = catalogue();
    let incidents = steady(category, 4, 4);
    let early = ask(&incidents, "2020-04-01", "2020-06-30").unwrap();
    assert_eq!(early.forecasts.first().unwrap().weighting, Weighting::PlainCount);
    assert_eq!(early.forecasts.first().unwrap().compared, 0);
    let late = ask(&incidents, "2021-12-01", "2021-12-31").unwrap();
    assert_eq!(late.forecasts.first().unwrap().compared, 12);
}

#[test]
fn where_last_month_says_nothing_the_plain_count_stays() {
    // Every cell's noise comes by the same calendar each year, so that what is recent misleads: the plain count of a whole
    // year hits more than what fades.
    let (_, category) = catalogue();
    let incidents: Vec<Incident> = (0..1_095_i64)
        .flat_map(|number| {
            let season = (number % 365) / 61;
            let busy = Coord {
                x: 0.002 + 0.004 * f64::from(i32::try_from(season).unwrap()),
                y: 0.01,
            };
            let steady = Coord { x: 0.02, y: 0.02 };
            let at = time(day("2019-01-01")) + Duration::days(number);
            let more = usize::try_from((number % 2) + 1).unwrap();
            std::iter::repeat_n(noise(category, at, busy), 2).chain(std::iter::repeat_n(
                noise(category, at + Duration::hours(1), steady),
                more,
            ))
        })
        .collect();
    let answer = ask(&incidents, "2021-06-01", "2021-12-31").unwrap();
    assert!(answer.pai >= 0.98 * answer.pai_count_365, "{answer:?}");
}

#[test]
fn a_question_without_an_answer_is_told() {
    let (_, category) = catalogue();
    let incidents = steady(category, 4, 5);
    let refused = |from, to| ask(&incidents, from, to).unwrap_err();
    assert_eq!(refused("2020-01-01", "2020-01-31"), BacktestError::NoForecast);
    assert_eq!(refused("2021-06-01", "2021-06-29"), BacktestError::NoForecast);
    assert_eq!(
        ask(&[], "2021-06-01", "2021-06-30").unwrap_err(),
        BacktestError::NoIncident
    );
}
