//! Whether there is room for a photo.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::{CoreError, NotSavedReason};

/// What a photo must leave free on the disk, in bytes: 64 MiB. A write-ahead log grows by what one
/// transaction writes, so six photos of 4 MiB stand there twice until they are moved over; the rest keeps
/// words going for a long time after the last photo had room.
const LEFT_FREE_BYTES: u64 = 64 * 1024 * 1024;
/// What one look at the disk grants to photos until the next, in bytes: a quarter of what they must leave, so that
/// most of it is there for words also when others have filled the disk meanwhile.
const GRANT_BYTES: u64 = LEFT_FREE_BYTES / 4;

/// What is known of the room on a disk. A look costs a tap more than to write a page.
#[derive(Default)]
pub(super) struct Room {
    /// What photos may still take before the next look.
    granted_bytes: AtomicU64,
}

impl Room {
    /// Checks that `bytes` more fit into the folder.
    ///
    /// # Errors
    /// [`NotSavedReason::DiskNearlyFull`].
    pub(super) fn check(&self, dir: &Path, bytes: u64) -> Result<(), CoreError> {
        let take = |granted: u64| granted.checked_sub(bytes);
        let granted = self
            .granted_bytes
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take);
        if granted.is_ok() {
            return Ok(());
        }
        // A disk that does not tell is no reason to refuse: SQLite says so itself when it is full.
        let free = fs4::available_space(dir).unwrap_or(u64::MAX);
        if !fits(bytes, free) {
            return Err(CoreError::not_saved(NotSavedReason::DiskNearlyFull));
        }
        self.granted_bytes.store(grant(bytes, free), Ordering::Relaxed);
        Ok(())
    }
}

fn grant(bytes: u64, free: u64) -> u64 {
    free.saturating_sub(LEFT_FREE_BYTES)
        .saturating_sub(bytes)
        .min(GRANT_BYTES)
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
        let room = Room::default();
        assert_eq!(
            room.check(dir.path(), u64::MAX / 2),
            Err(CoreError::not_saved(NotSavedReason::DiskNearlyFull))
        );
        assert_eq!(room.check(&dir.path().join("nowhere"), 1), Ok(()));
    }

    #[test]
    fn a_look_grants_a_part_of_the_room_and_no_more_than_there_is() {
        assert_eq!(grant(1_000, LEFT_FREE_BYTES + 1_007), 7);
        assert_eq!(grant(1_000, u64::MAX), GRANT_BYTES);
        let (room, anywhere) = (Room::default(), Path::new("/"));
        room.granted_bytes.store(1_000, Ordering::Relaxed);
        assert_eq!(room.check(anywhere, 600), Ok(()));
        assert_eq!(room.granted_bytes.load(Ordering::Relaxed), 400);
        assert!(room.check(anywhere, u64::MAX / 2).is_err());
        assert_eq!(room.granted_bytes.load(Ordering::Relaxed), 400);
    }
}
