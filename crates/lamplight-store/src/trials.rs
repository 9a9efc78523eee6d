//! Trials: what is tried in some places and not in others, and what came of it.
//!
//! A plan is one document that never changes, so that nobody makes it fit what happened; what came of it is kept once. One
//! trial is planned or under way at a time: places in which one thing is tried would be where another is not.

use std::collections::HashMap;

use async_trait::async_trait;
use lamplight_protocol::ids::TrialId;
use lamplight_protocol::limits::TRIALS_MAX;
use lamplight_protocol::time::TimestampMillis;
use lamplight_protocol::trial::{TrialPlan, TrialResult};

use crate::audit::record::Change;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::Topic;
use crate::leader::{Lead, wait_to_lead};
use crate::model::{Act, KeptTrial, Object, StaffWrite, TrialDeed, TrialWrite};
use crate::operation::Operation;
use crate::publication::changed_again;
use crate::value::Row;

/// The revision of a trial that was planned, and of one that was called off: there is no other change.
const PLANNED: u32 = 1;
const CALLED_OFF: u32 = 2;

/// What the server asks of its memory of trials. As for [`crate::Store`], each method is one transaction.
#[async_trait]
pub trait Trials: Send + Sync {
    /// Keeps a plan, or calls a trial off.
    async fn change_trial(&self, write: &TrialWrite, deed: &TrialDeed) -> Result<StaffWrite, StoreError>;
    /// The answer that this write would get again; none when it is new. Asked before a lot is drawn: it would be another.
    async fn answer_trial_again(&self, write: &TrialWrite) -> Result<Option<StaffWrite>, StoreError>;
    /// One trial; none when there is none.
    async fn trial(&self, id: TrialId) -> Result<Option<KeptTrial>, StoreError>;
    /// Trials, those that begin last first.
    async fn trials(&self, limit: u32) -> Result<Vec<KeptTrial>, StoreError>;
    /// Trials that ended by a time, were not called off and not measured, those that ended first first. One that counts what
    /// is imported waits until that was imported after its end, and reaches beyond it: days of which nothing is known yet are
    /// not quiet days.
    async fn trials_to_measure(
        &self,
        ended_by: TimestampMillis,
        limit: u32,
    ) -> Result<Vec<KeptTrial>, StoreError>;
    /// Keeps what came of a trial, and whether it does: false when it was measured before, by whomever, or called off.
    async fn keep_trial_result(&self, id: TrialId, result: &TrialResult) -> Result<bool, StoreError>;
    /// Calls off a trial that cannot be measured, and whether it does: false when it was measured or called off before.
    async fn give_up_trial(&self, id: TrialId, at: TimestampMillis) -> Result<bool, StoreError>;
    /// Forgets trials that ended before a time, and those called off before they began, which nobody was told of, when they
    /// were to begin before another.
    async fn forget_trials(
        &self,
        ended_before: TimestampMillis,
        untold_before: TimestampMillis,
    ) -> Result<(), StoreError>;
}

/// Does what a write says.
pub(crate) async fn change(
    tx: &mut Transaction,
    write: &TrialWrite,
    deed: &TrialDeed,
) -> Result<Change, StoreError> {
    wait_to_lead(tx, Lead::Trials).await?;
    let operation = operation(write);
    if let Some(answer) = changed_again(tx, &operation).await? {
        return Ok(answer.into());
    }
    let known = one(tx, write.id).await?;
    let (act, before, revision) = match (deed, known) {
        (TrialDeed::Plan(_), Some(_)) => return Ok(StaffWrite::Conflict.into()),
        (TrialDeed::Plan(plan), None) => {
            if let Some(answer) = refusal(tx, plan).await? {
                return Ok(answer.into());
            }
            insert(tx, plan).await?;
            (Act::TrialPlan, None, PLANNED)
        }
        (TrialDeed::CallOff, None) => return Ok(StaffWrite::NotFound.into()),
        (TrialDeed::CallOff, Some(trial)) => {
            // What has ended is measured, however it came out.
            if trial.called_off_at.is_some() || write.at >= trial.plan.order.ends_at {
                return Ok(StaffWrite::Over.into());
            }
            call_off(tx, write).await?;
            (Act::TrialCallOff, Some(PLANNED), CALLED_OFF)
        }
    };
    operation.keep(tx, revision).await?;
    let record = write
        .by
        .did(act, Object::Trial(write.id), write.at)
        .revisions(before, revision);
    Ok(Change::Done { revision, record })
}

fn operation(write: &TrialWrite) -> Operation {
    Operation {
        id: write.operation,
        topic: Topic::Trial,
        subject: write.id.to_string(),
        body_hash: write.body_hash,
        at: write.at,
        by: write.by.staff_id(),
    }
}

/// The answer that a write would get again.
pub(crate) async fn answer_again(
    tx: &mut Transaction,
    write: &TrialWrite,
) -> Result<Option<StaffWrite>, StoreError> {
    changed_again(tx, &operation(write)).await
}

/// Why a new trial is not kept, if it is not.
async fn refusal(tx: &mut Transaction, plan: &TrialPlan) -> Result<Option<StaffWrite>, StoreError> {
    let row = tx
        .row(
            "SELECT count(*) AS trials,
                    coalesce(sum(CASE WHEN called_off_at IS NULL AND starts_at < $2 AND ends_at > $1
                                      THEN 1 ELSE 0 END), 0) AS meanwhile
             FROM trial",
            [plan.order.starts_at.into(), plan.order.ends_at.into()],
        )
        .await?
        .ok_or(StoreError::Damaged("a count"))?;
    if row.count("meanwhile")? > 0 {
        return Ok(Some(StaffWrite::TrialMeanwhile));
    }
    Ok((row.count("trials")? >= TRIALS_MAX).then_some(StaffWrite::NoRoom))
}

