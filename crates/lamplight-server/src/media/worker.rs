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
use crate::metrics::Metrics;
use crate::platform::{Clock, Entropy};

/// How long an instance keeps a photo to itself, in milliseconds: longer than the slowest may take, with a bucket far
/// away that is read once and written to twice.
const LEASE_MS: i64 = 180_000;
/// How often the decoding of one photo is cut off, or its bytes do not open, before the photo counts as unreadable.
const CUT_OFFS_MAX: u32 = 10;
/// How long a photo waits after that happened for the first time, in milliseconds; each time twice as long. So
/// ten tries take 17 hours: a machine that is busy or short of memory for an evening costs nobody a photo, and
/// a photo that hangs its decoder each time keeps the others waiting less and less.
const CUT_OFF_PAUSE_MS: i64 = 2 * 60 * 1_000;
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
    /// Counts.
    pub metrics: Arc<Metrics>,
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
            Some(sealed) => match self.make(&job, &sealed).await? {
                Some(outcome) => outcome,
                None => return self.put_off(&job).await,
            },
        };
        self.metrics.photo(word_of(&outcome));
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

    /// What came of a photo; none when it was cut off or did not open, and may be tried again.
    async fn make(&self, job: &PhotoJob, sealed: &[u8]) -> Result<Option<PhotoOutcome>, Later> {
        let Ok(received) = job.key.open(PhotoForm::Received, sealed) else {
            // They may be a page of something on the way, and whole again the next time.
            tracing::error!("the bytes of a photo are not those that were put into the media store");
            return Ok(given_up(job));
        };
        let made = match self.maker.make(&received).await {
            Ok(made) => made,
            Err(NotMade::Unreadable) => return Ok(Some(PhotoOutcome::Unreadable)),
            Err(NotMade::CutOff) => return Ok(given_up(job)),
            Err(unavailable @ NotMade::Unavailable) => return Err(unavailable.into()),
        };
        let Made { picture, thumbnail } = made;
        Ok(Some(PhotoOutcome::Ready {
            picture: self.keep(&job.key, PhotoForm::Picture, &picture).await?,
            thumbnail: self.keep(&job.key, PhotoForm::Thumbnail, &thumbnail).await?,
        }))
    }

    /// Leaves a photo for later that was cut off or did not open. A server that was told to go has not come here:
    /// its photo is taken again without being counted.
    async fn put_off(&self, job: &PhotoJob) -> Result<(), Later> {
        self.metrics.photo("put_off");
        self.metrics.retry("photo");
        let pause_ms = CUT_OFF_PAUSE_MS << job.cut_offs.min(CUT_OFFS_MAX);
        let until = self.clock.now().plus_millis(pause_ms);
        Ok(self.store.put_off_photo(job, until).await?)
    }

    async fn keep(&self, key: &PhotoKey, form: PhotoForm, file: &[u8]) -> Result<String, Later> {
        let sealed = key.seal(form, file)?;
        Ok(self.media.put(self.entropy.as_ref(), sealed).await?)
    }

    async fn clean(&self, sweep: bool) -> Result<(), Later> {
        let now = self.clock.now();
        if sweep {
            self.forget_pictures(now).await?;
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

fn word_of(outcome: &PhotoOutcome) -> &'static str {
    match outcome {
        PhotoOutcome::Ready { .. } => "ready",
        PhotoOutcome::Unreadable => "unreadable",
        PhotoOutcome::Lost => "lost",
    }
}

/// What comes of a photo that failed once more; none while it may be tried again.
fn given_up(job: &PhotoJob) -> Option<PhotoOutcome> {
    if job.cut_offs + 1 < CUT_OFFS_MAX {
        return None;
    }
    tracing::error!("a photo failed each time; it counts as unreadable");
    Some(PhotoOutcome::Unreadable)
}

#[cfg(test)]
mod tests {
    use lamplight_store::model::Reach;

    use super::*;
    use crate::testing::{Resident, World, photo};

    async fn state(world: &World, ana: &Resident<'_>) -> String {
        let report = world
            .store()
            .report(&Reach::EVERYTHING, ana.id)
            .await
            .unwrap()
            .unwrap();
        let photo = serde_json::to_value(&report.photos[0]).unwrap();
        photo["state"].as_str().unwrap().to_owned()
    }

    /// Sends a photo to a machine that has no time for it, until it is given up or `hours` have gone by.
    async fn cut_off_for(world: &World, ana: &Resident<'_>, hours: i64) {
        let photo = photo();
        ana.reports_with_photos(&[&photo]).await.done();
        ana.sends(&photo).await.done();
        let end = world.now().plus_millis(hours * 3_600_000);
        while world.now() < end && state(world, ana).await == "checking" {
            world.cut_photos_off().await;
            world.pass(CUT_OFF_PAUSE_MS);
        }
    }

    #[tokio::test]
    async fn a_photo_that_is_cut_off_each_time_is_unreadable_in_the_end() {
        let world = World::new().await;
        let ana = world.resident();
        cut_off_for(&world, &ana, 24).await;
        assert_eq!(state(&world, &ana).await, "unreadable");
        assert_eq!(world.objects(), 0);
    }

    /// Sends a photo, and puts something else in the place of its bytes; gives what was there, and where.
    async fn garbled(world: &World, ana: &Resident<'_>) -> (std::path::PathBuf, Vec<u8>) {
        let photo = photo();
        ana.reports_with_photos(&[&photo]).await.done();
        ana.sends(&photo).await.done();
        let file = world.object_files().remove(0);
        let sealed = std::fs::read(&file).unwrap();
        std::fs::write(&file, "<h1>Back in a moment</h1>").unwrap();
        (file, sealed)
    }

    #[tokio::test]
    async fn a_wrong_answer_of_the_media_store_costs_nobody_a_photo() {
        let world = World::new().await;
        let ana = world.resident();
        let (file, sealed) = garbled(&world, &ana).await;
        world.work_photos().await;
        assert_eq!(state(&world, &ana).await, "checking");
        std::fs::write(file, sealed).unwrap();
        world.pass(CUT_OFF_PAUSE_MS);
        world.work_photos().await;
        assert_eq!(state(&world, &ana).await, "ready");
    }

    #[tokio::test]
    async fn a_photo_whose_bytes_were_changed_for_good_is_unreadable_in_the_end() {
        let world = World::new().await;
        let ana = world.resident();
        garbled(&world, &ana).await;
        for tries in 0..CUT_OFFS_MAX {
            assert_eq!(state(&world, &ana).await, "checking", "{tries}");
            world.work_photos().await;
            world.pass(CUT_OFF_PAUSE_MS << tries);
        }
        assert_eq!(state(&world, &ana).await, "unreadable");
        assert_eq!(world.objects(), 0);
    }

    #[tokio::test]
    async fn a_photo_that_was_cut_off_all_evening_is_made_once_there_is_time() {
        let world = World::new().await;
        let ana = world.resident();
        cut_off_for(&world, &ana, 8).await;
        assert_eq!(state(&world, &ana).await, "checking");
        world.pass(8 * 3_600_000);
        world.work_photos().await;
        assert_eq!(state(&world, &ana).await, "ready");
    }
}
