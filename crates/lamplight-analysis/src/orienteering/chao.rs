//! Chao's form (Chao, Golden and Wasil 1996): points with scores, and a longest length of a tour.

use super::{InstanceError, Points, numbers};
use crate::plan::Stop;

/// Reads points; `end` is where tours end if that is no point of the file.
pub(super) fn read(text: &str, end: Option<(f64, f64)>) -> Result<Points, InstanceError> {
    let mut points: Vec<(f64, f64, f64)> = Vec::new();
    let mut members = None;
    let mut longest = None;
    for (number, line) in text.lines().enumerate() {
        let wrong = |wants| InstanceError::Line {
            line: number + 1,
            wants,
        };
        match line.split_whitespace().collect::<Vec<_>>().as_slice() {
            [] | ["n", _] => {}
            ["m", count] => {
                members = Some(count.parse().map_err(|_| wrong("m and the number of members"))?);
            }
            ["tmax", length] => {
                longest = Some(
                    length
                        .parse()
                        .map_err(|_| wrong("tmax and the length of a tour"))?,
                );
            }
            _ => match numbers(line).as_deref() {
                Some([x, y, score]) => points.push((*x, *y, *score)),
                _ => return Err(wrong("x, y and score")),
            },
        }
    }
    let ends_there = |(_, _, score): &(f64, f64, f64)| end.is_none() && *score == 0.0;
    let last = match points.len() > 1 {
        true => points.pop_if(|point| ends_there(point)),
        false => None,
    };
    let mut points = points.into_iter();
    let start = points.next().ok_or(InstanceError::NoStops)?;
    let start = (start.0, start.1);
    let (stops, kinds) = points
        .enumerate()
        .map(|(place, (x, y, score))| ((x, y), stop(place, score)))
        .unzip();
    Ok(Points {
        start,
        end: end.or(last.map(|point| (point.0, point.1))).unwrap_or(start),
        opens: 0.0,
        closes: longest,
        members,
        stops,
        kinds,
    })
}

/// Points are numbered as the literature does: the start is 1.
fn stop(place: usize, score: f64) -> Stop {
    Stop {
        id: (place + 2).to_string(),
        place,
        value: score,
        dwell_s: 0.0,
        window: None,
        must: false,
    }
}
