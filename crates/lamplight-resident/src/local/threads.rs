//! What the server said about the resident's reports.

use lamplight_protocol::api::{Accepted, ThreadKey};
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::redaction::{REMOVED_MARK, RemovedPart};
use lamplight_protocol::report::Category;
use lamplight_protocol::status::Status;
use lamplight_protocol::thread::{Author, EntryContent, ThreadChanges, ThreadEntry, ThreadState};
use lamplight_protocol::time::TimestampMillis;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::CoreError;

/// How long a thread that is over is still asked about after its last change, in milliseconds: 30 days. A
/// resident may reopen it for 14, and the patrol may add a word after that.
const FOLLOWED_AFTER_MS: i64 = 30 * DAY_MS;

/// A thread to ask the server about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Followed {
    pub(crate) key: ThreadKey,
    /// Worry about a person: asked for alone, so that the call joins it to no other report of this phone.
    pub(crate) sensitive: bool,
}

/// The revision with which every thread begins, with an entry that says that the report was received.
const FIRST_REVISION: u32 = 1;

/// Begins the thread of a report that the server has just taken, or took again after a restore. The first
/// entry of a new one needs no asking for: the answer says all that is in it.
pub(crate) fn begin(tx: &Connection, report: ReportId, accepted: &Accepted) -> Result<(), CoreError> {
    let is_new = status(tx, report)?.is_none();
    begin_at(tx, report, &accepted.reference, accepted.received_at)?;
    if !is_new || accepted.revision != FIRST_REVISION {
        return Ok(());
    }
    let received = ThreadEntry {
        revision: FIRST_REVISION,
        at: accepted.received_at,
        content: EntryContent::Status {
            status: Status::Received,
            ending: None,
        },
    };
    put_entry(tx, report, &received)?;
    advance(tx, report, FIRST_REVISION, &accepted.reference, Status::Received)
}

/// Begins the thread of a report that the server took at that time.
pub(crate) fn begin_at(
    tx: &Connection,
    report: ReportId,
    reference: &str,
    received_at: TimestampMillis,
) -> Result<(), CoreError> {
    tx.prepare_cached(
        "INSERT INTO threads
            (report_id, reference, status, revision, read_revision, seen, erased, received_at, changed_at)
         VALUES (?1, ?2, ?3, 0, 0, 0, 0, ?4, ?4)
         ON CONFLICT (report_id) DO UPDATE
         SET reference = excluded.reference, received_at = excluded.received_at, erased = 0",
    )?
    .execute(params![
        report.to_string(),
        reference,
        Status::Received.as_str(),
        received_at.as_millis(),
    ])?;
    Ok(())
}

/// Keeps one entry, and what it says about the report. An entry of the same revision is replaced: it is the
/// same entry, or one of an epoch that has ended.
pub(crate) fn put_entry(tx: &Connection, report: ReportId, entry: &ThreadEntry) -> Result<(), CoreError> {
    remove_from_thread(tx, report, &entry.content)?;
    let from_patrol = matches!(
        entry.content,
        EntryContent::Message {
            from: Author::Patrol,
            ..
        }
    );
    tx.prepare_cached(
        "INSERT OR REPLACE INTO entries (report_id, revision, from_patrol, entry) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![
        report.to_string(),
        entry.revision,
        from_patrol,
        serde_json::to_string(entry)?,
    ])?;
    let status = match entry.content {
        EntryContent::Status { status, .. } => status.as_str(),
        EntryContent::Message { .. }
        | EntryContent::Feedback { .. }
        | EntryContent::Original { .. }
        | EntryContent::Removed { .. }
        | EntryContent::Initiative { .. }
        | EntryContent::Unknown => "",
    };
    tx.prepare_cached(
        "UPDATE threads
         SET status = CASE WHEN ?2 = '' THEN status ELSE ?2 END,
             seen = seen OR ?3,
             changed_at = max(changed_at, ?4),
             patrol_revision = CASE WHEN ?5 THEN max(patrol_revision, ?6) ELSE patrol_revision END
         WHERE report_id = ?1",
    )?
    .execute(params![
        report.to_string(),
        status,
        shows_a_person(entry),
        entry.at.as_millis(),
        from_patrol,
        entry.revision,
    ])?;
    Ok(())
}

