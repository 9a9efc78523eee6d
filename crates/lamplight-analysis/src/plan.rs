//! The patrol plan: which stops, by whom, in which order and when.
//!
//! A team orienteering problem with time windows. Every stop has a value, and takes a while; every shift has a start,
//! an end, and breaks. The plan visits the stops that are worth most together, and among plans of one value the one
//! that walks least.
//!
//! **A plan can be made again.** Which plan comes out depends on the task, the seed and the number of epochs, and on
//! nothing else: not on the machine, its load or its number of cores. So an officer cannot be foreseen who does not
//! know the seed, and whoever reviews a plan can make the same one. A budget of seconds only decides how many epochs
//! are searched; the plan says how many those were.
//!
//! The search is ruin and recreate with slack induction by string removals (Christiaens and Vanden Berghe 2020) under
//! simulated annealing; docs/adr/0019 says why it is our own.

mod choose;
mod ground;
mod island;
mod recreate;
mod route;
mod ruin;
mod search;
mod skipped;
mod task;
mod tours;
mod written;

use serde::{Deserialize, Serialize};

pub use self::choose::{Candidate, Choice, ChoiceError, Chosen, RANDOM_SHARE_MIN, choose_stops};
pub use self::search::plan;
pub use self::task::{
    BREAKS_PER_SHIFT_MAX, Break, DWELL_MINUTES_DEFAULT, DWELL_MINUTES_MAX_USUAL, DWELL_MINUTES_MIN_USUAL,
    PlanError, SHIFTS_MAX, STOPS_MAX, Shift, Stop, Task, Window,
};

/// How long to search.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effort {
    /// Until this many seconds have passed. At least one epoch is searched.
    Seconds(f64),
    /// This many epochs, however long that takes: makes a plan again.
    Epochs(u32),
}

/// A plan for all shifts of a task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// One for each shift, in the order of the task; also where a shift visits nothing.
    pub routes: Vec<Route>,
    /// The stops that nobody visits, in the order of the task.
    pub skipped: Vec<Skipped>,
    /// The value of all visited stops.
    pub value: f64,
    /// What all walk together, in metres.
    pub walked_metres: f64,
    /// The seed that the plan was made with.
    pub seed: u64,
    /// How many epochs were searched; with the seed they make the same plan again.
    pub epochs: u32,
}

/// What one walker does in a shift.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Route {
    /// The shift's name.
    pub shift: String,
    /// When the walker sets out, in seconds on the task's clock.
    pub departs_s: f64,
    /// Visits and breaks in their order.
    pub items: Vec<Item>,
    /// The way to where the shift ends, in metres.
    pub last_leg_metres: f64,
    /// The way to where the shift ends, in seconds.
    pub last_leg_s: f64,
    /// When the walker is there, in seconds on the task's clock.
    pub arrives_s: f64,
    /// The value of the visited stops.
    pub value: f64,
    /// The whole walk in metres.
    pub walked_metres: f64,
}

/// One thing in a route.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Item {
    /// A visit to a stop.
    Visit(Visit),
    /// A break, taken where the walker is.
    Break {
        /// When it begins, in seconds on the task's clock.
        begins_s: f64,
        /// When it ends, in seconds on the task's clock.
        ends_s: f64,
    },
}

/// A visit to a stop.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// The stop's name.
    pub stop: String,
    /// The way there from the stop before, in metres.
    pub leg_metres: f64,
    /// The way there from the stop before, in seconds.
    pub leg_s: f64,
    /// When the walker is there, in seconds on the task's clock.
    pub arrives_s: f64,
    /// When the visit begins: after a wait where the stop opens later.
    pub begins_s: f64,
    /// When the walker goes on.
    pub departs_s: f64,
}

/// A stop that nobody visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The stop's name.
    pub stop: String,
    /// Why.
    pub why: Why,
}

/// Why a stop is not visited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A shift could go there, but the time is worth more elsewhere.
    WorthMoreElsewhere,
    /// Even a shift that visits nothing else comes after it closed.
    Closed,
    /// Even a shift that visits nothing else is not back in time.
    TooFar,
}
