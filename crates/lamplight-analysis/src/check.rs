//! An independent checker of plans.
//!
//! **Invariant:** it shares no line with the planner, only the words of a task and a plan. It walks every route again
//! from the task's own numbers, and believes no time, way or value that the plan tells.

mod route;

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::plan::{Plan, Task};

/// How far two times, ways or values may be apart and still be one: sums in another order differ in their last digits.
pub const TOLERANCE: f64 = 1e-6;

/// Something that a plan breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Breach {
    /// The shift in whose route it is; none where it is in the plan as a whole.
    pub shift: Option<String>,
    /// The stop it is about, where it is about one.
    pub stop: Option<String>,
    /// What is broken.
    pub rule: Rule,
}

/// What a plan can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The routes are those of the shifts, one each and in their order.
    RouteOfEachShift,
    /// A stop is one of the task's.
    KnownStop,
    /// A stop is visited once at most.
    VisitedOnce,
    /// A stop is visited or skipped, and not both.
    VisitedOrSkipped,
    /// The walker sets out at the start of the shift or later.
    StartOfShift,
    /// The walker is back by the end of the shift.
    EndOfShift,
    /// There is a way to the next place.
    NoWay,
    /// A way is as long as the matrix says.
    LegMetres,
    /// A way takes as long as the matrix says.
    LegSeconds,
    /// One arrives after leaving the place before, and the way between.
    Arrival,
    /// A visit begins at arrival or later.
    BeginsAfterArrival,
    /// A visit begins while the stop is open.
    WindowOfStop,
    /// A visit takes as long as the stop says.
    Dwell,
    /// There are as many breaks as the shift has.
    CountOfBreaks,
    /// A break begins when it may, and after what comes before it.
    WindowOfBreak,
    /// A break lasts as long as the shift says.
    LengthOfBreak,
    /// A route's value is that of its stops.
    ValueOfRoute,
    /// The plan's value is that of all visited stops.
    ValueOfPlan,
    /// A route's walk is the sum of its ways.
    WalkOfRoute,
    /// The plan's walk is that of its routes.
    WalkOfPlan,
}

/// Everything that a plan breaks; empty for a sound one.
#[must_use]
pub fn check(task: &Task<'_>, plan: &Plan) -> Vec<Breach> {
    let stops = task.stops.iter().map(|stop| (stop.id.as_str(), stop)).collect();
    let mut breaches = Vec::new();
    let names: Vec<&str> = plan.routes.iter().map(|route| route.shift.as_str()).collect();
    let shifts: Vec<&str> = task.shifts.iter().map(|shift| shift.id.as_str()).collect();
    if names != shifts {
        breaches.push(whole(Rule::RouteOfEachShift));
    }
    let (mut value, mut walked_metres) = (0.0, 0.0);
    for (shift, route) in task.shifts.iter().zip(&plan.routes) {
        let walk = route::Walk::along(task, &stops, shift, route);
        value += walk.value;
        walked_metres += walk.metres;
        breaches.extend(walk.breaches);
    }
    breaches.extend(once(task, plan, &stops));
    if differ(value, plan.value) {
        breaches.push(whole(Rule::ValueOfPlan));
    }
    if differ(walked_metres, plan.walked_metres) {
        breaches.push(whole(Rule::WalkOfPlan));
    }
    breaches
}

type Stops<'a> = HashMap<&'a str, &'a crate::plan::Stop>;

fn once(task: &Task<'_>, plan: &Plan, stops: &Stops<'_>) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for stop in plan.routes.iter().flat_map(route::visited) {
        if !seen.insert(stop) {
            breaches.push(of_stop(Rule::VisitedOnce, stop));
        }
    }
    for skipped in &plan.skipped {
        let stop = skipped.stop.as_str();
        if !stops.contains_key(stop) {
            breaches.push(of_stop(Rule::KnownStop, stop));
        }
        if !seen.insert(stop) {
            breaches.push(of_stop(Rule::VisitedOrSkipped, stop));
        }
    }
    let forgotten = task.stops.iter().filter(|stop| !seen.contains(stop.id.as_str()));
    breaches.extend(forgotten.map(|stop| of_stop(Rule::VisitedOrSkipped, &stop.id)));
    breaches
}

fn whole(rule: Rule) -> Breach {
    Breach {
        shift: None,
        stop: None,
        rule,
    }
}

fn of_stop(rule: Rule, stop: &str) -> Breach {
    Breach {
        shift: None,
        stop: Some(stop.to_owned()),
        rule,
    }
}

/// Whether two numbers differ by more than rounding; a number that is none differs from all.
fn differ(one: f64, two: f64) -> bool {
    let far = TOLERANCE * one.abs().max(two.abs()).max(1.0);
    let are_near = (one - two).abs() <= far;
    !are_near
}

/// Whether a moment is before another by more than rounding; a moment that is none is before all.
fn before(one_s: f64, two_s: f64) -> bool {
    let is_after = one_s >= two_s - TOLERANCE;
    !is_after
}
