//! The device database: how it is opened, written and read.
//!
//! One connection writes, behind a lock, and every write begins as a writer (`BEGIN IMMEDIATE`), so that it
//! waits for its turn at the start instead of failing in the middle. One connection reads. Other processes
//! have connections of their own; SQLite's lock and its busy timeout order them.
//!
//! **Architecture invariant:** when [`Db::write`] returns, what it wrote is on the disk
//! (`synchronous=FULL`).

mod room;

use std::fs::{DirBuilder, File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};
use rusqlite_migration::{M, MigrationDefinitionError, Migrations};

use crate::error::{CoreError, OpenError};

/// The database's file in the data folder.
pub const DATABASE_FILE: &str = "lamplight.sqlite3";
/// Held while the database is made or renewed.
const LOCK_FILE: &str = "lamplight.lock";
/// How long a writer waits for the writer of another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Statements kept ready; the crate has fewer.
const STATEMENTS_KEPT: usize = 64;

const MIGRATIONS: &[M<'static>] = &[M::up(include_str!("../migrations/0001-reports-outbox-news.sql"))];

pub(crate) struct Db {
    dir: PathBuf,
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
}

impl Db {
    /// Opens the database in `dir`, making both where they are missing.
    pub(crate) fn open(dir: &Path) -> Result<Self, OpenError> {
        make_dir(dir)?;
        let path = dir.join(DATABASE_FILE);
        make_private_file(&path)?;
        let mut writer = connect(&path)?;
        bring_up_to_date(&mut writer, dir)?;
        Ok(Self {
            dir: dir.to_owned(),
            writer: Mutex::new(writer),
            reader: Mutex::new(connect(&path)?),
        })
    }

    /// Runs `work` in one transaction that is durable when this returns, or that never was.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, CoreError>,
    ) -> Result<T, CoreError> {
        let mut connection = lock(&self.writer);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = work(&transaction)?;
        transaction.commit()?;
        Ok(result)
    }

    /// Runs `work` on one consistent state.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, CoreError>,
    ) -> Result<T, CoreError> {
        let mut connection = lock(&self.reader);
        let transaction = connection.transaction()?;
        work(&transaction)
    }

    /// Checks that a photo of so many bytes can be kept without taking the room that words need.
    ///
    /// # Errors
    /// [`CoreError::NotSaved`] because the disk is nearly full.
    pub(crate) fn check_room(&self, bytes: u64) -> Result<(), CoreError> {
        room::check(&self.dir, bytes)
    }

    /// A number that changes when another process has written. The writer asks, because to any other
    /// connection its own writes would look like those of another process.
    pub(crate) fn foreign_version(&self) -> Result<i64, CoreError> {
        let connection = lock(&self.writer);
        let mut statement = connection.prepare_cached("PRAGMA data_version")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Gives up durability, for tests of what is written and not of when.
    #[cfg(test)]
    pub(crate) fn without_fsync(&self) {
        let connection = lock(&self.writer);
        connection.execute_batch("PRAGMA synchronous = OFF").unwrap();
    }

    /// Moves the write-ahead log into the database and empties it: after an erasure the log must not keep
    /// what the database has forgotten. A reader of another process may prevent it; then the next one does.
    pub(crate) fn empty_log(&self) -> Result<(), CoreError> {
        let connection = lock(&self.writer);
        Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }
}

fn lock(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    // A panic while it was held rolled its transaction back; the connection is sound.
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

fn make_dir(dir: &Path) -> Result<(), OpenError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).map_err(|_| OpenError::NotWritable)
}

/// Makes the file before SQLite does, so that nobody else can read it from its first moment on. SQLite gives
/// the same mode to the files beside it.
fn make_private_file(path: &Path) -> Result<File, OpenError> {
    let mut options = OpenOptions::new();
    options.create(true).read(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|_| OpenError::NotWritable)
}

fn connect(path: &Path) -> Result<Connection, OpenError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    // fullfsync does something on Apple's systems only, where fsync alone does not reach the disk.
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA secure_delete = ON;
         PRAGMA trusted_schema = OFF;",
    )?;
    Ok(connection)
}

/// Makes or renews the schema. Neither that nor the switch to WAL may be done by two processes at once, and
/// SQLite's own lock does not cover the look at the version before it; so a lock file does.
fn bring_up_to_date(connection: &mut Connection, dir: &Path) -> Result<(), OpenError> {
    let migrations = Migrations::from_slice(MIGRATIONS);
    if is_up_to_date(connection, &migrations)? {
        return Ok(());
    }
    let file = make_private_file(&dir.join(LOCK_FILE))?;
    file.lock().map_err(|_| OpenError::NotWritable)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    migrations.to_latest(connection).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => OpenError::from(err),
        rusqlite_migration::Error::MigrationDefinition(MigrationDefinitionError::DatabaseTooFarAhead) => {
            OpenError::NewerVersion
        }
        _ => OpenError::Damaged,
    })
}

fn is_up_to_date(connection: &Connection, migrations: &Migrations<'_>) -> Result<bool, OpenError> {
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    let pending = migrations.pending_migrations(connection);
    Ok(mode == "wal" && pending.is_ok_and(|pending| pending == 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_are_sound() {
        Migrations::from_slice(MIGRATIONS).validate().unwrap();
    }

    #[test]
    fn a_write_that_fails_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        let db = Db::open(dir.path()).unwrap();
        let failed: Result<(), CoreError> = db.write(|tx| {
            tx.execute("UPDATE settings SET language = 'es'", [])?;
            Err(CoreError::NotFound)
        });
        assert_eq!(failed, Err(CoreError::NotFound));
        let language: String = db
            .read(|c| Ok(c.query_row("SELECT language FROM settings", [], |row| row.get(0))?))
            .unwrap();
        assert_eq!(language, "");
    }

    #[test]
    fn only_the_writes_of_others_change_the_foreign_version() {
        let dir = tempfile::tempdir().unwrap();
        let (ours, theirs) = (Db::open(dir.path()).unwrap(), Db::open(dir.path()).unwrap());
        let choose = |db: &Db, language: &str| {
            db.write(|tx| Ok(tx.execute("UPDATE settings SET language = ?1", [language])?))
                .unwrap()
        };
        let before = ours.foreign_version().unwrap();
        choose(&ours, "es");
        assert_eq!(ours.foreign_version().unwrap(), before);
        choose(&theirs, "en");
        assert_ne!(ours.foreign_version().unwrap(), before);
    }
}
