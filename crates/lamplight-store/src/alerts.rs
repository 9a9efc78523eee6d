//! Alerts: each change is a new message of the same alert, which refers to those before it.

use lamplight_protocol::alert::{Alert, AlertContent, AlertReference, AlertState};
use lamplight_protocol::api::FeedItem;
use lamplight_protocol::time::TimestampMillis;

use crate::audit::record::Change;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::Topic;
use crate::model::{Act, AlertAction, AlertChange, AuditRecord, Object, StaffWrite};
use crate::operation::Operation;
use crate::publication::{self, Publication};

/// Earlier messages that an alert refers to: the newest ones. Within the seven days that an alert may
/// stand, nobody sends as many.
const REFERENCES_MAX: usize = 100;

impl Publication for Alert {
    type State = AlertState;
    const TOPIC: Topic = Topic::Alert;

    fn revision(&self) -> u32 {
        self.revision
    }

    fn state(&self) -> AlertState {
        self.state
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

/// Publishes, updates or ends an alert.
pub(crate) async fn change(tx: &mut Transaction, change: &AlertChange) -> Result<Change, StoreError> {
    let (operation, record) = (operation(change), record(change));
    match &change.action {
        AlertAction::Publish(content) => {
            publication::publish(tx, &operation, record, first_message(change, content)).await
        }
        AlertAction::Update(revision, content) => {
            let update = |alert| next_message(alert, change).map(|alert| updated(alert, content, change.at));
            publication::change(tx, &operation, record, *revision, update).await
        }
        AlertAction::End(revision, note) => {
            let end = |alert| next_message(alert, change).map(|alert| ended(alert, note.clone()));
            publication::change(tx, &operation, record, *revision, end).await
        }
    }
}

/// The answer that a change would get again; none when it is new.
pub(crate) async fn answer_again(
    tx: &mut Transaction,
    change: &AlertChange,
) -> Result<Option<StaffWrite>, StoreError> {
    let operation = operation(change);
    match &change.action {
        AlertAction::Publish(_) => publication::published_again::<Alert>(tx, &operation).await,
        AlertAction::Update(..) | AlertAction::End(..) => publication::changed_again(tx, &operation).await,
    }
}

fn record(change: &AlertChange) -> AuditRecord {
    let act = match change.action {
        AlertAction::Publish(_) => Act::AlertPublish,
        AlertAction::Update(..) => Act::AlertUpdate,
        AlertAction::End(..) => Act::AlertEnd,
    };
    change.by.did(act, Object::Alert(change.id), change.at)
}

fn operation(change: &AlertChange) -> Operation {
    Operation {
        id: change.operation,
        topic: Topic::Alert,
        subject: change.id.to_string(),
        body_hash: change.body_hash,
        at: change.at,
        by: change.by.staff_id(),
    }
}

fn first_message(change: &AlertChange, content: &AlertContent) -> Alert {
    Alert {
        id: change.id,
        revision: 1,
        state: state_of(content, change.at, AlertState::Active),
        identifier: change.operation,
        sender: change.sender.clone(),
        sent: change.at,
        references: Vec::new(),
        level: content.level(),
        content: content.clone(),
        closing_note: None,
    }
}

/// The alert with the next message's heading; none when it is over.
fn next_message(mut alert: Alert, change: &AlertChange) -> Option<Alert> {
    if matches!(alert.state, AlertState::Ended | AlertState::Recalled) {
        return None;
    }
    alert.references.push(AlertReference {
        identifier: alert.identifier,
        sent: alert.sent,
    });
    let too_many = alert.references.len().saturating_sub(REFERENCES_MAX);
    alert.references.drain(..too_many);
    alert.revision += 1;
    alert.identifier = change.operation;
    alert.sender.clone_from(&change.sender);
    alert.sent = change.at;
    Some(alert)
}

fn updated(alert: Alert, content: &AlertContent, at: TimestampMillis) -> Alert {
    Alert {
        state: state_of(content, at, AlertState::Updated),
        level: content.level(),
        content: content.clone(),
        ..alert
    }
}

fn ended(alert: Alert, closing_note: Option<String>) -> Alert {
    Alert {
        state: AlertState::Ended,
        closing_note,
        ..alert
    }
}

fn state_of(content: &AlertContent, now: TimestampMillis, once_begun: AlertState) -> AlertState {
    if content.effective.is_some_and(|begins| begins > now) {
        AlertState::Scheduled
    } else {
        once_begun
    }
}
