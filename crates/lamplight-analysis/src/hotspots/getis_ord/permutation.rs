//! Gi* against chance itself: the cell keeps its value, all others are dealt out anew.
//!
//! Like esda, one set of draws serves all cells. Unlike it, the sums over the draws are sorted once for every number of
//! neighbours, so that a cell looks its rank up instead of adding 999 sums; only the few draws that hold the cell itself
//! are reckoned again, with the draw's spare in its place. What is left of a draw without the cell is a draw from the
//! others, so that the result is the conditional permutation, exactly.

use fastrand::Rng;

use super::ring_sums;
use crate::grid::{Cell, Grid, Surface};

/// The chance of a sum as high as the one that is there, for every cell of the area in the order of [`Grid::cells`]:
/// (as high in a draw + 1) / (draws + 1).
///
/// Exact for counts, whose sums have no rounding.
#[must_use]
pub fn upper_tail_by_chance(
    grid: &Grid,
    values: &Surface,
    rings: usize,
    draws_count: usize,
    random: &mut Rng,
) -> Vec<f64> {
    let own: Vec<f64> = grid.values(values).collect();
    let mask = grid.mask();
    let inside = values.combine(&mask, |value, inside| value * inside);
    let sums = ring_sums(grid, &inside, rings);
    let neighbours = |cell: &Cell| grid.within_rings(*cell, rings).count() - 1;
    let neighbours: Vec<usize> = grid.cells().iter().map(neighbours).collect();
    let neighbours_max = neighbours.iter().copied().max().unwrap_or(0);
    let draws = Draws::deal(&own, neighbours_max, draws_count, random);
    let cells = grid.cells().iter().zip(&own).zip(neighbours).enumerate();
    cells
        .map(|(number, ((cell, own), neighbours))| {
            let around = sums.at(*cell) - own;
            let as_high = draws.as_high(number, *own, neighbours, around);
            (as_high + 1) as f64 / (draws_count + 1) as f64
        })
        .collect()
}

/// Cells that were drawn, without one twice in a draw.
struct Draws {
    /// Of each draw, the sums over its first 0, 1, 2… cells; one more than a cell has neighbours.
    sums: Vec<Vec<f64>>,
    /// For 0, 1, 2… cells, the sums of all draws from low to high.
    sorted: Vec<Vec<f64>>,
    /// Cell, draw, and how many of the draw stand before the cell; by cell.
    places: Vec<(usize, usize, usize)>,
}

impl Draws {
    fn deal(values: &[f64], size: usize, count: usize, random: &mut Rng) -> Self {
        let with_spare = (size + 1).min(values.len());
        let mut sums = Vec::with_capacity(count);
        let mut places = Vec::with_capacity(count * with_spare);
        let mut drawn = Vec::with_capacity(with_spare);
        for draw in 0..count {
            drawn.clear();
            let mut sum = 0.0;
            let mut sums_of_draw = vec![sum];
            while drawn.len() < with_spare {
                let cell = random.usize(..values.len());
                if drawn.contains(&cell) {
                    continue;
                }
                places.push((cell, draw, drawn.len()));
                drawn.push(cell);
                sum += values.get(cell).copied().unwrap_or(0.0);
                sums_of_draw.push(sum);
            }
            sums.push(sums_of_draw);
        }
        places.sort_unstable();
        let sorted = (0..=size).map(|length| sorted_sums(&sums, length)).collect();
        Self { sums, sorted, places }
    }

    /// How many draws give a cell with so many neighbours a sum around it that is at least `around`.
    fn as_high(&self, cell: usize, own: f64, neighbours: usize, around: f64) -> usize {
        let Some(sorted) = self.sorted.get(neighbours) else {
            return 0;
        };
        let mut as_high = sorted.len() - sorted.partition_point(|sum| *sum < around);
        let from = self.places.partition_point(|(other, _, _)| *other < cell);
        let of_cell = self.places.iter().skip(from).take_while(|place| place.0 == cell);
        for (_, draw, before) in of_cell {
            let sum_of = |length: usize| self.sums.get(*draw).and_then(|sums| sums.get(length)).copied();
            if *before < neighbours
                && let (Some(with_cell), Some(with_spare)) = (sum_of(neighbours), sum_of(neighbours + 1))
            {
                as_high -= usize::from(with_cell >= around);
                as_high += usize::from(with_spare - own >= around);
            }
        }
        as_high
    }
}

