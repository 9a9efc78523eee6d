//! Forgetting what is past keeping: photos of reports that ended some time ago, and later the reports themselves.
//!
//! A report that is forgotten ends as one that was erased: its key goes, its receipt stays as a tombstone, and
//! whoever holds that is told. What stays beside it says of no report whose it was, and is for figures.
//!
//! One instance at a time does this, in chunks. Legal holds keep what they hold.

mod photos;
mod reports;

use async_trait::async_trait;
use lamplight_protocol::time::TimestampMillis;
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::leader::{Lead, lead};
use crate::model::{Cutoffs, Forgetting};
use crate::reports::hold;
use crate::reports::receipt::Number;
use crate::value::Value;

/// What the server asks of its memory about what is past keeping. As for [`crate::Store`], each method is one
/// transaction.
#[async_trait]
pub trait Retention: Send + Sync {
    /// Forgets at most `limit` reports that ended before their time, or the photos of as many, the longest ended first,
    /// and tells how many. None when another instance is at it.
    async fn forget(
        &self,
        what: Forgetting,
        cutoffs: &Cutoffs,
        now: TimestampMillis,
        limit: u32,
    ) -> Result<Option<u32>, StoreError>;
}

/// Forgets a chunk of what is past keeping.
pub(crate) async fn forget(
    tx: &mut Transaction,
    what: Forgetting,
    cutoffs: &Cutoffs,
    now: TimestampMillis,
    limit: u32,
) -> Result<Option<u32>, StoreError> {
    if !lead(tx, Lead::Retention).await? {
        return Ok(None);
    }
    let numbers = match what {
        Forgetting::Reports => reports::past_keeping(tx, cutoffs, now, limit).await?,
        Forgetting::Photos => photos::past_keeping(tx, cutoffs, now, limit).await?,
    };
    if !numbers.is_empty() {
        match what {
            Forgetting::Reports => reports::forget(tx, &numbers, now).await?,
            Forgetting::Photos => photos::forget(tx, &numbers, now).await?,
        }
    }
    Ok(Some(u32::try_from(numbers.len()).unwrap_or(u32::MAX)))
}

/// Reports that nobody holds and that ended as the condition says, the longest ended first; locked. Its values are
/// numbered from `$3` on.
async fn not_held(
    tx: &mut Transaction,
    ended: &str,
    values: impl IntoIterator<Item = Value>,
    now: TimestampMillis,
    limit: u32,
) -> Result<Vec<Number>, StoreError> {
    // A report that somebody is changing at this moment may be open after that.
    let passing_over = match tx {
        Transaction::Sqlite(_) => "",
        Transaction::Postgres(_) => "FOR UPDATE OF report SKIP LOCKED",
    };
    let sql = format!(
        "SELECT report.number AS number
         FROM report
         WHERE report.ended_at IS NOT NULL
           AND {ended}
           AND NOT EXISTS (
               SELECT 1 FROM legal_hold
               WHERE legal_hold.number = report.number AND (stage <> 'asked' OR asked_at > $1))
         ORDER BY report.ended_at
         LIMIT $2 {passing_over}"
    );
    let first = [hold::lapsed_until(now).into(), limit.into()];
    tx.rows(AssertSqlSafe(sql), first.into_iter().chain(values))
        .await?
        .iter()
        .map(|row| row.get("number"))
        .collect()
}

fn many(numbers: &[Number]) -> Value {
    Value::Many(numbers.iter().map(|number| (*number).into()).collect())
}
