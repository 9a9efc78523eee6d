//! Bodies of the calls about trials, and what everybody is told of them.

use serde::{Deserialize, Serialize};

use crate::api::Figure;
use crate::ids::TrialId;
use crate::place::Point;
use crate::time::TimestampMillis;
use crate::trial::{
    CountedCategory, TrialFinding, TrialOrder, TrialOutlook, TrialRatio, TrialResult, TrialText,
};

/// How far a trial is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum TrialState {
    /// It has not begun.
    Planned,
    /// It has begun, and has not ended.
    Running,
    /// It has ended, and is measured when the last reports came in.
    Ended,
    /// It was measured.
    Measured,
    /// It was called off before it ended.
    CalledOff,
}

/// A trial, for those who work at the desk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct DeskTrial {
    /// The trial.
    pub id: TrialId,
    /// How far it is.
    pub state: TrialState,
    /// When it was planned.
    pub planned_at: TimestampMillis,
    /// What was wanted.
    pub order: TrialOrder,
    /// What the lot was drawn with.
    pub seed: u32,
    /// What could be expected of it when it was planned.
    pub outlook: TrialOutlook,
    /// The middles of the places in which it is tried, for plans of walks to ask for. Told only to those who may see the map
    /// of risk, until the trial ends; where it is not tried is told to nobody, lest somebody looks there.
    pub places: Vec<Point>,
    /// When it was called off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_off_at: Option<TimestampMillis>,
    /// What came of it; absent until it is measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<TrialResult>,
}

/// The answer to `GET /v1/staff/trials`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TrialsAnswer {
    /// The trials, those that begin last first.
    pub trials: Vec<DeskTrial>,
    /// What a trial can count: what residents report of places, then the categories that were imported.
    pub categories: Vec<CountedCategory>,
}

/// Calls a trial off: the body of `PUT /v1/staff/trials/{id}/cancellation/{op}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TrialCancellation {}

/// A trial as everybody is told of it: how it came out, whichever way, or that it was called off after it had begun.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct TriedTrial {
    /// What was tried, in the languages in which it was written.
    pub texts: Vec<TrialText>,
    /// What was counted.
    pub categories: Vec<CountedCategory>,
    /// When it began.
    pub from: TimestampMillis,
    /// When it ended, or was called off.
    pub until: TimestampMillis,
    /// In how many places it was tried; in as many it was not.
    pub places_per_arm: u32,
    /// What came of it; absent where it was called off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<TriedOutcome>,
}

/// What came of a trial, as everybody is told. A number of incidents is told in fives, so many at least, and never one of
/// fewer.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct TriedOutcome {
    /// When it was measured.
    pub measured_at: TimestampMillis,
    /// Incidents before, in `before_days`.
    pub before: ArmFigures,
    /// Of how many days.
    pub before_days: u32,
    /// Incidents while it lasted.
    pub during: ArmFigures,
    /// What they show.
    pub finding: TrialFinding,
    /// The same for what is around the places; absent where too little happened there to tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub around: Option<TrialRatio>,
}

/// Incidents in both arms, as everybody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ArmFigures {
    /// Where it was tried, at least.
    pub treated: Figure,
    /// Where it was not, at least.
    pub control: Figure,
}
