//! Many tests at once: which of them may be called a finding.

/// The chance that a standard normal value is at least `z`.
#[must_use]
pub fn upper_tail(z: f64) -> f64 {
    0.5 * libm::erfc(z / std::f64::consts::SQRT_2)
}

/// Marks the findings among many tests so that at most a share `rate` of the marked is expected to be false (Benjamini
/// and Hochberg 1995, the step-up procedure; valid for local statistics, whose dependence is positive).
///
/// `p_values` are from 0 to 1; one that is not a number is never a finding.
#[must_use]
pub fn findings(p_values: &[f64], rate: f64) -> Vec<bool> {
    let mut sorted: Vec<f64> = p_values.iter().copied().filter(|p| !p.is_nan()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let tests = p_values.len() as f64;
    let ranked = (1_u32..).map(f64::from).zip(&sorted);
    let bound = ranked
        .filter(|(rank, p)| **p <= rate * rank / tests)
        .map(|(_, p)| *p)
        .last();
    p_values
        .iter()
        .map(|p| bound.is_some_and(|bound| *p <= bound))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tail_agrees_with_the_tables() {
        for (z, p) in [(0.0, 0.5), (1.644_853_626_951, 0.05), (2.326_347_874_041, 0.01)] {
            assert!((upper_tail(z) - p).abs() < 1e-12, "{z}");
        }
    }

    #[test]
    fn the_example_of_the_paper() {
        // Benjamini and Hochberg 1995, section 4: fifteen tests, four findings at 0.05.
        let p_values = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
            0.6528, 0.7590, 1.0000,
        ];
        let found = findings(&p_values, 0.05);
        assert_eq!(found.iter().filter(|found| **found).count(), 4);
        assert!(found.iter().take(4).all(|found| *found));
    }

    #[test]
    fn a_small_value_below_carries_larger_ones_above_it() {
        assert_eq!(findings(&[0.03, 0.04, 0.03], 0.05), [true, true, true]);
        assert_eq!(findings(&[0.03, 0.2, 0.3], 0.05), [false, false, false]);
        assert_eq!(findings(&[], 0.05), Vec::<bool>::new());
        assert_eq!(findings(&[f64::NAN, 0.001], 0.05), [false, true]);
    }
}
