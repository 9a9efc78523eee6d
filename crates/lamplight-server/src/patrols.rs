//! Plans of walks: which stops a shift visits, by whom, in which order and when.
//!
//! Places come from the map of risk, from chance, and from those who ask for them; ways are walked on the streets. What
//! the analysis plans is checked by its own checker, which shares nothing with the planner, and so is every change by
//! hand; a plan that breaks a rule is never kept.
//!
//! **Invariant:** pure but for the map's file. Time and chance are parameters; whoever calls does it off the threads
//! that answer.

mod by_hand;
mod draw;
mod turns;
mod written;

use lamplight_analysis::check::check;
use lamplight_analysis::matrix::{Matrix, PACE_METRES_PER_SECOND_DEFAULT, WalksError, walks};
use lamplight_analysis::plan::{Break, Effort, Plan, Shift, Stop, Task, Window, plan};
use lamplight_analysis::streets::{Place, SNAP_METRES_MAX_DEFAULT, Streets};
use lamplight_protocol::api::RiskMap;
use lamplight_protocol::ids::PatrolId;
use lamplight_protocol::limits::PATROL_STOPS_MAX;
use lamplight_protocol::patrol::{AskedPlace, MapPart, PatrolMaking, PatrolOrder, PatrolPlan, StopReason};
use lamplight_protocol::place::{Point, Region};
use lamplight_protocol::time::TimestampMillis;

use crate::area_pack::ServedPack;

pub(crate) use self::by_hand::change;
pub use self::turns::Turns;

/// The least share of the visits that goes to places drawn at random, in a plan by the map, in percent: a tenth, as
/// [`lamplight_analysis::patrol_time::allocation::EXPLORED_SHARE_MIN`] says. Else no one learns what happens where no
/// patrol goes.
const RANDOM_PERCENT_MIN: usize = 10;

/// What plans are made on.
pub(crate) struct Ground {
    /// Where one can walk.
    pub(crate) streets: Streets,
    /// The outline of the area, from which places are drawn at random.
    pub(crate) boundary: Option<Region>,
    /// The latest map of risk, unless it is switched off.
    pub(crate) map: Option<RiskMap>,
    /// Knows what streets are called.
    pub(crate) pack: Option<ServedPack>,
}

/// Why there is no plan, or a plan cannot be changed so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PatrolError {
    /// A place is not near any street.
    #[error("{field} is more than 300 metres from every street that can be walked to; choose another place")]
    OffStreets {
        /// Which place.
        field: &'static str,
    },
    /// There is no place to visit.
    #[error(
        "there is nothing to visit: no map of risk that time could be dealt out by, and no place that was asked for"
    )]
    NothingToVisit,
    /// So much was asked for that no time is left for chance.
    #[error(
        "so many places were asked for that a tenth of the time is not left for places at random; ask for fewer"
    )]
    NothingAtRandom,
    /// The plan has no such stop.
    #[error("the plan has no such stop")]
    NoSuchStop,
    /// The plan has no such unit.
    #[error("the plan has no such unit")]
    NoSuchUnit,
    /// Nobody visits the stop as it is.
    #[error("nobody visits that stop as it is")]
    OutAlready,
    /// A unit would be back too late.
    #[error(
        "unit {unit} would be back {minutes} minutes late; take a stop out first, or give it to another unit"
    )]
    TooLate {
        /// The unit.
        unit: u32,
        /// By how much, rounded up.
        minutes: u32,
    },
    /// As many stops or changes as there may be are there.
    #[error("the plan has as many stops or changes as it may have; plan the shift anew")]
    Full,
    /// The analysis refused the task, or its checker found a fault.
    #[error("no sound plan came of it: {0}")]
    Unsound(String),
}

impl PatrolError {
    /// The field of the body that it is about.
    pub(crate) fn field(&self) -> &'static str {
        match self {
            Self::OffStreets { field } => field,
            Self::NothingToVisit => "by_map",
            Self::NothingAtRandom => "asked",
            Self::NoSuchStop | Self::OutAlready | Self::Full => "change.stop",
            Self::NoSuchUnit | Self::TooLate { .. } => "change.unit",
            Self::Unsound(_) => "units",
        }
    }
}

/// A place that may be visited.
pub(super) struct Wanted {
    at: Point,
    words: Option<String>,
    why: StopReason,
    value: f64,
    must: bool,
}

/// Plans a shift.
///
/// # Errors
/// [`PatrolError`] when no sound plan can be made.
pub(crate) fn make(
    ground: &Ground,
    id: PatrolId,
    order: &PatrolOrder,
    (seed, effort): (u32, Effort),
    now: TimestampMillis,
) -> Result<PatrolPlan, PatrolError> {
    let (wanted, part) = wanted(ground, order, seed)?;
    let places: Vec<Point> = wanted.iter().map(|place| place.at).collect();
    let matrix = ways(&ground.streets, order.base.at, &places, order.asked.len())?;
    let stops: Vec<Stop> = wanted
        .iter()
        .enumerate()
        .map(|(index, place)| stop(index, place, order))
        .collect();
    let shifts = shifts(order);
    let task = Task {
        stops: &stops,
        shifts: &shifts,
        walks: &matrix,
    };
    let planned =
        plan(&task, effort, u64::from(seed)).map_err(|error| PatrolError::Unsound(error.to_string()))?;
    must_be_sound(&task, &planned)?;
    if part == MapPart::Ranked {
        must_leave_room_for_chance(&planned, &wanted)?;
    }
    let making = PatrolMaking {
        seed,
        epochs: planned.epochs,
        map: part,
        map_made_at: ground
            .map
            .as_ref()
            .filter(|_| part == MapPart::Ranked)
            .map(|map| map.made_at),
    };
    let named = |at| ground.pack.as_ref().and_then(|pack| pack.words_at(at));
    Ok(written::new_plan(
        id,
        order,
        making,
        (&planned, wanted),
        named,
        now,
    ))
}

