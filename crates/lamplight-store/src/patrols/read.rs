//! Reading plans: one with all that belongs to it, or a list.

use lamplight_protocol::api::{Cursor, PatrolClash, PatrolDetail, PatrolSummary};
use lamplight_protocol::ids::PatrolId;

use super::log;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::keyset::{self, Before};
use crate::seal::{KeyEncryptionKey, PatrolPart};
use crate::value::Row;

/// One plan with its clashes and its log.
pub(crate) async fn detail(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    id: PatrolId,
) -> Result<Option<PatrolDetail>, StoreError> {
    let row = tx
        .row(
            "SELECT number, revision, sealed FROM patrol WHERE id = $1",
            [id.into()],
        )
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let number: i64 = row.get("number")?;
    let part = PatrolPart::Plan(row.count("revision")?);
    Ok(Some(PatrolDetail {
        plan: kek.open_patrol(id, part, &row.get::<Vec<u8>>("sealed")?)?,
        clashes: clashes(tx, number).await?,
        log: log::all(tx, kek, id, number).await?,
    }))
}

/// The units of a plan that are in another at the same time, unless either was called off.
async fn clashes(tx: &mut Transaction, patrol: i64) -> Result<Vec<PatrolClash>, StoreError> {
    tx.rows(
        "SELECT mine.unit AS unit, other.id AS other, other.starts_at AS starts_at, other.ends_at AS ends_at
         FROM patrol
         JOIN patrol_unit AS mine ON mine.patrol = patrol.number
         JOIN patrol_unit AS theirs ON theirs.unit = mine.unit AND theirs.patrol <> mine.patrol
         JOIN patrol AS other ON other.number = theirs.patrol
         WHERE patrol.number = $1
           AND patrol.called_off_at IS NULL AND other.called_off_at IS NULL
           AND other.starts_at < patrol.ends_at AND other.ends_at > patrol.starts_at
         ORDER BY mine.unit, other.starts_at, other.number",
        [patrol.into()],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(PatrolClash {
            unit: row.count("unit")?,
            other: row.parse("other")?,
            starts_at: row.time("starts_at")?,
            ends_at: row.time("ends_at")?,
        })
    })
    .collect()
}

/// A page of plans, the shift that begins last first.
pub(crate) async fn page(
    tx: &mut Transaction,
    before: Option<&Cursor>,
    limit: u32,
) -> Result<(Vec<PatrolSummary>, Option<Cursor>), StoreError> {
    let before = Before::of(before)?;
    let limit = limit.max(1);
    let rows = tx
        .rows(
            "SELECT number, id, revision, starts_at, ends_at, called_off_at, stops, unassigned
             FROM patrol
             WHERE (starts_at, number) < ($1, $2)
             ORDER BY starts_at DESC, number DESC
             LIMIT $3",
            [
                before.at.into(),
                before.number.into(),
                limit.saturating_add(1).into(),
            ],
        )
        .await?;
    let mut patrols = Vec::new();
    for row in &rows {
        let place = Before {
            at: row.time("starts_at")?,
            number: row.get("number")?,
        };
        patrols.push((place, summary(tx, row).await?));
    }
    keyset::page(patrols, limit)
}

async fn summary(tx: &mut Transaction, row: &Row) -> Result<PatrolSummary, StoreError> {
    let number: i64 = row.get("number")?;
    Ok(PatrolSummary {
        id: row.parse("id")?,
        revision: row.count("revision")?,
        starts_at: row.time("starts_at")?,
        ends_at: row.time("ends_at")?,
        units: units(tx, number).await?,
        stops: row.count("stops")?,
        unassigned: row.count("unassigned")?,
        clashes: !clashes(tx, number).await?.is_empty(),
        called_off: row.time_optional("called_off_at")?.is_some(),
    })
}

async fn units(tx: &mut Transaction, patrol: i64) -> Result<Vec<u32>, StoreError> {
    tx.rows(
        "SELECT unit FROM patrol_unit WHERE patrol = $1 ORDER BY unit",
        [patrol.into()],
    )
    .await?
    .iter()
    .map(|row| row.count("unit"))
    .collect()
}
