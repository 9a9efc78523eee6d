//! The task as the search reads it: by numbers instead of names.

use super::task::{PlanError, Shift, Task};
use crate::matrix::Matrix;

/// How many neighbours of a stop are kept: as far as a ruin ever reaches around its seed.
const NEIGHBOURS_MAX: usize = 40;

/// What may begin when and takes how long: a stop, a break, or the end of a shift.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site {
    pub(super) place: usize,
    pub(super) opens_s: f64,
    pub(super) closes_s: f64,
    pub(super) dwell_s: f64,
    /// The value that the search sees: a stop that must be visited weighs more than all others together.
    pub(super) worth: f64,
}

/// The task by numbers.
pub(super) struct Ground<'a> {
    pub(super) walks: &'a Matrix,
    pub(super) shifts: &'a [Shift],
    pub(super) sites: Vec<Site>,
    /// For each stop the others, nearest first.
    pub(super) neighbours: Vec<Vec<usize>>,
    /// The mean value of a stop that need not be visited: the measure of a step in the annealing.
    pub(super) worth_usual: f64,
    /// What a second of walking is worth to the search: little enough that it only decides between equals.
    pub(super) worth_per_second: f64,
}

impl<'a> Ground<'a> {
    pub(super) fn new(task: &Task<'a>) -> Result<Self, PlanError> {
        task.check()?;
        let all: f64 = task.stops.iter().map(|stop| stop.value).sum();
        let sites: Vec<Site> = task
            .stops
            .iter()
            .map(|stop| Site {
                place: stop.place,
                opens_s: stop.window.map_or(f64::NEG_INFINITY, |window| window.opens_s),
                closes_s: stop.window.map_or(f64::INFINITY, |window| window.closes_s),
                dwell_s: stop.dwell_s,
                worth: stop.value + if stop.must { all + 1.0 } else { 0.0 },
            })
            .collect();
        let worth_usual = positive_or(all / count(task.stops.len().max(1)), 1.0);
        let on_shift: f64 = task
            .shifts
            .iter()
            .map(|shift| shift.ends_s - shift.starts_s)
            .sum();
        Ok(Self {
            walks: task.walks,
            shifts: task.shifts,
            neighbours: neighbours(task.walks, &sites),
            sites,
            worth_usual,
            worth_per_second: WORTH_OF_ALL_WALKING * all / positive_or(on_shift, 1.0),
        })
    }

    pub(super) fn site(&self, stop: usize) -> Site {
        self.sites.get(stop).copied().unwrap_or(NOWHERE)
    }
}

/// What walking for a whole shift costs, as a share of all value. Measured on Chao's set 4: without it the search
/// wanders among equals, and above 0.3 it gives up value for shorter ways.
const WORTH_OF_ALL_WALKING: f64 = 0.1;

/// A stop that is not in the task is never open.
const NOWHERE: Site = Site {
    place: usize::MAX,
    opens_s: f64::INFINITY,
    closes_s: f64::NEG_INFINITY,
    dwell_s: 0.0,
    worth: 0.0,
};

/// A count as a number to reckon with. Counts here are far below 2^52.
#[expect(clippy::cast_precision_loss, reason = "counts here are far below 2^52")]
pub(super) fn count(number: usize) -> f64 {
    number as f64
}

fn positive_or(number: f64, otherwise: f64) -> f64 {
    if number > 0.0 { number } else { otherwise }
}

fn neighbours(walks: &Matrix, sites: &[Site]) -> Vec<Vec<usize>> {
    let nearest = |from: &Site| {
        let mut others: Vec<(f64, usize)> = sites
            .iter()
            .enumerate()
            .map(|(stop, to)| (walks.seconds(from.place, to.place), stop))
            .collect();
        others.sort_by(|one, two| one.0.total_cmp(&two.0).then(one.1.cmp(&two.1)));
        others
            .into_iter()
            .map(|(_, stop)| stop)
            .take(NEIGHBOURS_MAX)
            .collect()
    };
    sites.iter().map(nearest).collect()
}
