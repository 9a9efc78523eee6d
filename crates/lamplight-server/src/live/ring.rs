//! The newest frames, each serialised once. Bounded by number and by bytes: whoever falls off its end pages
//! from the journal.

use std::collections::VecDeque;

use axum::body::Bytes;
use lamplight_protocol::api::Cursor;
use lamplight_protocol::ids::ReportId;
use lamplight_store::model::{Belonging, JournalEntry, JournalRow};

use super::frames;

/// Frames in the ring.
const FRAMES_MAX: usize = 4_096;
/// Bytes of all frames in the ring; the longest alert in twelve languages takes some 60 KiB.
const BYTES_MAX: usize = 4 * 1024 * 1024;

/// One row of the journal, ready to be sent.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    pub(super) cursor: Cursor,
    pub(super) content: Content,
}

/// What a frame says to whom.
#[derive(Debug, Clone)]
pub(super) enum Content {
    /// The same bytes for everybody.
    Public(Bytes),
    Report(Hint),
}

/// That a report changed: one form for staff, one for the holder of its receipt.
#[derive(Debug, Clone)]
pub(super) struct Hint {
    pub(super) id: ReportId,
    /// The newest revision, of which each entry of the thread makes one.
    pub(super) revision: u32,
    pub(super) belonging: Option<Belonging>,
    pub(super) for_staff: Bytes,
    pub(super) for_resident: Bytes,
}

impl From<JournalRow> for Frame {
    fn from(row: JournalRow) -> Self {
        let content = match row.entry {
            JournalEntry::Public { kind, json } => Content::Public(frames::public(&row.cursor, &kind, &json)),
            JournalEntry::Report {
                id,
                revision,
                belonging,
            } => Content::Report(Hint {
                id,
                revision,
                belonging,
                for_staff: frames::report(&row.cursor, id, revision),
                for_resident: frames::thread(id, revision),
            }),
        };
        Self {
            cursor: row.cursor,
            content,
        }
    }
}

impl Frame {
    fn bytes(&self) -> usize {
        match &self.content {
            Content::Public(bytes) => bytes.len(),
            Content::Report(hint) => hint.for_staff.len() + hint.for_resident.len(),
        }
    }
}

/// The ring. Places in it are numbered from the start of the process and never used again, so a number
/// tells at once whether its frame is still there.
#[derive(Debug)]
pub(super) struct Ring {
    /// The cursor just before the oldest frame.
    base: Cursor,
    /// The number of the oldest frame.
    oldest: u64,
    frames: VecDeque<Frame>,
    bytes: usize,
}

impl Ring {
    pub(super) fn beginning_at(head: Cursor) -> Self {
        Self {
            base: head,
            oldest: 0,
            frames: VecDeque::new(),
            bytes: 0,
        }
    }

    /// Drops everything and goes on from a head of another epoch. Numbers go on, so that no reader takes a
    /// new frame for one that it expected.
    pub(super) fn begin_anew(&mut self, head: Cursor) {
        self.oldest = self.end() + 1;
        self.frames.clear();
        self.bytes = 0;
        self.base = head;
    }

    pub(super) fn append(&mut self, row: JournalRow) {
        let frame = Frame::from(row);
        self.bytes += frame.bytes();
        self.frames.push_back(frame);
        while self.frames.len() > FRAMES_MAX || (self.bytes > BYTES_MAX && self.frames.len() > 1) {
            let Some(dropped) = self.frames.pop_front() else {
                break;
            };
            self.bytes -= dropped.bytes();
            self.base = dropped.cursor;
            self.oldest += 1;
        }
    }

    /// The newest cursor.
    pub(super) fn head(&self) -> &Cursor {
        self.frames.back().map_or(&self.base, |frame| &frame.cursor)
    }

    /// The number that the next frame will have.
    pub(super) fn end(&self) -> u64 {
        self.oldest + self.frames.len() as u64
    }

    /// The number of the frame that follows a cursor; none when the cursor is not in the ring. Searched from
    /// the newest, because nearly everybody comes back with one of those.
    pub(super) fn number_after(&self, cursor: &Cursor) -> Option<u64> {
        let newer = self.frames.iter().rev().position(|frame| frame.cursor == *cursor);
        match newer {
            Some(newer) => Some(self.end() - newer as u64),
            None if *cursor == self.base => Some(self.oldest),
            None => None,
        }
    }

    /// The frames from a number on; none when it has fallen off the end.
    pub(super) fn from(&self, number: u64) -> Option<impl Iterator<Item = &Frame>> {
        let skip = usize::try_from(number.checked_sub(self.oldest)?).ok()?;
        (skip <= self.frames.len()).then(|| self.frames.iter().skip(skip))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cursor(n: u64) -> Cursor {
        format!("e.{n}").parse().unwrap()
    }

    fn row(n: u64, bytes: usize) -> JournalRow {
        JournalRow {
            cursor: cursor(n),
            entry: JournalEntry::Public {
                kind: "alert".into(),
                json: "x".repeat(bytes),
            },
        }
    }

    fn ring_of(count: u64) -> Ring {
        let mut ring = Ring::beginning_at(cursor(0));
        (1..=count).for_each(|n| ring.append(row(n, 1)));
        ring
    }

    #[test]
    fn every_cursor_in_the_ring_leads_to_the_frame_after_it() {
        let ring = ring_of(3);
        for n in 0..=3 {
            let number = ring.number_after(&cursor(n)).unwrap();
            let rest: Vec<_> = ring
                .from(number)
                .unwrap()
                .map(|frame| frame.cursor.clone())
                .collect();
            let expected: Vec<_> = (n + 1..=3).map(cursor).collect();
            assert_eq!(rest, expected);
        }
        assert_eq!(ring.number_after(&cursor(4)), None);
    }

    #[test]
    fn the_ring_stays_within_its_number_and_its_bytes() {
        let max = FRAMES_MAX as u64;
        let mut ring = ring_of(max);
        assert_eq!(ring.number_after(&cursor(0)), Some(0));
        ring.append(row(max + 1, 1));
        assert_eq!(
            (ring.frames.len(), ring.number_after(&cursor(0))),
            (FRAMES_MAX, None)
        );
        assert!(ring.from(0).is_none() && ring.from(1).is_some());
        ring.append(row(max + 2, BYTES_MAX));
        assert_eq!((ring.frames.len(), ring.head()), (1, &cursor(max + 2)));
    }

    #[test]
    fn a_new_epoch_leaves_no_number_of_the_old_one_valid() {
        let mut ring = ring_of(2);
        ring.begin_anew("f.9".parse().unwrap());
        assert!((0..=2).all(|number| ring.from(number).is_none()));
        assert_eq!(ring.number_after(&cursor(2)), None);
        assert_eq!(ring.from(ring.end()).unwrap().count(), 0);
    }
}
