//! What happened, where and when: the only thing that the analysis is made from. Places are looked at, never people.

mod catalogue;
mod cleaning;
mod features;
mod read;
mod time;

use chrono::{DateTime, Utc};
use geo::Coord;
use serde::{Deserialize, Serialize};

pub use self::catalogue::{Catalogue, CatalogueError, Category, CategoryId};
pub use self::cleaning::{Cleaned, Cleaning, CleaningTally, Misplaced, PointCounts, Sieve};
pub use self::read::{
    Columns, Form, ReadError, ReadIncidents, ReadTally, SourceColumn, Take, read_incidents, read_places,
    scan_incidents,
};

/// How an incident came to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A resident told of it. Only these enter a score.
    Reported,
    /// A patrol came upon it: it says where the patrol was, so that a score made of it would feed itself.
    Discovered,
    /// The source does not say.
    Unknown,
}

impl Origin {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 3] = [Self::Reported, Self::Discovered, Self::Unknown];
}

/// Stands for somebody, or for a connection, so that two reports can be seen to come from one. Whoever makes it draws it
/// anew for every run of the analysis, and keeps no list that leads back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Token(pub u64);

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// When it happened.
    pub at: DateTime<Utc>,
    /// What it was.
    pub category: CategoryId,
    /// Where: degrees of WGS 84, `x` the longitude and `y` the latitude.
    pub place: Coord<f64>,
    /// How it came to be known.
    pub origin: Origin,
    /// Who reported it, where that is known.
    pub reporter: Option<Token>,
    /// From which connection or device it was sent, where that is known: many names may stand behind one.
    pub sent_from: Option<Token>,
}
