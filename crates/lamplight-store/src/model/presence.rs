//! Who watches the desk, and of what others are told while nobody does.

use lamplight_protocol::ids::ReportId;
use lamplight_protocol::report::Category;
use lamplight_protocol::time::TimestampMillis;
use serde::{Deserialize, Serialize};

/// A way to tell people who have no console open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A call to a program of the patrol's choice.
    Webhook,
    /// A mail.
    Mail,
}

/// Which reports are to be told of: of these categories, real ones, that came since then and that nobody has opened.
#[derive(Debug, Clone)]
pub struct Untold {
    /// The categories that are urgent here.
    pub categories: Vec<Category>,
    /// When the oldest came.
    pub since: TimestampMillis,
    /// How many are taken at once.
    pub limit: u32,
}

/// A report of which a channel is to tell, taken for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The report.
    pub report_id: ReportId,
    /// What it is about.
    pub category: Category,
    /// The channel.
    pub channel: Channel,
    /// Attempts so far, this one included.
    pub attempts: u32,
}

/// What became of an attempt to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeOutcome {
    /// Somebody was told.
    Told,
    /// It failed, and is to be tried again then.
    Again(TimestampMillis),
    /// It failed too often.
    GivenUp,
}

/// A notice that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostNotice {
    /// The report.
    pub report_id: ReportId,
    /// The channel.
    pub channel: Channel,
    /// When it was given up.
    pub at: TimestampMillis,
}
