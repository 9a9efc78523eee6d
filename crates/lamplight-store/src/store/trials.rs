//! [`Trials`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::ids::TrialId;
use lamplight_protocol::time::TimestampMillis;
use lamplight_protocol::trial::TrialResult;

use crate::error::StoreError;
use crate::model::{KeptTrial, StaffWrite, TrialDeed, TrialWrite};
use crate::store::SqlStore;
use crate::trials::{self, Trials};

#[async_trait]
impl Trials for SqlStore {
    async fn change_trial(&self, write: &TrialWrite, deed: &TrialDeed) -> Result<StaffWrite, StoreError> {
        let mut tx = self.staff_write().await?;
        let change = trials::change(&mut tx, write, deed).await?;
        tx.settle(change).await
    }

    async fn answer_trial_again(&self, write: &TrialWrite) -> Result<Option<StaffWrite>, StoreError> {
        trials::answer_again(&mut self.read().await?, write).await
    }

    async fn trial(&self, id: TrialId) -> Result<Option<KeptTrial>, StoreError> {
        trials::one(&mut self.read().await?, id).await
    }

    async fn trials(&self, limit: u32) -> Result<Vec<KeptTrial>, StoreError> {
        trials::newest(&mut self.read().await?, limit).await
    }

    async fn trials_to_measure(
        &self,
        ended_by: TimestampMillis,
        limit: u32,
    ) -> Result<Vec<KeptTrial>, StoreError> {
        trials::to_measure(&mut self.read().await?, ended_by, limit).await
    }

    async fn keep_trial_result(&self, id: TrialId, result: &TrialResult) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        let is_first = trials::keep_result(&mut tx, id, result).await?;
        tx.commit().await?;
        Ok(is_first)
    }

    async fn give_up_trial(&self, id: TrialId, at: TimestampMillis) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        let is_first = trials::give_up(&mut tx, id, at).await?;
        tx.commit().await?;
        Ok(is_first)
    }

    async fn forget_trials(
        &self,
        ended_before: TimestampMillis,
        untold_before: TimestampMillis,
    ) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        trials::forget(&mut tx, ended_before, untold_before).await?;
        tx.commit().await
    }
}
