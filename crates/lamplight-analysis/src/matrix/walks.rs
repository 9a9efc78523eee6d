//! Walking distances between many places on streets.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use rayon::prelude::*;
use thiserror::Error;

use super::{Matrix, MatrixError, PLACES_MAX};
use crate::streets::{Place, Snapped, Streets};

/// Why there are no distances.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WalksError {
    /// A place that is too far from any street.
    #[error("place {place} is not near any street")]
    NoStreetNear {
        /// Its number among the places, from zero.
        place: usize,
    },
    /// What the matrix refuses.
    #[error(transparent)]
    Matrix(#[from] MatrixError),
}

/// The ways between all places on the streets, walked at one pace in metres a second. Each place is taken to the
/// nearest street, at most `snap_metres_max` metres away, and the way to and from the street counts.
///
/// # Errors
/// [`WalksError`] when a place is near no street, or there are too many.
pub fn walks(
    streets: &Streets,
    places: &[Place],
    pace_metres_per_second: f64,
    snap_metres_max: f64,
) -> Result<Matrix, WalksError> {
    if places.len() > PLACES_MAX {
        return Err(MatrixError::TooManyPlaces { count: places.len() }.into());
    }
    let on_street = |(place, at): (usize, &Place)| {
        let snapped = streets.snap(*at, snap_metres_max);
        snapped.ok_or(WalksError::NoStreetNear { place })
    };
    let snapped: Vec<Snapped> = places
        .iter()
        .enumerate()
        .map(on_street)
        .collect::<Result<_, _>>()?;
    let goals = Goals::new(streets, &snapped);
    let metres: Vec<f64> = snapped
        .par_iter()
        .enumerate()
        .flat_map_iter(|(from, start)| row(&goals, &snapped, from, start))
        .collect();
    Ok(Matrix::at_pace(places.len(), metres, pace_metres_per_second)?)
}

/// The streets, and the nodes that searches have to come to.
struct Goals<'a> {
    streets: &'a Streets,
    is_goal: Vec<bool>,
    count: usize,
}

impl<'a> Goals<'a> {
    fn new(streets: &'a Streets, snapped: &[Snapped]) -> Self {
        let mut is_goal = vec![false; streets.nodes()];
        for node in snapped.iter().flat_map(|at| [at.one, at.two]) {
            if let Some(is_goal) = is_goal.get_mut(node) {
                *is_goal = true;
            }
        }
        Self {
            streets,
            count: is_goal.iter().filter(|is_goal| **is_goal).count(),
            is_goal,
        }
    }
}

/// The distances from one place to all.
fn row(goals: &Goals<'_>, snapped: &[Snapped], from: usize, start: &Snapped) -> Vec<f64> {
    let metres_to = search(goals, start);
    let by_node = |node: usize, rest: f64| metres_to.get(node).map_or(f64::INFINITY, |metres| metres + rest);
    let to_end = |(to, end): (usize, &Snapped)| {
        if to == from {
            return 0.0;
        }
        let by_ends = by_node(end.one, end.metres_to_one).min(by_node(end.two, end.metres_to_two));
        by_ends.min(on_one_street(start, end)) + start.metres_off + end.metres_off
    };
    snapped.iter().enumerate().map(to_end).collect()
}

/// The way between two places on one piece of street, which passes no node.
fn on_one_street(start: &Snapped, end: &Snapped) -> f64 {
    if (start.one, start.two) == (end.one, end.two) {
        (start.metres_to_one - end.metres_to_one).abs()
    } else {
        f64::INFINITY
    }
}

/// Dijkstra's search from a place on a street until all goals are reached: the metres to every node that it came to.
fn search(goals: &Goals<'_>, start: &Snapped) -> Vec<f64> {
    let mut metres_to = vec![f64::INFINITY; goals.streets.nodes()];
    let mut missing = goals.count;
    let mut open = BinaryHeap::new();
    for (node, metres) in [(start.one, start.metres_to_one), (start.two, start.metres_to_two)] {
        reach(&mut metres_to, &mut open, node, metres);
    }
    while let Some(Reverse(Reached { metres, node })) = open.pop() {
        if metres_to.get(node).is_none_or(|least| metres > *least) {
            continue;
        }
        if goals.is_goal.get(node).copied().unwrap_or_default() {
            missing = missing.saturating_sub(1);
            if missing == 0 {
                break;
            }
        }
        for edge in goals.streets.edges_of(node) {
            reach(&mut metres_to, &mut open, edge.to, metres + edge.metres);
        }
    }
    metres_to
}

fn reach(metres_to: &mut [f64], open: &mut BinaryHeap<Reverse<Reached>>, node: usize, metres: f64) {
    if let Some(least) = metres_to.get_mut(node).filter(|least| metres < **least) {
        *least = metres;
        open.push(Reverse(Reached { metres, node }));
    }
}

/// A node, by how far it is.
#[derive(PartialEq)]
struct Reached {
    metres: f64,
    node: usize,
}

impl Eq for Reached {}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        self.metres
            .total_cmp(&other.metres)
            .then(self.node.cmp(&other.node))
    }
}
