//! Which places of the map a shift may visit at all, and which ones beside it.
//!
//! Time is dealt out first, so that no cell gets more than twice its share of what was reported and a tenth at least
//! goes elsewhere; then places are drawn with the chances that keep those shares, so that nobody can foresee them.

use fastrand::Rng;
use geo::Coord;
use lamplight_analysis::grid::Grid;
use lamplight_analysis::matrix::PACE_METRES_PER_SECOND_DEFAULT;
use lamplight_analysis::patrol_time::allocation::{Demand, allocate};
use lamplight_analysis::streets::SNAP_METRES_MAX_DEFAULT;
use lamplight_protocol::api::{RiskCell, RiskClass, RiskMap, RiskReason, RiskWeighting};
use lamplight_protocol::limits::{DAY_MS, PATROL_STOPS_MAX};
use lamplight_protocol::patrol::{PatrolOrder, StopCause, StopReason};
use lamplight_protocol::place::Point;

use super::written::whole;
use super::{Ground, RANDOM_PERCENT_MIN, Wanted, amount, place_of, stay_s, walks_s};

/// How much longer ways on streets are than straight ones (measured on Helsinki's centre).
const DETOUR: f64 = 1.41;
/// Which part of a shift somebody may be away from the base as the crow flies: to walk there and back in half of it.
const REACH_SHARE: f64 = 0.25;
/// Which part of a shift goes to visits; the rest is walked. Between stops of 15 minutes it takes about five.
const VISITING_SHARE: f64 = 0.75;
/// Places beside the map that are drawn at most: as many as a plan has stops.
const ELSEWHERE_MAX: usize = PATROL_STOPS_MAX;
/// The days of which a plain count is made.
const COUNTED_DAYS: f64 = 365.0;

/// Draws places, at most so many. None where the reports come from too few places to deal out time among them.
///
/// A place of the map is drawn with the chance that gives it its share of the time over many plans; what is left goes to
/// places drawn from all others. A tenth of these must be visited; the others are worth as much as one of the map, so
/// that none is left out for being unknown.
pub(super) fn draw(
    ground: &Ground,
    map: &RiskMap,
    order: &PatrolOrder,
    stops_max: usize,
    seed: u32,
) -> Option<Vec<Wanted>> {
    let mut rng = Rng::with_seed(u64::from(seed));
    let ranked: Vec<&RiskCell> = map
        .flagged
        .iter()
        .filter(|cell| is_in_reach(ground, order, cell.middle))
        .collect();
    let shares = shares(map, &ranked, &mut rng)?;
    let visits = visits_max(order).min(stops_max);
    let mut drawn: Vec<Wanted> = ranked
        .iter()
        .zip(shares)
        .filter(|(_, share)| rng.f64() < share * amount(visits))
        .map(|(cell, _)| by_rank(cell))
        .take(visits)
        .collect();
    let values: f64 = drawn.iter().map(|place| place.value).sum();
    let usual = if drawn.is_empty() {
        1.0
    } else {
        values / amount(drawn.len())
    };
    let must = (visits * RANDOM_PERCENT_MIN).div_ceil(100);
    let others = visits.saturating_sub(drawn.len()).max(must);
    let elsewhere = elsewhere(ground, map, order, &mut rng).into_iter().take(others);
    drawn.extend(
        elsewhere
            .enumerate()
            .map(|(index, at)| at_random(at, index < must, usual)),
    );
    Some(drawn)
}

/// How many visits fit into the shift of all units.
fn visits_max(order: &PatrolOrder) -> usize {
    let stays = VISITING_SHARE * walks_s(order) / stay_s(order);
    usize::try_from(whole(stays)).unwrap_or(usize::MAX) * order.units.len()
}

/// The share of the time of each ranked cell; the rest is for all places beside them.
fn shares(map: &RiskMap, ranked: &[&RiskCell], rng: &mut Rng) -> Option<Vec<f64>> {
    let yearly = Yearly { map };
    let all: f64 = map.classes.iter().map(|class| yearly.of_class(class)).sum();
    let mut demands: Vec<Demand> = ranked
        .iter()
        .map(|cell| Demand {
            score: cell.score,
            reported: yearly.of_cell(cell),
        })
        .collect();
    let counted: f64 = demands.iter().map(|demand| demand.reported).sum();
    demands.push(Demand {
        // Below every cell of the map; but what those may not have goes there.
        score: f64::MIN_POSITIVE,
        reported: (all - counted).max(0.0),
    });
    let mut shares = allocate(&demands, ranked.len(), rng).ok()?;
    shares.truncate(ranked.len());
    Some(shares)
}

