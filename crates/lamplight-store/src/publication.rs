//! What alerts, events and news have in common: each is one document, changed as a whole by compare-and-set on
//! its revision, and shown to everybody through the journal.

use lamplight_protocol::api::{Cursor, FeedItem};
use lamplight_protocol::picture::Picture;
use lamplight_protocol::time::TimestampMillis;
use serde::Serialize;
use sqlx::AssertSqlSafe;

use crate::audit::record::Change;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::{self, Topic};
use crate::keyset::{self, Before};
use crate::model::{AuditRecord, Hash, StaffWrite};
use crate::names::name_of;
use crate::operation::{Earlier, Operation};
use crate::pictures;
use crate::value::{Row, Value};

/// The state of what was withdrawn: a tombstone stands in its place, and it is no document any more.
const WITHDRAWN: &str = "withdrawn";

/// A kind of document that is published.
pub(crate) trait Publication: Sized + Send {
    /// What its state is called.
    type State: Serialize;
    const TOPIC: Topic;

    fn revision(&self) -> u32;
    fn state(&self) -> Self::State;
    /// The picture that it shows.
    fn picture(&self) -> Option<&Picture>;
    fn into_feed_item(self) -> FeedItem;
    fn of_feed_item(item: FeedItem) -> Option<Self>;
}

/// What becomes of a document that stands under the id of the one that is written.
#[derive(Clone, Copy)]
enum Standing {
    /// It stays as it is.
    Stays,
    /// The new one takes its place.
    Gives,
}

/// Writes a document under its id, and gives the number of its row. None when another stands there and stays.
async fn insert<P: Publication>(
    tx: &mut Transaction,
    id: &str,
    document: P,
    (body_hash, at): (&Hash, TimestampMillis),
    standing: Standing,
) -> Result<Option<i64>, StoreError> {
    let at_conflict = match standing {
        Standing::Stays => "DO NOTHING",
        Standing::Gives => {
            "DO UPDATE
             SET revision = excluded.revision, state = excluded.state, changed_at = excluded.changed_at,
                 frame = excluded.frame, document = excluded.document, picture = excluded.picture"
        }
    };
    let sql = format!(
        "INSERT INTO publication
             (topic, id, revision, state, published_at, changed_at, published_body_hash, frame, document, picture)
         VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9)
         ON CONFLICT (topic, id) {at_conflict}
         RETURNING number"
    );
    let revision = document.revision();
    let state = name_of(&document.state())?;
    let picture = document
        .picture()
        .map(|picture| picture.sha256.as_str().to_owned());
    let item = document.into_feed_item();
    let values: [Value; 9] = [
        P::TOPIC.as_str().into(),
        id.into(),
        revision.into(),
        state.into(),
        at.into(),
        body_hash.into(),
        item.kind().into(),
        json_of(&item)?.into(),
        picture.into(),
    ];
    let row = tx.rows(AssertSqlSafe(sql), values).await?.into_iter().next();
    row.map(|row| row.get("number")).transpose()
}

/// Publishes a new document, and records it.
pub(crate) async fn publish<P: Publication>(
    tx: &mut Transaction,
    operation: &Operation,
    record: AuditRecord,
    document: P,
) -> Result<Change, StoreError> {
    let revision = document.revision();
    let picture = document.picture().cloned();
    let written = (&operation.body_hash, operation.at);
    let inserted = insert(tx, &operation.subject, document, written, Standing::Stays).await?;
    let Some(number) = inserted else {
        let again = published_again::<P>(tx, operation).await?;
        return again.map(Change::Not).ok_or(StoreError::Damaged("publication"));
    };
    if let Earlier::Same { .. } | Earlier::Other = operation.earlier(tx).await? {
        return Ok(StaffWrite::Conflict.into());
    }
    if !shows(tx, picture.as_ref(), operation.at).await? {
        return Ok(StaffWrite::NoSuchPicture.into());
    }
    announce::<P>(tx, operation, number, revision).await?;
    Ok(Change::Done {
        revision,
        record: record.revisions(None, revision),
    })
}

