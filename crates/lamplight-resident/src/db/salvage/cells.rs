//! The rows that stand on one page (see "B-tree Pages" in SQLite's documentation). Which tree the page
//! belongs to is not asked: a damaged tree does not hide its sound pages.

use super::bytes::{take_varint, u16_at, u32_at};
use super::pages::{PAGE_BYTES, Page, Pages};

/// The longest row that is believed, in bytes: four times the largest photo. A damaged length must not make
/// one row of the whole file.
const ROW_BYTES_MAX: usize = 16 * 1024 * 1024;
/// The first page begins with the header of the file.
const FILE_HEADER_BYTES: usize = 100;
/// Of a row with an overflow, this much stands on the page of its cell at least.
const LOCAL_BYTES_MIN: usize = (PAGE_BYTES - 12) * 32 / 255 - 23;
/// What an overflow page holds.
const OVERFLOW_BYTES: usize = PAGE_BYTES - 4;

/// A row as it is stored.
pub(super) struct Row {
    /// Of a table with row ids.
    pub(super) rowid: Option<i64>,
    pub(super) bytes: Vec<u8>,
}

/// What a page of a tree holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Rows of a table with row ids.
    TableLeaf,
    /// Rows of a table without, or of an index.
    IndexLeaf,
    /// Rows too, with pages below them.
    IndexInterior,
}

impl Kind {
    fn of(byte: u8) -> Option<Self> {
        match byte {
            0x0d => Some(Self::TableLeaf),
            0x0a => Some(Self::IndexLeaf),
            0x02 => Some(Self::IndexInterior),
            _ => None,
        }
    }

    fn header_bytes(self) -> usize {
        match self {
            Self::TableLeaf | Self::IndexLeaf => 8,
            Self::IndexInterior => 12,
        }
    }

    /// The longest row without an overflow.
    fn local_bytes_max(self) -> usize {
        match self {
            Self::TableLeaf => PAGE_BYTES - 35,
            Self::IndexLeaf | Self::IndexInterior => (PAGE_BYTES - 12) * 64 / 255 - 23,
        }
    }
}

/// The rows of a page that can be read; none when it is no page of a tree.
pub(super) fn rows_of(pages: &Pages, number: u32) -> Vec<Row> {
    let page = pages.read(number);
    let begin = if number == 1 { FILE_HEADER_BYTES } else { 0 };
    let Some(kind) = page.get(begin).copied().and_then(Kind::of) else {
        return Vec::new();
    };
    let count = usize::from(u16_at(&page, begin + 3));
    (0..count)
        .map(|index| usize::from(u16_at(&page, begin + kind.header_bytes() + 2 * index)))
        .filter_map(|at| row_at(pages, &page, kind, at))
        .collect()
}

fn row_at(pages: &Pages, page: &Page, kind: Kind, at: usize) -> Option<Row> {
    let mut rest = page.get(at..)?;
    if kind == Kind::IndexInterior {
        rest = rest.get(4..)?;
    }
    let length = usize::try_from(take_varint(&mut rest)?).ok()?;
    let rowid = match kind {
        Kind::TableLeaf => Some(take_varint(&mut rest)?.cast_signed()),
        Kind::IndexLeaf | Kind::IndexInterior => None,
    };
    if length > ROW_BYTES_MAX {
        return None;
    }
    let local = local_bytes(length, kind);
    let mut bytes = rest.get(..local)?.to_vec();
    if local < length {
        append_overflow(pages, u32_at(rest, local), length, &mut bytes)?;
    }
    Some(Row { rowid, bytes })
}

fn local_bytes(length: usize, kind: Kind) -> usize {
    let most = kind.local_bytes_max();
    if length <= most {
        return length;
    }
    let local = LOCAL_BYTES_MIN + (length - LOCAL_BYTES_MIN) % OVERFLOW_BYTES;
    if local <= most { local } else { LOCAL_BYTES_MIN }
}

/// Follows the chain of pages that hold the rest. Each adds to the row, so that a ring ends too.
fn append_overflow(pages: &Pages, first: u32, length: usize, bytes: &mut Vec<u8>) -> Option<()> {
    let mut next = first;
    while bytes.len() < length {
        if next == 0 || next > pages.count() {
            return None;
        }
        let page = pages.read(next);
        next = u32_at(&page, 0);
        let here = OVERFLOW_BYTES.min(length - bytes.len());
        bytes.extend_from_slice(page.get(4..4 + here)?);
    }
    Some(())
}
