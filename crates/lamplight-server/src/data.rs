//! The data folder, and how files are written into it so that a crash leaves the old or the new, never a
//! half.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::StartError;

/// The folder that `--data` names.
#[derive(Debug, Clone)]
pub struct DataFolder(PathBuf);

/// Whether a file was there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreateOutcome {
    /// It was made now.
    Created,
    /// It was there, and is as it was.
    Existed,
}

/// What the running server leaves for the other commands.
#[derive(Debug, Serialize, Deserialize)]
struct LastServed {
    public_url: String,
}

impl DataFolder {
    /// Makes the folder where it is missing, and makes sure that it can be written.
    ///
    /// # Errors
    /// [`StartError::DataFolder`] when it cannot.
    pub fn open(path: &Path) -> Result<Self, StartError> {
        let folder = Self(path.to_owned());
        let probe = folder.0.join(format!(".write-test-{}", std::process::id()));
        make_private_folder(path)
            .and_then(|()| File::create(&probe))
            .and_then(|_| std::fs::remove_file(&probe))
            .map_err(|source| folder.unwritable(source))?;
        Ok(folder)
    }

    /// The folder of this name. It is neither looked at nor made.
    pub fn named(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Where the secrets lie.
    pub fn secrets(&self) -> PathBuf {
        self.0.join("secrets.toml")
    }

    /// Where an operator may put the area.
    pub fn area(&self) -> PathBuf {
        self.0.join("area.json")
    }

    /// Where an operator may put the area's map.
    pub fn pack(&self) -> PathBuf {
        self.0.join("area.pmtiles")
    }

    /// Where the bytes of photos lie.
    pub fn media(&self) -> PathBuf {
        self.0.join("media")
    }

    /// The address of the database when none is given.
    pub fn database_url(&self) -> String {
        format!("sqlite:{}", self.0.join("lamplight.sqlite3").display())
    }

    /// Remembers under which address the server is reached, for the commands that print links.
    ///
    /// # Errors
    /// [`StartError::DataFolder`] when it cannot be written.
    pub fn remember_public_url(&self, public_url: &str) -> Result<(), StartError> {
        let served = LastServed {
            public_url: public_url.to_owned(),
        };
        let json = serde_json::to_vec(&served).map_err(|error| self.unwritable(error.into()))?;
        let next = self.0.join("server.json.new");
        write_synced(&next, &json)
            .and_then(|()| std::fs::rename(&next, self.last_served()))
            .map_err(|source| self.unwritable(source))
    }

    /// The address under which the server was last reached, if it ever ran here.
    pub fn remembered_public_url(&self) -> Option<String> {
        let json = std::fs::read(self.last_served()).ok()?;
        let served: LastServed = serde_json::from_slice(&json).ok()?;
        Some(served.public_url)
    }

    fn last_served(&self) -> PathBuf {
        self.0.join("server.json")
    }

    fn unwritable(&self, source: io::Error) -> StartError {
        StartError::DataFolder {
            path: self.0.clone(),
            source,
        }
    }
}

/// Makes a file that only its owner reads, durably, unless there is one already. Two programs that start at
/// once end up with one and the same file.
///
/// # Errors
/// [`StartError::DataFolder`] when it cannot be written.
pub fn create_private(path: &Path, bytes: &[u8]) -> Result<CreateOutcome, StartError> {
    let next = path.with_extension(format!("new-{}", std::process::id()));
    // A link fails where a rename would overwrite what the other program has just begun to use.
    let linked = write_synced(&next, bytes).and_then(|()| std::fs::hard_link(&next, path));
    let removed = std::fs::remove_file(&next);
    match linked {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(CreateOutcome::Existed),
        linked => linked
            .and(removed)
            .and_then(|()| sync_folder_of(path))
            .map(|()| CreateOutcome::Created)
            .map_err(|source| StartError::DataFolder {
                path: path.to_owned(),
                source,
            }),
    }
}

/// Whether users other than the owner may read or write the file.
///
/// # Errors
/// [`StartError::File`] when the file cannot be looked at.
pub fn others_may_read(path: &Path) -> Result<bool, StartError> {
    mode_has_one_of(path, 0o077)
}

/// Whether users may read or write the file who are neither its owner nor of its group: a key of TLS is often shared
/// with a group that is made for it.
///
/// # Errors
/// [`StartError::File`] when the file cannot be looked at.
pub(crate) fn anybody_may_read(path: &Path) -> Result<bool, StartError> {
    mode_has_one_of(path, 0o007)
}

fn mode_has_one_of(path: &Path, bits: u32) -> Result<bool, StartError> {
    let metadata = std::fs::metadata(path).map_err(|error| StartError::File {
        path: path.to_owned(),
        detail: error.to_string(),
    })?;
    Ok(mode_of(&metadata) & bits != 0)
}

#[cfg(unix)]
fn mode_of(metadata: &std::fs::Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    metadata.permissions().mode()
}

/// Elsewhere rights are not bits, and who may read is for whoever set the machine up.
#[cfg(not(unix))]
fn mode_of(_: &std::fs::Metadata) -> u32 {
    0
}

#[cfg(unix)]
pub(crate) fn make_private_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
}

#[cfg(not(unix))]
pub(crate) fn make_private_folder(path: &Path) -> io::Result<()> {
    std::fs::create_dir_all(path)
}

fn write_synced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A new name in a folder is durable only once the folder itself is synced.
fn sync_folder_of(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_made_twice_stays_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secrets.toml");
        assert_eq!(create_private(&path, b"one").unwrap(), CreateOutcome::Created);
        assert_eq!(create_private(&path, b"two").unwrap(), CreateOutcome::Existed);
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn the_last_address_is_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let data = DataFolder::open(folder.path()).unwrap();
        assert_eq!(data.remembered_public_url(), None);
        data.remember_public_url("http://127.0.0.1:1").unwrap();
        data.remember_public_url("http://127.0.0.1:2").unwrap();
        assert_eq!(
            data.remembered_public_url().as_deref(),
            Some("http://127.0.0.1:2")
        );
    }

    #[test]
    fn a_folder_that_is_a_file_is_refused_with_its_name() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let error = DataFolder::open(file.path()).unwrap_err();
        assert!(error.to_string().contains("data folder"), "{error}");
    }
}
