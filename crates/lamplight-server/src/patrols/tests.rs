//! Plans on a town of straight streets, by a map of risk of a few cells.

use lamplight_protocol::api::{RiskCategory, RiskCell, RiskClass, RiskReason, RiskWeighting};
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::patrol::{PatrolChange, UnassignedWhy};

use super::*;
use crate::testing::streets;

/// 2026-11-20T10:00:00Z.
const NOW_MS: i64 = 1_795_168_800_000;
const HOUR_MS: i64 = 3_600_000;
const ROUNDS: Effort = Effort::Epochs(3);

fn now() -> TimestampMillis {
    TimestampMillis::from_millis(NOW_MS)
}

fn at(lat: f64, lon: f64) -> Point {
    Point::new(lat, lon).unwrap()
}

fn id() -> PatrolId {
    PatrolId::from_random([1; 16])
}

fn asked_for(lat: f64, lon: f64, words: &str) -> AskedPlace {
    AskedPlace {
        at: at(lat, lon),
        words: words.into(),
    }
}

fn order() -> PatrolOrder {
    PatrolOrder {
        starts_at: now(),
        ends_at: now().plus_millis(4 * HOUR_MS),
        base: asked_for(0.506, 0.506, "Station"),
        units: vec![1, 2],
        stay_minutes: 15,
        break_minutes: 0,
        by_map: true,
        asked: Vec::new(),
    }
}

/// A cell of the map from which so many reports came in the last year.
fn cell(rank: u32, middle: Point, count: u32) -> RiskCell {
    let day = now().plus_millis(-9 * DAY_MS);
    let category = RiskCategory {
        source: None,
        name: "vandalism".into(),
        count,
        weight: f64::from(count),
        first: day,
        last: day,
    };
    let adds = f64::from(count) * 30.0 / 365.0;
    RiskCell {
        rank,
        middle,
        corners: Vec::new(),
        score: adds,
        is_unusual: false,
        cluster: None,
        reasons: vec![RiskReason {
            class: "vandalism".into(),
            adds,
            own: adds,
            around: 0.0,
            categories: vec![category],
        }],
    }
}

/// Ten cells among the streets with these reports of so many in the whole area in a year.
fn map(counts: [u32; 10], all: u32) -> RiskMap {
    let middle = |index: u32| {
        at(
            0.5015 + 0.001 * f64::from(index),
            0.5025 + 0.0007 * f64::from(index),
        )
    };
    RiskMap {
        made_at: now(),
        method: 1,
        cell_m: 150.0,
        cells: 80,
        area_share: 0.1,
        since: Some(now().plus_millis(-365 * DAY_MS)),
        classes: vec![RiskClass {
            name: "vandalism".into(),
            weighting: RiskWeighting::PlainCount,
            since: now().plus_millis(-365 * DAY_MS),
            incidents: all,
        }],
        flagged: (1..)
            .zip(counts)
            .map(|(rank, count)| cell(rank, middle(rank - 1), count))
            .collect(),
    }
}

fn ground(map: Option<RiskMap>) -> Ground {
    let ring = serde_json::json!([[0.5, 0.5], [0.512, 0.5], [0.512, 0.512], [0.5, 0.512], [0.5, 0.5]]);
    let boundary = serde_json::json!({ "type": "MultiPolygon", "coordinates": [[ring]] });
    Ground {
        streets: Streets::from_geojson(&streets().file).unwrap(),
        boundary: Some(serde_json::from_value(boundary).unwrap()),
        map,
        pack: None,
    }
}

fn busy_map() -> RiskMap {
    map([40, 30, 25, 20, 18, 15, 12, 10, 8, 6], 300)
}

fn make_with(ground: &Ground, order: &PatrolOrder, seed: u32) -> Result<PatrolPlan, PatrolError> {
    make(ground, id(), order, (seed, ROUNDS), now())
}

fn visited(plan: &PatrolPlan) -> Vec<&StopReason> {
    let stops = plan.routes.iter().flat_map(|route| &route.visits);
    stops.map(|visit| &plan.stop(visit.stop).unwrap().why).collect()
}

