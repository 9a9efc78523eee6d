//! The checker finds every way in which a plan can be broken.

use lamplight_analysis::check::{Rule, check};
use lamplight_analysis::plan::{Effort, Item, Plan, Skipped, Visit, Why, plan};

use crate::tasks::Town;

/// Two shifts with a break each, and a stop that opens late.
fn town() -> Town {
    Town::new(&[
        (40.0, 0.0, 5.0),
        (60.0, 10.0, 4.0),
        (-30.0, 20.0, 7.0),
        (0.0, -50.0, 2.0),
        (900.0, 0.0, 9.0),
    ])
    .shift(300.0)
    .pause(60.0, 200.0, 30.0)
    .shift(300.0)
    .pause(60.0, 200.0, 30.0)
    .window(0, 50.0, 120.0)
}

fn sound(town: &Town) -> Plan {
    plan(&town.task(), Effort::Epochs(3), 1).unwrap()
}

/// What is found once `change` has been made to a sound plan.
fn found(change: impl FnOnce(&mut Plan)) -> Vec<Rule> {
    let town = town();
    let mut plan = sound(&town);
    assert_eq!(check(&town.task(), &plan), []);
    change(&mut plan);
    check(&town.task(), &plan)
        .into_iter()
        .map(|breach| breach.rule)
        .collect()
}

/// The first visit of the first route that has one.
fn visit(plan: &mut Plan) -> &mut Visit {
    let items = plan.routes.iter_mut().flat_map(|route| &mut route.items);
    let mut visits = items.filter_map(|item| match item {
        Item::Visit(visit) => Some(visit),
        Item::Break { .. } => None,
    });
    visits.next().unwrap()
}

fn pause(plan: &mut Plan) -> (&mut f64, &mut f64) {
    let items = plan.routes.iter_mut().flat_map(|route| &mut route.items);
    let mut pauses = items.filter_map(|item| match item {
        Item::Break { begins_s, ends_s } => Some((begins_s, ends_s)),
        Item::Visit(_) => None,
    });
    pauses.next().unwrap()
}

#[track_caller]
fn finds(rule: Rule, change: impl FnOnce(&mut Plan)) {
    let found = found(change);
    assert!(found.contains(&rule), "{rule:?} is not among {found:?}");
}

#[test]
fn a_sound_plan_visits_what_it_can_and_breaks_nothing() {
    let town = town();
    let plan = sound(&town);
    assert_eq!(plan.value.to_bits(), 18.0_f64.to_bits());
    assert_eq!(
        plan.skipped,
        [Skipped {
            stop: "stop 4".into(),
            why: Why::TooFar
        }]
    );
    assert_eq!(check(&town.task(), &plan), []);
}

#[test]
fn a_wrong_shift_is_found() {
    finds(Rule::RouteOfEachShift, |plan| drop(plan.routes.pop()));
    finds(Rule::RouteOfEachShift, |plan| plan.routes.swap(0, 1));
    finds(Rule::RouteOfEachShift, |plan| {
        plan.routes[0].shift = "another".into();
    });
}

#[test]
fn wrong_stops_are_found() {
    finds(Rule::KnownStop, |plan| visit(plan).stop = "nowhere".into());
    finds(Rule::KnownStop, |plan| plan.skipped[0].stop = "nowhere".into());
    finds(Rule::VisitedOrSkipped, |plan| drop(plan.skipped.pop()));
    finds(Rule::VisitedOrSkipped, |plan| {
        let stop = visit(plan).stop.clone();
        plan.skipped.push(Skipped {
            stop,
            why: Why::WorthMoreElsewhere,
        });
    });
    finds(Rule::VisitedOnce, |plan| {
        let again = visit(plan).clone();
        plan.routes[1].items.push(Item::Visit(again));
    });
}

#[test]
fn a_shift_that_is_not_kept_is_found() {
    finds(Rule::StartOfShift, |plan| plan.routes[0].departs_s = -1.0);
    finds(Rule::EndOfShift, |plan| plan.routes[0].arrives_s = 301.0);
    finds(Rule::EndOfShift, |plan| plan.routes[0].arrives_s = f64::NAN);
}

#[test]
fn times_that_cannot_be_are_found() {
    finds(Rule::Arrival, |plan| visit(plan).arrives_s -= 1.0);
    finds(Rule::Arrival, |plan| plan.routes[0].arrives_s -= 1.0);
    finds(Rule::BeginsAfterArrival, |plan| {
        let visit = visit(plan);
        visit.begins_s = visit.arrives_s - 1.0;
    });
    finds(Rule::Dwell, |plan| visit(plan).departs_s -= 1.0);
    finds(Rule::Arrival, |plan| visit(plan).arrives_s = f64::NAN);
}

#[test]
fn a_visit_outside_its_window_is_found() {
    for begins_s in [49.0, 121.0] {
        finds(Rule::WindowOfStop, |plan| {
            let items = plan.routes.iter_mut().flat_map(|route| &mut route.items);
            for item in items {
                match item {
                    Item::Visit(visit) if visit.stop == "stop 0" => visit.begins_s = begins_s,
                    Item::Visit(_) | Item::Break { .. } => {}
                }
            }
        });
    }
}

#[test]
fn wrong_ways_are_found() {
    finds(Rule::LegMetres, |plan| visit(plan).leg_metres -= 1.0);
    finds(Rule::LegSeconds, |plan| visit(plan).leg_s -= 1.0);
    finds(Rule::LegMetres, |plan| plan.routes[0].last_leg_metres += 1.0);
    finds(Rule::LegSeconds, |plan| plan.routes[0].last_leg_s += 1.0);
}

#[test]
fn a_place_that_no_way_leads_to_is_found() {
    let mut town = town();
    let plan = sound(&town);
    for stop in &mut town.stops {
        stop.place = 99;
    }
    let breaches = check(&town.task(), &plan);
    assert!(breaches.iter().any(|breach| breach.rule == Rule::NoWay));
}

#[test]
fn breaks_that_are_not_kept_are_found() {
    finds(Rule::CountOfBreaks, |plan| {
        plan.routes[0].items.retain(|item| matches!(item, Item::Visit(_)));
    });
    finds(Rule::CountOfBreaks, |plan| {
        let (begins_s, ends_s) = (200.0, 230.0);
        plan.routes[0].items.push(Item::Break { begins_s, ends_s });
    });
    finds(Rule::WindowOfBreak, |plan| *pause(plan).0 = 59.0);
    finds(Rule::WindowOfBreak, |plan| *pause(plan).0 = 201.0);
    finds(Rule::LengthOfBreak, |plan| *pause(plan).1 -= 1.0);
}

#[test]
fn a_break_before_the_visit_before_it_is_done_is_found() {
    finds(Rule::WindowOfBreak, |plan| {
        for route in &mut plan.routes {
            let mut free_s = 0.0;
            for item in &mut route.items {
                match item {
                    Item::Visit(visit) => {
                        visit.departs_s += 100.0;
                        free_s = visit.departs_s;
                    }
                    Item::Break { begins_s, .. } => *begins_s = free_s - 50.0,
                }
            }
        }
    });
}

#[test]
fn wrong_sums_are_found() {
    finds(Rule::ValueOfRoute, |plan| plan.routes[0].value += 1.0);
    finds(Rule::ValueOfPlan, |plan| plan.value += 1.0);
    finds(Rule::WalkOfRoute, |plan| plan.routes[0].walked_metres -= 1.0);
    finds(Rule::WalkOfPlan, |plan| plan.walked_metres -= 1.0);
}
