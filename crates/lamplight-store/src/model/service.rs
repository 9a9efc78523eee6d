//! How reports were served.

use lamplight_protocol::report::Category;
use lamplight_protocol::time::TimestampMillis;

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

/// How many reports of one kind came from one cell of the ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceCount {
    /// What they are about: nothing by whose place a person could be found.
    pub category: Category,
    /// The cell, as H3 writes it.
    pub cell: String,
    /// How many.
    pub reports: u32,
}

/// Of which reports, and of how many, [`PlaceCount`]s are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceCounting {
    /// Of those that came in at this time or later.
    pub from: TimestampMillis,
    /// And before this one.
    pub until: TimestampMillis,
    /// How many there must be of one kind in one cell: of fewer nothing leaves the store.
    pub reports_min: u32,
    /// The most that are given, those with the most reports.
    pub limit: u32,
}