/// Everything that may be visited: what was asked for first.
fn wanted(ground: &Ground, order: &PatrolOrder, seed: u32) -> Result<(Vec<Wanted>, MapPart), PatrolError> {
    let mut wanted: Vec<Wanted> = order.asked.iter().map(asked).collect();
    let part = match &ground.map {
        _ if !order.by_map => MapPart::NotWanted,
        None => MapPart::NoMap,
        Some(map) => {
            let room = PATROL_STOPS_MAX.saturating_sub(wanted.len());
            let drawn = draw::draw(ground, map, order, room, seed);
            let part = if drawn.is_some() {
                MapPart::Ranked
            } else {
                MapPart::TooFewPlaces
            };
            wanted.extend(drawn.unwrap_or_default());
            part
        }
    };
    if wanted.is_empty() {
        return Err(PatrolError::NothingToVisit);
    }
    Ok((wanted, part))
}

fn asked(place: &AskedPlace) -> Wanted {
    Wanted {
        at: place.at,
        words: Some(place.words.clone()),
        why: StopReason::Asked,
        value: 0.0,
        must: true,
    }
}

/// The name of a stop in the task: its place among all that may be visited.
fn stop(index: usize, place: &Wanted, order: &PatrolOrder) -> Stop {
    Stop {
        id: index.to_string(),
        place: index + 1,
        value: place.value,
        dwell_s: stay_s(order),
        window: None,
        must: place.must,
    }
}

fn stay_s(order: &PatrolOrder) -> f64 {
    f64::from(order.stay_minutes) * 60.0
}

fn break_s(order: &PatrolOrder) -> f64 {
    f64::from(order.break_minutes) * 60.0
}

/// How long the shift is, in seconds.
fn lasts_s(order: &PatrolOrder) -> f64 {
    let ms = order.ends_at.millis_since(order.starts_at);
    f64::from(i32::try_from(ms / 1_000).unwrap_or(i32::MAX))
}

/// How long one walks and visits, in seconds.
fn walks_s(order: &PatrolOrder) -> f64 {
    lasts_s(order) - break_s(order)
}

/// One for each unit, from the base and back.
fn shifts(order: &PatrolOrder) -> Vec<Shift> {
    let lasts_s = lasts_s(order);
    let pause = Break {
        window: Window {
            opens_s: lasts_s / 3.0,
            closes_s: lasts_s * 2.0 / 3.0,
        },
        lasts_s: break_s(order),
    };
    let breaks = if order.break_minutes > 0 {
        vec![pause]
    } else {
        Vec::new()
    };
    let shift = |unit: &u32| Shift {
        id: unit.to_string(),
        start_place: 0,
        end_place: 0,
        starts_s: 0.0,
        ends_s: lasts_s,
        breaks: breaks.clone(),
    };
    order.units.iter().map(shift).collect()
}

/// The ways between the base, which is the first, and all places. The first `asked` of those are named as such when
/// they lie off the streets.
fn ways(streets: &Streets, base: Point, places: &[Point], asked: usize) -> Result<Matrix, PatrolError> {
    let all: Vec<Place> = std::iter::once(&base).chain(places).map(place_of).collect();
    walks(
        streets,
        &all,
        PACE_METRES_PER_SECOND_DEFAULT,
        SNAP_METRES_MAX_DEFAULT,
    )
    .map_err(|error| match error {
        WalksError::NoStreetNear { place: 0 } => PatrolError::OffStreets { field: "base" },
        WalksError::NoStreetNear { place } if place <= asked => PatrolError::OffStreets { field: "asked" },
        WalksError::NoStreetNear { .. } => PatrolError::OffStreets { field: "change" },
        WalksError::Matrix(error) => PatrolError::Unsound(error.to_string()),
    })
}

fn place_of(point: &Point) -> Place {
    Place {
        lon: point.lon(),
        lat: point.lat(),
    }
}

fn must_be_sound(task: &Task<'_>, planned: &Plan) -> Result<(), PatrolError> {
    match check(task, planned).first() {
        None => Ok(()),
        Some(breach) => Err(PatrolError::Unsound(format!("{:?}", breach.rule))),
    }
}

/// What was drawn at random must be visited for its share, also when much was asked for.
fn must_leave_room_for_chance(planned: &Plan, wanted: &[Wanted]) -> Result<(), PatrolError> {
    let visited = written::visited(planned);
    let at_random = visited
        .iter()
        .filter_map(|index| wanted.get(*index))
        .filter(|place| place.why == StopReason::AtRandom)
        .count();
    // Every visit takes as long as another.
    if at_random * 100 >= RANDOM_PERCENT_MIN * visited.len() {
        return Ok(());
    }
    Err(PatrolError::NothingAtRandom)
}

/// A count to reckon with. Counts here are below [`PATROL_STOPS_MAX`].
fn amount(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
