//! What alerts and events have in common: each is one document, changed as a whole by compare-and-set on
//! its revision, and shown to everybody through the journal.

use lamplight_protocol::api::{Cursor, FeedItem};
use lamplight_protocol::time::TimestampMillis;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::database::{Row, Transaction};
use crate::error::StoreError;
use crate::journal::{self, Public, Topic};
use crate::keyset::{self, Before};
use crate::model::StaffWrite;
use crate::names::name_of;
use crate::operation::{Earlier, Operation};

/// A kind of document that is published.
pub(crate) trait Publication: Serialize + DeserializeOwned + Clone {
    /// What its state is called.
    type State: Serialize;
    const TOPIC: Topic;

    fn id(&self) -> String;
    fn revision(&self) -> u32;
    fn state(&self) -> Self::State;
    fn into_feed_item(self) -> FeedItem;
}

/// Publishes a new document. Unless the answer is that it is done now, nothing may be committed.
pub(crate) async fn publish<P: Publication>(
    tx: &mut Transaction,
    operation: &Operation,
    document: P,
) -> Result<StaffWrite, StoreError> {
    let inserted = tx
        .execute(
            "INSERT INTO publication
                 (topic, id, revision, state, published_at, changed_at, published_body_hash, document)
             VALUES ($1, $2, $3, $4, $5, $5, $6, $7)
             ON CONFLICT (topic, id) DO NOTHING",
            [
                P::TOPIC.as_str().into(),
                document.id().into(),
                document.revision().into(),
                name_of(&document.state())?.into(),
                operation.at.into(),
                (&operation.body_hash).into(),
                json_of(&document)?.into(),
            ],
        )
        .await?;
    if inserted == 0 {
        return answer_again::<P>(tx, operation).await;
    }
    if let Earlier::Same { .. } | Earlier::Other = operation.earlier(tx).await? {
        return Ok(StaffWrite::Conflict);
    }
    announce(tx, operation, document).await
}

/// A new document has its own id, and that, not the operation's, is what its sender repeats.
async fn answer_again<P: Publication>(
    tx: &mut Transaction,
    operation: &Operation,
) -> Result<StaffWrite, StoreError> {
    let row = tx
        .row(
            "SELECT published_body_hash
             FROM publication
             WHERE topic = $1 AND id = $2",
            [P::TOPIC.as_str().into(), operation.subject.as_str().into()],
        )
        .await?
        .ok_or(StoreError::Damaged("publication"))?;
    if row.get::<Vec<u8>>("published_body_hash")? == operation.body_hash {
        Ok(StaffWrite::Done {
            revision: 1,
            repeated: true,
        })
    } else {
        Ok(StaffWrite::Conflict)
    }
}

/// Changes a document on the strength of a revision. `edit` gives the next one, or None when nothing more
/// can be changed. Unless the answer is that it is done now, nothing may be committed.
pub(crate) async fn change<P: Publication>(
    tx: &mut Transaction,
    operation: &Operation,
    revision: u32,
    edit: impl FnOnce(P) -> Option<P> + Send,
) -> Result<StaffWrite, StoreError> {
    // Writing to the row locks it on both engines until the transaction ends.
    let row = tx
        .row(
            "UPDATE publication
             SET changed_at = $3
             WHERE topic = $1 AND id = $2
             RETURNING document",
            [
                P::TOPIC.as_str().into(),
                operation.subject.as_str().into(),
                operation.at.into(),
            ],
        )
        .await?;
    let Some(row) = row else {
        return Ok(StaffWrite::NotFound);
    };
    match operation.earlier(tx).await? {
        Earlier::Nothing => {}
        Earlier::Other => return Ok(StaffWrite::Conflict),
        Earlier::Same { revision, .. } => {
            return Ok(StaffWrite::Done {
                revision,
                repeated: true,
            });
        }
    }
    let document: P = document_of(&row)?;
    if document.revision() != revision {
        return Ok(StaffWrite::ChangedMeanwhile(document.revision()));
    }
    let Some(document) = edit(document) else {
        return Ok(StaffWrite::Over);
    };
    tx.execute_one(
        "UPDATE publication
         SET revision = $3, state = $4, document = $5
         WHERE topic = $1 AND id = $2",
        [
            P::TOPIC.as_str().into(),
            operation.subject.as_str().into(),
            document.revision().into(),
            name_of(&document.state())?.into(),
            json_of(&document)?.into(),
        ],
    )
    .await?;
    announce(tx, operation, document).await
}

/// Remembers the operation and tells everybody.
async fn announce<P: Publication>(
    tx: &mut Transaction,
    operation: &Operation,
    document: P,
) -> Result<StaffWrite, StoreError> {
    let (id, revision) = (document.id(), document.revision());
    operation.keep(tx, revision).await?;
    let item = document.into_feed_item();
    let public = Public {
        frame: item.kind(),
        document: json_of(&item)?,
    };
    journal::append_public(tx, P::TOPIC, id, revision, public).await?;
    Ok(StaffWrite::Done {
        revision,
        repeated: false,
    })
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
            "SELECT published_at, document
             FROM publication
             WHERE topic = $1 AND (published_at, id) < ($2, $3)
             ORDER BY published_at DESC, id DESC
             LIMIT $4",
            [
                P::TOPIC.as_str().into(),
                before.at.into(),
                before.id.into(),
                limit.saturating_add(1).into(),
            ],
        )
        .await?
        .iter()
        .map(|row| Ok((row.time("published_at")?, document_of(row)?)))
        .collect::<Result<Vec<(TimestampMillis, P)>, StoreError>>()?;
    let (documents, next) = keyset::page(documents, limit, |(at, document)| Before {
        at: *at,
        id: document.id(),
    })?;
    Ok((
        documents.into_iter().map(|(_, document)| document).collect(),
        next,
    ))
}

fn document_of<P: Publication>(row: &Row) -> Result<P, StoreError> {
    serde_json::from_str(&row.get::<String>("document")?)
        .map_err(|_| StoreError::Damaged("a published document"))
}

fn json_of<T: Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Damaged("a document to be published"))
}
