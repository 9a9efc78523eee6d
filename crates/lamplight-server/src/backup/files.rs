//! Files that are durable before anybody relies on them.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use axum::body::Bytes;

use super::BackupError;
use crate::media;

fn at(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path: PathBuf = path.to_owned();
    move |source| BackupError::File { path, source }
}

/// Writes a file durably, in the place of what an earlier try may have left; the folder itself is to be synced
/// afterwards, once for all.
pub(super) async fn write_anew(path: PathBuf, bytes: Bytes) -> Result<(), BackupError> {
    in_the_background(path, move |path| {
        let mut file = File::create(path)?;
        file.write_all(&bytes)?;
        file.sync_all()
    })
    .await
}

/// Reads a file.
pub(super) async fn read(path: PathBuf) -> Result<Vec<u8>, BackupError> {
    in_the_background(path, |path| std::fs::read(path)).await
}

/// Works on a file where waiting for the disk holds nobody up.
async fn in_the_background<T: Send + 'static>(
    path: PathBuf,
    work: impl FnOnce(&Path) -> io::Result<T> + Send + 'static,
) -> Result<T, BackupError> {
    let working = tokio::task::spawn_blocking(move || work(&path).map_err(at(&path)));
    working.await.map_err(|error| BackupError::File {
        path: PathBuf::new(),
        source: io::Error::other(error),
    })?
}

/// Copies a file durably, in the place of what an earlier try may have left.
pub(super) fn copy_anew(from: &Path, to: &Path) -> Result<(), BackupError> {
    std::fs::copy(from, to).map_err(at(to))?;
    sync_file(to)
}

pub(super) fn sync_file(path: &Path) -> Result<(), BackupError> {
    File::open(path)
        .and_then(|file| file.sync_all())
        .map_err(at(path))
}

/// A new name in a folder is durable only once the folder itself is synced. Elsewhere than on Unix a folder
/// cannot be opened for that.
pub(super) fn sync_folder(path: &Path) -> Result<(), BackupError> {
    if cfg!(unix) { sync_file(path) } else { Ok(()) }
}

/// Gives a file or a folder its name, durably.
pub(super) fn move_durably(from: &Path, to: &Path) -> Result<(), BackupError> {
    std::fs::rename(from, to).map_err(at(to))?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    sync_folder(folder.unwrap_or(Path::new(".")))
}

/// The names of the photos in a folder; what else a file manager may have left there is passed over.
pub(super) fn names_in(folder: &Path) -> Result<Vec<String>, BackupError> {
    let names: io::Result<Vec<String>> = std::fs::read_dir(folder).and_then(|entries| {
        entries
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect()
    });
    let mut names = names.map_err(at(folder))?;
    names.retain(|name| media::is_name(name));
    Ok(names)
}
