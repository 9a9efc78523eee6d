//! Live frames that are not items of the feed.

use serde::{Deserialize, Serialize};

use crate::api::Cursor;
use crate::ids::ReportId;

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
