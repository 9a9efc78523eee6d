//! The routes of all shifts together, while they are searched.

use super::ground::Ground;
use super::route::{Route, Spot};

/// All routes, and which stop is in which.
#[derive(Debug, Clone)]
pub(super) struct Tours {
    routes: Vec<Route>,
    /// For each stop the route that visits it.
    route_of: Vec<Option<usize>>,
    /// What all visited stops are worth to the search.
    worth: f64,
}

impl Tours {
    /// Routes that visit nothing; nothing where a shift does not exist.
    pub(super) fn empty(ground: &Ground<'_>) -> Self {
        Self {
            routes: (0..ground.shifts.len())
                .filter_map(|shift| Route::of_shift(ground, shift))
                .collect(),
            route_of: vec![None; ground.sites.len()],
            worth: 0.0,
        }
    }

    pub(super) fn routes(&self) -> &[Route] {
        &self.routes
    }

    pub(super) fn walk_s(&self) -> f64 {
        self.routes.iter().map(Route::walk_s).sum()
    }

    /// What the annealing weighs: worth, and a little for each second that nobody walks.
    pub(super) fn score(&self, ground: &Ground<'_>) -> f64 {
        self.worth - ground.worth_per_second * self.walk_s()
    }

    /// Whether this is the better plan: worth more, or worth as much with less walking.
    pub(super) fn beats(&self, other: &Self) -> bool {
        let more = self.worth - other.worth;
        let equal_within = EQUAL_SHARE * other.worth.abs();
        more > equal_within || (more >= -equal_within && self.walk_s() < other.walk_s() * (1.0 - EQUAL_SHARE))
    }

    pub(super) fn are_walkable(&self) -> bool {
        self.routes.iter().all(Route::is_walkable)
    }

    pub(super) fn visited(&self) -> Vec<usize> {
        self.stops(Option::is_some).collect()
    }

    pub(super) fn free(&self) -> impl Iterator<Item = usize> {
        self.stops(Option::is_none)
    }

    fn stops(&self, is_meant: impl Fn(&Option<usize>) -> bool) -> impl Iterator<Item = usize> {
        let all = self.route_of.iter().enumerate();
        all.filter(move |(_, route)| is_meant(route))
            .map(|(stop, _)| stop)
    }

    pub(super) fn route_of(&self, stop: usize) -> Option<usize> {
        self.route_of.get(stop).copied().flatten()
    }

    pub(super) fn stops_of(&self, route: usize) -> impl Iterator<Item = usize> {
        self.routes.get(route).into_iter().flat_map(Route::stops)
    }

    pub(super) fn insert(&mut self, ground: &Ground<'_>, stop: usize, route: usize, spot: Spot) {
        if let (Some(tour), Some(known)) = (self.routes.get_mut(route), self.route_of.get_mut(stop)) {
            tour.insert(ground, stop, spot);
            *known = Some(route);
            self.worth += ground.site(stop).worth;
        }
    }

    pub(super) fn remove(&mut self, ground: &Ground<'_>, leaves: &[usize]) {
        let mut touched: Vec<usize> = Vec::new();
        for stop in leaves {
            let Some(known) = self.route_of.get_mut(*stop) else {
                continue;
            };
            if let Some(route) = known.take() {
                touched.push(route);
                self.worth -= ground.site(*stop).worth;
            }
        }
        touched.sort_unstable();
        touched.dedup();
        for route in touched {
            if let Some(tour) = self.routes.get_mut(route) {
                tour.remove(ground, |stop| leaves.contains(&stop));
            }
        }
    }

    /// Turns stretches round where that makes the walk shorter, until none does (2-opt).
    pub(super) fn straighten(&mut self, ground: &Ground<'_>) {
        for route in &mut self.routes {
            while let Some(shorter) = straighter(ground, route) {
                *route = shorter;
            }
        }
    }
}

/// Two values within this share of each other are one: sums of many parts differ in their last digits.
const EQUAL_SHARE: f64 = 1e-9;

fn straighter(ground: &Ground<'_>, route: &Route) -> Option<Route> {
    let last = route.steps().len().checked_sub(2)?;
    (1..last).find_map(|first| {
        (first + 1..=last).find_map(|until| {
            let turned = route.reversed(ground, first, until)?;
            (turned.walk_s() < route.walk_s() * (1.0 - EQUAL_SHARE)).then_some(turned)
        })
    })
}
