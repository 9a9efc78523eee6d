//! The open reports, held in memory: for the search of words, which lie sealed in the database, and for reports
//! that are like one another.
//!
//! It is made when it is first asked for, and brought up to the journal's head before each answer: what readers
//! of the journal may read is in the answer. Of a report it holds the words, the point and what decides whose it
//! is to know of; of a place that is withheld no more than the desk is shown, or a search would tell the rest. The number of reports is bounded; what comes beyond it is left out, and the answer says so.

mod held;
mod like;
mod read;
mod words;

use lamplight_protocol::api::Cursor;
use lamplight_protocol::ids::ReportId;
use tokio::sync::{Mutex, MutexGuard};

use crate::database::Database;
use crate::error::StoreError;
use crate::journal;
use crate::model::{JournalEntry, OpenReportsHeld, Reach};
use crate::reports::receipt::Number;
use crate::seal::KeyEncryptionKey;

use self::held::Held;
pub(crate) use self::like::Likeness;

/// Rows of the journal that are read at once.
const ROWS_AT_ONCE: u32 = 256;

/// Reports that have the words that were searched for.
pub(crate) struct Found {
    pub(crate) numbers: Vec<Number>,
    /// Open reports that were not searched.
    pub(crate) unsearched: u32,
}

/// The open reports, as far as the journal was read.
#[derive(Default)]
pub(crate) struct OpenReports {
    now: Mutex<Now>,
}

#[derive(Default)]
struct Now {
    /// Up to where the journal was read; none before the first time.
    read: Option<Cursor>,
    held: Held,
}

impl OpenReports {
    /// The open reports within reach that have all of these words.
    pub(crate) async fn with_words(
        &self,
        database: &Database,
        kek: &KeyEncryptionKey,
        within: &Reach,
        words: &str,
    ) -> Result<Found, StoreError> {
        let now = self.up_to_date(database, kek).await?;
        Ok(Found {
            numbers: now.held.with_words(within, words),
            unsearched: u32::try_from(now.held.size().left_out).unwrap_or(u32::MAX),
        })
    }

    /// The open reports within reach that are most like one of them, the likest first.
    pub(crate) async fn like(
        &self,
        database: &Database,
        kek: &KeyEncryptionKey,
        within: &Reach,
        id: ReportId,
    ) -> Result<Vec<Likeness>, StoreError> {
        let now = self.up_to_date(database, kek).await?;
        Ok(now.held.like(within, id))
    }

    /// What is held now.
    pub(crate) async fn size(
        &self,
        database: &Database,
        kek: &KeyEncryptionKey,
    ) -> Result<OpenReportsHeld, StoreError> {
        Ok(self.up_to_date(database, kek).await?.held.size())
    }

    /// Whoever asks while another brings it up to date waits, and then has little to do.
    async fn up_to_date(
        &self,
        database: &Database,
        kek: &KeyEncryptionKey,
    ) -> Result<MutexGuard<'_, Now>, StoreError> {
        let mut now = self.now.lock().await;
        match now.follow(database, kek).await {
            Err(StoreError::CursorExpired) => {
                // A new epoch: nothing that was read is of it.
                *now = Now::default();
                now.follow(database, kek).await?;
            }
            followed => followed?,
        }
        Ok(now)
    }
}

impl Now {
    async fn follow(&mut self, database: &Database, kek: &KeyEncryptionKey) -> Result<(), StoreError> {
        let mut after = match self.read.take() {
            Some(cursor) => cursor,
            None => self.begin(database, kek).await?,
        };
        loop {
            let mut tx = database.begin_read().await?;
            let page = journal::page(&mut tx, &after, ROWS_AT_ONCE).await?;
            let changed: Vec<ReportId> = page
                .rows
                .iter()
                .filter_map(|row| match row.entry {
                    JournalEntry::Report { id, .. } => Some(id),
                    JournalEntry::Public { .. } => None,
                })
                .collect();
            let is_last = page.rows.len() < ROWS_AT_ONCE as usize;
            let open = read::these(&mut tx, kek, &changed).await?;
            self.held.replace(&changed, open);
            after = page.next;
            if is_last {
                self.read = Some(after);
                return Ok(());
            }
        }
    }

    /// Reads every open report, after the journal's head: what changes meanwhile is read again.
    async fn begin(&mut self, database: &Database, kek: &KeyEncryptionKey) -> Result<Cursor, StoreError> {
        let head = journal::head(&mut database.begin_read().await?).await?;
        self.held = Held::default();
        let mut before = None;
        loop {
            let page = read::page(&mut database.begin_read().await?, kek, before).await?;
            let Some(last) = page.last() else {
                return Ok(head);
            };
            before = Some((last.received_at, last.number));
            self.held.replace(&[], page);
        }
    }
}
