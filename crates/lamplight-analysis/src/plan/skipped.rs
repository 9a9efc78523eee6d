//! Why a stop is not in the plan.

use super::ground::{Ground, Site};
use super::route::Route;
use super::task::Task;
use super::tours::Tours;
use super::{Skipped, Why};

/// The stops that nobody visits, each with its reason.
pub(super) fn skipped(ground: &Ground<'_>, task: &Task<'_>, tours: &Tours) -> Vec<Skipped> {
    let empty = Tours::empty(ground);
    tours
        .free()
        .filter_map(|stop| {
            Some(Skipped {
                stop: task.stops.get(stop)?.id.clone(),
                why: why(ground, empty.routes(), stop),
            })
        })
        .collect()
}

fn why(ground: &Ground<'_>, empty: &[Route], stop: usize) -> Why {
    let site = ground.site(stop);
    let always_open = Site {
        opens_s: f64::NEG_INFINITY,
        closes_s: f64::INFINITY,
        ..site
    };
    let fits = |site: &Site| {
        empty
            .iter()
            .any(|route| route.best_spot(ground, site, || false).is_some())
    };
    match (fits(&site), fits(&always_open)) {
        (true, _) => Why::WorthMoreElsewhere,
        (false, true) => Why::Closed,
        (false, false) => Why::TooFar,
    }
}
