//! Quiet hours, by the clocks of the area.

use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use lamplight_protocol::desk_hours::TimeOfDay;
use lamplight_protocol::time::TimestampMillis;

use super::choices::QuietHours;

/// The least that is waited for the end of quiet hours, in milliseconds: one minute. Where clocks are put back the
/// end may seem to have passed while the hours still last.
const WAIT_MS_MIN: i64 = 60_000;

/// Until when it is quiet. None when it is not, and where the zone is not known: then nobody can tell, and an alert
/// is told of.
pub(super) fn quiet_until(hours: QuietHours, zone: &str, now: TimestampMillis) -> Option<TimestampMillis> {
    let zone = TimeZone::get(zone).ok()?;
    let local = Timestamp::from_millisecond(now.as_millis())
        .ok()?
        .to_zoned(zone.clone());
    let (from, until) = (minutes(hours.from), minutes(hours.until));
    let clock = i64::from(local.hour()) * 60 + i64::from(local.minute());
    let is_overnight = until < from;
    let is_quiet = if is_overnight {
        clock >= from || clock < until
    } else {
        (from..until).contains(&clock)
    };
    if !is_quiet {
        return None;
    }
    let ends_tomorrow = is_overnight && clock >= from;
    let today = local.date();
    let day = if ends_tomorrow {
        today.tomorrow().ok()?
    } else {
        today
    };
    let end = instant(day, until, &zone)?;
    Some(end.max(now.plus_millis(WAIT_MS_MIN)))
}

fn minutes(time: TimeOfDay) -> i64 {
    let (hours, minutes) = time.hours_and_minutes();
    i64::from(hours) * 60 + i64::from(minutes)
}

/// So many minutes of a day by the clock's face. Where clocks are put forward over it, it is where they are put to.
fn instant(day: Date, minutes: i64, zone: &TimeZone) -> Option<TimestampMillis> {
    let shown = day
        .to_datetime(Time::midnight())
        .checked_add(minutes.minutes())
        .ok()?;
    let zoned = zone.to_ambiguous_zoned(shown).compatible().ok()?;
    Some(TimestampMillis::from_millis(zoned.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hours(from: &str, until: &str) -> QuietHours {
        QuietHours {
            from: from.parse().unwrap(),
            until: until.parse().unwrap(),
        }
    }

    /// Until when it is quiet in Madrid.
    fn quiet(from: &str, until: &str, now: &str) -> Option<String> {
        quiet_until(hours(from, until), "Europe/Madrid", now.parse().unwrap()).map(|end| end.to_string())
    }

    #[test]
    fn hours_over_midnight_end_in_the_morning_by_the_clocks_of_the_area() {
        // 22:00 in Madrid is 21:00 UTC in winter.
        assert_eq!(quiet("22:00", "07:00", "2026-11-20T20:59:59Z"), None);
        let morning = Some("2026-11-21T06:00:00.000Z".to_owned());
        assert_eq!(quiet("22:00", "07:00", "2026-11-20T21:00:00Z"), morning);
        assert_eq!(quiet("22:00", "07:00", "2026-11-21T05:58:59Z"), morning);
        assert_eq!(quiet("22:00", "07:00", "2026-11-21T06:00:00Z"), None);
    }

    #[test]
    fn hours_within_a_day_end_on_it() {
        let end = Some("2026-11-20T14:00:00.000Z".to_owned());
        assert_eq!(quiet("13:00", "15:00", "2026-11-20T12:00:00Z"), end);
        assert_eq!(quiet("13:00", "15:00", "2026-11-20T11:59:00Z"), None);
        assert_eq!(
            quiet("13:00", "24:00", "2026-11-20T12:00:00Z"),
            Some("2026-11-20T23:00:00.000Z".into())
        );
    }

    #[test]
    fn a_night_in_which_clocks_are_put_forward_ends_at_its_hour() {
        // On 2026-03-29 02:00 is followed by 03:00.
        assert_eq!(
            quiet("22:00", "02:30", "2026-03-29T00:59:00Z"),
            Some("2026-03-29T01:30:00.000Z".into())
        );
        assert_eq!(
            quiet("22:00", "07:00", "2026-03-28T22:00:00Z"),
            Some("2026-03-29T05:00:00.000Z".into())
        );
    }

    #[test]
    fn a_zone_that_nobody_knows_has_no_quiet_hours() {
        let now = TimestampMillis::EPOCH;
        assert_eq!(quiet_until(hours("00:00", "24:00"), "Mars/Olympus", now), None);
    }

    proptest! {
        #[test]
        fn an_end_lies_ahead_and_within_a_day(ms in 0_i64..63_072_000_000, from in 0_u16..1_440, until in 0_u16..=1_440) {
            prop_assume!(from != until);
            let time = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
            let now = TimestampMillis::from_millis(1_767_225_600_000 + ms);
            if let Some(end) = quiet_until(hours(&time(from), &time(until)), "Europe/Madrid", now) {
                let wait_ms = end.millis_since(now);
                // The longest day has 25 hours.
                prop_assert!((1..=25 * 3_600_000).contains(&wait_ms));
            }
        }
    }
}
