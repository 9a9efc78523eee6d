//! The plain count unless something beat it.

/// Past forecasts that are compared at most: the last twelve monthly ones, a year with all its seasons.
pub const FORECASTS_COMPARED_MAX: usize = 12;
/// Below this many, nothing has been shown.
const FORECASTS_COMPARED_MIN: usize = 3;

/// Chooses a way to weigh by what each would have hit. `past` has a list for every past forecast, the oldest first: the
/// hits of every candidate, the plain count's first. Answers the place of the one that hit most over the last twelve; 0,
/// the plain count, where none hit more than it, or where fewer than three forecasts are known.
#[must_use]
pub fn choose(past: &[&[f64]]) -> usize {
    if past.len() < FORECASTS_COMPARED_MIN {
        return 0;
    }
    let compared = past.iter().rev().take(FORECASTS_COMPARED_MAX);
    let mut totals: Vec<f64> = Vec::new();
    for hits in compared {
        totals.resize(hits.len().max(totals.len()), 0.0);
        for (total, hits) in totals.iter_mut().zip(*hits) {
            *total += hits;
        }
    }
    let mut best = (0, totals.first().copied().unwrap_or(0.0));
    for (candidate, total) in totals.into_iter().enumerate() {
        if total > best.1 {
            best = (candidate, total);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_hit_more_is_not_chosen() {
        let even: [&[f64]; 3] = [&[5.0, 6.0], &[5.0, 4.0], &[5.0, 5.0]];
        assert_eq!(choose(&even), 0);
        let better: [&[f64]; 3] = [&[5.0, 6.0, 5.0], &[5.0, 4.0, 5.0], &[5.0, 5.5, 5.0]];
        assert_eq!(choose(&better), 1);
    }

    #[test]
    fn too_few_forecasts_show_nothing() {
        assert_eq!(choose(&[&[5.0, 9.0], &[5.0, 9.0]]), 0);
        assert_eq!(choose(&[]), 0);
    }

    #[test]
    fn what_was_good_a_year_ago_no_longer_counts() {
        let mut past: Vec<&[f64]> = vec![&[0.0, 1_000.0]];
        past.extend([&[5.0, 4.0][..]; FORECASTS_COMPARED_MAX]);
        assert_eq!(choose(&past), 0);
    }
}
