//! Clusters of points that lie close together, of any shape: DBSCAN.
//!
//! Ester, Kriegel, Sander and Xu 1996, by the grid method of Gunawan 2013: in a square whose diagonal is the reach, all
//! points are neighbours, so that a full square needs no distances at all. Labels are those of scikit-learn.

mod squares;
mod union;

use geo::Coord;
use rayon::prelude::*;

use self::squares::Squares;
use self::union::Forest;

/// What makes a cluster.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClusterRule {
    /// How far a neighbour may be, in metres. Above 0.
    pub reach_m: f64,
    /// How many points within reach, itself among them, make a point a core of its cluster.
    pub points_min: usize,
}

/// The cluster of every point, in the order of the points; `None` for those that lie alone. Clusters are numbered by
/// their first core. A point on the rim of several belongs to the one with the lowest number.
///
/// Points are metres of a plane; one that is no number lies alone. At 1,000,000 points it holds about 60 MB.
#[must_use]
pub fn clusters(points: &[Coord<f64>], rule: ClusterRule) -> Vec<Option<u32>> {
    let squares = Squares::of(points, rule.reach_m);
    let is_core = squares.cores(rule);
    let cores: Vec<Vec<Coord<f64>>> = (0..squares.count())
        .into_par_iter()
        .map(|square| cores_of(&squares, &is_core, square).collect())
        .collect();
    let forest = join(&squares, &cores, rule.reach_m);
    let numbers = number_clusters(&squares, &is_core, &forest);
    let mut labels = vec![None; points.len()];
    for (original, label) in label(&squares, &is_core, &cores, &numbers, rule.reach_m) {
        if let Some(place) = labels.get_mut(original) {
            *place = label;
        }
    }
    labels
}

/// Joins the squares whose cores reach each other.
fn join(squares: &Squares, cores: &[Vec<Coord<f64>>], reach_m: f64) -> Forest {
    let mut forest = Forest::of(squares.count());
    for (square, own) in cores.iter().enumerate() {
        for near in squares.around(square).filter(|near| *near > square) {
            let others = cores.get(near).map_or(&[][..], Vec::as_slice);
            if forest.are_apart(square, near) && reach_each_other(own, others, reach_m) {
                forest.join(square, near);
            }
        }
    }
    forest
}

fn cores_of<'s>(
    squares: &'s Squares,
    is_core: &'s [bool],
    square: usize,
) -> impl Iterator<Item = Coord<f64>> + 's {
    let range = squares.range(square);
    let marks = is_core.get(range.clone()).unwrap_or_default();
    let points = squares.points(range).iter().zip(marks);
    points.filter_map(|(point, is_core)| is_core.then_some(*point))
}

fn reach_each_other(own: &[Coord<f64>], others: &[Coord<f64>], reach_m: f64) -> bool {
    own.iter().any(|point| {
        others
            .iter()
            .any(|other| squares::within(*point, *other, reach_m))
    })
}

/// The number of the cluster of every square, where it has a core.
fn number_clusters(squares: &Squares, is_core: &[bool], forest: &Forest) -> Vec<Option<u32>> {
    let mut first_core = vec![usize::MAX; squares.count()];
    for square in 0..squares.count() {
        let range = squares.range(square);
        let marks = is_core.get(range.clone()).unwrap_or_default();
        let originals = squares.originals(range).iter().zip(marks);
        let cores = originals.filter_map(|(original, is_core)| is_core.then_some(*original));
        if let (Some(first), Some(of_root)) = (cores.min(), first_core.get_mut(forest.root(square))) {
            *of_root = first.min(*of_root);
        }
    }
    let with_core = first_core
        .iter()
        .enumerate()
        .filter(|(_, first)| **first != usize::MAX);
    let mut roots: Vec<(usize, usize)> = with_core.map(|(root, first)| (*first, root)).collect();
    roots.sort_unstable();
    let mut numbers = vec![None; squares.count()];
    for (number, (_, root)) in (0_u32..).zip(roots) {
        if let Some(place) = numbers.get_mut(root) {
            *place = Some(number);
        }
    }
    let number_of = |square| numbers.get(forest.root(square)).copied().flatten();
    (0..squares.count()).map(number_of).collect()
}