/// Notes that a document shows its picture from now on; false when there is no such picture.
async fn shows(
    tx: &mut Transaction,
    picture: Option<&Picture>,
    at: TimestampMillis,
) -> Result<bool, StoreError> {
    match picture {
        None => Ok(true),
        Some(picture) => pictures::show(tx, picture, at).await,
    }
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

/// A document whose row is locked.
struct Locked<P> {
    number: i64,
    document: P,
}

/// Locks a document that is to be changed on the strength of a revision. Otherwise the answer.
async fn lock<P: Publication>(
    tx: &mut Transaction,
    operation: &Operation,
    before: u32,
) -> Result<Result<Locked<P>, StaffWrite>, StoreError> {
    // Writing to the row locks it on both engines until the transaction ends.
    let row = tx
        .row(
            "UPDATE publication
             SET changed_at = $3
             WHERE topic = $1 AND id = $2
             RETURNING number, state, document",
            [
                P::TOPIC.as_str().into(),
                operation.subject.as_str().into(),
                operation.at.into(),
            ],
        )
        .await?;
    let Some(row) = row else {
        return Ok(Err(StaffWrite::NotFound));
    };
    if let Some(answer) = changed_again(tx, operation).await? {
        return Ok(Err(answer));
    }
    if row.get::<String>("state")? == WITHDRAWN {
        return Ok(Err(StaffWrite::Over));
    }
    let document: P = document_of(&row)?;
    if document.revision() != before {
        return Ok(Err(StaffWrite::ChangedMeanwhile(document.revision())));
    }
    let number = row.get("number")?;
    Ok(Ok(Locked { number, document }))
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
    let locked = match lock::<P>(tx, operation, before).await? {
        Ok(locked) => locked,
        Err(answer) => return Ok(answer.into()),
    };
    let Some(document) = edit(locked.document) else {
        return Ok(StaffWrite::Over.into());
    };
    if !shows(tx, document.picture(), operation.at).await? {
        return Ok(StaffWrite::NoSuchPicture.into());
    }
    let (revision, state) = (document.revision(), name_of(&document.state())?);
    let picture = document
        .picture()
        .map(|picture| picture.sha256.as_str().to_owned());
    let item = document.into_feed_item();
    overwrite(tx, locked.number, (revision, state), picture, &item).await?;
    announce::<P>(tx, operation, locked.number, revision).await?;
    Ok(Change::Done {
        revision,
        record: record.revisions(Some(before), revision),
    })
}

/// Puts a tombstone in the place of a document, on the strength of a revision, and records it.
pub(crate) async fn withdraw<P: Publication>(
    tx: &mut Transaction,
    operation: &Operation,
    record: AuditRecord,
    before: u32,
    tombstone: FeedItem,
) -> Result<Change, StoreError> {
    let locked = match lock::<P>(tx, operation, before).await? {
        Ok(locked) => locked,
        Err(answer) => return Ok(answer.into()),
    };
    let revision = locked.document.revision() + 1;
    let state = (revision, WITHDRAWN.to_owned());
    overwrite(tx, locked.number, state, None, &tombstone).await?;
    announce::<P>(tx, operation, locked.number, revision).await?;
    Ok(Change::Done {
        revision,
        record: record.revisions(Some(before), revision),
    })
}

/// Writes what stands in a locked row from now on.
async fn overwrite(
    tx: &mut Transaction,
    number: i64,
    (revision, state): (u32, String),
    picture: Option<String>,
    item: &FeedItem,
) -> Result<(), StoreError> {
    tx.execute_one(
        "UPDATE publication
         SET revision = $2, state = $3, frame = $4, document = $5, picture = $6
         WHERE number = $1",
        [
            number.into(),
            revision.into(),
            state.into(),
            item.kind().into(),
            json_of(item)?.into(),
            picture.into(),
        ],
    )
    .await
}

/// Puts a document in the place of its earlier self, or publishes it, and tells everybody.
pub(crate) async fn put<P: Publication>(
    tx: &mut Transaction,
    id: String,
    document: P,
    body_hash: &Hash,
    at: TimestampMillis,
) -> Result<(), StoreError> {
    let number = insert(tx, &id, document, (body_hash, at), Standing::Gives)
        .await?
        .ok_or(StoreError::Damaged("publication"))?;
    journal::append(tx, P::TOPIC, number).await
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
         WHERE topic = $1 AND id = $2 AND state <> $3",
        [P::TOPIC.as_str().into(), id.into(), WITHDRAWN.into()],
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
             WHERE topic = $1 AND (published_at, number) < ($2, $3) AND state <> $5
             ORDER BY published_at DESC, number DESC
             LIMIT $4",
            [
                P::TOPIC.as_str().into(),
                before.at.into(),
                before.number.into(),
                limit.saturating_add(1).into(),
                WITHDRAWN.into(),
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
