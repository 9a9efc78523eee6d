//! When an answer is due: so many minutes after a report came in, of those in which the desk is staffed.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use lamplight_protocol::area::Area;
use lamplight_protocol::desk_hours::{Shift, TimeOfDay};
use lamplight_protocol::report::Category;
use lamplight_protocol::time::TimestampMillis;

/// When a category has no target of its own: a report that was saved before the area changed is still
/// taken, and answered within a day.
const RESPONSE_TARGET_DEFAULT_MINUTES: u32 = 24 * 60;
const MINUTE_MS: i64 = 60_000;
/// Days that are looked at, in number: a desk that is staffed for one hour a week needs as many for a day's target.
const DAYS_MAX: usize = 200;

/// When the first answer to a report is due. Without desk hours every minute counts.
pub fn due_at(area: &Area, category: Category, received_at: TimestampMillis) -> TimestampMillis {
    let minutes = area
        .categories
        .iter()
        .find(|policy| policy.category == category)
        .map_or(RESPONSE_TARGET_DEFAULT_MINUTES, |policy| {
            policy.response_target_minutes
        });
    let target_ms = i64::from(minutes) * MINUTE_MS;
    in_desk_hours(area, received_at, target_ms).unwrap_or_else(|| received_at.plus_millis(target_ms))
}

/// The moment after which the desk was staffed for so long. None without desk hours, or where time cannot be
/// reckoned: beyond the calendar, or beyond the days that are looked at.
fn in_desk_hours(area: &Area, from: TimestampMillis, target_ms: i64) -> Option<TimestampMillis> {
    let week = area.desk_hours.as_ref()?.week();
    let zone = TimeZone::get(&area.time_zone).ok()?;
    let mut day = Timestamp::from_millisecond(from.as_millis())
        .ok()?
        .to_zoned(zone.clone())
        .date();
    let mut left_ms = target_ms;
    for _ in 0..DAYS_MAX {
        let of_week = usize::try_from(day.weekday().to_monday_zero_offset()).ok()?;
        for shift in *week.get(of_week)? {
            let (begin, end) = bounds(day, shift, &zone)?;
            let begin = begin.max(from.as_millis());
            let lasts_ms = (end - begin).max(0);
            if lasts_ms > 0 && left_ms <= lasts_ms {
                return Some(TimestampMillis::from_millis(begin + left_ms));
            }
            left_ms -= lasts_ms;
        }
        day = day.tomorrow().ok()?;
    }
    None
}

/// When some hours of a day begin and end, in milliseconds since the Unix epoch. Where clocks are put forward over
/// a bound, it is where they are put to; where they are put back, the first of the two.
fn bounds(day: Date, shift: &Shift, zone: &TimeZone) -> Option<(i64, i64)> {
    Some((instant(day, shift.from, zone)?, instant(day, shift.to, zone)?))
}

fn instant(day: Date, time: TimeOfDay, zone: &TimeZone) -> Option<i64> {
    let (hours, minutes) = time.hours_and_minutes();
    let midnight = day.to_datetime(Time::midnight());
    // On the clock's face, not on the time line: 08:00 is 08:00 on the day on which an hour is missing, too.
    let shown = midnight
        .checked_add(i64::from(hours).hours().minutes(i64::from(minutes)))
        .ok()?;
    let zoned = zone.to_ambiguous_zoned(shown).compatible().ok()?;
    Some(zoned.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A desk in Madrid with a target of so many minutes for vandalism.
    fn desk(hours: &str, minutes: u32) -> Area {
        let mut area = Area {
            time_zone: "Europe/Madrid".into(),
            desk_hours: Some(serde_json::from_str(hours).unwrap()),
            ..Area::anywhere()
        };
        for policy in &mut area.categories {
            policy.response_target_minutes = minutes;
        }
        area
    }

    fn due(area: &Area, received_at: &str) -> String {
        due_at(area, Category::Vandalism, received_at.parse().unwrap()).to_string()
    }

    const OFFICE: &str = r#"{
        "monday": [{"from":"08:00","to":"12:00"},{"from":"13:00","to":"17:00"}],
        "friday": [{"from":"08:00","to":"12:00"}]
    }"#;
    const EVERY_NIGHT: &str = r#"{
        "saturday": [{"from":"00:00","to":"24:00"}], "sunday": [{"from":"00:00","to":"24:00"}],
        "monday": [{"from":"00:00","to":"24:00"}]
    }"#;

    #[test]
    fn minutes_count_while_the_desk_is_staffed_only() {
        let area = desk(OFFICE, 120);
        // Monday the 23rd of November 2026; Madrid is one hour ahead.
        assert_eq!(due(&area, "2026-11-23T08:00:00Z"), "2026-11-23T10:00:00.000Z");
        assert_eq!(due(&area, "2026-11-23T10:30:00Z"), "2026-11-23T13:30:00.000Z");
        assert_eq!(due(&area, "2026-11-23T05:00:00Z"), "2026-11-23T09:00:00.000Z");
        // From Monday evening to Friday morning.
        assert_eq!(due(&area, "2026-11-23T15:30:00Z"), "2026-11-27T08:30:00.000Z");
        // From Friday noon to Monday.
        assert_eq!(due(&area, "2026-11-27T12:00:00Z"), "2026-11-30T09:00:00.000Z");
    }

    #[test]
    fn without_desk_hours_every_minute_counts() {
        let area = Area {
            desk_hours: None,
            ..desk(OFFICE, 120)
        };
        assert_eq!(due(&area, "2026-11-23T22:30:00Z"), "2026-11-24T00:30:00.000Z");
    }

    #[test]
    fn a_day_on_which_clocks_are_put_forward_has_an_hour_less() {
        // The 29th of March 2026: from 02:00 to 03:00, at 01:00 UTC.
        let area = desk(EVERY_NIGHT, 24 * 60);
        assert_eq!(due(&area, "2026-03-28T23:00:00Z"), "2026-03-29T23:00:00.000Z");
        let morning = desk(r#"{"sunday": [{"from":"08:00","to":"09:00"}]}"#, 30);
        assert_eq!(due(&morning, "2026-03-28T23:00:00Z"), "2026-03-29T06:30:00.000Z");
        let missing = desk(r#"{"sunday": [{"from":"02:30","to":"04:00"}]}"#, 30);
        assert_eq!(due(&missing, "2026-03-28T23:00:00Z"), "2026-03-29T02:00:00.000Z");
    }

    #[test]
    fn a_day_on_which_clocks_are_put_back_has_an_hour_more() {
        // The 25th of October 2026: from 03:00 to 02:00, at 01:00 UTC.
        let night = desk(r#"{"sunday": [{"from":"00:00","to":"06:00"}]}"#, 6 * 60 + 30);
        assert_eq!(due(&night, "2026-10-24T20:00:00Z"), "2026-10-25T04:30:00.000Z");
    }

    proptest! {
        #[test]
        fn whatever_is_sooner_is_due_no_later(at in 0_i64..40_000_000, later in 0_i64..1_000_000, minutes in 0_u32..3_000) {
            let area = desk(OFFICE, minutes);
            let due = |minute: i64| {
                due_at(&area, Category::Vandalism, TimestampMillis::from_millis(minute * MINUTE_MS))
            };
            prop_assert!(due(at) <= due(at + later));
            prop_assert!(due(at) >= TimestampMillis::from_millis(at * MINUTE_MS));
        }
    }
}
