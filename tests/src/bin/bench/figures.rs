//! Figures: durations with their medians, and what is said about them.

use std::time::Duration;

use serde_json::{Map, Value, json};

/// What a benchmark found out: lines for people, or one JSON object for programs.
pub(crate) struct Report {
    as_json: bool,
    figures: Map<String, Value>,
}

impl Report {
    pub(crate) fn new(as_json: bool) -> Self {
        Self {
            as_json,
            figures: Map::new(),
        }
    }

    /// Tells people a line.
    pub(crate) fn say(&self, line: &str) {
        if !self.as_json {
            println!("{line}");
        }
    }

    /// Keeps a figure under a name that ends in its unit.
    pub(crate) fn keep(&mut self, name: impl Into<String>, figure: impl Into<Value>) {
        self.figures.insert(name.into(), figure.into());
    }

    /// Tells median and 99th percentile of durations, and keeps them.
    pub(crate) fn series(&mut self, name: &str, series: &Series) {
        let (median, p99) = (series.median_us(), series.percentile_us(99));
        self.say(&format!(
            "{name:<28} median {median:>9.0} µs   p99 {p99:>9.0} µs   n {}",
            series.0.len()
        ));
        self.keep(format!("{name}_median_us"), json!(median));
        self.keep(format!("{name}_p99_us"), json!(p99));
    }

    /// Compares a ratio with what is wanted. A miss is told, not hidden, and not an error: machines differ.
    pub(crate) fn ratio_at_most(&mut self, name: &str, what: &str, ratio: f64, wanted: f64) {
        let verdict = if ratio <= wanted { "met" } else { "missed" };
        self.say(&format!(
            "{what}: {ratio:.2} (wanted: at most {wanted}): {verdict}"
        ));
        self.keep(name, json!(ratio));
    }

    /// The same for a ratio that is to be large.
    pub(crate) fn ratio_at_least(&mut self, name: &str, what: &str, ratio: f64, wanted: f64) {
        let verdict = if ratio >= wanted { "met" } else { "missed" };
        self.say(&format!(
            "{what}: {ratio:.2} (wanted: at least {wanted}): {verdict}"
        ));
        self.keep(name, json!(ratio));
    }

    /// Ends with the JSON object, where it was asked for.
    pub(crate) fn finish(self) {
        if self.as_json {
            println!("{}", Value::Object(self.figures));
        }
    }
}

/// Durations of one kind.
#[derive(Default)]
pub(crate) struct Series(Vec<Duration>);

impl Series {
    pub(crate) fn push(&mut self, duration: Duration) {
        self.0.push(duration);
    }

    /// Adds those of another.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
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
}
