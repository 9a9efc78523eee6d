//! What was logged of a plan: visits and notes.

use lamplight_protocol::api::{PatrolEntry, PatrolLog};
use lamplight_protocol::ids::PatrolId;
use lamplight_protocol::limits::PATROL_ENTRIES_MAX;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::PatrolWrite;
use crate::seal::{KeyEncryptionKey, PatrolPart};

/// Adds an entry to the log of a locked plan. False when it has no room.
pub(super) async fn append(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    write: &PatrolWrite,
    patrol: i64,
    what: &PatrolLog,
) -> Result<bool, StoreError> {
    let newest = tx
        .row(
            "SELECT coalesce(max(position), 0) AS newest FROM patrol_entry WHERE patrol = $1",
            [patrol.into()],
        )
        .await?
        .ok_or(StoreError::Damaged("a count"))?
        .count("newest")?;
    if newest >= PATROL_ENTRIES_MAX {
        return Ok(false);
    }
    let position = newest + 1;
    let sealed = kek.seal_patrol(write.id, PatrolPart::Entry(position), what)?;
    tx.execute_one(
        "INSERT INTO patrol_entry (patrol, position, at, sealed) VALUES ($1, $2, $3, $4)",
        [patrol.into(), position.into(), write.at.into(), sealed.into()],
    )
    .await?;
    Ok(true)
}

/// The whole log, the oldest first. [`PATROL_ENTRIES_MAX`] bounds it.
pub(super) async fn all(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    id: PatrolId,
    patrol: i64,
) -> Result<Vec<PatrolEntry>, StoreError> {
    tx.rows(
        "SELECT position, at, sealed FROM patrol_entry WHERE patrol = $1 ORDER BY position",
        [patrol.into()],
    )
    .await?
    .iter()
    .map(|row| {
        let part = PatrolPart::Entry(row.count("position")?);
        Ok(PatrolEntry {
            at: row.time("at")?,
            what: kek.open_patrol(id, part, &row.get::<Vec<u8>>("sealed")?)?,
        })
    })
    .collect()
}
