//! [`Alerts`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::alert::Alert;
use lamplight_protocol::api::{Cursor, DeskAlert};
use lamplight_protocol::ids::AlertId;
use lamplight_protocol::time::TimestampMillis;

use crate::alerts::{self, Alerts};
use crate::error::StoreError;
use crate::model::{AlertChange, AlertFilter, DueAlert, Hash, StaffWrite};
use crate::people::sessions;
use crate::publication;
use crate::store::SqlStore;

#[async_trait]
impl Alerts for SqlStore {
    async fn change_alert(&self, change: &AlertChange) -> Result<StaffWrite, StoreError> {
        let mut tx = self.staff_write().await?;
        let change = alerts::change(&mut tx, change).await?;
        tx.settle(change).await
    }

    async fn alert(&self, id: AlertId, now: TimestampMillis) -> Result<Option<DeskAlert>, StoreError> {
        alerts::one(&mut self.read().await?, id, now).await
    }

    async fn alerts(
        &self,
        filter: &AlertFilter,
        now: TimestampMillis,
    ) -> Result<(Vec<DeskAlert>, Option<Cursor>), StoreError> {
        alerts::page(&mut self.read().await?, filter, now).await
    }

    async fn published_alert(&self, id: AlertId) -> Result<Option<Alert>, StoreError> {
        publication::one(&mut self.read().await?, id.to_string()).await
    }

    async fn due_alerts(&self, now: TimestampMillis, limit: u32) -> Result<Vec<DueAlert>, StoreError> {
        alerts::due(&mut self.read().await?, now, limit).await
    }

    async fn send_due_alert(
        &self,
        id: AlertId,
        sender: &str,
        now: TimestampMillis,
    ) -> Result<bool, StoreError> {
        let mut tx = self.staff_write().await?;
        let record = alerts::send_due(&mut tx, id, sender, now).await?;
        let sent = record.is_some();
        match record {
            Some(record) => tx.commit(record).await?,
            None => tx.roll_back().await?,
        }
        Ok(sent)
    }

    async fn saw_console(&self, session: &Hash, now: TimestampMillis) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        sessions::saw(&mut tx, session, now).await?;
        tx.commit().await
    }
}
