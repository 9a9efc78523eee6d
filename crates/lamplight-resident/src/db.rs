//! The device database: how it is opened, written and read.
//!
//! One connection writes, behind a lock, and every write begins as a writer (`BEGIN IMMEDIATE`), so that it
//! waits for its turn at the start instead of failing in the middle. One connection reads. Other processes
//! have connections of their own; SQLite's lock and its busy timeout order them.
//!
//! A database that does not read is set aside, and what can be read of it is brought over into a new one (see
//! [`opening`]). That is done at the start and by a process that is alone in the folder: whoever has the old
//! file open would go on writing into it.
//!
//! **Architecture invariant:** when [`Db::write`] returns, what it wrote is on the disk
//! (`synchronous=FULL`).

mod check;
mod files;
#[cfg(test)]
mod golden;
mod opening;
mod presence;
mod quarantine;
mod room;
mod salvage;
mod schema;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use lamplight_protocol::time::TimestampMillis;
use rusqlite::Connection;

use self::check::Check;
use self::opening::Opened;
use self::presence::Presence;
use self::room::Room;
use crate::error::{CoreError, NotSavedReason, OpenError};

/// The database's file in the data folder.
pub const DATABASE_FILE: &str = "lamplight.sqlite3";
/// How long a writer waits for the writer of another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How long emptying the log waits for readers.
const EMPTYING_TIMEOUT: Duration = Duration::from_millis(250);
/// Statements kept ready; the crate has fewer.
const STATEMENTS_KEPT: usize = 128;

/// The fields are in the order in which they are to be dropped: whoever is last in the folder leaves a
/// database that is closed.
pub(crate) struct Db {
    /// After an unclean stop, until it is through.
    check: Option<Check>,
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    presence: Arc<Presence>,
    /// The log may hold something that was forgotten.
    log_keeps_traces: AtomicBool,
    dir: PathBuf,
    room: Room,
    set_aside: Option<PathBuf>,
}

impl Db {
    /// Opens the database in `dir`, making both where they are missing. A damaged one is set aside, and what
    /// can be read of it is brought over into a new one.
    pub(crate) fn open(dir: &Path, now: TimestampMillis) -> Result<Self, OpenError> {
        let Opened {
            writer,
            reader,
            presence,
            check,
            found_log,
            set_aside,
        } = opening::open(dir, now)?;
        Ok(Self {
            check,
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            presence,
            // Whoever left it was killed, perhaps before it emptied the log.
            log_keeps_traces: AtomicBool::new(found_log),
            dir: dir.to_owned(),
            room: Room::default(),
            set_aside,
        })
    }

    /// The folder in which a damaged database was set aside when this was opened. None when it was sound.
    pub(crate) fn set_aside(&self) -> Option<&Path> {
        self.set_aside.as_deref()
    }

    /// Removes every damaged database that was set aside, and what was begun to be made of one.
    ///
    /// # Errors
    /// [`CoreError::NotSaved`] when the folder cannot be written.
    pub(crate) fn forget_set_aside(&self) -> Result<(), CoreError> {
        quarantine::forget(&self.dir).map_err(|_| CoreError::not_saved(NotSavedReason::NotWritable))
    }

    /// Runs `work` in one transaction that is durable when this returns, or that never was.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, CoreError>,
    ) -> Result<T, CoreError> {
        self.watched(|| {
            let connection = lock(&self.writer);
            let write = Write::begin(&connection)?;
            let result = work(&connection)?;
            write.commit()?;
            Ok(result)
        })
    }

    /// Runs `work` on one consistent state.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, CoreError>,
    ) -> Result<T, CoreError> {
        self.watched(|| {
            let mut connection = lock(&self.reader);
            let transaction = connection.transaction()?;
            work(&transaction)
        })
    }

    /// The folder in which it lies.
    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// Checks that a photo or a map of so many bytes can be kept without taking the room that words need.
    ///
    /// # Errors
    /// [`CoreError::NotSaved`] because the disk is nearly full.
    pub(crate) fn check_room(&self, bytes: u64) -> Result<(), CoreError> {
        self.room.check(&self.dir, bytes)
    }

    /// A number that changes when another process has written. The writer asks, because to any other
    /// connection its own writes would look like those of another process.
    pub(crate) fn foreign_version(&self) -> Result<i64, CoreError> {
        self.watched(|| {
            let connection = lock(&self.writer);
            let mut statement = connection.prepare_cached("PRAGMA data_version")?;
            Ok(statement.query_row([], |row| row.get(0))?)
        })
    }

    /// Moves the write-ahead log into the database and empties it: after an erasure the log must not keep
    /// what the database has forgotten. A reader may prevent it, of another process or the check in the
    /// background, and it may fail; then [`Db::empty_log_again`] does it.
    pub(crate) fn empty_log(&self) -> Result<(), CoreError> {
        self.log_keeps_traces.store(true, Ordering::Relaxed);
        self.watched(|| {
            let connection = lock(&self.writer);
            // Taps wait for the writer meanwhile.
            connection.busy_timeout(EMPTYING_TIMEOUT)?;
            let emptied = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
                Ok(!row.get::<_, bool>(0)?)
            });
            connection.busy_timeout(BUSY_TIMEOUT)?;
            self.log_keeps_traces.store(!emptied?, Ordering::Relaxed);
            Ok(())
        })
    }

    /// Empties the log if that was prevented before, or if the last program may have had no time for it.
    pub(crate) fn empty_log_again(&self) -> Result<(), CoreError> {
        if self.log_keeps_traces.load(Ordering::Relaxed) {
            self.empty_log()
        } else {
            Ok(())
        }
    }

    /// Notes damage that shows while the database is in use. It is put right at the next start.
    fn watched<T>(&self, work: impl FnOnce() -> Result<T, CoreError>) -> Result<T, CoreError> {
        let result = work();
        if matches!(result, Err(CoreError::Damaged)) {
            self.presence.suspect();
        }
        result
    }

    /// Finds the database damaged, as the check in the background would.
    #[cfg(test)]
    pub(crate) fn suspect(&self) {
        self.presence.suspect();
    }

    /// Gives up durability, for tests of what is written and not of when.
    #[cfg(test)]
    pub(crate) fn without_fsync(&self) {
        let connection = lock(&self.writer);
        connection.execute_batch("PRAGMA synchronous = OFF").unwrap();
    }

    /// Waits less for other writers, so that a test need not.
    #[cfg(test)]
    pub(crate) fn wait_at_most(&self, timeout: Duration) {
        lock(&self.writer).busy_timeout(timeout).unwrap();
    }
}

impl Drop for Db {
    fn drop(&mut self) {
        // It writes down what it finds, and so has to end first.
        self.check = None;
        self.presence.keep_others_out();
    }
}

/// A transaction of the writer. rusqlite's own would prepare its two statements anew each time.
struct Write<'c>(&'c Connection);

impl<'c> Write<'c> {
    fn begin(connection: &'c Connection) -> rusqlite::Result<Self> {
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        Ok(Self(connection))
    }

    fn commit(self) -> rusqlite::Result<()> {
        self.0.prepare_cached("COMMIT")?.execute([])?;
        Ok(())
    }
}

impl Drop for Write<'_> {
    /// Takes back what was not committed. SQLite has done so by itself where a disk is full.
    fn drop(&mut self) {
        if !self.0.is_autocommit()
            && let Err(error) = self.0.execute_batch("ROLLBACK")
        {
            tracing::error!(code = ?error.sqlite_error_code(), "a write could not be taken back");
        }
    }
}

fn lock(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    // A panic while it was held rolled its transaction back; the connection is sound.
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
