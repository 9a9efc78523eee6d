//! What the desk knows of a report beside the report itself: who is in charge, what only staff see, what is
//! like it, and how many there are.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::api::{HoldStep, ReportSummary};
use crate::ids::{IdError, ReportId, StaffId};
use crate::redaction::RemovedPart;
use crate::report::Category;
use crate::status::{ClosingReason, Status};
use crate::time::TimestampMillis;

/// A person or a program of the patrol, as others name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct StaffRef {
    /// Who.
    pub id: StaffId,
    /// What people call them.
    pub name: String,
}

/// A report, as others name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReportRef {
    /// The report.
    pub id: ReportId,
    /// The short name by which people speak of it.
    pub reference: String,
}

/// To whom a report is referred: they see it from then on, and are not in charge of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum ReferralTarget {
    /// One person: of the patrol, or of a partner whom an admin invited.
    Person {
        /// Who.
        id: StaffId,
    },
    /// Everybody who looks after people.
    Responders,
}

/// The name of everybody who looks after people, among those of persons.
const RESPONDERS: &str = "responders";

impl fmt::Display for ReferralTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person { id } => id.fmt(f),
            Self::Responders => f.write_str(RESPONDERS),
        }
    }
}

impl FromStr for ReferralTarget {
    type Err = IdError;

    fn from_str(name: &str) -> Result<Self, IdError> {
        match name {
            RESPONDERS => Ok(Self::Responders),
            id => Ok(Self::Person { id: id.parse()? }),
        }
    }
}

/// A referral that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct Referral {
    /// To whom.
    pub to: ReferralTarget,
    /// What people call them, where it is a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// When.
    pub at: TimestampMillis,
    /// By whom.
    pub by: StaffRef,
}

/// One entry of what only staff see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DeskEntry {
    /// When.
    pub at: TimestampMillis,
    /// By whom.
    pub by: StaffRef,
    /// What it is.
    #[serde(flatten)]
    pub content: DeskContent,
}

/// What an entry that only staff see says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub enum DeskContent {
    /// Somebody noted something.
    Note {
        /// What.
        text: String,
    },
    /// Somebody was put in charge, or nobody is any more.
    Assigned {
        /// Who.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<StaffRef>,
    },
    /// It was referred.
    Referred {
        /// To whom.
        to: ReferralTarget,
        /// What people call them, where it is a person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// Why.
        reason: String,
    },
    /// A referral ended.
    ReferralEnded {
        /// Whose.
        to: ReferralTarget,
        /// What people call them, where it is a person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// Another report follows this one from now on.
    Merged {
        /// Which.
        report: ReportRef,
    },
    /// Another report stands by itself again.
    Unmerged {
        /// Which.
        report: ReportRef,
    },
    /// A part of it was removed.
    Redacted {
        /// Which.
        part: RemovedPart,
        /// Why.
        reason: String,
    },
    /// It was entered for somebody who called.
    Entered,
    /// Somebody took a step of a legal hold.
    Hold {
        /// Which.
        step: HoldStep,
        /// Why.
        reason: String,
    },
}

/// How many reports of a kind there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Total {
    /// How many, up to a bound.
    pub count: u32,
    /// Whether there are more.
    pub more: bool,
}

/// The answer to `GET /v1/staff/reports/counts`: reports within the caller's reach. But for the unread ones,
/// open ones only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct DeskCounts {
    /// Open.
    pub open: u32,
    /// In which a resident said something that the caller has not read; ended ones too.
    pub unread: u32,
    /// Of an urgent category.
    pub urgent: u32,
    /// Not answered when the answer was due.
    pub overdue: u32,
    /// In the caller's charge, or referred to them.
    pub mine: u32,
    /// In nobody's charge.
    pub unassigned: u32,
}

/// Somebody who can be put in charge of reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Colleague {
    /// Who.
    pub id: StaffId,
    /// What people call them.
    pub name: String,
    /// What they are there for, for example `dispatcher`.
    pub roles: Vec<String>,
}

/// The answer to `GET /v1/staff/colleagues`, in the order of their names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Colleagues {
    /// The people.
    pub colleagues: Vec<Colleague>,
}

/// A report that may be the same as another, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct SimilarReport {
    /// The report.
    pub report: ReportSummary,
    /// How like it is, from 0 to 100.
    pub score: u8,
    /// How far apart the two places are, in metres; absent where one of them is withheld, and both are in the same part
    /// of town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<u32>,
    /// How far apart in time the two were received, in minutes.
    pub minutes_apart: u32,
    /// Whether both are of one category.
    pub same_category: bool,
}

/// The answer to `GET /v1/staff/reports/{id}/similar`, the likest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SimilarReports {
    /// The reports.
    pub similar: Vec<SimilarReport>,
}

/// How many reports of one category and district ended in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct OutcomeCount {
    /// How they ended.
    pub status: Status,
    /// Why nothing was done, where nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ClosingReason>,
    /// What they were about.
    pub category: Category,
    /// Where; absent for those that lie in no district.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// How many.
    pub count: u32,
}

/// The answer to `GET /v1/staff/outcomes`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OutcomeCounts {
    /// The counts.
    pub outcomes: Vec<OutcomeCount>,
}
