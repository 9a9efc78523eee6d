//! Backups of a deployment whose database is SQLite, and their way back.
//!
//! A backup is a folder: the database as it was at one moment, and the sealed photos that it names. **It never
//! holds the secrets**: whoever finds it can read nothing, and whoever restores it needs the secrets file as
//! well, which is to be kept elsewhere.
//!
//! The server goes on meanwhile. While photos are being copied none is deleted, so that each one that the
//! copied database names is still there. Whether they lie in a folder or in a bucket makes no difference to what a
//! backup holds, and either can be restored to either.

mod files;
mod lost;

use std::path::{Path, PathBuf};

use futures_util::{StreamExt, TryStreamExt, stream};
use lamplight_store::model::{Act, Actor, Object};
use lamplight_store::{Store, StoreError};

use self::files::{move_durably, sync_folder};
pub use self::lost::ask_for_lost_photos;
use crate::data::{self, DataFolder};
use crate::deployment::{Deployment, Location};
use crate::error::StartError;
use crate::media::{Media, MediaError};
use crate::platform::{Clock as _, System};
use crate::secrets::Secrets;

/// How long photos are held at a time, in milliseconds; renewed for each page of them. A backup that is cut
/// off lets go by itself.
const HOLD_MS: i64 = 10 * 60_000;
/// Photos that are copied or looked for at once: to a bucket it is far, and each copy takes memory.
const AT_ONCE: usize = 8;
/// Photos that are asked of the database at a time. One call to a bucket takes 25 s at most, all its tries included: a
/// page is 13 rounds of them, so 325 s, and the hold is renewed long before its 600 s are over.
const PAGE_OBJECTS: u32 = 100;
/// The database within a backup.
const DATABASE: &str = "lamplight.sqlite3";
/// The photos within a backup.
const MEDIA: &str = "media";

