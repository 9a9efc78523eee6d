//! Whether somebody watches the desk, and what others are told while nobody does.
//!
//! An instance that has a console open writes the time, again and again; what it wrote last is true for all
//! instances, and ends by itself when the instance does.
//!
//! **Each channel tells of a report once.** There is one row for a report and a channel, and an instance takes it for
//! a while only: if it ends, the next one takes the row again. So a notice may come twice after a crash, and never not
//! at all.

use async_trait::async_trait;
use lamplight_protocol::status::Status;
use lamplight_protocol::time::TimestampMillis;
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{Channel, LostNotice, Notice, NoticeOutcome, Untold};
use crate::names::{name_of, value_of};
use crate::reports::receipt::Number;
use crate::rows::Rows;
use crate::value::Value;

/// What the server asks of its memory about the desk's presence. As for [`crate::Store`], each method is one
/// transaction.
#[async_trait]
pub trait Presence: Send + Sync {
    /// Says that a person has a console open.
    async fn note_presence(&self, at: TimestampMillis) -> Result<(), StoreError>;
    /// When that was last said, by any instance.
    async fn last_presence(&self) -> Result<Option<TimestampMillis>, StoreError>;
    /// Has a channel tell of reports that it was not to tell of before, and says of how many.
    async fn queue_notices(
        &self,
        channel: Channel,
        untold: &Untold,
        now: TimestampMillis,
    ) -> Result<u64, StoreError>;
    /// Takes the notice of a channel that has waited longest, until `until`. After that another instance may take it.
    /// One of a report that somebody has opened meanwhile is needless, and ends here.
    async fn next_notice(
        &self,
        channel: Channel,
        now: TimestampMillis,
        until: TimestampMillis,
    ) -> Result<Option<Notice>, StoreError>;
    /// Writes what became of a notice.
    async fn settle_notice(
        &self,
        notice: &Notice,
        outcome: NoticeOutcome,
        at: TimestampMillis,
    ) -> Result<(), StoreError>;
    /// Notices that were given up, the newest first.
    async fn lost_notices(&self, limit: u32) -> Result<Vec<LostNotice>, StoreError>;
    /// How many notices wait.
    async fn waiting_notices(&self) -> Result<u64, StoreError>;
}

pub(crate) async fn note(tx: &mut Transaction, at: TimestampMillis) -> Result<(), StoreError> {
    // Written over, and never only raised: an instance whose clock runs ahead must not leave a desk that is
    // watched for as long as that.
    tx.execute_one("UPDATE presence SET seen_at = $1", [at.into()])
        .await
}

pub(crate) async fn last(tx: &mut Transaction) -> Result<Option<TimestampMillis>, StoreError> {
    let row = tx.row("SELECT seen_at FROM presence", []).await?;
    let seen_at: Option<i64> = row.ok_or(StoreError::Damaged("presence"))?.get("seen_at")?;
    Ok(seen_at.map(TimestampMillis::from_millis))
}

/// The reports that a channel is still to tell of. Its parameters are those of [`untold_values`].
fn untold_reports(tx: &Transaction) -> String {
    format!(
        "SELECT report.number
         FROM report
         WHERE category {} AND status = $2 AND received_at >= $3 AND practice = 0
           AND NOT EXISTS (
               SELECT 1 FROM notice WHERE notice.number = report.number AND notice.channel = $4
           )
         ORDER BY received_at DESC, number DESC
         LIMIT $5",
        tx.is_one_of()
    )
}

fn untold_values(channel: Channel, untold: &Untold) -> Result<Vec<Value>, StoreError> {
    let categories = untold.categories.iter().map(|category| category.as_str().into());
    Ok(vec![
        Value::Many(categories.collect()),
        Status::Received.as_str().into(),
        untold.since.into(),
        name_of(&channel)?.into(),
        untold.limit.into(),
    ])
}

/// Whether there is anything for [`queue`] to do. Asked first, because looking costs no lock.
pub(crate) async fn has_untold(
    tx: &mut Transaction,
    channel: Channel,
    untold: &Untold,
) -> Result<bool, StoreError> {
    let sql = untold_reports(tx);
    let found = tx
        .rows(AssertSqlSafe(sql), untold_values(channel, untold)?)
        .await?;
    Ok(!found.is_empty())
}

pub(crate) async fn queue(
    tx: &mut Transaction,
    channel: Channel,
    untold: &Untold,
    now: TimestampMillis,
) -> Result<u64, StoreError> {
    let sql = untold_reports(tx);
    let numbers: Vec<Number> = tx
        .rows(AssertSqlSafe(sql), untold_values(channel, untold)?)
        .await?
        .iter()
        .map(|row| row.get("number"))
        .collect::<Result<_, _>>()?;
    let name = name_of(&channel)?;
    // Of two instances that find the same reports one comes second, and changes nothing.
    let queued = Rows::of(&numbers)
        .column("number", |number| *number)
        .column("channel", |_| name.as_str())
        .column("next_at", |_| now)
        .column("changed_at", |_| now)
        .insert(
            tx,
            "notice",
            "ON CONFLICT (number, channel) DO NOTHING RETURNING number",
        )
        .await?;
    Ok(queued.len() as u64)
}

