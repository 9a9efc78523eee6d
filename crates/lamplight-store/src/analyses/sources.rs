//! Where imported incidents come from, and forgetting all that came from one.

use super::imported::NOT_WHOLE;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::IncidentSource;

/// All sources, by their names.
pub(crate) async fn sources(tx: &mut Transaction) -> Result<Vec<IncidentSource>, StoreError> {
    tx.rows(
        "SELECT incident_source.name AS name, incident_source.imported_at AS imported_at, (
             SELECT count(*)
             FROM incident
             JOIN incident_category ON incident_category.number = incident.category
             WHERE incident_category.source = incident_source.number) AS incidents
         FROM incident_source
         ORDER BY incident_source.name",
        [],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(IncidentSource {
            name: row.get("name")?,
            imported_at: Some(row.time("imported_at")?).filter(|at| at.as_millis() != NOT_WHOLE),
            incidents: row.get::<i64>("incidents")?.unsigned_abs(),
        })
    })
    .collect()
}

/// Begins to forget a source, and whether there is one of this name. What is left of it is not taken for whole from then on.
pub(crate) async fn begin_forgetting(tx: &mut Transaction, source: &str) -> Result<bool, StoreError> {
    let begun = tx.execute(
        "UPDATE incident_source SET imported_at = $2 WHERE name = $1",
        [source.into(), NOT_WHOLE.into()],
    );
    Ok(begun.await? == 1)
}

/// Forgets at most `limit` incidents of a source; with the last of them its categories go, and the source.
pub(crate) async fn forget_of(tx: &mut Transaction, source: &str, limit: u32) -> Result<u64, StoreError> {
    let forgotten = tx
        .execute(
            "DELETE FROM incident
             WHERE (occurred_at, category, lat_e5, lon_e5) IN (
                 SELECT incident.occurred_at, incident.category, incident.lat_e5, incident.lon_e5
                 FROM incident
                 JOIN incident_category ON incident_category.number = incident.category
                 JOIN incident_source ON incident_source.number = incident_category.source
                 WHERE incident_source.name = $1
                 LIMIT $2)",
            [source.into(), limit.into()],
        )
        .await?;
    if forgotten < u64::from(limit) {
        tx.execute(
            "DELETE FROM incident_category
             WHERE source = (SELECT number FROM incident_source WHERE name = $1)",
            [source.into()],
        )
        .await?;
        tx.execute("DELETE FROM incident_source WHERE name = $1", [source.into()])
            .await?;
    }
    Ok(forgotten)
}
