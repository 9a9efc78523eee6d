//! The demo's folder, which one demo at a time has for itself.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

/// Locked by the demo that runs. A demo that was killed holds no lock.
const LOCK_FILE: &str = "lock";

/// A folder that is kept from other demos until this is dropped.
pub(super) struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Takes the folder, making it where it is missing.
    ///
    /// # Errors
    /// When another demo has it, or it cannot be written.
    pub(super) fn take(path: PathBuf) -> anyhow::Result<Self> {
        fs::create_dir_all(&path).with_context(|| format!("cannot make {}", path.display()))?;
        let file = path.join(LOCK_FILE);
        let lock = File::create(&file).with_context(|| format!("cannot write {}", file.display()))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path, _lock: lock }),
            Err(TryLockError::WouldBlock) => {
                bail!("a demo is running already; end it with Ctrl-C first, then start this one again")
            }
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("cannot lock {}", file.display()))
            }
        }
    }

    /// Removes all that an earlier demo left.
    ///
    /// # Errors
    /// When something cannot be removed.
    pub(super) fn empty(&self) -> anyhow::Result<()> {
        for entry in fs::read_dir(&self.path)? {
            let path = entry?.path();
            if path.ends_with(LOCK_FILE) {
                continue;
            }
            let removed = if path.is_dir() {
                fs::remove_dir_all(&path)
            } else {
                fs::remove_file(&path)
            };
            removed.with_context(|| format!("cannot remove {}", path.display()))?;
        }
        Ok(())
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demo_leaves_alone_what_another_one_uses() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join(".demo");
        let first = Folder::take(path.clone()).unwrap();
        fs::create_dir(path.join("server")).unwrap();
        fs::write(path.join("server/data"), "of the first").unwrap();
        let refused = Folder::take(path.clone()).err().unwrap();
        assert!(refused.to_string().starts_with("a demo is running already"));
        drop(first);

        let second = Folder::take(path.clone()).unwrap();
        assert!(path.join("server/data").exists());
        second.empty().unwrap();
        assert!(!path.join("server").exists());
        assert!(Folder::take(path).is_err(), "it is still taken");
    }
}
