//! The map of risk of the night, and the back-test of the week that decides how it is made.
//!
//! Made of what residents reported, here and in imported records; what a patrol came upon, and reports of suspicious
//! persons, never move it. For the patrol alone.
//!
//! **Invariants:** nothing here ties a place to a person: of a report, its category, point and times are looked at, and a
//! stand-in for its reporter that is drawn anew for every run. Switched off, nothing is made and nothing is shown.

mod back_test;
mod evidence;
mod map;
mod night;
mod settings;
#[cfg(test)]
mod tests;
mod trials;

use std::collections::BTreeMap;
use std::sync::Arc;

use geo::MultiPolygon;
use lamplight_analysis::grid::Grid;
use lamplight_analysis::score::{METHOD_VERSION, Weighting};
use lamplight_protocol::api::{BackTest, RiskWeighting};
use lamplight_protocol::area::Area;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{AnalysisKind, AnalysisTurn};
use lamplight_store::{Store, StoreError};
use tokio::task;
use tokio_util::sync::CancellationToken;

use self::evidence::{Gathered, Ready, gather};
use self::settings::Rule;
use crate::error::StartError;
use crate::platform::{Entropy, random};
use crate::retention::Retention;

pub(crate) use self::evidence::CATEGORIES as REPORTED_CATEGORIES;
pub use self::settings::AnalysisSettings;
pub(crate) use self::trials::{Drawn, expected};

/// The side of a cell, in metres: about a block. The method was tried with it (docs/analysis.md).
pub const CELL_M: f64 = 150.0;
/// How much of the area is flagged.
const AREA_SHARE: f64 = 0.01;
/// Cells that are flagged at most, however large the area is: more than anybody looks at.
const FLAGGED_MAX: usize = 1_000;
/// How long whoever begins has it alone, in milliseconds: an hour. A back-test of five years of a large city takes a
/// minute.
const ALONE_MS: i64 = 3_600_000;
/// Nights between two back-tests.
const NIGHTS_BETWEEN_BACK_TESTS: i64 = 7;

/// What there is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Maps are made.
    On,
    /// The operator does not want any.
    SwitchedOff,
    /// The area has no outline.
    NoOutline,
}

/// How maps of risk are made here.
pub struct Risk {
    settings: AnalysisSettings,
    rules: Vec<Rule>,
    outline: Option<MultiPolygon<f64>>,
    /// Whoever works holds it: all incidents are in memory meanwhile, and must not be there twice.
    alone: tokio::sync::Mutex<()>,
    time_zone: String,
}

/// What a run works with.
pub(crate) struct Run<'a> {
    pub(crate) store: &'a dyn Store,
    pub(crate) entropy: &'a dyn Entropy,
    pub(crate) retention: Retention,
    pub(crate) now: TimestampMillis,
    pub(crate) end: &'a CancellationToken,
}

impl Risk {
    /// Takes the settings, and the area in which places are ranked.
    ///
    /// # Errors
    /// [`StartError::Usage`] when a class cannot be.
    pub fn new(settings: AnalysisSettings, area: &Area) -> Result<Self, StartError> {
        Ok(Self {
            alone: tokio::sync::Mutex::default(),
            rules: settings.rules().map_err(StartError::Usage)?,
            outline: area
                .boundary
                .as_ref()
                .map(|outline| outline.as_multi_polygon().clone()),
            time_zone: area.time_zone.clone(),
            settings,
        })
    }

    /// Whether maps are made.
    pub fn standing(&self) -> Standing {
        if !self.settings.enabled {
            Standing::SwitchedOff
        } else if self.outline.is_none() {
            Standing::NoOutline
        } else {
            Standing::On
        }
    }

    /// Makes the back-test of the week, if its time has come and nobody else is at it.
    pub(crate) async fn back_test(self: &Arc<Self>, run: &Run<'_>) -> Result<(), StoreError> {
        let test = self.make(run, AnalysisKind::BackTest, back_test::make).await?;
        match test {
            Some(test) => {
                let next_at = night::after(&self.time_zone, run.now, NIGHTS_BETWEEN_BACK_TESTS);
                run.store.keep_back_test(&test, &turn(run, next_at)).await
            }
            None => Ok(()),
        }
    }

