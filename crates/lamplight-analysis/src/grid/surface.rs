//! One number for each cell.

use geo::Coord;
use rayon::prelude::*;

use super::{Cell, Grid};

/// Places that one thread counts before its counts are added to the others': few enough that two threads share a city.
const PLACES_A_TASK_MIN: usize = 65_536;

/// One number for each cell of a grid's whole raster, row by row from the south-west.
#[derive(Debug, Clone, PartialEq)]
pub struct Surface {
    columns: usize,
    values: Vec<f64>,
}

impl Surface {
    pub(super) fn zeros(columns: usize, rows: usize) -> Self {
        Self {
            columns,
            values: vec![0.0; columns * rows],
        }
    }

    /// The value of a cell; 0 outside the raster.
    #[must_use]
    pub fn at(&self, cell: Cell) -> f64 {
        self.values.get(cell.position()).copied().unwrap_or(0.0)
    }

    /// Adds to the value of a cell. Outside the raster nothing happens.
    pub fn add(&mut self, cell: Cell, amount: f64) {
        if let Some(value) = self.values.get_mut(cell.position()) {
            *value += amount;
        }
    }

    /// The values of the raster.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    pub(crate) fn values_mut(&mut self) -> &mut [f64] {
        &mut self.values
    }

    /// The rows, from the south.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &[f64]> {
        self.values.chunks_exact(self.columns)
    }

    /// The rows, from the south.
    pub(crate) fn rows_mut(&mut self) -> impl Iterator<Item = &mut [f64]> {
        self.values.chunks_exact_mut(self.columns)
    }

    /// A surface of the same shape whose values are made one by one from two.
    pub(crate) fn combine(&self, other: &Self, value: impl Fn(f64, f64) -> f64) -> Self {
        let pairs = self.values.iter().zip(&other.values);
        Self {
            columns: self.columns,
            values: pairs.map(|(a, b)| value(*a, *b)).collect(),
        }
    }

    fn plus(mut self, other: &Self) -> Self {
        for (value, more) in self.values.iter_mut().zip(&other.values) {
            *value += more;
        }
        self
    }
}

impl Grid {
    /// How many places lie in each cell of the area. What lies outside is left out.
    #[must_use]
    pub fn count(&self, places: &[Coord<f64>]) -> Surface {
        let counted = places.par_chunks(PLACES_A_TASK_MIN).fold(
            || self.surface(),
            |mut counts, places| {
                for place in places {
                    if let Some(cell) = self.raster_cell_of(*place) {
                        counts.add(cell, 1.0);
                    }
                }
                counts
            },
        );
        let counts = counted.reduce_with(|counts, more| counts.plus(&more));
        // Once for every cell, not for every place: a million places look nothing up.
        counts.map_or_else(
            || self.surface(),
            |counts| counts.combine(&self.mask(), |count, inside| count * inside),
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::grid::tests::{place, square_of};

    use super::*;

    #[test]
    fn every_place_inside_is_counted_once_however_many_threads_count() {
        let grid = Grid::within(&square_of(1_500.0), 150.0).unwrap();
        let mut places = vec![place(10.0, 10.0); PLACES_A_TASK_MIN * 3 + 1];
        places.push(place(1_000.0, 10.0));
        places.push(place(-10.0, 10.0));
        let counts = grid.count(&places);
        let at = |x, y| counts.at(grid.cell_of(place(x, y)).unwrap());
        assert_eq!(at(10.0, 10.0), (PLACES_A_TASK_MIN * 3 + 1) as f64);
        assert_eq!(at(1_000.0, 10.0), 1.0);
        assert_eq!(grid.values(&counts).sum::<f64>(), (places.len() - 1) as f64);
    }
}
