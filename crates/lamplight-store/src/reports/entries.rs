//! The entries of a report's thread, one for each revision.

use lamplight_protocol::redaction::RemovedPart;
use lamplight_protocol::status::{ClosingReason, Ending, Status};
use lamplight_protocol::thread::{EntryContent, ThreadEntry};

use crate::database::Transaction;
use crate::error::StoreError;
use crate::names::{name_of, value_of};
use crate::reports::receipt::Number;
use crate::seal::{Field, ReportKey};
use crate::value::Row;

/// Writes an entry. Every text in it is sealed.
pub(crate) async fn append(
    tx: &mut Transaction,
    report: Number,
    key: &ReportKey,
    entry: &ThreadEntry,
) -> Result<(), StoreError> {
    match &entry.content {
        EntryContent::Message { id, from, text } => {
            tx.execute_one(
                "INSERT INTO thread_entry (number, revision, at, kind, operation_id, author, sealed)
                 VALUES ($1, $2, $3, 'message', $4, $5, $6)",
                [
                    report.into(),
                    entry.revision.into(),
                    entry.at.into(),
                    (*id).into(),
                    name_of(from)?.into(),
                    key.seal_text(Field::Entry(entry.revision), text)?.into(),
                ],
            )
            .await
        }
        EntryContent::Status { status, ending } => {
            append_status(
                tx,
                report,
                key,
                entry,
                *status,
                ending.clone().unwrap_or_default(),
            )
            .await
        }
        EntryContent::Feedback { fixed } => {
            tx.execute_one(
                "INSERT INTO thread_entry (number, revision, at, kind, fixed)
                 VALUES ($1, $2, $3, 'feedback', $4)",
                [
                    report.into(),
                    entry.revision.into(),
                    entry.at.into(),
                    (*fixed).into(),
                ],
            )
            .await
        }
        EntryContent::Original { status, reason } => {
            tx.execute_one(
                "INSERT INTO thread_entry (number, revision, at, kind, status, reason)
                 VALUES ($1, $2, $3, 'original', $4, $5)",
                [
                    report.into(),
                    entry.revision.into(),
                    entry.at.into(),
                    status.as_str().into(),
                    reason.as_ref().map(name_of).transpose()?.into(),
                ],
            )
            .await
        }
        EntryContent::Removed { part, left } => {
            append_removed(tx, report, key, entry, part, left.as_deref()).await
        }
        EntryContent::Initiative { news } => {
            tx.execute_one(
                "INSERT INTO thread_entry (number, revision, at, kind, news)
                 VALUES ($1, $2, $3, 'initiative', $4)",
                [
                    report.into(),
                    entry.revision.into(),
                    entry.at.into(),
                    (*news).into(),
                ],
            )
            .await
        }
        EntryContent::Unknown => Err(StoreError::Damaged("an entry of a kind that is not kept")),
    }
}

async fn append_removed(
    tx: &mut Transaction,
    report: Number,
    key: &ReportKey,
    entry: &ThreadEntry,
    part: &RemovedPart,
    left: Option<&str>,
) -> Result<(), StoreError> {
    let part = serde_json::to_string(part).map_err(|_| StoreError::Damaged("a part to be removed"))?;
    let left = left
        .map(|left| key.seal_text(Field::Entry(entry.revision), left))
        .transpose()?;
    tx.execute_one(
        "INSERT INTO thread_entry (number, revision, at, kind, part, sealed)
         VALUES ($1, $2, $3, 'removed', $4, $5)",
        [
            report.into(),
            entry.revision.into(),
            entry.at.into(),
            part.into(),
            left.into(),
        ],
    )
    .await
}

/// The sealed text of a message; none when no message made this revision.
pub(crate) async fn sealed_message(
    tx: &mut Transaction,
    report: Number,
    revision: u32,
) -> Result<Option<Vec<u8>>, StoreError> {
    let row = tx
        .row(
            "SELECT sealed FROM thread_entry WHERE number = $1 AND revision = $2 AND kind = 'message'",
            [report.into(), revision.into()],
        )
        .await?;
    row.map(|row| row.get("sealed")).transpose()
}

/// The reason stays in the clear, because endings are counted by it; the words about it do not.
async fn append_status(
    tx: &mut Transaction,
    report: Number,
    key: &ReportKey,
    entry: &ThreadEntry,
    status: Status,
    ending: Ending,
) -> Result<(), StoreError> {
    let reason = ending.reason.as_ref().map(name_of).transpose()?;
    let outcome = ending
        .outcome
        .map(|outcome| key.seal_text(Field::Entry(entry.revision), &outcome))
        .transpose()?;
    tx.execute_one(
        "INSERT INTO thread_entry (number, revision, at, kind, status, reason, duplicate_of, sealed)
         VALUES ($1, $2, $3, 'status', $4, $5, $6, $7)",
        [
            report.into(),
            entry.revision.into(),
            entry.at.into(),
            status.as_str().into(),
            reason.into(),
            ending.duplicate_of.into(),
            outcome.into(),
        ],
    )
    .await
}

/// At most `limit` entries after a revision, oldest first.
pub(crate) async fn after(
    tx: &mut Transaction,
    report: Number,
    key: &ReportKey,
    revision: u32,
    limit: u32,
) -> Result<Vec<ThreadEntry>, StoreError> {
    tx.rows(
        "SELECT revision, at, kind, operation_id, author, status, reason, duplicate_of, sealed, fixed, part, news
         FROM thread_entry
         WHERE number = $1 AND revision > $2
         ORDER BY revision
         LIMIT $3",
        [report.into(), revision.into(), limit.into()],
    )
    .await?
    .iter()
    .map(|row| entry_of(row, key))
    .collect()
}

fn entry_of(row: &Row, key: &ReportKey) -> Result<ThreadEntry, StoreError> {
    let revision = row.count("revision")?;
    let text = row
        .get::<Option<Vec<u8>>>("sealed")?
        .map(|sealed| key.open_text(Field::Entry(revision), &sealed))
        .transpose()?;
    let content = match row.get::<String>("kind")?.as_str() {
        "message" => EntryContent::Message {
            id: row.parse("operation_id")?,
            from: value_of(&row.get::<String>("author")?, "author")?,
            text: text.ok_or(StoreError::Damaged("a message without a text"))?,
        },
        "feedback" => EntryContent::Feedback {
            fixed: row.flag("fixed")?,
        },
        "original" => EntryContent::Original {
            status: row.parse("status")?,
            reason: reason_of(row)?,
        },
        "removed" => EntryContent::Removed {
            part: serde_json::from_str(&row.get::<String>("part")?)
                .map_err(|_| StoreError::Damaged("part"))?,
            left: text,
        },
        "initiative" => EntryContent::Initiative {
            news: row.parse("news")?,
        },
        _ => EntryContent::Status {
            status: row.parse("status")?,
            ending: ending_of(row, text)?,
        },
    };
    Ok(ThreadEntry {
        revision,
        at: row.time("at")?,
        content,
    })
}

fn reason_of(row: &Row) -> Result<Option<ClosingReason>, StoreError> {
    row.get::<Option<String>>("reason")?
        .map(|reason| value_of(&reason, "reason"))
        .transpose()
}

fn ending_of(row: &Row, outcome: Option<String>) -> Result<Option<Ending>, StoreError> {
    let ending = Ending {
        outcome,
        reason: reason_of(row)?,
        duplicate_of: row.parse_optional("duplicate_of")?,
    };
    Ok((ending != Ending::default()).then_some(ending))
}
