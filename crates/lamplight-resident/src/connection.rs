//! Whether the server can be reached, as far as this process knows. It is not stored: after a start nothing
//! is known, and a renewed app must not stay paused for the old one's sake.

use std::sync::{Mutex, MutexGuard, PoisonError};

use lamplight_protocol::time::TimestampMillis;

use crate::retry::UPGRADE_PAUSE_MS;
use crate::view::Connection;

/// Made with the core; written by whatever calls the server.
pub(crate) struct ConnectionState {
    state: Mutex<State>,
}

#[derive(Clone, Copy)]
enum State {
    Unknown,
    Online,
    Offline { since: TimestampMillis },
    Paused { until: TimestampMillis },
}

impl ConnectionState {
    pub(crate) fn new() -> Self {
        Self {
            state: Mutex::new(State::Unknown),
        }
    }

    /// The state for those who show it.
    pub(crate) fn shown(&self, now: TimestampMillis) -> Connection {
        match *self.lock() {
            State::Online => Connection::Online,
            State::Offline { .. } => Connection::Offline,
            State::Paused { until } if lasts(until, now) => Connection::Paused,
            State::Unknown | State::Paused { .. } => Connection::Unknown,
        }
    }

    /// Until when the queue rests. None when it does not.
    pub(crate) fn paused_until(&self, now: TimestampMillis) -> Option<TimestampMillis> {
        match *self.lock() {
            State::Paused { until } if lasts(until, now) => Some(until),
            _ => None,
        }
    }

    /// For how long calls have gone unanswered, in milliseconds; 0 when the last one was answered.
    pub(crate) fn offline_for_ms(&self, now: TimestampMillis) -> i64 {
        match *self.lock() {
            State::Offline { since } => now.millis_since(since),
            _ => 0,
        }
    }

    /// A call was answered by our server. Tells whether that is new.
    pub(crate) fn answered(&self, now: TimestampMillis) -> bool {
        self.change(|state| match state {
            // A call that was on its way when the pause came does not end it.
            State::Paused { until } if lasts(*until, now) => {}
            _ => *state = State::Online,
        })
    }

    /// A call was not answered. Tells whether that is new.
    pub(crate) fn unanswered(&self, now: TimestampMillis) -> bool {
        self.change(|state| match state {
            State::Offline { .. } => {}
            State::Paused { until } if lasts(*until, now) => {}
            _ => *state = State::Offline { since: now },
        })
    }

    /// The server asked to wait. Tells whether that is new.
    pub(crate) fn paused(&self, until: TimestampMillis) -> bool {
        self.change(|state| *state = State::Paused { until })
    }

    /// Another server is in use.
    pub(crate) fn forget(&self) {
        self.change(|state| *state = State::Unknown);
    }

    /// Somebody asks to try now, whatever the server said before.
    pub(crate) fn end_pause(&self) {
        self.change(|state| {
            if let State::Paused { .. } = state {
                *state = State::Unknown;
            }
        });
    }

    fn change(&self, change: impl FnOnce(&mut State)) -> bool {
        let mut state = self.lock();
        let before = std::mem::discriminant(&*state);
        change(&mut state);
        before != std::mem::discriminant(&*state)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a pause goes on. One that seems to end later than any pause may is over: the clock was set back
/// since it began, and nobody should wait for years.
fn lasts(until: TimestampMillis, now: TimestampMillis) -> bool {
    (1..=UPGRADE_PAUSE_MS).contains(&until.millis_since(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: TimestampMillis = TimestampMillis::EPOCH;

    #[test]
    fn a_pause_outlasts_calls_that_were_on_their_way_and_then_ends() {
        let connection = ConnectionState::new();
        let until = NOW.plus_millis(1_000);
        assert!(connection.paused(until));
        assert!(!connection.answered(NOW) && !connection.unanswered(NOW));
        assert_eq!(connection.paused_until(NOW), Some(until));
        assert_eq!(connection.paused_until(until), None);
        assert!(connection.answered(until));
        assert_eq!(connection.shown(until), Connection::Online);
    }

    #[test]
    fn a_clock_set_back_by_years_ends_a_pause() {
        let connection = ConnectionState::new();
        let before = NOW.plus_millis(10 * 365 * lamplight_protocol::limits::DAY_MS);
        connection.paused(before.plus_millis(UPGRADE_PAUSE_MS));
        assert!(connection.paused_until(before).is_some());
        assert_eq!(connection.paused_until(NOW), None);
        assert_eq!(connection.shown(NOW), Connection::Unknown);
        assert!(connection.answered(NOW));
    }

    #[test]
    fn being_offline_counts_from_the_first_call_that_failed() {
        let connection = ConnectionState::new();
        assert_eq!(connection.offline_for_ms(NOW), 0);
        assert!(connection.unanswered(NOW));
        assert!(!connection.unanswered(NOW.plus_millis(5_000)));
        assert_eq!(connection.offline_for_ms(NOW.plus_millis(9_000)), 9_000);
        assert!(connection.answered(NOW.plus_millis(10_000)));
        assert_eq!(connection.offline_for_ms(NOW.plus_millis(11_000)), 0);
    }
}
