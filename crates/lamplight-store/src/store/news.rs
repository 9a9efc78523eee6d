//! [`Newsroom`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::api::Cursor;
use lamplight_protocol::ids::NewsId;
use lamplight_protocol::news::News;

use crate::error::StoreError;
use crate::model::{NewsChange, StaffWrite};
use crate::news::{self, Newsroom};
use crate::publication;
use crate::store::SqlStore;

#[async_trait]
impl Newsroom for SqlStore {
    async fn change_news(&self, change: &NewsChange) -> Result<StaffWrite, StoreError> {
        let mut tx = self.staff_write().await?;
        let change = news::change(&mut tx, change).await?;
        tx.settle(change).await
    }

    async fn news_item(&self, id: NewsId) -> Result<Option<News>, StoreError> {
        publication::one(&mut self.read().await?, id.to_string()).await
    }

    async fn news(
        &self,
        before: Option<&Cursor>,
        limit: u32,
    ) -> Result<(Vec<News>, Option<Cursor>), StoreError> {
        publication::page(&mut self.read().await?, before, limit).await
    }

    async fn initiatives(&self, limit: u32) -> Result<Vec<(News, u32)>, StoreError> {
        news::initiatives(&mut self.read().await?, limit).await
    }
}
