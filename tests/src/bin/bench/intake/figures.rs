//! What the measurements of all rounds showed.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::json;

use crate::figures::{Report, Series};

/// One measurement of one round.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures {
    pub(crate) per_second: f64,
    pub(crate) median_us: f64,
    pub(crate) p99_us: f64,
}

impl Figures {
    /// Of so many waits, in a time in which several may have waited side by side.
    pub(crate) fn of(waits: &Series, took: Duration) -> Self {
        Self {
            per_second: waits.len() as f64 / took.as_secs_f64(),
            median_us: waits.median_us(),
            p99_us: waits.percentile_us(99),
        }
    }
}

/// All measurements, by name, in the order of rounds.
#[derive(Default)]
pub(crate) struct Rounds(BTreeMap<&'static str, Vec<Figures>>);

impl Rounds {
    pub(crate) fn take(&mut self, name: &'static str, figures: Figures, report: &Report) {
        report.say(&format!(
            "{name:<16} {:>8.0} a second   median {:>8.0} µs   p99 {:>8.0} µs",
            figures.per_second, figures.median_us, figures.p99_us
        ));
        self.0.entry(name).or_default().push(figures);
    }

    /// Keeps the medians.
    pub(crate) fn tell(&self, report: &mut Report) {
        for (name, rounds) in &self.0 {
            for (unit, figure) in [
                ("per_s", median(rounds.iter().map(|figures| figures.per_second))),
                (
                    "median_us",
                    median(rounds.iter().map(|figures| figures.median_us)),
                ),
                ("p99_us", median(rounds.iter().map(|figures| figures.p99_us))),
            ] {
                report.keep(format!("{name}_{unit}"), json!(figure));
            }
        }
    }

    pub(crate) fn per_second(&self, name: &str) -> f64 {
        median(self.of(name).iter().map(|figures| figures.per_second))
    }

    /// How many times as many a second as another. Of each round, because only what ran in the same minute can be
    /// compared.
    pub(crate) fn ratio(&self, name: &str, other: &str) -> f64 {
        let rounds = self.of(name).iter().zip(self.of(other));
        median(rounds.map(|(one, other)| one.per_second / other.per_second))
    }

    fn of(&self, name: &str) -> &[Figures] {
        self.0.get(name).map(Vec::as_slice).unwrap_or_default()
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