/// Every point's place in the input with its cluster.
fn label(
    squares: &Squares,
    is_core: &[bool],
    cores: &[Vec<Coord<f64>>],
    numbers: &[Option<u32>],
    reach_m: f64,
) -> Vec<(usize, Option<u32>)> {
    let cluster_at = |square: usize| {
        let number = numbers.get(square).copied().flatten()?;
        Some((number, cores.get(square)?.as_slice()))
    };
    let of_square = |square: usize| {
        let range = squares.range(square);
        let marks = is_core.get(range.clone()).unwrap_or_default();
        let own = cluster_at(square).map(|(number, _)| number);
        let near: Vec<(u32, &[Coord<f64>])> = if marks.contains(&false) {
            squares.around(square).filter_map(cluster_at).collect()
        } else {
            Vec::new()
        };
        let points = squares.points(range.clone()).iter().zip(marks);
        let labels = points.map(move |(point, is_core)| {
            if *is_core {
                own
            } else {
                on_rim_of(*point, &near, reach_m)
            }
        });
        squares.originals(range).iter().copied().zip(labels)
    };
    (0..squares.count())
        .into_par_iter()
        .flat_map_iter(of_square)
        .collect()
}

/// The lowest number among the clusters that have a core within reach.
fn on_rim_of(point: Coord<f64>, near: &[(u32, &[Coord<f64>])], reach_m: f64) -> Option<u32> {
    let in_reach = near
        .iter()
        .filter(|(_, cores)| cores.iter().any(|core| squares::within(point, *core, reach_m)));
    in_reach.map(|(number, _)| *number).min()
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;

    const RULE: ClusterRule = ClusterRule {
        reach_m: 50.0,
        points_min: 5,
    };

    fn point(x: f64, y: f64) -> Coord<f64> {
        Coord { x, y }
    }

    /// The definition, with every distance looked at: cores, their connected parts, and rims.
    fn by_definition(points: &[Coord<f64>], rule: ClusterRule) -> Vec<Option<u32>> {
        let reach = |a: usize, b: usize| squares::within(points[a], points[b], rule.reach_m);
        let all = 0..points.len();
        let is_core: Vec<bool> = all
            .clone()
            .map(|a| all.clone().filter(|b| reach(a, *b)).count() >= rule.points_min)
            .collect();
        let mut labels = vec![None; points.len()];
        let mut next = 0;
        for first in all.clone() {
            if !is_core[first] || labels[first].is_some() {
                continue;
            }
            let mut open = vec![first];
            labels[first] = Some(next);
            while let Some(core) = open.pop() {
                for near in all.clone().filter(|near| reach(core, *near)) {
                    if labels[near].is_none() {
                        labels[near] = Some(next);
                        if is_core[near] {
                            open.push(near);
                        }
                    }
                }
            }
            next += 1;
        }
        labels
    }

    #[test]
    fn labels_are_those_of_the_definition() {
        let mut random = Rng::with_seed(7);
        for points_min in [1, 3, 5, 12] {
            let points: Vec<Coord<f64>> = (0..900)
                .map(|_| point(random.f64() * 1_500.0 - 700.0, random.f64() * 1_500.0))
                .collect();
            let rule = ClusterRule { points_min, ..RULE };
            let found = clusters(&points, rule);
            assert_eq!(found, by_definition(&points, rule));
            assert!(
                points_min != 5 || found.iter().any(Option::is_none) && found.iter().any(Option::is_some)
            );
        }
    }

    #[test]
    fn a_reach_counts_to_its_end() {
        let row: Vec<Coord<f64>> = (0..5)
            .map(|step: i32| point(f64::from(step) * 50.0, 0.0))
            .collect();
        let rule = ClusterRule {
            points_min: 3,
            ..RULE
        };
        assert_eq!(clusters(&row, rule), [Some(0); 5]);
        let just_short = ClusterRule {
            reach_m: 49.999,
            ..rule
        };
        assert_eq!(clusters(&row, just_short), [None; 5]);
    }

    #[test]
    fn points_on_one_spot_are_a_cluster() {
        assert_eq!(clusters(&[point(3.0, 4.0); 5], RULE), [Some(0); 5]);
        assert_eq!(clusters(&[point(3.0, 4.0); 4], RULE), [None; 4]);
        assert_eq!(clusters(&[], RULE), []);
    }

    #[test]
    fn what_is_no_place_lies_alone() {
        let mut points = vec![point(0.0, 0.0); 6];
        points.push(point(f64::NAN, 0.0));
        points.push(point(0.0, f64::INFINITY));
        assert_eq!(clusters(&points, RULE).iter().flatten().count(), 6);
    }
}
