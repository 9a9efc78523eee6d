//! Where residents are expected to report incidents, and how good such forecasts were. For the patrol alone: a score
//! of a place is never public.

use serde::{Deserialize, Serialize};

use crate::error::Violation;
use crate::place::Point;
use crate::report::find_named;
use crate::time::TimestampMillis;

/// What `GET /v1/staff/risk` tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum RiskAnswer {
    /// The operator has switched the analysis off.
    SwitchedOff,
    /// The area has no outline in which places could be ranked.
    NoOutline,
    /// None was made yet; the server makes one every night.
    NoneYet,
    /// The latest.
    Made(RiskMap),
}

/// What `GET /v1/staff/back-test` tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum BackTestAnswer {
    /// The operator has switched the analysis off.
    SwitchedOff,
    /// The area has no outline in which places could be ranked.
    NoOutline,
    /// None was made yet; the server makes one every week.
    NoneYet,
    /// The latest.
    Made(BackTest),
}

/// The places that come first, made of what residents reported. Places are ranked, never people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct RiskMap {
    /// When it was made. What happened later is not in it.
    pub made_at: TimestampMillis,
    /// The version of the method: another one may give the same incidents another score.
    pub method: u32,
    /// The side of a cell, in metres.
    pub cell_m: f64,
    /// How many cells the area has.
    pub cells: u32,
    /// Which share of them is flagged at most, from 0 to 1.
    pub area_share: f64,
    /// When the oldest records begin that it is made of; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<TimestampMillis>,
    /// What is forecast together, and how.
    pub classes: Vec<RiskClass>,
    /// The flagged cells, the highest first. Cells where nothing is expected are not among them.
    pub flagged: Vec<RiskCell>,
}

/// A class of incidents that is forecast by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RiskClass {
    /// Its name.
    pub name: String,
    /// How its incidents are weighed.
    pub weighting: RiskWeighting,
    /// When its records begin.
    pub since: TimestampMillis,
    /// How many incidents there are in it that residents reported.
    pub incidents: u32,
}

/// How past incidents are weighed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum RiskWeighting {
    /// Each of the last 365 days counts 1 in its own cell: what everything else has to beat.
    PlainCount,
    /// Each fades, and a share of it spreads over the cells around.
    Fading {
        /// After how many days it counts half.
        half_life_days: f64,
        /// Which share of it spreads, from 0 to 1.
        kernel_share: f64,
        /// The standard deviation of the spreading, in metres.
        bandwidth_m: f64,
    },
}

/// A flagged cell, with all that its score is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct RiskCell {
    /// 1 for the highest.
    pub rank: u32,
    /// Its middle.
    pub middle: Point,
    /// Its corners, from the south-west against the clock.
    pub corners: Vec<Point>,
    /// How many incidents residents are expected to report from it in the next 30 days.
    pub score: f64,
    /// Whether more came together here in the last 365 days than chance gives, among all cells of the area (Gi*, with
    /// control of false discoveries). It does not rank.
    pub is_unusual: bool,
    /// The number of the cluster to which most of its incidents belong; absent where they belong to none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<u32>,
    /// What each class adds; the sum is the score. The largest first.
    pub reasons: Vec<RiskReason>,
}

/// What one class adds to the score of a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RiskReason {
    /// The name of the class.
    pub class: String,
    /// What it adds: `own` and `around` together.
    pub adds: f64,
    /// The part that comes of the cell's own incidents.
    pub own: f64,
    /// The part that spreads from the cells around.
    pub around: f64,
    /// The cell's own incidents by category, the weightiest first.
    pub categories: Vec<RiskCategory>,
}

/// A category's incidents in one cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct RiskCategory {
    /// The imported source whose category it is; absent for residents' reports, whose `name` is that of a
    /// [`Category`](crate::report::Category).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Its name there.
    pub name: String,
    /// How many there were.
    pub count: u32,
    /// What they weigh together.
    pub weight: f64,
    /// The day of the first of them, at its midnight (UTC).
    pub first: TimestampMillis,
    /// The day of the last.
    pub last: TimestampMillis,
}

/// How good the forecasts of the last months would have been, each made only of what came before it. By this it is
/// decided how each class is weighed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BackTest {
    /// When it was made.
    pub made_at: TimestampMillis,
    /// The version of the method.
    pub method: u32,
    /// The side of a cell, in metres. A PAI says nothing without it.
    pub cell_m: f64,
    /// How many cells the area has.
    pub cells: u32,
    /// Which share of the area a forecast named. A PAI says nothing without it.
    pub area_share: f64,
    /// The classes.
    pub classes: Vec<BackTestClass>,
}

/// What was found of one class.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BackTestClass {
    /// Its name.
    pub name: String,
    /// How its incidents are weighed from now on: the plain count, unless another way hit more.
    pub weighting: RiskWeighting,
    /// How the forecasts did.
    pub outcome: BackTestOutcome,
}

/// How the forecasts of a class did, if there were any.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum BackTestOutcome {
    /// No month has 60 days of records before it.
    TooShort,
    /// Nothing of it was reported in those months.
    NothingReported,
    /// It was measured.
    Measured(BackTestMeasures),
}

/// The measures of a class's forecasts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct BackTestMeasures {
    /// The share of reported incidents that was hit, by the share of the area that was named (PAI).
    pub pai: f64,
    /// The same for the plain count of 365 days.
    pub pai_count_365: f64,
    /// The same for a kernel density.
    pub pai_kde: f64,
    /// The same for Gi*.
    pub pai_gi: f64,
    /// Hits by those of a forecast that knew what came (PEI*).
    pub pei_star: f64,
    /// Share of reported incidents that was hit.
    pub hit_rate: f64,
    /// By how incidents came to be known.
    pub origins: Vec<OriginHits>,
    /// The forecasts, by month.
    pub forecasts: Vec<ForecastUsed>,
}

/// What forecasts, made of reported incidents alone, hit of the incidents of one origin.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct OriginHits {
    /// The origin.
    pub origin: IncidentOrigin,
    /// How many incidents there were.
    pub incidents: f64,
    /// How many were hit. Cells of equal rank share the last places of a forecast, hence the fraction.
    pub hits: f64,
}

/// One month's forecast.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ForecastUsed {
    /// Its first day.
    pub from: TimestampMillis,
    /// How incidents were weighed, as earlier months chose.
    pub weighting: RiskWeighting,
    /// By how many earlier forecasts that was chosen.
    pub compared: u32,
}

/// How an incident came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum IncidentOrigin {
    /// A resident told of it. Only these move a score.
    Reported,
    /// A patrol came upon it.
    Discovered,
    /// The source does not say.
    Unknown,
}

impl IncidentOrigin {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Reported, Self::Discovered, Self::Unknown];

    /// The name on the wire, for example `reported`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Discovered => "discovered",
            Self::Unknown => "unknown",
        }
    }
}

impl std::str::FromStr for IncidentOrigin {
    type Err = Violation;

    fn from_str(name: &str) -> Result<Self, Violation> {
        find_named(&Self::ALL, Self::as_str, "origin", name)
    }
}
