//! Reminding people of what has waited too long, while nobody has a console open.
//!
//! **Each thing is reminded of once for each time that it begins to wait.** Whoever makes a reminder marks what it
//! counts, in one transaction; what a channel is to tell stands in one row for each channel until it was told. So a
//! restart loses nothing, two instances do not both count the same, and what grows is a number.

mod due;

use async_trait::async_trait;
use lamplight_protocol::time::TimestampMillis;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::leader::{Lead, lead};
use crate::model::{Channel, LostReminder, NoticeOutcome, Reminder, Waiting};
use crate::names::{name_of, value_of};
use crate::value::Row;

/// The shortest time between two reminders by a channel, in milliseconds: an hour. Whoever did not come for the first
/// does not come sooner for a second.
const APART_MS_MIN: i64 = 3_600_000;

/// What the server asks of its memory to remind people. As for [`crate::Store`], each method is one transaction.
#[async_trait]
pub trait Reminders: Send + Sync {
    /// Has channels remind of what began to wait too long since this was asked last, and tells how much that is.
    /// Nothing does while none of them may speak yet: it is counted when one may. None when another instance is at it.
    async fn make_reminder(
        &self,
        channels: &[Channel],
        now: TimestampMillis,
    ) -> Result<Option<Waiting>, StoreError>;
    /// Takes what a channel is to remind of, until `until`. After that another instance may take it. What was dealt
    /// with meanwhile is not counted any more.
    async fn next_reminder(
        &self,
        channel: Channel,
        now: TimestampMillis,
        until: TimestampMillis,
    ) -> Result<Option<Reminder>, StoreError>;
    /// Writes what became of a reminder. Once it was given, the channel says nothing for an hour.
    async fn settle_reminder(
        &self,
        reminder: &Reminder,
        outcome: NoticeOutcome,
        at: TimestampMillis,
    ) -> Result<(), StoreError>;
    /// Channels whose last reminder was given up.
    async fn lost_reminders(&self) -> Result<Vec<LostReminder>, StoreError>;
}

/// Whether there is anything for [`make`] to do. Asked first, because looking costs no lock.
pub(crate) async fn is_needed(
    tx: &mut Transaction,
    channels: &[Channel],
    now: TimestampMillis,
) -> Result<bool, StoreError> {
    let silent = tx
        .rows("SELECT channel FROM reminder WHERE next_at > $1", [now.into()])
        .await?
        .iter()
        .map(channel_of)
        .collect::<Result<Vec<_>, _>>()?;
    if channels.iter().all(|channel| silent.contains(channel)) {
        return Ok(false);
    }
    Ok(!due::find(tx, now).await?.is_empty())
}

/// Marks what began to wait too long, and has channels tell how much that is.
pub(crate) async fn make(
    tx: &mut Transaction,
    channels: &[Channel],
    now: TimestampMillis,
) -> Result<Option<Waiting>, StoreError> {
    if !lead(tx, Lead::Reminders).await? {
        return Ok(None);
    }
    let waiting = due::find(tx, now).await?.mark(tx).await?;
    if !waiting.is_nothing() {
        for channel in channels {
            add(tx, *channel, waiting, now).await?;
        }
    }
    Ok(Some(waiting))
}

/// Adds to what a channel is still to tell. One that has failed, or has just spoken, waits on as it did.
async fn add(
    tx: &mut Transaction,
    channel: Channel,
    waiting: Waiting,
    now: TimestampMillis,
) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO reminder (channel, reports, proposals, reviews, next_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (channel) DO UPDATE
         SET reports = reminder.reports + excluded.reports,
             proposals = reminder.proposals + excluded.proposals,
             reviews = reminder.reviews + excluded.reviews",
        [
            name_of(&channel)?.into(),
            waiting.reports.into(),
            waiting.proposals.into(),
            waiting.reviews.into(),
            now.into(),
        ],
    )
    .await
}

