//! Instances of team orienteering, as the literature exchanges them: to hold the planner against known results.

mod chao;
mod solomon;

use thiserror::Error;

use crate::matrix::{Matrix, MatrixError};
use crate::plan::{Shift, Stop, Task};

/// Most members of a team: as many as a plan takes shifts.
pub const MEMBERS_MAX: usize = crate::plan::SHIFTS_MAX;

/// Why a file is no instance.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum InstanceError {
    /// A line that is not what it should be; lines count from one.
    #[error("line {line}: {wants}")]
    Line {
        /// Which line.
        line: usize,
        /// What should be there.
        wants: &'static str,
    },
    /// Too few lines: a start and at least one stop are needed.
    #[error("the file has no start with stops after it")]
    NoStops,
    /// A team of none, or of more than [`MEMBERS_MAX`].
    #[error("a team has 1 to {MEMBERS_MAX} members, and not {0}")]
    Members(usize),
    /// Neither the file nor the caller says how long a tour may be.
    #[error("how long may a tour be? The file does not say it: give a budget")]
    NoBudget,
    /// The ways do not make a matrix.
    #[error(transparent)]
    Matrix(#[from] MatrixError),
}

/// An instance: points with scores, and one tour for each member.
#[derive(Debug, Clone, PartialEq)]
pub struct Instance {
    stops: Vec<Stop>,
    shifts: Vec<Shift>,
    walks: Matrix,
}

/// What a caller says beside the file; each goes before what the file says.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Terms {
    /// How many tours there are.
    pub members: Option<usize>,
    /// How long a tour may be, in the file's own unit.
    pub budget: Option<f64>,
    /// Where tours end, where that is not a point of the file.
    pub end: Option<(f64, f64)>,
}

impl Instance {
    /// Reads an instance, in Chao's form or in Solomon's: the latter is told by its heading `CUSTOMER`.
    ///
    /// Chao's form is lines of `x y score`. The first is the start; the last is the end where its score is zero, and
    /// otherwise a stop, and tours end where they start. Lines `n …`, `m …` and `tmax …` may go before them. Length
    /// and time are one.
    ///
    /// # Errors
    /// [`InstanceError`] says which line, and what is missing.
    pub fn read(text: &str, terms: Terms) -> Result<Self, InstanceError> {
        let points = match text.lines().any(|line| line.trim_start().starts_with("CUSTOMER")) {
            true => solomon::read(text)?,
            false => chao::read(text, terms.end)?,
        };
        points.into_instance(terms)
    }

    /// The task for the planner and the checker.
    #[must_use]
    pub fn task(&self) -> Task<'_> {
        Task {
            stops: &self.stops,
            shifts: &self.shifts,
            walks: &self.walks,
        }
    }
}

/// What a file says.
struct Points {
    start: (f64, f64),
    end: (f64, f64),
    opens: f64,
    closes: Option<f64>,
    members: Option<usize>,
    stops: Vec<(f64, f64)>,
    /// For each stop all but its place.
    kinds: Vec<Stop>,
}

impl Points {
    fn into_instance(self, terms: Terms) -> Result<Instance, InstanceError> {
        if self.stops.is_empty() {
            return Err(InstanceError::NoStops);
        }
        let members = terms.members.or(self.members).unwrap_or(1);
        if !(1..=MEMBERS_MAX).contains(&members) {
            return Err(InstanceError::Members(members));
        }
        let budget = terms.budget.map(|budget| self.opens + budget);
        let closes = budget.or(self.closes).ok_or(InstanceError::NoBudget)?;
        let mut places = self.stops;
        let (start_place, end_place) = (places.len(), places.len() + 1);
        places.extend([self.start, self.end]);
        let shifts = (1..=members)
            .map(|member| Shift {
                id: format!("member {member}"),
                start_place,
                end_place,
                starts_s: self.opens,
                ends_s: closes,
                breaks: Vec::new(),
            })
            .collect();
        Ok(Instance {
            stops: self.kinds,
            shifts,
            walks: straight(&places)?,
        })
    }
}

/// Straight ways between all points.
fn straight(places: &[(f64, f64)]) -> Result<Matrix, MatrixError> {
    let from = |one: &(f64, f64)| {
        let one = *one;
        places.iter().map(move |two| (one.0 - two.0).hypot(one.1 - two.1))
    };
    let ways: Vec<f64> = places.iter().flat_map(from).collect();
    Matrix::new(places.len(), ways.clone(), ways)
}

/// The numbers of a line; nothing where one of its words is none.
fn numbers(line: &str) -> Option<Vec<f64>> {
    line.split_whitespace()
        .map(|word| word.parse().ok().filter(|number: &f64| number.is_finite()))
        .collect()
}
