//! [`Telling`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;
use crate::model::{MonthReports, MonthWish, ToldMonth};
use crate::reports::served;
use crate::store::SqlStore;
use crate::told::{self, Telling};

#[async_trait]
impl Telling for SqlStore {
    async fn month_reports(&self, wanted: &MonthWish) -> Result<MonthReports, StoreError> {
        told::reports(&mut self.read().await?, wanted).await
    }

    async fn first_report_at(&self) -> Result<Option<TimestampMillis>, StoreError> {
        served::first_received_at(&mut self.read().await?).await
    }

    async fn tell_month(&self, month: &ToldMonth) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        let is_first = told::keep(&mut tx, month).await?;
        tx.commit().await?;
        Ok(is_first)
    }

    async fn told_months(&self, limit: u32) -> Result<Vec<ToldMonth>, StoreError> {
        told::newest(&mut self.read().await?, limit).await
    }

    async fn forget_told_months(&self, before: TimestampMillis) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        told::forget(&mut tx, before).await?;
        tx.commit().await
    }
}
