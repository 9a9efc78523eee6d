//! Places: a point, a place as a resident gives it, a drawn region.

use geo::{Contains, Coord, Distance, Intersects, LineString, MapCoords, MultiPolygon, Polygon};
use serde::{Deserialize, Serialize};

use crate::error::{Violation, check_count};
use crate::limits;
use crate::text::check_text;

/// A place on earth in WGS 84 degrees, kept to five decimals (about a metre): more would be a precision
/// that nobody confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "RawPoint")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Point {
    lat: f64,
    lon: f64,
}

#[derive(Deserialize)]
struct RawPoint {
    lat: f64,
    lon: f64,
}

/// Decimals kept, as a factor.
const POINT_STEPS_PER_DEGREE: f64 = 100_000.0;
/// Decimals of a coarse point, as a factor: a hundredth of a degree is 1.1 kilometres from north to south.
const COARSE_STEPS_PER_DEGREE: f64 = 100.0;
/// Metres in a degree of a great circle, by the mean radius of the earth (IUGG: 6,371,008.8 m).
const METRES_PER_DEGREE: f64 = 111_195.08;

impl Point {
    /// Takes degrees and rounds them to five decimals.
    ///
    /// # Errors
    /// A [`Violation`] when a value is not a number, the latitude is beyond ±90 or the longitude beyond ±180.
    pub fn new(lat: f64, lon: f64) -> Result<Self, Violation> {
        if !(-90.0..=90.0).contains(&lat) {
            return Err(Violation::invalid("lat", "must lie between -90 and 90 degrees"));
        }
        if !(-180.0..=180.0).contains(&lon) {
            return Err(Violation::invalid("lon", "must lie between -180 and 180 degrees"));
        }
        let rounded = |degrees: f64| (degrees * POINT_STEPS_PER_DEGREE).round() / POINT_STEPS_PER_DEGREE;
        Ok(Self {
            lat: rounded(lat),
            lon: rounded(lon),
        })
    }

    /// About where it is, to a kilometre: enough to look at a town, too coarse to find a door.
    #[must_use]
    pub fn coarse(self) -> Self {
        let rounded = |degrees: f64| (degrees * COARSE_STEPS_PER_DEGREE).round() / COARSE_STEPS_PER_DEGREE;
        Self {
            lat: rounded(self.lat),
            lon: rounded(self.lon),
        }
    }

    /// How far another point is, in metres over the ground.
    pub fn metres_to(self, other: Self) -> f64 {
        let at = |point: Self| geo::Point::new(point.lon, point.lat);
        geo::Haversine.distance(at(self), at(other))
    }

    /// Degrees north of the equator.
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// Degrees east of Greenwich.
    pub fn lon(self) -> f64 {
        self.lon
    }
}

impl TryFrom<RawPoint> for Point {
    type Error = Violation;

    fn try_from(raw: RawPoint) -> Result<Self, Violation> {
        Self::new(raw.lat, raw.lon)
    }
}

/// Where something was seen: a point, words, or both. A report may also go without.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct Place {
    /// The pin that the resident confirmed; never the position of the device by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// A street, a landmark, how to find it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

impl Place {
    /// Whether neither a point nor words are given.
    pub fn is_empty(&self) -> bool {
        self.point.is_none() && self.words.as_deref().is_none_or(|words| words.trim().is_empty())
    }

    /// Checks the words against their limit.
    ///
    /// # Errors
    /// A [`Violation`] of `place.words`.
    pub fn check(&self) -> Result<(), Violation> {
        self.words.as_deref().map_or(Ok(()), |words| {
            check_text("place.words", words, limits::PLACE_WORDS_CHARS_MAX)
        })
    }
}

/// An outline on the ground. On the wire it is a GeoJSON geometry of type `MultiPolygon` (RFC 7946), so
/// its positions are `[lon, lat]`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "GeoJson", into = "GeoJson")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = GeoJson))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(as = "GeoJson"))]
pub struct Region(MultiPolygon<f64>);

/// The GeoJSON form of a [`Region`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct GeoJson {
    /// Always `MultiPolygon`.
    pub r#type: GeoJsonType,
    /// Polygons of rings of `[lon, lat]`; the first ring is the outline, the others are holes.
    pub coordinates: Vec<Vec<Vec<[f64; 2]>>>,
}

/// The one geometry type in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum GeoJsonType {
    /// Any number of outlines, with holes.
    MultiPolygon,
}