async fn insert(tx: &mut Transaction, plan: &TrialPlan) -> Result<(), StoreError> {
    let document = serde_json::to_string(plan).map_err(|_| StoreError::Damaged("a trial"))?;
    tx.execute_one(
        "INSERT INTO trial (id, starts_at, ends_at, plan) VALUES ($1, $2, $3, $4)",
        [
            plan.id.into(),
            plan.order.starts_at.into(),
            plan.order.ends_at.into(),
            document.into(),
        ],
    )
    .await
}

async fn call_off(tx: &mut Transaction, write: &TrialWrite) -> Result<(), StoreError> {
    tx.execute_one(
        "UPDATE trial SET called_off_at = $2 WHERE id = $1",
        [write.id.into(), write.at.into()],
    )
    .await
}

/// One trial.
pub(crate) async fn one(tx: &mut Transaction, id: TrialId) -> Result<Option<KeptTrial>, StoreError> {
    let row = tx
        .row(
            "SELECT called_off_at, plan, result FROM trial WHERE id = $1",
            [id.into()],
        )
        .await?;
    row.as_ref().map(kept).transpose()
}

/// Trials, those that begin last first.
pub(crate) async fn newest(tx: &mut Transaction, limit: u32) -> Result<Vec<KeptTrial>, StoreError> {
    tx.rows(
        "SELECT called_off_at, plan, result
         FROM trial
         ORDER BY starts_at DESC, number DESC
         LIMIT $1",
        [limit.into()],
    )
    .await?
    .iter()
    .map(kept)
    .collect()
}

/// Trials that are to be measured.
pub(crate) async fn to_measure(
    tx: &mut Transaction,
    ended_by: TimestampMillis,
    limit: u32,
) -> Result<Vec<KeptTrial>, StoreError> {
    let rows = tx
        .rows(
            "SELECT called_off_at, plan, result
             FROM trial
             WHERE ends_at <= $1 AND called_off_at IS NULL AND result IS NULL
             ORDER BY ends_at, number",
            [ended_by.into()],
        )
        .await?;
    let ended: Vec<KeptTrial> = rows.iter().map(kept).collect::<Result<_, _>>()?;
    let known_until = known_until(tx).await?;
    let is_known = |trial: &KeptTrial| {
        let order = &trial.plan.order;
        let mut sources = order
            .categories
            .iter()
            .filter_map(|category| category.source.as_ref());
        sources.all(|source| {
            let known_until = known_until.get(source);
            known_until.is_some_and(|at| *at >= order.ends_at)
        })
    };
    Ok(ended.into_iter().filter(is_known).take(limit as usize).collect())
}

/// Up to when what happened is known by each source: until its last incident, or until it was imported when that was before.
/// The files of a source may come one after the other.
async fn known_until(tx: &mut Transaction) -> Result<HashMap<String, TimestampMillis>, StoreError> {
    tx.rows(
        "SELECT name, imported_at, coalesce((
             SELECT max(incident.occurred_at)
             FROM incident
             JOIN incident_category ON incident_category.number = incident.category
             WHERE incident_category.source = incident_source.number), 0) AS last_at
         FROM incident_source",
        [],
    )
    .await?
    .iter()
    .map(|row| {
        let (imported_at, last_at) = (row.time("imported_at")?, row.time("last_at")?);
        Ok((row.get("name")?, imported_at.min(last_at)))
    })
    .collect()
}

/// Forgets trials.
pub(crate) async fn forget(
    tx: &mut Transaction,
    ended_before: TimestampMillis,
    untold_before: TimestampMillis,
) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM trial
         WHERE ends_at < $1 OR (called_off_at < starts_at AND starts_at < $2)",
        [ended_before.into(), untold_before.into()],
    )
    .await?;
    Ok(())
}

/// Keeps what came of a trial, the first time.
pub(crate) async fn keep_result(
    tx: &mut Transaction,
    id: TrialId,
    result: &TrialResult,
) -> Result<bool, StoreError> {
    let document = serde_json::to_string(result).map_err(|_| StoreError::Damaged("a trial's result"))?;
    let kept = tx.execute(
        "UPDATE trial
         SET result = $2
         WHERE id = $1 AND result IS NULL AND called_off_at IS NULL",
        [id.into(), document.into()],
    );
    Ok(kept.await? == 1)
}

/// Calls off a trial of which nothing is known yet.
pub(crate) async fn give_up(
    tx: &mut Transaction,
    id: TrialId,
    at: TimestampMillis,
) -> Result<bool, StoreError> {
    let given_up = tx.execute(
        "UPDATE trial
         SET called_off_at = $2
         WHERE id = $1 AND result IS NULL AND called_off_at IS NULL",
        [id.into(), at.into()],
    );
    Ok(given_up.await? == 1)
}

fn kept(row: &Row) -> Result<KeptTrial, StoreError> {
    let plan: String = row.get("plan")?;
    let result: Option<String> = row.get("result")?;
    let damaged = |_| StoreError::Damaged("a trial");
    Ok(KeptTrial {
        plan: serde_json::from_str(&plan).map_err(damaged)?,
        called_off_at: row.time_optional("called_off_at")?,
        result: result
            .map(|result| serde_json::from_str(&result).map_err(damaged))
            .transpose()?,
    })
}
