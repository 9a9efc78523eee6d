//! Kernel density: every incident spread over its neighbourhood.

use crate::grid::{Grid, Surface};

/// Where the bell is cut off, in bandwidths. What lies beyond is 0.006 % of it.
const CUT_OFF_BANDWIDTHS: f64 = 4.0;
/// The widest bell, in cells: past this, a surface says nothing of a cell.
const RADIUS_CELLS_MAX: usize = 256;

/// One half of a Gaussian bell over cells, its middle first. Middle and both halves together are 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Kernel {
    half: Vec<f64>,
}

impl Kernel {
    /// A bell whose standard deviation is `bandwidth_m`, over cells of `cell_m`, cut off at four bandwidths (256 cells at
    /// most). A bandwidth of nothing leaves every value where it is.
    #[must_use]
    pub fn gaussian(bandwidth_m: f64, cell_m: f64) -> Self {
        let bandwidth = bandwidth_m / cell_m;
        let in_bell = |offset: &f64| *offset <= bandwidth * CUT_OFF_BANDWIDTHS;
        let offsets = (1_u32..)
            .map(f64::from)
            .take_while(in_bell)
            .take(RADIUS_CELLS_MAX);
        let side: Vec<f64> = offsets
            .map(|offset| (-0.5 * (offset / bandwidth).powi(2)).exp())
            .collect();
        let sum = 1.0 + 2.0 * side.iter().sum::<f64>();
        let half = std::iter::once(1.0).chain(side).map(|weight| weight / sum);
        Self { half: half.collect() }
    }

    /// How much of a cell's value stays in the cell.
    #[must_use]
    pub fn own_share(&self) -> f64 {
        self.weight(0) * self.weight(0)
    }

    /// The share of a cell's value that goes to a cell so many columns and rows away.
    #[must_use]
    pub fn share_at(&self, columns: usize, rows: usize) -> f64 {
        self.weight(columns) * self.weight(rows)
    }

    /// How far the bell reaches, in cells.
    #[must_use]
    pub fn radius_cells(&self) -> usize {
        self.half.len() - 1
    }

    fn weight(&self, offset: usize) -> f64 {
        self.half.get(offset).copied().unwrap_or(0.0)
    }

    /// Spreads every value by the bell, first along the rows, then along the columns. What falls off the raster is gone,
    /// and what falls outside the area is set to 0, so that no value grows from beyond a border.
    #[must_use]
    pub fn smooth(&self, grid: &Grid, surface: &Surface) -> Surface {
        let mut along_rows = grid.surface();
        for (spread, row) in along_rows.rows_mut().zip(surface.rows()) {
            self.spread_row(spread, row);
        }
        let mut smooth = grid.surface();
        let rows: Vec<&[f64]> = along_rows.rows().collect();
        for (number, spread) in smooth.rows_mut().enumerate() {
            for (distance, weight) in self.half.iter().enumerate() {
                let south = number.checked_sub(distance).filter(|_| distance > 0);
                for near in [Some(number + distance), south].into_iter().flatten() {
                    if let Some(row) = rows.get(near) {
                        add_scaled(spread, row, *weight);
                    }
                }
            }
        }
        smooth.combine(&grid.mask(), |value, inside| value * inside)
    }

    fn spread_row(&self, spread: &mut [f64], row: &[f64]) {
        for (distance, weight) in self.half.iter().enumerate() {
            add_scaled(spread, row.get(distance..).unwrap_or_default(), *weight);
            if distance > 0 {
                add_scaled(spread.get_mut(distance..).unwrap_or_default(), row, *weight);
            }
        }
    }
}

fn add_scaled(sum: &mut [f64], values: &[f64], weight: f64) {
    for (sum, value) in sum.iter_mut().zip(values) {
        *sum += weight * value;
    }
}

#[cfg(test)]
mod tests {
    use crate::grid::tests::{place, square_of};

    use super::*;

    fn one_incident() -> (Grid, Surface) {
        let grid = Grid::within(&square_of(3_000.0), 150.0).unwrap();
        let counts = grid.count(&[place(1_510.0, 1_510.0)]);
        (grid, counts)
    }

    #[test]
    fn the_whole_is_kept_and_falls_off_like_a_bell() {
        let (grid, counts) = one_incident();
        let kernel = Kernel::gaussian(150.0, 150.0);
        let smooth = kernel.smooth(&grid, &counts);
        assert!((grid.values(&smooth).sum::<f64>() - 1.0).abs() < 1e-12);
        let at = |x, y| smooth.at(grid.cell_of(place(x, y)).unwrap());
        assert!((at(1_510.0, 1_510.0) - kernel.own_share()).abs() < 1e-15);
        let diagonal = at(1_660.0, 1_360.0) / at(1_510.0, 1_510.0);
        assert!((diagonal - (-1.0_f64).exp()).abs() < 1e-12, "{diagonal}");
        assert_eq!(at(1_660.0, 1_810.0), at(1_360.0, 1_210.0));
        assert_eq!(at(1_660.0, 1_510.0), kernel.share_at(1, 0));
    }

    #[test]
    fn no_bandwidth_leaves_the_counts() {
        let (grid, counts) = one_incident();
        assert_eq!(Kernel::gaussian(0.0, 150.0).smooth(&grid, &counts), counts);
    }

    #[test]
    fn nothing_comes_to_lie_outside_the_area() {
        let mut boundary = square_of(3_000.0);
        let hole = square_of(1_500.0).0.remove(0).exterior().clone();
        boundary.0.first_mut().unwrap().interiors_push(hole);
        let grid = Grid::within(&boundary, 150.0).unwrap();
        let counts = grid.count(&[place(1_510.0, 1_510.0)]);
        let smooth = Kernel::gaussian(150.0, 150.0).smooth(&grid, &counts);
        let all: f64 = smooth.values().iter().sum();
        assert_eq!(all, grid.values(&smooth).sum::<f64>());
        assert!(all < 0.95);
    }
}
