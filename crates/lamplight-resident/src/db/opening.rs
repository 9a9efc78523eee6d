//! Opening the folder: who is there, whether all is well, and what is done if not.
//!
//! Damage is found in three ways. What SQLite cannot open, or what is cut off or damaged where SQLite would
//! silently go on without it, is found here, at once. What only a look at every page finds is looked for in
//! the background, after a stop that was not clean. What nobody had looked at is found when it is read; the
//! call fails, and the folder is marked as suspect.
//!
//! A suspicion is looked into before anything is moved: an error of this program must not make it renew a
//! sound database at every start.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lamplight_protocol::time::TimestampMillis;
use rusqlite::Connection;

use super::check::{self, Check};
use super::files::{self, Files};
use super::presence::{Noted, Presence, State};
use super::salvage::{self, Salvaged, index, log};
use super::{BUSY_TIMEOUT, STATEMENTS_KEPT, quarantine, schema};
use crate::error::OpenError;

/// An open folder.
pub(super) struct Opened {
    pub(super) writer: Connection,
    pub(super) reader: Connection,
    pub(super) presence: Arc<Presence>,
    pub(super) check: Option<Check>,
    /// Somebody left a log who is gone.
    pub(super) found_log: bool,
    /// Where a damaged database is now.
    pub(super) set_aside: Option<PathBuf>,
}

/// Opens the folder, making it where it is missing.
pub(super) fn open(dir: &Path, now: TimestampMillis) -> Result<Opened, OpenError> {
    files::make_dir(dir)?;
    let presence = Presence::join(dir)?;
    if !presence.is_alone() {
        return share(dir, presence);
    }
    let finished = quarantine::finish(dir)?;
    let noted = presence.noted();
    let files = Files::of(dir);
    let found_log = files::length(&files.log).is_some_and(|bytes| bytes > 0);
    let unclean = matches!(noted.state, State::Open | State::Unchecked) || found_log;
    let set_aside = match finished {
        Some(folder) => Some(folder),
        None => put_right_if_known(dir, &files, noted, now)?,
    };
    // Whoever comes after this has nothing to miss, also if it ends here.
    presence.expect_no_log();
    let (pair, set_aside) = match connect_both(&files) {
        Err(OpenError::Damaged) if set_aside.is_none() => {
            let folder = put_right(dir, &files, noted, now)?;
            (connect_both(&files)?, Some(folder))
        }
        pair => (pair?, set_aside),
    };
    let (writer, reader) = pair;
    let needs_check = unclean && set_aside.is_none();
    let state = if needs_check {
        State::Unchecked
    } else {
        State::Open
    };
    presence.note(state, schema::NEWEST);
    presence.let_others_in();
    let presence = Arc::new(presence);
    let check = if needs_check {
        Some(check::begin(connect(&files.database)?, Arc::clone(&presence)))
    } else {
        None
    };
    Ok(Opened {
        writer,
        reader,
        presence,
        check,
        found_log,
        set_aside,
    })
}

/// Opens a folder that others have open.
fn share(dir: &Path, presence: Presence) -> Result<Opened, OpenError> {
    let (writer, reader) = connect_both(&Files::of(dir))?;
    presence.let_others_in();
    Ok(Opened {
        writer,
        reader,
        presence: Arc::new(presence),
        check: None,
        found_log: false,
        set_aside: None,
    })
}

/// Puts a database right of which it is known, before SQLite sees it, that something is wrong. Gives the
/// folder in which the damaged one is.
fn put_right_if_known(
    dir: &Path,
    files: &Files,
    noted: Noted,
    now: TimestampMillis,
) -> Result<Option<PathBuf>, OpenError> {
    // SQLite takes an empty file for a new database and throws its log away, and it forgets what stands
    // behind a damaged place in the log. That there was a log which is gone it cannot know.
    let has_log = files::length(&files.log).is_some_and(|bytes| bytes > 0);
    let cut_off = match files::length(&files.database) {
        None => has_log,
        Some(0) => has_log || noted.state != State::New,
        Some(_) => false,
    };
    let lost_log = noted.has_log && files::length(&files.log).is_none();
    if cut_off || lost_log || is_log_damaged(files, noted)? {
        return put_right(dir, files, noted, now).map(Some);
    }
    if noted.state == State::Suspect {
        return look_into(dir, files, noted, now);
    }
    Ok(None)
}

