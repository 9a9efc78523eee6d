//! What the resident may do to operations that are in the queue.

use lamplight_protocol::ids::ReportId;
use lamplight_protocol::time::TimestampMillis;
use rusqlite::{Connection, params};

use super::Kind;
use crate::error::CoreError;

/// Whether a report waits and no attempt to send it was recorded.
pub(crate) fn is_unattempted(connection: &Connection, report: ReportId) -> Result<bool, CoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM operations
         WHERE report_id = ?1 AND seq = 0 AND kind = 'report' AND state = 'waiting' AND attempts = 0",
    )?;
    Ok(statement.exists([report.to_string()])?)
}

/// Whether the server refused the report itself.
pub(crate) fn is_refused(connection: &Connection, report: ReportId) -> Result<bool, CoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM operations
         WHERE report_id = ?1 AND seq = 0 AND kind = 'report' AND state = 'attention'",
    )?;
    Ok(statement.exists([report.to_string()])?)
}

/// Whether an operation of this kind waits that was never accepted. One that is only presented again after a
/// restore is an older wish: it does not stand for a new one.
pub(crate) fn has_waiting(connection: &Connection, report: ReportId, kind: Kind) -> Result<bool, CoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM operations
         WHERE report_id = ?1 AND kind = ?2 AND state = 'waiting' AND accepted_at = 0",
    )?;
    Ok(statement.exists(params![report.to_string(), kind.as_str()])?)
}

/// Whether anything waits.
pub(crate) fn has_anything_waiting(connection: &Connection, report: ReportId) -> Result<bool, CoreError> {
    let mut statement =
        connection.prepare_cached("SELECT 1 FROM operations WHERE report_id = ?1 AND state = 'waiting'")?;
    Ok(statement.exists([report.to_string()])?)
}

/// Whether something was added to a report that waits: something written about it after it was saved.
pub(crate) fn has_addition(connection: &Connection, report: ReportId) -> Result<bool, CoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM operations WHERE report_id = ?1 AND kind NOT IN ('report', 'photo')",
    )?;
    Ok(statement.exists([report.to_string()])?)
}

/// Queues again what the server refused.
pub(crate) fn retry_refused(
    tx: &Connection,
    report: ReportId,
    now: TimestampMillis,
) -> Result<(), CoreError> {
    tx.prepare_cached(
        "UPDATE operations
         SET state = 'waiting', next_at = ?2,
             attention_code = '', attention_detail = '', attention_field = ''
         WHERE report_id = ?1 AND state = 'attention'",
    )?
    .execute(params![report.to_string(), now.as_millis()])?;
    Ok(())
}

/// Drops what the server refused, photos with their bytes. Tells whether there was anything.
pub(crate) fn drop_refused(tx: &Connection, report: ReportId) -> Result<bool, CoreError> {
    tx.prepare_cached(
        "DELETE FROM photos WHERE report_id = ?1 AND sha256 IN
            (SELECT id FROM operations WHERE report_id = ?1 AND kind = 'photo' AND state = 'attention')",
    )?
    .execute([report.to_string()])?;
    let dropped = tx
        .prepare_cached("DELETE FROM operations WHERE report_id = ?1 AND state = 'attention'")?
        .execute([report.to_string()])?;
    Ok(dropped > 0)
}

/// Drops what an erasure makes needless: everything that was not accepted. The report itself stays in front
/// of the erasure, because it may have been received without the device having heard so.
pub(crate) fn drop_needless(tx: &Connection, report: ReportId) -> Result<(), CoreError> {
    tx.prepare_cached(
        "DELETE FROM operations
         WHERE report_id = ?1 AND kind NOT IN ('report', 'erasure') AND state <> 'accepted'",
    )?
    .execute([report.to_string()])?;
    Ok(())
}