/// Whether a channel is to remind of anything now.
pub(crate) async fn is_waiting(
    tx: &mut Transaction,
    channel: Channel,
    now: TimestampMillis,
) -> Result<bool, StoreError> {
    let waits = tx
        .row(
            "SELECT 1 AS found
             FROM reminder
             WHERE channel = $1 AND next_at <= $2 AND reports + proposals + reviews > 0",
            [name_of(&channel)?.into(), now.into()],
        )
        .await?;
    Ok(waits.is_some())
}

/// Takes what a channel is to remind of.
pub(crate) async fn take(
    tx: &mut Transaction,
    channel: Channel,
    now: TimestampMillis,
    until: TimestampMillis,
) -> Result<Option<Reminder>, StoreError> {
    let name = name_of(&channel)?;
    let row = tx
        .row(
            "UPDATE reminder
             SET next_at = $3, attempts = attempts + 1
             WHERE channel = $1 AND next_at <= $2 AND reports + proposals + reviews > 0
             RETURNING reports, proposals, reviews, attempts",
            [name.as_str().into(), now.into(), until.into()],
        )
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let waiting = waiting_of(&row)?.at_most(due::waiting(tx, now).await?);
    let (attempts, next_at) = if waiting.is_nothing() {
        (0, now)
    } else {
        (row.count("attempts")?, until)
    };
    tx.execute_one(
        "UPDATE reminder
         SET reports = $2, proposals = $3, reviews = $4, attempts = $5, next_at = $6
         WHERE channel = $1",
        [
            name.into(),
            waiting.reports.into(),
            waiting.proposals.into(),
            waiting.reviews.into(),
            attempts.into(),
            next_at.into(),
        ],
    )
    .await?;
    Ok((attempts > 0).then_some(Reminder {
        channel,
        waiting,
        attempts,
    }))
}

/// Writes what became of a reminder.
pub(crate) async fn settle(
    tx: &mut Transaction,
    reminder: &Reminder,
    outcome: NoticeOutcome,
    at: TimestampMillis,
) -> Result<(), StoreError> {
    let given_up_at = match outcome {
        NoticeOutcome::Again(next_at) => return try_again(tx, reminder, next_at).await,
        NoticeOutcome::Told => None,
        NoticeOutcome::GivenUp => Some(at),
    };
    // What was added while it was told stays, and waits for the next.
    tx.execute(
        "UPDATE reminder
         SET reports = reports - $3, proposals = proposals - $4, reviews = reviews - $5,
             attempts = 0, next_at = $6, given_up_at = $7
         WHERE channel = $1 AND attempts = $2",
        [
            name_of(&reminder.channel)?.into(),
            reminder.attempts.into(),
            reminder.waiting.reports.into(),
            reminder.waiting.proposals.into(),
            reminder.waiting.reviews.into(),
            at.plus_millis(APART_MS_MIN).into(),
            given_up_at.into(),
        ],
    )
    .await?;
    Ok(())
}

async fn try_again(
    tx: &mut Transaction,
    reminder: &Reminder,
    next_at: TimestampMillis,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE reminder SET next_at = $3 WHERE channel = $1 AND attempts = $2",
        [
            name_of(&reminder.channel)?.into(),
            reminder.attempts.into(),
            next_at.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Channels whose last reminder was given up.
pub(crate) async fn lost(tx: &mut Transaction) -> Result<Vec<LostReminder>, StoreError> {
    tx.rows(
        "SELECT channel, given_up_at FROM reminder WHERE given_up_at IS NOT NULL ORDER BY channel",
        [],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(LostReminder {
            channel: channel_of(row)?,
            at: row.time("given_up_at")?,
        })
    })
    .collect()
}

fn channel_of(row: &Row) -> Result<Channel, StoreError> {
    value_of(&row.get::<String>("channel")?, "channel")
}

fn waiting_of(row: &Row) -> Result<Waiting, StoreError> {
    Ok(Waiting {
        reports: row.count("reports")?,
        proposals: row.count("proposals")?,
        reviews: row.count("reviews")?,
    })
}
