//! What is held of the open reports.

use std::collections::HashMap;

use lamplight_protocol::ids::ReportId;
use lamplight_protocol::place::Point;
use lamplight_protocol::time::TimestampMillis;
use rstar::RTree;
use rstar::primitives::GeomWithData;

use super::like::{self, Likeness};
use super::words;
use crate::model::{Belonging, OpenReportsHeld, Reach};
use crate::reports::receipt::Number;

/// Open reports that are held: twice as many as a desk is promised to be quick with. With the longest words they
/// take some 160 MB.
const REPORTS_MAX: usize = 20_000;

/// A place in the tree, in degrees from west to east and from south to north.
pub(super) type Spot = GeomWithData<[f64; 2], ReportId>;

/// An open report.
pub(super) struct OpenReport {
    pub(super) id: ReportId,
    pub(super) number: Number,
    pub(super) belonging: Belonging,
    pub(super) practice: bool,
    pub(super) received_at: TimestampMillis,
    /// Rough where the place is withheld.
    pub(super) point: Option<Point>,
    /// As [`words::folded`].
    pub(super) words: String,
}

impl OpenReport {
    pub(super) fn spot(&self) -> Option<Spot> {
        self.point
            .map(|point| Spot::new([point.lon(), point.lat()], self.id))
    }
}

/// The open reports.
#[derive(Default)]
pub(super) struct Held {
    reports: HashMap<ReportId, OpenReport>,
    places: RTree<Spot>,
    words_bytes: usize,
    /// Open reports that it has no room for.
    left_out: std::collections::HashSet<ReportId>,
}

impl Held {
    /// Takes reports out, and puts those in that are open.
    pub(super) fn replace(&mut self, changed: &[ReportId], open: Vec<OpenReport>) {
        for id in changed {
            self.take_out(*id);
        }
        for report in open {
            self.take_out(report.id);
            self.put_in(report);
        }
    }

    fn take_out(&mut self, id: ReportId) {
        self.left_out.remove(&id);
        let Some(report) = self.reports.remove(&id) else {
            return;
        };
        self.words_bytes -= report.words.len();
        if let Some(spot) = report.spot() {
            self.places.remove(&spot);
        }
    }

    fn put_in(&mut self, report: OpenReport) {
        if self.reports.len() >= REPORTS_MAX {
            self.left_out.insert(report.id);
            return;
        }
        self.words_bytes += report.words.len();
        if let Some(spot) = report.spot() {
            self.places.insert(spot);
        }
        self.reports.insert(report.id, report);
    }

    pub(super) fn with_words(&self, within: &Reach, words: &str) -> Vec<Number> {
        let wanted = words::wanted(words);
        self.reports
            .values()
            .filter(|report| within.covers(&report.belonging))
            .filter(|report| wanted.iter().all(|word| report.words.contains(word.as_str())))
            .map(|report| report.number)
            .collect()
    }

    pub(super) fn like(&self, within: &Reach, id: ReportId) -> Vec<Likeness> {
        let Some(this) = self.reports.get(&id) else {
            return Vec::new();
        };
        let Some(around) = this.point.map(like::around) else {
            return Vec::new();
        };
        let others = self
            .places
            .locate_in_envelope_intersecting(&around)
            .filter_map(|spot| self.reports.get(&spot.data))
            .filter(|other| within.covers(&other.belonging));
        like::likest(this, others)
    }

    pub(super) fn size(&self) -> OpenReportsHeld {
        OpenReportsHeld {
            reports: self.reports.len(),
            words_bytes: self.words_bytes,
            left_out: self.left_out.len(),
        }
    }
}
