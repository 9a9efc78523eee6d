//! Reading the index of a write-ahead log (see "WAL-Index File Format" in SQLite's documentation): how long
//! the log was when something was last committed.
//!
//! A log that is cut off, or damaged at its end, looks like one that a crash left half written, and SQLite goes
//! on without what is missing. The index tells the two apart: it is written after the log is on the disk, so a
//! log that is shorter than its index says has lost something. It is shared memory in a file, which outlives a
//! process that is killed. After a power failure it may be older than its log, and then has nothing to tell;
//! it is never newer.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use super::bytes::{native_u32_at, u32_at};
use super::log::checksum;

/// Its header stands there twice. The second is written first.
const HEADER_BYTES: usize = 48;
/// Of a header, what its checksum is over.
const SUMMED_BYTES: usize = 40;
/// The only version that there ever was.
const VERSION: u32 = 3_007_000;
/// How much of the log was moved over into the database is kept behind the headers.
const MOVED_AT: usize = 2 * HEADER_BYTES;

/// What an index says of its log. Frames are counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Index {
    /// The last frame of the last transaction.
    pub(super) frames: u32,
    /// The last frame of those that stand in the database too.
    pub(super) moved: u32,
    /// Of which log it is.
    pub(super) salts: (u32, u32),
}

/// Reads an index. None when there is none, or none that can be believed.
pub(crate) fn read(path: &Path) -> io::Result<Option<Index>> {
    let mut bytes = Vec::with_capacity(MOVED_AT + 4);
    match File::open(path) {
        Ok(file) => file.take(MOVED_AT as u64 + 4).read_to_end(&mut bytes)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    Ok(decode(&bytes))
}

fn decode(bytes: &[u8]) -> Option<Index> {
    let moved = native_u32_at(bytes, MOVED_AT)?;
    let (first, rest) = bytes.split_at_checked(HEADER_BYTES)?;
    // Whoever was killed between the two left one that is whole, and newer or as new as the other.
    let header = [rest, first].into_iter().find(|header| is_sound(header))?;
    Some(Index {
        frames: native_u32_at(header, 16)?,
        moved,
        // Copied from the log as they stand there.
        salts: (u32_at(header, 32), u32_at(header, 36)),
    })
}

fn is_sound(header: &[u8]) -> bool {
    let written = (
        native_u32_at(header, SUMMED_BYTES),
        native_u32_at(header, SUMMED_BYTES + 4),
    );
    let summed = header.get(..SUMMED_BYTES).unwrap_or_default();
    let (one, two) = checksum((0, 0), summed, cfg!(target_endian = "little"));
    native_u32_at(header, 0) == Some(VERSION) && written == (Some(one), Some(two))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::files::Files;
    use crate::testing::Device;

    #[test]
    fn an_index_is_believed_only_as_it_was_written() {
        let device = Device::new();
        let path = Files::of(device.dir()).index;
        let index = read(&path).unwrap().unwrap();
        assert!(index.frames > 0 && index.moved < index.frames);
        let bytes = std::fs::read(&path).unwrap();
        assert_eq!(decode(&bytes), Some(index));
        for at in 0..HEADER_BYTES {
            let mut flipped = bytes[..MOVED_AT + 4].to_vec();
            flipped[HEADER_BYTES + at] ^= 1;
            assert_eq!(decode(&flipped), Some(index), "byte {at} of one header");
            flipped[at] ^= 1;
            assert_eq!(decode(&flipped), None, "byte {at} of both");
        }
        assert_eq!(decode(&bytes[..MOVED_AT]), None);
        assert_eq!(decode(&[0; 200]), None);
        assert_eq!(read(&device.dir().join("none")).unwrap(), None);
    }
}
