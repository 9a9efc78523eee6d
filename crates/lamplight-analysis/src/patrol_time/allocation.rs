//! The shares of patrol time.

use fastrand::Rng;
use thiserror::Error;

/// No cell gets more than this many times its share of what was reported.
pub const REPORTED_SHARE_TIMES_MAX: f64 = 2.0;
/// At least this share of the time goes to random lower-ranked cells, so that a score that is wrong can be found out.
pub const EXPLORED_SHARE_MIN: f64 = 0.10;
/// What rounding may leave over, as a share of the time.
const ROUNDING: f64 = 1e-9;

/// A cell that may be patrolled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Demand {
    /// Its score: not negative.
    pub score: f64,
    /// Incidents that residents reported from it in the last 365 days.
    pub reported: f64,
}

/// Why time cannot be dealt out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AllocationError {
    /// Nothing was reported, or a number is negative or none.
    #[error("time is dealt out by what was reported, and nothing was")]
    NothingReported,
    /// The reports come from too few cells: all of them together may not have the whole time, or the lower-ranked ones not
    /// their part of it.
    #[error("the reports come from too few places to deal out the time among them")]
    TooFewPlaces,
}

/// Deals patrol time out: shares in the order of the cells, 1 together.
///
/// The `ranked_count` cells with the highest scores share nine tenths in proportion to their scores; one tenth goes to
/// cells drawn at random from the others (from the lower half where there are no others). No cell gets more than twice its
/// share of the reports; where that leaves time over, it goes to the other ranked cells, and then down the ranks.
///
/// # Errors
/// [`AllocationError`] when the two rules cannot both be kept.
pub fn allocate(
    demands: &[Demand],
    ranked_count: usize,
    random: &mut Rng,
) -> Result<Vec<f64>, AllocationError> {
    let reported: f64 = demands.iter().map(|demand| demand.reported).sum();
    let is_sound = |demand: &Demand| demand.score >= 0.0 && demand.reported >= 0.0;
    if !(reported > 0.0 && reported.is_finite() && demands.iter().all(is_sound)) {
        return Err(AllocationError::NothingReported);
    }
    let mut places: Vec<Place> = demands
        .iter()
        .enumerate()
        .map(|(number, demand)| Place {
            number,
            score: demand.score,
            room: REPORTED_SHARE_TIMES_MAX * demand.reported / reported,
            share: 0.0,
        })
        .collect();
    places.sort_by(|a, b| b.score.total_cmp(&a.score));
    let explored_from = explored_from(&places, ranked_count);
    let (_, lower) = places.split_at_mut_checked(explored_from).unwrap_or_default();
    explore(lower, random)?;
    fill_by_score(&mut places, ranked_count)?;
    let mut shares = vec![0.0; demands.len()];
    for place in places {
        if let Some(share) = shares.get_mut(place.number) {
            *share = place.share;
        }
    }
    Ok(shares)
}

struct Place {
    number: usize,
    score: f64,
    /// The most that it may still get.
    room: f64,
    share: f64,
}

impl Place {
    fn give(&mut self, wanted: f64) -> f64 {
        let given = wanted.min(self.room).max(0.0);
        self.room -= given;
        self.share += given;
        given
    }
}

/// From which rank on cells are explored: below the ranked ones, or higher where those below have no room for the time.
fn explored_from(places: &[Place], ranked_count: usize) -> usize {
    let half = places.len().div_ceil(2);
    let mut from = if ranked_count < places.len() {
        ranked_count
    } else {
        half
    };
    let room_from = |from: usize| places.iter().skip(from).map(|place| place.room).sum::<f64>();
    while from > half && room_from(from) < EXPLORED_SHARE_MIN {
        from -= 1;
    }
    from
}

/// Gives the tenth to random cells, each as much as it may have.
fn explore(lower: &mut [Place], random: &mut Rng) -> Result<(), AllocationError> {
    let mut order: Vec<&mut Place> = lower.iter_mut().collect();
    random.shuffle(&mut order);
    let mut left = EXPLORED_SHARE_MIN;
    for place in order {
        left -= place.give(left);
    }
    if left > ROUNDING {
        return Err(AllocationError::TooFewPlaces);
    }
    Ok(())
}

