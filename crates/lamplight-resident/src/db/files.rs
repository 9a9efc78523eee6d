//! The files of the data folder, and how they are made: for their owner's eyes only.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::DATABASE_FILE;

/// The database with the files that SQLite keeps beside it.
pub(super) struct Files {
    pub(super) database: PathBuf,
    /// The write-ahead log: what was committed and is not in the database yet.
    pub(super) log: PathBuf,
    /// The index of the log, which is made anew whenever it is missing.
    pub(super) index: PathBuf,
}

impl Files {
    pub(super) fn of(dir: &Path) -> Self {
        Self {
            database: dir.join(DATABASE_FILE),
            log: dir.join(format!("{DATABASE_FILE}-wal")),
            index: dir.join(format!("{DATABASE_FILE}-shm")),
        }
    }
}

/// Makes a folder with those above it, unless it is there.
pub(super) fn make_dir(dir: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// Makes a file, unless it is there, before SQLite or anybody else does: nobody else can read it from its
/// first moment on. SQLite gives the same mode to the files beside it.
pub(super) fn make_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// The length of a file in bytes. None when there is none.
pub(super) fn length(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().map(|file| file.len())
}

/// Removes a file, if it is there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    if_there(fs::remove_file(path))
}

/// Gives a file another name, if it is there.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    if_there(fs::rename(from, to))
}

fn if_there(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Makes the names in a folder durable, on systems where a folder can be synced.
pub(super) fn sync_dir(dir: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(dir)?.sync_all()?;
    }
    Ok(())
}
