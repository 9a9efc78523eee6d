//! Walking distances and times between all places of a plan.

mod walks;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use self::walks::{WalksError, walks};

/// Most places of one matrix: 2,000 × 2,000 pairs are 64 MB, and more stops than a shift has minutes.
pub const PLACES_MAX: usize = 2_000;

/// Walking pace in metres a second, with looking around: 4.5 km/h, below the 1.4 m/s at which people walk to get
/// somewhere (Bohannon 1997), because a patrol walks to see.
pub const PACE_METRES_PER_SECOND_DEFAULT: f64 = 1.25;

/// Why a matrix was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MatrixError {
    /// More places than [`PLACES_MAX`].
    #[error("{count} places, and at most {PLACES_MAX} can be walked between")]
    TooManyPlaces {
        /// How many there were.
        count: usize,
    },
    /// The tables are not square, or not of one size.
    #[error("{metres} distances and {seconds} times do not make a table of {places} places")]
    NotSquare {
        /// How many places.
        places: usize,
        /// How many distances were given.
        metres: usize,
        /// How many times were given.
        seconds: usize,
    },
    /// A distance or time that is negative or no number, or that leads from a place to itself and is not zero.
    #[error("from place {from} to place {to} is not a length")]
    NotALength {
        /// The place one sets out from.
        from: usize,
        /// The place one walks to.
        to: usize,
    },
    /// The pace is not above zero.
    #[error("the pace of {0} metres a second does not lead anywhere")]
    NoPace(String),
}

/// Walking distances in metres and times in seconds from every place to every place, in rows of the place one sets
/// out from. Infinite where there is no way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Matrix {
    places: usize,
    metres: Vec<f64>,
    seconds: Vec<f64>,
}

impl Matrix {
    /// A matrix of given distances in metres and times in seconds, `places` × `places` each, row by row.
    ///
    /// # Errors
    /// [`MatrixError`] when the tables do not fit or hold what is no length.
    pub fn new(places: usize, metres: Vec<f64>, seconds: Vec<f64>) -> Result<Self, MatrixError> {
        if places > PLACES_MAX {
            return Err(MatrixError::TooManyPlaces { count: places });
        }
        if metres.len() != places * places || seconds.len() != metres.len() {
            return Err(MatrixError::NotSquare {
                places,
                metres: metres.len(),
                seconds: seconds.len(),
            });
        }
        let bad = metres
            .iter()
            .zip(&seconds)
            .enumerate()
            .position(|(at, (metres, seconds))| {
                let is_length = *metres >= 0.0 && *seconds >= 0.0;
                let stays = at / places == at % places;
                !is_length || (stays && metres.max(*seconds) > 0.0)
            });
        match bad {
            Some(at) => Err(MatrixError::NotALength {
                from: at / places,
                to: at % places,
            }),
            None => Ok(Self {
                places,
                metres,
                seconds,
            }),
        }
    }

    /// A matrix of distances in metres that are walked at one pace. Times are rounded up to whole seconds, so that a
    /// plan never promises what cannot be walked.
    ///
    /// # Errors
    /// [`MatrixError`] as [`Matrix::new`], and for a pace that is not above zero.
    pub fn at_pace(
        places: usize,
        metres: Vec<f64>,
        pace_metres_per_second: f64,
    ) -> Result<Self, MatrixError> {
        if !(pace_metres_per_second > 0.0 && pace_metres_per_second.is_finite()) {
            return Err(MatrixError::NoPace(pace_metres_per_second.to_string()));
        }
        let seconds = metres
            .iter()
            .map(|metres| (metres / pace_metres_per_second).ceil())
            .collect();
        Self::new(places, metres, seconds)
    }

    /// How many places.
    #[must_use]
    pub fn places(&self) -> usize {
        self.places
    }

    /// The walk in metres; infinite where there is no way, and for a place that is not in the matrix.
    #[must_use]
    pub fn metres(&self, from: usize, to: usize) -> f64 {
        self.at(&self.metres, from, to)
    }

    /// The walk in seconds; infinite where there is no way, and for a place that is not in the matrix.
    #[must_use]
    pub fn seconds(&self, from: usize, to: usize) -> f64 {
        self.at(&self.seconds, from, to)
    }

    fn at(&self, table: &[f64], from: usize, to: usize) -> f64 {
        if from >= self.places || to >= self.places {
            return f64::INFINITY;
        }
        table
            .get(from * self.places + to)
            .copied()
            .unwrap_or(f64::INFINITY)
    }
}
