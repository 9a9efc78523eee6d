//! Messages that belong to the values of the protocol.

use lamplight_protocol::alert::Level;
use lamplight_protocol::report::Category;

use crate::Message;

/// What a report is about.
#[must_use]
pub fn category(category: Category) -> Message<'static> {
    match category {
        Category::Vandalism => Message::CategoryVandalism,
        Category::SuspiciousActivity => Message::CategorySuspiciousActivity,
        Category::LightingHazard => Message::CategoryLightingHazard,
        Category::NoiseDisorder => Message::CategoryNoiseDisorder,
        Category::LitterDumping => Message::CategoryLitterDumping,
        Category::Vehicle => Message::CategoryVehicle,
        Category::LostFound => Message::CategoryLostFound,
        Category::Wellbeing => Message::CategoryWellbeing,
    }
}

/// How loud an alert is.
#[must_use]
pub fn level(level: Level) -> Message<'static> {
    match level {
        Level::Minor => Message::LevelMinor,
        Level::Moderate => Message::LevelModerate,
        Level::Severe => Message::LevelSevere,
        Level::Extreme => Message::LevelExtreme,
    }
}
