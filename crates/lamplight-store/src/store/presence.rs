//! [`Presence`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;
use crate::model::{Channel, LostNotice, Notice, NoticeOutcome, Untold};
use crate::presence::{self, Presence};
use crate::store::SqlStore;

#[async_trait]
impl Presence for SqlStore {
    async fn note_presence(&self, at: TimestampMillis) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        presence::note(&mut tx, at).await?;
        tx.commit().await
    }

    async fn last_presence(&self) -> Result<Option<TimestampMillis>, StoreError> {
        presence::last(&mut self.read().await?).await
    }

    async fn queue_notices(
        &self,
        channel: Channel,
        untold: &Untold,
        now: TimestampMillis,
    ) -> Result<u64, StoreError> {
        if !presence::has_untold(&mut self.read().await?, channel, untold).await? {
            return Ok(0);
        }
        let mut tx = self.write().await?;
        let queued = presence::queue(&mut tx, channel, untold, now).await?;
        tx.commit().await?;
        Ok(queued)
    }

    async fn next_notice(
        &self,
        channel: Channel,
        now: TimestampMillis,
        until: TimestampMillis,
    ) -> Result<Option<Notice>, StoreError> {
        if !presence::waits(&mut self.read().await?, channel, now).await? {
            return Ok(None);
        }
        let mut tx = self.write().await?;
        let notice = presence::take(&mut tx, channel, now, until).await?;
        tx.commit().await?;
        Ok(notice)
    }

    async fn settle_notice(
        &self,
        notice: &Notice,
        outcome: NoticeOutcome,
        at: TimestampMillis,
    ) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        presence::settle(&mut tx, notice, outcome, at).await?;
        tx.commit().await
    }

    async fn lost_notices(&self, limit: u32) -> Result<Vec<LostNotice>, StoreError> {
        presence::lost(&mut self.read().await?, limit).await
    }

    async fn waiting_notices(&self) -> Result<u64, StoreError> {
        presence::waiting(&mut self.read().await?).await
    }
}
