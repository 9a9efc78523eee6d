//! Whether the resident is reminded of an event now. Pure: the clock and all that was told so far are parameters.
//!
//! - The evening before, at [`EVENING`] by the clocks of the event; whoever answered later, [`LATE_MS`] before it begins;
//!   whoever answered later still knows.
//! - Once for each begin: an event that is moved is another appointment.
//! - Never once it has begun, was cancelled, or the resident does not come: then what is in sight is taken away.
//! - Quiet hours hold it until they end, if it has not begun by then.

use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::{Time, time};
use jiff::tz::TimeZone;
use lamplight_protocol::event::{Event, EventState};
use lamplight_protocol::time::TimestampMillis;

use crate::local::reminders::Answered;

/// When in the evening somebody can still arrange their next day.
const EVENING: Time = time(18, 0, 0, 0);
/// How long before the begin whoever answered on the day itself is reminded, in milliseconds: two hours.
const LATE_MS: i64 = 2 * 60 * 60 * 1_000;

/// What surrounds the decision.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circumstances {
    /// The resident wants to be reminded.
    pub(super) wanted: bool,
    /// It is quiet until then.
    pub(super) quiet_until: Option<TimestampMillis>,
    pub(super) now: TimestampMillis,
}

/// What to do about an event now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing, and time alone does not change that.
    Rest,
    /// Nothing before this time.
    Wait(TimestampMillis),
    /// The resident is reminded of it.
    Remind,
    /// The reminder is taken out of sight.
    Withdraw,
}

/// Decides. `event` is none when the patrol no longer shows it.
pub(super) fn step(answered: &Answered, event: Option<&Event>, around: Circumstances) -> Step {
    let reminded = answered.reminded;
    let ahead = event.filter(|event| {
        answered.comes && event.state == EventState::Published && event.content.starts_at > around.now
    });
    let Some(event) = ahead else {
        return if reminded.stands {
            Step::Withdraw
        } else {
            Step::Rest
        };
    };
    let begins = event.content.starts_at;
    if reminded.of == Some(begins) {
        return if reminded.stands {
            Step::Wait(begins)
        } else {
            Step::Rest
        };
    }
    if reminded.stands {
        return Step::Withdraw;
    }
    let due = due_at(event, answered.since).filter(|_| around.wanted);
    match (due, around.quiet_until) {
        (Some(due), _) if due > around.now => Step::Wait(due),
        (Some(_), Some(until)) if until < begins => Step::Wait(until),
        (Some(_), None) => Step::Remind,
        _ => Step::Rest,
    }
}

/// When the resident is to be reminded; none where they answered so late that they know.
fn due_at(event: &Event, since: TimestampMillis) -> Option<TimestampMillis> {
    let begins = event.content.starts_at;
    let late = begins.plus_millis(-LATE_MS);
    // Where the zone is not known, nobody can tell when it is evening.
    let evening = evening_before(begins, &event.content.time_zone).unwrap_or(late);
    [evening, late].into_iter().find(|due| since <= *due)
}

fn evening_before(begins: TimestampMillis, zone: &str) -> Option<TimestampMillis> {
    let zone = TimeZone::get(zone).ok()?;
    let begins = Timestamp::from_millisecond(begins.as_millis()).ok()?;
    let day = begins.to_zoned(zone.clone()).date().checked_sub(1.day()).ok()?;
    let evening = zone
        .to_ambiguous_zoned(day.to_datetime(EVENING))
        .compatible()
        .ok()?;
    Some(TimestampMillis::from_millis(evening.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests;
