//! The grid of tiles (Web Mercator), and what lies where in one of them.

use fast_mvt::MvtCoord;
use geo::Coord;
use lamplight_protocol::place::Point;
use pmtiles::TileCoord;

use crate::facts::Bounds;

/// Where Web Mercator ends, in degrees north and south.
const LAT_MAX: f64 = 85.051_128;
/// Metres in a degree of latitude, everywhere on earth to half a per cent.
const METRES_PER_DEGREE: f64 = 111_320.0;

/// A position in degrees, as a point of a tile has it: finer than [`Point`], because lines are measured with it.
pub(crate) type LonLat = Coord<f64>;

/// A degree's place on the world's square of `0..1` from its north-western corner.
fn on_square(at: LonLat) -> (f64, f64) {
    let lat = at.y.clamp(-LAT_MAX, LAT_MAX).to_radians();
    let x = (at.x + 180.0) / 360.0;
    let y = (1.0 - lat.tan().asinh() / std::f64::consts::PI) / 2.0;
    (x, y)
}

/// The tiles of a zoom in which some of the rectangle lies, row by row; none when they are more than `tiles_max`.
pub(crate) fn tiles_of(bounds: &Bounds, zoom: u8, tiles_max: u64) -> Option<Vec<TileCoord>> {
    let (west, north) = tile_of(
        Coord {
            x: bounds.west,
            y: bounds.north,
        },
        zoom,
    );
    let (east, south) = tile_of(
        Coord {
            x: bounds.east,
            y: bounds.south,
        },
        zoom,
    );
    let count = u64::from(east - west + 1) * u64::from(south - north + 1);
    if count > tiles_max {
        return None;
    }
    let rows = (north..=south).flat_map(|y| (west..=east).map(move |x| (x, y)));
    Some(
        rows.filter_map(|(x, y)| TileCoord::new(zoom, x, y).ok())
            .collect(),
    )
}

/// Column and row of the tile in which it lies.
fn tile_of(at: LonLat, zoom: u8) -> (u32, u32) {
    let side = 2_f64.powi(i32::from(zoom));
    let (x, y) = on_square(at);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the tiles of a zoom, of which there are at most 2^31 a side"
    )]
    let index = |part: f64| (part * side).floor().clamp(0.0, side - 1.0) as u32;
    (index(x), index(y))
}

/// One tile's place on earth.
pub(crate) struct TilePlace {
    x: f64,
    y: f64,
    side: f64,
    extent: f64,
}

impl TilePlace {
    /// The place of a tile whose own coordinates go from 0 to `extent`.
    pub(crate) fn new(coord: TileCoord, extent: u32) -> Self {
        Self {
            x: f64::from(coord.x()),
            y: f64::from(coord.y()),
            side: 2_f64.powi(i32::from(coord.z())),
            extent: f64::from(extent.max(1)),
        }
    }

    /// Where a point of the tile lies.
    pub(crate) fn degrees(&self, at: MvtCoord) -> LonLat {
        let x = (self.x + f64::from(at.x) / self.extent) / self.side;
        let y = (self.y + f64::from(at.y) / self.extent) / self.side;
        Coord {
            x: x * 360.0 - 180.0,
            y: (std::f64::consts::PI * (1.0 - 2.0 * y))
                .sinh()
                .atan()
                .to_degrees(),
        }
    }
}

/// The ground around a point as a plane in metres: true to a metre within a kilometre.
pub(crate) struct Plane {
    centre: LonLat,
    metres_per_lon: f64,
}

impl Plane {
    /// The plane whose origin is this point.
    pub(crate) fn around(point: Point) -> Self {
        Self {
            centre: Coord {
                x: point.lon(),
                y: point.lat(),
            },
            metres_per_lon: METRES_PER_DEGREE * point.lat().to_radians().cos(),
        }
    }

    /// A position in metres east and north of the centre.
    pub(crate) fn metres(&self, at: LonLat) -> Coord<f64> {
        Coord {
            x: (at.x - self.centre.x) * self.metres_per_lon,
            y: (at.y - self.centre.y) * METRES_PER_DEGREE,
        }
    }

    /// The rectangle that reaches so many metres from the centre to each side.
    pub(crate) fn within(&self, metres: f64) -> Bounds {
        let (lon, lat) = (metres / self.metres_per_lon.max(1.0), metres / METRES_PER_DEGREE);
        Bounds {
            west: self.centre.x - lon,
            south: self.centre.y - lat,
            east: self.centre.x + lon,
            north: self.centre.y + lat,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_lies_in_the_tile_that_every_map_puts_it_in() {
        // The well-known tile of Berlin's Brandenburg Gate.
        let gate = Coord {
            x: 13.37771,
            y: 52.51628,
        };
        assert_eq!(tile_of(gate, 15), (17_601, 10_746));
        assert_eq!(tile_of(Coord { x: -180.0, y: 90.0 }, 3), (0, 0));
        assert_eq!(tile_of(Coord { x: 180.0, y: -90.0 }, 3), (7, 7));
    }

    #[test]
    fn a_tiles_corner_lies_where_its_number_says() {
        let tile = TilePlace::new(TileCoord::new(1, 1, 1).unwrap(), 4_096);
        let corner = tile.degrees(MvtCoord { x: 0, y: 0 });
        assert!(corner.x.abs() < 1e-9 && corner.y.abs() < 1e-9);
        let edge = tile.degrees(MvtCoord { x: 4_096, y: 4_096 });
        assert!((edge.x - 180.0).abs() < 1e-9 && (edge.y + LAT_MAX).abs() < 1e-5);
    }

    #[test]
    fn a_rectangle_of_too_many_tiles_is_not_listed() {
        let bounds = Bounds {
            west: -1.0,
            south: 50.0,
            east: 1.0,
            north: 51.0,
        };
        assert_eq!(tiles_of(&bounds, 15, 1_000), None);
        assert!(!tiles_of(&bounds, 8, 1_000).unwrap().is_empty());
    }
}
