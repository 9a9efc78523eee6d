//! Dropping what is past keeping, from the chain's beginning. An anchor stays in its place: up to where rows
//! were dropped, and the hash of the last of them. It is sealed, because anybody could read that hash before
//! they cut the chain themselves.

use lamplight_protocol::time::TimestampMillis;

use crate::audit::chain::{BEGINNING, hash_of};
use crate::database::Transaction;
use crate::error::StoreError;
use crate::leader::{Lead, lead};
use crate::model::{AuditHead, Hash};
use crate::seal::AuditKey;

/// Where the chain begins, as the database has it.
pub(super) struct Anchor {
    /// The last row that was dropped.
    pub(super) last: AuditHead,
    seal: Vec<u8>,
    at: i64,
}

impl Anchor {
    pub(super) async fn read(tx: &mut Transaction) -> Result<Option<Self>, StoreError> {
        tx.row("SELECT position, hash, at, seal FROM audit_anchor", [])
            .await?
            .map(|row| {
                Ok(Self {
                    last: AuditHead {
                        count: row.get("position")?,
                        hash: hash_of(&row)?,
                    },
                    seal: row.get("seal")?,
                    at: row.get("at")?,
                })
            })
            .transpose()
    }

    /// Whether this deployment set it.
    pub(super) fn is_genuine(&self, key: &AuditKey) -> bool {
        self.seal == seal(key, &self.last, self.at)
    }
}

fn seal(key: &AuditKey, last: &AuditHead, at: i64) -> Hash {
    key.hash("anchor", &last.hash, last.count, &[Some(&at.to_string())])
}

/// Drops at most `limit` rows of before a time.
pub(crate) async fn drop_before(
    tx: &mut Transaction,
    key: &AuditKey,
    before: TimestampMillis,
    at: TimestampMillis,
    limit: u32,
) -> Result<Option<u32>, StoreError> {
    if !lead(tx, Lead::Audit).await? {
        return Ok(None);
    }
    let begins = Anchor::read(tx).await?.map_or(BEGINNING, |anchor| anchor.last);
    let Some(last) = last_to_go(tx, begins.count, before, limit).await? else {
        return Ok(Some(0));
    };
    // The anchor first: rows beyond it cannot be deleted, by a rule of the table.
    tx.execute_one(
        "INSERT INTO audit_anchor (only_row, position, hash, at, seal)
         VALUES (1, $1, $2, $3, $4)
         ON CONFLICT (only_row) DO UPDATE
         SET position = excluded.position, hash = excluded.hash, at = excluded.at, seal = excluded.seal",
        [
            last.count.into(),
            (&last.hash).into(),
            at.into(),
            (&seal(key, &last, at.as_millis())).into(),
        ],
    )
    .await?;
    let dropped = tx
        .execute("DELETE FROM audit WHERE position <= $1", [last.count.into()])
        .await?;
    Ok(Some(u32::try_from(dropped).unwrap_or(u32::MAX)))
}

/// The last row of those that go. A row that is to stay keeps all after it, whatever their times say: the
/// chain has no holes.
async fn last_to_go(
    tx: &mut Transaction,
    after: i64,
    before: TimestampMillis,
    limit: u32,
) -> Result<Option<AuditHead>, StoreError> {
    let rows = tx
        .rows(
            "SELECT position, at, hash FROM audit WHERE position > $1 ORDER BY position LIMIT $2",
            [after.into(), limit.into()],
        )
        .await?;
    let mut last = None;
    for row in &rows {
        if row.time("at")? >= before {
            break;
        }
        last = Some(AuditHead {
            count: row.get("position")?,
            hash: hash_of(row)?,
        });
    }
    Ok(last)
}
