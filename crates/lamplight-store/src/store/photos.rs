//! [`Photos`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;
use crate::model::{
    Acceptance, ArrivedPhoto, PhotoClaim, PhotoFinding, PhotoJob, PhotoWish, Reach, ReadyPhoto,
};
use crate::photos::{Photos, arrive, check, desk, objects};
use crate::store::SqlStore;

#[async_trait]
impl Photos for SqlStore {
    async fn photo_wish(&self, claim: &PhotoClaim) -> Result<PhotoWish, StoreError> {
        arrive::wish(&mut self.read().await?, &self.kek, claim).await
    }

    async fn keep_photos(&self, photos: &[ArrivedPhoto]) -> Result<Vec<Acceptance>, StoreError> {
        let mut tx = self.write().await?;
        let answers = arrive::keep(&mut tx, photos).await?;
        tx.commit().await?;
        Ok(answers)
    }

    async fn next_photo(
        &self,
        now: TimestampMillis,
        until: TimestampMillis,
    ) -> Result<Option<PhotoJob>, StoreError> {
        if !check::waits(&mut self.read().await?, now).await? {
            return Ok(None);
        }
        let mut tx = self.write().await?;
        let job = check::take(&mut tx, &self.kek, now, until).await?;
        tx.commit().await?;
        Ok(job)
    }

    async fn settle_photo(&self, finding: &PhotoFinding) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        let settled = check::settle(&mut tx, finding).await?;
        if settled {
            tx.commit().await?;
        }
        Ok(settled)
    }

    async fn put_off_photo(&self, job: &PhotoJob, until: TimestampMillis) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        check::put_off(&mut tx, job, until).await?;
        tx.commit().await
    }

    async fn ready_photo(
        &self,
        reach: &Reach,
        report_id: ReportId,
        sha256: &PhotoHash,
    ) -> Result<Option<ReadyPhoto>, StoreError> {
        desk::ready(&mut self.read().await?, &self.kek, reach, report_id, sha256).await
    }

    async fn discarded_objects(&self, now: TimestampMillis, limit: u32) -> Result<Vec<String>, StoreError> {
        objects::discarded(&mut self.read().await?, now, limit).await
    }

    async fn forget_objects(&self, names: &[String]) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        objects::forget(&mut tx, names).await?;
        tx.commit().await
    }

    async fn discard_strays(&self, names: &[String], at: TimestampMillis) -> Result<u64, StoreError> {
        let mut tx = self.write().await?;
        let strays = objects::discard_strays(&mut tx, names, at).await?;
        tx.commit().await?;
        Ok(strays)
    }

    async fn hold_objects(&self, until: TimestampMillis) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        objects::hold(&mut tx, until).await?;
        tx.commit().await
    }

    async fn needed_objects(&self, after: &str, limit: u32) -> Result<Vec<String>, StoreError> {
        objects::needed(&mut self.read().await?, after, limit).await
    }

    async fn lose_objects(&self, names: &[String]) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        objects::lose(&mut tx, names).await?;
        tx.commit().await
    }
}
