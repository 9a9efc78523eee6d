//! Alerts: prepared at the desk, then sent to everybody. Each change that is sent is a new message of the same
//! alert, which refers to those before it.
//!
//! What is prepared lies in the table `alert`, what residents see in `publication`; a row of the journal is
//! written when something is sent, and at no other step. What a step makes of an alert is decided by [`step`],
//! which knows no database.

mod file;
mod list;
mod message;
mod step;

use async_trait::async_trait;
use lamplight_protocol::alert::{Alert, AlertState};
use lamplight_protocol::api::{AlertStepKind, Cursor, DeskAlert, FeedItem};
use lamplight_protocol::ids::AlertId;
use lamplight_protocol::picture::Picture;
use lamplight_protocol::time::TimestampMillis;

use crate::audit::record::Change;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::Topic;
use crate::leader::{Lead, lead};
use crate::model::{
    Act, Actor, AlertAction, AlertChange, AlertFilter, AlertRefusal, AuditRecord, DueAlert, Hash, Object,
    StaffWrite,
};
use crate::operation::{Earlier, Operation};
use crate::people::sessions;
use crate::publication::{self, Publication};

use self::step::{Step, Taken};

pub(crate) use self::file::one;
pub(crate) use self::list::{due, page};

/// What the server asks of its memory of alerts.
#[async_trait]
pub trait Alerts: Send + Sync {
    /// Takes one step with an alert.
    async fn change_alert(&self, change: &AlertChange) -> Result<StaffWrite, StoreError>;
    /// One alert with its history.
    async fn alert(&self, id: AlertId, now: TimestampMillis) -> Result<Option<DeskAlert>, StoreError>;
    /// Alerts without their history, newest first, and where the next page begins.
    async fn alerts(
        &self,
        filter: &AlertFilter,
        now: TimestampMillis,
    ) -> Result<(Vec<DeskAlert>, Option<Cursor>), StoreError>;
    /// An alert as residents see it; none when it was never sent.
    async fn published_alert(&self, id: AlertId) -> Result<Option<Alert>, StoreError>;
    /// Alerts whose time has come, the longest due first.
    async fn due_alerts(&self, now: TimestampMillis, limit: u32) -> Result<Vec<DueAlert>, StoreError>;
    /// Sends an alert whose time has come; false when another instance is at it, or when somebody changed it
    /// meanwhile. Of many who try at once, one succeeds.
    async fn send_due_alert(
        &self,
        id: AlertId,
        sender: &str,
        now: TimestampMillis,
    ) -> Result<bool, StoreError>;
    /// Remembers that a console of the session was open at this moment.
    async fn saw_console(&self, session: &Hash, now: TimestampMillis) -> Result<(), StoreError>;
}

impl Publication for Alert {
    type State = AlertState;
    const TOPIC: Topic = Topic::Alert;

    fn revision(&self) -> u32 {
        self.revision
    }

    fn state(&self) -> AlertState {
        self.state
    }

    fn picture(&self) -> Option<&Picture> {
        None
    }

    fn into_feed_item(self) -> FeedItem {
        FeedItem::Alert(self)
    }

    fn of_feed_item(item: FeedItem) -> Option<Self> {
        match item {
            FeedItem::Alert(alert) => Some(alert),
            _ => None,
        }
    }
}

/// Takes one step with an alert, and records it.
pub(crate) async fn change(tx: &mut Transaction, change: &AlertChange) -> Result<Change, StoreError> {
    let operation = operation(change);
    if change.revision == 0 && matches!(change.action, AlertAction::Draft(_) | AlertAction::Send(_)) {
        file::begin(tx, change).await?;
    }
    let file = file::lock(tx, change.id, change.at).await?;
    match operation.earlier(tx).await? {
        Earlier::Nothing => {}
        Earlier::Other => return Ok(StaffWrite::Conflict.into()),
        Earlier::Same { revision, .. } => {
            let done_before = StaffWrite::Done {
                revision,
                repeated: true,
            };
            return Ok(done_before.into());
        }
    }
    let Some(file) = file else {
        return Ok(StaffWrite::NotFound.into());
    };
    if file.revision != change.revision {
        return Ok(StaffWrite::ChangedMeanwhile(file.revision).into());
    }
    if let Some(refusal) = refuse_alone(tx, change).await? {
        return Ok(StaffWrite::Alert(refusal).into());
    }
    let step = match step::take(file, change) {
        Ok(step) => step,
        Err(step::Refused::Over) => return Ok(StaffWrite::Over.into()),
        Err(step::Refused::Because(refusal)) => return Ok(StaffWrite::Alert(refusal).into()),
    };
    let revision = step.file.revision;
    let record = change
        .actor
        .did(act_of(&step), Object::Alert(change.id), change.at);
    operation.keep(tx, revision).await?;
    keep(tx, step, &change.body_hash).await?;
    let before = (change.revision > 0).then_some(change.revision);
    Ok(Change::Done {
        revision,
        record: record.revisions(before, revision),
    })
}

