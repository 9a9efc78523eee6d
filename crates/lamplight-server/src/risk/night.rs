//! When the area is quiet: heavy work waits for it.

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::time::TimestampMillis;

/// The hour of the night at which a map is made, on the clocks of the area: when least comes in, and well before the
/// first shift plans its walks.
const NIGHT_HOUR: i8 = 3;

/// So many nights on from a time: 1 for the next. Where time cannot be reckoned, as many times 24 hours.
pub(super) fn after(time_zone: &str, now: TimestampMillis, nights: i64) -> TimestampMillis {
    in_zone(time_zone, now, nights).unwrap_or_else(|| now.plus_millis(nights * DAY_MS))
}

fn in_zone(time_zone: &str, now: TimestampMillis, nights: i64) -> Option<TimestampMillis> {
    let zone = TimeZone::get(time_zone).ok()?;
    let at = Timestamp::from_millisecond(now.as_millis()).ok()?;
    let today = at.to_zoned(zone.clone()).date();
    let night_of = |days: i64| {
        let day = today.checked_add(Span::new().try_days(days).ok()?).ok()?;
        // Where clocks are put forward over it, it is where they are put to.
        let night = zone
            .to_ambiguous_zoned(day.at(NIGHT_HOUR, 0, 0, 0))
            .compatible()
            .ok()?;
        Some(night.timestamp())
    };
    let is_still_to_come = night_of(0)? > at;
    let night = night_of(if is_still_to_come { nights - 1 } else { nights })?;
    Some(TimestampMillis::from_millis(night.as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_night_is_the_next_three_o_clock_of_the_area() {
        for (now, nights, expected) in [
            // Madrid is one hour ahead in winter.
            ("2026-11-20T10:00:00Z", 1, "2026-11-21T02:00:00.000Z"),
            ("2026-11-20T01:59:00Z", 1, "2026-11-20T02:00:00.000Z"),
            ("2026-11-20T02:00:00Z", 1, "2026-11-21T02:00:00.000Z"),
            ("2026-11-20T10:00:00Z", 7, "2026-11-27T02:00:00.000Z"),
            // The night in which clocks go from two to three.
            ("2026-03-28T10:00:00Z", 1, "2026-03-29T01:00:00.000Z"),
        ] {
            let next = after("Europe/Madrid", now.parse().unwrap(), nights);
            assert_eq!(next.to_string(), expected, "{now}");
        }
        let unknown = after("Nowhere", "2026-11-20T10:00:00Z".parse().unwrap(), 2);
        assert_eq!(unknown.to_string(), "2026-11-22T10:00:00.000Z");
    }
}
