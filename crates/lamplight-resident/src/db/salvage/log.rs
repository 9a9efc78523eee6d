//! Reading a write-ahead log (see "WAL-mode File Format" in SQLite's documentation). SQLite itself stops at
//! the first frame that is damaged and forgets what comes after it; here only that frame is passed over.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _, SeekFrom};

use super::bytes::u32_at;
use super::pages::PAGE_BYTES;

const HEADER_BYTES: usize = 32;
const FRAME_HEADER_BYTES: usize = 24;
/// The magic number of a log whose checksums are over little-endian words; of the other kind it ends in 3.
const MAGIC_LITTLE_ENDIAN: u32 = 0x377f_0682;

/// What was found in a log.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Where the newest committed version of a page begins, in bytes.
    newest: HashMap<u32, u64>,
    /// Something before the last commit is damaged.
    damaged: bool,
}

/// Where the newest committed version of each page begins, in bytes.
pub(super) fn newest_pages(log: &File) -> io::Result<HashMap<u32, u64>> {
    Ok(read(log)?.newest)
}

/// Whether something in the log is damaged that was committed. What stands after the last commit was never
/// promised to anybody: there a crash leaves anything.
pub(crate) fn is_damaged(log: &File) -> io::Result<bool> {
    Ok(read(log)?.damaged)
}

fn read(mut log: &File) -> io::Result<Found> {
    log.seek(SeekFrom::Start(0))?;
    find(BufReader::new(log))
}

fn find(mut log: impl Read) -> io::Result<Found> {
    let mut found = Found::default();
    let mut header = [0; HEADER_BYTES];
    if log.read_exact(&mut header).is_err() {
        return Ok(found);
    }
    let mut frame = vec![0; FRAME_HEADER_BYTES + PAGE_BYTES];
    let mut chain = Chain::of(&header);
    let mut begin = HEADER_BYTES as u64;
    let mut uncommitted = Vec::new();
    let mut bad_frames = !chain.sound;
    while log.read_exact(&mut frame).is_ok() {
        let (head, page) = frame.split_at(FRAME_HEADER_BYTES);
        if chain.takes(head, page) {
            uncommitted.push((u32_at(head, 0), begin + FRAME_HEADER_BYTES as u64));
            // A frame that ends a transaction names the size of the database after it.
            if u32_at(head, 4) > 0 {
                found.newest.extend(uncommitted.drain(..));
                found.damaged |= bad_frames;
            }
        } else {
            bad_frames = true;
        }
        begin += frame.len() as u64;
    }
    Ok(found)
}

/// Follows the checksums: that of a frame goes on from that of the frame before it.
struct Chain {
    little_endian: bool,
    /// Drawn anew whenever the log is begun anew, so that older frames behind the newest do not count. None
    /// until they are known.
    salts: Option<(u32, u32)>,
    last: (u32, u32),
    /// The header is as it was written.
    sound: bool,
}

impl Chain {
    fn of(header: &[u8; HEADER_BYTES]) -> Self {
        let magic = u32_at(header, 0);
        let little_endian = magic != MAGIC_LITTLE_ENDIAN | 1;
        let last = (u32_at(header, 24), u32_at(header, 28));
        let summed = header.get(..24).unwrap_or_default();
        let sound = magic | 1 == MAGIC_LITTLE_ENDIAN | 1 && checksum((0, 0), summed, little_endian) == last;
        Self {
            little_endian,
            // A damaged header is no reason to give up its frames: the first of them tells the salts.
            salts: sound.then(|| (u32_at(header, 16), u32_at(header, 20))),
            last,
            sound,
        }
    }

    /// Whether a frame is of this log and as it was written.
    fn takes(&mut self, head: &[u8], page: &[u8]) -> bool {
        let salts = (u32_at(head, 8), u32_at(head, 12));
        let summed = checksum(self.last, head.get(..8).unwrap_or_default(), self.little_endian);
        let summed = checksum(summed, page, self.little_endian);
        self.last = (u32_at(head, 16), u32_at(head, 20));
        salts == *self.salts.get_or_insert(salts) && summed == self.last && u32_at(head, 0) > 0
    }
}

/// SQLite's checksum of pairs of words, going on from `start`.
fn checksum(start: (u32, u32), bytes: &[u8], little_endian: bool) -> (u32, u32) {
    let word = |bytes: &[u8]| {
        let word = <[u8; 4]>::try_from(bytes).unwrap_or_default();
        if little_endian {
            u32::from_le_bytes(word)
        } else {
            u32::from_be_bytes(word)
        }
    };
    bytes.chunks_exact(8).fold(start, |(one, two), pair| {
        let (left, right) = pair.split_at(4);
        let one = one.wrapping_add(word(left)).wrapping_add(two);
        let two = two.wrapping_add(word(right)).wrapping_add(one);
        (one, two)
    })
}
