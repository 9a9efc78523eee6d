//! Plans of walks, and what was logged of them.
//!
//! A plan is one sealed document, changed as a whole by compare-and-set on its revision. Its log is apart from it, so
//! that who walks and who changes the plan never stand in each other's way.

mod log;
mod read;

use async_trait::async_trait;
use lamplight_protocol::api::{Cursor, PatrolDetail, PatrolLog, PatrolSummary};
use lamplight_protocol::ids::PatrolId;
use lamplight_protocol::patrol::PatrolPlan;
use lamplight_protocol::time::TimestampMillis;

use crate::audit::record::Change;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::Topic;
use crate::leader::{Lead, lead};
use crate::model::{Act, Object, PatrolDeed, PatrolWrite, StaffWrite};
use crate::operation::Operation;
use crate::publication::changed_again;
use crate::seal::{KeyEncryptionKey, PatrolPart};

pub(crate) use self::read::{detail, page};

/// What the server asks of its memory of walks. As for [`crate::Store`], each method is one transaction.
#[async_trait]
pub trait Patrols: Send + Sync {
    /// Keeps a plan, changes it, calls it off, or logs something of it.
    async fn change_patrol(&self, write: &PatrolWrite, deed: &PatrolDeed) -> Result<StaffWrite, StoreError>;
    /// The answer that this write would get again; none when it is new. Asked before anything is planned: chance would
    /// make another plan of the same order.
    async fn answer_patrol_again(&self, write: &PatrolWrite) -> Result<Option<StaffWrite>, StoreError>;
    /// One plan with its log; none when there is none.
    async fn patrol(&self, id: PatrolId) -> Result<Option<PatrolDetail>, StoreError>;
    /// Plans, the shift that begins last first: the page after `before`, and where the next begins.
    async fn patrols(
        &self,
        before: Option<&Cursor>,
        limit: u32,
    ) -> Result<(Vec<PatrolSummary>, Option<Cursor>), StoreError>;
    /// Drops at most `limit` plans whose shift ended before a time, with their logs, and tells how many. None when
    /// another instance is at it.
    async fn forget_patrols(&self, before: TimestampMillis, limit: u32) -> Result<Option<u32>, StoreError>;
}

/// A plan whose row is locked.
struct Locked {
    number: i64,
    revision: u32,
    is_called_off: bool,
    sealed: Vec<u8>,
}

/// Does what a write says.
pub(crate) async fn change(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    write: &PatrolWrite,
    deed: &PatrolDeed,
) -> Result<Change, StoreError> {
    let operation = operation(write);
    let locked = lock(tx, write.id).await?;
    if let Some(answer) = changed_again(tx, &operation).await? {
        return Ok(answer.into());
    }
    let before = locked.as_ref().map(|locked| locked.revision);
    let revision = match (deed, locked) {
        (PatrolDeed::Plan(_), Some(_)) => return Ok(StaffWrite::Conflict.into()),
        (PatrolDeed::Plan(plan), None) => match insert(tx, kek, plan).await? {
            Some(revision) => revision,
            // Somebody was faster by a moment: the same plan again, or another under its id.
            None => {
                let again = changed_again(tx, &operation).await?;
                return Ok(again.unwrap_or(StaffWrite::Conflict).into());
            }
        },
        (_, None) => return Ok(StaffWrite::NotFound.into()),
        (_, Some(locked)) if locked.is_called_off => return Ok(StaffWrite::Over.into()),
        (PatrolDeed::Edit(plan), Some(locked)) if locked.revision + 1 == plan.revision => {
            overwrite(tx, kek, locked.number, plan).await?
        }
        (PatrolDeed::CallOff(revision), Some(locked)) if locked.revision == *revision => {
            call_off(tx, kek, write, &locked).await?
        }
        (PatrolDeed::Edit(_) | PatrolDeed::CallOff(_), Some(locked)) => {
            return Ok(StaffWrite::ChangedMeanwhile(locked.revision).into());
        }
        (PatrolDeed::Log(what), Some(locked)) => {
            if !log::append(tx, kek, write, locked.number, what).await? {
                return Ok(StaffWrite::NoRoom.into());
            }
            locked.revision
        }
    };
    operation.keep(tx, revision).await?;
    let record = write
        .by
        .did(act(deed), Object::Patrol(write.id), write.at)
        .revisions(before, revision);
    Ok(Change::Done { revision, record })
}

