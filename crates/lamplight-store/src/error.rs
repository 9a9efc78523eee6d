//! What can go wrong in the store, split by what the caller does next.

use std::sync::Arc;

use sqlx::migrate::MigrateError;

/// Why the store could not do what it was asked. It can be cloned, because one failed commit fails
/// everybody who waited for it.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// The cursor belongs to another epoch or lies beyond the head.
    #[error("the cursor belongs to another epoch; take a fresh snapshot")]
    CursorExpired,
    /// The disk is full; nothing was kept.
    #[error("there is no room left on the disk; nothing was kept")]
    Full,
    /// The database was made by a newer version of this program.
    #[error("this database was made by a newer version of Lamplight; use that version or a newer one")]
    NewerVersion,
    /// The database was copied from another cluster and not yet restored.
    #[error("this database was restored from a dump; run `lamplight-server restore` once before serving it")]
    NotRestored,
    /// The secrets do not open this database.
    #[error("the secrets file does not belong to this database; put back the one that was made with it")]
    WrongSecrets,
    /// The address of the database names no known engine, or cannot be opened.
    #[error("{0}")]
    Open(String),
    /// Too many callers ask at once; nothing was done for this one.
    #[error("no connection to the database was free in time")]
    Busy,
    /// The store was closed, or its intake has ended.
    #[error("the store is closed")]
    Closed,
    /// This engine's databases are backed up by its own tools.
    #[error("a PostgreSQL database is backed up with pg_dump; docs/operations.md says how")]
    NoSnapshot,
    /// The engine failed. The cause may hold what somebody wrote: it is for debugging, never for a log.
    /// What this error displays is fit for one.
    #[error("the database failed ({})", fault(.0))]
    Engine(#[source] Arc<sqlx::Error>),
    /// Something stored does not read back.
    #[error("something stored is damaged: {0}")]
    Damaged(&'static str),
    /// The operating system gives no random bytes, so nothing can be sealed.
    #[error("the operating system gives no random bytes")]
    NoEntropy,
}

/// SQLite's primary result codes (sqlite.org/rescode.html); an extended one carries it in its low byte.
const SQLITE_BUSY: u32 = 5;
const SQLITE_READONLY: u32 = 8;
const SQLITE_FULL: u32 = 13;
const SQLITE_CANTOPEN: u32 = 14;
const SQLITE_NOTADB: u32 = 26;
/// PostgreSQL's SQLSTATE `disk_full` (its manual, appendix A).
const POSTGRES_DISK_FULL: &str = "53100";

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = code_of(&error);
        match (&error, code.as_deref(), code.as_deref().and_then(sqlite_primary)) {
            (_, Some(POSTGRES_DISK_FULL), _) | (_, _, Some(SQLITE_FULL)) => Self::Full,
            (sqlx::Error::PoolClosed, ..) => Self::Closed,
            (sqlx::Error::PoolTimedOut, ..) => Self::Busy,
            _ => Self::Engine(Arc::new(error)),
        }
    }
}

impl StoreError {
    /// An error while the database is being opened, in words for the person who starts the server.
    pub(crate) fn while_opening(error: sqlx::Error) -> Self {
        match code_of(&error).as_deref().and_then(sqlite_primary) {
            Some(SQLITE_CANTOPEN) => {
                Self::Open("the database file cannot be opened; check that its folder exists".into())
            }
            Some(SQLITE_READONLY) => {
                Self::Open("the database file cannot be written; check its permissions".into())
            }
            Some(SQLITE_NOTADB) => Self::Open("the database file is not a SQLite database".into()),
            _ => match &error {
                sqlx::Error::Io(_) | sqlx::Error::Tls(_) => {
                    Self::Open("the database server does not answer; check its address".into())
                }
                sqlx::Error::Configuration(_) => {
                    Self::Open("the address of the database cannot be read; check its spelling".into())
                }
                sqlx::Error::Database(refusal) if is_connection_refusal(refusal.as_ref()) => {
                    Self::Open("the database server refuses the connection; check name and password".into())
                }
                _ => Self::from(error),
            },
        }
    }

    /// An error of the migrations.
    pub(crate) fn while_migrating(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(_) => Self::NewerVersion,
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
                Self::while_opening(error)
            }
            _ => Self::Damaged("the table of migrations"),
        }
    }
}

/// Whether SQLite says that another connection holds a lock.
pub(crate) fn is_busy(error: &sqlx::Error) -> bool {
    code_of(error).as_deref().and_then(sqlite_primary) == Some(SQLITE_BUSY)
}

/// SQLSTATE classes 28 (who you are) and 3D (no such database).
fn is_connection_refusal(error: &dyn sqlx::error::DatabaseError) -> bool {
    error
        .code()
        .is_some_and(|code| code.len() == 5 && (code.starts_with("28") || code.starts_with("3D")))
}

fn code_of(error: &sqlx::Error) -> Option<String> {
    error
        .as_database_error()
        .and_then(sqlx::error::DatabaseError::code)
        .map(Into::into)
}

/// SQLite's codes are short decimal numbers; PostgreSQL's have five characters.
fn sqlite_primary(code: &str) -> Option<u32> {
    (code.len() < 5)
        .then(|| code.parse::<u32>().ok())
        .flatten()
        .map(|code| code & 0xff)
}

/// What may be logged of an engine's error: its code or its kind, never its words, which can quote a row.
fn fault(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(_) => code_of(error).map_or("no code".into(), |code| format!("code {code}")),
        sqlx::Error::Io(_) => "connection lost".into(),
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => "a column has another type".into(),
        sqlx::Error::WorkerCrashed => "its worker ended".into(),
        _ => "unexpected".into(),
    }
}

#[cfg(test)]
mod tests {
    use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
    use sqlx::{ConnectOptions, Connection};

    use super::*;

    /// A database that has room for its table and no more.
    async fn small() -> SqliteConnection {
        let options = SqliteConnectOptions::new()
            .in_memory(true)
            .pragma("max_page_count", "2");
        let mut connection = options.connect().await.unwrap();
        let table = "CREATE TABLE note (text TEXT NOT NULL CHECK (text <> 'secret')) STRICT";
        sqlx::query(table).execute(&mut connection).await.unwrap();
        connection
    }

    #[tokio::test]
    async fn a_full_disk_is_told_from_other_failures() {
        let mut connection = small().await;
        let error = sqlx::query("INSERT INTO note (text) VALUES (hex(zeroblob(100000)))")
            .execute(&mut connection)
            .await
            .unwrap_err();
        assert!(matches!(StoreError::from(error), StoreError::Full));
        connection.close().await.unwrap();
    }

    #[tokio::test]
    async fn what_is_shown_of_a_failure_has_no_words_of_the_engine() {
        let mut connection = small().await;
        let error = sqlx::query("INSERT INTO note (text) VALUES ('secret')")
            .execute(&mut connection)
            .await
            .unwrap_err();
        assert!(error.to_string().contains("secret"), "{error}");
        let shown = StoreError::from(error).to_string();
        assert_eq!(shown, "the database failed (code 275)");
    }
}
