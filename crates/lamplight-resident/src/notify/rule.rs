//! Whether an alert is told of now, how loud, and what becomes of it later. Pure: the clock and everything that was
//! told so far are parameters.
//!
//! - What is in force is told of, once, whenever it was sent; the two lower levels only within [`LATE_MS_MAX`] of
//!   their begin, so that a device that was away for days, or has just met its patrol, does not recite them.
//! - What is not in force is never told of: drafts of the desk do not come here, what is ahead waits for its time,
//!   what has expired is taken out of sight.
//! - Tests and exercises are not told of at all. The app lists them, marked.
//! - An update takes the place of what was told, and draws attention again only if the level rose.
//! - The end of an alert is told of only to somebody who was told of the alert.
//! - In quiet hours everything waits but what the resident agreed to be woken by, and its end.

use lamplight_protocol::alert::{Alert, AlertState, AlertStatus, Level};
use lamplight_protocol::time::TimestampMillis;

use super::choices::Hearing;
use crate::platform::Loudness;

/// How long after their begin alerts of the two lower levels are still told of, and after it was given an all-clear,
/// in milliseconds: 12 hours, so that a night's quiet hours lie within.
pub(super) const LATE_MS_MAX: i64 = 12 * 60 * 60 * 1_000;

/// What was told of an alert so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told {
    /// The level of the message that was told last.
    pub(super) level: Level,
    /// It may still be in sight.
    pub(super) standing: bool,
    /// It was this very message.
    pub(super) same_message: bool,
}

/// What surrounds the decision.
#[derive(Debug, Clone, Copy)]
pub(super) struct Circumstances<'a> {
    pub(super) hearing: &'a Hearing,
    /// The alert is about a place that was chosen.
    pub(super) here: bool,
    /// It is quiet until then.
    pub(super) quiet_until: Option<TimestampMillis>,
    pub(super) now: TimestampMillis,
}

/// What to do about an alert now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing, and time alone does not change that.
    Rest,
    /// Nothing before this time.
    Wait(TimestampMillis),
    /// It is told.
    Tell(Telling),
    /// What is in sight of it is taken away.
    Withdraw,
}

/// How something is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Telling {
    pub(super) kind: Kind,
    pub(super) loudness: Loudness,
    /// It draws attention again.
    pub(super) anew: bool,
}

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An alert that was not told of before.
    First,
    /// A later message of one that was.
    Update,
    /// Its end, or that it should not have been sent.
    End,
}

/// Decides.
pub(super) fn step(alert: &Alert, told: Option<Told>, around: &Circumstances<'_>) -> Step {
    let standing = told.filter(|told| told.standing);
    if alert.is_in_force(around.now) && alert.content.status == AlertStatus::Actual {
        return in_force(alert, told, around);
    }
    match standing {
        Some(told) if is_over(alert) => end(alert, told, around),
        Some(_) => Step::Withdraw,
        None => ahead(alert, around.now),
    }
}

fn in_force(alert: &Alert, told: Option<Told>, around: &Circumstances<'_>) -> Step {
    let Hearing { on, wakes, .. } = *around.hearing;
    let told_this = told.is_some_and(|told| told.same_message);
    // Time alone brings nobody to the place, and makes nothing less late.
    let passed_over = told.is_none() && (!around.here || is_late(alert, around.now));
    if !on || told_this || passed_over {
        return Step::Rest;
    }
    let loudness = loudness(alert.level, wakes && around.here);
    if let Some(until) = around.quiet_until
        && loudness < Loudness::Alarm
    {
        return Step::Wait(until);
    }
    Step::Tell(Telling {
        kind: told.map_or(Kind::First, |_| Kind::Update),
        loudness,
        anew: told.is_none_or(|told| around.here && alert.level > told.level),
    })
}

fn end(alert: &Alert, told: Told, around: &Circumstances<'_>) -> Step {
    if !around.hearing.on || around.now.millis_since(alert.sent) > LATE_MS_MAX {
        return Step::Withdraw;
    }
    let woke = told.level == Level::Extreme && around.hearing.wakes;
    match around.quiet_until {
        Some(until) if !woke => Step::Wait(until),
        _ => Step::Tell(Telling {
            kind: Kind::End,
            loudness: Loudness::Low,
            anew: true,
        }),
    }
}

fn ahead(alert: &Alert, now: TimestampMillis) -> Step {
    let begins = alert.content.effective.filter(|begins| *begins > now);
    match begins {
        Some(begins) if alert.content.status == AlertStatus::Actual && alert.is_in_force(begins) => {
            Step::Wait(begins)
        }
        _ => Step::Rest,
    }
}

fn is_over(alert: &Alert) -> bool {
    matches!(alert.state, AlertState::Ended | AlertState::Recalled)
}

fn is_late(alert: &Alert, now: TimestampMillis) -> bool {
    let begun = alert
        .content
        .effective
        .map_or(alert.sent, |begins| begins.max(alert.sent));
    alert.level < Level::Severe && now.millis_since(begun) > LATE_MS_MAX
}

fn loudness(level: Level, may_wake: bool) -> Loudness {
    match level {
        Level::Extreme if may_wake => Loudness::Alarm,
        Level::Extreme | Level::Severe => Loudness::Critical,
        Level::Moderate => Loudness::Normal,
        Level::Minor => Loudness::Low,
    }
}

#[cfg(test)]
mod tests;
