//! One alert's row, read and written.

use lamplight_protocol::alert::{Alert, AlertContent, AlertState};
use lamplight_protocol::api::{AlertPlan, AlertStep, AlertStepKind, DeskAlert, StaffRef};
use lamplight_protocol::ids::{AlertId, OperationId, StaffId};
use lamplight_protocol::limits::ALERT_STEPS_MAX;
use lamplight_protocol::time::TimestampMillis;
use serde::{Deserialize, Serialize};

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::AlertChange;
use crate::names::{name_of, value_of};
use crate::publication;
use crate::value::Row;

/// An alert as it lies in the store.
pub(super) struct File {
    pub(super) number: i64,
    pub(super) id: AlertId,
    pub(super) revision: u32,
    pub(super) created_at: TimestampMillis,
    pub(super) changed_at: TimestampMillis,
    pub(super) plan: Option<Plan>,
    pub(super) published: Option<Alert>,
    pub(super) alone_by: Option<StaffId>,
}

/// What is being prepared, as one JSON document.
#[derive(Serialize, Deserialize)]
pub(super) struct Plan {
    /// Draft, awaiting approval or scheduled.
    pub(super) state: AlertState,
    pub(super) content: AlertContent,
    pub(super) outgoing: AlertContent,
    pub(super) send_at: Option<TimestampMillis>,
    pub(super) digest: String,
    pub(super) written_by: StaffRef,
    pub(super) proposed_by: Option<StaffRef>,
    pub(super) approve_by: Option<TimestampMillis>,
    /// Under which name it is sent when its time comes.
    pub(super) identifier: Option<OperationId>,
}

/// Makes the row of a new alert, unless there is one. Of many who do so at once, the others wait.
pub(super) async fn begin(tx: &mut Transaction, change: &AlertChange) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO alert (id, revision, created_at, changed_at)
         VALUES ($1, 0, $2, $2)
         ON CONFLICT (id) DO NOTHING",
        [change.id.into(), change.at.into()],
    )
    .await?;
    Ok(())
}

/// Reads an alert that is to be changed. Writing to its row locks it on both engines until the transaction ends.
pub(super) async fn lock(
    tx: &mut Transaction,
    id: AlertId,
    at: TimestampMillis,
) -> Result<Option<File>, StoreError> {
    let locked = tx
        .execute(
            "UPDATE alert SET changed_at = $2 WHERE id = $1",
            [id.into(), at.into()],
        )
        .await?;
    if locked == 0 {
        return Ok(None);
    }
    read(tx, id).await
}

async fn read(tx: &mut Transaction, id: AlertId) -> Result<Option<File>, StoreError> {
    tx.row(
        "SELECT alert.number, alert.id, alert.revision, created_at, alert.changed_at, plan, alone_by, document
         FROM alert
         LEFT JOIN publication ON topic = 'alert' AND publication.id = alert.id
         WHERE alert.id = $1",
        [id.into()],
    )
    .await?
    .as_ref()
    .map(File::of)
    .transpose()
}

impl File {
    pub(super) fn of(row: &Row) -> Result<Self, StoreError> {
        let plan = row.get::<Option<String>>("plan")?;
        let published = row.get::<Option<String>>("document")?;
        Ok(Self {
            number: row.get("number")?,
            id: row.parse("id")?,
            revision: row.count("revision")?,
            created_at: row.time("created_at")?,
            changed_at: row.time("changed_at")?,
            plan: plan
                .map(|json| serde_json::from_str(&json).map_err(|_| StoreError::Damaged("plan")))
                .transpose()?,
            published: published
                .map(|json| publication::document_of_json(&json))
                .transpose()?,
            alone_by: row.parse_optional("alone_by")?,
        })
    }

    /// As the desk sees it at a moment, with nothing of its history.
    pub(super) fn at(self, now: TimestampMillis) -> DeskAlert {
        let needs_approval = self.needs_approval();
        let plan = self.plan.map(|plan| plan.at(now, needs_approval));
        let published = self.published.as_ref().map(|alert| standing(alert, now));
        let planned = plan.as_ref().map(|plan| plan.state);
        DeskAlert {
            id: self.id,
            revision: self.revision,
            state: published.or(planned).unwrap_or(AlertState::Draft),
            created_at: self.created_at,
            changed_at: self.changed_at,
            plan,
            published: self.published,
            review_due: self.alone_by.is_some(),
            steps: Vec::new(),
        }
    }
}

