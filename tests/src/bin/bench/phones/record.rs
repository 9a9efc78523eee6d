//! What one phone went through, as seen on the wire, and the figures of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a call is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum About {
    Report,
    Photo,
    Feed,
    Area,
    Threads,
    Live,
    Else,
}

impl About {
    pub(crate) fn of_path(path: &str) -> Self {
        match path.trim_start_matches("/v1/") {
            "feed" => Self::Feed,
            "area" => Self::Area,
            "threads/changes" => Self::Threads,
            "live" => Self::Live,
            rest if rest.starts_with("reports/") && rest.contains("/photos/") => Self::Photo,
            rest if rest.starts_with("reports/") => Self::Report,
            _ => Self::Else,
        }
    }

    /// Whether it brings the phone's own report.
    fn is_of_report(self) -> bool {
        matches!(self, Self::Report | Self::Photo)
    }
}

/// One call, from its first byte at the meter.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Call {
    pub(crate) about: About,
    /// When it was made, in milliseconds since the server was back.
    pub(crate) at_ms: u64,
    /// When its answer began, likewise. None when there was none.
    pub(crate) answered_ms: Option<u64>,
    /// The answer's status; 0 when there was none.
    pub(crate) status: u16,
}

impl Call {
    fn is_served(&self) -> bool {
        (200..400).contains(&self.status)
    }
}

/// What one phone went through.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Record {
    /// The report's id.
    pub(crate) report: String,
    /// The hash of its photo.
    pub(crate) photo: Option<String>,
    /// Attempts that failed during the outage.
    pub(crate) attempts: u32,
    /// Operations that the phone still holds in the end.
    pub(crate) waiting: u32,
    pub(crate) calls: Vec<Call>,
}

impl Record {
    /// When the report and its photo were accepted. None when they were not.
    pub(crate) fn delivered_ms(&self) -> Option<u64> {
        let accepted = |about| {
            let mut calls = self.calls.iter();
            calls
                .find(|call| call.about == about && call.is_served())?
                .answered_ms
        };
        let report = accepted(About::Report)?;
        match self.photo {
            Some(_) => accepted(About::Photo).map(|photo| photo.max(report)),
            None => Some(report),
        }
    }

    /// The most calls that began within any window of this length, those that bring the report left out.
    pub(crate) fn calls_within(&self, window_ms: u64) -> usize {
        let mut times: Vec<u64> = self
            .calls
            .iter()
            .filter(|call| !call.about.is_of_report())
            .map(|call| call.at_ms)
            .collect();
        times.sort_unstable();
        let within = |(first, from): (usize, &u64)| {
            times.partition_point(|time| *time < from.saturating_add(window_ms)) - first
        };
        times.iter().enumerate().map(within).max().unwrap_or_default()
    }

    /// What it asked, and when, in seconds since the server was back.
    pub(crate) fn story(&self) -> String {
        let told = self.calls.iter().map(|call| {
            let tenths = call.at_ms / 100;
            format!("{:?} {}.{}", call.about, tenths / 10, tenths % 10)
        });
        told.collect::<Vec<_>>().join(", ")
    }

    /// Calls that were not served, by their status.
    pub(crate) fn unserved(&self) -> impl Iterator<Item = u16> {
        self.calls
            .iter()
            .filter(|call| !call.is_served())
            .map(|call| call.status)
    }

    /// What the phone asked for and never got.
    pub(crate) fn never_served(&self) -> Vec<About> {
        let mut served: BTreeMap<About, bool> = BTreeMap::new();
        for call in &self.calls {
            *served.entry(call.about).or_default() |= call.is_served();
        }
        let never = served.into_iter().filter(|(_, is_served)| !is_served);
        never.map(|(about, _)| about).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(calls: &[(About, u64, u16)]) -> Record {
        let calls = calls.iter().map(|(about, at_ms, status)| Call {
            about: *about,
            at_ms: *at_ms,
            answered_ms: (*status > 0).then_some(at_ms + 5),
            status: *status,
        });
        Record {
            report: "one".into(),
            photo: Some("abc".into()),
            attempts: 0,
            waiting: 0,
            calls: calls.collect(),
        }
    }

    #[test]
    fn a_path_tells_what_a_call_is_about() {
        for (path, about) in [
            ("/v1/reports/7", About::Report),
            ("/v1/reports/7/photos/abc", About::Photo),
            ("/v1/threads/changes", About::Threads),
            ("/v1/live", About::Live),
            ("/health/live", About::Else),
        ] {
            assert_eq!(About::of_path(path), about, "{path}");
        }
    }

    #[test]
    fn a_report_is_delivered_with_its_photo() {
        let words = (About::Report, 10, 200);
        assert_eq!(record(&[words, (About::Photo, 20, 503)]).delivered_ms(), None);
        let both = [words, (About::Photo, 20, 503), (About::Photo, 30, 200)];
        assert_eq!(record(&both).delivered_ms(), Some(35));
    }

    #[test]
    fn the_busiest_window_is_found_and_the_report_is_not_counted() {
        let calls = [0, 900, 1_000, 1_899, 5_000].map(|at_ms| (About::Feed, at_ms, 200));
        let mut phone = record(&calls);
        assert_eq!(phone.calls_within(1_000), 3);
        assert_eq!(phone.calls_within(100), 1);
        phone.calls = record(&[(About::Report, 0, 200)]).calls;
        assert_eq!(phone.calls_within(1_000), 0);
    }

    #[test]
    fn what_was_refused_at_first_is_no_loss_and_what_never_came_is() {
        let calls = [(About::Live, 0, 429), (About::Live, 9, 200), (About::Feed, 0, 0)];
        let phone = record(&calls);
        assert_eq!(phone.never_served(), [About::Feed]);
        assert_eq!(phone.unserved().collect::<Vec<_>>(), [429, 0]);
    }
}
