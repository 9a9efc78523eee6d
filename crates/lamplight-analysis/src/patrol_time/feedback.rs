//! What becomes of two areas with equal rates when patrols follow a map that their own work feeds.
//!
//! After Lum and Isaac 2016 and Ensign and others 2018: incidents are equally frequent in both areas, but a patrol
//! discovers more of them where it is. The map is made either of what the patrol discovered, with all time for the higher
//! area, or as Lamplight does it.

use fastrand::Rng;

use super::allocation::{AllocationError, Demand, allocate};

/// The areas.
const AREAS: usize = 2;
/// By how much a day's incidents weigh less a day later: half in 180 days, as in the score.
const FADES_A_DAY: f64 = 0.996_156_6;
/// What both areas begin with: a month's reports, so that the first days are not chance alone.
const BEGIN_DAYS: f64 = 30.0;

/// What a patrol's time follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// All of it goes to the area where the patrol discovered more.
    GreedyOnDiscovered,
    /// It is dealt out by the score of what residents reported, with the bounds of [`allocate`].
    AsDealtOut,
}

/// Incidents in each of the areas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rates {
    /// Reported by residents, a day.
    pub reported_a_day: f64,
    /// Discovered a day where all of the patrol is.
    pub discovered_a_day: f64,
}

/// Runs one history and answers which share of all patrol time the area got that got more, from 0.5 to 1.
///
/// # Errors
/// [`AllocationError`] when the rates give nothing to deal out by.
pub fn simulate(policy: Policy, rates: Rates, days: usize, random: &mut Rng) -> Result<f64, AllocationError> {
    let mut reported = [rates.reported_a_day * BEGIN_DAYS; AREAS];
    let mut discovered = [rates.discovered_a_day * BEGIN_DAYS / 2.0; AREAS];
    let mut patrolled = [0.0; AREAS];
    for _ in 0..days {
        let shares = match policy {
            Policy::GreedyOnDiscovered => greedy(discovered, random),
            Policy::AsDealtOut => dealt_out(reported, random)?,
        };
        for (area, share) in shares.into_iter().enumerate() {
            add(&mut patrolled, area, share);
        }
        for area in 0..AREAS {
            let share = shares.get(area).copied().unwrap_or(0.0);
            let came = poisson(rates.reported_a_day, random);
            fade_and_add(&mut reported, area, came);
            let found = poisson(rates.discovered_a_day * share, random);
            fade_and_add(&mut discovered, area, found);
        }
    }
    let most = patrolled.into_iter().fold(0.0, f64::max);
    Ok(most / patrolled.into_iter().sum::<f64>())
}

fn add(sums: &mut [f64; AREAS], area: usize, amount: f64) {
    if let Some(sum) = sums.get_mut(area) {
        *sum += amount;
    }
}

fn fade_and_add(sums: &mut [f64; AREAS], area: usize, amount: f64) {
    if let Some(sum) = sums.get_mut(area) {
        *sum = *sum * FADES_A_DAY + amount;
    }
}

fn greedy([first, second]: [f64; AREAS], random: &mut Rng) -> [f64; AREAS] {
    let is_first = if first == second {
        random.bool()
    } else {
        first > second
    };
    if is_first { [1.0, 0.0] } else { [0.0, 1.0] }
}

fn dealt_out(reported: [f64; AREAS], random: &mut Rng) -> Result<[f64; AREAS], AllocationError> {
    let demands = reported.map(|reported| Demand {
        score: reported,
        reported,
    });
    let shares = allocate(&demands, AREAS, random)?;
    let mut shares = shares.into_iter();
    Ok([shares.next().unwrap_or(0.0), shares.next().unwrap_or(0.0)])
}

/// A number of events with a mean (Knuth's way, which is quick for small means).
fn poisson(mean: f64, random: &mut Rng) -> f64 {
    let limit = (-mean).exp();
    let mut product = random.f64();
    let mut events = 0.0;
    while product > limit {
        product *= random.f64();
        events += 1.0;
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAYS: usize = 3_000;
    const RUNS: u64 = 200;
    const RATES: Rates = Rates {
        reported_a_day: 2.0,
        discovered_a_day: 4.0,
    };

    /// Shares of the area that got more, from low to high.
    fn shares(policy: Policy) -> Vec<f64> {
        let run = |seed| simulate(policy, RATES, DAYS, &mut Rng::with_seed(seed)).unwrap();
        let mut shares: Vec<f64> = (0..RUNS).map(run).collect();
        shares.sort_by(f64::total_cmp);
        shares
    }

    #[test]
    fn equal_areas_get_about_equal_time_over_eight_years() {
        let shares = shares(Policy::AsDealtOut);
        let percentile_95 = shares[shares.len() * 95 / 100];
        assert!(percentile_95 <= 0.60, "{percentile_95}");
    }

    #[test]
    fn a_map_of_what_the_patrol_discovers_feeds_itself() {
        let shares = shares(Policy::GreedyOnDiscovered);
        let median = shares[shares.len() / 2];
        assert!(median > 0.99, "{median}");
    }

    #[test]
    fn the_mean_of_events_is_the_mean() {
        let mut random = Rng::with_seed(3);
        let sum: f64 = (0..20_000).map(|_| poisson(3.0, &mut random)).sum();
        assert!((sum / 20_000.0 - 3.0).abs() < 0.05);
        assert_eq!(poisson(0.0, &mut random), 0.0);
    }
}
