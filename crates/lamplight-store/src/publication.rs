//! What alerts and events have in common: each is one document, changed as a whole by compare-and-set on
//! its revision, and shown to everybody through the journal.

use lamplight_protocol::api::{Cursor, FeedItem};
use lamplight_protocol::time::TimestampMillis;
use serde::Serialize;

use crate::audit::record::Change;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::{self, Topic};
use crate::keyset::{self, Before};
use crate::model::{AuditRecord, Hash, StaffWrite};
use crate::names::name_of;
use crate::operation::{Earlier, Operation};
use crate::value::Row;

/// A kind of document that is published.
pub(crate) trait Publication: Sized + Send {
    /// What its state is called.
    type State: Serialize;
    const TOPIC: Topic;

    fn revision(&self) -> u32;
    fn state(&self) -> Self::State;
    fn into_feed_item(self) -> FeedItem;
    fn of_feed_item(item: FeedItem) -> Option<Self>;
}

/// Publishes a new document, and records it.
pub(crate) async fn publish<P: Publication>(
    tx: &mut Transaction,
    operation: &Operation,
    record: AuditRecord,
    document: P,
) -> Result<Change, StoreError> {
    let revision = document.revision();
    let state = name_of(&document.state())?;
    let item = document.into_feed_item();
    let inserted = tx
        .row(
            "INSERT INTO publication
                 (topic, id, revision, state, published_at, changed_at, published_body_hash, frame, document)
             VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)
             ON CONFLICT (topic, id) DO NOTHING
             RETURNING number",
            [
                P::TOPIC.as_str().into(),
                operation.subject.as_str().into(),
                revision.into(),
                state.into(),
                operation.at.into(),
                (&operation.body_hash).into(),
                item.kind().into(),
                json_of(&item)?.into(),
            ],
        )
        .await?;
    let Some(inserted) = inserted else {
        let again = published_again::<P>(tx, operation).await?;
        return again.map(Change::Not).ok_or(StoreError::Damaged("publication"));
    };
    if let Earlier::Same { .. } | Earlier::Other = operation.earlier(tx).await? {
        return Ok(StaffWrite::Conflict.into());
    }
    announce::<P>(tx, operation, inserted.get("number")?, revision).await?;
    Ok(Change::Done {
        revision,
        record: record.revisions(None, revision),
    })
}

/// The answer that a new document would get again; none when there is none of this id. A new document has
/// its own id, and that, not the operation's, is what its sender repeats.
pub(crate) async fn published_again<P: Publication>(
    tx: &mut Transaction,
    operation: &Operation,
) -> Result<Option<StaffWrite>, StoreError> {
    let row = tx
        .row(
            "SELECT published_body_hash
             FROM publication
             WHERE topic = $1 AND id = $2",
            [P::TOPIC.as_str().into(), operation.subject.as_str().into()],
        )
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    if row.get::<Vec<u8>>("published_body_hash")? == operation.body_hash {
        Ok(Some(StaffWrite::Done {
            revision: 1,
            repeated: true,
        }))
    } else {
        Ok(Some(StaffWrite::Conflict))
    }
}

/// The answer that a change would get again; none when its operation is new.
pub(crate) async fn changed_again(
    tx: &mut Transaction,
    operation: &Operation,
) -> Result<Option<StaffWrite>, StoreError> {
    Ok(match operation.earlier(tx).await? {
        Earlier::Nothing => None,
        Earlier::Other => Some(StaffWrite::Conflict),
        Earlier::Same { revision, .. } => Some(StaffWrite::Done {
            revision,
            repeated: true,
        }),
    })
}

/// Changes a document on the strength of a revision, and records it. `edit` gives the next one, or None when
/// nothing more can be changed.
pub(crate) async fn change<P: Publication>(
    tx: &mut Transaction,
    operation: &Operation,
    record: AuditRecord,
    before: u32,
    edit: impl FnOnce(P) -> Option<P> + Send,
) -> Result<Change, StoreError> {
    // Writing to the row locks it on both engines until the transaction ends.
    let row = tx
        .row(
            "UPDATE publication
             SET changed_at = $3
             WHERE topic = $1 AND id = $2
             RETURNING number, document",
            [
                P::TOPIC.as_str().into(),
                operation.subject.as_str().into(),
                operation.at.into(),
            ],
        )
        .await?;
    let Some(row) = row else {
        return Ok(StaffWrite::NotFound.into());
    };
    if let Some(answer) = changed_again(tx, operation).await? {
        return Ok(answer.into());
    }
    let document: P = document_of(&row)?;
    if document.revision() != before {
        return Ok(StaffWrite::ChangedMeanwhile(document.revision()).into());
    }
    let Some(document) = edit(document) else {
        return Ok(StaffWrite::Over.into());
    };
    let number: i64 = row.get("number")?;
    let revision = document.revision();
    let state = name_of(&document.state())?;
    let item = document.into_feed_item();
    tx.execute_one(
        "UPDATE publication
         SET revision = $2, state = $3, frame = $4, document = $5
         WHERE number = $1",
        [
            number.into(),
            revision.into(),
            state.into(),
            item.kind().into(),
            json_of(&item)?.into(),
        ],
    )
    .await?;
    announce::<P>(tx, operation, number, revision).await?;
    Ok(Change::Done {
        revision,
        record: record.revisions(Some(before), revision),
    })
}

