//! Takes out of a source what says nothing about a place.
//!
//! Three things put a false hotspot on a map: a point to which addresses go that nobody could find (Philadelphia's
//! -75.263804, 40.055095 has 0.5 % of all rows, Boston's city hall 14 %), a police station, where incidents are written
//! down rather than happen, and a row that came twice.

use std::collections::{HashMap, HashSet};

use geo::Coord;

use super::Incident;
use crate::grid::Plane;

/// An exact point above this share of all incidents is a default geocode. In Philadelphia 2019–2023 the busiest true
/// point, the inner city's large shops, has 0.15 %; in Boston's 311 of 2015 a true one has 0.12 %.
const DEFAULT_GEOCODE_SHARE: f64 = 0.003;
/// Below this many incidents, a point's share says nothing.
const DEFAULT_GEOCODE_INCIDENTS_MIN: u32 = 100;
/// How far from a police facility an incident is taken to have been written down there, in metres: its own lot.
const FACILITY_RADIUS_M: f64 = 60.0;

/// What is taken out.
#[derive(Debug, Clone)]
pub struct Cleaning {
    /// The share of all incidents above which an exact point is a default geocode, from 0 to 1.
    pub default_geocode_share: f64,
    /// Where the police have their stations: degrees of WGS 84.
    pub police_facilities: Vec<Coord<f64>>,
}

impl Default for Cleaning {
    fn default() -> Self {
        Self {
            default_geocode_share: DEFAULT_GEOCODE_SHARE,
            police_facilities: Vec::new(),
        }
    }
}

/// What is left, and what is not.
#[derive(Debug, Clone)]
pub struct Cleaned {
    /// The incidents that stay, in the order in which they came.
    pub incidents: Vec<Incident>,
    /// The points that were taken for default geocodes, so that a person can look at them.
    pub default_geocodes: Vec<Coord<f64>>,
    /// How many were taken out, and why.
    pub tally: CleaningTally,
}

/// Incidents that were taken out, by the first reason that held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CleaningTally {
    /// On a point that stands for "somewhere".
    pub default_geocode: usize,
    /// At a police station.
    pub police_facility: usize,
    /// Same time, category and exact point as another: one event with several victims, or a row that came twice.
    pub duplicate: usize,
}

/// A point, as it can be counted.
type ExactPoint = (u64, u64);

fn exact(place: Coord<f64>) -> ExactPoint {
    (place.x.to_bits(), place.y.to_bits())
}

/// How many incidents lie on each exact point: what tells default geocodes. For a file that is read once to count, and
/// once to take its rows.
#[derive(Debug, Clone, Default)]
pub struct PointCounts {
    counts: HashMap<ExactPoint, u32>,
    incidents: usize,
}

impl PointCounts {
    /// Counts an incident.
    pub fn add(&mut self, place: Coord<f64>) {
        *self.counts.entry(exact(place)).or_default() += 1;
        self.incidents += 1;
    }

    /// The points with more than a share of all, those with the most first.
    fn above(&self, share: f64) -> Vec<Coord<f64>> {
        let bound = share * self.incidents as f64;
        let is_above = |count: u32| count >= DEFAULT_GEOCODE_INCIDENTS_MIN && f64::from(count) > bound;
        let mut points: Vec<(u32, ExactPoint)> = self
            .counts
            .iter()
            .filter(|(_, count)| is_above(**count))
            .map(|(point, count)| (*count, *point))
            .collect();
        points.sort_unstable_by(|a, b| b.cmp(a));
        let degrees = |(_, (x, y)): (u32, ExactPoint)| Coord {
            x: f64::from_bits(x),
            y: f64::from_bits(y),
        };
        points.into_iter().map(degrees).collect()
    }
}

/// What takes incidents out by their place alone.
#[derive(Debug, Clone)]
pub struct Sieve {
    default_geocodes: Vec<Coord<f64>>,
    defaults: HashSet<ExactPoint>,
    police_facilities: Vec<Coord<f64>>,
}

/// Why a place says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misplaced {
    /// It stands for "somewhere".
    DefaultGeocode,
    /// It is a police station.
    PoliceFacility,
}

impl Sieve {
    /// The points that were taken for default geocodes.
    #[must_use]
    pub fn default_geocodes(&self) -> &[Coord<f64>] {
        &self.default_geocodes
    }

