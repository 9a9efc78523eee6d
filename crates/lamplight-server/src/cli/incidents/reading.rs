//! Reads a file of incidents, a batch at a time, and leaves out what a score cannot be made of.

use std::mem;
use std::ops::ControlFlow;
use std::path::PathBuf;

use geo::Coord;
use indicatif::{ProgressBar, ProgressStyle};
use lamplight_analysis::grid::Grid;
use lamplight_analysis::incidents::{
    Catalogue, Cleaning, Columns, Incident, Misplaced, Origin, PointCounts, ReadTally, Sieve, scan_incidents,
};
use lamplight_protocol::api::IncidentOrigin;
use lamplight_protocol::place::Point;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::ImportedIncident;
use tokio::sync::mpsc::Sender;

use crate::cli::Failure;
use crate::cli::rows::{form_of, open, unreadable};

/// Incidents that are handed on, and kept, at once: so many rows a transaction takes some ten milliseconds, for which
/// whoever else writes waits.
const BATCH: usize = 2_000;
/// The name of a category, in characters: the longest of a city's has 60.
const CATEGORY_CHARS_MAX: usize = 120;

/// A file, and what is wanted of it.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    pub(super) file: PathBuf,
    pub(super) columns: Columns,
    pub(super) catalogue: Catalogue,
    /// How incidents of a category come to be known that the catalogue does not name.
    pub(super) origin: Origin,
    pub(super) cleaning: Cleaning,
    /// The area; none to take incidents from anywhere.
    pub(super) grid: Option<Grid>,
    /// What happened before is past keeping.
    pub(super) since: TimestampMillis,
    pub(super) now: TimestampMillis,
}

/// What was left out, by the first reason that held.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LeftOut {
    pub(super) in_future: usize,
    pub(super) too_old: usize,
    pub(super) default_geocode: usize,
    pub(super) police_facility: usize,
    pub(super) outside: usize,
    pub(super) suspicion: usize,
    pub(super) no_category: usize,
}

/// What became of the rows of a file.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) read: ReadTally,
    pub(super) left_out: LeftOut,
    pub(super) default_geocodes: Vec<Coord<f64>>,
}

impl Reading {
    /// Reads the file to its end, and hands on what is to be kept. It is read twice: which points stand for "somewhere"
    /// is known only when all rows were seen. Ends early when nobody takes any more.
    pub(super) fn hand_on(mut self, batches: &Sender<Vec<ImportedIncident>>) -> Result<Outcome, Failure> {
        let counts = self.count_points()?;
        let sieve = self.cleaning.sieve(&counts);
        let mut left_out = LeftOut::default();
        let mut batch = Vec::with_capacity(BATCH);
        let area = mem::take(&mut self.grid);
        let (since, now) = (self.since, self.now);
        let read = self.scan("importing", &mut |catalogue, incident| {
            match judged(catalogue, &incident, &sieve, area.as_ref(), (since, now)) {
                Err(reason) => *reason(&mut left_out) += 1,
                Ok(kept) => batch.push(kept),
            }
            if batch.len() < BATCH {
                return ControlFlow::Continue(());
            }
            match batches.blocking_send(mem::take(&mut batch)) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        })?;
        // Whoever takes them has gone away when this fails, and says why.
        drop(batches.blocking_send(batch));
        Ok(Outcome {
            read,
            left_out,
            default_geocodes: sieve.default_geocodes().to_vec(),
        })
    }

    fn count_points(&mut self) -> Result<PointCounts, Failure> {
        let mut counts = PointCounts::default();
        self.scan("looking", &mut |_, incident| {
            counts.add(incident.place);
            ControlFlow::Continue(())
        })?;
        Ok(counts)
    }

    fn scan(
        &mut self,
        doing: &'static str,
        take: &mut lamplight_analysis::incidents::Take<'_>,
    ) -> Result<ReadTally, Failure> {
        let file = open(&self.file)?;
        let bytes = file.metadata()?.len();
        let bar = ProgressBar::new(bytes).with_message(doing);
        bar.set_style(style());
        let read = scan_incidents(
            bar.wrap_read(file),
            form_of(&self.file),
            &self.columns,
            self.origin,
            &mut self.catalogue,
            take,
        );
        bar.finish_and_clear();
        read.map_err(|error| unreadable(&self.file, &error))
    }
}

/// The bar is drawn on standard error, and only where that is a terminal.
fn style() -> ProgressStyle {
    ProgressStyle::with_template("{msg} {wide_bar} {percent:>3} % {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Where a reason is counted.
type Reason = fn(&mut LeftOut) -> &mut usize;

/// The incident as it is kept, or why it is not.
fn judged(
    catalogue: &Catalogue,
    incident: &Incident,
    sieve: &Sieve,
    area: Option<&Grid>,
    (since, now): (TimestampMillis, TimestampMillis),
) -> Result<ImportedIncident, Reason> {
    let occurred_at = TimestampMillis::from_millis(incident.at.timestamp_millis());
    if occurred_at > now {
        return Err(|left| &mut left.in_future);
    }
    if occurred_at < since {
        return Err(|left| &mut left.too_old);
    }
    match sieve.misplaced(incident.place) {
        Some(Misplaced::DefaultGeocode) => return Err(|left| &mut left.default_geocode),
        Some(Misplaced::PoliceFacility) => return Err(|left| &mut left.police_facility),
        None => {}
    }
    if area.is_some_and(|area| area.cell_of(incident.place).is_none()) {
        return Err(|left| &mut left.outside);
    }
    let category = catalogue.get(incident.category);
    // Whom somebody looked at is not what happened, and is not kept.
    if category.is_some_and(|category| category.is_suspicion) {
        return Err(|left| &mut left.suspicion);
    }
    let name = category.map_or("", |category| category.name.as_str());
    if name.is_empty() || name.chars().count() > CATEGORY_CHARS_MAX {
        return Err(|left| &mut left.no_category);
    }
    let place = Point::new(incident.place.y, incident.place.x);
    Ok(ImportedIncident {
        occurred_at,
        category: name.to_owned(),
        place: place.map_err(|_| -> Reason { |left| &mut left.outside })?,
        origin: match incident.origin {
            Origin::Reported => IncidentOrigin::Reported,
            Origin::Discovered => IncidentOrigin::Discovered,
            Origin::Unknown => IncidentOrigin::Unknown,
        },
    })
}
