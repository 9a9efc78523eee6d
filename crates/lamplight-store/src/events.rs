//! Community events.

use lamplight_protocol::api::FeedItem;
use lamplight_protocol::event::{Event, EventState};
use lamplight_protocol::picture::Picture;

use crate::audit::record::Change;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::Topic;
use crate::model::{Act, AuditRecord, EventAction, EventChange, Object, StaffWrite};
use crate::operation::Operation;
use crate::publication::{self, Publication};
use crate::rsvps;

impl Publication for Event {
    type State = EventState;
    const TOPIC: Topic = Topic::Event;

    fn revision(&self) -> u32 {
        self.revision
    }

    fn state(&self) -> EventState {
        self.state
    }

    fn picture(&self) -> Option<&Picture> {
        self.content.picture.as_ref()
    }

    fn into_feed_item(self) -> FeedItem {
        FeedItem::Event(self)
    }

    fn of_feed_item(item: FeedItem) -> Option<Self> {
        match item {
            FeedItem::Event(event) => Some(event),
            _ => None,
        }
    }
}

/// Publishes, updates or cancels an event.
pub(crate) async fn change(tx: &mut Transaction, change: &EventChange) -> Result<Change, StoreError> {
    let (operation, record) = (operation(change), record(change));
    match &change.action {
        EventAction::Publish(content) => {
            let event = Event {
                id: change.id,
                revision: 1,
                state: EventState::Published,
                changed_at: change.at,
                content: content.clone(),
                full: false,
                cancellation_note: None,
            };
            publication::publish(tx, &operation, record, event).await
        }
        EventAction::Update(revision, content) => {
            let coming = rsvps::lock_and_count(tx, change.id).await?;
            let update = |event| {
                next(event, change).map(|event| Event {
                    full: rsvps::is_full(content, coming),
                    content: content.clone(),
                    ..event
                })
            };
            publication::change(tx, &operation, record, *revision, update).await
        }
        EventAction::Cancel(revision, note) => {
            let cancel = |event| {
                next(event, change).map(|event| Event {
                    state: EventState::Cancelled,
                    cancellation_note: Some(note.clone()),
                    ..event
                })
            };
            publication::change(tx, &operation, record, *revision, cancel).await
        }
    }
}

/// The answer that a change would get again; none when it is new.
pub(crate) async fn answer_again(
    tx: &mut Transaction,
    change: &EventChange,
) -> Result<Option<StaffWrite>, StoreError> {
    let operation = operation(change);
    match &change.action {
        EventAction::Publish(_) => publication::published_again::<Event>(tx, &operation).await,
        EventAction::Update(..) | EventAction::Cancel(..) => publication::changed_again(tx, &operation).await,
    }
}

fn record(change: &EventChange) -> AuditRecord {
    let act = match change.action {
        EventAction::Publish(_) => Act::EventPublish,
        EventAction::Update(..) => Act::EventUpdate,
        EventAction::Cancel(..) => Act::EventCancel,
    };
    change.by.did(act, Object::Event(change.id), change.at)
}

fn operation(change: &EventChange) -> Operation {
    Operation {
        id: change.operation,
        topic: Topic::Event,
        subject: change.id.to_string(),
        body_hash: change.body_hash,
        at: change.at,
        by: change.by.staff_id(),
    }
}

/// The event one revision on; none when it was cancelled.
fn next(event: Event, change: &EventChange) -> Option<Event> {
    (event.state != EventState::Cancelled).then(|| Event {
        revision: event.revision + 1,
        changed_at: change.at,
        ..event
    })
}