    /// Why an incident at a place is taken out; none when it stays.
    #[must_use]
    pub fn misplaced(&self, place: Coord<f64>) -> Option<Misplaced> {
        if self.defaults.contains(&exact(place)) {
            Some(Misplaced::DefaultGeocode)
        } else if self.is_at_facility(place) {
            Some(Misplaced::PoliceFacility)
        } else {
            None
        }
    }

    fn is_at_facility(&self, place: Coord<f64>) -> bool {
        self.police_facilities
            .iter()
            .any(|facility| Plane::at(*facility).metres_between(*facility, place) <= FACILITY_RADIUS_M)
    }
}

impl Cleaning {
    /// What takes incidents out by their place, among as many as were counted.
    #[must_use]
    pub fn sieve(&self, counts: &PointCounts) -> Sieve {
        let default_geocodes = counts.above(self.default_geocode_share);
        Sieve {
            defaults: default_geocodes.iter().copied().map(exact).collect(),
            default_geocodes,
            police_facilities: self.police_facilities.clone(),
        }
    }

    /// Takes out what says nothing about a place.
    #[must_use]
    pub fn clean(&self, mut incidents: Vec<Incident>) -> Cleaned {
        let mut counts = PointCounts::default();
        for incident in &incidents {
            counts.add(incident.place);
        }
        let sieve = self.sieve(&counts);
        let mut seen = HashSet::with_capacity(incidents.len());
        let mut tally = CleaningTally::default();
        incidents.retain(|incident| {
            let reason = match sieve.misplaced(incident.place) {
                Some(Misplaced::DefaultGeocode) => Some(&mut tally.default_geocode),
                Some(Misplaced::PoliceFacility) => Some(&mut tally.police_facility),
                None if !seen.insert((incident.at, incident.category, exact(incident.place))) => {
                    Some(&mut tally.duplicate)
                }
                None => None,
            };
            reason.map(|count| *count += 1).is_none()
        });
        Cleaned {
            incidents,
            default_geocodes: sieve.default_geocodes,
            tally,
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::incidents::{Catalogue, Category, Origin};

    fn incident(second: i64, x: f64) -> Incident {
        let category = Catalogue::default()
            .add(Category {
                name: "Graffiti".into(),
                origin: Origin::Reported,
                is_suspicion: false,
            })
            .unwrap();
        Incident {
            at: DateTime::from_timestamp(second, 0).unwrap(),
            category,
            place: Coord { x, y: 40.0 },
            origin: Origin::Reported,
            reporter: None,
            sent_from: None,
        }
    }

    /// A thousand places with one incident each, and one place with as many as are asked for.
    fn town(on_one_point: i64) -> Vec<Incident> {
        let spread = (0..1_000_i32).map(|at| incident(0, -75.0 + f64::from(at) * 0.001));
        spread
            .chain((1..=on_one_point).map(|second| incident(second, -80.0)))
            .collect()
    }

    #[test]
    fn a_point_above_the_share_is_a_default_geocode() {
        let cleaned = Cleaning::default().clean(town(150));
        assert_eq!(cleaned.default_geocodes, [Coord { x: -80.0, y: 40.0 }]);
        assert_eq!(cleaned.tally.default_geocode, 150);
        assert_eq!(cleaned.incidents.len(), 1_000);
    }

    #[test]
    fn in_a_small_file_no_point_is_a_default_geocode() {
        let cleaned = Cleaning::default().clean(town(99));
        assert_eq!(cleaned.tally, CleaningTally::default());
    }

    #[test]
    fn what_is_written_down_at_a_station_is_taken_out() {
        let cleaning = Cleaning {
            police_facilities: vec![Coord { x: -75.0, y: 40.0003 }],
            ..Cleaning::default()
        };
        // 33 m to the north of the first of them; the next lies 85 m to the east of it.
        assert_eq!(cleaning.clean(town(0)).tally.police_facility, 1);
    }

    #[test]
    fn a_row_that_comes_twice_counts_once() {
        let twice = [incident(7, -75.0), incident(7, -75.0), incident(8, -75.0)];
        let cleaned = Cleaning::default().clean(twice.to_vec());
        assert_eq!(cleaned.tally.duplicate, 1);
        assert_eq!(cleaned.incidents.len(), 2);
    }
}
