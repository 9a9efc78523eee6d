//! Gi*: how far the sum over a cell and its neighbours lies from what chance would give.
//!
//! Getis and Ord 1992; the star form of Ord and Getis 1995, equation 14, with binary weights over a square of rings
//! around the cell and the cell itself. It is the `G_Local(…, star=True)` of PySAL's esda.

mod permutation;

use crate::grid::{Grid, Surface};

pub use self::permutation::upper_tail_by_chance;

/// The z value of every cell of the area, 0 elsewhere: above 0 where the cell and its neighbours within `rings` hold more
/// than an average neighbourhood. Where all cells are equal, all values are 0.
#[must_use]
pub fn getis_ord_star(grid: &Grid, values: &Surface, rings: usize) -> Surface {
    let mask = grid.mask();
    let inside = values.combine(&mask, |value, inside| value * inside);
    let sums = ring_sums(grid, &inside, rings);
    let weights = ring_sums(grid, &mask, rings);
    let n = grid.cells().len() as f64;
    let mean = grid.values(&inside).sum::<f64>() / n;
    let variance = grid
        .values(&inside)
        .map(|value| (value - mean).powi(2))
        .sum::<f64>()
        / n;
    let z = sums.combine(&weights, |sum, weight| {
        let spread = (variance * (n * weight - weight * weight) / (n - 1.0)).sqrt();
        if spread > 0.0 {
            (sum - mean * weight) / spread
        } else {
            0.0
        }
    });
    z.combine(&mask, |z, inside| z * inside)
}

/// The sum over every cell's square of rings, its own value among it.
fn ring_sums(grid: &Grid, surface: &Surface, rings: usize) -> Surface {
    let mut along_rows = grid.surface();
    for (sums, row) in along_rows.rows_mut().zip(surface.rows()) {
        for (column, sum) in sums.iter_mut().enumerate() {
            let window = column.saturating_sub(rings)..(column + rings + 1).min(row.len());
            *sum = row.get(window).unwrap_or_default().iter().sum();
        }
    }
    let rows: Vec<&[f64]> = along_rows.rows().collect();
    let mut squares = grid.surface();
    for (number, sums) in squares.rows_mut().enumerate() {
        let window = number.saturating_sub(rings)..(number + rings + 1).min(rows.len());
        for row in rows.get(window).unwrap_or_default() {
            for (sum, value) in sums.iter_mut().zip(*row) {
                *sum += value;
            }
        }
    }
    squares
}

#[cfg(test)]
mod tests {
    use crate::grid::tests::{place, square_of};

    use super::*;

    #[test]
    fn the_z_value_is_that_of_the_definition() {
        let grid = Grid::within(&square_of(750.0), 150.0).unwrap();
        let counts = grid.count(&[place(10.0, 10.0), place(10.0, 20.0), place(700.0, 700.0)]);
        let z = getis_ord_star(&grid, &counts, 1);
        // 25 cells with 3 incidents: mean 0.12, sum of squares 5. The corner has 4 cells in its square.
        let (n, weight, mean) = (25.0_f64, 4.0, 0.12);
        let deviation = (5.0 / n - mean * mean).sqrt();
        let spread = deviation * ((n * weight - weight * weight) / (n - 1.0)).sqrt();
        let expected = (2.0 - mean * weight) / spread;
        let corner = z.at(grid.cell_of(place(10.0, 10.0)).unwrap());
        assert!((corner - expected).abs() < 1e-12, "{corner} {expected}");
    }

    #[test]
    fn where_all_is_equal_nothing_stands_out() {
        let grid = Grid::within(&square_of(750.0), 150.0).unwrap();
        assert!(
            getis_ord_star(&grid, &grid.mask(), 1)
                .values()
                .iter()
                .all(|z| *z == 0.0)
        );
        assert!(
            getis_ord_star(&grid, &grid.surface(), 1)
                .values()
                .iter()
                .all(|z| *z == 0.0)
        );
    }

    #[test]
    fn a_grid_of_one_cell_has_no_statistics() {
        let grid = Grid::within(&square_of(150.0), 150.0).unwrap();
        let counts = grid.count(&[place(10.0, 10.0)]);
        assert!(
            getis_ord_star(&grid, &counts, 1)
                .values()
                .iter()
                .all(|z| *z == 0.0)
        );
    }
}
