//! What durability costs on this disk, with nothing of ours in the way.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use rusqlite::Connection;

/// A file that is written and synced, a page at a time.
pub(crate) struct BareFile(File);

impl BareFile {
    pub(crate) fn create(folder: &Path) -> anyhow::Result<Self> {
        Ok(Self(File::create(folder.join("bare"))?))
    }

    /// Appends one page of SQLite's size and waits until the disk has it.
    pub(crate) fn append_and_sync(&mut self) -> anyhow::Result<()> {
        self.0.write_all(&[7; 4096])?;
        Ok(self.0.sync_data()?)
    }
}

/// The peer: one table, one insert a transaction, as durable as SQLite makes it.
pub(crate) struct RawTable(Connection);

impl RawTable {
    pub(crate) fn create(folder: &Path) -> anyhow::Result<Self> {
        let connection = Connection::open(folder.join("raw.sqlite3"))?;
        connection.execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             CREATE TABLE report (id BLOB PRIMARY KEY, body BLOB NOT NULL) STRICT;",
        )?;
        Ok(Self(connection))
    }

    pub(crate) fn insert(&self, id: &[u8], body: &[u8]) -> anyhow::Result<()> {
        let mut insert = self
            .0
            .prepare_cached("INSERT INTO report (id, body) VALUES (?1, ?2)")?;
        insert.execute((id, body))?;
        Ok(())
    }
}
