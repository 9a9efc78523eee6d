//! Solomon's form (Solomon 1987): customers with windows of time, read as team orienteering with demands for scores.

use super::{InstanceError, Points, numbers};
use crate::plan::{Stop, Window};

const WANTS: &str = "number, x, y, demand, ready time, due date and service time";

/// Reads the depot and its customers.
pub(super) fn read(text: &str) -> Result<Points, InstanceError> {
    let heading = text
        .lines()
        .position(|line| line.trim_start().starts_with("CUSTOMER"));
    // The heading, and the names of the columns below it.
    let table = text.lines().enumerate().skip(heading.map_or(0, |line| line + 2));
    let mut rows = Vec::new();
    for (number, line) in table.filter(|(_, line)| !line.trim().is_empty()) {
        let row: Option<[f64; 7]> = numbers(line).and_then(|row| row.try_into().ok());
        rows.push(row.ok_or(InstanceError::Line {
            line: number + 1,
            wants: WANTS,
        })?);
    }
    let mut rows = rows.into_iter();
    let [_, x, y, _, opens, closes, _] = rows.next().ok_or(InstanceError::NoStops)?;
    let (stops, kinds) = rows
        .enumerate()
        .map(|(place, row)| ((row[1], row[2]), customer(place, row)))
        .unzip();
    Ok(Points {
        start: (x, y),
        end: (x, y),
        opens,
        closes: Some(closes),
        members: None,
        stops,
        kinds,
    })
}

fn customer(place: usize, [number, _, _, demand, ready, due, service]: [f64; 7]) -> Stop {
    Stop {
        id: number.to_string(),
        place,
        value: demand,
        dwell_s: service,
        window: Some(Window {
            opens_s: ready,
            closes_s: due,
        }),
        must: false,
    }
}
