//! [`Reminders`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;
use crate::model::{Channel, LostReminder, NoticeOutcome, Reminder, Waiting};
use crate::reminders::{self, Reminders};
use crate::store::SqlStore;

#[async_trait]
impl Reminders for SqlStore {
    async fn make_reminder(
        &self,
        channels: &[Channel],
        now: TimestampMillis,
    ) -> Result<Option<Waiting>, StoreError> {
        if !reminders::is_needed(&mut self.read().await?, channels, now).await? {
            return Ok(Some(Waiting::default()));
        }
        let mut tx = self.write().await?;
        let made = reminders::make(&mut tx, channels, now).await?;
        tx.commit().await?;
        Ok(made)
    }

    async fn next_reminder(
        &self,
        channel: Channel,
        now: TimestampMillis,
        until: TimestampMillis,
    ) -> Result<Option<Reminder>, StoreError> {
        if !reminders::is_waiting(&mut self.read().await?, channel, now).await? {
            return Ok(None);
        }
        let mut tx = self.write().await?;
        let reminder = reminders::take(&mut tx, channel, now, until).await?;
        tx.commit().await?;
        Ok(reminder)
    }

    async fn settle_reminder(
        &self,
        reminder: &Reminder,
        outcome: NoticeOutcome,
        at: TimestampMillis,
    ) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        reminders::settle(&mut tx, reminder, outcome, at).await?;
        tx.commit().await
    }

    async fn lost_reminders(&self) -> Result<Vec<LostReminder>, StoreError> {
        reminders::lost(&mut self.read().await?).await
    }
}
