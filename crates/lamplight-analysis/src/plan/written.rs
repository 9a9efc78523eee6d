//! The found routes as a plan with names, times and ways.

use super::route::{Route as Tour, Step, What};
use super::task::{Shift, Task};
use super::tours::Tours;
use super::{Item, Plan, Route, Visit};

/// The plan; what was skipped, and how it was searched, the caller knows.
pub(super) fn plan(task: &Task<'_>, tours: &Tours) -> Plan {
    let routes: Vec<Route> = task
        .shifts
        .iter()
        .zip(tours.routes())
        .map(|(shift, tour)| route(task, shift, tour))
        .collect();
    Plan {
        value: routes.iter().map(|route| route.value).sum(),
        walked_metres: routes.iter().map(|route| route.walked_metres).sum(),
        routes,
        skipped: Vec::new(),
        seed: 0,
        epochs: 0,
    }
}

fn route(task: &Task<'_>, shift: &Shift, tour: &Tour) -> Route {
    let mut written = Route {
        shift: shift.id.clone(),
        departs_s: shift.starts_s,
        items: Vec::new(),
        last_leg_metres: 0.0,
        last_leg_s: 0.0,
        arrives_s: shift.starts_s,
        value: 0.0,
        walked_metres: 0.0,
    };
    let mut place = shift.start_place;
    for step in tour.steps() {
        let leg_metres = task.walks.metres(place, step.site.place);
        let leg_s = task.walks.seconds(place, step.site.place);
        written.walked_metres += leg_metres;
        place = step.site.place;
        match step.what {
            What::Start => {}
            What::Break(_) => written.items.push(pause(step)),
            What::Stop(stop) => {
                let Some(stop) = task.stops.get(stop) else {
                    continue;
                };
                written.value += stop.value;
                written.items.push(Item::Visit(Visit {
                    stop: stop.id.clone(),
                    leg_metres,
                    leg_s,
                    arrives_s: step.arrives_s,
                    begins_s: step.begins_s,
                    departs_s: step.departs_s,
                }));
            }
            What::End => {
                written.last_leg_metres = leg_metres;
                written.last_leg_s = leg_s;
                written.arrives_s = step.arrives_s;
            }
        }
    }
    written
}

fn pause(step: &Step) -> Item {
    Item::Break {
        begins_s: step.begins_s,
        ends_s: step.departs_s,
    }
}
