//! Which cells are patrolled by the plan, and which are not yet: by lot, never by wish.

use std::collections::BTreeSet;

use fastrand::Rng;

use crate::grid::{Cell, Grid};

/// Rings of cells around a treated one that are its buffer: to see whether incidents move next door. At 150 m, the blocks
/// within 300 m.
pub const BUFFER_RINGS: usize = 2;

/// A cell that may take part, with what happened in it before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The cell.
    pub cell: Cell,
    /// Incidents before the trial, over a year or so.
    pub before: f64,
}

/// Two cells that were alike, and which of them the lot chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Patrolled by the plan.
    pub treated: Cell,
    /// Not.
    pub control: Cell,
}

/// Pairs the candidates with the most incidents, neighbours in rank, and lets the lot choose in each pair. No two cells of
/// the trial lie so near to each other that one's buffer holds the other. Fewer pairs come back where the candidates do
/// not suffice.
#[must_use]
pub fn matched(grid: &Grid, candidates: &[Candidate], pairs_count: usize, random: &mut Rng) -> Vec<Pair> {
    let cells = apart(grid, candidates, pairs_count.saturating_mul(2));
    let pairs = cells.chunks_exact(2).filter_map(|pair| match *pair {
        [first, second] => Some((first, second)),
        _ => None,
    });
    pairs
        .map(|(first, second)| {
            let (treated, control) = if random.bool() {
                (first, second)
            } else {
                (second, first)
            };
            Pair { treated, control }
        })
        .collect()
}

/// Deals the candidates with the most incidents into steps: all begin untreated, and with each step one more group is
/// patrolled until all are. Groups differ in size by one at most; each has its share of the busiest cells, as every
/// stretch of ranks is dealt by lot over all groups.
#[must_use]
pub fn stepped(
    grid: &Grid,
    candidates: &[Candidate],
    cells_count: usize,
    steps_count: usize,
    random: &mut Rng,
) -> Vec<Vec<Cell>> {
    let mut steps = vec![Vec::new(); steps_count];
    if steps.is_empty() {
        return steps;
    }
    for stretch in apart(grid, candidates, cells_count).chunks(steps_count) {
        let mut order: Vec<&mut Vec<Cell>> = steps.iter_mut().collect();
        random.shuffle(&mut order);
        for (step, cell) in order.into_iter().zip(stretch) {
            step.push(*cell);
        }
    }
    steps
}

/// The ring around the treated cells, without any cell of the trial itself.
#[must_use]
pub fn buffer(grid: &Grid, treated: &[Cell], control: &[Cell]) -> Vec<Cell> {
    let in_trial: BTreeSet<Cell> = treated.iter().chain(control).copied().collect();
    let around = treated
        .iter()
        .flat_map(|cell| grid.within_rings(*cell, BUFFER_RINGS));
    let ring: BTreeSet<Cell> = around.filter(|cell| !in_trial.contains(cell)).collect();
    ring.into_iter().collect()
}

/// The candidates with the most incidents, the busiest first, none in the buffer of another.
fn apart(grid: &Grid, candidates: &[Candidate], count: usize) -> Vec<Cell> {
    let mut busiest: Vec<&Candidate> = candidates.iter().collect();
    busiest.sort_by(|a, b| b.before.total_cmp(&a.before).then(a.cell.cmp(&b.cell)));
    let mut chosen = Vec::new();
    let mut taken = BTreeSet::new();
    for candidate in busiest {
        if chosen.len() == count {
            break;
        }
        if !taken.contains(&candidate.cell) {
            chosen.push(candidate.cell);
            // Buffers of two cells must not meet: both reach so far.
            taken.extend(grid.within_rings(candidate.cell, 2 * BUFFER_RINGS));
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::tests::square_of;

    fn town() -> (Grid, Vec<Candidate>) {
        let grid = Grid::within(&square_of(6_000.0), 150.0).unwrap();
        let mut random = Rng::with_seed(2);
        let candidates = grid.cells().iter().map(|cell| Candidate {
            cell: *cell,
            before: f64::from(random.u32(0..100)),
        });
        let candidates = candidates.collect();
        (grid, candidates)
    }

    fn lie_apart(grid: &Grid, cells: &[Cell]) -> bool {
        cells.iter().all(|cell| {
            let near: Vec<Cell> = grid.within_rings(*cell, 2 * BUFFER_RINGS).collect();
            cells.iter().filter(|other| near.contains(other)).count() == 1
        })
    }

    #[test]
    fn pairs_are_alike_apart_and_dealt_by_lot() {
        let (grid, candidates) = town();
        let pairs = matched(&grid, &candidates, 12, &mut Rng::with_seed(4));
        assert_eq!(pairs.len(), 12);
        let cells: Vec<Cell> = pairs
            .iter()
            .flat_map(|pair| [pair.treated, pair.control])
            .collect();
        assert!(lie_apart(&grid, &cells));
        let before = |cell| candidates.iter().find(|one| one.cell == cell).unwrap().before;
        for pair in &pairs {
            assert!((before(pair.treated) - before(pair.control)).abs() <= 10.0);
        }
        let busier = pairs
            .iter()
            .filter(|pair| before(pair.treated) > before(pair.control));
        assert!((1..12).contains(&busier.count()), "the lot, not the rank");
        assert_ne!(pairs, matched(&grid, &candidates, 12, &mut Rng::with_seed(5)));
    }

    #[test]
    fn every_cell_has_one_step() {
        let (grid, candidates) = town();
        let steps = stepped(&grid, &candidates, 23, 4, &mut Rng::with_seed(4));
        let sizes: Vec<usize> = steps.iter().map(Vec::len).collect();
        assert_eq!(sizes.iter().sum::<usize>(), 23);
        assert!(sizes.iter().all(|size| (5..=6).contains(size)), "{sizes:?}");
        assert!(lie_apart(&grid, &steps.concat()));
        assert!(stepped(&grid, &candidates, 23, 0, &mut Rng::with_seed(4)).is_empty());
    }

    #[test]
    fn the_buffer_is_a_ring_without_the_trial() {
        let (grid, candidates) = town();
        let pairs = matched(&grid, &candidates, 2, &mut Rng::with_seed(4));
        let treated: Vec<Cell> = pairs.iter().map(|pair| pair.treated).collect();
        let control: Vec<Cell> = pairs.iter().map(|pair| pair.control).collect();
        let ring = buffer(&grid, &treated, &control);
        assert!(ring.len() <= 2 * 24 && !ring.is_empty());
        assert!(
            ring.iter()
                .all(|cell| !treated.contains(cell) && !control.contains(cell))
        );
    }

    #[test]
    fn too_few_candidates_make_fewer_pairs() {
        let (grid, candidates) = town();
        assert_eq!(matched(&grid, &candidates[..1], 3, &mut Rng::with_seed(4)), []);
    }
}
