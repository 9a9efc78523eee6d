//! Changes by hand: the stops stay in the order that somebody gave them, and the times are reckoned anew.

use lamplight_analysis::check::{Rule, check};
use lamplight_analysis::matrix::Matrix;
use lamplight_analysis::plan::{Break, Item, Plan, Route, Shift, Skipped, Stop, Task, Visit, Why};
use lamplight_analysis::streets::Streets;
use lamplight_protocol::limits::{PATROL_EDITS_MAX, PATROL_STOPS_MAX};
use lamplight_protocol::patrol::{
    PatrolChange, PatrolEdit, PatrolPlan, PatrolRoute, PatrolStop, StopReason, UnassignedStop, UnassignedWhy,
};
use lamplight_protocol::place::Point;
use lamplight_protocol::time::TimestampMillis;

use super::{PatrolError, shifts, stay_s, ways, written};

/// Changes a plan, and keeps why.
///
/// # Errors
/// [`PatrolError`] when there is no such stop or unit, or a unit would be back too late.
pub(crate) fn change(
    streets: &Streets,
    plan: &PatrolPlan,
    (change, reason): (&PatrolChange, &str),
    now: TimestampMillis,
) -> Result<PatrolPlan, PatrolError> {
    if plan.edits.len() >= PATROL_EDITS_MAX {
        return Err(PatrolError::Full);
    }
    let mut plan = plan.clone();
    let mut walks = Walks::of(&plan);
    match change {
        PatrolChange::TakeOut { stop } => {
            if !walks.take_out(*stop) {
                return Err(missing(&plan, *stop));
            }
            plan.unassigned.push(UnassignedStop {
                stop: *stop,
                why: UnassignedWhy::TakenOut,
            });
        }
        PatrolChange::Place { stop, unit, before } => {
            if plan.stop(*stop).is_none() {
                return Err(PatrolError::NoSuchStop);
            }
            walks.take_out(*stop);
            plan.unassigned.retain(|one| one.stop != *stop);
            walks.put(*stop, *unit, *before)?;
        }
        PatrolChange::Add { place, unit, before } => {
            let number = u32::try_from(plan.stops.len() + 1).unwrap_or(u32::MAX);
            if plan.stops.len() >= PATROL_STOPS_MAX {
                return Err(PatrolError::Full);
            }
            plan.stops.push(PatrolStop {
                number,
                at: place.at,
                words: Some(place.words.clone()),
                why: StopReason::Asked,
            });
            walks.put(number, *unit, *before)?;
        }
    }
    plan.routes = reckoned(streets, &plan, &walks)?;
    plan.revision += 1;
    plan.changed_at = now;
    plan.edits.push(PatrolEdit {
        at: now,
        change: change.clone(),
        reason: reason.to_owned(),
    });
    Ok(plan)
}

fn missing(plan: &PatrolPlan, stop: u32) -> PatrolError {
    match plan.stop(stop) {
        Some(_) => PatrolError::OutAlready,
        None => PatrolError::NoSuchStop,
    }
}

/// Which stops each unit visits, in their order.
struct Walks(Vec<(u32, Vec<u32>)>);

impl Walks {
    fn of(plan: &PatrolPlan) -> Self {
        let stops = |route: &PatrolRoute| {
            let stops = route.visits.iter().map(|visit| visit.stop);
            (route.unit, stops.collect())
        };
        Self(plan.routes.iter().map(stops).collect())
    }

    /// Whether anybody visited it.
    fn take_out(&mut self, stop: u32) -> bool {
        let was_visited = self.0.iter().any(|(_, stops)| stops.contains(&stop));
        for (_, stops) in &mut self.0 {
            stops.retain(|one| *one != stop);
        }
        was_visited
    }

    fn put(&mut self, stop: u32, unit: u32, before: u32) -> Result<(), PatrolError> {
        let walk = self.0.iter_mut().find(|(of, _)| *of == unit);
        let (_, stops) = walk.ok_or(PatrolError::NoSuchUnit)?;
        let index = usize::try_from(before).unwrap_or(usize::MAX).min(stops.len());
        stops.insert(index, stop);
        Ok(())
    }
}

