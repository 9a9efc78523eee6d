//! The area pack: a map of one patrol's area in one file, read with no network and by nobody else.
//!
//! A pack is a PMTiles archive of version 3 that holds vector tiles in the layers of the Protomaps basemap, so that a
//! city cuts its own from OpenStreetMap with tools that exist (docs/area.md). The map in the window draws it; this
//! crate reads words from it: the nearest street, and places by their names.
//!
//! The device reads with it what it downloaded; the server checks with it what an operator made.
//!
//! **Invariants:** a pack is only read. What it says is not trusted: a tile is unpacked up to a limit, names are cut, and
//! nothing in a pack can make a reader fail otherwise than by a [`PackError`].

mod check;
mod facts;
mod features;
mod index;
mod nearest;
mod pack;
mod source;
mod tiles;
mod words;

pub use crate::check::{PackProblem, Survey, check};
pub use crate::facts::{Bounds, PackFacts};
pub use crate::index::{Found, FoundKind, PlaceIndex};
pub use crate::nearest::{Nearby, nearby};
pub use crate::pack::{Pack, PackError};
pub use crate::words::answers;
