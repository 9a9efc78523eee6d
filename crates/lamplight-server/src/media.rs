//! The media store: the bytes of photos, sealed, and of pictures that everybody may see, each under a random name that
//! says nothing.
//!
//! By default a folder beside the database, else a bucket of an S3-compatible storage. What is written is durable
//! when [`Media::put`] returns, so that a row may name it then; which names are needed only the store knows.

mod bell;
mod bucket;
mod cleaning;
mod keys;
mod making;
mod opening;
mod pictures;
mod program;
mod settings;
#[cfg(test)]
mod tests;
mod wire;
mod worker;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use axum::body::Bytes;
use futures_util::{Stream, TryStreamExt};
use lamplight_protocol::time::TimestampMillis;
use object_store::path::Path as Location;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt};
use tokio::time::Instant;

use self::bell::Bell;
use self::wire::Refusal;
use crate::platform::{Entropy, NoEntropy, random};

pub use self::bucket::MediaTrouble;
pub use self::keys::Keys;
#[cfg(test)]
pub(crate) use self::making::make;
pub use self::making::{Made, Maker, NotMade};
pub use self::pictures::PictureMaker;
pub use self::program::{PhotoProgram, decode_stdin};
pub use self::settings::{MediaPlace, MediaSettings};
pub use self::worker::Worker;

/// Random bytes of a name: 128 bits, so that no two objects are ever given one.
const NAME_BYTES: usize = 16;

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
    objects: Box<dyn ObjectStore>,
    /// How people are told of it.
    place: String,
    /// The folder that it is; none for a bucket.
    folder: Option<PathBuf>,
    /// What is to be written into a bucket that nobody has claimed.
    unclaimed: Option<String>,
    bell: Bell,
}

impl Media {
    /// Keeps bytes durably under a new name, and tells it. When it fails, nothing lies under any name that
    /// anybody knows.
    ///
    /// # Errors
    /// A [`MediaError`].
    pub async fn put(&self, entropy: &dyn Entropy, sealed: Vec<u8>) -> Result<String, MediaError> {
        let name = new_name(entropy).map_err(|_| MediaError::Failed)?;
        self.put_back(&name, sealed).await?;
        Ok(name)
    }

    /// Keeps bytes durably under the name that they had, in the place of what may lie there.
    ///
    /// # Errors
    /// A [`MediaError`].
    pub async fn put_back(&self, name: &str, sealed: Vec<u8>) -> Result<(), MediaError> {
        let put = self.objects.put(&location(name), sealed.into()).await;
        put.map(drop).map_err(|error| failure("put", &error))
    }

    /// The bytes under a name; none when there are none.
    ///
    /// # Errors
    /// [`MediaError::Failed`].
    pub async fn get(&self, name: &str) -> Result<Option<Bytes>, MediaError> {
        let Some(found) = if_there("get", self.objects.get(&location(name)).await)? else {
            return Ok(None);
        };
        must_be_tagged(&found.meta)?;
        let read = found.bytes().await;
        read.map(Some).map_err(|error| failure("get", &error))
    }

    /// Deletes what lies under a name, if anything does.
    ///
    /// # Errors
    /// [`MediaError::Failed`].
    pub async fn delete(&self, name: &str) -> Result<(), MediaError> {
        if_there("delete", self.objects.delete(&location(name)).await).map(drop)
    }

    /// Whether something lies under a name.
    ///
    /// # Errors
    /// [`MediaError::Failed`].
    pub async fn holds(&self, name: &str) -> Result<bool, MediaError> {
        match if_there("head", self.objects.head(&location(name)).await)? {
            Some(found) => must_be_tagged(&found).map(|()| true),
            // The answer to HEAD has no body, so anything on the way can give it. The one to GET says who it is from.
            None => Ok(self.get(name).await?.is_some()),
        }
    }

    /// The names of everything that was put before a moment. What else lies in a bucket, or in a folder, is not ours
    /// and is passed over.
    pub fn older_than(&self, moment: TimestampMillis) -> impl Stream<Item = Result<String, MediaError>> {
        self.objects
            .list(None)
            .map_err(|error| failure("list", &error))
            .try_filter_map(move |object| {
                let old = object.last_modified.timestamp_millis() < moment.as_millis();
                let name = object.location.to_string();
                std::future::ready(Ok((old && is_name(&name)).then_some(name)))
            })
    }

    /// Deletes files that were being written before a moment, when the program ended. They have no name yet,
    /// and no list shows them. A bucket never has any.
    ///
    /// # Errors
    /// [`MediaError::Failed`].
    pub async fn delete_unfinished(&self, moment: TimestampMillis) -> Result<(), MediaError> {
        let Some(folder) = self.folder.clone() else {
            return Ok(());
        };
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
        self.bell.ring();
    }

    /// Waits until nobody has rung for a moment, or until `patience` is at its end.
    pub(crate) async fn calm(&self, patience: Instant) {
        self.bell.calm(patience).await;
    }

    /// Waits until somebody rings.
    pub(crate) async fn rung(&self) {
        self.bell.rung().await;
    }
}

fn new_name(entropy: &dyn Entropy) -> Result<String, NoEntropy> {
    let bytes = random::<NAME_BYTES>(entropy)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether it is a name that [`new_name`] could have made.
pub(crate) fn is_name(name: &str) -> bool {
    name.len() == 2 * NAME_BYTES && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
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

/// Every media store tags what it gives out. What has no tag is a page of something on the way to it.
fn must_be_tagged(found: &ObjectMeta) -> Result<(), MediaError> {
    if found.e_tag.is_some() {
        return Ok(());
    }
    tracing::error!("the media store was not what answered");
    Err(MediaError::Failed)
}

/// What lies there, or nothing.
fn if_there<T>(call: &'static str, found: object_store::Result<T>) -> Result<Option<T>, MediaError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(failure(call, &error)),
    }
}

/// What an error of the library means. It is logged without its words, which can hold a path.
fn failure(call: &'static str, error: &object_store::Error) -> MediaError {
    let kind = bucket::cause::<std::io::Error>(error).map(std::io::Error::kind);
    let refusal = bucket::cause::<Refusal>(error);
    let said = refusal.map(tracing::field::display);
    tracing::error!(call, ?kind, said, "the media store failed");
    match kind {
        Some(std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded) => MediaError::Full,
        _ if refusal.is_some_and(Refusal::is_full) => MediaError::Full,
        _ => MediaError::Failed,
    }
}
