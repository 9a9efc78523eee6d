//! The resident's own reports, put together for those who show them.

use std::collections::HashMap;

use lamplight_protocol::ids::{OperationId, Receipt, ReportId};
use lamplight_protocol::place::Place;
use lamplight_protocol::report::{Category, NewReport};
use lamplight_protocol::status::Status;
use lamplight_protocol::thread::{Author, NewMessage};
use lamplight_protocol::time::TimestampMillis;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::threads;
use crate::error::CoreError;
use crate::view::{Attention, Delivery, MyReport, Thread, UnsentMessage};

/// How long an urgent report may be on its way before people are told to call, in milliseconds: 2 minutes.
pub(crate) const CALL_INSTEAD_AFTER_MS: i64 = 2 * 60 * 1_000;
/// Reports looked at for the place that was used last.
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
}

/// Stores a report.
pub(crate) fn insert(tx: &Connection, report: &NewRow<'_>) -> Result<(), CoreError> {
    tx.prepare_cached(
        "INSERT INTO reports (id, receipt, category, urgent, saved_at, content)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        report.id.to_string(),
        report.receipt.expose(),
        report.category.as_str(),
        report.urgent,
        report.saved_at.as_millis(),
        report.content,
    ])?;
    Ok(())
}

/// Drops a report with all that belongs to it. Tells whether there was one.
pub(crate) fn forget(tx: &Connection, id: ReportId) -> Result<bool, CoreError> {
    tx.prepare_cached("DELETE FROM operations WHERE report_id = ?1")?
        .execute([id.to_string()])?;
    let deleted = tx
        .prepare_cached("DELETE FROM reports WHERE id = ?1")?
        .execute([id.to_string()])?;
    Ok(deleted == 1)
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
    let mut statement =
        connection.prepare_cached("SELECT content FROM reports ORDER BY saved_at DESC LIMIT ?1")?;
    let mut rows = statement.query([LAST_PLACES_LOOKED_AT])?;
    while let Some(row) = rows.next()? {
        let report: NewReport = serde_json::from_str(&row.get::<_, String>(0)?)?;
        if !report.place.is_empty() {
            return Ok(Some(report.place));
        }
    }
    Ok(None)
}

/// When the next urgent report that has not arrived will have waited too long. None when there is none.
pub(crate) fn next_call_instead(
    connection: &Connection,
    now: TimestampMillis,
) -> Result<Option<TimestampMillis>, CoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT min(r.saved_at) FROM operations AS o JOIN reports AS r ON r.id = o.report_id
         WHERE o.kind = 'report' AND o.state <> 'accepted' AND r.urgent AND r.saved_at > ?1",
    )?;
    let since = now.plus_millis(-CALL_INSTEAD_AFTER_MS).as_millis();
    let saved_at: Option<i64> = statement.query_row([since], |row| row.get(0))?;
    Ok(saved_at.map(|ms| TimestampMillis::from_millis(ms).plus_millis(CALL_INSTEAD_AFTER_MS)))
}

const COLUMNS: &str = "
    SELECT r.id, r.receipt, r.urgent, r.saved_at, r.content,
           t.reference, t.status, t.seen, t.erased, t.received_at,
           (SELECT count(*) FROM entries AS e
            WHERE e.report_id = r.id AND e.from_patrol AND e.revision > t.read_revision)
    FROM reports AS r LEFT JOIN threads AS t ON t.report_id = r.id";

/// Every report, the newest first.
pub(crate) fn list(connection: &Connection, now: TimestampMillis) -> Result<Vec<MyReport>, CoreError> {
    let mut pending = pending(connection, None)?;
    let mut statement = connection.prepare_cached(&format!("{COLUMNS} ORDER BY r.saved_at DESC, r.id"))?;
    let mut rows = statement.query([])?;
    let mut reports = Vec::new();
    while let Some(row) = rows.next()? {
        let stored = Stored::from_row(row)?;
        let pending = pending.remove(&stored.id.to_string()).unwrap_or_default();
        reports.push(stored.summary(&pending, now));
    }
    Ok(reports)
}

/// One report with all that happened to it. None when there is no such report.
pub(crate) fn thread(
    connection: &Connection,
    id: ReportId,
    now: TimestampMillis,
) -> Result<Option<Thread>, CoreError> {
    let mut statement = connection.prepare_cached(&format!("{COLUMNS} WHERE r.id = ?1"))?;
    let mut rows = statement.query([id.to_string()])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let stored = Stored::from_row(row)?;
    let pending = pending(connection, Some(id))?
        .remove(&id.to_string())
        .unwrap_or_default();
    let unsent = pending
        .iter()
        .map(Pending::unsent)
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Some(Thread {
        report: stored.summary(&pending, now),
        behaviours: stored.report.behaviours,
        note: stored.report.note,
        occurred_at: stored.report.occurred_at,
        received_at: stored.received.map(|received| received.at),
        entries: threads::entries(connection, id)?,
        unsent: unsent.into_iter().flatten().collect(),
        photos: Vec::new(),
        withdrawing: pending
            .iter()
            .any(|operation| operation.kind == "withdrawal" && operation.attention.is_none()),
        reopening: false,
        ask_if_fixed: false,
        may_reopen: false,
        followed: false,
    }))
}