/// Whether a notice is due that nobody has taken.
pub(crate) async fn waits(
    tx: &mut Transaction,
    channel: Channel,
    now: TimestampMillis,
) -> Result<bool, StoreError> {
    let due = tx
        .row(
            "SELECT 1 AS found FROM notice WHERE state = 'waiting' AND next_at <= $1 AND channel = $2 LIMIT 1",
            [now.into(), name_of(&channel)?.into()],
        )
        .await?;
    Ok(due.is_some())
}

pub(crate) async fn take(
    tx: &mut Transaction,
    channel: Channel,
    now: TimestampMillis,
    until: TimestampMillis,
) -> Result<Option<Notice>, StoreError> {
    end_needless(tx, now).await?;
    // Two instances of PostgreSQL that ask at once get different notices.
    let passing_over = match tx {
        Transaction::Sqlite(_) => "",
        Transaction::Postgres(_) => "FOR UPDATE SKIP LOCKED",
    };
    let sql = format!(
        "UPDATE notice
         SET next_at = $2, attempts = attempts + 1
         WHERE channel = $3 AND number = (
             SELECT number
             FROM notice
             WHERE state = 'waiting' AND next_at <= $1 AND channel = $3
             ORDER BY next_at
             LIMIT 1 {passing_over}
         )
         RETURNING number, attempts"
    );
    let values = [now.into(), until.into(), name_of(&channel)?.into()];
    let taken = tx.rows(AssertSqlSafe(sql), values).await?;
    let Some(taken) = taken.first() else {
        return Ok(None);
    };
    let report = tx
        .row(
            "SELECT report_id, category FROM receipt JOIN report USING (number) WHERE number = $1",
            [taken.get::<Number>("number")?.into()],
        )
        .await?
        .ok_or(StoreError::Damaged("a notice without its report"))?;
    Ok(Some(Notice {
        report_id: report.parse("report_id")?,
        category: value_of(&report.get::<String>("category")?, "category")?,
        channel,
        attempts: taken.count("attempts")?,
    }))
}

/// Somebody has opened the report: nobody else need be told.
async fn end_needless(tx: &mut Transaction, now: TimestampMillis) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE notice
         SET state = 'needless', changed_at = $1
         WHERE state = 'waiting' AND next_at <= $1
           AND (SELECT status FROM report WHERE report.number = notice.number) <> $2",
        [now.into(), Status::Received.as_str().into()],
    )
    .await?;
    Ok(())
}

pub(crate) async fn settle(
    tx: &mut Transaction,
    notice: &Notice,
    outcome: NoticeOutcome,
    at: TimestampMillis,
) -> Result<(), StoreError> {
    let (state, next_at) = match outcome {
        NoticeOutcome::Told => ("told", at),
        NoticeOutcome::Again(next_at) => ("waiting", next_at),
        NoticeOutcome::GivenUp => ("given_up", at),
    };
    // A report that was erased meanwhile has taken its notices with it.
    tx.execute(
        "UPDATE notice
         SET state = $3, next_at = $4, changed_at = $5
         WHERE number = (SELECT number FROM receipt WHERE report_id = $1)
           AND channel = $2 AND state = 'waiting' AND attempts = $6",
        [
            notice.report_id.into(),
            name_of(&notice.channel)?.into(),
            state.into(),
            next_at.into(),
            at.into(),
            notice.attempts.into(),
        ],
    )
    .await?;
    Ok(())
}

pub(crate) async fn lost(tx: &mut Transaction, limit: u32) -> Result<Vec<LostNotice>, StoreError> {
    tx.rows(
        "SELECT report_id, channel, changed_at
         FROM notice
         JOIN receipt USING (number)
         WHERE state = 'given_up'
         ORDER BY changed_at DESC
         LIMIT $1",
        [limit.into()],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(LostNotice {
            report_id: row.parse("report_id")?,
            channel: value_of(&row.get::<String>("channel")?, "channel")?,
            at: row.time("changed_at")?,
        })
    })
    .collect()
}

pub(crate) async fn waiting(tx: &mut Transaction) -> Result<u64, StoreError> {
    let row = tx
        .row(
            "SELECT count(*) AS waiting FROM notice WHERE state = 'waiting'",
            [],
        )
        .await?
        .ok_or(StoreError::Damaged("notice"))?;
    row.count("waiting").map(u64::from)
}
