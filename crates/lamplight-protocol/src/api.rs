//! The version 1 calls: their paths and bodies.
//!
//! The version is additive: fields and calls are added, never changed or taken away. Whoever reads ignores
//! fields that it does not know; only the server is strict, with bodies written by staff.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::alert::{Alert, AlertContent};
use crate::area::Area;
use crate::digest::{ContentDigest, PhotoHash};
use crate::error::{Violation, check_count};
use crate::event::{Event, EventContent};
use crate::ids::{AlertId, EventId, OperationId, Receipt, ReportId};
use crate::limits;
use crate::place::Place;
use crate::report::{Behaviour, Category, Contact};
use crate::status::{Ending, Status};
use crate::text::Language;
use crate::thread::{ThreadChanges, ThreadEntry};
use crate::time::TimestampMillis;

/// Paths of the calls that take no id.
pub mod paths {
    /// `GET`: the [`super::AreaInfo`].
    pub const AREA: &str = "/v1/area";
    /// `GET ?after=&limit=`: a [`super::FeedPage`].
    pub const FEED: &str = "/v1/feed";
    /// `GET` with `Last-Event-ID`, or `POST` a [`super::LiveRequest`]: Server-Sent Events.
    pub const LIVE: &str = "/v1/live";
    /// `POST` a [`super::ThreadsRequest`]: a [`super::ThreadsAnswer`].
    pub const THREADS_CHANGES: &str = "/v1/threads/changes";
}

/// The header that carries a receipt is `Authorization`, with this scheme.
pub const RECEIPT_SCHEME: &str = "Receipt";
/// The header that carries a service token is `Authorization`, with this scheme.
pub const TOKEN_SCHEME: &str = "Bearer";
/// The header with the digest of the body (RFC 9530).
pub const CONTENT_DIGEST: &str = "content-digest";

/// The path of a report: `PUT` a [`crate::report::NewReport`], or `DELETE` to erase it.
pub fn report_path(id: ReportId) -> String {
    format!("/v1/reports/{id}")
}

/// The path of a resident's message: `PUT` a [`crate::thread::NewMessage`].
pub fn message_path(id: ReportId, operation: OperationId) -> String {
    format!("/v1/reports/{id}/messages/{operation}")
}

/// The path of a withdrawal: `PUT` a [`Withdrawal`].
pub fn withdrawal_path(id: ReportId, operation: OperationId) -> String {
    format!("/v1/reports/{id}/withdrawal/{operation}")
}

/// How far a reader of the journal is: `<epoch>.<position>`. Opaque to clients; they keep it and send it
/// back.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Cursor(String);

/// A text that is not a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a cursor; leave it away to begin anew")]
pub struct CursorError;

impl Cursor {
    /// The cursor as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
        let well_formed = (1..=limits::CURSOR_BYTES_MAX).contains(&text.len()) && text.bytes().all(allowed);
        if well_formed {
            Ok(Self(text.to_owned()))
        } else {
            Err(CursorError)
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Cursor {
    type Error = CursorError;

    fn try_from(text: String) -> Result<Self, CursorError> {
        text.parse()
    }
}

impl From<Cursor> for String {
    fn from(cursor: Cursor) -> Self {
        cursor.0
    }
}

/// The answer to `GET /v1/area`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AreaInfo {
    /// The place.
    pub area: Area,
    /// Whether somebody at the desk is watching now.
    pub desk_watching: bool,
}

/// The answer to every write of a resident. It counts only if `id` and `digest` are those that were sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Accepted {
    /// The last id in the path of the call, echoed.
    pub id: String,
    /// The digest of the body, echoed.
    pub digest: ContentDigest,
    /// The short name by which people speak of the report.
    pub reference: String,
    /// The report's revision that the write made.
    pub revision: u32,
    /// When the server took it, by its own clock.
    pub received_at: TimestampMillis,
}

/// Takes a report back: the body of `PUT …/withdrawal/{op}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Withdrawal {}

/// A report and the receipt that opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThreadKey {
    /// The report.
    pub report_id: ReportId,
    /// Its receipt.
    pub receipt: Receipt,
    /// The newest revision that the device has; 0 for none.
    #[serde(default)]
    pub after_revision: u32,
}

/// The body of `POST /v1/threads/changes`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThreadsRequest {
    /// The threads to ask about.
    pub threads: Vec<ThreadKey>,
}

/// The answer to `POST /v1/threads/changes`, in the order of the request. Threads with nothing new are
/// left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThreadsAnswer {
    /// What changed.
    pub threads: Vec<ThreadChanges>,
}

/// The body of `POST /v1/live`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveRequest {
    /// Where to go on in the feed; from now when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
    /// The threads to be told about.
    #[serde(default)]
    pub threads: Vec<ThreadKey>,
}

impl ThreadsRequest {
    /// Refuses more threads than one call may name.
    ///
    /// # Errors
    /// A [`Violation`] of `threads`.
    pub fn check(&self) -> Result<(), Violation> {
        check_count("threads", self.threads.len(), limits::THREADS_PER_CALL_MAX)
    }
}

