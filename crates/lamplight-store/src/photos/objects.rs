//! The names of objects in the media store: which are needed, and which wait for their deletion.

use std::collections::HashSet;

use lamplight_protocol::time::TimestampMillis;
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::reports::receipt::Number;
use crate::rows::Rows;
use crate::value::Value;

/// Writes that no row needs an object any more.
pub(crate) async fn discard(tx: &mut Transaction, name: &str, at: TimestampMillis) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO discarded_object (name, discarded_at) VALUES ($1, $2)",
        [name.into(), at.into()],
    )
    .await
}

/// Writes that a report's objects are not needed any more. Its row must be locked, so that no photo arrives
/// between this and the report's end.
pub(crate) async fn discard_of(
    tx: &mut Transaction,
    report: Number,
    at: TimestampMillis,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO discarded_object (name, discarded_at)
         SELECT object, $2 FROM report_photo WHERE number = $1 AND object IS NOT NULL
         UNION ALL
         SELECT thumbnail, $2 FROM report_photo WHERE number = $1 AND thumbnail IS NOT NULL",
        [report.into(), at.into()],
    )
    .await?;
    Ok(())
}

/// Writes that the objects of one photo are not needed any more. Its report's row must be locked.
pub(crate) async fn discard_photo(
    tx: &mut Transaction,
    report: Number,
    sha256: &str,
    at: TimestampMillis,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO discarded_object (name, discarded_at)
         SELECT object, $3 FROM report_photo WHERE number = $1 AND sha256 = $2 AND object IS NOT NULL
         UNION ALL
         SELECT thumbnail, $3 FROM report_photo WHERE number = $1 AND sha256 = $2 AND thumbnail IS NOT NULL",
        [report.into(), sha256.into(), at.into()],
    )
    .await?;
    Ok(())
}

/// Of objects that the media store holds, writes those that no row names as not needed: an upload or a worker
/// that was cut off left them. They must be so old that nobody is about to name them.
pub(crate) async fn discard_strays(
    tx: &mut Transaction,
    names: &[String],
    at: TimestampMillis,
) -> Result<u64, StoreError> {
    let is_one_of = tx.is_one_of();
    let sql = format!(
        "SELECT object AS name FROM report_photo WHERE object {is_one_of}
         UNION ALL
         SELECT thumbnail FROM report_photo WHERE thumbnail {is_one_of}
         UNION ALL
         SELECT object FROM picture WHERE object {is_one_of}
         UNION ALL
         SELECT name FROM discarded_object WHERE name {is_one_of}"
    );
    let known: HashSet<String> = tx
        .rows(AssertSqlSafe(sql), [many(names)])
        .await?
        .iter()
        .map(|row| row.get("name"))
        .collect::<Result<_, _>>()?;
    let strays: Vec<&String> = names.iter().filter(|name| !known.contains(*name)).collect();
    Rows::of(&strays)
        .column("name", |name| name.as_str())
        .column("discarded_at", |_| at)
        .insert(tx, "discarded_object", "ON CONFLICT (name) DO NOTHING")
        .await?;
    Ok(strays.len() as u64)
}

/// Some of the objects to be deleted, the oldest first; none while a backup holds them.
pub(crate) async fn discarded(
    tx: &mut Transaction,
    now: TimestampMillis,
    limit: u32,
) -> Result<Vec<String>, StoreError> {
    tx.rows(
        "SELECT name
         FROM discarded_object
         WHERE (SELECT objects_held_until FROM installation) <= $1
         ORDER BY discarded_at
         LIMIT $2",
        [now.into(), limit.into()],
    )
    .await?
    .iter()
    .map(|row| row.get("name"))
    .collect()
}

/// Forgets objects whose bytes are gone.
pub(crate) async fn forget(tx: &mut Transaction, names: &[String]) -> Result<(), StoreError> {
    let sql = format!("DELETE FROM discarded_object WHERE name {}", tx.is_one_of());
    tx.rows(AssertSqlSafe(sql), [many(names)]).await?;
    Ok(())
}

/// Keeps every object from being deleted until `until`.
pub(crate) async fn hold(tx: &mut Transaction, until: TimestampMillis) -> Result<(), StoreError> {
    tx.execute_one("UPDATE installation SET objects_held_until = $1", [until.into()])
        .await
}

/// The objects that photos and pictures need, in the order of their names: those after `after`.
pub(crate) async fn needed(tx: &mut Transaction, after: &str, limit: u32) -> Result<Vec<String>, StoreError> {
    tx.rows(
        "SELECT name
         FROM (SELECT object AS name FROM report_photo WHERE object > $1
               UNION ALL
               SELECT thumbnail FROM report_photo WHERE thumbnail > $1
               UNION ALL
               SELECT object FROM picture WHERE object > $1) AS needed
         ORDER BY name
         LIMIT $2",
        [after.into(), limit.into()],
    )
    .await?
    .iter()
    .map(|row| row.get("name"))
    .collect()
}

/// Photos of which an object is gone are to come again: the device that sent them still has them. A picture is shown to
/// nobody until somebody of the patrol sends it again.
pub(crate) async fn lose(tx: &mut Transaction, names: &[String]) -> Result<(), StoreError> {
    let is_one_of = tx.is_one_of();
    let sql = format!(
        "UPDATE report_photo
         SET state = 'to_come', object = NULL, thumbnail = NULL, received_at = NULL, leased_until = 0
         WHERE object {is_one_of} OR thumbnail {is_one_of}"
    );
    tx.rows(AssertSqlSafe(sql), [many(names)]).await?;
    let sql = format!("UPDATE picture SET object = NULL WHERE object {is_one_of}");
    tx.rows(AssertSqlSafe(sql), [many(names)]).await?;
    Ok(())
}

fn many(names: &[String]) -> Value {
    Value::Many(names.iter().map(|name| name.as_str().into()).collect())
}
