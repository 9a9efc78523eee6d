//! Centre lines from GeoJSON (RFC 7946).

use serde::Deserialize;

use super::{Place, StreetsError};

/// Points within this of each other are one, in degrees: about a centimetre, the seven digits of surveyed lines.
const SAME_DEGREES: f64 = 1e-7;

/// A point by whole steps of [`SAME_DEGREES`].
type Key = (i64, i64);

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    geometry: Option<Geometry>,
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Geometry {
    LineString {
        coordinates: Vec<Position>,
    },
    MultiLineString {
        coordinates: Vec<Vec<Position>>,
    },
    /// Points and areas are no streets.
    #[serde(other)]
    Other,
}

/// Degrees east and north; what follows, a height, is left.
#[derive(Deserialize)]
#[serde(try_from = "Vec<f64>")]
struct Position(f64, f64);

impl TryFrom<Vec<f64>> for Position {
    type Error = &'static str;

    fn try_from(numbers: Vec<f64>) -> Result<Self, Self::Error> {
        match numbers.as_slice() {
            [lon, lat, ..] => Ok(Self(*lon, *lat)),
            _ => Err("a position has a longitude and a latitude"),
        }
    }
}

pub(super) fn lines(text: &[u8]) -> Result<Vec<Vec<(Key, Place)>>, StreetsError> {
    let collection: Collection = serde_json::from_slice(text)?;
    let geometries = collection
        .features
        .into_iter()
        .filter_map(|feature| feature.geometry);
    let lines = geometries.flat_map(|geometry| match geometry {
        Geometry::LineString { coordinates } => vec![coordinates],
        Geometry::MultiLineString { coordinates } => coordinates,
        Geometry::Other => Vec::new(),
    });
    Ok(lines.map(|line| line.iter().map(point).collect()).collect())
}

fn point(position: &Position) -> (Key, Place) {
    let Position(lon, lat) = *position;
    ((step(lon), step(lat)), Place { lon, lat })
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast saturates, and what is not on Earth is refused after"
)]
fn step(degrees: f64) -> i64 {
    (degrees / SAME_DEGREES).round() as i64
}