impl LiveRequest {
    /// Refuses more threads than one call may name.
    ///
    /// # Errors
    /// A [`Violation`] of `threads`.
    pub fn check(&self) -> Result<(), Violation> {
        check_count("threads", self.threads.len(), limits::THREADS_PER_CALL_MAX)
    }
}

/// One change that everybody may see. A later change of the same thing takes the place of an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FeedItem {
    /// An alert as it stands now.
    Alert(Alert),
    /// An event as it stands now.
    Event(Event),
    /// An alert that is no longer shown.
    AlertRemoved {
        /// Which.
        id: AlertId,
    },
    /// An event that is no longer shown.
    EventRemoved {
        /// Which.
        id: EventId,
    },
    /// Something that this version does not know; it is passed over.
    #[serde(other)]
    Unknown,
}

impl FeedItem {
    /// The name of the live frame that carries it, the same as its `kind`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Alert(_) => "alert",
            Self::Event(_) => "event",
            Self::AlertRemoved { .. } => "alert_removed",
            Self::EventRemoved { .. } => "event_removed",
            Self::Unknown => "unknown",
        }
    }
}

/// The answer to `GET /v1/feed`: changes after the cursor, oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeedPage {
    /// The changes.
    pub items: Vec<FeedItem>,
    /// The cursor after the last of them.
    pub next: Cursor,
    /// Whether there are more right now.
    pub more: bool,
}

/// Names of the live frames that are not feed items.
pub mod frames {
    /// A heartbeat: `data` is a [`super::Heartbeat`].
    pub const HEARTBEAT: &str = "hb";
    /// A thread changed: `data` is a [`super::ThreadHint`]; the frame has no id.
    pub const THREAD: &str = "thread";
    /// The server is going away: `data` is a [`super::Move`].
    pub const MOVE: &str = "move";
    /// A report came in or changed; to staff only. `data` is a [`super::ReportHint`].
    pub const REPORT: &str = "report";
}

/// Tells a reader where the journal's head is; one that is behind pulls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Heartbeat {
    /// The head of the feed.
    pub head: Cursor,
}

/// Tells the holder of a receipt that the thread has something new. It carries no text; the device pulls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThreadHint {
    /// The report.
    pub report_id: ReportId,
    /// Its newest revision.
    pub revision: u32,
}

/// Asks a reader to come back after a while, so that not all come at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Move {
    /// Milliseconds to wait.
    pub after_ms: u32,
}

/// Tells a console that a report came in or changed. It carries no content; the console reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReportHint {
    /// The report.
    pub report_id: ReportId,
    /// Its newest revision.
    pub revision: u32,
}

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
    /// Where.
    pub place: Place,
    /// When it was seen, by the resident's clock.
    pub occurred_at: TimestampMillis,
    /// Whether that time lay in the future when the report came in.
    pub occurred_in_future: bool,
    /// What happened, in the resident's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// How to reach the resident; absent for an anonymous report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// The language in which the resident wants answers.
    pub language: Language,
    /// Photos that the report announced.
    pub photos: Vec<PhotoHash>,
    /// What happened to it so far.
    pub thread: Vec<ThreadEntry>,
}

/// The answer to `GET /v1/staff/reports`: newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct ReportsPage {
    /// The reports.
    pub reports: Vec<ReportSummary>,
    /// Where the next page begins; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
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

/// Changes an alert: the body of `PUT /v1/staff/alerts/{id}/updates/{op}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AlertUpdate {
    /// The revision on which the decision rests.
    pub revision: u32,
    /// What it says from now on.
    pub content: AlertContent,
}

/// Ends an alert: the body of `PUT /v1/staff/alerts/{id}/end/{op}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct AlertEnd {
    /// The revision on which the decision rests.
    pub revision: u32,
    /// What to tell residents with the all-clear.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
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

/// The answer to `GET /v1/staff/alerts`, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct AlertsPage {
    /// The alerts.
    pub alerts: Vec<Alert>,
    /// Where the next page begins; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_item_of_a_later_version_is_passed_over() {
        let item: FeedItem = serde_json::from_str(r#"{"kind":"news","id":"1","words":["?"]}"#).unwrap();
        assert_eq!(item, FeedItem::Unknown);
    }

    #[test]
    fn a_cursor_is_short_and_plain() {
        assert!("k3.1024-7".parse::<Cursor>().is_ok());
        assert!("a".repeat(limits::CURSOR_BYTES_MAX).parse::<Cursor>().is_ok());
        for bad in ["", "a b", "a'--", &"a".repeat(limits::CURSOR_BYTES_MAX + 1)] {
            assert!(bad.parse::<Cursor>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_call_names_threads_up_to_its_limit() {
        let key = ThreadKey {
            report_id: ReportId::from_random([1; 16]),
            receipt: Receipt::from_random([1; 20]),
            after_revision: 0,
        };
        let request = |count| ThreadsRequest {
            threads: vec![key.clone(); count],
        };
        assert!(request(limits::THREADS_PER_CALL_MAX).check().is_ok());
        assert!(request(limits::THREADS_PER_CALL_MAX + 1).check().is_err());
    }
}
