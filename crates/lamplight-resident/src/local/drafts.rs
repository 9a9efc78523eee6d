//! Reports that are being written.

use lamplight_protocol::ids::{Receipt, ReportId};
use lamplight_protocol::time::TimestampMillis;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::photos;
use crate::error::CoreError;
use crate::view::{Draft, ReportDraft};

/// Stores a draft.
pub(crate) fn insert(
    tx: &Connection,
    id: ReportId,
    receipt: &Receipt,
    report: &ReportDraft,
    now: TimestampMillis,
) -> Result<(), CoreError> {
    tx.prepare_cached(
        "INSERT INTO drafts (id, receipt, changed_at, content, photos)
         VALUES (?1, ?2, ?3, ?4, (SELECT count(*) FROM photos WHERE report_id = ?1))",
    )?
    .execute(params![
        id.to_string(),
        receipt.expose(),
        now.as_millis(),
        serde_json::to_string(report)?,
    ])?;
    Ok(())
}

/// Puts other content into a draft. Tells whether there is such a draft.
pub(crate) fn update(
    tx: &Connection,
    id: ReportId,
    report: &ReportDraft,
    now: TimestampMillis,
) -> Result<bool, CoreError> {
    let changed = tx
        .prepare_cached("UPDATE drafts SET content = ?2, changed_at = ?3 WHERE id = ?1")?
        .execute(params![
            id.to_string(),
            serde_json::to_string(report)?,
            now.as_millis(),
        ])?;
    Ok(changed == 1)
}

/// Notes that the photos of a draft have changed. Tells whether there is such a draft.
pub(crate) fn touch(tx: &Connection, id: ReportId, now: TimestampMillis) -> Result<bool, CoreError> {
    let changed = tx
        .prepare_cached(
            "UPDATE drafts
             SET changed_at = ?2, photos = (SELECT count(*) FROM photos WHERE report_id = ?1)
             WHERE id = ?1",
        )?
        .execute(params![id.to_string(), now.as_millis()])?;
    Ok(changed == 1)
}

/// Drops a draft, and leaves its photos. Tells whether there was one.
pub(crate) fn remove(tx: &Connection, id: ReportId) -> Result<bool, CoreError> {
    let removed = tx
        .prepare_cached("DELETE FROM drafts WHERE id = ?1")?
        .execute([id.to_string()])?;
    Ok(removed == 1)
}

/// How many drafts there are.
pub(crate) fn count(connection: &Connection) -> Result<u32, CoreError> {
    let mut statement = connection.prepare_cached("SELECT count(*) FROM drafts")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Whether there is such a draft.
pub(crate) fn exists(connection: &Connection, id: ReportId) -> Result<bool, CoreError> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM drafts WHERE id = ?1")?;
    Ok(statement.exists([id.to_string()])?)
}

/// The receipt of a draft. None when there is no such draft.
pub(crate) fn receipt(connection: &Connection, id: ReportId) -> Result<Option<Receipt>, CoreError> {
    let mut statement = connection.prepare_cached("SELECT receipt FROM drafts WHERE id = ?1")?;
    let receipt: Option<String> = statement
        .query_row([id.to_string()], |row| row.get(0))
        .optional()?;
    receipt
        .map(|text| text.parse().map_err(|_| CoreError::damaged("receipt")))
        .transpose()
}

/// Every draft, the one that was changed last first.
pub(crate) fn list(connection: &Connection) -> Result<Vec<Draft>, CoreError> {
    let mut statement = connection
        .prepare_cached("SELECT id, content, changed_at FROM drafts ORDER BY changed_at DESC, id")?;
    let mut rows = statement.query([])?;
    let mut drafts = Vec::new();
    while let Some(row) = rows.next()? {
        drafts.push(from_row(connection, row)?);
    }
    Ok(drafts)
}

/// One draft. None when there is no such draft.
pub(crate) fn find(connection: &Connection, id: ReportId) -> Result<Option<Draft>, CoreError> {
    let mut statement =
        connection.prepare_cached("SELECT id, content, changed_at FROM drafts WHERE id = ?1")?;
    let mut rows = statement.query([id.to_string()])?;
    rows.next()?.map(|row| from_row(connection, row)).transpose()
}

fn from_row(connection: &Connection, row: &Row<'_>) -> Result<Draft, CoreError> {
    let id: String = row.get(0)?;
    let content: String = row.get(1)?;
    let id = id.parse().map_err(|_| CoreError::damaged("id of a draft"))?;
    Ok(Draft {
        id,
        report: serde_json::from_str(&content)?,
        photos: photos::list(connection, id)?,
        changed_at: TimestampMillis::from_millis(row.get(2)?),
    })
}
