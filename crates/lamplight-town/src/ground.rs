//! The ground as a plane in metres, and as degrees.

use geo::Coord;

/// A position in metres east and north of the town's middle.
pub(crate) type Metres = Coord<f64>;
/// A position in degrees east and north.
pub(crate) type Degrees = Coord<f64>;

/// The town's middle.
const MIDDLE: Degrees = Coord { x: 0.015, y: 60.015 };
/// Metres in a degree of latitude.
const METRES_PER_LAT: f64 = 111_320.0;
/// Metres in a degree of longitude at the middle: as many, times the cosine of its latitude.
const METRES_PER_LON: f64 = 55_634.0;

/// Everything that the map shows: the boundary, and some sea and land around it.
pub(crate) const WEST: f64 = -0.03;
/// See [`WEST`].
pub(crate) const EAST: f64 = 0.06;
/// See [`WEST`].
pub(crate) const SOUTH: f64 = 59.995;
/// See [`WEST`].
pub(crate) const NORTH: f64 = 60.035;

/// A position as degrees.
pub(crate) fn degrees(at: Metres) -> Degrees {
    Coord {
        x: MIDDLE.x + at.x / METRES_PER_LON,
        y: MIDDLE.y + at.y / METRES_PER_LAT,
    }
}

/// A position of the written map, in degrees, as metres.
pub(crate) fn metres((lon, lat): (f64, f64)) -> Metres {
    Coord {
        x: (lon - MIDDLE.x) * METRES_PER_LON,
        y: (lat - MIDDLE.y) * METRES_PER_LAT,
    }
}

/// A position of the written map.
pub(crate) fn at((lon, lat): (f64, f64)) -> Degrees {
    Coord { x: lon, y: lat }
}

/// The point on the way from one to the other, at this part of it.
pub(crate) fn between(from: Metres, to: Metres, part: f64) -> Metres {
    from + (to - from) * part
}

/// How far two points are from each other.
pub(crate) fn length(from: Metres, to: Metres) -> f64 {
    (to - from).x.hypot((to - from).y)
}

/// Where a line that goes from south to north crosses a latitude; none beyond its ends.
pub(crate) fn spot_on(line: &[(f64, f64)], lat: f64) -> Option<(f64, f64)> {
    line.windows(2).find_map(|pair| match *pair {
        [(lon_a, lat_a), (lon_b, lat_b)] if (lat_a..=lat_b).contains(&lat) => {
            Some((lon_a + (lon_b - lon_a) * (lat - lat_a) / (lat_b - lat_a), lat))
        }
        _ => None,
    })
}
