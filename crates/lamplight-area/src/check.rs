//! Whether a pack is of use to the area that it is meant for.

use std::collections::BTreeSet;

use geo::BoundingRect as _;
use lamplight_protocol::area::Area;

use crate::facts::Bounds;
use crate::features::{self, ROADS};
use crate::index::{FoundKind, PlaceIndex, TILES_MAX};
use crate::pack::{Pack, PackError};
use crate::tiles::tiles_of;

/// The coarsest zoom that may be a pack's finest: below it the Protomaps basemap leaves the names of small streets out.
const ZOOM_MAX_AT_LEAST: u8 = 14;
/// The layers that the map draws a town of, beside the streets.
const LAYERS: [&str; 2] = ["earth", ROADS];

/// What is wrong with a pack; each is a sentence that begins with the pack.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum PackProblem {
    /// It names no source. OpenStreetMap's licence asks for it.
    #[error(
        "does not say whom to name beside the map; write it as `attribution` into its metadata, for example © OpenStreetMap contributors"
    )]
    NoAttribution,
    /// It ends before streets have names.
    #[error(
        "ends at zoom {zoom_max}, where small streets have no names; cut it down to zoom 15, or at least {ZOOM_MAX_AT_LEAST}"
    )]
    TooCoarse {
        /// Its finest zoom.
        zoom_max: u8,
    },
    /// It has more tiles than a device reads.
    #[error("has more than {TILES_MAX} tiles at its finest zoom; cut a smaller area")]
    TooManyTiles,
    /// A layer is missing.
    #[error("has no layer {0:?}; it must have the layers of the Protomaps basemap")]
    NoLayer(String),
    /// No street has a name.
    #[error("has no street with a name")]
    NoStreets,
    /// It ends within the area.
    #[error(
        "shows {west:.4} to {east:.4} east and {south:.4} to {north:.4} north, and the area's boundary goes beyond",
        west = .0.west, east = .0.east, south = .0.south, north = .0.north
    )]
    NotTheWholeArea(Bounds),
}

/// What a pack has that can be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Survey {
    /// Streets.
    pub streets: usize,
    /// Landmarks.
    pub landmarks: usize,
    /// Addresses.
    pub addresses: usize,
}

/// Reads the whole pack, and tells what it has and what is wrong with it for this area.
///
/// # Errors
/// [`PackError`] when a part of it cannot be read.
pub fn check(pack: &Pack, area: &Area) -> Result<(Survey, Vec<PackProblem>), PackError> {
    let facts = pack.facts();
    let mut problems = Vec::new();
    if facts.attribution.is_empty() {
        problems.push(PackProblem::NoAttribution);
    }
    if facts.zoom_max < ZOOM_MAX_AT_LEAST {
        problems.push(PackProblem::TooCoarse {
            zoom_max: facts.zoom_max,
        });
    }
    if bounds_of(area).is_some_and(|needed| !facts.bounds.covers(&needed)) {
        problems.push(PackProblem::NotTheWholeArea(facts.bounds));
    }
    match layers(pack)? {
        None => problems.push(PackProblem::TooManyTiles),
        Some(layers) => {
            let missing = LAYERS.iter().filter(|layer| !layers.contains(**layer));
            problems.extend(missing.map(|layer| PackProblem::NoLayer((*layer).to_owned())));
        }
    }
    let index = PlaceIndex::of(pack)?;
    let survey = Survey {
        streets: index.count(FoundKind::Street),
        landmarks: index.count(FoundKind::Landmark),
        addresses: index.count(FoundKind::Address),
    };
    if survey.streets == 0 {
        problems.push(PackProblem::NoStreets);
    }
    Ok((survey, problems))
}

/// The layers of all tiles of the finest zoom; none when those are too many.
fn layers(pack: &Pack) -> Result<Option<BTreeSet<String>>, PackError> {
    let facts = pack.facts();
    let Some(tiles) = tiles_of(&facts.bounds, facts.zoom_max, TILES_MAX) else {
        return Ok(None);
    };
    let mut layers = BTreeSet::new();
    for coord in tiles {
        layers.extend(features::read(pack, coord)?.layers);
    }
    Ok(Some(layers))
}

/// The rectangle around the area's boundary.
fn bounds_of(area: &Area) -> Option<Bounds> {
    let rectangle = area.boundary.as_ref()?.as_multi_polygon().bounding_rect()?;
    Some(Bounds {
        west: rectangle.min().x,
        south: rectangle.min().y,
        east: rectangle.max().x,
        north: rectangle.max().y,
    })
}
