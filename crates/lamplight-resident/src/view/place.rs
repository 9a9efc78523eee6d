//! The map and its places, as they are shown.

use lamplight_protocol::digest::PackHash;
use lamplight_protocol::place::Point;
use lamplight_protocol::report::Category;
use lamplight_protocol::time::TimestampMillis;
use serde::Serialize;

/// The map of the area.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AreaMap {
    /// What can be shown now.
    pub pack: Option<MapPack>,
    /// What is on its way.
    pub coming: Option<MapComing>,
}

/// A map that is on this device.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MapPack {
    /// By which its bytes are asked for.
    pub sha256: PackHash,
    /// The number of its bytes.
    pub size_bytes: u32,
    /// The coarsest zoom that it has.
    pub zoom_min: u8,
    /// The finest zoom that it has.
    pub zoom_max: u8,
    /// What it covers.
    pub bounds: MapBounds,
    /// Whom to name beside it.
    pub attribution: String,
}

/// A rectangle on the ground, in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MapBounds {
    /// Its western edge.
    pub west: f64,
    /// Its southern edge.
    pub south: f64,
    /// Its eastern edge.
    pub east: f64,
    /// Its northern edge.
    pub north: f64,
}

/// A map that is on its way.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MapComing {
    /// The number of its bytes.
    pub size_bytes: u32,
    /// How many of them are here.
    pub received_bytes: u32,
    /// What stands in its way; without it, it comes when the server can be reached.
    pub trouble: Option<MapTrouble>,
}

/// Why a map does not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum MapTrouble {
    /// There is too little room on this device.
    NoRoom,
    /// It is larger than a map may be.
    TooLarge,
    /// What came is not what the patrol told of, or does not read.
    Damaged,
}

/// What is at a point.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Located {
    /// Whether the patrol can help there.
    pub inside: bool,
    /// The district's name.
    pub district: Option<String>,
    /// The nearest street.
    pub street: Option<String>,
    /// The number of the house on that street before which it is.
    pub house_number: Option<String>,
    /// Another street close by.
    pub cross_street: Option<String>,
    /// A landmark in sight.
    pub landmark: Option<String>,
    /// What was reported often near it, as the patrol tells everybody.
    pub reported: Vec<ReportedNear>,
}

/// That one kind of thing was reported often near a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReportedNear {
    /// What the reports were about.
    pub category: Category,
    /// How many there were at least.
    pub reports_at_least: u32,
    /// When the calendar month began in which they came in, UTC.
    pub month: TimestampMillis,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum PlaceKind {
    /// A place of one of the resident's own reports.
    Recent,
    /// A building, a park, a shop.
    Landmark,
    /// A street.
    Street,
    /// A house with its number.
    Address,
}

/// A place that was found by its name.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct FoundPlace {
    /// What it is.
    pub kind: PlaceKind,
    /// Its name, or the words of an earlier report; of an address the street. Empty where a report had only a point.
    pub name: String,
    /// The number of an address.
    pub house_number: Option<String>,
    /// Where it is; none where an earlier report had only words.
    pub point: Option<Point>,
}