/// Where a published alert stands: its begin and its end come by the clock.
fn standing(alert: &Alert, now: TimestampMillis) -> AlertState {
    match alert.state {
        over @ (AlertState::Ended | AlertState::Recalled) => over,
        _ if alert.content.expires <= now => AlertState::Expired,
        _ if alert.references.is_empty() => AlertState::Active,
        _ => AlertState::Updated,
    }
}

impl Plan {
    fn at(self, now: TimestampMillis, needs_approval: bool) -> AlertPlan {
        let has_lapsed = self.approve_by.is_some_and(|until| until <= now);
        let state = match self.state {
            AlertState::Scheduled if self.outgoing.expires <= now => AlertState::Expired,
            AlertState::AwaitingApproval if has_lapsed => AlertState::Draft,
            state => state,
        };
        AlertPlan {
            state,
            level: self.outgoing.level(),
            content: self.content,
            outgoing: self.outgoing,
            digest: self.digest,
            needs_approval,
            send_at: self.send_at,
            written_by: self.written_by,
            proposed_by: self.proposed_by,
            approve_by: self.approve_by,
        }
    }
}

/// Writes an alert's row.
pub(super) async fn put(tx: &mut Transaction, file: &File) -> Result<(), StoreError> {
    let plan = file.plan.as_ref();
    let due_at = plan
        .filter(|plan| plan.state == AlertState::Scheduled)
        .and_then(|plan| plan.send_at);
    let published = file.published.as_ref();
    let json = plan
        .map(|plan| serde_json::to_string(plan).map_err(|_| StoreError::Damaged("a plan to be kept")))
        .transpose()?;
    tx.execute_one(
        "UPDATE alert
         SET revision = $2, changed_at = $3, published_state = $4, published_until = $5,
             plan = $6, plan_state = $7, due_at = $8, alone_by = $9
         WHERE number = $1",
        [
            file.number.into(),
            file.revision.into(),
            file.changed_at.into(),
            published.map(|alert| name_of(&alert.state)).transpose()?.into(),
            published.map(|alert| alert.content.expires).into(),
            json.into(),
            plan.map(|plan| name_of(&plan.state)).transpose()?.into(),
            due_at.into(),
            file.alone_by.into(),
        ],
    )
    .await
}

/// Deletes an alert that was never sent.
pub(super) async fn delete(tx: &mut Transaction, file: &File) -> Result<(), StoreError> {
    tx.execute_one("DELETE FROM alert WHERE number = $1", [file.number.into()])
        .await
}

/// Writes what was done.
pub(super) async fn put_step(
    tx: &mut Transaction,
    file: &File,
    kind: AlertStepKind,
    at: TimestampMillis,
    by: &StaffRef,
    words: Option<&str>,
) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO alert_step (number, revision, kind, at, staff_id, staff_name, words)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            file.number.into(),
            file.revision.into(),
            name_of(&kind)?.into(),
            at.into(),
            by.id.into(),
            by.name.as_str().into(),
            words.into(),
        ],
    )
    .await
}

/// One alert with its history.
pub(crate) async fn one(
    tx: &mut Transaction,
    id: AlertId,
    now: TimestampMillis,
) -> Result<Option<DeskAlert>, StoreError> {
    let Some(file) = read(tx, id).await? else {
        return Ok(None);
    };
    let steps = steps(tx, file.number).await?;
    Ok(Some(DeskAlert {
        steps,
        ..file.at(now)
    }))
}

async fn steps(tx: &mut Transaction, number: i64) -> Result<Vec<AlertStep>, StoreError> {
    tx.rows(
        "SELECT revision, kind, at, staff_id, staff_name, words
         FROM alert_step
         WHERE number = $1
         ORDER BY revision DESC
         LIMIT $2",
        [number.into(), ALERT_STEPS_MAX.into()],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(AlertStep {
            revision: row.count("revision")?,
            kind: value_of(&row.get::<String>("kind")?, "kind")?,
            by: StaffRef {
                id: row.parse("staff_id")?,
                name: row.get("staff_name")?,
            },
            at: row.time("at")?,
            words: row.get("words")?,
        })
    })
    .collect()
}