#[test]
fn a_tenth_of_the_visits_at_least_is_at_random_whatever_the_seed() {
    let ground = ground(Some(busy_map()));
    for seed in 0..20 {
        let plan = make_with(&ground, &order(), seed).unwrap();
        assert_eq!(plan.making.map, MapPart::Ranked);
        let visited = visited(&plan);
        let at_random = visited
            .iter()
            .filter(|why| ***why == StopReason::AtRandom)
            .count();
        assert!(visited.len() >= 10, "{}", visited.len());
        assert!(
            at_random * 10 >= visited.len(),
            "{at_random} of {}",
            visited.len()
        );
        let ranked = visited
            .iter()
            .filter(|why| matches!(why, StopReason::Ranked { .. }));
        assert!(ranked.count() > 0, "{seed}");
    }
}

#[test]
fn no_place_gets_more_than_twice_its_share_of_what_was_reported() {
    // One cell has by far the highest score, and a hundredth of the reports: without the rule it is in every plan.
    let mut map = map([3, 14, 14, 14, 14, 14, 14, 14, 14, 14], 300);
    map.flagged[0].score = 1_000.0;
    let first = map.flagged[0].middle;
    let ground = ground(Some(map));
    let plans = 100;
    let mut there_min = 0;
    for seed in 0..plans {
        let plan = make_with(&ground, &order(), seed).unwrap();
        let is_visited = plan.routes.iter().flat_map(|route| &route.visits).any(|visit| {
            let stop = plan.stop(visit.stop).unwrap();
            stop.at == first
        });
        there_min += if is_visited { 15 } else { 0 };
    }
    let all_min = plans * 2 * 4 * 60;
    assert!(there_min > 0);
    assert!(
        there_min * 300 <= 2 * 3 * all_min,
        "{there_min} of {all_min} minutes"
    );
}

#[test]
fn a_plan_is_made_again_by_its_seed_and_not_by_another() {
    let ground = ground(Some(busy_map()));
    let plan = make_with(&ground, &order(), 7).unwrap();
    let effort = Effort::Epochs(plan.making.epochs);
    let again = make(&ground, id(), &order(), (plan.making.seed, effort), now()).unwrap();
    assert_eq!(plan, again);
    let other = make_with(&ground, &order(), 8).unwrap();
    assert_ne!(plan.stops, other.stops);
}

#[test]
fn stops_are_numbered_as_they_are_visited_and_tell_why_they_are_there() {
    let ground = ground(Some(busy_map()));
    let mut order = order();
    order.asked = vec![asked_for(0.503, 0.503, "Market")];
    let plan = make_with(&ground, &order, 3).unwrap();
    let numbers: Vec<u32> = plan.stops.iter().map(|stop| stop.number).collect();
    let expected: Vec<u32> = (1..).take(plan.stops.len()).collect();
    assert_eq!(numbers, expected);
    let visits: Vec<u32> = plan
        .routes
        .iter()
        .flat_map(|route| route.visits.iter().map(|visit| visit.stop))
        .collect();
    assert_eq!(visits, expected[..visits.len()]);
    let market = plan
        .stops
        .iter()
        .find(|stop| stop.why == StopReason::Asked)
        .unwrap();
    assert_eq!(market.words.as_deref(), Some("Market"));
    assert!(visits.contains(&market.number));
    let ranked = plan.stops.iter().find_map(|stop| match &stop.why {
        StopReason::Ranked { rank, causes, .. } => Some((*rank, causes.clone())),
        _ => None,
    });
    let (rank, causes) = ranked.unwrap();
    let counts = [40, 30, 25, 20, 18, 15, 12, 10, 8, 6];
    assert_eq!(causes[0].count, counts[rank as usize - 1]);
    for route in &plan.routes {
        assert!(route.back_at <= order.ends_at);
    }
}

#[test]
fn without_a_map_what_was_asked_for_is_planned_and_without_that_nothing() {
    let mut order = order();
    assert_eq!(
        make_with(&ground(None), &order, 1),
        Err(PatrolError::NothingToVisit)
    );
    // All reports from one cell: time cannot be dealt out.
    let one_place = map([300, 0, 0, 0, 0, 0, 0, 0, 0, 0], 300);
    assert_eq!(
        make_with(&ground(Some(one_place.clone())), &order, 1),
        Err(PatrolError::NothingToVisit)
    );
    order.asked = vec![
        asked_for(0.503, 0.503, "Market"),
        asked_for(0.509, 0.508, "School"),
    ];
    let plan = make_with(&ground(None), &order, 1).unwrap();
    assert_eq!((plan.making.map, plan.visits()), (MapPart::NoMap, 2));
    let plan = make_with(&ground(Some(one_place)), &order, 1).unwrap();
    assert_eq!((plan.making.map, plan.visits()), (MapPart::TooFewPlaces, 2));
    order.by_map = false;
    let plan = make_with(&ground(Some(busy_map())), &order, 1).unwrap();
    assert_eq!((plan.making.map, plan.visits()), (MapPart::NotWanted, 2));
}

