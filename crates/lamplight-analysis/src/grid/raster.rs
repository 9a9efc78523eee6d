//! The rectangle of cells around an area, and which of them an area holds.

use geo::{Coord, LineString, MultiPolygon};

use super::{Cell, GridError, Plane};
use crate::number::whole;

/// Cells of a raster at most: a square of 300 km at 150 m. A surface of them takes 32 MB.
pub(super) const CELLS_MAX: usize = 4_000_000;
/// Sides that a cell may have, in metres.
const CELL_M: std::ops::RangeInclusive<f64> = 10.0..=10_000.0;

/// A rectangle of square cells in the plane.
#[derive(Debug, Clone)]
pub(super) struct Raster {
    /// Its south-western corner, in metres.
    corner: Coord<f64>,
    pub(super) cell_m: f64,
    pub(super) columns: usize,
    pub(super) rows: usize,
}

impl Raster {
    /// The rectangle around some places and a margin, in metres of the plane.
    pub(super) fn over(places: &[Coord<f64>], cell_m: f64, margin_m: f64) -> Result<Self, GridError> {
        if !CELL_M.contains(&cell_m) {
            return Err(GridError::CellSize);
        }
        let mut low = *places.first().ok_or(GridError::Empty)?;
        let mut high = low;
        for place in places {
            low = Coord {
                x: low.x.min(place.x),
                y: low.y.min(place.y),
            };
            high = Coord {
                x: high.x.max(place.x),
                y: high.y.max(place.y),
            };
        }
        // One more than fit, for a place on the eastern or northern rim.
        let side = |length: f64| whole((length + 2.0 * margin_m) / cell_m + 1.0);
        let sides = side(high.x - low.x).zip(side(high.y - low.y));
        let (columns, rows) = sides.ok_or(GridError::TooLarge)?;
        let cells = columns.checked_mul(rows).filter(|cells| *cells <= CELLS_MAX);
        cells.ok_or(GridError::TooLarge)?;
        Ok(Self {
            corner: Coord {
                x: low.x - margin_m,
                y: low.y - margin_m,
            },
            cell_m,
            columns,
            rows,
        })
    }

    fn cell(&self, column: usize, row: usize) -> Option<Cell> {
        if column >= self.columns || row >= self.rows {
            return None;
        }
        u32::try_from(row * self.columns + column).ok().map(Cell)
    }

    pub(super) fn column_and_row(&self, cell: Cell) -> (usize, usize) {
        (cell.position() % self.columns, cell.position() / self.columns)
    }

    pub(super) fn cell_at(&self, metres: Coord<f64>) -> Option<Cell> {
        let column = whole((metres.x - self.corner.x) / self.cell_m)?;
        let row = whole((metres.y - self.corner.y) / self.cell_m)?;
        self.cell(column, row)
    }

    pub(super) fn centre(&self, cell: Cell) -> Coord<f64> {
        let (column, row) = self.column_and_row(cell);
        Coord {
            x: self.corner.x + (column as f64 + 0.5) * self.cell_m,
            y: self.corner.y + (row as f64 + 0.5) * self.cell_m,
        }
    }

    pub(super) fn within_rings(&self, cell: Cell, rings: usize) -> impl Iterator<Item = Cell> {
        let (column, row) = self.column_and_row(cell);
        let columns = column.saturating_sub(rings)..=(column + rings);
        let rows = row.saturating_sub(rings)..=(row + rings);
        rows.flat_map(move |row| columns.clone().filter_map(move |column| self.cell(column, row)))
    }

    /// The cells whose centre lies within so many metres of any place.
    pub(super) fn near(&self, places: &[Coord<f64>], metres: f64) -> Vec<bool> {
        let mut inside = vec![false; self.columns * self.rows];
        let rings = whole((metres / self.cell_m).ceil()).unwrap_or(0);
        for place in places {
            let Some(cell) = self.cell_at(*place) else {
                continue;
            };
            for near in self.within_rings(cell, rings) {
                let apart = self.centre(near) - *place;
                if apart.x.hypot(apart.y) <= metres
                    && let Some(inside) = inside.get_mut(near.position())
                {
                    *inside = true;
                }
            }
        }
        inside
    }

    /// The cells whose centre lies in any polygon, hole or not decided by the even-odd rule: row by row, from where the
    /// outline crosses the row's middle.
    pub(super) fn fill(&self, boundary: &MultiPolygon<f64>, plane: &Plane) -> Vec<bool> {
        let mut inside = vec![false; self.columns * self.rows];
        for polygon in boundary {
            let mut crossings = vec![Vec::new(); self.rows];
            for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                self.cross(ring, plane, &mut crossings);
            }
            for (row, mut crossings) in inside.chunks_exact_mut(self.columns).zip(crossings) {
                crossings.sort_unstable_by(f64::total_cmp);
                self.fill_row(row, &crossings);
            }
        }
        inside
    }

    /// Notes where a ring crosses the middles of the rows, in metres to the east.
    fn cross(&self, ring: &LineString<f64>, plane: &Plane, crossings: &mut [Vec<f64>]) {
        for line in ring.lines() {
            let (a, b) = (plane.project(line.start), plane.project(line.end));
            let (low, high) = if a.y <= b.y { (a, b) } else { (b, a) };
            let row_above = |y: f64| whole((y - self.corner.y) / self.cell_m + 0.5).unwrap_or(0);
            let rows = row_above(low.y)..row_above(high.y);
            for (row, crossed) in rows.clone().zip(crossings.iter_mut().skip(rows.start)) {
                let y = self.corner.y + (row as f64 + 0.5) * self.cell_m;
                crossed.push(low.x + (high.x - low.x) * (y - low.y) / (high.y - low.y));
            }
        }
    }

    fn fill_row(&self, row: &mut [bool], crossings: &[f64]) {
        for span in crossings.chunks_exact(2) {
            let &[from, to] = span else { continue };
            let centre_after = |x: f64| whole((x - self.corner.x) / self.cell_m + 0.5).unwrap_or(0);
            let (from, to) = (centre_after(from), centre_after(to));
            for inside in row.iter_mut().take(to).skip(from) {
                *inside = true;
            }
        }
    }
}
