//! How many incidents a trial needs before it can tell anything.

use super::Z_95;

/// The expected incidents that a trial takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EventsNeeded {
    /// The mean of the treated and the control arm.
    pub per_arm: f64,
}

/// Incidents per arm to see that a rate falls by `reduction` (0.23 for −23 %) at `power` (0.80) with a two-sided test at
/// 5 %, arms of equal size.
///
/// Given how many incidents there are in all, those of the treated arm are binomial (Przyborowski and Wilenski 1940); the
/// number is that of the normal approximation for one proportion against a half.
#[must_use]
pub fn events_needed(reduction: f64, power: f64) -> EventsNeeded {
    let ratio = 1.0 - reduction;
    let treated_share = ratio / (1.0 + ratio);
    let under_null = Z_95 * 0.5;
    let under_effect = quantile(power) * (treated_share * (1.0 - treated_share)).sqrt();
    let in_all = ((under_null + under_effect) / (0.5 - treated_share)).powi(2);
    EventsNeeded {
        per_arm: in_all / 2.0,
    }
}

/// The chance to see that a rate falls by `reduction`, from 0 to 1, with so many incidents expected in each arm: the inverse
/// of [`events_needed`].
#[must_use]
pub fn power_to_see(reduction: f64, events_per_arm: f64) -> f64 {
    let ratio = 1.0 - reduction;
    let treated_share = ratio / (1.0 + ratio);
    let in_all = 2.0 * events_per_arm;
    let above_null = (0.5 - treated_share) * in_all.sqrt() - Z_95 * 0.5;
    let z = above_null / (treated_share * (1.0 - treated_share)).sqrt();
    1.0 - crate::hotspots::discovery::upper_tail(z)
}

/// The normal value that leaves `1 - probability` above it, for probabilities within 0 and 1: by halving, as the tail is
/// known.
fn quantile(probability: f64) -> f64 {
    let (mut low, mut high) = (-10.0_f64, 10.0_f64);
    for _ in 0..80 {
        let middle = f64::midpoint(low, high);
        if 1.0 - crate::hotspots::discovery::upper_tail(middle) < probability {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;

    use super::*;

    #[test]
    fn the_foot_patrol_experiment_takes_about_230_incidents_an_arm() {
        let needed = events_needed(0.23, 0.80).per_arm;
        assert!((needed - 231.0).abs() < 1.0, "{needed}");
        assert!(events_needed(0.10, 0.80).per_arm > 5.0 * needed);
    }

    #[test]
    fn power_is_the_inverse_of_what_is_needed() {
        for power in [0.2, 0.5, 0.8, 0.95] {
            let needed = events_needed(0.23, power).per_arm;
            assert!((power_to_see(0.23, needed) - power).abs() < 1e-9, "{power}");
        }
        assert!(power_to_see(0.23, 0.0) < 0.05);
    }

    #[test]
    fn quantiles_agree_with_the_tables() {
        for (probability, z) in [(0.5, 0.0), (0.8, 0.841_621_233_573), (0.975, Z_95)] {
            assert!((quantile(probability) - z).abs() < 1e-10);
        }
    }

    #[test]
    fn trials_of_that_size_find_the_effect_in_four_of_five() {
        let needed = events_needed(0.23, 0.80).per_arm;
        let treated_share = 0.77 / 1.77;
        let mut random = Rng::with_seed(23);
        let in_all = crate::number::whole(needed * 2.0).unwrap();
        let found = (0..2_000).filter(|_| {
            let treated = (0..in_all).filter(|_| random.f64() < treated_share).count() as f64;
            let z = (in_all as f64 * 0.5 - treated) / (in_all as f64 * 0.25).sqrt();
            z > Z_95
        });
        let share = found.count() as f64 / 2_000.0;
        assert!((0.77..=0.83).contains(&share), "{share}");
    }
}
