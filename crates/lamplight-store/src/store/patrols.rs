//! [`Patrols`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::api::{Cursor, PatrolDetail, PatrolSummary};
use lamplight_protocol::ids::PatrolId;
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;
use crate::model::{PatrolDeed, PatrolWrite, StaffWrite};
use crate::patrols::{self, Patrols};
use crate::store::SqlStore;

#[async_trait]
impl Patrols for SqlStore {
    async fn change_patrol(&self, write: &PatrolWrite, deed: &PatrolDeed) -> Result<StaffWrite, StoreError> {
        let mut tx = self.staff_write().await?;
        let change = patrols::change(&mut tx, &self.kek, write, deed).await?;
        tx.settle(change).await
    }

    async fn answer_patrol_again(&self, write: &PatrolWrite) -> Result<Option<StaffWrite>, StoreError> {
        patrols::answer_again(&mut self.read().await?, write).await
    }

    async fn patrol(&self, id: PatrolId) -> Result<Option<PatrolDetail>, StoreError> {
        patrols::detail(&mut self.read().await?, &self.kek, id).await
    }

    async fn patrols(
        &self,
        before: Option<&Cursor>,
        limit: u32,
    ) -> Result<(Vec<PatrolSummary>, Option<Cursor>), StoreError> {
        patrols::page(&mut self.read().await?, before, limit).await
    }

    async fn forget_patrols(&self, before: TimestampMillis, limit: u32) -> Result<Option<u32>, StoreError> {
        let mut tx = self.write().await?;
        let forgotten = patrols::forget(&mut tx, before, limit).await?;
        let has_deleted = forgotten.is_some_and(|forgotten| forgotten > 0);
        if has_deleted {
            self.database.will_delete();
        }
        // In any case: dropped, a transaction that leads would lead until its connection is used again.
        tx.commit().await?;
        if has_deleted {
            self.database.forget_deleted().await?;
        }
        Ok(forgotten)
    }
}