#[test]
fn what_is_off_the_streets_or_leaves_nothing_to_chance_is_refused() {
    let far = asked_for(0.6, 0.6, "Elsewhere");
    let based_far = PatrolOrder {
        base: far.clone(),
        asked: vec![asked_for(0.503, 0.503, "Market")],
        ..order()
    };
    let refused = make_with(&ground(None), &based_far, 1).unwrap_err();
    assert_eq!(refused.field(), "base");
    let asks_far = PatrolOrder {
        asked: vec![far],
        ..order()
    };
    assert_eq!(
        make_with(&ground(None), &asks_far, 1).unwrap_err().field(),
        "asked"
    );
    let near = |index: u32| asked_for(0.506, 0.506 + 0.0001 * f64::from(index), "Here");
    let asks_much = PatrolOrder {
        units: vec![1],
        asked: (0..40).map(near).collect(),
        ..order()
    };
    for seed in 0..10 {
        match make_with(&ground(Some(busy_map())), &asks_much, seed) {
            Err(refused) => assert_eq!(refused, PatrolError::NothingAtRandom),
            Ok(plan) => {
                let visited = visited(&plan);
                let at_random = visited
                    .iter()
                    .filter(|why| ***why == StopReason::AtRandom)
                    .count();
                assert!(
                    at_random * 10 >= visited.len(),
                    "{at_random} of {}",
                    visited.len()
                );
            }
        }
    }
}

#[test]
fn a_change_by_hand_is_walked_anew_and_keeps_its_reason() {
    let ground = ground(None);
    let mut order = order();
    order.asked = vec![
        asked_for(0.503, 0.503, "Market"),
        asked_for(0.509, 0.508, "School"),
    ];
    let first = make_with(&ground, &order, 1).unwrap();
    let change = |plan: &PatrolPlan, what: PatrolChange| {
        change(&ground.streets, plan, (&what, "because"), now().plus_millis(1))
    };
    let stops = |plan: &PatrolPlan, unit: u32| -> Vec<u32> {
        let route = plan.routes.iter().find(|route| route.unit == unit).unwrap();
        route.visits.iter().map(|visit| visit.stop).collect()
    };

    let add = PatrolChange::Add {
        place: asked_for(0.507, 0.504, "Bench"),
        unit: 2,
        before: 0,
    };
    let added = change(&first, add).unwrap();
    assert_eq!((added.revision, added.edits.len()), (2, 1));
    assert_eq!(
        (added.edits[0].reason.as_str(), stops(&added, 2)[0]),
        ("because", 3)
    );

    let taken = change(&added, PatrolChange::TakeOut { stop: 3 }).unwrap();
    assert_eq!(stops(&taken, 2), stops(&first, 2));
    assert_eq!(taken.routes, first.routes, "as it was before");
    assert_eq!(taken.unassigned.last().unwrap().why, UnassignedWhy::TakenOut);
    assert_eq!(
        change(&taken, PatrolChange::TakeOut { stop: 3 }),
        Err(PatrolError::OutAlready)
    );

    let place = |stop, unit| PatrolChange::Place {
        stop,
        unit,
        before: 9,
    };
    let put_in = change(&taken, place(3, 1)).unwrap();
    assert_eq!(stops(&put_in, 1).last(), Some(&3));
    assert!(put_in.unassigned.iter().all(|left| left.stop != 3));
    let moved = change(&put_in, place(3, 2)).unwrap();
    assert!(!stops(&moved, 1).contains(&3) && stops(&moved, 2).contains(&3));
    for visit in moved.routes.iter().flat_map(|route| &route.visits) {
        assert_eq!(visit.leaves_at.millis_since(visit.arrives_at), 15 * 60_000);
    }
    assert_eq!(change(&first, place(9, 1)), Err(PatrolError::NoSuchStop));
    assert_eq!(change(&first, place(1, 9)), Err(PatrolError::NoSuchUnit));
}

