//! The chain: each row is tied to the one before it by a hash that only this deployment's secrets can make.
//! Whoever changes, drops, adds or moves a row would have to make all later hashes anew, and cannot.

use crate::database::Transaction;
use crate::error::StoreError;
use crate::leader::{Lead, lead};
use crate::model::{AuditHead, AuditRow, AuditState, Hash};
use crate::rows::Rows;
use crate::seal::AuditKey;
use crate::value::{Row, Value, hex, unhex};

/// What the first row is tied to.
pub(super) const BEGINNING: AuditHead = AuditHead {
    count: 0,
    hash: [0; 32],
};

/// The columns of a row beside its place and its hash, for lists of columns.
macro_rules! columns {
    () => {
        "at, actor, staff_id, roles, act, object, object_id, revision_before, revision_after, reason, request_id"
    };
}
pub(super) use columns;

/// What ties a row to the one before it: everything that it says, its place, and the hash before.
pub(super) fn tie(key: &AuditKey, previous: &Hash, row: &AuditRow) -> Hash {
    let at = row.at.to_string();
    let before = row.revision_before.map(|revision| revision.to_string());
    let after = row.revision_after.map(|revision| revision.to_string());
    key.hash(
        "row",
        previous,
        row.position,
        &[
            Some(&at),
            Some(&row.actor),
            row.staff_id.as_deref(),
            Some(&row.roles),
            Some(&row.act),
            Some(&row.object),
            row.object_id.as_deref(),
            before.as_deref(),
            after.as_deref(),
            row.reason.as_deref(),
            row.request_id.as_deref(),
        ],
    )
}

/// Moves rows of the tail into the chain, in the order of their commits.
pub(crate) async fn extend(
    tx: &mut Transaction,
    key: &AuditKey,
    limit: u32,
) -> Result<Option<u32>, StoreError> {
    if !lead(tx, Lead::Audit).await? {
        return Ok(None);
    }
    let waiting = oldest_of_tail(tx, limit).await?;
    let mut head = head(tx).await?;
    let mut ids: Vec<Value> = Vec::new();
    let mut chained = Vec::new();
    for row in &waiting {
        ids.push(row.get::<i64>("id")?.into());
        let mut tied = row_of(row, head.count.saturating_add(1), String::new())?;
        head = AuditHead {
            count: tied.position,
            hash: tie(key, &head.hash, &tied),
        };
        tied.hash = hex(&head.hash);
        chained.push(tied);
    }
    if chained.is_empty() {
        return Ok(Some(0));
    }
    insert(tx, &chained).await?;
    let sql = format!("DELETE FROM audit_tail WHERE id {}", tx.is_one_of());
    tx.rows(sqlx::AssertSqlSafe(sql), [Value::Many(ids)]).await?;
    Ok(Some(u32::try_from(chained.len()).unwrap_or(u32::MAX)))
}

/// As for the journal: ids of SQLite grow in the order of commits; on PostgreSQL nothing can appear any more
/// below the oldest transaction that is still under way.
async fn oldest_of_tail(tx: &mut Transaction, limit: u32) -> Result<Vec<Row>, StoreError> {
    let sql = match tx {
        Transaction::Sqlite(_) => concat!("SELECT id, ", columns!(), " FROM audit_tail ORDER BY id LIMIT $1"),
        Transaction::Postgres(_) => concat!(
            "SELECT id, ",
            columns!(),
            " FROM audit_tail
             WHERE tx < pg_snapshot_xmin(pg_current_snapshot())
             ORDER BY tx, id
             LIMIT $1"
        ),
    };
    tx.rows(sql, [limit.into()]).await
}

async fn insert(tx: &mut Transaction, rows: &[AuditRow]) -> Result<(), StoreError> {
    Rows::of(rows)
        .column("position", |row| row.position)
        .column("at", |row| row.at)
        .column("actor", |row| row.actor.as_str())
        .column("staff_id", |row| row.staff_id.clone())
        .column("roles", |row| row.roles.as_str())
        .column("act", |row| row.act.as_str())
        .column("object", |row| row.object.as_str())
        .column("object_id", |row| row.object_id.clone())
        .column("revision_before", |row| row.revision_before)
        .column("revision_after", |row| row.revision_after)
        .column("reason", |row| row.reason.clone())
        .column("request_id", |row| row.request_id.clone())
        .column("hash", |row| unhex(&row.hash).unwrap_or_default())
        .insert(tx, "audit", "")
        .await?;
    Ok(())
}

/// The end of the chain as the database has it.
pub(super) async fn head(tx: &mut Transaction) -> Result<AuditHead, StoreError> {
    let newest = tx
        .row(
            "SELECT position, hash FROM audit ORDER BY position DESC LIMIT 1",
            [],
        )
        .await?;
    let row = match newest {
        Some(row) => Some(row),
        None => tx.row("SELECT position, hash FROM audit_anchor", []).await?,
    };
    row.map_or(Ok(BEGINNING), |row| {
        Ok(AuditHead {
            count: row.get("position")?,
            hash: hash_of(&row)?,
        })
    })
}

pub(super) fn hash_of(row: &Row) -> Result<Hash, StoreError> {
    row.get::<Vec<u8>>("hash")?
        .try_into()
        .map_err(|_| StoreError::Damaged("a hash of the audit"))
}

/// The end of the chain, and how many rows wait behind it.
pub(crate) async fn state(tx: &mut Transaction) -> Result<AuditState, StoreError> {
    Ok(AuditState {
        head: head(tx).await?,
        unchained: unchained(tx).await?,
    })
}

/// How many rows wait to be chained.
pub(super) async fn unchained(tx: &mut Transaction) -> Result<u32, StoreError> {
    tx.row("SELECT count(*) AS waiting FROM audit_tail", [])
        .await?
        .ok_or(StoreError::Damaged("a count"))?
        .count("waiting")
}

/// A row of either table, at a place in the chain.
pub(super) fn row_of(row: &Row, position: i64, hash: String) -> Result<AuditRow, StoreError> {
    Ok(AuditRow {
        position,
        at: row.get("at")?,
        actor: row.get("actor")?,
        staff_id: row.get("staff_id")?,
        roles: row.get("roles")?,
        act: row.get("act")?,
        object: row.get("object")?,
        object_id: row.get("object_id")?,
        revision_before: row.get("revision_before")?,
        revision_after: row.get("revision_after")?,
        reason: row.get("reason")?,
        request_id: row.get("request_id")?,
        hash,
    })
}

/// A chained row as the database has it.
pub(super) fn chained_of(row: &Row) -> Result<AuditRow, StoreError> {
    row_of(row, row.get("position")?, hex(&row.get::<Vec<u8>>("hash")?))
}
