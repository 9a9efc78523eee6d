//! Bodies of the calls that staff make.

use serde::{Deserialize, Serialize};

use crate::api::{Cursor, DeskEntry, LegalHold, Referral, ReportRef, StaffRef, Total};
use crate::digest::PhotoHash;
use crate::event::{Event, EventContent};
use crate::ids::{OperationId, ReportId};
use crate::place::{Place, Point};
use crate::report::{Behaviour, Category};
use crate::status::{Ending, Status};
use crate::text::Language;
use crate::thread::ThreadEntry;
use crate::time::TimestampMillis;

/// A report in the desk's list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct ReportSummary {
    /// The report.
    pub id: ReportId,
    /// The short name by which people speak of it.
    pub reference: String,
    /// What it is about.
    pub category: Category,
    /// Where it stands.
    pub status: Status,
    /// Its newest revision; a change names it, so that nobody overwrites what they have not seen.
    pub revision: u32,
    /// A practice report: nobody is sent out for it.
    pub practice: bool,
    /// When the server took it.
    pub received_at: TimestampMillis,
    /// When it last changed.
    pub changed_at: TimestampMillis,
    /// When the first answer is due.
    pub due_at: TimestampMillis,
    /// The district in which it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<String>,
    /// The place in words, where there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_words: Option<String>,
    /// Photos that it announced.
    pub photos: u32,
    /// Those of them that have not arrived yet.
    pub photos_to_come: u32,
    /// The language in which the resident wants answers.
    pub language: Language,
    /// Whether the area calls its category urgent.
    pub urgent: bool,
    /// Whether it is open, and was not answered when the answer was due.
    pub overdue: bool,
    /// When the patrol first answered or took it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<TimestampMillis>,
    /// Who is in charge of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assignee: Option<StaffRef>,
    /// Whether the resident said something that the caller has not read; a new report counts.
    pub unread: bool,
    /// About where it lies, to a kilometre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near: Option<Point>,
    /// Reports that follow it as its duplicates.
    pub merged: u32,
    /// The report that it follows as a duplicate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<ReportRef>,
    /// Whether it is referred to somebody.
    pub referred: bool,
    /// Whether staff entered it for somebody who called.
    pub entered_by_staff: bool,
    /// Whether its words tell who somebody is more than what they did, so that it wants a second look.
    pub possible_profiling: bool,
}

/// How far a photo is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum PhotoState {
    /// Announced; its bytes are still to come.
    ToCome,
    /// Arrived, and being made safe to look at.
    Checking,
    /// It can be looked at.
    Ready,
    /// The patrol removed it; its bytes were deleted.
    Removed,
    /// What arrived is not a picture that can be shown; its bytes were deleted.
    Unreadable,
}

/// A photo of a report, as the desk knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct ReportPhoto {
    /// The hash under which it was announced; names it in its path.
    pub sha256: PhotoHash,
    /// How far it is.
    pub state: PhotoState,
    /// What it shows, in the resident's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A report as the desk reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct ReportDetail {
    /// What the list shows of it.
    pub summary: ReportSummary,
    /// What was seen.
    pub behaviours: Vec<Behaviour>,
    /// Where; of a sensitive report roughly, and without its words.
    pub place: Place,
    /// Whether the place is a rough one, and the exact one asks for a reason.
    pub place_withheld: bool,
    /// When it was seen, by the resident's clock.
    pub occurred_at: TimestampMillis,
    /// Whether that time lay in the future when the report came in.
    pub occurred_in_future: bool,
    /// What happened, in the resident's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether the resident said how to reach them; how asks for a reason.
    pub has_contact: bool,
    /// The language in which the resident wants answers.
    pub language: Language,
    /// The photos that the report announced, in its order.
    pub photos: Vec<ReportPhoto>,
    /// What happened to it so far.
    pub thread: Vec<ThreadEntry>,
    /// What only staff see of it, oldest first: the newest entries.
    pub desk: Vec<DeskEntry>,
    /// The reports that follow it as its duplicates.
    pub merged: Vec<ReportRef>,
    /// To whom it is referred.
    pub referrals: Vec<Referral>,
    /// Who entered it for somebody who called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered_by: Option<StaffRef>,
    /// Its legal hold, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<LegalHold>,
    /// When it ended; absent for one that is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<TimestampMillis>,
    /// When the server forgets it; absent for one that is open or held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_until: Option<TimestampMillis>,
}

/// The answer to `GET /v1/staff/reports`, in the order that was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct ReportsPage {
    /// The reports.
    pub reports: Vec<ReportSummary>,
    /// Where the next page begins; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
    /// How many there are in all; on the first page only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Total>,
    /// Open reports that were not searched for words, being more than are held for that; absent when all were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsearched: Option<u32>,
}

/// Changes a report's status: the body of `PUT /v1/staff/reports/{id}/status/{op}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct StatusChange {
    /// The revision on which the decision rests.
    pub revision: u32,
    /// The new status.
    pub to: Status,
    /// How it ended, where it does.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional = nullable, as = "Option<Ending>"))]
    pub ending: Ending,
    /// What to tell the resident with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// The answer to a change or a message of staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Changed {
    /// The operation, echoed.
    pub id: OperationId,
    /// The revision that it made.
    pub revision: u32,
}

/// Changes an event: the body of `PUT /v1/staff/events/{id}/updates/{op}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EventUpdate {
    /// The revision on which the decision rests.
    pub revision: u32,
    /// What it says from now on.
    pub content: EventContent,
}

/// Cancels an event: the body of `PUT /v1/staff/events/{id}/cancellation/{op}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct EventCancellation {
    /// The revision on which the decision rests.
    pub revision: u32,
    /// Why, for the people who meant to come.
    pub note: String,
}

/// The answer to `GET /v1/staff/events`, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct EventsPage {
    /// The events.
    pub events: Vec<Event>,
    /// Where the next page begins; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
}
