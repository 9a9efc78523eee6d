//! The version 1 calls: their paths and bodies.
//!
//! The version is additive: fields and calls are added, never changed or taken away. Whoever reads ignores
//! fields that it does not know; only the server is strict, with bodies written by staff.

mod alerts;
mod analysis;
mod cursor;
mod desk;
mod feed;
mod figures;
mod hold;
mod later;
mod live;
mod news;
mod patrols;
mod replies;
mod resident;
mod rsvp;
mod staff;
mod triage;
mod trials;

use crate::digest::{PackHash, PhotoHash};
use crate::ids::{AlertId, EventId, OperationId, ReportId};

pub use self::alerts::{
    AlertDecision, AlertDiscard, AlertDraft, AlertEnd, AlertPlan, AlertRecall, AlertReview, AlertStep,
    AlertStepKind, AlertSubmission, AlertUpdate, AlertsPage, DeskAlert,
};
pub use self::analysis::{
    BackTest, BackTestAnswer, BackTestClass, BackTestMeasures, BackTestOutcome, ForecastUsed, IncidentOrigin,
    OriginHits, RiskAnswer, RiskCategory, RiskCell, RiskClass, RiskMap, RiskReason, RiskWeighting,
};
pub use self::cursor::{Cursor, CursorError};
pub use self::desk::{
    Colleague, Colleagues, DeskContent, DeskCounts, DeskEntry, OutcomeCount, OutcomeCounts, Referral,
    ReferralTarget, ReportRef, SimilarReport, SimilarReports, StaffRef, Total,
};
pub use self::feed::{FeedItem, FeedPage};
pub use self::figures::{
    CategoryCount, CategoryFigure, CountFate, DeskFigures, FIGURES_METHOD, Figure, ForecastClass,
    ForecastTest, Forecasts, MonthFigures, MonthService, NextMonth, PlaceFigure, PlaceFigures,
    ServiceFigures, ToldInitiative,
};
pub use self::hold::{HoldChange, HoldStage, HoldStep, LegalHold};
pub use self::live::{Heartbeat, Move, ReportHint, ThreadHint, frames};
pub use self::news::{NewsPage, NewsUpdate, NewsWithdrawal};
pub use self::patrols::{
    PatrolCancellation, PatrolClash, PatrolDetail, PatrolEntry, PatrolGround, PatrolLog, PatrolSummary,
    PatrolUpdate, PatrolsPage,
};
pub use self::replies::{
    ReadyReplies, ReadyReply, ReplyTemplate, ReplyTemplates, TemplateRemoval, TemplateText, TemplateVersion,
};
pub use self::resident::{
    Accepted, AreaInfo, Feedback, FindRequest, FoundReport, LiveRequest, Reopening, ThreadKey, ThreadsAnswer,
    ThreadsRequest, Withdrawal,
};
pub use self::rsvp::{Attendance, Rsvp, RsvpTaken};
pub use self::staff::{
    Changed, EventCancellation, EventUpdate, EventsPage, PhotoState, ReportDetail, ReportPhoto,
    ReportSummary, ReportsPage, StatusChange,
};
pub use self::triage::{
    Assignment, BulkChange, BulkDeed, BulkItem, BulkOutcome, BulkOutcomes, Entered, EnteredReport,
    ItemOutcome, NewNote, NewReferral, ReadMark, ReferralEnd,
};
pub use self::trials::{
    ArmFigures, DeskTrial, TrialCancellation, TrialState, TrialsAnswer, TriedOutcome, TriedTrial,
};

/// Paths of the calls that take no id.
pub mod paths {
    /// `GET`: the [`super::AreaInfo`].
    pub const AREA: &str = "/v1/area";
    /// `GET ?after=&limit=`: a [`super::FeedPage`].
    pub const FEED: &str = "/v1/feed";
    /// `GET`: the [`super::ServiceFigures`].
    pub const FIGURES: &str = "/v1/figures";
    /// `GET` with `Last-Event-ID`, or `POST` a [`super::LiveRequest`]: Server-Sent Events.
    pub const LIVE: &str = "/v1/live";
    /// `POST` a [`super::ThreadsRequest`]: a [`super::ThreadsAnswer`].
    pub const THREADS_CHANGES: &str = "/v1/threads/changes";
    /// `POST` a [`super::FindRequest`]: a [`super::FoundReport`].
    pub const THREADS_FIND: &str = "/v1/threads/find";
}

/// The header that carries a receipt is `Authorization`, with this scheme.
pub const RECEIPT_SCHEME: &str = "Receipt";
/// The header that carries a service token is `Authorization`, with this scheme.
pub const TOKEN_SCHEME: &str = "Bearer";
/// The header with the digest of the body (RFC 9530).
pub const CONTENT_DIGEST: &str = "content-digest";

/// The path of an alert as CAP 1.2 XML: `GET`.
pub fn cap_path(id: AlertId) -> String {
    format!("/v1/alerts/{id}/cap")
}

/// The path of a report: `PUT` a [`crate::report::NewReport`], or `DELETE` to erase it.
pub fn report_path(id: ReportId) -> String {
    format!("/v1/reports/{id}")
}

/// The path of a resident's message: `PUT` a [`crate::thread::NewMessage`].
pub fn message_path(id: ReportId, operation: OperationId) -> String {
    format!("/v1/reports/{id}/messages/{operation}")
}

/// The path of a photo that the report announced: `PUT` its bytes, exactly those of the hash.
pub fn photo_path(id: ReportId, sha256: &PhotoHash) -> String {
    format!("/v1/reports/{id}/photos/{}", sha256.as_str())
}

/// The path of a picture that something published shows: `GET` its bytes, exactly those of the hash.
pub fn picture_path(sha256: &PhotoHash) -> String {
    format!("/v1/pictures/{}", sha256.as_str())
}

/// The path of an area pack: `GET` its bytes, exactly those of the hash, or with `Range` some of them.
pub fn area_pack_path(sha256: &PackHash) -> String {
    format!("{}/pack/{}", paths::AREA, sha256.as_str())
}

/// The path of a reopening: `PUT` a [`Reopening`].
pub fn reopening_path(id: ReportId, operation: OperationId) -> String {
    format!("/v1/reports/{id}/reopening/{operation}")
}

/// The path of the answer to "was it put right?": `PUT` a [`Feedback`].
pub fn feedback_path(id: ReportId, operation: OperationId) -> String {
    format!("/v1/reports/{id}/feedback/{operation}")
}

/// The path of an answer to an event: `PUT` an [`Rsvp`].
pub fn rsvp_path(id: EventId, operation: OperationId) -> String {
    format!("/v1/events/{id}/rsvps/{operation}")
}

/// The path of a withdrawal: `PUT` a [`Withdrawal`].
pub fn withdrawal_path(id: ReportId, operation: OperationId) -> String {
    format!("/v1/reports/{id}/withdrawal/{operation}")
}
