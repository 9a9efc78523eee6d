//! What everybody is told of months: what it is made of, and what was told.

use async_trait::async_trait;
use lamplight_protocol::time::TimestampMillis;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{MonthReports, MonthWish, ToldMonth};
use crate::reports::{places, served};

/// What the server asks of its memory to tell everybody how it does. As for [`crate::Store`], each method is one
/// transaction.
#[async_trait]
pub trait Telling: Send + Sync {
    /// The reports of a month.
    async fn month_reports(&self, wanted: &MonthWish) -> Result<MonthReports, StoreError>;
    /// When the first report came in that is counted; none while there is none.
    async fn first_report_at(&self) -> Result<Option<TimestampMillis>, StoreError>;
    /// Keeps what is told of a month, and whether it does: false when that month was told before, by whomever. What was
    /// told then stays.
    async fn tell_month(&self, told: &ToldMonth) -> Result<bool, StoreError>;
    /// What was told of months, the newest first.
    async fn told_months(&self, limit: u32) -> Result<Vec<ToldMonth>, StoreError>;
    /// Drops what was told of months that began before a time.
    async fn forget_told_months(&self, before: TimestampMillis) -> Result<(), StoreError>;
}

pub(crate) async fn reports(tx: &mut Transaction, wanted: &MonthWish) -> Result<MonthReports, StoreError> {
    Ok(MonthReports {
        served: served::received(tx, wanted).await?,
        open: served::open(tx).await?,
        places: places::counts(tx, wanted).await?,
    })
}

pub(crate) async fn keep(tx: &mut Transaction, told: &ToldMonth) -> Result<bool, StoreError> {
    let inserted = tx.execute(
        "INSERT INTO told_month (begins_at, published_at, document)
         VALUES ($1, $2, $3)
         ON CONFLICT (begins_at) DO NOTHING",
        [
            told.begins_at.into(),
            told.published_at.into(),
            told.document.as_str().into(),
        ],
    );
    Ok(inserted.await? == 1)
}

pub(crate) async fn newest(tx: &mut Transaction, limit: u32) -> Result<Vec<ToldMonth>, StoreError> {
    tx.rows(
        "SELECT begins_at, published_at, document
         FROM told_month
         ORDER BY begins_at DESC
         LIMIT $1",
        [limit.into()],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(ToldMonth {
            begins_at: row.time("begins_at")?,
            published_at: row.time("published_at")?,
            document: row.get("document")?,
        })
    })
    .collect()
}

pub(crate) async fn forget(tx: &mut Transaction, before: TimestampMillis) -> Result<(), StoreError> {
    tx.execute("DELETE FROM told_month WHERE begins_at < $1", [before.into()])
        .await?;
    Ok(())
}
