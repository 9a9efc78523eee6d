//! SQLite: how a database is opened, and what only this engine needs.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

use crate::database::Transaction;
use crate::error::{StoreError, is_busy};
use crate::migrations;

/// How long a connection waits for another process's lock.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How long an erasure waits for readers before it leaves its traces in the WAL to a later one. The one
/// writer waits with it, and a reader that takes longer is an export or a check.
const EMPTYING_TIMEOUT: Duration = Duration::from_millis(250);
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
    traces: Arc<Traces>,
}

/// Whether the WAL may hold what was deleted. Counted, because an erasure may begin while the WAL is being
/// emptied after another.
struct Traces {
    /// Erasures that were begun. One stands for those of the last program, which may have been cut off.
    left: AtomicU64,
    /// How many of them are known to have gone from the WAL.
    removed: AtomicU64,
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
                // On a full disk SQLite ends a transaction by itself. sqlx then counts one for ever that nobody
                // can end, and begins no other: such a connection is closed, and another one opened.
                .before_acquire(|connection, _| {
                    let at_rest = !connection.is_in_transaction();
                    Box::pin(async move { Ok(at_rest) })
                })
        };
        turn_to_wal(&options).await?;
        let writer = pool(1)
            .connect_with(options.clone())
            .await
            .map_err(StoreError::while_opening)?;
        migrate(&writer).await?;
        let readers = pool(READERS_MAX).connect_lazy_with(options.pragma("query_only", "ON"));
        let traces = Arc::new(Traces {
            left: AtomicU64::new(1),
            removed: AtomicU64::new(0),
        });
        Ok(Self {
            writer,
            readers,
            traces,
        })
    }

    /// To be called before a deletion is committed that must leave the files.
    pub(crate) fn will_delete(&self) {
        self.traces.left.fetch_add(1, Ordering::SeqCst);
    }

    /// Empties the WAL, which keeps what was deleted until it is overwritten; unless nothing was deleted
    /// since it was emptied last. A reader at work can hold it back; then the next erasure, or the WAL's own
    /// round, does it.
    pub(crate) async fn empty_wal(&self) -> Result<(), StoreError> {
        let left = self.traces.left.load(Ordering::SeqCst);
        if self.traces.removed.load(Ordering::SeqCst) >= left {
            return Ok(());
        }
        let (writer, traces) = (self.writer.clone(), Arc::clone(&self.traces));
        // In a task of its own: a caller who goes away must not leave the writer with the short timeout.
        let emptying = tokio::spawn(async move {
            let emptied = truncate_wal(&writer).await?;
            if emptied {
                traces.removed.fetch_max(left, Ordering::SeqCst);
            } else {
                tracing::warn!(
                    "the write-ahead log could not be emptied after an erasure; a reader holds it"
                );
            }
            Ok(())
        });
        emptying.await.map_err(|_| StoreError::Closed)?
    }

    /// Writes the database as it is now into a new file. The connection is one of its own: the copy takes as
    /// long as the file is large, and neither the one writer nor a place among the readers is to wait for it.
    pub(crate) async fn snapshot(&self, file: &Path) -> Result<(), StoreError> {
        let file = file
            .to_str()
            .ok_or_else(|| StoreError::Open("the name of the backup is not readable text".into()))?;
        let options = self.writer.connect_options();
        let mut connection = options.connect().await.map_err(StoreError::while_opening)?;
        sqlx::query("VACUUM INTO $1")
            .bind(file)
            .execute(&mut connection)
            .await?;
        connection.close().await?;
        Ok(())
    }

    pub(crate) async fn close(&self) {
        self.readers.close().await;
        // Last, so that the last connection to go is one that may write: it puts the WAL back into the file.
        self.writer.close().await;
    }
}

/// Whether the WAL is empty now. Waits a short while for readers.
async fn truncate_wal(writer: &SqlitePool) -> Result<bool, StoreError> {
    let mut connection = writer.acquire().await?;
    wait_for_locks(&mut connection, EMPTYING_TIMEOUT).await?;
    let truncated = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)")
        .fetch_one(&mut *connection)
        .await;
    // Before a failure is told, because the connection goes back to those who write.
    wait_for_locks(&mut connection, BUSY_TIMEOUT).await?;
    let (busy, _, _): (i64, i64, i64) = truncated?;
    Ok(busy == 0)
}

async fn wait_for_locks(connection: &mut SqliteConnection, at_most: Duration) -> Result<(), StoreError> {
    let pragma = format!("PRAGMA busy_timeout = {}", at_most.as_millis());
    sqlx::query(AssertSqlSafe(pragma)).execute(connection).await?;
    Ok(())
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