    /// Makes the map of the night, likewise. Classes are weighed as the last back-test chose.
    pub(crate) async fn map(self: &Arc<Self>, run: &Run<'_>) -> Result<(), StoreError> {
        let chosen = run.store.back_test().await?.map(chosen).unwrap_or_default();
        let make = move |work: &Work<'_>| Some(map::make(work, &chosen));
        match self.make(run, AnalysisKind::RiskMap, make).await? {
            Some(map) => {
                let next_at = night::after(&self.time_zone, run.now, 1);
                run.store.keep_risk_map(&map, &turn(run, next_at)).await
            }
            None => Ok(()),
        }
    }

    /// Makes a result. None when it is not due, cannot be made, or the server goes away.
    async fn make<T: Send + 'static>(
        self: &Arc<Self>,
        run: &Run<'_>,
        kind: AnalysisKind,
        make: impl FnOnce(&Work<'_>) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>, StoreError> {
        if self.standing() != Standing::On
            || !run.store.begin_analysis(kind, run.now, alone_until(run)).await?
        {
            return Ok(None);
        }
        self.worked(run, make).await
    }

    /// Gathers what there is, and has the heavy work done on a thread of its own. None when it cannot be done, or the server
    /// goes away.
    async fn worked<T: Send + 'static>(
        self: &Arc<Self>,
        run: &Run<'_>,
        make: impl FnOnce(&Work<'_>) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>, StoreError> {
        let _alone = self.alone.lock().await;
        let salt = random(run.entropy).map_err(|_| StoreError::NoEntropy)?;
        let gathered = gather(run, &salt).await?;
        let (risk, now, end) = (Arc::clone(self), run.now, run.end.clone());
        let work = task::spawn_blocking(move || risk.work(gathered, now, &end, make));
        match run.end.run_until_cancelled(work).await {
            Some(done) => done.map_err(|_| StoreError::Damaged("an analysis")),
            None => Ok(None),
        }
    }

    fn work<T>(
        &self,
        gathered: Gathered,
        now: TimestampMillis,
        end: &CancellationToken,
        make: impl FnOnce(&Work<'_>) -> Option<T>,
    ) -> Option<T> {
        let grid = match Grid::within(self.outline.as_ref()?, CELL_M) {
            Ok(grid) => grid,
            Err(error) => {
                tracing::error!(%error, "no map of risk can be made of this area");
                return None;
            }
        };
        let ready = Ready::of(gathered, &self.rules);
        make(&Work {
            grid: &grid,
            ready: &ready,
            now,
            end,
        })
    }
}

fn alone_until(run: &Run<'_>) -> TimestampMillis {
    run.now.plus_millis(ALONE_MS)
}

fn turn(run: &Run<'_>, next_at: TimestampMillis) -> AnalysisTurn {
    AnalysisTurn {
        until: alone_until(run),
        next_at,
    }
}

/// All that a result is made of.
struct Work<'a> {
    grid: &'a Grid,
    ready: &'a Ready,
    now: TimestampMillis,
    end: &'a CancellationToken,
}

/// How classes are weighed, by their names. A back-test of another method chose among other ways.
fn chosen(test: BackTest) -> BTreeMap<String, Weighting> {
    if test.method != METHOD_VERSION {
        return BTreeMap::new();
    }
    let classes = test.classes.into_iter();
    classes
        .map(|class| (class.name, weighting_of(class.weighting)))
        .collect()
}

fn weighting_of(told: RiskWeighting) -> Weighting {
    match told {
        RiskWeighting::PlainCount => Weighting::PlainCount,
        RiskWeighting::Fading {
            half_life_days,
            kernel_share,
            bandwidth_m,
        } => Weighting::Fading {
            half_life_days,
            kernel_share,
            bandwidth_m,
        },
    }
}

fn told_weighting(weighting: Weighting) -> RiskWeighting {
    match weighting {
        Weighting::PlainCount => RiskWeighting::PlainCount,
        Weighting::Fading {
            half_life_days,
            kernel_share,
            bandwidth_m,
        } => RiskWeighting::Fading {
            half_life_days,
            kernel_share,
            bandwidth_m,
        },
    }
}

/// A count as it is told.
fn told_count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
