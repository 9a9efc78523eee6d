//! When to look at the queue again.

use lamplight_protocol::time::TimestampMillis;
use rusqlite::{Connection, params};

use super::Key;
use crate::error::CoreError;
use crate::retry::RETRY_DELAY_MS_MAX;

/// An operation that nothing but time holds back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// Not before this time.
    pub(crate) next_at: TimestampMillis,
}

/// When to look at the queue again; pure: never before `now`, and never further ahead than the cap on retries,
/// whatever the rows say, because the clock may have been set back since they were written. None when
/// nothing waits. Of many rows the earliest is enough.
pub(crate) fn next_wake(rows: &[Waiting], now: TimestampMillis) -> Option<TimestampMillis> {
    let latest = now.plus_millis(RETRY_DELAY_MS_MAX);
    rows.iter().map(|row| row.next_at.clamp(now, latest)).min()
}

/// Sets when that is due which comes behind an operation of the same report: with it while it waits, and at once
/// when it is through. It would be held back anyway; but with its own, earlier time it would stand in front of
/// everything that is due, and each look at the queue would have to pass it by.
pub(super) fn followers_due_at(tx: &Connection, key: &Key, at: TimestampMillis) -> Result<(), CoreError> {
    tx.prepare_cached(
        "UPDATE operations SET next_at = ?3
         WHERE report_id = ?1 AND seq > ?2 AND state = 'waiting' AND (kind <> 'erasure' OR ?2 = 0)",
    )?
    .execute(params![key.report_id, key.seq, at.as_millis()])?;
    Ok(())
}

/// As [`followers_due_at`], after an operation was changed if it still was what the change is about. Tells
/// whether it was: another process may have heard the answer before, and then what follows is on its way by now.
pub(super) fn followers_due_after(
    tx: &Connection,
    key: &Key,
    rows_changed: usize,
    at: TimestampMillis,
) -> Result<bool, CoreError> {
    if rows_changed == 1 {
        followers_due_at(tx, key, at)?;
    }
    Ok(rows_changed == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn rows(times: &[i64]) -> Vec<Waiting> {
        times
            .iter()
            .map(|ms| Waiting {
                next_at: TimestampMillis::from_millis(*ms),
            })
            .collect()
    }

    const ANY_TIME: std::ops::Range<i64> = -10_000_000_000_000..10_000_000_000_000;

    proptest! {
        #[test]
        fn the_queue_is_looked_at_in_time_and_never_in_the_past(times in vec(ANY_TIME, 1..20), now in ANY_TIME) {
            let now = TimestampMillis::from_millis(now);
            let wake = next_wake(&rows(&times), now).unwrap();
            prop_assert!(wake >= now);
            prop_assert!(wake.millis_since(now) <= RETRY_DELAY_MS_MAX);
        }

        #[test]
        fn what_is_due_is_looked_at_now(mut times in vec(ANY_TIME, 0..20), now in ANY_TIME, late in 0..1_000_000_i64) {
            times.push(now - late);
            let now = TimestampMillis::from_millis(now);
            prop_assert_eq!(next_wake(&rows(&times), now), Some(now));
        }

        #[test]
        fn nothing_is_overslept(times in vec(ANY_TIME, 1..20), now in ANY_TIME) {
            let now = TimestampMillis::from_millis(now);
            let wake = next_wake(&rows(&times), now).unwrap();
            prop_assert!(rows(&times).iter().all(|row| wake <= row.next_at.max(now)));
        }
    }

    #[test]
    fn an_empty_queue_needs_no_look() {
        assert_eq!(next_wake(&[], TimestampMillis::EPOCH), None);
    }
}