/// Corners of the smallest closed ring: a triangle and its first corner again.
const RING_POINTS_MIN: usize = 4;

impl Region {
    /// Whether the point lies inside the outline.
    pub fn contains(&self, point: Point) -> bool {
        self.0.contains(&geo::Point::new(point.lon, point.lat))
    }

    /// How far the point is from what is outlined, in metres over the ground; 0 inside. The ground is taken for
    /// flat around the point, which is right to a hundredth within 100 kilometres.
    pub fn metres_from(&self, point: Point) -> f64 {
        let narrowing = point.lat.to_radians().cos();
        let flat = self.0.map_coords(|corner| Coord {
            x: degrees_apart(point.lon, corner.x) * METRES_PER_DEGREE * narrowing,
            y: (corner.y - point.lat) * METRES_PER_DEGREE,
        });
        geo::Euclidean.distance(&geo::Point::new(0.0, 0.0), &flat)
    }

    /// Whether the two share any ground, were it a point of their outlines.
    pub fn meets(&self, other: &Self) -> bool {
        self.0.intersects(&other.0)
    }

    /// What is left when the polygons of others are taken away, each as a whole; none when nothing is. It is the
    /// other way of [`Region::joined`].
    pub fn without<'a>(&self, others: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let others: Vec<&Self> = others.into_iter().collect();
        let is_theirs = |polygon: &&Polygon<f64>| others.iter().any(|other| other.0.0.contains(polygon));
        let left: Vec<_> = self.0.iter().filter(|one| !is_theirs(one)).cloned().collect();
        (!left.is_empty()).then_some(Self(MultiPolygon(left)))
    }

    /// The outline for geometry.
    pub fn as_multi_polygon(&self) -> &MultiPolygon<f64> {
        &self.0
    }

    /// All of these together; none when there are none. Where they overlap they stay apart: a point is inside when
    /// any of them holds it.
    pub fn joined<'a>(regions: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let polygons: Vec<_> = regions
            .into_iter()
            .flat_map(|region| region.0.iter().cloned())
            .collect();
        (!polygons.is_empty()).then_some(Self(MultiPolygon(polygons)))
    }

    /// Corners of all rings together.
    pub fn points_count(&self) -> usize {
        self.0
            .iter()
            .map(|polygon| {
                polygon.exterior().0.len()
                    + polygon.interiors().iter().map(|ring| ring.0.len()).sum::<usize>()
            })
            .sum()
    }

    /// Checks that the outline has at most `points_max` corners.
    ///
    /// # Errors
    /// A [`Violation`] of `field`.
    pub fn check(&self, field: &'static str, points_max: usize) -> Result<(), Violation> {
        check_count(field, self.points_count(), points_max)
    }
}

impl TryFrom<GeoJson> for Region {
    type Error = Violation;

    fn try_from(json: GeoJson) -> Result<Self, Violation> {
        if json.coordinates.is_empty() {
            return Err(Violation::invalid("coordinates", "need at least one polygon"));
        }
        let polygons: Result<Vec<_>, _> = json.coordinates.into_iter().map(polygon).collect();
        Ok(Self(MultiPolygon(polygons?)))
    }
}

/// Degrees from one longitude to another by the shorter way around.
fn degrees_apart(from: f64, to: f64) -> f64 {
    (to - from + 540.0).rem_euclid(360.0) - 180.0
}

fn polygon(rings: Vec<Vec<[f64; 2]>>) -> Result<Polygon<f64>, Violation> {
    let mut rings = rings
        .into_iter()
        .map(ring)
        .collect::<Result<Vec<_>, _>>()?
        .into_iter();
    let Some(outline) = rings.next() else {
        return Err(Violation::invalid(
            "coordinates",
            "hold a polygon without an outline",
        ));
    };
    Ok(Polygon::new(outline, rings.collect()))
}

fn ring(positions: Vec<[f64; 2]>) -> Result<LineString<f64>, Violation> {
    if positions.len() < RING_POINTS_MIN || positions.first() != positions.last() {
        return Err(Violation::invalid(
            "coordinates",
            "hold a ring that is not closed; repeat its first position at its end",
        ));
    }
    positions
        .into_iter()
        .map(|[lon, lat]| {
            Point::new(lat, lon).map(|point| Coord {
                x: point.lon,
                y: point.lat,
            })
        })
        .collect::<Result<Vec<_>, _>>()
        .map(LineString)
}

