//! Who means to come to an event, counted and by nobody's name.

use async_trait::async_trait;
use lamplight_protocol::api::Attendance;
use lamplight_protocol::event::{Event, EventContent, EventState};
use lamplight_protocol::ids::EventId;
use lamplight_protocol::time::TimestampMillis;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::Topic;
use crate::leader::{Lead, lead};
use crate::model::{Hash, RsvpAnswer, RsvpChange};
use crate::operation::{Earlier, Operation};
use crate::publication;

/// Events whose answers are forgotten in one transaction.
const EVENTS_PER_CHUNK: u32 = 500;

/// What the server asks of its memory about who comes to events. As for [`crate::Store`], each method is one
/// transaction.
#[async_trait]
pub trait Rsvps: Send + Sync {
    /// Takes how many come. The same operation again gets the first answer.
    async fn rsvp(&self, change: &RsvpChange) -> Result<RsvpAnswer, StoreError>;
    /// How many mean to come, or did, once that was forgotten; none when there is no such event.
    async fn attendance(&self, event: EventId) -> Result<Option<Attendance>, StoreError>;
    /// Forgets who meant to come to events that ended before a time, but for how many. None when another instance is
    /// at it.
    async fn forget_rsvps(&self, before: TimestampMillis) -> Result<Option<u32>, StoreError>;
}

/// An event whose row is locked.
struct Gathering {
    number: i64,
    event: Event,
}

impl Gathering {
    async fn lock(tx: &mut Transaction, id: EventId) -> Result<Option<Self>, StoreError> {
        // Writing to the row locks it on both engines until the transaction ends.
        let row = tx
            .row(
                "UPDATE publication
                 SET changed_at = changed_at
                 WHERE topic = 'event' AND id = $1
                 RETURNING number, document",
                [id.into()],
            )
            .await?;
        row.map(|row| {
            Ok(Self {
                number: row.get("number")?,
                event: publication::document_of(&row)?,
            })
        })
        .transpose()
    }

    fn is_over(&self, now: TimestampMillis) -> bool {
        self.event.state != EventState::Published || self.event.content.ends_at <= now
    }
}

/// Takes how many come. Unless the answer is that it was taken now, nothing may be committed.
pub(crate) async fn take(tx: &mut Transaction, change: &RsvpChange) -> Result<RsvpAnswer, StoreError> {
    let Some(gathering) = Gathering::lock(tx, change.event).await? else {
        return Ok(RsvpAnswer::NotFound);
    };
    let operation = operation_of(change);
    match operation.earlier(tx).await? {
        Earlier::Nothing => {}
        Earlier::Other => return Ok(RsvpAnswer::Conflict),
        Earlier::Same { at, .. } => return Ok(RsvpAnswer::Taken { at, repeated: true }),
    }
    // Whoever does not come after all may say so at any time.
    if change.people > 0 && gathering.is_over(change.at) {
        return Ok(RsvpAnswer::Over);
    }
    let before = people_of(tx, gathering.number, &change.receipt_hash).await?;
    keep(tx, gathering.number, &change.receipt_hash, change.people).await?;
    let coming = counted(tx, gathering.number).await?;
    let capacity = gathering.event.content.capacity;
    // Fewer than before are always welcome, also where the capacity was lowered meanwhile.
    if change.people > before && capacity.is_some_and(|capacity| coming.people > capacity) {
        return Ok(RsvpAnswer::Full);
    }
    operation.keep(tx, 1).await?;
    tell_whether_full(tx, gathering, coming).await?;
    Ok(RsvpAnswer::Taken {
        at: change.at,
        repeated: false,
    })
}

fn operation_of(change: &RsvpChange) -> Operation {
    Operation {
        id: change.operation,
        topic: Topic::Event,
        subject: change.event.to_string(),
        body_hash: change.body_hash,
        at: change.at,
        by: None,
    }
}

/// For how many a device has answered; 0 when it has not.
async fn people_of(tx: &mut Transaction, event: i64, receipt: &Hash) -> Result<u32, StoreError> {
    let row = tx
        .row(
            "SELECT people FROM rsvp WHERE event = $1 AND receipt_hash = $2",
            [event.into(), receipt.into()],
        )
        .await?;
    row.map_or(Ok(0), |row| row.count("people"))
}