fn is_log_damaged(files: &Files, noted: Noted) -> Result<bool, OpenError> {
    // The index first: another program may write meanwhile, and the log is never behind its index.
    let index = index::read(&files.index)?;
    let Some(bytes) = files::length(&files.log) else {
        return Ok(false);
    };
    // Whoever is killed leaves it behind. Without it nobody can tell whether the log is whole.
    let lost_index = index.is_none() && bytes > 0 && noted.has_log && noted.same_boot;
    Ok(lost_index || log::is_damaged(&File::open(&files.log)?, index, noted.same_boot)?)
}

/// Renews a suspect database unless a new one would hold just the same.
fn look_into(
    dir: &Path,
    files: &Files,
    noted: Noted,
    now: TimestampMillis,
) -> Result<Option<PathBuf>, OpenError> {
    let salvaged = salvage_into_new(dir, files, noted, now)?;
    let fresh = quarantine::unfinished(dir);
    if !salvaged.was_mended && connect(&files.database).is_ok_and(|db| holds_the_same(&db, &fresh)) {
        quarantine::abandon(dir)?;
        return Ok(None);
    }
    Ok(Some(quarantine::replace(dir, now)?))
}

fn holds_the_same(suspect: &Connection, fresh: &Path) -> bool {
    let rows_of_both = || -> rusqlite::Result<_> {
        Ok((
            salvage::count_rows(suspect)?,
            salvage::count_rows(&Connection::open(fresh)?)?,
        ))
    };
    check::is_whole(suspect).unwrap_or(false)
        && schema::version(suspect).is_ok_and(|version| version == schema::NEWEST)
        && schema::is_ours(suspect).unwrap_or(false)
        && rows_of_both().is_ok_and(|(suspect, fresh)| suspect == fresh)
}

/// Sets a damaged database aside and puts a new one in its place. Gives the folder in which it is.
fn put_right(dir: &Path, files: &Files, noted: Noted, now: TimestampMillis) -> Result<PathBuf, OpenError> {
    // The log of a database that is gone may still hold most of it.
    files::make_file(&files.database)?;
    salvage_into_new(dir, files, noted, now)?;
    Ok(quarantine::replace(dir, now)?)
}

fn salvage_into_new(
    dir: &Path,
    files: &Files,
    noted: Noted,
    now: TimestampMillis,
) -> Result<Salvaged, OpenError> {
    let fresh = quarantine::prepare(dir)?;
    let salvaged = salvage::salvage(files, &fresh, noted.version, now);
    if salvaged.is_err() {
        quarantine::abandon(dir)?;
    }
    salvaged
}

fn connect_both(files: &Files) -> Result<(Connection, Connection), OpenError> {
    files::make_file(&files.database)?;
    let mut writer = connect(&files.database)?;
    match bring_up_to_date(&mut writer) {
        // No newer program was ever here: the number in the header is wrong.
        Err(OpenError::NewerVersion) if schema::is_ours(&writer)? => Err(OpenError::Damaged),
        done => done,
    }?;
    Ok((writer, connect(&files.database)?))
}

/// The gate is held: neither the switch to WAL nor a migration may be done by two processes at once.
fn bring_up_to_date(connection: &mut Connection) -> Result<(), OpenError> {
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if mode != "wal" {
        connection.pragma_update(None, "journal_mode", "WAL")?;
    }
    schema::migrate(connection)?;
    // SQLite reads the names of the tables only when it needs one.
    connection.prepare("SELECT 1 FROM settings")?;
    Ok(())
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