/// Takes away from this device what the patrol removed from a message.
fn remove_from_thread(tx: &Connection, report: ReportId, content: &EntryContent) -> Result<(), CoreError> {
    let EntryContent::Removed {
        part: RemovedPart::Message { revision },
        left,
    } = content
    else {
        return Ok(());
    };
    tx.prepare_cached(
        "UPDATE entries
         SET entry = json_set(entry, '$.text', ?3)
         WHERE report_id = ?1 AND revision = ?2 AND json_extract(entry, '$.kind') = 'message'",
    )?
    .execute(params![
        report.to_string(),
        revision,
        left.as_deref().unwrap_or(REMOVED_MARK),
    ])?;
    Ok(())
}

/// Whether only a person of the patrol can have made this entry.
fn shows_a_person(entry: &ThreadEntry) -> bool {
    match entry.content {
        EntryContent::Status { status, .. } => !matches!(status, Status::Received | Status::Withdrawn),
        EntryContent::Message { from, .. } => from == Author::Patrol,
        EntryContent::Removed { .. } | EntryContent::Initiative { .. } => true,
        EntryContent::Feedback { .. } | EntryContent::Original { .. } | EntryContent::Unknown => false,
    }
}

/// Threads to ask about: those that are open, and those that changed lately. The newest first.
pub(crate) fn followed(connection: &Connection, now: TimestampMillis) -> Result<Vec<Followed>, CoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT r.id, r.receipt, t.revision, r.category, t.status, t.changed_at
         FROM threads AS t JOIN reports AS r ON r.id = t.report_id
         WHERE NOT t.erased
           AND NOT EXISTS (SELECT 1 FROM reports_elsewhere AS e WHERE e.report_id = r.id)
         ORDER BY t.received_at DESC, r.id",
    )?;
    let rows = statement.query_map([], |row| {
        let id: String = row.get(0)?;
        let receipt: String = row.get(1)?;
        let category: String = row.get(3)?;
        let status: String = row.get(4)?;
        Ok((id, receipt, row.get(2)?, category, status, row.get(5)?))
    })?;
    let mut followed = Vec::new();
    for row in rows {
        let (id, receipt, after_revision, category, status, changed_at) = row?;
        let status: Status = status.parse().map_err(|_| CoreError::damaged("status"))?;
        let quiet_ms = now.millis_since(TimestampMillis::from_millis(changed_at));
        if !status.is_open() && quiet_ms > FOLLOWED_AFTER_MS {
            continue;
        }
        followed.push(Followed {
            key: ThreadKey {
                report_id: id.parse().map_err(|_| CoreError::damaged("id of a report"))?,
                receipt: receipt.parse().map_err(|_| CoreError::damaged("receipt"))?,
                after_revision,
            },
            sensitive: category == Category::Wellbeing.as_str(),
        });
    }
    Ok(followed)
}

/// Takes in what changed in a thread, if the device still stands where it stood when it asked. Otherwise
/// somebody else has taken it in meanwhile, or a new epoch began, and the answer is of no use. Tells whether
/// anything was taken in.
pub(crate) fn apply(tx: &Connection, asked: &ThreadKey, changes: &ThreadChanges) -> Result<bool, CoreError> {
    if changes.report_id != asked.report_id || !stands_at(tx, asked)? {
        return Ok(false);
    }
    match &changes.state {
        ThreadState::Open {
            revision,
            reference,
            status,
            entries,
        } => {
            if *revision == asked.after_revision && entries.is_empty() {
                return Ok(false);
            }
            if asked.after_revision == 0 {
                clear(tx, asked.report_id)?;
            }
            for entry in entries {
                put_entry(tx, asked.report_id, entry)?;
            }
            advance(tx, asked.report_id, *revision, reference, *status)?;
            Ok(true)
        }
        ThreadState::Erased => {
            mark_erased(tx, asked.report_id)?;
            Ok(true)
        }
        // A server that was restored does not know the report until it is presented again.
        ThreadState::Unknown => Ok(false),
    }
}

