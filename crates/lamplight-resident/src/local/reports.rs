//! The resident's own reports.

mod pending;
mod shown;

use lamplight_protocol::ids::{Receipt, ReportId};
use lamplight_protocol::place::Place;
use lamplight_protocol::report::{Category, NewReport};
use lamplight_protocol::time::TimestampMillis;
use rusqlite::{Connection, OptionalExtension as _, params};

pub(crate) use shown::{list, newest, thread};

use super::photos;
use crate::error::CoreError;

/// How long an urgent report may be on its way before people are told to call, in milliseconds: 2 minutes.
pub(crate) const CALL_INSTEAD_AFTER_MS: i64 = 2 * 60 * 1_000;
/// Reports looked at for the places that were used last.
const LAST_PLACES_LOOKED_AT: u32 = 20;

/// A report to be stored.
pub(crate) struct NewRow<'a> {
    pub(crate) id: ReportId,
    pub(crate) receipt: &'a Receipt,
    pub(crate) category: Category,
    pub(crate) urgent: bool,
    pub(crate) saved_at: TimestampMillis,
    /// The body as it will be sent.
    pub(crate) content: &'a str,
    /// Sent from another device: there is nothing to send.
    pub(crate) followed: bool,
    /// When it may first be sent.
    pub(crate) next_at: TimestampMillis,
}

/// Stores a report. Its number is the next that was never given: those of what was taken back or forgotten lie
/// behind how far reports are filed, and a report with one of them would never be sent.
pub(crate) fn insert(tx: &Connection, report: &NewRow<'_>) -> Result<(), CoreError> {
    tx.prepare_cached(
        "INSERT INTO reports (id, receipt, category, urgent, saved_at, content, followed, next_at, number)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,
                 1 + max((SELECT filed FROM filing), (SELECT coalesce(max(number), 0) FROM reports)))",
    )?
    .execute(params![
        report.id.to_string(),
        report.receipt.expose(),
        report.category.as_str(),
        report.urgent,
        report.saved_at.as_millis(),
        report.content,
        report.followed,
        report.next_at.as_millis(),
    ])?;
    Ok(())
}

/// Drops a report with all that belongs to it. Tells whether there was one.
pub(crate) fn forget(tx: &Connection, id: ReportId) -> Result<bool, CoreError> {
    photos::forget_all(tx, id)?;
    remove(tx, id)
}

/// Drops a report with all that belongs to it, and leaves its photos. Tells whether there was one.
pub(crate) fn remove(tx: &Connection, id: ReportId) -> Result<bool, CoreError> {
    tx.prepare_cached("DELETE FROM operations WHERE report_id = ?1")?
        .execute([id.to_string()])?;
    let deleted = tx
        .prepare_cached("DELETE FROM reports WHERE id = ?1")?
        .execute([id.to_string()])?;
    Ok(deleted == 1)
}

/// What a report says. None when there is no such report.
pub(crate) fn content(connection: &Connection, id: ReportId) -> Result<Option<NewReport>, CoreError> {
    let mut statement = connection.prepare_cached("SELECT content FROM reports WHERE id = ?1")?;
    let content: Option<String> = statement
        .query_row([id.to_string()], |row| row.get(0))
        .optional()?;
    Ok(content.map(|json| serde_json::from_str(&json)).transpose()?)
}

/// Every report.
pub(crate) fn ids(connection: &Connection) -> Result<Vec<ReportId>, CoreError> {
    let mut statement = connection.prepare_cached("SELECT id FROM reports ORDER BY number")?;
    let ids = statement.query_map([], |row| row.get::<_, String>(0))?;
    ids.map(|id| id?.parse().map_err(|_| CoreError::damaged("id of a report")))
        .collect()
}

/// Whether a report was sent from another device.
pub(crate) fn is_followed(connection: &Connection, id: ReportId) -> Result<bool, CoreError> {
    let mut statement = connection.prepare_cached("SELECT 1 FROM reports WHERE id = ?1 AND followed")?;
    Ok(statement.exists([id.to_string()])?)
}

/// The receipt of a report. None when there is no such report.
pub(crate) fn receipt(connection: &Connection, id: ReportId) -> Result<Option<Receipt>, CoreError> {
    let mut statement = connection.prepare_cached("SELECT receipt FROM reports WHERE id = ?1")?;
    let receipt: Option<String> = statement
        .query_row([id.to_string()], |row| row.get(0))
        .optional()?;
    receipt
        .map(|text| text.parse().map_err(|_| CoreError::damaged("receipt")))
        .transpose()
}

/// The place of the newest report that has one.
pub(crate) fn last_place(connection: &Connection) -> Result<Option<Place>, CoreError> {
    Ok(places(connection)?.into_iter().next())
}

/// The places of the newest reports, each once, the newest first.
pub(crate) fn places(connection: &Connection) -> Result<Vec<Place>, CoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT content FROM reports ORDER BY number DESC LIMIT {LAST_PLACES_LOOKED_AT}"
    ))?;
    let mut rows = statement.query([])?;
    let mut places = Vec::new();
    while let Some(row) = rows.next()? {
        let report: NewReport = serde_json::from_str(&row.get::<_, String>(0)?)?;
        if !report.place.is_empty() && !places.contains(&report.place) {
            places.push(report.place);
        }
    }
    Ok(places)
}

/// When the next urgent report that has not arrived will have waited too long. None when there is none.
pub(crate) fn next_call_instead(
    connection: &Connection,
    now: TimestampMillis,
) -> Result<Option<TimestampMillis>, CoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT min(saved_at) FROM (
             SELECT saved_at FROM operations WHERE urgent = 1 AND accepted_at = 0 AND saved_at > ?1
             UNION ALL
             SELECT saved_at FROM unfiled WHERE urgent = 1 AND saved_at > ?1)",
    )?;
    let since = now.plus_millis(-CALL_INSTEAD_AFTER_MS).as_millis();
    let saved_at: Option<i64> = statement.query_row([since], |row| row.get(0))?;
    Ok(saved_at.map(|ms| TimestampMillis::from_millis(ms).plus_millis(CALL_INSTEAD_AFTER_MS)))
}

/// Whether an urgent report that has not arrived has waited too long.
pub(crate) fn call_instead(connection: &Connection, now: TimestampMillis) -> Result<bool, CoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT 1 FROM operations WHERE urgent = 1 AND accepted_at = 0 AND saved_at <= ?1
         UNION ALL
         SELECT 1 FROM unfiled WHERE urgent = 1 AND saved_at <= ?1",
    )?;
    let since = now.plus_millis(-CALL_INSTEAD_AFTER_MS).as_millis();
    Ok(statement.exists([since])?)
}
