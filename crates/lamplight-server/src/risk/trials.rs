//! Trials: drawing the places by lot, and measuring what came of it.
//!
//! Made of the same incidents as the map of risk: what a patrol came upon does not count, or a trial of patrols would find
//! the patrol.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Duration, Utc};
use fastrand::Rng;
use geo::Coord;
use lamplight_analysis::grid::{Cell, Grid};
use lamplight_analysis::score::{Class, Event, Evidence};
use lamplight_analysis::trial::assignment::{Pair, matched};
use lamplight_analysis::trial::counting::{Counted, candidates, count};
use lamplight_analysis::trial::power::{events_needed, power_to_see};
use lamplight_analysis::trial::rate_ratio::{
    Finding, POWER, REDUCTION_TO_SEE, RateRatio, Stratum, compare, mantel_haenszel,
};
use lamplight_protocol::limits::{DAY_MS, TRIAL_MEASURED_LATER_MS};
use lamplight_protocol::place::Point;
use lamplight_protocol::time::TimestampMillis;
use lamplight_protocol::trial::{
    CountedCategory, TrialCounts, TrialFinding, TrialOrder, TrialOutlook, TrialPair, TrialPlan, TrialRatio,
    TrialResult,
};
use lamplight_store::StoreError;

use super::evidence::Ready;
use super::map::told_place;
use super::{Risk, Run, Standing, Work};

/// How far back places are compared, in days: a year, with all its seasons, as the plain count that the map must beat.
const BEFORE_DAYS: i64 = 365;
/// How long after its end a trial is given up that cannot be measured: a server may have been started with another area's
/// file by mistake.
const GIVEN_UP_LATER_MS: i64 = TRIAL_MEASURED_LATER_MS + 14 * DAY_MS;
/// Trials that are measured in one look: one runs at a time, so that more are due only after a long pause.
const MEASURED_A_LOOK: u32 = 10;

/// What the lot gave.
pub(crate) struct Drawn {
    /// The places, pair by pair.
    pub(crate) pairs: Vec<TrialPair>,
    /// What happened in them before.
    pub(crate) before: TrialCounts,
    /// Of so many days that is known.
    pub(crate) before_days: f64,
}

impl Risk {
    /// Finds places that are alike by what was reported there in the last year, and draws the lot. None when the server
    /// goes away.
    pub(crate) async fn draw(
        self: &Arc<Self>,
        run: &Run<'_>,
        order: &TrialOrder,
        seed: u32,
    ) -> Result<Option<Drawn>, StoreError> {
        let (categories, pairs) = (order.categories.clone(), order.pairs as usize);
        self.worked(run, move |work| Some(draw(work, &categories, pairs, seed)))
            .await
    }

    /// Measures the trials whose time has come, each once, whichever instance does. What came of one stays as it was
    /// measured. One whose places are other cells by now is called off in the end: something else would be counted.
    pub(crate) async fn measure_trials(self: &Arc<Self>, run: &Run<'_>) -> Result<(), StoreError> {
        if self.standing() != Standing::On {
            return Ok(());
        }
        let ended_by = run.now.plus_millis(-TRIAL_MEASURED_LATER_MS);
        for trial in run.store.trials_to_measure(ended_by, MEASURED_A_LOOK).await? {
            let (id, ends_at) = (trial.plan.id, trial.plan.order.ends_at);
            let measured = self
                .worked(run, move |work| Some(measure(work, &trial.plan)))
                .await?;
            match measured {
                Some(Some(result)) => {
                    if run.store.keep_trial_result(id, &result).await? {
                        tracing::info!(trial = %id, "a trial is measured");
                    }
                }
                Some(None) if run.now < ends_at.plus_millis(GIVEN_UP_LATER_MS) => {
                    tracing::warn!(trial = %id, "the area's outline is not that of the trial: it cannot be measured");
                }
                Some(None) => {
                    if run.store.give_up_trial(id, run.now).await? {
                        tracing::warn!(trial = %id, "the area's outline has changed: the trial is called off");
                    }
                }
                None => return Ok(()),
            }
        }
        Ok(())
    }
}

/// What can be expected of a trial.
pub(crate) fn expected(order: &TrialOrder, drawn: &Drawn) -> TrialOutlook {
    let lasts_days = days(order.ends_at.millis_since(order.starts_at));
    let before = f64::from(drawn.before.treated) + f64::from(drawn.before.control);
    let expected_per_arm = if drawn.before_days > 0.0 {
        before / 2.0 / drawn.before_days * lasts_days
    } else {
        0.0
    };
    TrialOutlook {
        pairs: super::told_count(drawn.pairs.len()),
        before_days: drawn.before_days,
        expected_per_arm,
        needed_per_arm: events_needed(REDUCTION_TO_SEE, POWER).per_arm,
        reduction: REDUCTION_TO_SEE,
        power: power_to_see(REDUCTION_TO_SEE, expected_per_arm),
    }
}

