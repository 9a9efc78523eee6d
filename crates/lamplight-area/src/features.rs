//! What a tile has of names: streets, landmarks, addresses.
//!
//! The layers and their words are those of the Protomaps basemap, version 4. All else in a tile is for the eye.

use fast_mvt::{MvtFeatureRef, MvtGeometry, MvtLayerRef, MvtReaderRef, MvtValueRef};
use geo::LineString;
use pmtiles::TileCoord;

use crate::pack::{Pack, PackError};
use crate::tiles::{LonLat, TilePlace};
use crate::words::shown;

/// The layer of streets, without which a pack can name no place.
pub(crate) const ROADS: &str = "roads";
const POIS: &str = "pois";
const BUILDINGS: &str = "buildings";
/// Kinds in the layer of roads on which nobody says that they stand.
const NO_STREETS: [&str; 4] = ["rail", "ferry", "aeroway", "aerialway"];

/// Something with a name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Feature {
    /// A piece of a street.
    Street { name: String, line: LineString<f64> },
    /// A building, a park, a shop.
    Landmark { name: String, at: LonLat },
    /// A house with its number.
    Address {
        street: String,
        number: String,
        at: LonLat,
    },
}

/// What one tile has.
#[derive(Debug, Default)]
pub(crate) struct Content {
    /// The names of its layers.
    pub(crate) layers: Vec<String>,
    /// What has a name in it.
    pub(crate) features: Vec<Feature>,
}

/// Reads a tile. One that the pack does not have is empty. A feature whose geometry does not read is left out: the rest
/// of the town is still there.
pub(crate) fn read(pack: &Pack, coord: TileCoord) -> Result<Content, PackError> {
    let Some(bytes) = pack.tile(coord)? else {
        return Ok(Content::default());
    };
    let tile = MvtReaderRef::new(&bytes).map_err(|error| PackError::Damaged(error.to_string()))?;
    let mut content = Content::default();
    for layer in tile.layers() {
        content.layers.push(layer.name().to_owned());
        read_layer(layer, coord, &mut content.features);
    }
    Ok(content)
}

fn read_layer(layer: MvtLayerRef<'_>, coord: TileCoord, features: &mut Vec<Feature>) {
    let place = TilePlace::new(coord, layer.extent());
    let read = match layer.name() {
        ROADS => streets,
        POIS => landmarks,
        BUILDINGS => addresses,
        _ => return,
    };
    for feature in layer.features() {
        let words = Words::of(feature);
        if words.is_named()
            && let Ok(geometry) = feature.geometry()
        {
            read(&words, &geometry, &place, features);
        }
    }
}

/// What a feature says in words.
#[derive(Default)]
struct Words<'a> {
    kind: &'a str,
    name: &'a str,
    street: &'a str,
    number: &'a str,
}

impl<'a> Words<'a> {
    fn of(feature: MvtFeatureRef<'a>) -> Self {
        let mut words = Self::default();
        for (key, value) in feature.properties().flatten() {
            let MvtValueRef::String(value) = value else {
                continue;
            };
            match key {
                "kind" => words.kind = value,
                "name" => words.name = value,
                "addr_street" => words.street = value,
                "addr_housenumber" => words.number = value,
                _ => {}
            }
        }
        words
    }

    fn is_named(&self) -> bool {
        !self.name.is_empty() || !self.number.is_empty()
    }
}

fn streets(words: &Words<'_>, geometry: &MvtGeometry, place: &TilePlace, features: &mut Vec<Feature>) {
    let Some(name) = shown(words.name).filter(|_| !NO_STREETS.contains(&words.kind)) else {
        return;
    };
    let lines = match geometry {
        MvtGeometry::LineString(line) => std::slice::from_ref(line),
        MvtGeometry::MultiLineString(lines) => lines.0.as_slice(),
        _ => &[],
    };
    features.extend(lines.iter().map(|line| Feature::Street {
        name: name.clone(),
        line: line.coords().map(|at| place.degrees(*at)).collect(),
    }));
}

fn landmarks(words: &Words<'_>, geometry: &MvtGeometry, place: &TilePlace, features: &mut Vec<Feature>) {
    if let (Some(name), Some(at)) = (shown(words.name), point(geometry, place)) {
        features.push(Feature::Landmark { name, at });
    }
}

fn addresses(words: &Words<'_>, geometry: &MvtGeometry, place: &TilePlace, features: &mut Vec<Feature>) {
    let (street, number) = (shown(words.street), shown(words.number));
    if let (Some(street), Some(number), Some(at)) = (street, number, point(geometry, place)) {
        features.push(Feature::Address { street, number, at });
    }
}

fn point(geometry: &MvtGeometry, place: &TilePlace) -> Option<LonLat> {
    match geometry {
        MvtGeometry::Point(point) => Some(place.degrees(point.0)),
        MvtGeometry::MultiPoint(points) => points.0.first().map(|point| place.degrees(point.0)),
        _ => None,
    }
}
