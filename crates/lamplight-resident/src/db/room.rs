//! Whether there is room for a photo.

use std::path::Path;

use crate::error::{CoreError, NotSavedReason};

/// What a photo must leave free on the disk, in bytes: 64 MiB. A write-ahead log grows by what one
/// transaction writes, so six photos of 4 MiB stand there twice until they are moved over; the rest keeps
/// words going for a long time after the last photo had room.
const LEFT_FREE_BYTES: u64 = 64 * 1024 * 1024;

/// Checks that `bytes` more fit into the folder.
///
/// # Errors
/// [`NotSavedReason::DiskNearlyFull`].
pub(super) fn check(dir: &Path, bytes: u64) -> Result<(), CoreError> {
    // A disk that does not tell is no reason to refuse: SQLite says so itself when it is full.
    let free = fs4::available_space(dir).unwrap_or(u64::MAX);
    if fits(bytes, free) {
        return Ok(());
    }
    Err(CoreError::not_saved(NotSavedReason::DiskNearlyFull))
}

fn fits(bytes: u64, free: u64) -> bool {
    bytes.saturating_add(LEFT_FREE_BYTES) <= free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_leaves_room_for_words() {
        assert!(fits(1_000, LEFT_FREE_BYTES + 1_000));
        assert!(!fits(1_001, LEFT_FREE_BYTES + 1_000));
        assert!(!fits(0, 0));
        assert!(!fits(u64::MAX, u64::MAX - 1));
    }

    #[test]
    fn a_photo_that_no_disk_holds_is_refused_before_it_is_written() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(
            check(dir.path(), u64::MAX / 2),
            Err(CoreError::not_saved(NotSavedReason::DiskNearlyFull))
        );
        assert_eq!(check(&dir.path().join("nowhere"), 1), Ok(()));
    }
}
