//! The whole search: several islands, and when it ends.

use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::ground::Ground;
use super::island::Island;
use super::task::{PlanError, Task};
use super::tours::Tours;
use super::{Effort, Plan, skipped, written};

/// Searchers side by side. Not the number of cores: the same seed must make the same plan on another machine.
const ISLANDS: u64 = 2;

/// Makes a plan.
///
/// The clock is read for nothing but the end of [`Effort::Seconds`].
///
/// # Errors
/// [`PlanError`] when the task does not make sense, or a shift cannot be held even without a visit.
pub fn plan(task: &Task<'_>, effort: Effort, seed: u64) -> Result<Plan, PlanError> {
    let budget = Budget::new(effort)?;
    let ground = Ground::new(task)?;
    let nothing = Tours::empty(&ground);
    let too_short = task
        .shifts
        .iter()
        .zip(nothing.routes())
        .find(|(_, route)| !route.is_walkable());
    if let Some((shift, _)) = too_short {
        return Err(PlanError::ShiftTooShort {
            shift: shift.id.clone(),
        });
    }
    let (best, epochs) = search(&ground, &budget, seed);
    Ok(Plan {
        skipped: skipped::skipped(&ground, task, &best),
        seed,
        epochs,
        ..written::plan(task, &best)
    })
}

fn search(ground: &Ground<'_>, budget: &Budget, seed: u64) -> (Tours, u32) {
    let mut islands: Vec<Island> = (0..ISLANDS)
        .into_par_iter()
        .map(|number| Island::new(ground, seed.wrapping_mul(ISLANDS).wrapping_add(number)))
        .collect();
    let mut epochs = 0;
    let mut best = best_of(ground, &islands);
    while !budget.is_spent(epochs) {
        islands.par_iter_mut().for_each(|island| island.search(ground));
        epochs += 1;
        best = best_of(ground, &islands);
        islands.iter_mut().for_each(|island| island.learn(&best));
    }
    best.straighten(ground);
    (best, epochs)
}

fn best_of(ground: &Ground<'_>, islands: &[Island]) -> Tours {
    let mut best: Option<&Tours> = None;
    for island in islands {
        if best.is_none_or(|best| island.best().beats(best)) {
            best = Some(island.best());
        }
    }
    best.cloned().unwrap_or_else(|| Tours::empty(ground))
}

/// When the search ends.
enum Budget {
    Until { started: Instant, most: Duration },
    Epochs(u32),
}

impl Budget {
    fn new(effort: Effort) -> Result<Self, PlanError> {
        match effort {
            Effort::Epochs(epochs) => Ok(Self::Epochs(epochs)),
            Effort::Seconds(seconds) => Ok(Self::Until {
                started: Instant::now(),
                most: Duration::try_from_secs_f64(seconds)
                    .map_err(|_| PlanError::NoTime(seconds.to_string()))?,
            }),
        }
    }

    fn is_spent(&self, epochs: u32) -> bool {
        match self {
            Self::Epochs(most) => epochs >= *most,
            Self::Until { started, most } => epochs > 0 && started.elapsed() >= *most,
        }
    }
}
