//! Bodies of the calls about plans of walks.

use serde::{Deserialize, Serialize};

use crate::api::Cursor;
use crate::error::Violation;
use crate::ids::PatrolId;
use crate::limits;
use crate::patrol::{PatrolChange, PatrolNote, PatrolPlan, PatrolVisit};
use crate::text::check_required_text;
use crate::time::TimestampMillis;

/// Changes a plan by hand: the body of `PUT /v1/staff/patrols/{id}/edits/{op}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PatrolUpdate {
    /// The revision on which the decision rests.
    pub revision: u32,
    /// What is changed.
    pub change: PatrolChange,
    /// Why. It is kept with the plan.
    pub reason: String,
}

impl PatrolUpdate {
    /// Checks every rule that needs no plan.
    ///
    /// # Errors
    /// The first [`Violation`] found.
    pub fn check(&self) -> Result<(), Violation> {
        check_required_text("reason", &self.reason, limits::REASON_CHARS_MAX)?;
        match &self.change {
            PatrolChange::Add { place, .. } => place.check().map_err(|broken| broken.within("change.place")),
            PatrolChange::Place { .. } | PatrolChange::TakeOut { .. } => Ok(()),
        }
    }
}

/// Calls a plan off: the body of `PUT /v1/staff/patrols/{id}/cancellation/{op}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PatrolCancellation {
    /// The revision on which the decision rests.
    pub revision: u32,
}

/// The answer to `GET /v1/staff/patrols`, the shift that begins last first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct PatrolsPage {
    /// The plans.
    pub patrols: Vec<PatrolSummary>,
    /// Where the next page begins; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
}

/// What plans can be made of: the answer to `GET /v1/staff/patrols/ground`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct PatrolGround {
    /// Whether the streets are known. Without them there is no plan.
    pub has_streets: bool,
    /// When the map of risk was made; absent while there is none, or it is switched off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map_made_at: Option<TimestampMillis>,
}

/// A plan in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PatrolSummary {
    /// The plan.
    pub id: PatrolId,
    /// Its newest revision.
    pub revision: u32,
    /// When the shift begins.
    pub starts_at: TimestampMillis,
    /// When it ends.
    pub ends_at: TimestampMillis,
    /// Who walks, by their numbers.
    pub units: Vec<u32>,
    /// Stops that are visited.
    pub stops: u32,
    /// Stops that nobody visits.
    pub unassigned: u32,
    /// Whether a unit is in another plan at the same time.
    pub clashes: bool,
    /// Whether it was called off.
    pub called_off: bool,
}

/// The answer to `GET /v1/staff/patrols/{id}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PatrolDetail {
    /// The plan.
    pub plan: PatrolPlan,
    /// Units that are in another plan at the same time.
    pub clashes: Vec<PatrolClash>,
    /// What was logged of it, the oldest first.
    pub log: Vec<PatrolEntry>,
}

/// A unit that is in two plans at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PatrolClash {
    /// The unit's number.
    pub unit: u32,
    /// The other plan.
    pub other: PatrolId,
    /// When its shift begins.
    pub starts_at: TimestampMillis,
    /// When its shift ends.
    pub ends_at: TimestampMillis,
}

/// Something that was logged of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PatrolEntry {
    /// When, by the server's clock.
    pub at: TimestampMillis,
    /// What.
    pub what: PatrolLog,
}

/// What is logged of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum PatrolLog {
    /// A visit.
    Visit(PatrolVisit),
    /// Something that a foot patrol tells.
    Note(PatrolNote),
}
