//! By how much incidents differ between treated and control cells.

use serde::{Deserialize, Serialize};

use super::Z_95;
use super::power::{EventsNeeded, events_needed};

/// The change that a trial must be able to see: that of the Philadelphia foot-patrol experiment, −23 % (Ratcliffe and
/// others 2011).
pub const REDUCTION_TO_SEE: f64 = 0.23;
/// The chance with which it must see it.
pub const POWER: f64 = 0.80;

/// What happened in one pair of cells, or in one step of a stepped trial: treated against control at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Stratum {
    /// Incidents where it was patrolled by the plan.
    pub treated_events: f64,
    /// Cell-days of it, above 0.
    pub treated_cell_days: f64,
    /// Incidents where it was not.
    pub control_events: f64,
    /// Cell-days of it, above 0.
    pub control_cell_days: f64,
}

/// A ratio of two rates with its 95 % interval. Below 1, fewer incidents where it was patrolled.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RateRatio {
    /// The ratio.
    pub ratio: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What a trial shows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Finding {
    /// Too few incidents to see even a large change: nothing is said of an effect, in either direction.
    TooFewEvents {
        /// The mean of both arms.
        events_per_arm: f64,
        /// How many it takes.
        needed_per_arm: f64,
    },
    /// The ratio, whichever way it goes.
    Ratio(RateRatio),
}

/// Compares treated with control cells, stratum by stratum, so that what changes for all alike (season, place) drops out.
///
/// The Mantel–Haenszel rate ratio with the variance of Greenland and Robins 1985, for rates.
#[must_use]
pub fn compare(strata: &[Stratum]) -> Finding {
    let events: f64 = strata
        .iter()
        .map(|one| one.treated_events + one.control_events)
        .sum();
    let events_per_arm = events / 2.0;
    let EventsNeeded { per_arm } = events_needed(REDUCTION_TO_SEE, POWER);
    match mantel_haenszel(strata) {
        Some(ratio) if events_per_arm >= per_arm => Finding::Ratio(ratio),
        Some(_) | None => Finding::TooFewEvents {
            events_per_arm,
            needed_per_arm: per_arm,
        },
    }
}

/// The ratio with its interval, however few incidents there are: for the buffer around treated cells, to see whether
/// incidents moved there. `None` where one side has none, or no time.
#[must_use]
pub fn mantel_haenszel(strata: &[Stratum]) -> Option<RateRatio> {
    let (mut treated, mut control, mut spread) = (0.0, 0.0, 0.0);
    for one in strata {
        let days = one.treated_cell_days + one.control_cell_days;
        if days > 0.0 {
            treated += one.treated_events * one.control_cell_days / days;
            control += one.control_events * one.treated_cell_days / days;
            let events = one.treated_events + one.control_events;
            spread += events * one.treated_cell_days * one.control_cell_days / (days * days);
        }
    }
    if !(treated > 0.0 && control > 0.0) {
        return None;
    }
    let ratio = treated / control;
    let deviation = (spread / (treated * control)).sqrt();
    Some(RateRatio {
        ratio,
        low: ratio * (-Z_95 * deviation).exp(),
        high: ratio * (Z_95 * deviation).exp(),
    })
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;

    fn stratum(treated_events: f64, control_events: f64) -> Stratum {
        Stratum {
            treated_events,
            treated_cell_days: 1_000.0,
            control_events,
            control_cell_days: 1_000.0,
        }
    }

    #[test]
    fn one_stratum_is_the_plain_ratio() {
        let Finding::Ratio(found) = compare(&[stratum(231.0, 300.0)]) else {
            panic!("enough events")
        };
        assert!((found.ratio - 0.77).abs() < 1e-12);
        // ln 0.77 ± 1.96 √(1/231 + 1/300)
        assert!((found.low - 0.648_606).abs() < 1e-5, "{}", found.low);
        assert!((found.high - 0.914_114).abs() < 1e-5, "{}", found.high);
    }

    #[test]
    fn what_differs_between_strata_does_not_pass_for_an_effect() {
        // Twice the rate in winter, when most is treated: within each stratum there is no difference.
        let winter = Stratum {
            treated_events: 360.0,
            treated_cell_days: 900.0,
            control_events: 40.0,
            control_cell_days: 100.0,
        };
        let summer = Stratum {
            treated_events: 20.0,
            treated_cell_days: 100.0,
            control_events: 180.0,
            control_cell_days: 900.0,
        };
        let Finding::Ratio(found) = compare(&[winter, summer]) else {
            panic!("enough events")
        };
        assert!((found.ratio - 1.0).abs() < 1e-12);
    }

    #[test]
    fn too_few_events_tell_nothing() {
        let Finding::TooFewEvents {
            events_per_arm,
            needed_per_arm,
        } = compare(&[stratum(20.0, 40.0)])
        else {
            panic!("60 events are too few")
        };
        assert_eq!(events_per_arm, 30.0);
        assert!((225.0..=235.0).contains(&needed_per_arm), "{needed_per_arm}");
        assert!(matches!(compare(&[]), Finding::TooFewEvents { .. }));
    }

    #[test]
    fn the_interval_holds_the_truth_in_nineteen_of_twenty_trials() {
        let mut random = Rng::with_seed(17);
        let mut draw = |mean: f64| (0..1_000).filter(|_| random.f64() < mean / 1_000.0).count() as f64;
        let mut holds = 0;
        for _ in 0..1_000 {
            let strata: Vec<Stratum> = (1..=10)
                .map(|pair| {
                    let mean = 10.0 * f64::from(pair);
                    stratum(draw(mean * 0.8), draw(mean))
                })
                .collect();
            let found = mantel_haenszel(&strata).unwrap();
            holds += i32::from(found.low <= 0.8 && 0.8 <= found.high);
        }
        assert!((930..=975).contains(&holds), "{holds}");
    }
}
