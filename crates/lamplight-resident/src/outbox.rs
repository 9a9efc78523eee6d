//! The outbox: everything this device owes its server.
//!
//! An **operation** is one write: a report, a photo, a message, a withdrawal and so on. It is stored in the
//! same transaction as what it carries, or for a new report follows from it (see [`filing`]), and then belongs
//! to the queue:
//!
//! - It **waits** until `next_at`. A new report waits for undo, a failed one for its next attempt.
//! - Its **first attempt** is recorded before the first byte is sent. From then on body and digest are frozen,
//!   and every attempt sends the same bytes. Until then the operation can be taken back without a trace.
//! - Each attempt is a **lease**: `next_at` moves behind the longest time that an attempt can take, and only
//!   whoever moved it sends. So processes that share a folder seldom send twice. If they do, or if a process
//!   dies in between, the server knows the id and answers as it did the first time.
//! - It ends **accepted**, or needs **attention**: see [`crate::retry`]. There is no limit on attempts.
//!
//! Operations of one report go in the order of `seq`, one after the other: the words first, which are what a
//! dispatcher needs, then its photos, then what was added later. Reports never wait for each other.
//! An operation that needs attention lets later ones pass, unless it is the report itself: without that the
//! server has nothing to add to. An erasure waits for nothing but a report that is on its way: whatever else
//! stands before it is made needless by it.
//!
//! Accepted operations stay for 30 days with their frozen bodies, photos with their bytes. A server restored
//! from an older backup begins a new epoch, and then all of them are presented again (see [`present_again`]).
//!
//! **Architecture invariant:** every function here works inside the caller's transaction. Whether something
//! is durable is decided where the transaction is.

mod attempt;
mod filing;
mod resident;
mod schedule;
mod settle;

use lamplight_protocol::ids::{Receipt, ReportId};
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::time::TimestampMillis;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

pub(crate) use attempt::{Call, Frozen, freeze, sha256};
pub(crate) use filing::file;
pub(crate) use resident::{
    drop_needless, drop_refused, has_addition, has_anything_waiting, has_waiting, is_refused, is_unattempted,
    retry_refused,
};
pub(crate) use schedule::{Waiting, next_wake};
pub(crate) use settle::settle;

use crate::error::CoreError;
use crate::retry::RETRY_DELAY_MS_MAX;
use crate::view::Outbox;

/// How long an accepted operation is kept, so that it can be presented again, in milliseconds: 30 days.
/// Backups that are older than that are not restored to a server with residents on it.
pub(crate) const ACCEPTED_KEPT_MS: i64 = 30 * DAY_MS;

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Report,
    Photo,
    Message,
    Withdrawal,
    Reopening,
    Feedback,
    Erasure,
}

impl Kind {
    const ALL: [Self; 7] = [
        Self::Report,
        Self::Photo,
        Self::Message,
        Self::Withdrawal,
        Self::Reopening,
        Self::Feedback,
        Self::Erasure,
    ];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Photo => "photo",
            Self::Message => "message",
            Self::Withdrawal => "withdrawal",
            Self::Reopening => "reopening",
            Self::Feedback => "feedback",
            Self::Erasure => "erasure",
        }
    }

    pub(crate) fn from_column(text: &str) -> Result<Self, CoreError> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| CoreError::damaged("kind of an operation"))
    }
}

/// Names an operation. The id alone would not do: a report and its erasure have the same. The place in the
/// order alone would not either: it is given again after an operation was discarded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) report_id: String,
    pub(crate) seq: u32,
    pub(crate) id: String,
}

impl Key {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            report_id: row.get(0)?,
            seq: row.get(1)?,
            id: row.get(2)?,
        })
    }
}

/// An operation to be queued: something that is added to a report.
pub(crate) struct NewOperation<'a> {
    pub(crate) report_id: ReportId,
    pub(crate) seq: u32,
    /// What the answer must echo.
    pub(crate) id: String,
    pub(crate) kind: Kind,
    pub(crate) receipt: &'a Receipt,
    pub(crate) saved_at: TimestampMillis,
    /// What to send.
    pub(crate) body: &'a [u8],
}

/// Queues an operation, due at once.
pub(crate) fn add(tx: &Connection, operation: &NewOperation<'_>) -> Result<(), CoreError> {
    tx.prepare_cached(
        "INSERT INTO operations
            (report_id, seq, id, kind, receipt, state, urgent, attempts, next_at, saved_at, accepted_at,
             attention_code, attention_detail, attention_field, digest, body)
         VALUES
            (?1, ?2, ?3, ?4, ?5, 'waiting', 0, 0, ?6, ?6, 0, '', '', '', x'', ?7)",
    )?
    .execute(params![
        operation.report_id.to_string(),
        operation.seq,
        operation.id,
        operation.kind.as_str(),
        operation.receipt.expose(),
        operation.saved_at.as_millis(),
        operation.body,
    ])?;
    Ok(())
}

/// The place of the next operation of a report. The report itself is 0, also after its row has gone.
pub(crate) fn next_seq(tx: &Connection, report_id: ReportId) -> Result<u32, CoreError> {
    let mut statement =
        tx.prepare_cached("SELECT coalesce(max(seq), 0) + 1 FROM operations WHERE report_id = ?1")?;
    Ok(statement.query_row([report_id.to_string()], |row| row.get(0))?)
}