impl From<Region> for GeoJson {
    fn from(region: Region) -> Self {
        let ring = |line: &LineString<f64>| line.0.iter().map(|c| [c.x, c.y]).collect();
        let coordinates = region
            .0
            .iter()
            .map(|polygon| {
                std::iter::once(polygon.exterior())
                    .chain(polygon.interiors())
                    .map(ring)
                    .collect()
            })
            .collect();
        Self {
            r#type: GeoJsonType::MultiPolygon,
            coordinates,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SQUARE: &str =
        r#"{"type":"MultiPolygon","coordinates":[[[[0.0,0.0],[2.0,0.0],[2.0,1.0],[0.0,1.0],[0.0,0.0]]]]}"#;

    proptest! {
        #[test]
        fn a_point_keeps_five_decimals(lat in -90.0..=90.0_f64, lon in -180.0..=180.0_f64) {
            let point = Point::new(lat, lon).unwrap();
            prop_assert!((point.lat() - lat).abs() <= 0.000_005_1);
            let json = serde_json::to_string(&point).unwrap();
            prop_assert_eq!(serde_json::from_str::<Point>(&json).unwrap(), point);
            let decimals = json.split(['.', ',', '}']).filter(|part| part.chars().all(|c| c.is_ascii_digit()));
            prop_assert!(decimals.into_iter().all(|part| part.len() <= 5));
        }
    }

    #[test]
    fn the_edges_of_the_earth() {
        assert!(Point::new(90.0, 180.0).is_ok());
        assert!(Point::new(-90.0, -180.0).is_ok());
        for (lat, lon) in [
            (90.000_01, 0.0),
            (0.0, -180.000_01),
            (f64::NAN, 0.0),
            (0.0, f64::INFINITY),
        ] {
            assert!(Point::new(lat, lon).is_err());
        }
    }

    #[test]
    fn a_region_is_geojson_with_longitude_first() {
        let region: Region = serde_json::from_str(SQUARE).unwrap();
        assert!(region.contains(Point::new(0.5, 1.5).unwrap()));
        assert!(!region.contains(Point::new(1.5, 0.5).unwrap()));
        assert_eq!(serde_json::to_string(&region).unwrap(), SQUARE);
        assert!(region.check("area", 5).is_ok());
        assert!(region.check("area", 4).is_err());
    }

    #[test]
    fn the_way_to_an_outline_is_measured_over_the_ground() {
        let region: Region = serde_json::from_str(SQUARE).unwrap();
        let from = |lat, lon| region.metres_from(Point::new(lat, lon).unwrap());
        assert!(from(0.5, 1.5) < 0.001);
        // A hundredth of a degree to the east of it, and to the north.
        assert!((from(0.5, 2.01) - 1_111.9).abs() < 1.0);
        assert!((from(1.01, 1.0) - 1_111.9).abs() < 1.0);
        let far_north: Region =
            serde_json::from_str(&SQUARE.replace("1.0]", "61.0]").replace("0.0]", "60.0]")).unwrap();
        let there = Point::new(60.5, 2.01).unwrap();
        assert!((far_north.metres_from(there) - there.metres_to(Point::new(60.5, 2.0).unwrap())).abs() < 1.0);
        // Across the line where dates change.
        let at_the_line: Region =
            serde_json::from_str(&SQUARE.replace("[2.0,", "[180.0,").replace("[0.0,", "[178.0,")).unwrap();
        assert!(at_the_line.metres_from(Point::new(0.5, -179.99).unwrap()) < 1_200.0);
    }

    #[test]
    fn what_was_joined_can_be_taken_away_again() {
        let one: Region = serde_json::from_str(SQUARE).unwrap();
        let other: Region =
            serde_json::from_str(&SQUARE.replace("[2.0,", "[5.0,").replace("[0.0,", "[3.0,")).unwrap();
        let both = Region::joined([&one, &other]).unwrap();
        assert_eq!(both.without([&one]), Some(other.clone()));
        assert_eq!(both.without([&one, &other]), None);
        assert!(both.meets(&one) && !one.meets(&other));
    }

    #[test]
    fn an_open_ring_is_refused() {
        let open = SQUARE.replace(",[0.0,0.0]]]]", "]]]");
        assert!(serde_json::from_str::<Region>(&open).is_err());
    }
}
