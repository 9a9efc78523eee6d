//! How reports were served.

use lamplight_protocol::report::Category;

/// How many reports there are about something, and how long they waited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServiceCount {
    /// What they are about; all of them where it is none.
    pub category: Option<Category>,
    /// How many.
    pub reports: u32,
    /// How many of them had their first answer when it was due.
    pub in_time: u32,
    /// Within so many milliseconds half of all had a first answer; none where fewer had one.
    pub half_answered_ms: Option<i64>,
    /// Within so many milliseconds half of all had ended; none where fewer had.
    pub half_ended_ms: Option<i64>,
}
