//! Objects that nobody needs leave the media store.

use std::pin::pin;

use futures_util::TryStreamExt;
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::time::TimestampMillis;

use crate::media::worker::{Later, Worker};

/// How old an object without a row must be before it counts as forgotten, in milliseconds: an hour. An upload
/// names its object within seconds. In a bucket the age is by the storage's clock; one that is more than a quarter of
/// an hour from ours refuses our signatures, so that three quarters remain.
const STRAY_MS_MIN: i64 = 3_600_000;
/// How long a picture is kept that nothing shows, in milliseconds: a week, so that whoever sent one on a Friday finds it
/// after the weekend.
const PICTURE_UNSHOWN_MS_MAX: i64 = 7 * DAY_MS;
/// Pictures that are forgotten in one transaction.
const PICTURES_AT_ONCE: u32 = 100;
/// Names in one question to the store.
const NAMES_AT_ONCE: usize = 200;

impl Worker {
    /// Finds what uploads and workers left that were cut off.
    pub(super) async fn discard_strays(&self, now: TimestampMillis) -> Result<(), Later> {
        let old = now.plus_millis(-STRAY_MS_MIN);
        self.media.delete_unfinished(old).await?;
        let mut old = pin!(self.media.older_than(old).try_chunks(NAMES_AT_ONCE));
        while let Some(names) = old.try_next().await.map_err(|failed| failed.1)? {
            let strays = self.store.discard_strays(&names, now).await?;
            if strays > 0 {
                tracing::info!(strays, "found photos and pictures that belong to nothing");
            }
        }
        Ok(())
    }

    /// Forgets pictures that nothing shows.
    pub(super) async fn forget_pictures(&self, now: TimestampMillis) -> Result<(), Later> {
        let before = now.plus_millis(-PICTURE_UNSHOWN_MS_MAX);
        while self.store.forget_pictures(before, now, PICTURES_AT_ONCE).await? > 0 {}
        Ok(())
    }

    /// Deletes what is discarded, and forgets it only then.
    pub(super) async fn delete_discarded(&self, now: TimestampMillis) -> Result<(), Later> {
        let at_once = u32::try_from(NAMES_AT_ONCE).unwrap_or(u32::MAX);
        loop {
            let names = self.store.discarded_objects(now, at_once).await?;
            if names.is_empty() {
                return Ok(());
            }
            for name in &names {
                self.media.delete(name).await?;
            }
            self.store.forget_objects(&names).await?;
        }
    }
}
