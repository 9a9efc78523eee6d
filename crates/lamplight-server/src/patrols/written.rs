//! What the analysis planned, as the plan that is kept and told: with numbers, times of day and words.

use lamplight_analysis::plan::{Item, Plan, Route, Visit, Why};
use lamplight_protocol::ids::PatrolId;
use lamplight_protocol::patrol::{
    PatrolMaking, PatrolOrder, PatrolPlan, PatrolRoute, PatrolStop, PlannedBreak, PlannedVisit,
    UnassignedStop, UnassignedWhy,
};
use lamplight_protocol::place::Point;
use lamplight_protocol::time::TimestampMillis;

use super::Wanted;

/// The visits of a route.
fn visits(route: &Route) -> impl Iterator<Item = &Visit> {
    route.items.iter().filter_map(|item| match item {
        Item::Visit(visit) => Some(visit),
        Item::Break { .. } => None,
    })
}

/// The breaks of a route: how many visits come before each, when it begins and when it ends.
fn breaks(route: &Route) -> impl Iterator<Item = (usize, f64, f64)> {
    let mut visits_before = 0;
    route.items.iter().filter_map(move |item| match item {
        Item::Visit(_) => {
            visits_before += 1;
            None
        }
        Item::Break { begins_s, ends_s } => Some((visits_before, *begins_s, *ends_s)),
    })
}

/// The visited stops, by their places among all that may be visited.
pub(super) fn visited(planned: &Plan) -> Vec<usize> {
    let visits = planned.routes.iter().flat_map(visits);
    visits.filter_map(|visit| visit.stop.parse().ok()).collect()
}

/// A plan that was just made. Stops get their numbers as they are visited; those that nobody visits come last.
pub(super) fn new_plan(
    id: PatrolId,
    order: &PatrolOrder,
    making: PatrolMaking,
    (planned, wanted): (&Plan, Vec<Wanted>),
    named: impl Fn(Point) -> Option<String>,
    now: TimestampMillis,
) -> PatrolPlan {
    let skipped = planned
        .skipped
        .iter()
        .filter_map(|skipped| Some((skipped.stop.parse::<usize>().ok()?, skipped.why)));
    let skipped: Vec<(usize, Why)> = skipped.collect();
    let in_order: Vec<usize> = visited(planned)
        .into_iter()
        .chain(skipped.iter().map(|(index, _)| *index))
        .collect();
    let number_of = |index: usize| in_order.iter().position(|one| *one == index).map(number);
    let unassigned = skipped
        .iter()
        .filter_map(|(index, why)| {
            Some(UnassignedStop {
                stop: number_of(*index)?,
                why: unassigned_why(*why),
            })
        })
        .collect();
    let routes = routes(planned, order, |name| number_of(name.parse().ok()?));
    let mut places: Vec<Option<Wanted>> = wanted.into_iter().map(Some).collect();
    let stops = (1..)
        .zip(&in_order)
        .filter_map(|(number, index)| {
            let place = places.get_mut(*index)?.take()?;
            Some(PatrolStop {
                number,
                at: place.at,
                words: place.words.or_else(|| named(place.at)),
                why: place.why,
            })
        })
        .collect();
    PatrolPlan {
        id,
        revision: 1,
        planned_at: now,
        changed_at: now,
        called_off_at: None,
        order: order.clone(),
        making,
        stops,
        routes,
        unassigned,
        edits: Vec::new(),
    }
}

/// The routes with the times of the order's day. `number_of` gives a stop's number by its name in the task.
pub(super) fn routes(
    planned: &Plan,
    order: &PatrolOrder,
    number_of: impl Fn(&str) -> Option<u32>,
) -> Vec<PatrolRoute> {
    let at = |seconds: f64| order.starts_at.plus_millis(i64::from(whole(seconds)) * 1_000);
    let route = |(route, unit): (&Route, &u32)| PatrolRoute {
        unit: *unit,
        visits: visits(route)
            .filter_map(|visit| {
                Some(PlannedVisit {
                    stop: number_of(&visit.stop)?,
                    walk_metres: whole(visit.leg_metres),
                    walk_s: whole(visit.leg_s),
                    arrives_at: at(visit.begins_s),
                    leaves_at: at(visit.departs_s),
                })
            })
            .collect(),
        breaks: breaks(route)
            .map(|(visits_before, begins_s, ends_s)| PlannedBreak {
                visits_before: told_count(visits_before),
                starts_at: at(begins_s),
                ends_at: at(ends_s),
            })
            .collect(),
        back_metres: whole(route.last_leg_metres),
        back_at: at(route.arrives_s),
        walked_metres: whole(route.walked_metres),
    };
    planned.routes.iter().zip(&order.units).map(route).collect()
}

fn unassigned_why(why: Why) -> UnassignedWhy {
    match why {
        Why::WorthMoreElsewhere => UnassignedWhy::WorthMoreElsewhere,
        // No stop here has hours, so that none is closed.
        Why::Closed | Why::TooFar => UnassignedWhy::TooFar,
    }
}

fn number(index: usize) -> u32 {
    told_count(index + 1)
}

fn told_count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Metres or seconds as they are told: whole ones.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast saturates, and ways and times of a shift are far below the limits"
)]
pub(super) fn whole(amount: f64) -> u32 {
    amount.round() as u32
}
