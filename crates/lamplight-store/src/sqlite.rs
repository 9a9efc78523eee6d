//! SQLite: how a database is opened, and what only this engine needs.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection};

use crate::database::Transaction;
use crate::error::{StoreError, is_busy};
use crate::migrations;

/// How long a connection waits for another process's lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How often, and how far apart, a file is tried that another process is turning to WAL at this moment:
/// as long as the busy timeout in all.
const OPENING_TRIES_MAX: u32 = 250;
const OPENING_PAUSE: Duration = Duration::from_millis(20);
/// How long a caller waits for a connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);
/// Connections that read side by side. Each has a thread of its own.
const READERS_MAX: u32 = 4;

/// SQLite has one writer at a time; the pool of one is the queue before it.
pub(crate) struct SqlitePools {
    pub(crate) writer: SqlitePool,
    pub(crate) readers: SqlitePool,
}

impl SqlitePools {
    /// Opens the file, makes it where it is absent, and brings its tables up to date.
    pub(crate) async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL, because NORMAL does not sync the WAL at a commit: what was answered could be lost.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .pragma("secure_delete", "ON")
            .pragma("trusted_schema", "OFF");
        let pool = |connections: u32| {
            SqlitePoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(ACQUIRE_TIMEOUT)
        };
        turn_to_wal(&options).await?;
        let writer = pool(1)
            .connect_with(options.clone())
            .await
            .map_err(StoreError::while_opening)?;
        migrate(&writer).await?;
        let readers = pool(READERS_MAX).connect_lazy_with(options.pragma("query_only", "ON"));
        Ok(Self { writer, readers })
    }

    /// Empties the WAL, which keeps what was deleted until it is overwritten. A reader at work can hold it
    /// back; then the next erasure, or the WAL's own round, does it.
    pub(crate) async fn empty_wal(&self) -> Result<(), StoreError> {
        let (busy, _, _): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)")
            .fetch_one(&self.writer)
            .await?;
        if busy != 0 {
            tracing::warn!("the write-ahead log could not be emptied after an erasure; a reader holds it");
        }
        Ok(())
    }

    pub(crate) async fn close(&self) {
        self.readers.close().await;
        // Last, so that the last connection to go is one that may write: it puts the WAL back into the file.
        self.writer.close().await;
    }
}

/// Makes the file where it is absent, and turns it to WAL. That takes every lock at once, and where waiting
/// for one could lock two processes out, SQLite says busy without waiting: so the waiting is done here.
async fn turn_to_wal(options: &SqliteConnectOptions) -> Result<(), StoreError> {
    for _ in 1..OPENING_TRIES_MAX {
        match options.connect().await {
            Err(error) if is_busy(&error) => tokio::time::sleep(OPENING_PAUSE).await,
            Err(error) => return Err(StoreError::while_opening(error)),
            Ok(connection) => return Ok(connection.close().await?),
        }
    }
    Err(StoreError::Open(
        "another process holds the database file; end it, then try again".into(),
    ))
}

/// Migrates in one transaction that begins by taking the write lock: sqlx takes none on SQLite, and a server
/// and a command may open a new file at the same moment.
async fn migrate(writer: &SqlitePool) -> Result<(), StoreError> {
    let mut tx = writer
        .begin_with("BEGIN IMMEDIATE")
        .await
        .map_err(StoreError::while_opening)?;
    migrations::run(migrations::of_sqlite(), &mut *tx).await?;
    tx.commit().await?;
    Ok(())
}

/// What the engine's own checks find: one sentence for each problem.
pub(crate) async fn check_engine(tx: &mut Transaction) -> Result<Vec<String>, StoreError> {
    let mut problems = Vec::new();
    // At most twenty findings of each kind: who has as many restores a backup.
    for row in tx.rows("PRAGMA integrity_check(20)", []).await? {
        let finding: String = row.get("integrity_check")?;
        if finding != "ok" {
            problems.push(format!("the database file is damaged: {finding}"));
        }
    }
    for row in tx
        .rows(r#"SELECT "table" FROM pragma_foreign_key_check LIMIT 20"#, [])
        .await?
    {
        let table: String = row.get("table")?;
        problems.push(format!("a row of {table} points to nothing"));
    }
    Ok(problems)
}
