//! [`Rsvps`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::api::Attendance;
use lamplight_protocol::ids::EventId;
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;
use crate::model::{RsvpAnswer, RsvpChange};
use crate::rsvps::{self, Rsvps};
use crate::store::SqlStore;

#[async_trait]
impl Rsvps for SqlStore {
    async fn rsvp(&self, change: &RsvpChange) -> Result<RsvpAnswer, StoreError> {
        let mut tx = self.write().await?;
        let answer = rsvps::take(&mut tx, change).await?;
        if let RsvpAnswer::Taken { repeated: false, .. } = answer {
            tx.commit().await?;
        }
        Ok(answer)
    }

    async fn attendance(&self, event: EventId) -> Result<Option<Attendance>, StoreError> {
        rsvps::attendance(&mut self.read().await?, event).await
    }

    async fn forget_rsvps(&self, before: TimestampMillis) -> Result<Option<u32>, StoreError> {
        let mut tx = self.write().await?;
        let forgotten = rsvps::forget(&mut tx, before).await?;
        // In any case: dropped, a transaction that leads would lead until its connection is used again.
        tx.commit().await?;
        Ok(forgotten)
    }
}