/// Whoever could approve and is on duty is to be asked, so nobody goes alone then.
async fn refuse_alone(
    tx: &mut Transaction,
    change: &AlertChange,
) -> Result<Option<AlertRefusal>, StoreError> {
    if !matches!(change.action, AlertAction::Submit(Some(_))) {
        return Ok(None);
    }
    let others = sessions::publishers_on_duty(tx, change.by.id, change.at).await?;
    Ok((others > 0).then_some(AlertRefusal::OthersOnDuty(others)))
}

/// Writes what a step made of an alert.
async fn keep(tx: &mut Transaction, step: Step, body_hash: &Hash) -> Result<(), StoreError> {
    let Step {
        file,
        taken,
        by,
        words,
        kind,
        at,
    } = step;
    if let Taken::Deleted = taken {
        return file::delete(tx, &file).await;
    }
    file::put(tx, &file).await?;
    file::put_step(tx, &file, kind, at, &by, words.as_deref()).await?;
    if let Taken::Sent(alert) = taken {
        publication::put(tx, file.id.to_string(), *alert, body_hash, at).await?;
    }
    Ok(())
}

/// What the audit calls a step.
fn act_of(step: &Step) -> Act {
    let is_first = |alert: &Alert| alert.references.is_empty();
    match step.kind {
        AlertStepKind::Wrote => Act::AlertDraft,
        AlertStepKind::Proposed => Act::AlertPropose,
        AlertStepKind::Approved => Act::AlertApprove,
        AlertStepKind::Declined => Act::AlertDecline,
        AlertStepKind::Scheduled => Act::AlertSchedule,
        AlertStepKind::Sent if step.file.published.as_ref().is_some_and(is_first) => Act::AlertPublish,
        AlertStepKind::Sent => Act::AlertUpdate,
        AlertStepKind::SentAlone => Act::AlertAlone,
        AlertStepKind::Ended => Act::AlertEnd,
        AlertStepKind::Recalled => Act::AlertRecall,
        AlertStepKind::Discarded => Act::AlertDiscard,
        AlertStepKind::Reviewed => Act::AlertReview,
        AlertStepKind::Missed => Act::AlertMiss,
    }
}

/// Sends an alert whose time has come, unless another instance is at it. Without a record nothing is to be committed.
pub(crate) async fn send_due(
    tx: &mut Transaction,
    id: AlertId,
    sender: &str,
    now: TimestampMillis,
) -> Result<Option<AuditRecord>, StoreError> {
    if !lead(tx, Lead::Alerts).await? {
        return Ok(None);
    }
    // Locked before it is looked at: somebody of the patrol may be changing it.
    let Some(file) = file::lock(tx, id, now).await? else {
        return Ok(None);
    };
    let Some(step) = step::send_scheduled(file, sender, now) else {
        return Ok(None);
    };
    let revision = step.file.revision;
    let record = Actor::server().did(act_of(&step), Object::Alert(id), now);
    keep(tx, step, &[0; 32]).await?;
    Ok(Some(record.revisions(Some(revision - 1), revision)))
}

fn operation(change: &AlertChange) -> Operation {
    Operation {
        id: change.operation,
        topic: Topic::Alert,
        subject: change.id.to_string(),
        body_hash: change.body_hash,
        at: change.at,
        by: Some(change.by.id),
    }
}
