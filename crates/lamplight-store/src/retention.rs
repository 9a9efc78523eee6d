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
use crate::model::Cutoffs;
use crate::reports::hold;
use crate::reports::receipt::Number;
use crate::value::Value;

pub(crate) use self::photos::forget_photos;
pub(crate) use self::reports::forget_reports;

/// What the server asks of its memory about what is past keeping. As for [`crate::Store`], each method is one
/// transaction.
#[async_trait]
pub trait Retention: Send + Sync {
    /// Forgets at most `limit` reports that ended before their time, the longest ended first, and tells how many.
    /// None when another instance is at it.
    async fn forget_reports(
        &self,
        cutoffs: &Cutoffs,
        now: TimestampMillis,
        limit: u32,
    ) -> Result<Option<u32>, StoreError>;
    /// Forgets the photos of at most `limit` reports that ended before their time, and tells of how many. None
    /// when another instance is at it.
    async fn forget_photos(
        &self,
        cutoffs: &Cutoffs,
        now: TimestampMillis,
        limit: u32,
    ) -> Result<Option<u32>, StoreError>;
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
