//! How the patrol served residents, month by month, as everybody may see it.

use serde::{Deserialize, Serialize};

use crate::api::TriedTrial;
use crate::ids::NewsId;
use crate::news::NewsText;
use crate::place::Point;
use crate::report::Category;
use crate::time::TimestampMillis;

/// The version of the method by which the figures are made: it grows by one whenever a definition or a way of hiding
/// changes.
pub const FIGURES_METHOD: u32 = 1;

/// What `GET /v1/figures` tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct ServiceFigures {
    /// Of how many reports a figure tells at least. Of fewer nothing is told.
    pub reports_min: u32,
    /// The version of the method.
    pub method: u32,
    /// What is told of each month, the newest first, for a year; empty while no month has been told. Each was told once,
    /// and stays as it was told.
    pub months: Vec<MonthFigures>,
    /// Where much was reported in the newest of them; absent where no month has been told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<PlaceFigures>,
    /// Whether places are ranked by risk, and how good that was.
    #[serde(default)]
    pub forecasts: Forecasts,
    /// What was done because residents asked for it, the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<Vec<ToldInitiative>>"))]
    pub initiatives: Vec<ToldInitiative>,
    /// What was tried, and what it changed or did not, the newest first.
    #[serde(default)]
    pub tried: Vec<TriedTrial>,
}

/// Something that the patrol did because residents asked for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ToldInitiative {
    /// The news that tell of it.
    pub news: NewsId,
    /// When they were first published, by the server's clock.
    pub published_at: TimestampMillis,
    /// Of how many reports it is known at least that they asked for it, in fives.
    pub reports: Figure,
    /// What was done, and what it changed where that is known, in each language.
    pub texts: Vec<NewsText>,
}

/// Whether a map of risk is made, and how good such forecasts were. Never where: no score of a place is public.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct Forecasts {
    /// Whether a map is made; not where it is switched off.
    pub map_is_made: bool,
    /// The last back-test; absent where none was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_test: Option<ForecastTest>,
}

/// How good the forecasts of the last months would have been, each made only of what came before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ForecastTest {
    /// When it was made.
    pub made_at: TimestampMillis,
    /// The side of a cell, in metres.
    pub cell_m: f64,
    /// Which share of the area a forecast named, from 0 to 1.
    pub area_share: f64,
    /// The classes of which enough was reported to tell.
    pub classes: Vec<ForecastClass>,
}

/// How good the forecasts of one class were.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ForecastClass {
    /// Its name.
    pub name: String,
    /// How many times more was reported from the named places than from as many places by chance (PAI).
    pub pai: f64,
    /// The same for a plain count of the last 365 days.
    pub pai_count_365: f64,
}

/// What is told of the reports that came in during one calendar month, UTC: but for those for practice, those that were
/// withdrawn, and those about wellbeing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MonthFigures {
    /// When the month began. Of reports that came in at this time or later.
    pub from: TimestampMillis,
    /// And before this one, when it ended.
    pub until: TimestampMillis,
    /// When it was told, a week after its end at least.
    pub published_at: TimestampMillis,
    /// How many reports came in.
    pub reports: Figure,
    /// Of each category that can be reported here, in the order in which it is offered.
    pub categories: Vec<CategoryFigure>,
    /// How they were served.
    pub service: MonthService,
}

/// A number that may be told, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", content = "value", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Figure {
    /// The number.
    Told(u32),
    /// It stands on too few reports, or would betray another that does.
    Hidden,
    /// So many still waited that nobody knew.
    StillWaiting,
}

/// The reports about one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CategoryFigure {
    /// What they were about.
    pub category: Category,
    /// How many came in.
    pub reports: Figure,
    /// Within so many minutes half of them had a first answer.
    pub answered_half_minutes: Figure,
    /// Within so many hours half of them were resolved or closed.
    pub closed_half_hours: Figure,
}

/// How the reports of a month were served, as far as that was known when it was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MonthService {
    /// Within so many minutes half of them had a first answer: somebody of the patrol wrote, or took it on. What still
    /// waited counts as such (Kaplan–Meier).
    pub answered_half_minutes: Figure,
    /// The same for nine of ten.
    pub answered_most_minutes: Figure,
    /// Within so many hours half of them were resolved or closed, what was open counting as such.
    pub closed_half_hours: Figure,
    /// The same for nine of ten.
    pub closed_most_hours: Figure,
    /// Of all whose first answer was due, how many had it in time, in per cent.
    pub in_time_percent: Figure,
    /// Of all that were closed at least 14 days before, how many were opened again within those, in per cent.
    pub reopened_percent: Figure,
    /// Of the residents who said whether it was put right, how many said yes, in per cent.
    pub content_percent: Figure,
    /// Of the residents who were asked that, how many answered, in per cent.
    pub answering_percent: Figure,
    /// Of the closed reports of suspicious activity, for how many there was no basis, in per cent.
    pub no_basis_percent: Figure,
    /// How many reports were open when the month was told, whenever they came in.
    pub open: Figure,
    /// Half of those had been open for so many days at least.
    pub open_half_days: Figure,
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

/// What `GET /v1/staff/figures` tells the patrol.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct DeskFigures {
    /// What everybody is told.
    pub told: ServiceFigures,
    /// The month that is told next.
    pub next: NextMonth,
}

/// A month that nobody was told of yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NextMonth {
    /// From when on it may be told.
    pub publishable_at: TimestampMillis,
    /// What would be told of it now. Until its time more reports come in, and more is done with them.
    pub preview: MonthFigures,
    /// Where much was reported, as it would be told now.
    pub places: Vec<PlaceFigure>,
    /// How many reports came in so far, told or not.
    pub reports: u32,
    /// The same by category, with why a number would be hidden.
    pub categories: Vec<CategoryCount>,
}

/// How many reports about one thing came in, for the patrol alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CategoryCount {
    /// What they are about.
    pub category: Category,
    /// How many.
    pub reports: u32,
    /// Whether the number would be told, or why not.
    pub fate: CountFate,
}

/// What becomes of a number that is to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum CountFate {
    /// It is told.
    Told,
    /// It is hidden, because it is too low.
    TooLow,
    /// It is hidden, because from it a low one could be worked out.
    Betraying,
}