/// What may be sent next of each report: the rows that no earlier operation of their report holds back, and
/// whose report was not sent to another server than the one in use.
const HEADS: &str = "
    FROM operations AS head
    WHERE head.state = 'waiting'
      AND NOT EXISTS (SELECT 1 FROM reports_elsewhere AS e WHERE e.report_id = head.report_id)
      AND NOT EXISTS (
          SELECT 1 FROM operations AS earlier
          WHERE earlier.report_id = head.report_id
            AND earlier.seq < head.seq
            AND CASE head.kind
                    WHEN 'erasure' THEN earlier.state = 'waiting' AND earlier.seq = 0
                    ELSE earlier.state = 'waiting' OR (earlier.state = 'attention' AND earlier.seq = 0)
                END)";

/// Operations that are due at `now`, at most one of each report, the longest waiting first.
pub(crate) fn due(
    connection: &Connection,
    now: TimestampMillis,
    limit: usize,
) -> Result<Vec<Key>, CoreError> {
    // No LIMIT: SQLite prepares a statement anew whenever a limit is bound, which costs more than the query.
    let mut statement = connection.prepare_cached(&format!(
        "SELECT head.report_id, head.seq, head.id {HEADS}
           AND head.next_at <= ?1
         ORDER BY head.next_at, head.saved_at"
    ))?;
    let keys = statement.query_map([now.as_millis()], Key::from_row)?;
    Ok(keys.take(limit).collect::<Result<_, _>>()?)
}

/// What [`next_wake`] needs to know of everything that may be sent next: the earliest of it, since however
/// much waits, nothing else decides.
pub(crate) fn waiting(connection: &Connection) -> Result<Option<Waiting>, CoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT head.next_at {HEADS} ORDER BY head.next_at, head.saved_at LIMIT 1"
    ))?;
    let row = statement.query_row([], |row| {
        Ok(Waiting {
            next_at: TimestampMillis::from_millis(row.get(0)?),
        })
    });
    Ok(row.optional()?)
}

/// Pulls back what waits further ahead than any rule would let it: the clock was set back meanwhile. A report's
/// hold for undo is never longer than `hold_ms`, any other wait never longer than the cap on retries.
pub(crate) fn pull_back(tx: &Connection, now: TimestampMillis, hold_ms: i64) -> Result<(), CoreError> {
    let latest_retry = now.plus_millis(RETRY_DELAY_MS_MAX).as_millis();
    let latest_hold = now.plus_millis(hold_ms).as_millis();
    tx.prepare_cached(
        "UPDATE operations
         SET next_at = CASE WHEN attempts = 0 AND seq = 0 THEN ?2 ELSE ?1 END
         WHERE state = 'waiting' AND next_at > min(?1, ?2)
           AND next_at > CASE WHEN attempts = 0 AND seq = 0 THEN ?2 ELSE ?1 END",
    )?
    .execute(params![latest_retry, latest_hold])?;
    Ok(())
}

/// Makes every retry due: there is a reason to believe that the server can be reached again. Holds for undo
/// stay.
pub(crate) fn wake_retries(tx: &Connection, now: TimestampMillis) -> Result<(), CoreError> {
    tx.prepare_cached(
        "UPDATE operations SET next_at = ?1 WHERE state = 'waiting' AND attempts > 0 AND next_at > ?1",
    )?
    .execute([now.as_millis()])?;
    Ok(())
}

/// Queues again, as they were, all operations that the server has accepted in the last 30 days. What came to a
/// restored server before its report did is queued again too: it was refused because no report was there that
/// its receipt opens.
pub(crate) fn present_again(tx: &Connection, now: TimestampMillis) -> Result<(), CoreError> {
    tx.prepare_cached(
        "UPDATE operations
         SET state = 'waiting', next_at = ?1,
             attention_code = '', attention_detail = '', attention_field = ''
         WHERE ((state = 'accepted' AND accepted_at >= ?2)
                OR (state = 'attention' AND attention_code = 'wrong_receipt'))
           AND report_id NOT IN (SELECT report_id FROM reports_elsewhere)",
    )?
    .execute(params![
        now.as_millis(),
        now.plus_millis(-ACCEPTED_KEPT_MS).as_millis()
    ])?;
    Ok(())
}

/// Forgets accepted operations, with their bodies, that are too old to be presented again. Of a photo it stays
/// known that it was sent. Tells whether there was anything.
pub(crate) fn forget_old(tx: &Connection, now: TimestampMillis) -> Result<bool, CoreError> {
    let kept_since = now.plus_millis(-ACCEPTED_KEPT_MS).as_millis();
    tx.prepare_cached(
        "UPDATE photos SET bytes = x''
         WHERE (report_id, sha256) IN
             (SELECT report_id, id FROM operations
              WHERE state = 'accepted' AND accepted_at < ?1 AND kind = 'photo')",
    )?
    .execute([kept_since])?;
    let forgotten = tx
        .prepare_cached("DELETE FROM operations WHERE state = 'accepted' AND accepted_at < ?1")?
        .execute([kept_since])?;
    Ok(forgotten > 0)
}

/// What waits on this device.
pub(crate) fn count(connection: &Connection) -> Result<Outbox, CoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT (SELECT count(*) FROM operations WHERE state = 'waiting') + (SELECT count(*) FROM unfiled),
                (SELECT count(*) FROM operations WHERE state = 'attention')",
    )?;
    Ok(statement.query_row([], |row| {
        Ok(Outbox {
            waiting: row.get(0)?,
            attention: row.get(1)?,
        })
    })?)
}

#[cfg(test)]
mod tests;
