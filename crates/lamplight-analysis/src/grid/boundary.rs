//! The outline of an area, out of a GeoJSON file.

use std::io::{self, BufReader, Read};

use geo::{Coord, LineString, MultiPolygon, Polygon};
use serde::Deserialize;
use thiserror::Error;

use crate::packed::unpacked;

/// The largest outline that is read, in bytes once unpacked: ten times that of a city by its police districts.
const BOUNDARY_BYTES_MAX: u64 = 32 * 1024 * 1024;

/// Why a file has no outline.
#[derive(Debug, Error)]
pub enum BoundaryError {
    /// The file does not unpack.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It does not read, is no GeoJSON, or is larger than 32 MB.
    #[error("no GeoJSON: {0}")]
    GeoJson(#[from] serde_json::Error),
    /// Nothing in it encloses anything.
    #[error("no polygon in the file")]
    NoPolygon,
}

/// What of GeoJSON can hold an outline (RFC 7946).
#[derive(Deserialize)]
#[serde(tag = "type")]
enum Shape {
    FeatureCollection {
        features: Vec<Shape>,
    },
    Feature {
        geometry: Option<Box<Shape>>,
    },
    GeometryCollection {
        geometries: Vec<Shape>,
    },
    Polygon {
        coordinates: Rings,
    },
    MultiPolygon {
        coordinates: Vec<Rings>,
    },
    /// A point or a line encloses nothing.
    #[serde(other)]
    Other,
}

/// The outer ring, then the holes: degrees to the east and to the north. A height may follow.
type Rings = Vec<Vec<Vec<f64>>>;

/// Reads all polygons of a GeoJSON file, plain or gzipped; what else is in it is left out. Degrees of WGS 84 (RFC 7946).
///
/// # Errors
/// [`BoundaryError`] when there is no polygon.
pub fn read_boundary(source: impl Read) -> Result<MultiPolygon<f64>, BoundaryError> {
    let source = BufReader::new(unpacked(source)?.take(BOUNDARY_BYTES_MAX));
    let mut open: Vec<Shape> = vec![serde_json::from_reader(source)?];
    let mut polygons = Vec::new();
    while let Some(shape) = open.pop() {
        match shape {
            Shape::FeatureCollection { features: parts }
            | Shape::GeometryCollection { geometries: parts } => {
                open.extend(parts);
            }
            Shape::Feature { geometry } => open.extend(geometry.map(|geometry| *geometry)),
            Shape::Polygon { coordinates } => polygons.extend(polygon(&coordinates)),
            Shape::MultiPolygon { coordinates } => polygons.extend(coordinates.iter().filter_map(polygon)),
            Shape::Other => {}
        }
    }
    if polygons.is_empty() {
        return Err(BoundaryError::NoPolygon);
    }
    Ok(MultiPolygon::new(polygons))
}

fn polygon(rings: &Rings) -> Option<Polygon<f64>> {
    let mut rings = rings
        .iter()
        .map(|ring| ring.iter().filter_map(|corner| corner_of(corner)).collect());
    let outer: LineString<f64> = rings.next()?;
    Some(Polygon::new(outer, rings.collect()))
}

fn corner_of(corner: &[f64]) -> Option<Coord<f64>> {
    match *corner {
        [x, y, ..] => Some(Coord { x, y }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = "[[[0,0],[1,0],[1,1],[0,1],[0,0]]]";

    #[test]
    fn polygons_are_taken_from_wherever_they_stand() {
        let feature =
            |geometry: &str| format!(r#"{{"type":"Feature","properties":{{}},"geometry":{geometry}}}"#);
        let polygon = format!(r#"{{"type":"Polygon","coordinates":{SQUARE}}}"#);
        let several = format!(r#"{{"type":"MultiPolygon","coordinates":[{SQUARE},{SQUARE}]}}"#);
        let point = r#"{"type":"Point","coordinates":[0,0]}"#;
        let all = [feature(&polygon), feature(&several), feature(point)].join(",");
        let file = format!(r#"{{"type":"FeatureCollection","features":[{all}]}}"#);
        assert_eq!(read_boundary(file.as_bytes()).unwrap().0.len(), 3);
        assert_eq!(read_boundary(polygon.as_bytes()).unwrap().0.len(), 1);
    }

    #[test]
    fn a_file_without_an_outline_is_refused() {
        let point = r#"{"type":"Point","coordinates":[0,0]}"#;
        assert!(matches!(
            read_boundary(point.as_bytes()),
            Err(BoundaryError::NoPolygon)
        ));
        assert!(matches!(
            read_boundary(&b"{}"[..]),
            Err(BoundaryError::GeoJson(_))
        ));
    }
}