#[test]
fn a_change_that_leaves_no_time_to_come_back_is_refused() {
    let ground = ground(None);
    let order = PatrolOrder {
        ends_at: now().plus_millis(HOUR_MS),
        units: vec![1],
        asked: vec![
            asked_for(0.506, 0.507, "Market"),
            asked_for(0.505, 0.506, "School"),
        ],
        ..order()
    };
    let plan = make_with(&ground, &order, 1).unwrap();
    assert_eq!(plan.visits(), 2);
    let far = PatrolChange::Add {
        place: asked_for(0.511, 0.511, "Hill"),
        unit: 1,
        before: 2,
    };
    let refused = change(&ground.streets, &plan, (&far, "because"), now()).unwrap_err();
    let PatrolError::TooLate { unit, minutes } = refused else {
        panic!("{refused:?}");
    };
    assert!(unit == 1 && (1..60).contains(&minutes), "{minutes}");
}

/// Whether each unit has one break of half an hour, in the middle third of a shift of four hours, and visits nothing
/// meanwhile.
fn assert_rests(plan: &PatrolPlan) {
    for route in &plan.routes {
        let [rest] = route.breaks[..] else {
            panic!("{:?}", route.breaks);
        };
        assert_eq!(rest.ends_at.millis_since(rest.starts_at), HOUR_MS / 2);
        let into_shift_ms = rest.starts_at.millis_since(now());
        assert!(
            (4 * HOUR_MS / 3..=8 * HOUR_MS / 3).contains(&into_shift_ms),
            "{into_shift_ms}"
        );
        for (place, visit) in (0..).zip(&route.visits) {
            let is_apart = if place < rest.visits_before {
                visit.leaves_at <= rest.starts_at
            } else {
                visit.arrives_at >= rest.ends_at
            };
            assert!(is_apart, "{visit:?} {rest:?}");
        }
        assert!(route.back_at >= rest.ends_at);
    }
}

#[test]
fn everybody_has_a_break_in_the_middle_of_the_shift_also_after_a_change_by_hand() {
    let ground = ground(Some(busy_map()));
    let resting = PatrolOrder {
        break_minutes: 30,
        ..order()
    };
    let mut plan = make_with(&ground, &resting, 1).unwrap();
    assert_rests(&plan);
    assert!(plan.routes.iter().all(|route| route.breaks[0].visits_before > 0));
    let without = make_with(&ground, &order(), 1).unwrap();
    assert!(without.routes.iter().all(|route| route.breaks.is_empty()));
    while let Some(visit) = plan.routes[0].visits.first() {
        let take_out = PatrolChange::TakeOut { stop: visit.stop };
        plan = change(&ground.streets, &plan, (&take_out, "because"), now()).unwrap();
        assert_rests(&plan);
    }
}

#[test]
fn a_break_is_waited_for_where_it_would_be_missed_at_the_next_stop() {
    let ground = ground(None);
    let resting = PatrolOrder {
        ends_at: now().plus_millis(2 * HOUR_MS),
        units: vec![1],
        stay_minutes: 38,
        break_minutes: 10,
        asked: vec![
            asked_for(0.506, 0.5065, "Market"),
            asked_for(0.511, 0.511, "Hill"),
        ],
        ..order()
    };
    let plan = make_with(&ground, &resting, 1).unwrap();
    let market = plan
        .stops
        .iter()
        .find(|stop| stop.words.as_deref() == Some("Market"));
    let first = PatrolChange::Place {
        stop: market.unwrap().number,
        unit: 1,
        before: 0,
    };
    let changed = change(&ground.streets, &plan, (&first, "because"), now()).unwrap();
    let route = &changed.routes[0];
    let left_ms = route.visits[0].leaves_at.millis_since(now());
    let rests_ms = route.breaks[0].starts_at.millis_since(now());
    assert_eq!((route.visits.len(), route.breaks[0].visits_before), (2, 1));
    assert_eq!(rests_ms, 40 * 60_000);
    assert!(left_ms < rests_ms, "{left_ms}");
}
