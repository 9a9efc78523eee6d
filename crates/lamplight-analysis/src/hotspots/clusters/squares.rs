//! Points sorted into squares whose diagonal is the reach.

use std::ops::Range;

use geo::Coord;
use rayon::prelude::*;

use super::ClusterRule;

/// How many squares away, in a row or a column, a neighbour can lie: the reach is √2 sides.
const RINGS: i64 = 2;
/// The furthest square that is numbered. A place beyond it is no place on the Earth.
const SQUARES_FROM_MIDDLE_MAX: f64 = 1e12;

/// Row and column of a square.
type Key = (i64, i64);

/// Points, square by square.
pub(super) struct Squares {
    points: Vec<Coord<f64>>,
    /// Where each point stood in the input.
    originals: Vec<usize>,
    /// The squares that hold a point, by row and column, and where their points begin.
    squares: Vec<(Key, usize)>,
}

/// Whether two points lie within reach of each other, the end of it counted.
pub(super) fn within(a: Coord<f64>, b: Coord<f64>, reach_m: f64) -> bool {
    let apart = a - b;
    apart.x * apart.x + apart.y * apart.y <= reach_m * reach_m
}

/// The square of a point, where it is a place.
#[expect(clippy::cast_possible_truncation, reason = "the range is looked at first")]
fn key(point: Coord<f64>, side_m: f64) -> Option<Key> {
    let line = |metres: f64| {
        let line = (metres / side_m).floor();
        (line.abs() < SQUARES_FROM_MIDDLE_MAX).then_some(line as i64)
    };
    line(point.y).zip(line(point.x))
}

impl Squares {
    /// Sorts points. Those that are no place are left out.
    pub(super) fn of(points: &[Coord<f64>], reach_m: f64) -> Self {
        let side_m = reach_m / std::f64::consts::SQRT_2;
        let mut keyed: Vec<(Key, usize)> = points
            .iter()
            .enumerate()
            .filter_map(|(original, point)| Some((key(*point, side_m)?, original)))
            .collect();
        keyed.par_sort_unstable();
        let mut squares: Vec<(Key, usize)> = Vec::new();
        for (begin, (key, _)) in keyed.iter().enumerate() {
            if squares.last().is_none_or(|(last, _)| last != key) {
                squares.push((*key, begin));
            }
        }
        let originals: Vec<usize> = keyed.into_iter().map(|(_, original)| original).collect();
        let sorted = originals.iter().filter_map(|original| points.get(*original));
        Self {
            points: sorted.copied().collect(),
            originals,
            squares,
        }
    }

    /// How many squares hold a point.
    pub(super) fn count(&self) -> usize {
        self.squares.len()
    }

    /// Which of the sorted points lie in a square.
    pub(super) fn range(&self, square: usize) -> Range<usize> {
        let begin_of = |square: usize| self.squares.get(square).map(|(_, begin)| *begin);
        let end = begin_of(square + 1).unwrap_or(self.points.len());
        begin_of(square).unwrap_or(end)..end
    }

    pub(super) fn points(&self, range: Range<usize>) -> &[Coord<f64>] {
        self.points.get(range).unwrap_or_default()
    }

    pub(super) fn originals(&self, range: Range<usize>) -> &[usize] {
        self.originals.get(range).unwrap_or_default()
    }

    /// The squares in which a neighbour of a square's points can lie, that one among them, in their order.
    pub(super) fn around(&self, square: usize) -> impl Iterator<Item = usize> {
        let middle = self.squares.get(square).map(|(key, _)| *key);
        middle.into_iter().flat_map(move |(row, column)| {
            (row - RINGS..=row + RINGS).flat_map(move |row| {
                let first = (row, column - RINGS);
                let from = self.squares.partition_point(|(key, _)| *key < first);
                let in_reach = move |(key, _): &&(Key, usize)| *key <= (row, column + RINGS);
                let found = self.squares.iter().skip(from).take_while(in_reach);
                found.enumerate().map(move |(step, _)| from + step)
            })
        })
    }

    /// Marks the points that have enough neighbours, in the sorted order.
    pub(super) fn cores(&self, rule: ClusterRule) -> Vec<bool> {
        let of_square = |square: usize| {
            let own = self.points(self.range(square));
            let is_full = own.len() >= rule.points_min;
            let near: Vec<&[Coord<f64>]> = if is_full {
                Vec::new()
            } else {
                self.around(square)
                    .map(|near| self.points(self.range(near)))
                    .collect()
            };
            let is_core = move |point: &Coord<f64>| is_full || has_neighbours(*point, &near, rule);
            own.iter().map(is_core)
        };
        (0..self.count())
            .into_par_iter()
            .flat_map_iter(of_square)
            .collect()
    }
}

/// Whether enough points lie within reach. Square by square, so that a crowd is not counted to its end.
fn has_neighbours(point: Coord<f64>, near: &[&[Coord<f64>]], rule: ClusterRule) -> bool {
    let mut neighbours = 0;
    near.iter().any(|points| {
        let in_reach = points.iter().filter(|other| within(point, **other, rule.reach_m));
        neighbours += in_reach.count();
        neighbours >= rule.points_min
    })
}