fn sorted_sums(sums: &[Vec<f64>], length: usize) -> Vec<f64> {
    let of_length = sums.iter().filter_map(|sums| sums.get(length).copied());
    let mut sorted: Vec<f64> = of_length.collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::tests::{place, square_of};
    use crate::hotspots::discovery;
    use crate::hotspots::getis_ord::getis_ord_star;

    const DRAWS: usize = 999;

    /// A town where chance alone dealt the incidents, but for one corner.
    fn town() -> (Grid, Surface) {
        let grid = Grid::within(&square_of(4_500.0), 150.0).unwrap();
        let mut random = Rng::with_seed(11);
        let mut at = || random.f64() * 4_499.0;
        let mut places: Vec<_> = (0..4_000).map(|_| place(at(), at())).collect();
        places.extend((0..60).map(|step: i32| place(10.0 + f64::from(step) * 4.0, 100.0)));
        let counts = grid.count(&places);
        (grid, counts)
    }

    /// The plain way: for one cell, draw from the others and add.
    fn plain(grid: &Grid, counts: &Surface, number: usize, draws: usize, random: &mut Rng) -> f64 {
        let own: Vec<f64> = grid.values(counts).collect();
        let cell = grid.cells()[number];
        let near: Vec<Cell> = grid.within_rings(cell, 1).filter(|near| *near != cell).collect();
        let around: f64 = near.iter().map(|near| counts.at(*near)).sum();
        let mut others: Vec<f64> = own;
        others.remove(number);
        let as_high = (0..draws).filter(|_| {
            random.shuffle(&mut others);
            others.iter().take(near.len()).sum::<f64>() >= around
        });
        (as_high.count() + 1) as f64 / (draws + 1) as f64
    }

    #[test]
    fn ranks_agree_with_dealing_for_each_cell() {
        let (grid, counts) = town();
        let p = upper_tail_by_chance(&grid, &counts, 1, 9_999, &mut Rng::with_seed(5));
        for number in [0, 1, 15, 400, 450, 899] {
            let plain = plain(&grid, &counts, number, 4_999, &mut Rng::with_seed(6));
            let noise = 4.0 * (plain * (1.0 - plain) / 4_999.0).sqrt() + 0.002;
            assert!(
                (p[number] - plain).abs() < noise,
                "{number}: {} {plain}",
                p[number]
            );
        }
    }

    #[test]
    fn chance_agrees_with_the_normal_curve() {
        let (grid, counts) = town();
        let p = upper_tail_by_chance(&grid, &counts, 1, DRAWS, &mut Rng::with_seed(5));
        let z = getis_ord_star(&grid, &counts, 1);
        let pairs: Vec<(f64, f64)> = p.iter().copied().zip(grid.values(&z)).collect();
        // The curve counts the cell's own value as chance, dealing keeps it: they agree on the whole, not in each cell.
        let apart = |(by_chance, z): &(f64, f64)| (by_chance - discovery::upper_tail(*z)).abs();
        assert!(pairs.iter().map(apart).sum::<f64>() / (pairs.len() as f64) < 0.12);
        assert!(pairs.iter().all(|(by_chance, z)| *z < 4.0 || *by_chance <= 0.01));
        assert!(pairs.iter().any(|(by_chance, z)| *z > 4.0 && *by_chance == 0.001));
    }

    #[test]
    fn a_seed_replays() {
        let (grid, counts) = town();
        let run = |seed| upper_tail_by_chance(&grid, &counts, 1, 99, &mut Rng::with_seed(seed));
        assert_eq!(run(3), run(3));
        assert_ne!(run(3), run(4));
    }

    #[test]
    fn a_tiny_area_is_dealt_too() {
        let grid = Grid::within(&square_of(300.0), 150.0).unwrap();
        let counts = grid.count(&[place(10.0, 10.0)]);
        let p = upper_tail_by_chance(&grid, &counts, 1, 99, &mut Rng::with_seed(1));
        // All four are neighbours of each other: dealing changes no sum.
        assert_eq!(p, [1.0; 4]);
    }
}
