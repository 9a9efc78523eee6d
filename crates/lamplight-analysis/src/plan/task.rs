//! What a plan is made for: stops, shifts and the ways between them.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::matrix::Matrix;

/// Most stops of one plan: all that a matrix of places can hold.
pub const STOPS_MAX: usize = crate::matrix::PLACES_MAX;
/// Most shifts of one plan: a city's foot patrols of a day.
pub const SHIFTS_MAX: usize = 200;
/// Most breaks of one shift: a meal and a few pauses.
pub const BREAKS_PER_SHIFT_MAX: usize = 6;

/// How long a visit takes where nobody says otherwise, in minutes. Deterrence grows with each minute up to about 15
/// and falls off after that (Koper 1995): a default, not a law.
pub const DWELL_MINUTES_DEFAULT: f64 = 15.0;
/// The shortest visit that the Koper curve speaks for, in minutes.
pub const DWELL_MINUTES_MIN_USUAL: f64 = 10.0;
/// The longest visit that the Koper curve speaks for, in minutes.
pub const DWELL_MINUTES_MAX_USUAL: f64 = 16.0;

/// A place to be visited, by one walker and once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stop {
    /// Its name, of its own in the task.
    pub id: String,
    /// Its place in the matrix.
    pub place: usize,
    /// What a visit is worth, zero or more, in any unit that is one for all stops.
    pub value: f64,
    /// How long a visit takes, in seconds.
    pub dwell_s: f64,
    /// When a visit may begin; at any time where there is none.
    pub window: Option<Window>,
    /// Whether it goes before all stops that need not be: a stop that was drawn at random would otherwise be left out
    /// for its low value, and the draw with it.
    pub must: bool,
}

/// From when until when, in seconds on the task's clock, both included.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Window {
    /// The first moment.
    pub opens_s: f64,
    /// The last moment.
    pub closes_s: f64,
}

/// One walker's turn, or one unit's that walks together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shift {
    /// Its name, of its own in the task.
    pub id: String,
    /// Where it starts: a place in the matrix.
    pub start_place: usize,
    /// Where it ends: a place in the matrix.
    pub end_place: usize,
    /// When it starts, in seconds on the task's clock.
    pub starts_s: f64,
    /// When the walker has to be back, in seconds on the task's clock.
    pub ends_s: f64,
    /// Breaks, in their order.
    pub breaks: Vec<Break>,
}

/// A break of a shift. It is taken, whatever else is visited.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Break {
    /// When it may begin.
    pub window: Window,
    /// How long it lasts, in seconds.
    pub lasts_s: f64,
}

/// A task: the stops, the shifts, and the ways between all their places.
#[derive(Debug, Clone, Copy)]
pub struct Task<'a> {
    /// The stops to choose from.
    pub stops: &'a [Stop],
    /// The shifts, each of which gets a route.
    pub shifts: &'a [Shift],
    /// The ways between the places.
    pub walks: &'a Matrix,
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PlanError {
    /// No shift.
    #[error("nobody is on shift")]
    NoShift,
    /// More than [`STOPS_MAX`] stops.
    #[error("{count} stops, and a plan takes at most {STOPS_MAX}")]
    TooManyStops {
        /// How many there were.
        count: usize,
    },
    /// More than [`SHIFTS_MAX`] shifts.
    #[error("{count} shifts, and a plan takes at most {SHIFTS_MAX}")]
    TooManyShifts {
        /// How many there were.
        count: usize,
    },
    /// More than [`BREAKS_PER_SHIFT_MAX`] breaks in one shift.
    #[error("shift {shift} has more than {BREAKS_PER_SHIFT_MAX} breaks")]
    TooManyBreaks {
        /// The shift's name.
        shift: String,
    },
    /// Two stops or two shifts have one name.
    #[error("the name {id} is there twice")]
    Twice {
        /// The name.
        id: String,
    },
    /// A stop or shift is at a place that is not in the matrix.
    #[error("{id} is at place {place}, and there are ways between {places} places")]
    NoSuchPlace {
        /// The name of the stop or shift.
        id: String,
        /// The place it names.
        place: usize,
        /// How many places there are.
        places: usize,
    },
    /// A value, time or length is below zero or no number, or an end is before its start.
    #[error("{id}: {what} does not make sense")]
    Senseless {
        /// The name of the stop or shift.
        id: String,
        /// Which of its numbers.
        what: &'static str,
    },
    /// A shift that cannot be held even without a visit: its breaks or its way do not fit between start and end.
    #[error("shift {shift} ends before its way and its breaks are done, even with no visit")]
    ShiftTooShort {
        /// The shift's name.
        shift: String,
    },
    /// The budget of time is not a number of seconds.
    #[error("{0} seconds is no time to search in")]
    NoTime(String),
}

