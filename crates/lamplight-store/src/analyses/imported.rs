//! Incidents that an operator imported.

use std::collections::{BTreeSet, HashMap};

use lamplight_protocol::place::Point;
use lamplight_protocol::time::TimestampMillis;
use sqlx::AssertSqlSafe;

use super::INCIDENTS_MAX;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{
    ImportTarget, ImportedIncident, IncidentCategory, IncidentMark, IncidentPage, KeptIncident,
};
use crate::rows::Rows;
use crate::value::{Row, Value};

/// When a source was imported of which an import, or forgetting it, has begun and not ended.
pub(super) const NOT_WHOLE: i64 = 0;
/// The places of a point that are kept, as a factor: those that a point has.
const STEPS_PER_DEGREE: f64 = 100_000.0;

/// Begins an import.
pub(crate) async fn begin(tx: &mut Transaction, source: &str) -> Result<ImportTarget, StoreError> {
    let row = tx
        .row(
            "INSERT INTO incident_source (name, imported_at)
             VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET imported_at = excluded.imported_at
             RETURNING number",
            [source.into(), NOT_WHOLE.into()],
        )
        .await?
        .ok_or(StoreError::Damaged("a source of incidents"))?;
    let kept = tx
        .row("SELECT count(*) AS incidents FROM incident", [])
        .await?
        .ok_or(StoreError::Damaged("a count"))?;
    let kept = kept.get::<i64>("incidents")?.unsigned_abs();
    Ok(ImportTarget {
        source: row.get("number")?,
        room: INCIDENTS_MAX.saturating_sub(kept),
    })
}

/// Ends an import.
pub(crate) async fn end(
    tx: &mut Transaction,
    target: ImportTarget,
    at: TimestampMillis,
) -> Result<(), StoreError> {
    // Whoever forgets sources meanwhile may have taken this one away.
    tx.execute(
        "UPDATE incident_source SET imported_at = $2 WHERE number = $1",
        [target.source.into(), at.into()],
    )
    .await?;
    Ok(())
}

/// Keeps incidents.
pub(crate) async fn import(
    tx: &mut Transaction,
    target: ImportTarget,
    incidents: &[ImportedIncident],
) -> Result<u64, StoreError> {
    let numbers = numbers_of_categories(tx, target.source, incidents).await?;
    let numbered: Vec<(i64, &ImportedIncident)> = incidents
        .iter()
        .map(|incident| {
            let number = numbers.get(&incident.category);
            let number = number.ok_or(StoreError::Damaged("a category of incidents"))?;
            Ok((*number, incident))
        })
        .collect::<Result<_, StoreError>>()?;
    let added = Rows::of(&numbered)
        .column("occurred_at", |(_, incident)| incident.occurred_at)
        .column("category", |(category, _)| *category)
        .column("lat_e5", |(_, incident)| steps(incident.place.lat()))
        .column("lon_e5", |(_, incident)| steps(incident.place.lon()))
        .column("origin", |(_, incident)| incident.origin.as_str())
        .insert(tx, "incident", "ON CONFLICT DO NOTHING RETURNING category")
        .await?;
    Ok(added.len() as u64)
}

/// The numbers of the categories that these incidents have; new ones are added.
async fn numbers_of_categories(
    tx: &mut Transaction,
    source: i64,
    incidents: &[ImportedIncident],
) -> Result<HashMap<String, i64>, StoreError> {
    let names: BTreeSet<&str> = incidents
        .iter()
        .map(|incident| incident.category.as_str())
        .collect();
    let names: Vec<&str> = names.into_iter().collect();
    Rows::of(&names)
        .column("source", |_| source)
        .column("name", |name| *name)
        .insert(tx, "incident_category", "ON CONFLICT (source, name) DO NOTHING")
        .await?;
    let sql = format!(
        "SELECT number, name FROM incident_category WHERE source = $1 AND name {}",
        tx.is_among("$2")
    );
    let names = Value::Many(names.into_iter().map(Value::from).collect());
    tx.rows(AssertSqlSafe(sql), [source.into(), names])
        .await?
        .iter()
        .map(|row| Ok((row.get("name")?, row.get("number")?)))
        .collect()
}

/// All categories.
pub(crate) async fn categories(tx: &mut Transaction) -> Result<Vec<IncidentCategory>, StoreError> {
    tx.rows(
        "SELECT incident_category.number AS number, incident_source.name AS source, incident_category.name AS name
         FROM incident_category
         JOIN incident_source ON incident_source.number = incident_category.source
         ORDER BY incident_category.number",
        [],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(IncidentCategory {
            number: row.get("number")?,
            source: row.get("source")?,
            name: row.get("name")?,
        })
    })
    .collect()
}

/// A page of incidents.
pub(crate) async fn page(
    tx: &mut Transaction,
    after: IncidentMark,
    limit: u32,
) -> Result<IncidentPage, StoreError> {
    let rows = tx
        .rows(
            "SELECT occurred_at, category, lat_e5, lon_e5, origin
             FROM incident
             WHERE (occurred_at, category, lat_e5, lon_e5) > ($1, $2, $3, $4)
             ORDER BY occurred_at, category, lat_e5, lon_e5
             LIMIT $5",
            [
                after.occurred_at.into(),
                after.category.into(),
                after.lat_e5.into(),
                after.lon_e5.into(),
                limit.into(),
            ],
        )
        .await?;
    let is_full = rows.len() as u64 == u64::from(limit);
    let last = rows.last().filter(|_| is_full);
    Ok(IncidentPage {
        next: last.map(mark_of).transpose()?,
        incidents: rows.iter().map(incident_of).collect::<Result<_, _>>()?,
    })
}

fn mark_of(row: &Row) -> Result<IncidentMark, StoreError> {
    Ok(IncidentMark {
        occurred_at: row.get("occurred_at")?,
        category: row.get("category")?,
        lat_e5: row.get("lat_e5")?,
        lon_e5: row.get("lon_e5")?,
    })
}

fn incident_of(row: &Row) -> Result<KeptIncident, StoreError> {
    let (lat, lon) = (degrees(row.get("lat_e5")?), degrees(row.get("lon_e5")?));
    Ok(KeptIncident {
        occurred_at: row.time("occurred_at")?,
        category: row.get("category")?,
        place: Point::new(lat, lon).map_err(|_| StoreError::Damaged("the place of an incident"))?,
        origin: row.parse("origin")?,
    })
}

/// Forgets incidents of before a time.
pub(crate) async fn forget(
    tx: &mut Transaction,
    before: TimestampMillis,
    limit: u32,
) -> Result<u64, StoreError> {
    tx.execute(
        "DELETE FROM incident
         WHERE (occurred_at, category, lat_e5, lon_e5) IN (
             SELECT occurred_at, category, lat_e5, lon_e5
             FROM incident
             WHERE occurred_at < $1
             ORDER BY occurred_at
             LIMIT $2)",
        [before.into(), limit.into()],
    )
    .await
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a point's degrees have at most 180 and five decimals"
)]
fn steps(degrees: f64) -> i64 {
    (degrees * STEPS_PER_DEGREE).round() as i64
}

#[expect(
    clippy::cast_precision_loss,
    reason = "what does not fit is no point, which Point::new says"
)]
fn degrees(steps: i64) -> f64 {
    steps as f64 / STEPS_PER_DEGREE
}