fn stands_at(tx: &Connection, asked: &ThreadKey) -> Result<bool, CoreError> {
    let mut statement =
        tx.prepare_cached("SELECT 1 FROM threads WHERE report_id = ?1 AND revision = ?2 AND NOT erased")?;
    Ok(statement.exists(params![asked.report_id.to_string(), asked.after_revision])?)
}

/// Makes room for the whole thread: what was asked for from the beginning replaces what was there.
fn clear(tx: &Connection, report: ReportId) -> Result<(), CoreError> {
    tx.prepare_cached("DELETE FROM entries WHERE report_id = ?1")?
        .execute([report.to_string()])?;
    tx.prepare_cached("UPDATE threads SET patrol_revision = 0 WHERE report_id = ?1")?
        .execute([report.to_string()])?;
    Ok(())
}

fn advance(
    tx: &Connection,
    report: ReportId,
    revision: u32,
    reference: &str,
    status: Status,
) -> Result<(), CoreError> {
    tx.prepare_cached(
        "UPDATE threads
         SET revision = ?2, reference = ?3, status = ?4, read_revision = min(read_revision, ?2)
         WHERE report_id = ?1",
    )?
    .execute(params![report.to_string(), revision, reference, status.as_str()])?;
    Ok(())
}

fn mark_erased(tx: &Connection, report: ReportId) -> Result<(), CoreError> {
    tx.prepare_cached("UPDATE threads SET erased = 1 WHERE report_id = ?1")?
        .execute([report.to_string()])?;
    Ok(())
}

/// Where a report stands at the patrol. None until it was received.
pub(crate) fn status(connection: &Connection, report: ReportId) -> Result<Option<Status>, CoreError> {
    let mut statement = connection.prepare_cached("SELECT status FROM threads WHERE report_id = ?1")?;
    let status: Option<String> = statement
        .query_row([report.to_string()], |row| row.get(0))
        .optional()?;
    status
        .map(|name| name.parse().map_err(|_| CoreError::damaged("status")))
        .transpose()
}

/// Whether the server no longer has a report that it had.
pub(crate) fn is_erased(connection: &Connection, report: ReportId) -> Result<bool, CoreError> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM threads WHERE report_id = ?1 AND erased")?;
    Ok(statement.exists([report.to_string()])?)
}

/// Asks for every thread anew: revisions of an epoch that has ended mean nothing.
pub(crate) fn ask_anew(tx: &Connection) -> Result<(), CoreError> {
    tx.prepare_cached("UPDATE threads SET revision = 0")?
        .execute([])?;
    Ok(())
}

/// Messages of the patrol not yet read, in all threads.
pub(crate) fn unread(connection: &Connection) -> Result<u32, CoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT count(*)
         FROM threads AS t JOIN entries AS e ON e.report_id = t.report_id
         WHERE t.patrol_revision > t.read_revision
           AND e.from_patrol AND e.revision > t.read_revision",
    )?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Entries from the server, oldest first.
pub(crate) fn entries(connection: &Connection, report: ReportId) -> Result<Vec<ThreadEntry>, CoreError> {
    let mut statement =
        connection.prepare_cached("SELECT entry FROM entries WHERE report_id = ?1 ORDER BY revision")?;
    let entries = statement.query_map([report.to_string()], |row| row.get::<_, String>(0))?;
    entries.map(|json| Ok(serde_json::from_str(&json?)?)).collect()
}

/// Notes that the resident has seen all entries up to a revision, or all that are there: a later one would hide
/// what is still to come. Tells whether there was anything new.
pub(crate) fn mark_read(tx: &Connection, report: ReportId, revision: u32) -> Result<bool, CoreError> {
    let changed = tx
        .prepare_cached(
            "UPDATE threads
             SET read_revision = min(?2, (SELECT max(revision) FROM entries WHERE report_id = ?1))
             WHERE report_id = ?1
               AND read_revision < min(?2, (SELECT max(revision) FROM entries WHERE report_id = ?1))",
        )?
        .execute(params![report.to_string(), revision])?;
    Ok(changed == 1)
}

#[cfg(test)]
mod tests;