fn draw(work: &Work<'_>, categories: &[CountedCategory], pairs_count: usize, seed: u32) -> Drawn {
    let counted = Records::of(work.ready, categories);
    let now = time(work.now);
    let from = counted.since.max(now - Duration::days(BEFORE_DAYS));
    let events = counted.between(work, from, now);
    let before_days = days((now - from).num_milliseconds());
    let mut random = Rng::with_seed(seed.into());
    let pairs = matched(work.grid, &candidates(&events), pairs_count, &mut random);
    let counts = count(work.grid, &pairs, &events, before_days);
    Drawn {
        pairs: pairs
            .iter()
            .filter_map(|pair| told_pair(work.grid, *pair))
            .collect(),
        before: sums(&counts.places),
        before_days,
    }
}

/// None when the area's outline has changed, so that the places are not its cells any more.
fn measure(work: &Work<'_>, plan: &TrialPlan) -> Option<TrialResult> {
    let pairs: Vec<Pair> = plan
        .pairs
        .iter()
        .map(|pair| kept_pair(work.grid, pair))
        .collect::<Option<_>>()?;
    let counted = Records::of(work.ready, &plan.order.categories);
    let until = time(plan.order.ends_at);
    // What is not known any more is not taken for quiet days.
    let from = time(plan.order.starts_at).max(counted.since).min(until);
    let events = counted.between(work, from, until);
    let lasted_days = days((until - from).num_milliseconds());
    let Counted { places, around } = count(work.grid, &pairs, &events, lasted_days);
    Some(TrialResult {
        measured_at: work.now,
        before: plan.before,
        during: sums(&places),
        finding: match compare(&places) {
            Finding::Ratio(ratio) => TrialFinding::Ratio(told_ratio(ratio)),
            Finding::TooFewEvents { needed_per_arm, .. } => TrialFinding::TooFewEvents { needed_per_arm },
        },
        around: sums(&around),
        around_ratio: mantel_haenszel(&around).map(told_ratio),
    })
}

/// The records of what a trial counts.
struct Records<'a> {
    ready: &'a Ready,
    class: Class,
    /// Since when all of them are known.
    since: DateTime<Utc>,
}

impl<'a> Records<'a> {
    fn of(ready: &'a Ready, wanted: &[CountedCategory]) -> Self {
        let is_wanted = |source: &Option<String>, name: &str| {
            wanted.iter().any(|one| one.source == *source && one.name == name)
        };
        let named = ready.catalogue.iter().zip(&ready.names);
        let categories = named.filter(|(_, name)| is_wanted(&name.source, &name.name));
        let sources: BTreeSet<&Option<String>> = wanted.iter().map(|one| &one.source).collect();
        let begins = sources.iter().filter_map(|source| ready.begins.get(*source));
        Self {
            ready,
            class: Class {
                name: String::new(),
                categories: categories.map(|((id, _), _)| id).collect(),
            },
            since: begins.max().copied().unwrap_or(DateTime::<Utc>::MIN_UTC),
        }
    }

    /// What counts, from one time up to another.
    fn between(&self, work: &Work<'_>, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Event> {
        let evidence = Evidence::of(work.grid, &self.ready.catalogue, &self.ready.incidents);
        let mut events = evidence.of_class(&self.class).as_of(until);
        events.retain(|event| event.at >= from);
        events
    }
}

fn told_pair(grid: &Grid, pair: Pair) -> Option<TrialPair> {
    Some(TrialPair {
        treated: told_place(grid.centre(pair.treated))?,
        control: told_place(grid.centre(pair.control))?,
    })
}

fn kept_pair(grid: &Grid, pair: &TrialPair) -> Option<Pair> {
    Some(Pair {
        treated: cell_of(grid, pair.treated)?,
        control: cell_of(grid, pair.control)?,
    })
}

/// The cell with this middle; none when cells are laid otherwise by now, or it lies outside.
fn cell_of(grid: &Grid, middle: Point) -> Option<Cell> {
    let cell = grid.cell_of(Coord {
        x: middle.lon(),
        y: middle.lat(),
    });
    cell.filter(|cell| told_place(grid.centre(*cell)) == Some(middle))
}

fn sums(strata: &[Stratum]) -> TrialCounts {
    TrialCounts {
        treated: whole(strata.iter().map(|one| one.treated_events).sum()),
        control: whole(strata.iter().map(|one| one.control_events).sum()),
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a sum of ones, of at most the five million incidents that are kept"
)]
fn whole(count: f64) -> u32 {
    count as u32
}

fn told_ratio(found: RateRatio) -> TrialRatio {
    TrialRatio {
        ratio: found.ratio,
        low: found.low,
        high: found.high,
    }
}

fn time(at: TimestampMillis) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(at.as_millis()).unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "a few years in milliseconds, as days")]
fn days(ms: i64) -> f64 {
    ms as f64 / DAY_MS as f64
}