/// A row of `reports` with its row of `threads`.
struct Stored {
    id: ReportId,
    receipt: Receipt,
    urgent: bool,
    saved_at: TimestampMillis,
    report: NewReport,
    received: Option<Received>,
    unread: u32,
}

struct Received {
    reference: String,
    status: Status,
    seen: bool,
    erased: bool,
    at: TimestampMillis,
}

impl Stored {
    fn from_row(row: &Row<'_>) -> Result<Self, CoreError> {
        let id: String = row.get(0)?;
        let receipt: String = row.get(1)?;
        let content: String = row.get(4)?;
        Ok(Self {
            id: id.parse().map_err(|_| CoreError::damaged("id of a report"))?,
            receipt: receipt.parse().map_err(|_| CoreError::damaged("receipt"))?,
            urgent: row.get(2)?,
            saved_at: TimestampMillis::from_millis(row.get(3)?),
            report: serde_json::from_str(&content)?,
            received: Received::from_row(row)?,
            unread: row.get(10)?,
        })
    }

    fn summary(&self, pending: &[Pending], now: TimestampMillis) -> MyReport {
        let delivery = self.delivery(pending);
        let undo_until = pending.iter().find_map(|operation| operation.undo_until(now));
        MyReport {
            id: self.id,
            receipt: self.receipt.clone(),
            category: self.report.category,
            place: self.report.place.clone(),
            practice: self.report.practice,
            saved_at: self.saved_at,
            delivery,
            reference: self.received.as_ref().map(|received| received.reference.clone()),
            status: self.received.as_ref().map(|received| received.status),
            photos: 0,
            photos_waiting: 0,
            unread: self.unread,
            undo_until,
            attention: pending.iter().find_map(|operation| operation.attention.clone()),
            call_instead: self.urgent
                && !self.report.practice
                && matches!(delivery, Delivery::Saved | Delivery::NeedsAttention)
                && now.millis_since(self.saved_at) >= CALL_INSTEAD_AFTER_MS,
        }
    }

    fn delivery(&self, pending: &[Pending]) -> Delivery {
        match &self.received {
            Some(received) if received.erased => Delivery::Erased,
            Some(received) if received.seen => Delivery::Seen,
            Some(_) => Delivery::Received,
            None if pending
                .iter()
                .any(|operation| operation.kind == "report" && operation.attention.is_some()) =>
            {
                Delivery::NeedsAttention
            }
            None => Delivery::Saved,
        }
    }
}

impl Received {
    fn from_row(row: &Row<'_>) -> Result<Option<Self>, CoreError> {
        let Some(reference) = row.get(5)? else {
            return Ok(None);
        };
        let status: String = row.get(6)?;
        Ok(Some(Self {
            reference,
            status: status.parse().map_err(|_| CoreError::damaged("status"))?,
            seen: row.get(7)?,
            erased: row.get(8)?,
            at: TimestampMillis::from_millis(row.get(9)?),
        }))
    }
}

/// An operation that the resident is still to hear of.
struct Pending {
    id: String,
    kind: String,
    attention: Option<Attention>,
    attempted: bool,
    next_at: TimestampMillis,
    saved_at: TimestampMillis,
    body: Vec<u8>,
}

impl Pending {
    fn undo_until(&self, now: TimestampMillis) -> Option<TimestampMillis> {
        let held = self.kind == "report" && !self.attempted && self.next_at > now;
        held.then_some(self.next_at)
    }

    fn unsent(&self) -> Result<Option<UnsentMessage>, CoreError> {
        if self.kind != "message" {
            return Ok(None);
        }
        let id: OperationId = self
            .id
            .parse()
            .map_err(|_| CoreError::damaged("id of an operation"))?;
        let message: NewMessage = serde_json::from_slice(&self.body)?;
        Ok(Some(UnsentMessage {
            id,
            from: Author::Resident,
            text: message.text,
            saved_at: self.saved_at,
            attention: self.attention.clone(),
        }))
    }
}

/// What the server has never accepted or has refused, by report and in order; of one report or of all. What
/// is only presented again after a restore is no news to the resident.
fn pending(
    connection: &Connection,
    report: Option<ReportId>,
) -> Result<HashMap<String, Vec<Pending>>, CoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT report_id, id, kind, state, attention_code, attention_detail, attention_field,
                attempts > 0, next_at, saved_at, CASE kind WHEN 'message' THEN body ELSE x'' END
         FROM operations
         WHERE (state = 'attention' OR (state = 'waiting' AND accepted_at = 0))
           AND (?1 IS NULL OR report_id = ?1)
         ORDER BY report_id, seq",
    )?;
    let mut rows = statement.query([report.map(|id| id.to_string())])?;
    let mut pending: HashMap<String, Vec<Pending>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let state: String = row.get(3)?;
        let field: String = row.get(6)?;
        let attention = if state == "attention" {
            Some(Attention {
                code: row.get(4)?,
                detail: row.get(5)?,
                field: (!field.is_empty()).then_some(field),
            })
        } else {
            None
        };
        pending.entry(row.get(0)?).or_default().push(Pending {
            id: row.get(1)?,
            kind: row.get(2)?,
            attention,
            attempted: row.get(7)?,
            next_at: TimestampMillis::from_millis(row.get(8)?),
            saved_at: TimestampMillis::from_millis(row.get(9)?),
            body: row.get(10)?,
        });
    }
    Ok(pending)
}