/// Gives the rest by score. What a cell may not have is dealt out again among those that may, and at last among the next
/// ranks.
fn fill_by_score(places: &mut [Place], ranked_count: usize) -> Result<(), AllocationError> {
    let mut left = 1.0 - places.iter().map(|place| place.share).sum::<f64>();
    let mut count = ranked_count.clamp(1, places.len());
    while left > ROUNDING {
        let open = |place: &&mut Place| place.room > 0.0 && place.score > 0.0;
        let ranked: Vec<&mut Place> = places.iter_mut().take(count).filter(open).collect();
        let scores: f64 = ranked.iter().map(|place| place.score).sum();
        if scores > 0.0 {
            let dealt = left;
            for place in ranked {
                left -= place.give(dealt * place.score / scores);
            }
        } else if count < places.len() {
            count += 1;
        } else {
            return Err(AllocationError::TooFewPlaces);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::{collection, prop_assert, proptest};

    use super::*;

    fn demand(score: f64, reported: f64) -> Demand {
        Demand { score, reported }
    }

    proptest! {
        #[test]
        fn no_cell_is_above_twice_its_reported_share_and_a_tenth_explores(
            cells in collection::vec((0.0..50.0_f64, 0.0..50.0_f64), 4..80),
            ranked_part in 0.01..1.0_f64,
            seed: u64,
        ) {
            let demands: Vec<Demand> = cells.iter().map(|(score, reported)| demand(*score, *reported)).collect();
            let ranked_count = crate::number::whole(ranked_part * cells.len() as f64).unwrap();
            let Ok(shares) = allocate(&demands, ranked_count, &mut Rng::with_seed(seed)) else {
                return Ok(());
            };
            let reported: f64 = demands.iter().map(|demand| demand.reported).sum();
            for (share, demand) in shares.iter().zip(&demands) {
                prop_assert!(*share <= 2.0 * demand.reported / reported + 1e-9);
            }
            prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-6);
            let mut by_score: Vec<(f64, f64)> = demands.iter().map(|d| d.score).zip(shares).collect();
            by_score.sort_by(|a, b| b.0.total_cmp(&a.0));
            let lower_from = if ranked_count < by_score.len() {
                ranked_count.min(by_score.len().div_ceil(2))
            } else {
                by_score.len().div_ceil(2)
            };
            let lower: f64 = by_score.iter().skip(lower_from).map(|(_, share)| share).sum();
            prop_assert!(lower >= 0.1 - 1e-9, "{lower}");
        }
    }

    #[test]
    fn time_follows_the_score_among_the_ranked() {
        let mut demands = vec![demand(3.0, 30.0), demand(1.0, 10.0)];
        demands.extend([demand(0.5, 10.0); 10]);
        let shares = allocate(&demands, 2, &mut Rng::with_seed(1)).unwrap();
        // 140 reports: the first may have 60/140, the second 20/140; what they may not have goes down the ranks.
        assert!((shares[0] - 60.0 / 140.0).abs() < 1e-9, "{shares:?}");
        assert!((shares[1] - 20.0 / 140.0).abs() < 1e-9, "{shares:?}");
    }

    #[test]
    fn another_seed_explores_elsewhere() {
        let demands = vec![demand(1.0, 1.0); 200];
        let shares = |seed| allocate(&demands, 20, &mut Rng::with_seed(seed)).unwrap();
        assert_eq!(shares(1), shares(1));
        assert_ne!(shares(1), shares(2));
    }

    #[test]
    fn one_place_may_not_have_everything() {
        let all_in_one = [demand(5.0, 10.0), demand(0.0, 0.0)];
        let refused = allocate(&all_in_one, 1, &mut Rng::with_seed(1));
        assert_eq!(refused, Err(AllocationError::TooFewPlaces));
        let nothing = allocate(&[demand(0.0, 0.0)], 1, &mut Rng::with_seed(1));
        assert_eq!(nothing, Err(AllocationError::NothingReported));
        assert!(allocate(&[demand(f64::NAN, 1.0)], 1, &mut Rng::with_seed(1)).is_err());
    }
}