impl Task<'_> {
    /// Checks everything that a plan relies on, but not whether the shifts can be walked.
    pub(super) fn check(&self) -> Result<(), PlanError> {
        if self.shifts.is_empty() {
            return Err(PlanError::NoShift);
        }
        if self.stops.len() > STOPS_MAX {
            return Err(PlanError::TooManyStops {
                count: self.stops.len(),
            });
        }
        if self.shifts.len() > SHIFTS_MAX {
            return Err(PlanError::TooManyShifts {
                count: self.shifts.len(),
            });
        }
        once(self.stops.iter().map(|stop| &stop.id))?;
        once(self.shifts.iter().map(|shift| &shift.id))?;
        self.stops.iter().try_for_each(|stop| self.check_stop(stop))?;
        self.shifts.iter().try_for_each(|shift| self.check_shift(shift))
    }

    fn check_stop(&self, stop: &Stop) -> Result<(), PlanError> {
        self.check_place(&stop.id, stop.place)?;
        sense(&stop.id, "its value", is_amount(stop.value))?;
        sense(&stop.id, "its dwell", is_amount(stop.dwell_s))?;
        sense(&stop.id, "its window", stop.window.is_none_or(Window::is_sound))
    }

    fn check_shift(&self, shift: &Shift) -> Result<(), PlanError> {
        self.check_place(&shift.id, shift.start_place)?;
        self.check_place(&shift.id, shift.end_place)?;
        if shift.breaks.len() > BREAKS_PER_SHIFT_MAX {
            return Err(PlanError::TooManyBreaks {
                shift: shift.id.clone(),
            });
        }
        let whole = Window {
            opens_s: shift.starts_s,
            closes_s: shift.ends_s,
        };
        sense(&shift.id, "its time from start to end", whole.is_sound())?;
        let breaks_are_sound = shift
            .breaks
            .iter()
            .all(|pause| pause.window.is_sound() && is_amount(pause.lasts_s));
        sense(&shift.id, "a break", breaks_are_sound)
    }

    fn check_place(&self, id: &str, place: usize) -> Result<(), PlanError> {
        if place < self.walks.places() {
            return Ok(());
        }
        Err(PlanError::NoSuchPlace {
            id: id.to_owned(),
            place,
            places: self.walks.places(),
        })
    }
}

impl Window {
    fn is_sound(self) -> bool {
        self.opens_s.is_finite() && self.closes_s.is_finite() && self.opens_s <= self.closes_s
    }
}

fn is_amount(number: f64) -> bool {
    number.is_finite() && number >= 0.0
}

fn sense(id: &str, what: &'static str, makes_sense: bool) -> Result<(), PlanError> {
    if makes_sense {
        return Ok(());
    }
    Err(PlanError::Senseless {
        id: id.to_owned(),
        what,
    })
}

fn once<'a>(ids: impl Iterator<Item = &'a String>) -> Result<(), PlanError> {
    let mut seen = HashSet::new();
    for id in ids {
        if !seen.insert(id) {
            return Err(PlanError::Twice { id: id.clone() });
        }
    }
    Ok(())
}
