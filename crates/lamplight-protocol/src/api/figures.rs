//! How the patrol served residents, as everybody may see it.

use serde::{Deserialize, Serialize};

use crate::place::Point;
use crate::report::Category;
use crate::time::TimestampMillis;

/// What `GET /v1/figures` tells. It counts reports that came in between two times, but none for practice, none that was
/// withdrawn, and none about wellbeing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct ServiceFigures {
    /// Of reports that came in at this time or later.
    pub from: TimestampMillis,
    /// And before this one, which is some days back, so that most of them have had their answer.
    pub until: TimestampMillis,
    /// Of how many reports a figure tells at least. Of fewer nothing is told.
    pub reports_min: u32,
    /// Of all reports; absent where there are too few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub all: Option<ServiceFigure>,
    /// Of each category that can be reported here, in the order in which it is offered.
    pub categories: Vec<CategoryFigure>,
    /// Where much was reported in one month; absent where the server does not tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<PlaceFigures>,
}

/// Where much was reported in a calendar month. Everybody gets all of it, and each device looks for itself what is
/// around a place: nobody is asked about one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PlaceFigures {
    /// When the month began, UTC. Of reports that came in at this time or later.
    pub from: TimestampMillis,
    /// When it ended. And before this one, which is a week back at least.
    pub until: TimestampMillis,
    /// The cells of the ground that have enough reports of one kind, those with the most of them where there are very
    /// many.
    pub told: Vec<PlaceFigure>,
}

/// That one kind of thing was reported often in one cell of the ground.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct PlaceFigure {
    /// What the reports were about. Never anything by whose place a person could be found.
    pub category: Category,
    /// The middle of the cell, which has some 0.7 square kilometres (H3, resolution 8).
    pub middle: Point,
    /// How many there were at least, in fives, so that one report more or less is seldom seen.
    pub reports_at_least: u32,
}

/// How reports about something were served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct CategoryFigure {
    /// What they were about.
    pub category: Category,
    /// How they were served; absent where there are too few, or where this would tell of others that are too few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<ServiceFigure>,
}

/// How a number of reports were served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct ServiceFigure {
    /// How many there are.
    pub reports: u32,
    /// How many of them had their first answer when it was due, in per cent, rounded.
    pub in_time_percent: u32,
    /// Within so many minutes half of all had a first answer: somebody of the patrol wrote, or took it on. Absent where
    /// fewer than half had one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_answer_minutes: Option<u32>,
    /// Within so many hours half of all were resolved or closed. Absent where fewer than half were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_hours: Option<u32>,
}
