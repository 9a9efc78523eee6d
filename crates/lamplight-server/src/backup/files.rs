//! Files that are durable before anybody relies on them.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::BackupError;

fn at(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path: PathBuf = path.to_owned();
    move |source| BackupError::File { path, source }
}

/// Copies files of these names from one folder to another, each durably; the folder itself is to be synced
/// afterwards, once for all.
pub(super) async fn copy(from: &Path, to: &Path, names: Vec<String>) -> Result<(), BackupError> {
    let (from, to) = (from.to_owned(), to.to_owned());
    let copying = tokio::task::spawn_blocking(move || {
        names
            .iter()
            .try_for_each(|name| copy_anew(&from.join(name), &to.join(name)))
    });
    copying.await.map_err(|error| BackupError::File {
        path: PathBuf::new(),
        source: io::Error::other(error),
    })?
}

/// Copies a file durably, in the place of what an earlier try may have left.
pub(super) fn copy_anew(from: &Path, to: &Path) -> Result<(), BackupError> {
    match std::fs::copy(from, to) {
        Ok(_) => sync_file(to),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !from.exists() => {
            Err(BackupError::PhotoGone)
        }
        Err(error) => Err(at(to)(error)),
    }
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

/// The names of the files in a folder.
pub(super) fn names_in(folder: &Path) -> Result<Vec<String>, BackupError> {
    std::fs::read_dir(folder)
        .and_then(|entries| {
            entries
                .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
                .collect()
        })
        .map_err(at(folder))
}
