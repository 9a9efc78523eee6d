//! What an answer does to the operation and to its report.

use lamplight_protocol::api::{Accepted, Feedback};
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::ids::{OperationId, ReportId};
use lamplight_protocol::status::Status;
use lamplight_protocol::thread::{Author, EntryContent, NewMessage, ThreadEntry};
use lamplight_protocol::time::TimestampMillis;
use rusqlite::{Connection, params};

use super::{Call, Frozen, attempt, schedule};
use crate::error::CoreError;
use crate::local::{photos, threads};
use crate::retry::Outcome;

/// Writes down what became of an attempt. Once accepted stays accepted: a late answer to an earlier attempt,
/// or to that of another process, changes nothing.
pub(crate) fn settle(
    tx: &Connection,
    sent: &Frozen,
    outcome: &Outcome,
    now: TimestampMillis,
) -> Result<(), CoreError> {
    match outcome {
        Outcome::Accepted(accepted) => {
            if mark_accepted(tx, sent, now)? {
                apply(tx, sent, accepted)?;
            }
        }
        // The server has nothing that this receipt opens, so the wish is fulfilled: by another device, or by
        // a restore of a backup that is older than the report.
        Outcome::Attention {
            code: ErrorCode::Gone | ErrorCode::WrongReceipt,
            ..
        } if matches!(sent.call, Call::Erasure(_)) => {
            if mark_accepted(tx, sent, now)?
                && let Call::Erasure(report) = sent.call
            {
                forget_erased(tx, report)?;
            }
        }
        Outcome::Attention { .. } if attempt::was_spoiled(sent) => {
            attempt::give_up_photo(tx, &sent.key, now)?;
        }
        Outcome::Attention {
            code: ErrorCode::WrongReceipt,
            ..
        } if goes_behind_its_report(tx, sent)? => wait_until(tx, sent, now)?,
        Outcome::Attention { code, detail, field } => {
            mark_attention(tx, sent, *code, detail, field.as_deref(), now)?;
        }
        // The pause holds the whole queue; the operation is due as soon as it ends.
        Outcome::PauseQueue { .. } => wait_until(tx, sent, now)?,
        Outcome::RetryAt(at) => wait_until(tx, sent, *at)?,
    }
    Ok(())
}

fn mark_accepted(tx: &Connection, sent: &Frozen, now: TimestampMillis) -> Result<bool, CoreError> {
    let changed = tx
        .prepare_cached(
            "UPDATE operations
             SET state = 'accepted', accepted_at = ?4,
                 attention_code = '', attention_detail = '', attention_field = ''
             WHERE report_id = ?1 AND seq = ?2 AND id = ?3 AND state <> 'accepted'",
        )?
        .execute(params![
            sent.key.report_id,
            sent.key.seq,
            sent.key.id,
            now.as_millis()
        ])?;
    schedule::followers_due_after(tx, &sent.key, changed, now)
}

/// Whether an operation stands behind its report, which waits. When that was accepted before, the server was
/// restored from a backup that is older, and knows it again when it is presented again.
fn goes_behind_its_report(tx: &Connection, sent: &Frozen) -> Result<bool, CoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT 1 FROM operations WHERE report_id = ?1 AND seq = 0 AND kind = 'report' AND state = 'waiting'",
    )?;
    Ok(sent.key.seq > 0 && statement.exists([&sent.key.report_id])?)
}

fn mark_attention(
    tx: &Connection,
    sent: &Frozen,
    code: ErrorCode,
    detail: &str,
    field: Option<&str>,
    now: TimestampMillis,
) -> Result<(), CoreError> {
    let code = serde_json::to_value(code)?;
    let changed = tx
        .prepare_cached(
            "UPDATE operations
             SET state = 'attention', attention_code = ?4, attention_detail = ?5, attention_field = ?6
             WHERE report_id = ?1 AND seq = ?2 AND id = ?3 AND state = 'waiting'",
        )?
        .execute(params![
            sent.key.report_id,
            sent.key.seq,
            sent.key.id,
            code.as_str().unwrap_or_default(),
            detail,
            field.unwrap_or_default(),
        ])?;
    schedule::followers_due_after(tx, &sent.key, changed, now)?;
    Ok(())
}

fn wait_until(tx: &Connection, sent: &Frozen, at: TimestampMillis) -> Result<(), CoreError> {
    let changed = tx
        .prepare_cached(
            "UPDATE operations SET next_at = ?4
             WHERE report_id = ?1 AND seq = ?2 AND id = ?3 AND state = 'waiting'",
        )?
        .execute(params![
            sent.key.report_id,
            sent.key.seq,
            sent.key.id,
            at.as_millis()
        ])?;
    schedule::followers_due_after(tx, &sent.key, changed, at)?;
    Ok(())
}

/// Makes visible at once what the server has taken, before the thread is pulled.
fn apply(tx: &Connection, sent: &Frozen, accepted: &Accepted) -> Result<(), CoreError> {
    let (report, content) = match &sent.call {
        Call::Report(report) => return threads::begin(tx, *report, accepted),
        Call::Erasure(report) => return forget_erased(tx, *report),
        // A photo makes no entry: it was announced with the report.
        Call::Photo(..) => return Ok(()),
        Call::Message(report, id) => (report, message(*id, &sent.body)?),
        Call::Withdrawal(report, _) => (report, status(Status::Withdrawn)),
        Call::Reopening(report, _) => (report, status(Status::Seen)),
        Call::Feedback(report, _) => (report, feedback(&sent.body)?),
    };
    let entry = ThreadEntry {
        revision: accepted.revision,
        at: accepted.received_at,
        content,
    };
    threads::put_entry(tx, *report, &entry)
}

fn message(id: OperationId, body: &[u8]) -> Result<EntryContent, CoreError> {
    let NewMessage { text } = serde_json::from_slice(body)?;
    Ok(EntryContent::Message {
        id,
        from: Author::Resident,
        text,
    })
}

fn status(status: Status) -> EntryContent {
    EntryContent::Status { status, ending: None }
}

fn feedback(body: &[u8]) -> Result<EntryContent, CoreError> {
    let Feedback { fixed } = serde_json::from_slice(body)?;
    Ok(EntryContent::Feedback { fixed })
}

/// Drops everything about a report but the erasure itself, which is kept for a server that forgets it.
fn forget_erased(tx: &Connection, report: ReportId) -> Result<(), CoreError> {
    tx.prepare_cached("DELETE FROM operations WHERE report_id = ?1 AND kind <> 'erasure'")?
        .execute([report.to_string()])?;
    tx.prepare_cached("DELETE FROM reports WHERE id = ?1")?
        .execute([report.to_string()])?;
    photos::forget_all(tx, report)
}
