//! Attempts to sign in: after some in a row the next one waits, ever longer.

use lamplight_protocol::time::TimestampMillis;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{Attempt, Hash};

/// How long attempts are remembered after the last one, in milliseconds: a day.
const REMEMBERED_MS: i64 = 24 * 60 * 60 * 1_000;

/// Counts an attempt, if it may be made now. It is counted before it is known to have failed: many at once
/// would otherwise all be made before the first was counted.
pub(crate) async fn begin(
    tx: &mut Transaction,
    key: &Hash,
    now: TimestampMillis,
    waits_ms: &[i64],
) -> Result<Attempt, StoreError> {
    tx.execute(
        "DELETE FROM attempt WHERE last_at < $1",
        [now.plus_millis(-REMEMBERED_MS).into()],
    )
    .await?;
    // Written even where it changes nothing, which locks the row: two at once must not both find it free.
    let row = tx
        .row(
            "INSERT INTO attempt (key, failures, next_at, last_at)
             VALUES ($1, 0, 0, $2)
             ON CONFLICT (key) DO UPDATE SET last_at = attempt.last_at
             RETURNING failures, next_at",
            [key.into(), now.into()],
        )
        .await?
        .ok_or(StoreError::Damaged("attempt"))?;
    let next_at = row.time("next_at")?;
    if now < next_at {
        return Ok(Attempt::Wait(next_at));
    }
    let failures = row.count("failures")?.saturating_add(1);
    let place = usize::try_from(failures).unwrap_or(usize::MAX);
    let wait_ms = waits_ms.get(place).or(waits_ms.last()).copied().unwrap_or(0);
    tx.execute_one(
        "UPDATE attempt SET failures = $2, next_at = $3, last_at = $4 WHERE key = $1",
        [
            key.into(),
            failures.into(),
            now.plus_millis(wait_ms).into(),
            now.into(),
        ],
    )
    .await?;
    Ok(Attempt::Go)
}

/// Forgets those of a key.
pub(crate) async fn forget(tx: &mut Transaction, key: &Hash) -> Result<(), StoreError> {
    tx.execute("DELETE FROM attempt WHERE key = $1", [key.into()])
        .await?;
    Ok(())
}