/// The routes with their times, checked.
fn reckoned(streets: &Streets, plan: &PatrolPlan, walks: &Walks) -> Result<Vec<PatrolRoute>, PatrolError> {
    let order = &plan.order;
    let places: Vec<Point> = plan.stops.iter().map(|stop| stop.at).collect();
    let matrix = ways(streets, order.base.at, &places, 0)?;
    let stops: Vec<Stop> = (1..)
        .zip(&plan.stops)
        .map(|(place, stop)| Stop {
            id: stop.number.to_string(),
            place,
            value: 0.0,
            dwell_s: stay_s(order),
            window: None,
            must: false,
        })
        .collect();
    let shifts = shifts(order);
    let task = Task {
        stops: &stops,
        shifts: &shifts,
        walks: &matrix,
    };
    let walked = walked(&task, walks)?;
    let breaches = check(&task, &walked);
    let late = breaches.iter().find(|breach| breach.rule == Rule::EndOfShift);
    if let Some(late) = late {
        return Err(too_late(&shifts, &walked, late.shift.as_deref()));
    }
    if let Some(breach) = breaches.first() {
        return Err(PatrolError::Unsound(format!("{:?}", breach.rule)));
    }
    Ok(written::routes(&walked, order, |name| name.parse().ok()))
}

fn too_late(shifts: &[Shift], walked: &Plan, of: Option<&str>) -> PatrolError {
    let late = shifts
        .iter()
        .zip(&walked.routes)
        .find(|(shift, _)| Some(shift.id.as_str()) == of);
    let (unit, late_s) = late.map_or((0, 0.0), |(shift, route)| {
        (
            shift.id.parse().unwrap_or_default(),
            route.arrives_s - shift.ends_s,
        )
    });
    PatrolError::TooLate {
        unit,
        minutes: written::whole((late_s / 60.0).ceil()),
    }
}

/// The plan that walks the stops in this order, each as early as can be.
fn walked(task: &Task<'_>, walks: &Walks) -> Result<Plan, PatrolError> {
    let routes: Vec<Route> = task
        .shifts
        .iter()
        .zip(&walks.0)
        .map(|(shift, (_, stops))| route(task, shift, stops))
        .collect::<Option<_>>()
        .ok_or(PatrolError::NoSuchStop)?;
    let is_visited = |stop: &&Stop| {
        let mut visited = walks.0.iter().flat_map(|(_, stops)| stops);
        visited.any(|number| number.to_string() == stop.id)
    };
    let skipped = task.stops.iter().filter(|stop| !is_visited(stop));
    Ok(Plan {
        skipped: skipped
            .map(|stop| Skipped {
                stop: stop.id.clone(),
                why: Why::WorthMoreElsewhere,
            })
            .collect(),
        value: 0.0,
        walked_metres: routes.iter().map(|route| route.walked_metres).sum(),
        routes,
        seed: 0,
        epochs: 0,
    })
}

fn route(task: &Task<'_>, shift: &Shift, numbers: &[u32]) -> Option<Route> {
    let matrix: &Matrix = task.walks;
    let (mut place, mut free_s, mut walked_metres) = (shift.start_place, shift.starts_s, 0.0);
    let mut items = Vec::new();
    let mut breaks = shift.breaks.iter().peekable();
    for number in numbers {
        let stop = task.stops.iter().find(|stop| stop.id == number.to_string())?;
        let leg_metres = matrix.metres(place, stop.place);
        let leg_s = matrix.seconds(place, stop.place);
        // A break is taken when its time has come, and waited for where it would be missed at the next stop.
        let is_due = |pause: &&Break| {
            pause.window.opens_s <= free_s || pause.window.closes_s < free_s + leg_s + stop.dwell_s
        };
        if let Some(pause) = breaks.next_if(is_due) {
            free_s = rest(pause, free_s, &mut items);
        }
        let arrives_s = free_s + leg_s;
        free_s = arrives_s + stop.dwell_s;
        walked_metres += leg_metres;
        place = stop.place;
        items.push(Item::Visit(Visit {
            stop: stop.id.clone(),
            leg_metres,
            leg_s,
            arrives_s,
            begins_s: arrives_s,
            departs_s: free_s,
        }));
    }
    for pause in breaks {
        free_s = rest(pause, free_s, &mut items);
    }
    let last_leg_metres = matrix.metres(place, shift.end_place);
    let last_leg_s = matrix.seconds(place, shift.end_place);
    Some(Route {
        shift: shift.id.clone(),
        departs_s: shift.starts_s,
        items,
        last_leg_metres,
        last_leg_s,
        arrives_s: free_s + last_leg_s,
        value: 0.0,
        walked_metres: walked_metres + last_leg_metres,
    })
}

/// Takes a break as soon as it may begin; gives when the unit goes on.
fn rest(pause: &Break, free_s: f64, items: &mut Vec<Item>) -> f64 {
    let begins_s = free_s.max(pause.window.opens_s);
    let ends_s = begins_s + pause.lasts_s;
    items.push(Item::Break { begins_s, ends_s });
    ends_s
}
