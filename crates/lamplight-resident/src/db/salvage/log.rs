//! Reading a write-ahead log (see "WAL-mode File Format" in SQLite's documentation). SQLite itself stops at
//! the first frame that is damaged and forgets what comes after it; here only that frame is passed over.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _, SeekFrom};

use super::bytes::u32_at;
use super::index::Index;
use super::pages::PAGE_BYTES;

const HEADER_BYTES: usize = 32;
const FRAME_HEADER_BYTES: usize = 24;
/// The magic number of a log whose checksums are over little-endian words; of the other kind it ends in 3.
const MAGIC_LITTLE_ENDIAN: u32 = 0x377f_0682;

/// What was found in a log.
#[derive(Debug, Default)]
struct Found {
    /// The newest committed version of each page.
    newest: HashMap<u32, Place>,
    /// The last frame that SQLite itself would take: the end of the last transaction before which nothing is
    /// damaged. Frames are counted from 1.
    sound_frames: u32,
    /// Which log it is. None when neither its header nor a frame tells.
    salts: Option<(u32, u32)>,
    /// Something before the last commit is damaged.
    damaged: bool,
}

/// Where a page stands in a log.
#[derive(Debug, Clone, Copy)]
struct Place {
    frame: u32,
    /// In bytes.
    begin: u64,
}

/// Where the newest committed version of each page begins, in bytes.
pub(super) fn newest_pages(log: &File, index: Option<Index>) -> io::Result<HashMap<u32, u64>> {
    let found = read(log)?;
    // What the log has lost may have been moved over before. Then the database is newer than what is left.
    let moved = index
        .filter(|index| found.has_lost(index, false))
        .map_or(0, |index| index.moved);
    let newer = found.newest.into_iter().filter(|(_, place)| place.frame > moved);
    Ok(newer.map(|(page, place)| (page, place.begin)).collect())
}

/// Whether something in the log is damaged that was committed, or is missing at its end. What stands after
/// the last commit was never promised to anybody: there a crash leaves anything. `same_boot` says that the
/// index cannot be older than the log: nothing but killed processes lies between.
pub(crate) fn is_damaged(log: &File, index: Option<Index>, same_boot: bool) -> io::Result<bool> {
    let found = read(log)?;
    Ok(found.damaged || index.is_some_and(|index| found.has_lost(&index, same_boot)))
}

impl Found {
    /// Whether there was more than is there, and it is missed.
    fn has_lost(&self, index: &Index, same_boot: bool) -> bool {
        // A log that tells nothing may have been emptied properly, and the index be from before.
        let is_of_this_log = self.salts.map_or(same_boot, |salts| salts == index.salts);
        // When all was moved over, nothing is missed. But what is left of such a log is older than the
        // database, and SQLite would take it for newer.
        let is_missed = index.moved < index.frames || self.sound_frames > 0;
        is_of_this_log && self.sound_frames < index.frames && is_missed
    }
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
    let mut bytes = vec![0; FRAME_HEADER_BYTES + PAGE_BYTES];
    let mut chain = Chain::of(&header);
    let mut begin = HEADER_BYTES as u64;
    let mut uncommitted = Vec::new();
    let mut bad_frames = !chain.sound;
    let mut frame = 0;
    while log.read_exact(&mut bytes).is_ok() {
        frame += 1;
        let (head, page) = bytes.split_at(FRAME_HEADER_BYTES);
        if chain.takes(head, page) {
            let place = Place {
                frame,
                begin: begin + FRAME_HEADER_BYTES as u64,
            };
            uncommitted.push((u32_at(head, 0), place));
            // A frame that ends a transaction names the size of the database after it.
            if u32_at(head, 4) > 0 {
                found.newest.extend(uncommitted.drain(..));
                found.damaged |= bad_frames;
                if !bad_frames {
                    found.sound_frames = frame;
                }
            }
        } else {
            bad_frames = true;
        }
        begin += bytes.len() as u64;
    }
    found.salts = chain.salts;
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
pub(super) fn checksum(start: (u32, u32), bytes: &[u8], little_endian: bool) -> (u32, u32) {
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
