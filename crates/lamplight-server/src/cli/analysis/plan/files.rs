//! The files of stops and shifts.

use std::fmt::Display;
use std::path::Path;

use lamplight_analysis::matrix::WalksError;
use lamplight_analysis::plan::{Break, DWELL_MINUTES_DEFAULT, Shift, Stop, Window};
use lamplight_analysis::streets::Place;
use lamplight_server::error::StartError;
use serde::Deserialize;
use serde::de::DeserializeOwned;

const DAY_S: f64 = 86_400.0;

/// A stop, as the file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StopRow {
    id: String,
    lon: f64,
    lat: f64,
    value: f64,
    dwell_minutes: Option<f64>,
    opens: Option<Clock>,
    closes: Option<Clock>,
    #[serde(default)]
    must: bool,
}

/// A shift, as the file has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShiftRow {
    id: String,
    start: Place,
    end: Option<Place>,
    starts: Clock,
    ends: Clock,
    #[serde(default)]
    breaks: Vec<BreakRow>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BreakRow {
    opens: Clock,
    closes: Clock,
    minutes: f64,
}

/// A time of day, in seconds after midnight; in the file `HH:MM`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
struct Clock(f64);

impl TryFrom<String> for Clock {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let parts = text.split_once(':').and_then(|(hours, minutes)| {
            let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
            (hours < 24 && minutes < 60).then_some((hours, minutes))
        });
        let (hours, minutes) = parts.ok_or_else(|| format!("{text} is no time of day; write it as 18:30"))?;
        Ok(Self(f64::from(hours) * 3_600.0 + f64::from(minutes) * 60.0))
    }
}

/// The clock of a plan: it begins when the first shift starts, and what is earlier in the day is of the next.
pub(super) struct Night {
    starts_s: f64,
}

impl Night {
    pub(super) fn of(shifts: &[ShiftRow]) -> Result<Self, &'static str> {
        let first = shifts.iter().map(|shift| shift.starts.0).reduce(f64::min);
        first
            .map(|starts_s| Self { starts_s })
            .ok_or("nobody is on shift")
    }

    pub(super) fn stops(&self, rows: &[StopRow]) -> Result<Vec<Stop>, String> {
        let stop = |(place, row): (usize, &StopRow)| {
            let window = match (row.opens, row.closes) {
                (None, None) => None,
                (Some(opens), Some(closes)) => Some(self.window(opens, closes)),
                _ => return Err(format!("{}: opens and closes go together", row.id)),
            };
            Ok(Stop {
                id: row.id.clone(),
                place,
                value: row.value,
                dwell_s: row.dwell_minutes.unwrap_or(DWELL_MINUTES_DEFAULT) * 60.0,
                window,
                must: row.must,
            })
        };
        rows.iter().enumerate().map(stop).collect()
    }

    /// The shifts, whose places come after those of the stops.
    pub(super) fn shifts(&self, rows: &[ShiftRow], stops: usize) -> Result<Vec<Shift>, String> {
        let shift = |(number, row): (usize, &ShiftRow)| {
            let turn = self.window(row.starts, row.ends);
            let breaks = row.breaks.iter().map(|pause| Break {
                window: self.window(pause.opens, pause.closes),
                lasts_s: pause.minutes * 60.0,
            });
            if turn.closes_s <= turn.opens_s {
                return Err(format!("{}: the shift ends before it starts", row.id));
            }
            Ok(Shift {
                id: row.id.clone(),
                start_place: stops + 2 * number,
                end_place: stops + 2 * number + 1,
                starts_s: turn.opens_s,
                ends_s: turn.closes_s,
                breaks: breaks.collect(),
            })
        };
        rows.iter().enumerate().map(shift).collect()
    }

    fn window(&self, opens: Clock, closes: Clock) -> Window {
        let at = |clock: Clock| clock.0 + if clock.0 < self.starts_s { DAY_S } else { 0.0 };
        Window {
            opens_s: at(opens),
            closes_s: at(closes),
        }
    }
}

/// All places: the stops', then each shift's start and end.
pub(super) fn places(stops: &[StopRow], shifts: &[ShiftRow]) -> Vec<Place> {
    let of_stops = stops.iter().map(|stop| Place {
        lon: stop.lon,
        lat: stop.lat,
    });
    let of_shifts = shifts
        .iter()
        .flat_map(|shift| [shift.start, shift.end.unwrap_or(shift.start)]);
    of_stops.chain(of_shifts).collect()
}

/// What is wrong with the ways, with the name of whoever it concerns.
pub(super) fn named(error: &WalksError, stops: &[StopRow], shifts: &[ShiftRow]) -> String {
    let WalksError::NoStreetNear { place } = error else {
        return error.to_string();
    };
    let of_shift = || {
        shifts
            .get(place.saturating_sub(stops.len()) / 2)
            .map(|shift| &shift.id)
    };
    let id = stops.get(*place).map(|stop| &stop.id).or_else(of_shift);
    format!("{} is not near any street", id.map_or("a place", String::as_str))
}

pub(super) fn text(path: &Path) -> Result<String, StartError> {
    std::fs::read_to_string(path).map_err(|error| bad(path, &error))
}

pub(super) fn rows<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, StartError> {
    serde_json::from_str(&text(path)?).map_err(|error| bad(path, &error))
}

pub(super) fn bad(path: &Path, error: &(impl Display + ?Sized)) -> StartError {
    StartError::File {
        path: path.to_owned(),
        detail: error.to_string(),
    }
}
