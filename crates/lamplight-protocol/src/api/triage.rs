//! Bodies of what the desk does with reports.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::api::ReferralTarget;
use crate::error::{ErrorCode, Violation, check_count};
use crate::ids::{NewsId, OperationId, Receipt, ReportId, StaffId};
use crate::limits;
use crate::place::Place;
use crate::report::{Behaviour, Category, Contact, NewReport};
use crate::status::{Ending, Status};
use crate::text::{Language, check_required_text};
use crate::time::TimestampMillis;

/// Puts somebody in charge, or nobody: the body of `PUT …/assignment/{op}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct Assignment {
    /// Who is in charge now, as far as the caller knows; nobody when absent. If it is somebody else, nothing is
    /// changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<StaffId>,
    /// Who is to be; nobody when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<StaffId>,
    /// What to tell the resident with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// Shows a report to somebody else: the body of `PUT …/referral/{op}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NewReferral {
    /// To whom.
    pub to: ReferralTarget,
    /// Why, for them.
    pub reason: String,
}

/// Ends a referral: the body of `PUT …/referral-end/{op}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReferralEnd {
    /// Whose.
    pub to: ReferralTarget,
}

/// Notes something that only staff see: the body of `PUT …/notes/{op}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NewNote {
    /// What.
    pub text: String,
}

/// Says up to where the caller has read: the body of `PUT …/read`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReadMark {
    /// The revision that was read.
    pub revision: u32,
}

/// A change of several reports: the body of `POST /v1/staff/reports/bulk`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BulkChange {
    /// Which, each once.
    pub items: Vec<BulkItem>,
    /// What to do with each.
    pub change: BulkDeed,
}

/// One report of a change of several, as its row showed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct BulkItem {
    /// The report.
    pub report: ReportId,
    /// The operation for this one.
    pub operation: OperationId,
    /// Its revision.
    pub revision: u32,
    /// Who was in charge of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<StaffId>,
}

/// What is done with several reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub enum BulkDeed {
    /// Changes their status.
    Status {
        /// The new status.
        to: Status,
        /// How they ended, where they do.
        #[serde(default)]
        #[cfg_attr(feature = "ts", ts(optional = nullable, as = "Option<Ending>"))]
        ending: Ending,
        /// What to tell each resident with it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<String>,
    },
    /// Puts somebody in charge of them, or nobody.
    Assignment {
        /// Who; nobody when absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<StaffId>,
    },
    /// Tells each resident what was done about it: once, however often it is asked for.
    Initiative {
        /// News of an initiative.
        news: NewsId,
    },
}

/// The answer to a change of several reports, in the order of its items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BulkOutcomes {
    /// What became of each.
    pub outcomes: Vec<BulkOutcome>,
}

/// What became of one report in a change of several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BulkOutcome {
    /// The report.
    pub report: ReportId,
    /// Its operation.
    pub operation: OperationId,
    /// What became of it.
    pub outcome: ItemOutcome,
}

/// Whether one of several was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub enum ItemOutcome {
    /// It was.
    Done {
        /// The revision that it made.
        revision: u32,
    },
    /// It was not, for the reason that a call of its own would have got.
    Refused {
        /// What a program acts on.
        code: ErrorCode,
        /// What a person can do about it, one sentence in English.
        detail: String,
    },
}

/// A report that staff enter for somebody who called: the body of `PUT /v1/staff/reports/{id}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct EnteredReport {
    /// What it is about.
    pub category: Category,
    /// What was seen; at least one for suspicious activity, none otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<Vec<Behaviour>>"))]
    pub behaviours: Vec<Behaviour>,
    /// Where.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<Place>"))]
    pub place: Place,
    /// When it was seen.
    pub occurred_at: TimestampMillis,
    /// What happened, in the caller's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// How to reach them; absent when they would not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// The language in which they want answers.
    pub language: Language,
    /// A practice report.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<bool>"))]
    pub practice: bool,
    /// The receipt to be read out to them, made by whoever enters the report.
    pub receipt: Receipt,
}

/// The answer to a report that staff entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Entered {
    /// The report, echoed.
    pub id: ReportId,
    /// The short name by which people speak of it.
    pub reference: String,
    /// When it was first taken.
    pub received_at: TimestampMillis,
}

impl Assignment {
    /// Checks the message, where there is one.
    ///
    /// # Errors
    /// A [`Violation`] of `message`.
    pub fn check(&self) -> Result<(), Violation> {
        check_message(self.message.as_deref())
    }
}

impl NewReferral {
    /// Checks that a reason is given and fits.
    ///
    /// # Errors
    /// A [`Violation`] of `reason`.
    pub fn check(&self) -> Result<(), Violation> {
        check_required_text("reason", &self.reason, limits::REASON_CHARS_MAX)
    }
}

impl NewNote {
    /// Checks that the note says something and fits.
    ///
    /// # Errors
    /// A [`Violation`] of `text`.
    pub fn check(&self) -> Result<(), Violation> {
        check_required_text("text", &self.text, limits::NOTE_CHARS_MAX)
    }
}

impl BulkChange {
    /// Refuses more reports than one call may change, and a report or an operation that is named twice.
    ///
    /// # Errors
    /// A [`Violation`] of `items` or of `change.message`.
    pub fn check(&self) -> Result<(), Violation> {
        check_count("items", self.items.len(), limits::BULK_ITEMS_MAX)?;
        let (mut reports, mut operations) = (BTreeSet::new(), BTreeSet::new());
        let each_once = |item: &BulkItem| reports.insert(item.report) && operations.insert(item.operation);
        if !self.items.iter().all(each_once) {
            return Err(Violation::invalid("items", "name a report or an operation twice"));
        }
        match &self.change {
            BulkDeed::Status { message, .. } => check_message(message.as_deref()),
            BulkDeed::Assignment { .. } | BulkDeed::Initiative { .. } => Ok(()),
        }
    }
}

fn check_message(message: Option<&str>) -> Result<(), Violation> {
    message.map_or(Ok(()), |message| {
        check_required_text("message", message, limits::MESSAGE_CHARS_MAX)
    })
}

impl EnteredReport {
    /// The report as a device would have sent it, and its receipt.
    pub fn into_report(self) -> (NewReport, Receipt) {
        let report = NewReport {
            category: self.category,
            behaviours: self.behaviours,
            place: self.place,
            occurred_at: self.occurred_at,
            note: self.note,
            contact: self.contact,
            language: self.language,
            practice: self.practice,
            photos: Vec::new(),
        };
        (report, self.receipt)
    }
}
