//! [`Retention`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;
use crate::model::{Cutoffs, Forgetting};
use crate::retention::{self, Retention};
use crate::store::SqlStore;

#[async_trait]
impl Retention for SqlStore {
    async fn forget(
        &self,
        what: Forgetting,
        cutoffs: &Cutoffs,
        now: TimestampMillis,
        limit: u32,
    ) -> Result<Option<u32>, StoreError> {
        let mut tx = self.write().await?;
        let forgotten = retention::forget(&mut tx, what, cutoffs, now, limit).await?;
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
