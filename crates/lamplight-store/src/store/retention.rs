//! [`Retention`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::time::TimestampMillis;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::Cutoffs;
use crate::retention::{self, Retention};
use crate::store::SqlStore;

#[async_trait]
impl Retention for SqlStore {
    async fn forget_reports(
        &self,
        cutoffs: &Cutoffs,
        now: TimestampMillis,
        limit: u32,
    ) -> Result<Option<u32>, StoreError> {
        let mut tx = self.write().await?;
        let forgotten = retention::forget_reports(&mut tx, cutoffs, now, limit).await?;
        if forgotten.unwrap_or(0) == 0 {
            return lay_down(tx, forgotten).await;
        }
        self.database.will_delete();
        tx.commit().await?;
        self.database.forget_deleted().await?;
        Ok(forgotten)
    }

    async fn forget_photos(
        &self,
        cutoffs: &Cutoffs,
        now: TimestampMillis,
        limit: u32,
    ) -> Result<Option<u32>, StoreError> {
        let mut tx = self.write().await?;
        let forgotten = retention::forget_photos(&mut tx, cutoffs, now, limit).await?;
        lay_down(tx, forgotten).await
    }
}

/// Ends a transaction that may lead: dropped, it would lead until its connection is used again.
async fn lay_down(tx: Transaction, forgotten: Option<u32>) -> Result<Option<u32>, StoreError> {
    tx.commit().await?;
    Ok(forgotten)
}
