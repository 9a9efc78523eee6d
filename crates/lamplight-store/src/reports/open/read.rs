//! Reads open reports out of the database, some at a time: each table by one statement.

use std::collections::HashMap;

use lamplight_protocol::api::DeskContent;
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::time::TimestampMillis;
use sqlx::AssertSqlSafe;

use super::held::OpenReport;
use super::words;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::reports::reach::{REFERRED, belonging_of, bound};
use crate::reports::receipt::Number;
use crate::reports::{disclose, sealed};
use crate::seal::{Field, KeyEncryptionKey, ReportKey};
use crate::value::{Row, Value};

/// Reports that are read at once.
const REPORTS_AT_ONCE: u32 = 200;

/// Those of some reports that are open.
pub(super) async fn these(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    ids: &[ReportId],
) -> Result<Vec<OpenReport>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let ids = Value::Many(ids.iter().map(|id| (*id).into()).collect());
    let condition = format!("receipt.report_id {}", tx.is_among("$1"));
    read(tx, kek, &condition, vec![ids]).await
}

/// Open reports from the newest on: those received before a time and, at that time, with a lower number.
pub(super) async fn page(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    before: Option<(TimestampMillis, Number)>,
) -> Result<Vec<OpenReport>, StoreError> {
    let mut values = Vec::new();
    let condition = match before {
        None => "true".to_owned(),
        Some((at, number)) => {
            let at = bound(at, &mut values);
            let number = bound(number, &mut values);
            format!("(report.received_at, report.number) < ({at}, {number})")
        }
    };
    read(tx, kek, &condition, values).await
}

async fn read(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    condition: &str,
    values: Vec<Value>,
) -> Result<Vec<OpenReport>, StoreError> {
    let sql = format!(
        "SELECT report.number AS number, receipt.report_id AS report_id, receipt.reference AS reference,
                category, district, assignee, practice, report.received_at AS received_at,
                key_wrapped, details_sealed, {REFERRED}
         FROM report
         JOIN receipt ON receipt.number = report.number
         JOIN report_sealed ON report_sealed.number = report.number
         WHERE report.ended_at IS NULL AND {condition}
         ORDER BY report.received_at DESC, report.number DESC
         LIMIT {REPORTS_AT_ONCE}"
    );
    let rows = tx.rows(AssertSqlSafe(sql), values).await?;
    let keys = rows
        .iter()
        .map(|row| {
            let key = sealed::key_of(kek, row.parse("report_id")?, row)?;
            Ok((row.get("number")?, key))
        })
        .collect::<Result<HashMap<Number, ReportKey>, StoreError>>()?;
    let said = said(tx, &keys).await?;
    rows.iter()
        .map(|row| {
            let number: Number = row.get("number")?;
            let key = keys.get(&number).ok_or(StoreError::Damaged("key_wrapped"))?;
            open_report(row, key, said.get(&number).map_or(&[], Vec::as_slice))
        })
        .collect()
}

fn open_report(row: &Row, key: &ReportKey, said: &[String]) -> Result<OpenReport, StoreError> {
    let details = sealed::details_of(key, row)?;
    let belonging = belonging_of(row)?;
    let place = disclose::shown(belonging.category, details.place);
    let reference: String = row.get("reference")?;
    let own = [Some(&reference), place.words.as_ref(), details.note.as_ref()];
    let texts = own.into_iter().flatten().chain(said).map(String::as_str);
    Ok(OpenReport {
        id: row.parse("report_id")?,
        number: row.get("number")?,
        belonging,
        practice: row.flag("practice")?,
        received_at: row.time("received_at")?,
        point: place.point,
        words: words::folded(texts),
    })
}

/// What was said about reports: messages, and notes of the desk.
async fn said(
    tx: &mut Transaction,
    keys: &HashMap<Number, ReportKey>,
) -> Result<HashMap<Number, Vec<String>>, StoreError> {
    let mut said: HashMap<Number, Vec<String>> = HashMap::new();
    if keys.is_empty() {
        return Ok(said);
    }
    let is_among = tx.is_among("$1");
    let numbers = || [Value::Many(keys.keys().map(|number| (*number).into()).collect())];
    let messages = format!(
        "SELECT number, revision, sealed FROM thread_entry
         WHERE number {is_among} AND kind = 'message'
         ORDER BY number, revision"
    );
    for row in tx.rows(AssertSqlSafe(messages), numbers()).await? {
        let number = row.get("number")?;
        let key = keys.get(&number).ok_or(StoreError::Damaged("number"))?;
        let field = Field::Entry(row.count("revision")?);
        let text = key.open_text(field, &row.get::<Vec<u8>>("sealed")?)?;
        said.entry(number).or_default().push(text);
    }
    let notes = format!(
        "SELECT number, position, sealed FROM desk_entry
         WHERE number {is_among}
         ORDER BY number, position"
    );
    for row in tx.rows(AssertSqlSafe(notes), numbers()).await? {
        let number = row.get("number")?;
        let key = keys.get(&number).ok_or(StoreError::Damaged("number"))?;
        let field = Field::Desk(row.count("position")?);
        if let DeskContent::Note { text } = key.open_json(field, &row.get::<Vec<u8>>("sealed")?)? {
            said.entry(number).or_default().push(text);
        }
    }
    Ok(said)
}
