//! Which incidents a score is made of, and how much one person can move it.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};

use super::Class;
use crate::grid::{Cell, Grid};
use crate::incidents::{Catalogue, CategoryId, Incident, Token};

/// How long one reporter's next report of a category in a cell weighs nothing, in days.
const REPORTER_DAYS: i64 = 7;

/// An incident in its cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sighting<'i> {
    /// What happened.
    pub incident: &'i Incident,
    /// Where.
    pub cell: Cell,
}

/// What of an incident a score sees. Each weighs 1 when it is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// When it happened.
    pub at: DateTime<Utc>,
    /// What it was.
    pub category: CategoryId,
    /// Where.
    pub cell: Cell,
}

/// All that may move a score, and nothing else: incidents within the area that residents reported and that are not about
/// a suspicious person, by their time.
#[derive(Debug, Clone)]
pub struct Evidence<'i> {
    sightings: Vec<Sighting<'i>>,
}

impl<'i> Evidence<'i> {
    /// Takes out of all incidents what may move a score.
    #[must_use]
    pub fn of(grid: &Grid, catalogue: &Catalogue, incidents: &'i [Incident]) -> Self {
        let admitted = incidents
            .iter()
            .filter(|incident| catalogue.enters_score(incident));
        let located = admitted.filter_map(|incident| {
            let cell = grid.cell_of(incident.place)?;
            Some(Sighting { incident, cell })
        });
        let mut sightings: Vec<Sighting<'i>> = located.collect();
        sightings.sort_by_key(|sighting| sighting.incident.at);
        Self { sightings }
    }

    /// The part of it that belongs to a class.
    #[must_use]
    pub fn of_class(&self, class: &Class) -> Self {
        let belongs = |sighting: &&Sighting<'i>| class.categories.contains(&sighting.incident.category);
        Self {
            sightings: self.sightings.iter().filter(belongs).copied().collect(),
        }
    }

    /// All of it, by time.
    #[must_use]
    pub fn sightings(&self) -> &[Sighting<'i>] {
        &self.sightings
    }

    /// When the first happened.
    #[must_use]
    pub fn begins(&self) -> Option<DateTime<Utc>> {
        self.sightings.first().map(|sighting| sighting.incident.at)
    }

    /// What happened from one time up to, not including, another.
    #[must_use]
    pub fn between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> &[Sighting<'i>] {
        let before = |time: DateTime<Utc>| self.sightings.partition_point(|one| one.incident.at < time);
        self.sightings.get(before(from)..before(to)).unwrap_or_default()
    }

    /// What a score sees at a time: all before it, but
    ///
    /// - of one reporter, one event in a cell and category in any 7 days;
    /// - of one connection or device, one event in a cell, the last, whatever names and categories were given.
    #[must_use]
    pub fn as_of(&self, now: DateTime<Utc>) -> Vec<Event> {
        let past = self.between(DateTime::<Utc>::MIN_UTC, now);
        let mut last_counted: HashMap<(Token, Cell, CategoryId), DateTime<Utc>> = HashMap::new();
        let mut counts = |sighting: &&Sighting<'i>| {
            let Some(reporter) = sighting.incident.reporter else {
                return true;
            };
            let at = sighting.incident.at;
            let of_reporter = (reporter, sighting.cell, sighting.incident.category);
            let is_due = last_counted
                .get(&of_reporter)
                .is_none_or(|last| at - *last >= Duration::days(REPORTER_DAYS));
            if is_due {
                last_counted.insert(of_reporter, at);
            }
            is_due
        };
        let counted: Vec<&Sighting<'i>> = past.iter().filter(|sighting| counts(sighting)).collect();
        last_of_each_connection(&counted)
    }
}

fn last_of_each_connection(sightings: &[&Sighting<'_>]) -> Vec<Event> {
    let mut last: HashMap<(Token, Cell), usize> = HashMap::new();
    let connection = |sighting: &Sighting<'_>| Some((sighting.incident.sent_from?, sighting.cell));
    for (number, sighting) in sightings.iter().enumerate() {
        if let Some(connection) = connection(sighting) {
            last.insert(connection, number);
        }
    }
    let is_last = |(number, sighting): &(usize, &&Sighting<'_>)| {
        connection(sighting).is_none_or(|connection| last.get(&connection) == Some(number))
    };
    let counted = sightings.iter().enumerate().filter(is_last);
    counted
        .map(|(_, sighting)| Event {
            at: sighting.incident.at,
            category: sighting.incident.category,
            cell: sighting.cell,
        })
        .collect()
}
