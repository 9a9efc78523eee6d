//! The corners where streets meet: rows and columns, bent a little.

use fastrand::Rng;
use geo::Coord;
use lamplight_protocol::area::Area;
use lamplight_protocol::place::Point;

use crate::ground::{self, Metres};
use crate::skeleton::{QUAY_ROAD, RIVER};

/// From west to east.
pub(crate) const COLUMNS: usize = 20;
/// From south to north.
pub(crate) const ROWS: usize = 21;
/// Degrees between columns: 178 metres.
const COLUMN_STEP: f64 = 0.0032;
/// Degrees between rows: 139 metres.
const ROW_STEP: f64 = 0.001_25;
/// The first column and the first row. The ninth row is on 60.0125, where Mill Street is.
const FIRST: (f64, f64) = (-0.0117, 60.0025);
/// How far a corner is from the road along the water at least, in degrees of longitude: 78 metres.
const QUAY_DISTANCE: f64 = 0.0014;
/// How far it is from the middle of the river at least: 61 metres.
const RIVER_DISTANCE: f64 = 0.0011;
/// How far the bend of all, and that of each corner, move it, in metres. Together less than half a row, so that the
/// streets stay in order, and Mill Street where the demo says that it is.
const BEND_METRES: f64 = 22.0;
const JITTER_METRES: f64 = 9.0;

/// A corner by its column and row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Corner {
    pub(crate) column: usize,
    pub(crate) row: usize,
}

/// The corners that are on land.
pub(crate) struct Grid {
    corners: Vec<Option<Metres>>,
}

impl Grid {
    /// Lays the corners within the boundary, away from the water.
    pub(crate) fn lay(area: &Area, rng: &mut Rng) -> Self {
        let (bend_x, bend_y) = (rng.f64() * 6.0, rng.f64() * 6.0);
        let mut corners = Vec::with_capacity(COLUMNS * ROWS);
        for row in 0..ROWS {
            for column in 0..COLUMNS {
                // Drawn for corners in the water as well, so that a change of the coast moves no street inland.
                let jitter = Coord {
                    x: (rng.f64() - 0.5) * 2.0 * JITTER_METRES,
                    y: (rng.f64() - 0.5) * 2.0 * JITTER_METRES,
                };
                let spot = spot(column, row);
                let bend = Coord {
                    x: (bend_x + spot.1 * 900.0).sin() * BEND_METRES,
                    y: (bend_y + spot.0 * 160.0).sin() * BEND_METRES,
                };
                corners.push(is_on_land(area, spot).then(|| ground::metres(spot) + bend + jitter));
            }
        }
        Self { corners }
    }

    /// Where a corner is; none when it is in the water, or beyond the town.
    pub(crate) fn at(&self, corner: Corner) -> Option<Metres> {
        if corner.column >= COLUMNS {
            return None;
        }
        *self.corners.get(corner.row * COLUMNS + corner.column)?
    }

    /// Whether the river flows between two corners of a row.
    pub(crate) fn is_river_between(&self, west: Corner, east: Corner) -> bool {
        let (from, to) = (spot(west.column, west.row), spot(east.column, east.row));
        ground::spot_on(&RIVER, from.1).is_some_and(|river| from.0 < river.0 && river.0 < to.0)
    }

    /// The four corners of a block, from the south-west against the clock; none when one is in the water or the river
    /// is between them.
    pub(crate) fn block(&self, at: Corner) -> Option<[(Corner, Metres); 4]> {
        let corner = |columns, rows| Corner {
            column: at.column + columns,
            row: at.row + rows,
        };
        let around = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
        let [south_west, south_east, north_east, north_west] = around;
        if self.is_river_between(south_west, south_east) || self.is_river_between(north_west, north_east) {
            return None;
        }
        let mut block = [(at, Metres::default()); 4];
        for (place, corner) in block.iter_mut().zip(around) {
            *place = (corner, self.at(corner)?);
        }
        Some(block)
    }
}

fn spot(column: usize, row: usize) -> (f64, f64) {
    (
        FIRST.0 + COLUMN_STEP * count(column),
        FIRST.1 + ROW_STEP * count(row),
    )
}

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(0.0, f64::from)
}

fn is_on_land(area: &Area, (lon, lat): (f64, f64)) -> bool {
    let is_in_town = Point::new(lat, lon).is_ok_and(|point| area.check_point(Some(point)).is_ok());
    let from = |line: &[(f64, f64)]| ground::spot_on(line, lat).map(|spot| lon - spot.0);
    is_in_town
        && from(&QUAY_ROAD).is_none_or(|degrees| degrees > QUAY_DISTANCE)
        && from(&RIVER).is_none_or(|degrees| degrees.abs() > RIVER_DISTANCE)
}