/// Puts a document in the place of its earlier self, or publishes it, and tells everybody.
pub(crate) async fn put<P: Publication>(
    tx: &mut Transaction,
    id: String,
    document: P,
    body_hash: &Hash,
    at: TimestampMillis,
) -> Result<(), StoreError> {
    let revision = document.revision();
    let state = name_of(&document.state())?;
    let item = document.into_feed_item();
    let row = tx
        .row(
            "INSERT INTO publication
                 (topic, id, revision, state, published_at, changed_at, published_body_hash, frame, document)
             VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8)
             ON CONFLICT (topic, id) DO UPDATE
             SET revision = excluded.revision, state = excluded.state, changed_at = excluded.changed_at,
                 frame = excluded.frame, document = excluded.document
             RETURNING number",
            [
                P::TOPIC.as_str().into(),
                id.into(),
                revision.into(),
                state.into(),
                at.into(),
                body_hash.into(),
                item.kind().into(),
                json_of(&item)?.into(),
            ],
        )
        .await?
        .ok_or(StoreError::Damaged("publication"))?;
    journal::append(tx, P::TOPIC, row.get("number")?).await
}

/// Remembers the operation and tells everybody.
async fn announce<P: Publication>(
    tx: &mut Transaction,
    operation: &Operation,
    number: i64,
    revision: u32,
) -> Result<(), StoreError> {
    operation.keep(tx, revision).await?;
    journal::append(tx, P::TOPIC, number).await
}

/// One document.
pub(crate) async fn one<P: Publication>(tx: &mut Transaction, id: String) -> Result<Option<P>, StoreError> {
    tx.row(
        "SELECT document
         FROM publication
         WHERE topic = $1 AND id = $2",
        [P::TOPIC.as_str().into(), id.into()],
    )
    .await?
    .as_ref()
    .map(document_of)
    .transpose()
}

/// A page of documents, those first that were published last.
pub(crate) async fn page<P: Publication>(
    tx: &mut Transaction,
    before: Option<&Cursor>,
    limit: u32,
) -> Result<(Vec<P>, Option<Cursor>), StoreError> {
    let before = Before::of(before)?;
    let limit = limit.max(1);
    let documents = tx
        .rows(
            "SELECT number, published_at, document
             FROM publication
             WHERE topic = $1 AND (published_at, number) < ($2, $3)
             ORDER BY published_at DESC, number DESC
             LIMIT $4",
            [
                P::TOPIC.as_str().into(),
                before.at.into(),
                before.number.into(),
                limit.saturating_add(1).into(),
            ],
        )
        .await?
        .iter()
        .map(|row| {
            let place = Before {
                at: row.time("published_at")?,
                number: row.get("number")?,
            };
            Ok((place, document_of(row)?))
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    keyset::page(documents, limit)
}

/// Writes another document in the place of one whose row is locked, at the same revision, and tells everybody.
pub(crate) async fn rewrite<P: Publication>(
    tx: &mut Transaction,
    number: i64,
    document: P,
) -> Result<(), StoreError> {
    let item = document.into_feed_item();
    tx.execute_one(
        "UPDATE publication SET document = $2 WHERE number = $1",
        [number.into(), json_of(&item)?.into()],
    )
    .await?;
    journal::append(tx, P::TOPIC, number).await
}

pub(crate) fn document_of<P: Publication>(row: &Row) -> Result<P, StoreError> {
    document_of_json(&row.get::<String>("document")?)
}

/// What a published document says.
pub(crate) fn document_of_json<P: Publication>(json: &str) -> Result<P, StoreError> {
    serde_json::from_str(json)
        .ok()
        .and_then(P::of_feed_item)
        .ok_or(StoreError::Damaged("a published document"))
}

fn json_of(item: &FeedItem) -> Result<String, StoreError> {
    serde_json::to_string(item).map_err(|_| StoreError::Damaged("a document to be published"))
}
