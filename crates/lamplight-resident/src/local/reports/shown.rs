//! Reports put together for those who show them.

use lamplight_protocol::ids::{Receipt, ReportId};
use lamplight_protocol::report::NewReport;
use lamplight_protocol::status::Status;
use lamplight_protocol::time::TimestampMillis;
use rusqlite::{Connection, Row};

use super::super::{photos, threads};
use super::CALL_INSTEAD_AFTER_MS;
use super::pending::{self, Pending};
use crate::ending::Ending;
use crate::error::CoreError;
use crate::outbox::Kind;
use crate::view::{Delivery, MyReport, ReportList, Thread};

const COLUMNS: &str = "
    SELECT r.id, r.receipt, r.urgent, r.saved_at, r.content, r.followed,
           t.reference, t.status, t.seen, t.erased, t.received_at,
           (SELECT count(*) FROM entries AS e
            WHERE e.report_id = r.id AND e.from_patrol AND e.revision > t.read_revision)
    FROM reports AS r LEFT JOIN threads AS t ON t.report_id = r.id";

/// Every report, the newest first.
pub(crate) fn list(connection: &Connection, now: TimestampMillis) -> Result<Vec<MyReport>, CoreError> {
    let mut pending = pending::of_all(connection)?;
    let mut statement =
        connection.prepare_cached(&format!("{COLUMNS} ORDER BY r.saved_at DESC, r.number DESC"))?;
    let mut rows = statement.query([])?;
    let mut reports = Vec::new();
    while let Some(row) = rows.next()? {
        let stored = Stored::from_row(row)?;
        let pending = pending.remove(&stored.id.to_string()).unwrap_or_default();
        reports.push(stored.summary(&pending, now));
    }
    Ok(reports)
}

/// The newest reports and those that need a look, the newest first. Of the others nothing is read: they may be
/// thousands, and the list is read again with every change.
pub(crate) fn newest(
    connection: &Connection,
    count: u32,
    now: TimestampMillis,
) -> Result<ReportList, CoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "{COLUMNS}
         WHERE r.id IN (SELECT id FROM reports ORDER BY number DESC LIMIT {count})
            OR r.id IN (SELECT report_id FROM operations WHERE state = 'attention')
            OR r.id IN (SELECT report_id FROM operations WHERE urgent = 1 AND accepted_at = 0)
            OR r.id IN (SELECT report_id FROM unfiled WHERE urgent = 1)
            OR r.id IN (SELECT report_id FROM threads WHERE patrol_revision > read_revision)
         ORDER BY r.saved_at DESC, r.number DESC"
    ))?;
    let mut rows = statement.query([])?;
    let mut reports = Vec::new();
    while let Some(row) = rows.next()? {
        let stored = Stored::from_row(row)?;
        let pending = pending::of_report(connection, stored.id)?;
        reports.push(stored.summary(&pending, now));
    }
    let mut count_all = connection.prepare_cached("SELECT count(*) FROM reports")?;
    let all: u32 = count_all.query_row([], |row| row.get(0))?;
    let shown = u32::try_from(reports.len()).unwrap_or(u32::MAX);
    Ok(ReportList {
        reports,
        more: all.saturating_sub(shown),
    })
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
    let pending = pending::of_report(connection, id)?;
    let unsent = pending
        .iter()
        .map(Pending::unsent)
        .collect::<Result<Vec<_>, _>>()?;
    let entries = threads::entries(connection, id)?;
    let is_waiting = |kind| pending.iter().any(|operation| operation.is_waiting(kind));
    let report = stored.summary(&pending, now);
    let ending = Ending::of(&entries).filter(|_| report.delivery != Delivery::Erased);
    Ok(Some(Thread {
        report,
        behaviours: stored.report.behaviours,
        note: stored.report.note,
        occurred_at: stored.report.occurred_at,
        received_at: stored.received.map(|received| received.at),
        entries,
        unsent: unsent.into_iter().flatten().collect(),
        photos: photos::list(connection, id)?,
        withdrawing: is_waiting(Kind::Withdrawal),
        reopening: is_waiting(Kind::Reopening),
        ask_if_fixed: ending.is_some_and(|ending| !ending.is_answered)
            && !pending.iter().any(|operation| operation.kind == Kind::Feedback),
        may_reopen: ending.is_some_and(|ending| ending.may_reopen(now)) && !is_waiting(Kind::Reopening),
        followed: stored.followed,
    }))
}

/// A row of `reports` with its row of `threads`.
struct Stored {
    id: ReportId,
    receipt: Receipt,
    urgent: bool,
    saved_at: TimestampMillis,
    report: NewReport,
    followed: bool,
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
            followed: row.get(5)?,
            received: Received::from_row(row)?,
            unread: row.get(11)?,
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
            photos: count(self.report.photos.iter()),
            photos_waiting: count(pending.iter().filter(|operation| operation.kind == Kind::Photo)),
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
                .any(|operation| operation.kind == Kind::Report && operation.attention.is_some()) =>
            {
                Delivery::NeedsAttention
            }
            None => Delivery::Saved,
        }
    }
}

impl Received {
    fn from_row(row: &Row<'_>) -> Result<Option<Self>, CoreError> {
        let Some(reference) = row.get(6)? else {
            return Ok(None);
        };
        let status: String = row.get(7)?;
        Ok(Some(Self {
            reference,
            status: status.parse().map_err(|_| CoreError::damaged("status"))?,
            seen: row.get(8)?,
            erased: row.get(9)?,
            at: TimestampMillis::from_millis(row.get(10)?),
        }))
    }
}

fn count(items: impl Iterator) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}
