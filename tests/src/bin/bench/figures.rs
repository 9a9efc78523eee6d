//! Medians and percentiles of durations.

use std::time::Duration;

use serde_json::{Map, Value, json};

/// The figures of one benchmark, by name.
pub(crate) type Figures = Map<String, Value>;

/// Durations of one kind.
#[derive(Default)]
pub(crate) struct Series(Vec<Duration>);

impl Series {
    pub(crate) fn push(&mut self, duration: Duration) {
        self.0.push(duration);
    }

    pub(crate) fn median_us(&self) -> f64 {
        self.percentile_us(50)
    }

    /// The value below which so many in a hundred lie, in microseconds; 0 when nothing was measured.
    pub(crate) fn percentile_us(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let index = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
        sorted
            .get(index)
            .map_or(0.0, |duration| duration.as_secs_f64() * 1e6)
    }

    /// Prints one line and keeps the figures under this name.
    pub(crate) fn report(&self, name: &str, figures: &mut Figures) {
        let (median, p99) = (self.median_us(), self.percentile_us(99));
        println!(
            "{name:<28} median {median:>9.0} µs   p99 {p99:>9.0} µs   n {}",
            self.0.len()
        );
        figures.insert(format!("{name}_median_us"), json!(median));
        figures.insert(format!("{name}_p99_us"), json!(p99));
    }
}
