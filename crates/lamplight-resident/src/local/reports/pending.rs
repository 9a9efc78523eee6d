//! What the resident is still to hear of: operations that the server has never accepted or has refused. What
//! is only presented again after a restore is no news.

use std::collections::HashMap;

use lamplight_protocol::ids::{OperationId, ReportId};
use lamplight_protocol::thread::{Author, NewMessage};
use lamplight_protocol::time::TimestampMillis;
use rusqlite::{Connection, Row};

use crate::error::CoreError;
use crate::outbox::Kind;
use crate::view::{Attention, UnsentMessage};

/// An operation that the resident is still to hear of.
pub(super) struct Pending {
    id: String,
    pub(super) kind: Kind,
    pub(super) attention: Option<Attention>,
    attempted: bool,
    next_at: TimestampMillis,
    saved_at: TimestampMillis,
    body: Vec<u8>,
}

impl Pending {
    fn from_row(row: &Row<'_>) -> Result<Self, CoreError> {
        let kind: String = row.get(2)?;
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
        Ok(Self {
            id: row.get(1)?,
            kind: Kind::from_column(&kind)?,
            attention,
            attempted: row.get(7)?,
            next_at: TimestampMillis::from_millis(row.get(8)?),
            saved_at: TimestampMillis::from_millis(row.get(9)?),
            body: row.get(10)?,
        })
    }

    /// Whether it is of this kind and nothing but its turn is missing.
    pub(super) fn is_waiting(&self, kind: Kind) -> bool {
        self.kind == kind && self.attention.is_none()
    }

    pub(super) fn undo_until(&self, now: TimestampMillis) -> Option<TimestampMillis> {
        let held = self.kind == Kind::Report && !self.attempted && self.next_at > now;
        held.then_some(self.next_at)
    }

    pub(super) fn unsent(&self) -> Result<Option<UnsentMessage>, CoreError> {
        if self.kind != Kind::Message {
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

/// Every such operation of the reports that a condition names.
fn select(condition: &str) -> String {
    format!(
        "SELECT report_id, id, kind, state, attention_code, attention_detail, attention_field,
                attempts > 0, next_at, saved_at, CASE kind WHEN 'message' THEN body ELSE x'' END, seq
         FROM operations
         WHERE (state = 'attention' OR (state = 'waiting' AND accepted_at = 0)) AND {condition}
         UNION ALL
         SELECT report_id, id, kind, 'waiting', '', '', '', 0, next_at, saved_at, x'', seq
         FROM unfiled
         WHERE {condition}
         ORDER BY report_id, seq"
    )
}

/// Of one report, in order.
pub(super) fn of_report(connection: &Connection, report: ReportId) -> Result<Vec<Pending>, CoreError> {
    let mut statement = connection.prepare_cached(&select("report_id = ?1"))?;
    let mut rows = statement.query([report.to_string()])?;
    let mut pending = Vec::new();
    while let Some(row) = rows.next()? {
        pending.push(Pending::from_row(row)?);
    }
    Ok(pending)
}

/// Of every report that has any, in order.
pub(super) fn of_all(connection: &Connection) -> Result<HashMap<String, Vec<Pending>>, CoreError> {
    let mut statement = connection.prepare_cached(&select("TRUE"))?;
    let mut rows = statement.query([])?;
    let mut pending: HashMap<String, Vec<Pending>> = HashMap::new();
    while let Some(row) = rows.next()? {
        pending
            .entry(row.get(0)?)
            .or_default()
            .push(Pending::from_row(row)?);
    }
    Ok(pending)
}