/// Reports a year, so that cells whose classes are counted over different times can be set beside each other.
struct Yearly<'a> {
    map: &'a RiskMap,
}

impl Yearly<'_> {
    fn history_days(&self, class: &RiskClass) -> f64 {
        let ms = self.map.made_at.millis_since(class.since).max(DAY_MS);
        f64::from(i32::try_from(ms / DAY_MS).unwrap_or(i32::MAX))
    }

    fn of_class(&self, class: &RiskClass) -> f64 {
        f64::from(class.incidents) * (COUNTED_DAYS / self.history_days(class)).min(1.0)
    }

    fn of_cell(&self, cell: &RiskCell) -> f64 {
        let of_reason = |reason: &RiskReason| {
            let count: f64 = reason.categories.iter().map(|one| f64::from(one.count)).sum();
            let class = self.map.classes.iter().find(|class| class.name == reason.class);
            match class {
                Some(class) if class.weighting != RiskWeighting::PlainCount => {
                    count * (COUNTED_DAYS / self.history_days(class)).min(1.0)
                }
                _ => count,
            }
        };
        cell.reasons.iter().map(of_reason).sum()
    }
}

/// Places of the area that the map does not rank, near a street and in reach.
fn elsewhere(ground: &Ground, map: &RiskMap, order: &PatrolOrder, rng: &mut Rng) -> Vec<Point> {
    let at = |point: Point| Coord {
        x: point.lon(),
        y: point.lat(),
    };
    let middles: Vec<Coord<f64>> = map.flagged.iter().map(|cell| at(cell.middle)).collect();
    let grid = match &ground.boundary {
        Some(boundary) => Grid::within(boundary.as_multi_polygon(), map.cell_m),
        None => Grid::around(&middles, map.cell_m),
    };
    let Ok(grid) = grid else {
        return Vec::new();
    };
    let ranked: Vec<_> = middles
        .iter()
        .filter_map(|middle| grid.cell_of(*middle))
        .collect();
    let mut cells: Vec<_> = grid.cells().to_vec();
    rng.shuffle(&mut cells);
    cells
        .into_iter()
        .filter(|cell| !ranked.contains(cell))
        .filter_map(|cell| {
            let middle = grid.centre(cell);
            Point::new(middle.y, middle.x).ok()
        })
        .filter(|middle| is_in_reach(ground, order, *middle))
        .take(ELSEWHERE_MAX)
        .collect()
}

/// Whether somebody can go there from the base, look around, and be back: told by the straight way, which the plan
/// then walks on streets.
fn is_in_reach(ground: &Ground, order: &PatrolOrder, at: Point) -> bool {
    let metres_max = REACH_SHARE * walks_s(order) * PACE_METRES_PER_SECOND_DEFAULT / DETOUR;
    order.base.at.metres_to(at) <= metres_max
        && ground
            .streets
            .snap(place_of(&at), SNAP_METRES_MAX_DEFAULT)
            .is_some()
}

fn at_random(at: Point, must: bool, value: f64) -> Wanted {
    Wanted {
        at,
        words: None,
        why: StopReason::AtRandom,
        value,
        must,
    }
}

fn by_rank(cell: &RiskCell) -> Wanted {
    let cause = |reason: &RiskReason| StopCause {
        class: reason.class.clone(),
        adds: reason.adds,
        count: reason.categories.iter().map(|one| one.count).sum(),
        last_at: reason.categories.iter().map(|one| one.last).max(),
    };
    Wanted {
        at: cell.middle,
        words: None,
        why: StopReason::Ranked {
            rank: cell.rank,
            expected: cell.score,
            causes: cell.reasons.iter().map(cause).collect(),
        },
        value: cell.score,
        must: false,
    }
}