fn act(deed: &PatrolDeed) -> Act {
    match deed {
        PatrolDeed::Plan(_) => Act::PatrolPlan,
        PatrolDeed::Edit(_) => Act::PatrolEdit,
        PatrolDeed::CallOff(_) => Act::PatrolCallOff,
        PatrolDeed::Log(PatrolLog::Visit(_)) => Act::PatrolVisit,
        PatrolDeed::Log(PatrolLog::Note(_)) => Act::PatrolNote,
    }
}

fn operation(write: &PatrolWrite) -> Operation {
    Operation {
        id: write.operation,
        topic: Topic::Patrol,
        subject: write.id.to_string(),
        body_hash: write.body_hash,
        at: write.at,
        by: write.by.staff_id(),
    }
}

/// The answer that a write would get again.
pub(crate) async fn answer_again(
    tx: &mut Transaction,
    write: &PatrolWrite,
) -> Result<Option<StaffWrite>, StoreError> {
    changed_again(tx, &operation(write)).await
}

/// Locks a plan by writing to it.
async fn lock(tx: &mut Transaction, id: PatrolId) -> Result<Option<Locked>, StoreError> {
    tx.row(
        "UPDATE patrol SET stops = stops WHERE id = $1 RETURNING number, revision, called_off_at, sealed",
        [id.into()],
    )
    .await?
    .map(|row| {
        Ok(Locked {
            number: row.get("number")?,
            revision: row.count("revision")?,
            is_called_off: row.time_optional("called_off_at")?.is_some(),
            sealed: row.get("sealed")?,
        })
    })
    .transpose()
}

/// Keeps a new plan; none when there is one of its id.
async fn insert(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    plan: &PatrolPlan,
) -> Result<Option<u32>, StoreError> {
    let sealed = kek.seal_patrol(plan.id, PatrolPart::Plan(plan.revision), plan)?;
    let row = tx
        .row(
            "INSERT INTO patrol (id, revision, starts_at, ends_at, stops, unassigned, sealed)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (id) DO NOTHING
             RETURNING number",
            [
                plan.id.into(),
                plan.revision.into(),
                plan.order.starts_at.into(),
                plan.order.ends_at.into(),
                count(plan.visits()).into(),
                count(plan.unassigned.len()).into(),
                sealed.into(),
            ],
        )
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let number: i64 = row.get("number")?;
    for unit in &plan.order.units {
        tx.execute_one(
            "INSERT INTO patrol_unit (unit, patrol) VALUES ($1, $2)",
            [(*unit).into(), number.into()],
        )
        .await?;
    }
    Ok(Some(plan.revision))
}

async fn overwrite(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    number: i64,
    plan: &PatrolPlan,
) -> Result<u32, StoreError> {
    let sealed = kek.seal_patrol(plan.id, PatrolPart::Plan(plan.revision), plan)?;
    tx.execute_one(
        "UPDATE patrol
         SET revision = $2, called_off_at = $3, stops = $4, unassigned = $5, sealed = $6
         WHERE number = $1",
        [
            number.into(),
            plan.revision.into(),
            plan.called_off_at.into(),
            count(plan.visits()).into(),
            count(plan.unassigned.len()).into(),
            sealed.into(),
        ],
    )
    .await?;
    Ok(plan.revision)
}

async fn call_off(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    write: &PatrolWrite,
    locked: &Locked,
) -> Result<u32, StoreError> {
    let part = PatrolPart::Plan(locked.revision);
    let plan: PatrolPlan = kek.open_patrol(write.id, part, &locked.sealed)?;
    let plan = PatrolPlan {
        revision: plan.revision + 1,
        changed_at: write.at,
        called_off_at: Some(write.at),
        ..plan
    };
    overwrite(tx, kek, locked.number, &plan).await
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Drops plans whose shift ended before a time.
pub(crate) async fn forget(
    tx: &mut Transaction,
    before: TimestampMillis,
    limit: u32,
) -> Result<Option<u32>, StoreError> {
    if !lead(tx, Lead::Retention).await? {
        return Ok(None);
    }
    let rows = tx
        .rows(
            "SELECT number, id FROM patrol WHERE ends_at < $1 ORDER BY ends_at LIMIT $2",
            [before.into(), limit.into()],
        )
        .await?;
    for row in &rows {
        // Units and log go with it.
        tx.execute(
            "DELETE FROM patrol WHERE number = $1",
            [row.get::<i64>("number")?.into()],
        )
        .await?;
        tx.execute(
            "DELETE FROM operation WHERE topic = $1 AND subject = $2",
            [Topic::Patrol.as_str().into(), row.get::<String>("id")?.into()],
        )
        .await?;
    }
    Ok(Some(count(rows.len())))
}
