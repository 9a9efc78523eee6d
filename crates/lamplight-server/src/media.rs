//! The media store: the bytes of photos, sealed, each under a random name that says nothing.
//!
//! By default a folder beside the database. What is written is durable when [`Media::put`] returns, so that a
//! row may name it then; which names are needed only the store knows.

mod cleaning;
mod making;
mod program;
mod worker;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use axum::body::Bytes;
use futures_util::TryStreamExt;
use lamplight_protocol::time::TimestampMillis;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Location;
use object_store::{ObjectStore, ObjectStoreExt};
use tokio::sync::Notify;
use tokio::time::Instant;

use crate::error::StartError;
use crate::platform::{Entropy, NoEntropy, random};

#[cfg(test)]
pub(crate) use self::making::make;
pub use self::making::{Made, Maker, NotMade};
pub use self::program::{PhotoProgram, decode_stdin};
pub use self::worker::Worker;

/// Random bytes of a name: 128 bits, so that no two objects are ever given one.
const NAME_BYTES: usize = 16;
/// How long nobody may have rung for the moment to be a calm one, in milliseconds.
const CALM_MS: u64 = 200;

/// Why the media store could not do what it was asked. What it shows holds no name and no path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MediaError {
    /// There is no room; nothing was kept.
    #[error("there is no room left for photos; nothing was kept")]
    Full,
    /// It cannot be reached, or refuses.
    #[error("the media store failed")]
    Failed,
}

/// An open media store.
pub struct Media {
    objects: LocalFileSystem,
    folder: PathBuf,
    /// Rung when there is something to do for the worker.
    bell: Notify,
    /// When it was rung last.
    rung_at: Mutex<Option<Instant>>,
}

impl Media {
    /// Opens a folder, and makes it where it is missing.
    ///
    /// # Errors
    /// [`StartError::DataFolder`] when it cannot be made.
    pub fn open(folder: &Path) -> Result<Self, StartError> {
        let unwritable = |source| StartError::DataFolder {
            path: folder.to_owned(),
            source,
        };
        crate::data::make_private_folder(folder).map_err(unwritable)?;
        let objects = LocalFileSystem::new_with_prefix(folder)
            .map_err(|error| unwritable(std::io::Error::other(error)))?
            // Off by default there: it syncs each file before it gets its name, and then the folder.
            .with_fsync(true);
        Ok(Self {
            objects,
            folder: folder.to_owned(),
            bell: Notify::new(),
            rung_at: Mutex::new(None),
        })
    }

    /// Keeps bytes durably under a new name, and tells it. When it fails, nothing lies under any name.
    ///
    /// # Errors
    /// A [`MediaError`].
    pub async fn put(&self, entropy: &dyn Entropy, sealed: Vec<u8>) -> Result<String, MediaError> {
        let name = new_name(entropy).map_err(|_| MediaError::Failed)?;
        match self.objects.put(&location(&name), sealed.into()).await {
            Ok(_) => Ok(name),
            Err(error) => Err(failure("put", &error)),
        }
    }