async fn keep(tx: &mut Transaction, event: i64, receipt: &Hash, people: u32) -> Result<(), StoreError> {
    if people == 0 {
        tx.execute(
            "DELETE FROM rsvp WHERE event = $1 AND receipt_hash = $2",
            [event.into(), receipt.into()],
        )
        .await?;
        return Ok(());
    }
    tx.execute_one(
        "INSERT INTO rsvp (event, receipt_hash, people) VALUES ($1, $2, $3)
         ON CONFLICT (event, receipt_hash) DO UPDATE SET people = excluded.people",
        [event.into(), receipt.into(), people.into()],
    )
    .await
}

async fn counted(tx: &mut Transaction, event: i64) -> Result<Attendance, StoreError> {
    let row = tx
        .row(
            "SELECT count(*) AS answers, CAST(coalesce(sum(people), 0) AS BIGINT) AS people
             FROM rsvp
             WHERE event = $1",
            [event.into()],
        )
        .await?
        .ok_or(StoreError::Damaged("a count"))?;
    Ok(Attendance {
        answers: row.count("answers")?,
        people: row.count("people")?,
    })
}

/// Says in the feed that no place is left, or that one is again. That is no revision: nobody decided anything.
async fn tell_whether_full(
    tx: &mut Transaction,
    gathering: Gathering,
    coming: Attendance,
) -> Result<(), StoreError> {
    let full = is_full(&gathering.event.content, coming);
    if full == gathering.event.full {
        return Ok(());
    }
    let event = Event {
        full,
        ..gathering.event
    };
    publication::rewrite(tx, gathering.number, event).await
}

/// Whether as many come as fit.
pub(crate) fn is_full(content: &EventContent, coming: Attendance) -> bool {
    content.capacity.is_some_and(|capacity| coming.people >= capacity)
}

/// How many mean to come to an event that is about to be changed; nobody where there is no such event. Nobody else
/// can say so until that is done.
pub(crate) async fn lock_and_count(tx: &mut Transaction, event: EventId) -> Result<Attendance, StoreError> {
    match Gathering::lock(tx, event).await? {
        Some(gathering) => counted(tx, gathering.number).await,
        None => Ok(Attendance {
            answers: 0,
            people: 0,
        }),
    }
}

/// How many mean to come, or did.
pub(crate) async fn attendance(
    tx: &mut Transaction,
    event: EventId,
) -> Result<Option<Attendance>, StoreError> {
    let row = tx
        .row(
            "SELECT publication.number AS number, attendance.answers AS answers, attendance.people AS people
             FROM publication
             LEFT JOIN attendance ON attendance.event = publication.number
             WHERE topic = 'event' AND id = $1",
            [event.into()],
        )
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    if row.get::<Option<i64>>("answers")?.is_some() {
        return Ok(Some(Attendance {
            answers: row.count("answers")?,
            people: row.count("people")?,
        }));
    }
    counted(tx, row.get("number")?).await.map(Some)
}

/// Forgets who meant to come to what ended before a time, the longest over first, and tells to how many events.
pub(crate) async fn forget(tx: &mut Transaction, before: TimestampMillis) -> Result<Option<u32>, StoreError> {
    if !lead(tx, Lead::Retention).await? {
        return Ok(None);
    }
    let rows = tx
        .rows(
            "SELECT number, id
             FROM publication
             WHERE topic = 'event' AND ends_at < $1
               AND EXISTS (SELECT 1 FROM rsvp WHERE rsvp.event = publication.number)
             ORDER BY ends_at
             LIMIT $2",
            [before.to_string().into(), EVENTS_PER_CHUNK.into()],
        )
        .await?;
    for row in &rows {
        forget_one(tx, row.get("number")?, row.parse("id")?).await?;
    }
    Ok(Some(u32::try_from(rows.len()).unwrap_or(u32::MAX)))
}

async fn forget_one(tx: &mut Transaction, number: i64, event: EventId) -> Result<(), StoreError> {
    let came = counted(tx, number).await?;
    tx.execute_one(
        "INSERT INTO attendance (event, answers, people) VALUES ($1, $2, $3)
         ON CONFLICT (event) DO UPDATE SET answers = excluded.answers, people = excluded.people",
        [number.into(), came.answers.into(), came.people.into()],
    )
    .await?;
    tx.execute("DELETE FROM rsvp WHERE event = $1", [number.into()])
        .await?;
    tx.execute(
        "DELETE FROM operation WHERE topic = 'event' AND subject = $1 AND staff_id IS NULL",
        [event.into()],
    )
    .await?;
    Ok(())
}
