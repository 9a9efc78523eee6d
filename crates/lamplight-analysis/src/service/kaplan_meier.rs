//! How long something takes, when some of it is not over yet.
//!
//! Kaplan and Meier 1958. Leaving open cases out would make a desk that never closes the hard ones look quick.

use serde::{Deserialize, Serialize};

/// One that was watched from its begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lasted {
    /// How long it took, or how long it has been watched, in seconds.
    pub seconds: i64,
    /// Whether it is over.
    pub is_over: bool,
}

/// A time at which at least one was over.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Seconds from the begin.
    pub seconds: i64,
    /// How many were still watched and not over just before.
    pub at_risk: usize,
    /// How many were over then.
    pub over: usize,
    /// The estimated share that takes longer than this.
    pub open_share: f64,
}

/// The estimated shares over time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Survival {
    /// From the first to the last end.
    pub steps: Vec<Step>,
}

/// Estimates which share takes longer than any time. One that is still open at a time counts up to then.
#[must_use]
pub fn survival(all: &[Lasted]) -> Survival {
    let mut sorted = all.to_vec();
    sorted.sort_by_key(|one| one.seconds);
    let mut at_risk = sorted.len();
    let mut open_share = 1.0;
    let mut steps = Vec::new();
    for same_time in sorted.chunk_by(|a, b| a.seconds == b.seconds) {
        let over = same_time.iter().filter(|one| one.is_over).count();
        if let Some(first) = same_time.first()
            && over > 0
        {
            open_share *= 1.0 - over as f64 / at_risk as f64;
            steps.push(Step {
                seconds: first.seconds,
                at_risk,
                over,
                open_share,
            });
        }
        at_risk -= same_time.len();
    }
    Survival { steps }
}

impl Survival {
    /// After how many seconds a share (0.5 for the median) is over; `None` where so many are not over yet that nobody
    /// knows.
    #[must_use]
    pub fn seconds_until(&self, share_over: f64) -> Option<i64> {
        // What the multiplications round off must not move the median of an even number.
        let is_reached = |step: &&Step| step.open_share <= 1.0 - share_over + 1e-12;
        self.steps.iter().find(is_reached).map(|step| step.seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(seconds: i64) -> Lasted {
        Lasted {
            seconds,
            is_over: true,
        }
    }

    fn open(seconds: i64) -> Lasted {
        Lasted {
            seconds,
            is_over: false,
        }
    }

    #[test]
    fn the_classic_example() {
        // Remission of leukaemia under 6-mercaptopurine, in weeks: Freireich and others 1963; figures as every textbook
        // gives them.
        let ended = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(over);
        let watched = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(open);
        let found = survival(&[&ended[..], &watched[..]].concat());
        let shares: Vec<(i64, f64)> = found
            .steps
            .iter()
            .map(|step| (step.seconds, (step.open_share * 1_000.0).round() / 1_000.0))
            .collect();
        assert_eq!(
            shares,
            [
                (6, 0.857),
                (7, 0.807),
                (10, 0.753),
                (13, 0.690),
                (16, 0.627),
                (22, 0.538),
                (23, 0.448)
            ]
        );
        assert_eq!(found.seconds_until(0.5), Some(23));
        assert_eq!(found.seconds_until(0.9), None);
    }

    #[test]
    fn without_open_ones_it_is_the_plain_quantile() {
        let found = survival(&[4, 1, 3, 2].map(over));
        assert_eq!(found.seconds_until(0.5), Some(2));
        assert_eq!(found.seconds_until(0.9), Some(4));
    }

    #[test]
    fn where_nothing_is_over_nothing_is_known() {
        assert_eq!(survival(&[open(5)]).seconds_until(0.5), None);
        assert_eq!(survival(&[]).seconds_until(0.5), None);
    }
}
