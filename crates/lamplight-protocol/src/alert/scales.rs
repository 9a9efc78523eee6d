//! By what CAP 1.2 measures an alert, and how loud that makes it.

use serde::{Deserialize, Serialize};

/// Whether the alert is meant (CAP `status`). Only actual ones notify as such.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AlertStatus {
    /// To be acted on.
    Actual,
    /// Part of an announced exercise.
    Exercise,
    /// A test of the technology.
    Test,
}

/// The kind of hazard (CAP `category`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AlertCategory {
    /// Geophysical.
    Geo,
    /// Meteorological.
    Met,
    /// General emergency and public safety.
    Safety,
    /// Law enforcement, security.
    Security,
    /// Rescue and recovery.
    Rescue,
    /// Fire.
    Fire,
    /// Medical and public health.
    Health,
    /// Pollution and environment.
    Env,
    /// Transport.
    Transport,
    /// Utilities and infrastructure.
    Infra,
    /// Chemical, biological, radiological, nuclear or explosive threat.
    Cbrne,
    /// Anything else.
    Other,
}

/// How soon people should act (CAP `urgency`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Urgency {
    /// At once.
    Immediate,
    /// Within the hour.
    Expected,
    /// In the near future.
    Future,
    /// It is over.
    Past,
    /// Not known.
    Unknown,
}

/// How bad it is (CAP `severity`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Severity {
    /// Extraordinary threat to life or property.
    Extreme,
    /// Significant threat.
    Severe,
    /// Possible threat.
    Moderate,
    /// Minimal threat.
    Minor,
    /// Not known.
    Unknown,
}

/// How sure it is (CAP `certainty`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Certainty {
    /// It has happened or is happening.
    Observed,
    /// More likely than not.
    Likely,
    /// Possible.
    Possible,
    /// Not expected.
    Unlikely,
    /// Not known.
    Unknown,
}

/// How loud an alert is, from 1 (information) to 4 (act at once).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Level {
    /// Level 1.
    Minor,
    /// Level 2.
    Moderate,
    /// Level 3.
    Severe,
    /// Level 4.
    Extreme,
}

/// The level of an alert. The gate for the two highest is that of Wireless Emergency Alerts (47 CFR
/// 10.400): soon, bad and sure enough, all three.
pub fn level(urgency: Urgency, severity: Severity, certainty: Certainty) -> Level {
    let soon = matches!(urgency, Urgency::Immediate | Urgency::Expected);
    let bad = matches!(severity, Severity::Extreme | Severity::Severe);
    let sure = matches!(certainty, Certainty::Observed | Certainty::Likely);
    match (soon && bad && sure, urgency, severity, certainty) {
        (true, Urgency::Immediate, Severity::Extreme, _) => Level::Extreme,
        (true, ..) => Level::Severe,
        (false, Urgency::Past, ..) | (false, _, Severity::Minor, _) => Level::Minor,
        (false, _, Severity::Moderate, _) | (false, _, _, Certainty::Possible) => Level::Moderate,
        (false, ..) if bad => Level::Moderate,
        (false, ..) => Level::Minor,
    }
}
