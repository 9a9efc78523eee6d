//! Legal holds: a report that may be evidence is kept, whatever its time or its resident asks. It takes two people
//! to hold a report, and two to let it go.

use serde::{Deserialize, Serialize};

use crate::api::StaffRef;
use crate::error::Violation;
use crate::limits;
use crate::text::check_required_text;
use crate::time::TimestampMillis;

/// A step of a hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum HoldStep {
    /// Asks for one. The report is kept from now on, for [`limits::HOLD_ASKED_MS_MAX`] unless somebody else agrees.
    Ask,
    /// Asks to let the report go.
    AskEnd,
    /// Agrees with what somebody else asked for.
    Agree,
    /// Takes back what was asked for, by whomever.
    TakeBack,
}

/// Takes a step: the body of `PUT …/hold/{op}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct HoldChange {
    /// Which.
    pub step: HoldStep,
    /// Why: the case, or what ended it. Only staff read it.
    pub reason: String,
}

impl HoldChange {
    /// Checks that a reason is given and fits.
    ///
    /// # Errors
    /// A [`Violation`] of `reason`.
    pub fn check(&self) -> Result<(), Violation> {
        check_required_text("reason", &self.reason, limits::REASON_CHARS_MAX)
    }
}

/// How far a hold is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum HoldStage {
    /// Somebody asked for it.
    Asked,
    /// Two people agreed.
    Standing,
    /// Two people agreed, and somebody asks to let the report go.
    EndAsked,
}

/// The hold of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct LegalHold {
    /// How far it is.
    pub stage: HoldStage,
    /// Who asked for the step that waits for somebody else, or for the hold when none does.
    pub asked_by: StaffRef,
    /// When.
    pub asked_at: TimestampMillis,
    /// Until when the report is kept if nobody agrees; only of one that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lapses_at: Option<TimestampMillis>,
}
