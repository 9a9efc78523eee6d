//! The worker: one photo after another is made safe to look at, and what nobody needs is deleted.
//!
//! It may be cut off at any point. The photo that it had taken is taken again once the lease is over; what it
//! put into the media store for it is found as a stray. Every step done twice is the same as once.

use std::sync::Arc;
use std::time::Duration;

use lamplight_store::model::{PhotoFinding, PhotoJob, PhotoOutcome};
use lamplight_store::seal::{PhotoForm, PhotoKey};
use lamplight_store::{Store, StoreError};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::live::Hub;
use crate::media::{Made, Maker, Media, MediaError, NotMade};
use crate::platform::{Clock, Entropy};

/// How long an instance keeps a photo to itself, in milliseconds: longer than the slowest may take, with a bucket far
/// away that is read once and written to twice.
const LEASE_MS: i64 = 180_000;
/// How long the worker waits for the bell, in milliseconds. Another instance does not ring here.
const PAUSE_MS: u64 = 5_000;
/// How often strays are looked for, in pauses: about once an hour, less often while there is much to do.
const PAUSES_BETWEEN_SWEEPS: u32 = 720;
/// How long the worker gives way to photos that come in, in milliseconds. Then it goes on beside them, so
/// that an endless stream of them does not keep the desk from seeing any.
const GIVING_WAY_MS_MAX: u64 = 10_000;

/// Makes photos safe, one at a time.
pub struct Worker {
    /// Knows which photo is next.
    pub store: Arc<dyn Store>,
    /// Holds the bytes.
    pub media: Arc<Media>,
    /// Tells the desk.
    pub hub: Arc<Hub>,
    /// Decodes.
    pub maker: Arc<dyn Maker>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes names.
    pub entropy: Arc<dyn Entropy>,
}

/// Why a photo was left for later.
#[derive(Debug, thiserror::Error)]
pub(super) enum Later {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Media(#[from] MediaError),
    #[error(transparent)]
    NotMade(#[from] NotMade),
}

impl Worker {
    /// Works until told to end.
    pub async fn run(self, end: CancellationToken) {
        // What the last program left is looked for at the start.
        let mut pauses = PAUSES_BETWEEN_SWEEPS;
        loop {
            let sweep = pauses >= PAUSES_BETWEEN_SWEEPS;
            if sweep {
                pauses = 0;
            }
            tokio::select! {
                () = end.cancelled() => return,
                () = self.round(sweep) => {}
            }
            tokio::select! {
                () = end.cancelled() => return,
                () = self.media.rung() => {}
                () = tokio::time::sleep(Duration::from_millis(PAUSE_MS)) => pauses += 1,
            }
        }
    }

    /// Does what there is to do. What fails is left for the next round, or for when the lease is over.
    async fn round(&self, sweep: bool) {
        let patience = Instant::now() + Duration::from_millis(GIVING_WAY_MS_MAX);
        if let Err(error) = self.work_off(patience).await {
            tracing::error!(%error, "a photo is left for later");
        }
        if let Err(error) = self.clean(sweep).await {
            tracing::error!(%error, "unneeded photos are left for later");
        }
    }

    /// Makes photos until none waits. Until `patience` is at its end, those that come in go first: somebody
    /// may have a network for a moment only, and the desk can look at a picture a moment later.
    async fn work_off(&self, patience: Instant) -> Result<(), Later> {
        loop {
            self.media.calm(patience).await;
            let now = self.clock.now();
            let Some(job) = self.store.next_photo(now, now.plus_millis(LEASE_MS)).await? else {
                return Ok(());
            };
            self.work(job).await?;
        }
    }

    async fn work(&self, job: PhotoJob) -> Result<(), Later> {
        let outcome = match self.media.get(&job.object).await? {
            None => {
                tracing::error!("the bytes of a photo are gone; it may be sent again");
                PhotoOutcome::Lost
            }
            Some(sealed) => self.make(&job.key, &sealed).await?,
        };
        let finding = PhotoFinding {
            report_id: job.report_id,
            sha256: job.sha256,
            object: job.object,
            outcome,
            at: self.clock.now(),
        };
        if self.store.settle_photo(&finding).await? {
            self.hub.ring_doorbell();
        } else if let PhotoOutcome::Ready { picture, thumbnail } = &finding.outcome {
            // Nobody ever named them.
            self.media.delete(picture).await?;
            self.media.delete(thumbnail).await?;
        }
        Ok(())
    }

    async fn make(&self, key: &PhotoKey, sealed: &[u8]) -> Result<PhotoOutcome, Later> {
        let Ok(received) = key.open(PhotoForm::Received, sealed) else {
            tracing::error!("the bytes of a photo were changed in the media store");
            return Ok(PhotoOutcome::Unreadable);
        };
        let made = match self.maker.make(&received).await {
            Ok(made) => made,
            Err(NotMade::Unreadable) => return Ok(PhotoOutcome::Unreadable),
            Err(unavailable @ NotMade::Unavailable) => return Err(unavailable.into()),
        };
        let Made { picture, thumbnail } = made;
        Ok(PhotoOutcome::Ready {
            picture: self.keep(key, PhotoForm::Picture, &picture).await?,
            thumbnail: self.keep(key, PhotoForm::Thumbnail, &thumbnail).await?,
        })
    }

    async fn keep(&self, key: &PhotoKey, form: PhotoForm, file: &[u8]) -> Result<String, Later> {
        let sealed = key.seal(form, file)?;
        Ok(self.media.put(self.entropy.as_ref(), sealed).await?)
    }

    async fn clean(&self, sweep: bool) -> Result<(), Later> {
        let now = self.clock.now();
        if sweep {
            self.discard_strays(now).await?;
        }
        self.delete_discarded(now).await
    }

    /// One round of everything, for tests that do not wait.
    #[cfg(test)]
    pub(crate) async fn do_all(&self) {
        self.work_off(Instant::now()).await.unwrap();
        self.clean(true).await.unwrap();
    }
}
