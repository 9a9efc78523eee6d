//! The version 1 calls: their paths and bodies.
//!
//! The version is additive: fields and calls are added, never changed or taken away. Whoever reads ignores
//! fields that it does not know; only the server is strict, with bodies written by staff.

mod cursor;
mod feed;
mod live;
mod resident;
mod staff;

use crate::ids::{OperationId, ReportId};

pub use self::cursor::{Cursor, CursorError};
pub use self::feed::{FeedItem, FeedPage};
pub use self::live::{Heartbeat, Move, ReportHint, ThreadHint, frames};
pub use self::resident::{
    Accepted, AreaInfo, LiveRequest, ThreadKey, ThreadsAnswer, ThreadsRequest, Withdrawal,
};
pub use self::staff::{
    AlertEnd, AlertUpdate, AlertsPage, Changed, EventCancellation, EventUpdate, EventsPage, ReportDetail,
    ReportSummary, ReportsPage, StatusChange,
};

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
