//! [`Pictures`] on either engine.

use async_trait::async_trait;
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::picture::Picture;
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;
use crate::model::{Act, NewPicture, Object};
use crate::pictures::{self, Pictures};
use crate::store::SqlStore;

#[async_trait]
impl Pictures for SqlStore {
    async fn picture_of(&self, file: &PhotoHash, at: TimestampMillis) -> Result<Option<Picture>, StoreError> {
        let mut tx = self.write().await?;
        let picture = pictures::renew(&mut tx, file, at).await?;
        if picture.is_some() {
            tx.commit().await?;
        }
        Ok(picture)
    }

    async fn keep_picture(&self, new: &NewPicture) -> Result<bool, StoreError> {
        let mut tx = self.staff_write().await?;
        if !pictures::keep(&mut tx, new).await? {
            return Ok(false);
        }
        let object = Object::picture(&new.picture.sha256);
        tx.commit(new.by.did(Act::PictureKeep, object, new.at)).await?;
        Ok(true)
    }

    async fn picture_object(&self, sha256: &PhotoHash) -> Result<Option<String>, StoreError> {
        pictures::object(&mut self.read().await?, sha256).await
    }

    async fn public_picture_object(&self, sha256: &PhotoHash) -> Result<Option<String>, StoreError> {
        pictures::public_object(&mut self.read().await?, sha256).await
    }

    async fn forget_pictures(
        &self,
        before: TimestampMillis,
        at: TimestampMillis,
        limit: u32,
    ) -> Result<u64, StoreError> {
        let mut tx = self.write().await?;
        let forgotten = pictures::forget(&mut tx, before, at, limit).await?;
        tx.commit().await?;
        Ok(forgotten)
    }
}
