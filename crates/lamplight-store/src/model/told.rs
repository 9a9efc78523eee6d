//! What is told of months, and what it is made of.

use lamplight_protocol::report::Category;
use lamplight_protocol::status::ClosingReason;
use lamplight_protocol::time::TimestampMillis;

/// How one report was served. Nothing in it says whose it is, where, or what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServedReport {
    /// What it is about.
    pub category: Category,
    /// When the server took it.
    pub received_at: TimestampMillis,
    /// When its first answer was due; none where that is not known any more.
    pub due_at: Option<TimestampMillis>,
    /// When somebody of the patrol first wrote, or took it on.
    pub answered_at: Option<TimestampMillis>,
    /// When it first ended.
    pub first_ended_at: Option<TimestampMillis>,
    /// When it was opened again for the first time.
    pub reopened_at: Option<TimestampMillis>,
    /// When it ended, if it is not open.
    pub ended_at: Option<TimestampMillis>,
    /// Why nothing was done, if nothing was.
    pub ended_reason: Option<ClosingReason>,
    /// What the resident said last of whether it was put right.
    pub fixed: Option<bool>,
}

/// An open report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenReport {
    /// What it is about.
    pub category: Category,
    /// When the server took it.
    pub received_at: TimestampMillis,
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

/// Of which reports [`MonthReports`] are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthWish {
    /// Of those that came in at this time or later.
    pub from: TimestampMillis,
    /// And before this one.
    pub until: TimestampMillis,
    /// How many there must be of one kind in one cell: of fewer nothing leaves the store.
    pub reports_min: u32,
    /// The most cells that are given, those with the most reports.
    pub places_max: u32,
}

/// The reports of a month, all seen at one moment: those that are kept, and those that were forgotten but for figures.
/// None of them was for practice, was withdrawn, or is about wellbeing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthReports {
    /// Those that came in during it.
    pub served: Vec<ServedReport>,
    /// All that are open, whenever they came in.
    pub open: Vec<OpenReport>,
    /// Where many of one kind came from, those with the most first.
    pub places: Vec<PlaceCount>,
}

/// What everybody was told of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldMonth {
    /// When the month began.
    pub begins_at: TimestampMillis,
    /// When it was told.
    pub published_at: TimestampMillis,
    /// What was told, as the server wrote it.
    pub document: String,
}
