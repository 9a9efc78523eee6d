//! The pages of a database as they lie on the disk: those of the file, and over them those of its
//! write-ahead log. SQLite has no part in it, so that no damage can keep it from reading what is sound.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};

use super::{index, log};
use crate::db::files::Files;

/// What SQLite makes a page by default, in bytes; a database here has never another size.
pub(crate) const PAGE_BYTES: usize = 4_096;

/// One page.
pub(super) type Page = Vec<u8>;

/// Held while one database is read.
pub(super) struct Pages {
    database: File,
    log: Option<File>,
    /// Where the newest version of a page begins in the log, in bytes.
    in_log: HashMap<u32, u64>,
    /// The pages of file and log together.
    count: u32,
}

impl Pages {
    /// Opens what is there. The database may be missing or of any length; so may the log.
    pub(super) fn open(files: &Files) -> io::Result<Self> {
        let log = File::open(&files.log).ok();
        let in_log = match &log {
            Some(log) => log::newest_pages(log, index::read(&files.index)?)?,
            None => HashMap::new(),
        };
        let database = File::open(&files.database)?;
        let in_file = database.metadata()?.len().div_ceil(PAGE_BYTES as u64);
        let in_file = u32::try_from(in_file).unwrap_or(u32::MAX);
        let count = in_log.keys().copied().max().unwrap_or(0).max(in_file);
        Ok(Self {
            database,
            log,
            in_log,
            count,
        })
    }

    /// The number of the last page; the first is 1.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// A page. What the disk does not give reads as zeros.
    pub(super) fn read(&self, number: u32) -> Page {
        let mut page = Vec::with_capacity(PAGE_BYTES);
        let in_log = self.in_log.get(&number).zip(self.log.as_ref());
        let (mut file, begin) = match in_log {
            Some((begin, log)) => (log, *begin),
            None => (
                &self.database,
                u64::from(number.saturating_sub(1)) * PAGE_BYTES as u64,
            ),
        };
        if file.seek(SeekFrom::Start(begin)).is_ok() {
            // A part of a page is worth having; what is missing becomes zeros.
            let _ = file.take(PAGE_BYTES as u64).read_to_end(&mut page);
        }
        page.resize(PAGE_BYTES, 0);
        page
    }
}
