//! What the analysis may know of residents' reports.

use lamplight_protocol::report::{Category, Contact};
use lamplight_protocol::status::{ClosingReason, Status};
use lamplight_protocol::time::TimestampMillis;
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{ReportedIncident, ReportedPage, ReportedQuery};
use crate::names::name_of;
use crate::reports::sealed;
use crate::seal::KeyEncryptionKey;
use crate::value::{Row, Value};

/// Why a report was closed that did not turn out to be so, or is another's.
const REFUTED: [ClosingReason; 3] = [
    ClosingReason::NoBasis,
    ClosingReason::NotFound,
    ClosingReason::DuplicateOf,
];

/// A page of reports.
pub(crate) async fn reported(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    query: &ReportedQuery<'_>,
    after: Option<i64>,
) -> Result<ReportedPage, StoreError> {
    let sql = format!(
        "SELECT report.number AS number, report_id, category, occurred_at, report.received_at AS received_at,
                key_wrapped, details_sealed, contact_sealed
         FROM report
         JOIN receipt ON receipt.number = report.number
         JOIN report_sealed ON report_sealed.number = report.number
         WHERE report.number > $1 AND report.received_at >= $2
           AND practice = 0 AND merged_into IS NULL AND status <> $3
           AND category {} AND (ended_reason IS NULL OR NOT (ended_reason {}))
         ORDER BY report.number
         LIMIT $6",
        tx.is_among("$4"),
        tx.is_among("$5"),
    );
    let categories = query.categories.iter().copied().map(Category::as_str);
    let refuted = REFUTED.iter().map(name_of).collect::<Result<Vec<_>, _>>()?;
    let values = [
        after.unwrap_or(i64::MIN).into(),
        query.since.into(),
        Status::Withdrawn.as_str().into(),
        Value::Many(categories.map(Value::from).collect()),
        Value::Many(refuted.into_iter().map(Value::from).collect()),
        query.limit.into(),
    ];
    let rows = tx.rows(AssertSqlSafe(sql), values).await?;
    let is_full = rows.len() as u64 == u64::from(query.limit);
    let last = rows.last().filter(|_| is_full);
    let mut incidents = Vec::with_capacity(rows.len());
    for row in &rows {
        incidents.extend(incident_of(kek, query.salt, row)?);
    }
    Ok(ReportedPage {
        incidents,
        next: last.map(|row| row.get("number")).transpose()?,
    })
}

/// What may be known of one; none when it names no point.
fn incident_of(
    kek: &KeyEncryptionKey,
    salt: &[u8; 32],
    row: &Row,
) -> Result<Option<ReportedIncident>, StoreError> {
    let key = sealed::key_of(kek, row.parse("report_id")?, row)?;
    let Some(place) = sealed::details_of(&key, row)?.place.point else {
        return Ok(None);
    };
    let contact = sealed::contact_of(&key, row)?;
    Ok(Some(ReportedIncident {
        occurred_at: row.time("occurred_at")?,
        received_at: row.time("received_at")?,
        category: row.parse("category")?,
        place,
        reporter: contact.and_then(|contact| stand_in(salt, &contact)),
    }))
}

/// A number that is the same for two reports of one contact, and that nobody can lead back once the salt is gone.
fn stand_in(salt: &[u8; 32], contact: &Contact) -> Option<u64> {
    let plain: String = contact
        .reach
        .as_ref()?
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    if plain.is_empty() {
        return None;
    }
    let hash = blake3::keyed_hash(salt, plain.as_bytes());
    hash.as_bytes()
        .first_chunk()
        .map(|first| u64::from_be_bytes(*first))
}

/// When the first report came in, also one that was erased since.
pub(crate) async fn first_received_at(tx: &mut Transaction) -> Result<Option<TimestampMillis>, StoreError> {
    let row = tx
        .row("SELECT min(received_at) AS first_at FROM receipt", [])
        .await?
        .ok_or(StoreError::Damaged("a time"))?;
    row.time_optional("first_at")
}