    /// The bytes under a name; none when there are none.
    ///
    /// # Errors
    /// [`MediaError::Failed`].
    pub async fn get(&self, name: &str) -> Result<Option<Bytes>, MediaError> {
        let read = async { self.objects.get(&location(name)).await?.bytes().await };
        match read.await {
            Ok(bytes) => Ok(Some(bytes)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(failure("get", &error)),
        }
    }

    /// Deletes what lies under a name, if anything does.
    ///
    /// # Errors
    /// [`MediaError::Failed`].
    pub async fn delete(&self, name: &str) -> Result<(), MediaError> {
        match self.objects.delete(&location(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(failure("delete", &error)),
        }
    }

    /// Whether something lies under a name.
    ///
    /// # Errors
    /// [`MediaError::Failed`].
    pub async fn holds(&self, name: &str) -> Result<bool, MediaError> {
        match self.objects.head(&location(name)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(failure("head", &error)),
        }
    }

    /// The names of everything that was put before a moment.
    ///
    /// # Errors
    /// [`MediaError::Failed`].
    pub async fn older_than(&self, moment: TimestampMillis) -> Result<Vec<String>, MediaError> {
        self.objects
            .list(None)
            .try_filter(|object| {
                let old = object.last_modified.timestamp_millis() < moment.as_millis();
                std::future::ready(old)
            })
            .map_ok(|object| object.location.to_string())
            .try_collect()
            .await
            .map_err(|error| failure("list", &error))
    }

    /// Deletes files that were being written before a moment, when the program ended. They have no name yet,
    /// and no list shows them.
    ///
    /// # Errors
    /// [`MediaError::Failed`].
    pub async fn delete_unfinished(&self, moment: TimestampMillis) -> Result<(), MediaError> {
        let folder = self.folder.clone();
        tokio::task::spawn_blocking(move || delete_unfinished(&folder, moment))
            .await
            .map_err(|_| MediaError::Failed)?
            .map_err(|error| {
                tracing::error!(kind = %error.kind(), "the media folder could not be cleaned");
                MediaError::Failed
            })
    }

    /// Says that there is something to do for the worker.
    pub fn ring(&self) {
        *self.rung_at.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        self.bell.notify_one();
    }

    /// Waits until nobody has rung for a moment, or until `patience` is at its end.
    pub(crate) async fn calm(&self, patience: Instant) {
        while let Some(calm_at) = self.calm_at()
            && calm_at.min(patience) > Instant::now()
        {
            tokio::time::sleep_until(calm_at.min(patience)).await;
        }
    }

    fn calm_at(&self) -> Option<Instant> {
        let rung_at = *self.rung_at.lock().unwrap_or_else(PoisonError::into_inner);
        rung_at.map(|at| at + Duration::from_millis(CALM_MS))
    }

    /// Waits until somebody rings.
    pub(crate) async fn rung(&self) {
        self.bell.notified().await;
    }

    /// Where it lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

fn new_name(entropy: &dyn Entropy) -> Result<String, NoEntropy> {
    let bytes = random::<NAME_BYTES>(entropy)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn location(name: &str) -> Location {
    Location::from(name)
}

/// The library writes into `NAME#NUMBER` first, and renames that.
fn delete_unfinished(folder: &Path, moment: TimestampMillis) -> std::io::Result<()> {
    let moment =
        SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(moment.as_millis()).unwrap_or_default());
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let unfinished = entry.file_name().to_string_lossy().contains('#');
        // Gone meanwhile: it was finished after all.
        let modified = entry.metadata().and_then(|metadata| metadata.modified());
        if unfinished && modified.is_ok_and(|modified| modified < moment) {
            drop(std::fs::remove_file(entry.path()));
        }
    }
    Ok(())
}

/// What an error of the library means. It is logged without its words, which can hold a path.
fn failure(call: &'static str, error: &object_store::Error) -> MediaError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    let mut kind = None;
    while let Some(error) = cause {
        kind = kind.or_else(|| error.downcast_ref::<std::io::Error>().map(std::io::Error::kind));
        cause = error.source();
    }
    tracing::error!(call, ?kind, "the media store failed");
    match kind {
        Some(std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded) => MediaError::Full,
        _ => MediaError::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::System;

    fn media() -> (tempfile::TempDir, Media) {
        let folder = tempfile::tempdir().unwrap();
        let media = Media::open(&folder.path().join("media")).unwrap();
        (folder, media)
    }

    #[tokio::test]
    async fn what_was_put_is_there_until_it_is_deleted() {
        let (_folder, media) = media();
        let name = media.put(&System, b"sealed".to_vec()).await.unwrap();
        assert_eq!(name.len(), 2 * NAME_BYTES);
        assert_eq!(media.get(&name).await.unwrap().unwrap(), "sealed");
        assert!(media.holds(&name).await.unwrap());
        for _ in 0..2 {
            media.delete(&name).await.unwrap();
            assert_eq!(media.get(&name).await.unwrap(), None);
        }
        assert!(!media.holds(&name).await.unwrap());
    }

    #[tokio::test]
    async fn only_what_is_old_is_listed_and_what_was_never_finished_goes() {
        let (_folder, media) = media();
        let name = media.put(&System, b"sealed".to_vec()).await.unwrap();
        let unfinished = media.folder().join(format!("{name}#1"));
        std::fs::write(&unfinished, "half").unwrap();
        let (past, future) = (
            TimestampMillis::from_millis(0),
            TimestampMillis::from_millis(i64::MAX / 4),
        );
        assert!(media.older_than(past).await.unwrap().is_empty());
        assert_eq!(
            media.older_than(future).await.unwrap(),
            std::slice::from_ref(&name)
        );
        media.delete_unfinished(past).await.unwrap();
        assert!(unfinished.exists());
        media.delete_unfinished(future).await.unwrap();
        assert!(!unfinished.exists());
        assert!(media.holds(&name).await.unwrap());
    }

    #[tokio::test(start_paused = true)]
    async fn the_worker_waits_for_a_calm_moment_but_not_for_ever() {
        let (_folder, media) = media();
        let begun = Instant::now();
        let patience = begun + Duration::from_secs(10);
        media.calm(patience).await;
        assert_eq!(begun.elapsed(), Duration::ZERO, "nobody has rung");
        media.ring();
        media.calm(patience).await;
        // Tokio's timers are a millisecond coarse.
        let about = |moment: Instant| moment..=moment + Duration::from_millis(5);
        assert!(about(begun + Duration::from_millis(CALM_MS)).contains(&Instant::now()));
        let endless = async {
            loop {
                media.ring();
                tokio::time::sleep(Duration::from_millis(CALM_MS / 2)).await;
            }
        };
        tokio::select! {
            biased; // It has rung before the worker looks.
            () = endless => {}
            () = media.calm(patience) => {}
        }
        assert!(about(patience).contains(&Instant::now()));
    }

    #[test]
    fn a_full_disk_is_told_from_other_failures() {
        let of = |kind: std::io::ErrorKind| {
            let source = Box::new(std::io::Error::from(kind));
            failure(
                "put",
                &object_store::Error::Generic {
                    store: "test",
                    source,
                },
            )
        };
        assert_eq!(of(std::io::ErrorKind::StorageFull), MediaError::Full);
        assert_eq!(of(std::io::ErrorKind::PermissionDenied), MediaError::Failed);
    }
}