/// Why there is no backup, or nothing was restored, in one line that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is something already.
    #[error("{} is there already; name a new folder", .0.display())]
    Exists(PathBuf),
    /// A live database would be overwritten.
    #[error("{} holds a database; restore into a folder without one", .0.display())]
    Live(PathBuf),
    /// This is no backup.
    #[error("{} is not a backup: it holds no {DATABASE}", .0.display())]
    NoBackup(PathBuf),
    /// The secrets are not there.
    #[error("first put the secrets file that was made with this database back to {}", .0.display())]
    NoSecrets(PathBuf),
    /// A photo was deleted under the backup's hands.
    #[error("a photo was deleted while the backup took too long; try again")]
    PhotoGone,
    /// Photos would be given up, and nobody has said so.
    #[error(
        "{missing} of {of} files of photos are not there; name the right place, or put them back. If they are lost, \
         say --photos-lost: they are given up, and devices send again those that they still have"
    )]
    PhotosMissing {
        /// How many are not there.
        missing: usize,
        /// How many the database names.
        of: usize,
    },
    /// A file cannot be read or written.
    #[error("{}: {source}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The database fails.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The media store fails.
    #[error(transparent)]
    Media(#[from] MediaError),
    /// The deployment does not open.
    #[error(transparent)]
    Start(#[from] StartError),
}

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackedUp {
    /// Photos and thumbnails.
    pub objects: u64,
}

impl Deployment {
    /// Writes a backup into a new folder. It gets its name only when it is whole and durable.
    ///
    /// # Errors
    /// A [`BackupError`]; there is no backup of this name then.
    pub async fn back_up(&self, media: &Media, to: &Path) -> Result<BackedUp, BackupError> {
        if to.exists() {
            return Err(BackupError::Exists(to.to_owned()));
        }
        let unfinished = with_suffix(to, ".unfinished");
        if unfinished.exists() {
            return Err(BackupError::Exists(unfinished));
        }
        let result = self.back_up_into(media, &unfinished).await;
        // Also after a failure, so that nobody waits for the hold to end by itself.
        let released = self.store.hold_objects(self.platform.clock.now()).await;
        let backed_up = result?;
        released?;
        move_durably(&unfinished, to)?;
        Ok(backed_up)
    }

    async fn back_up_into(&self, media: &Media, folder: &Path) -> Result<BackedUp, BackupError> {
        let copies = folder.join(MEDIA);
        make_folder(&copies)?;
        self.store
            .record(
                &Actor::command_line(),
                Act::DeploymentBackup,
                Object::Deployment,
                self.platform.clock.now(),
            )
            .await?;
        // Before the snapshot: what it names must stay from then on.
        self.hold().await?;
        let database = folder.join(DATABASE);
        self.store.snapshot(&database).await?;
        let copied = lamplight_store::open(&sqlite_url(&database), self.secrets.key_encryption_key()).await?;
        let objects = self.copy_objects(copied.as_ref(), media, &copies).await;
        // Puts the copy's write-ahead log into its file, so that this file is all of it.
        copied.close().await;
        files::sync_file(&database)?;
        sync_folder(&copies)?;
        sync_folder(folder)?;
        Ok(BackedUp { objects: objects? })
    }

    async fn copy_objects(&self, copied: &dyn Store, media: &Media, to: &Path) -> Result<u64, BackupError> {
        let mut objects = 0;
        let mut after = String::new();
        loop {
            self.hold().await?;
            let names = copied.needed_objects(&after, PAGE_OBJECTS).await?;
            let Some(last) = names.last() else {
                return Ok(objects);
            };
            after.clone_from(last);
            objects += names.len() as u64;
            let copies = names.iter().map(|name| copy_out(media, name, to));
            all_of(copies).await?;
        }
    }

    async fn hold(&self) -> Result<(), StoreError> {
        let until = self.platform.clock.now().plus_millis(HOLD_MS);
        self.store.hold_objects(until).await
    }
}

/// Restores a backup into a data folder that has its secrets and no database, and its photos into the media store
/// of the location. The database gets its name last, when it is in a new epoch: cut off before, this can be done
/// again, and no server can have begun on it. Tells how many files of photos were given up: none unless they are said
/// to be lost.
///
/// # Errors
/// A [`BackupError`]; there is no database in the folder then.
pub async fn restore_from(location: &Location, from: &Path, photos_lost: bool) -> Result<usize, BackupError> {
    let data = location.data.as_path();
    let backup = from.join(DATABASE);
    if !backup.is_file() {
        return Err(BackupError::NoBackup(from.to_owned()));
    }
    let folder = DataFolder::open(data)?;
    let database = data.join(DATABASE);
    if database.exists() {
        return Err(BackupError::Live(data.to_owned()));
    }
    if !folder.secrets().exists() {
        return Err(BackupError::NoSecrets(folder.secrets()));
    }
    let (secrets, _) = Secrets::open_or_create(&folder.secrets(), &System)?;
    let media = Media::open(location.media.clone(), &folder, &secrets).await?;
    media.claim().await?;
    let copies = from.join(MEDIA);
    let names = files::names_in(&copies)?;
    all_of(names.iter().map(|name| copy_back(&copies, name, &media))).await?;

    let restoring = with_suffix(&database, ".restoring");
    files::copy_anew(&backup, &restoring)?;
    let url = sqlite_url(&restoring);
    let now = System.now();
    lamplight_store::restore(&url, secrets.key_encryption_key(), now).await?;
    let store = lamplight_store::open(&url, secrets.key_encryption_key()).await?;
    let given_up = ask_for_lost_photos(store.as_ref(), &media, photos_lost).await;
    store.close().await;
    let given_up = given_up?;
    move_durably(&restoring, &database)?;
    Ok(given_up)
}

/// Copies a photo out of the media store into a folder, durably but for the folder's own entry of it.
async fn copy_out(media: &Media, name: &str, to: &Path) -> Result<(), BackupError> {
    let sealed = media.get(name).await?.ok_or(BackupError::PhotoGone)?;
    files::write_anew(to.join(name), sealed).await
}

/// Copies a photo from a folder into the media store, durably.
async fn copy_back(from: &Path, name: &str, media: &Media) -> Result<(), BackupError> {
    let sealed = files::read(from.join(name)).await?;
    Ok(media.put_back(name, sealed).await?)
}

/// Does all of these, some at a time, until one fails.
async fn all_of(
    copies: impl Iterator<Item = impl Future<Output = Result<(), BackupError>>>,
) -> Result<(), BackupError> {
    let copies = stream::iter(copies).buffer_unordered(AT_ONCE);
    copies.try_collect().await
}

fn make_folder(path: &Path) -> Result<(), BackupError> {
    data::make_private_folder(path).map_err(|source| BackupError::File {
        path: path.to_owned(),
        source,
    })
}

fn sqlite_url(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(suffix);
    path.with_file_name(name)
}
