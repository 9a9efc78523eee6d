//! Pictures that the patrol shows to everybody.
//!
//! As with photos, a row names an object only after the object is durable, and an object is deleted only after no row
//! names it. Whoever names a picture in what they publish locks its row, and so does whoever forgets one that nothing
//! names: of the two, the second finds what the first has done.

use async_trait::async_trait;
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::picture::Picture;
use lamplight_protocol::time::TimestampMillis;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::NewPicture;
use crate::photos::objects;

/// What the server asks of its memory about pictures. As for [`crate::Store`], each method is one transaction.
#[async_trait]
pub trait Pictures: Send + Sync {
    /// The picture that was made of a file of this hash, or that is that file; none when it is to be sent. One that
    /// nothing names is kept from now on for as long as a new one.
    async fn picture_of(&self, file: &PhotoHash, at: TimestampMillis) -> Result<Option<Picture>, StoreError>;
    /// Keeps a picture. False when it was there already, and the new object is not needed.
    async fn keep_picture(&self, new: &NewPicture) -> Result<bool, StoreError>;
    /// The object of a picture; none when there is no such picture, or its bytes are lost.
    async fn picture_object(&self, sha256: &PhotoHash) -> Result<Option<String>, StoreError>;
    /// As [`Pictures::picture_object`], for everybody: none either while nothing that is published shows it.
    async fn public_picture_object(&self, sha256: &PhotoHash) -> Result<Option<String>, StoreError>;
    /// Forgets at most `limit` pictures that nothing shows and nobody has sent or named since `before`, and tells
    /// how many.
    async fn forget_pictures(
        &self,
        before: TimestampMillis,
        at: TimestampMillis,
        limit: u32,
    ) -> Result<u64, StoreError>;
}

/// The picture of a file, from now on in use.
pub(crate) async fn renew(
    tx: &mut Transaction,
    file: &PhotoHash,
    at: TimestampMillis,
) -> Result<Option<Picture>, StoreError> {
    let rows = tx
        .rows(
            "UPDATE picture
             SET used_at = $2
             WHERE (received_sha256 = $1 OR sha256 = $1) AND object IS NOT NULL
             RETURNING sha256, size_bytes",
            [file.as_str().into(), at.into()],
        )
        .await?;
    // Of two that were made of one file, by programs of different versions, either will do.
    rows.first()
        .map(|row| {
            Ok(Picture {
                sha256: row.parse("sha256")?,
                size_bytes: row.count("size_bytes")?,
            })
        })
        .transpose()
}

/// Keeps a picture that is not there, or whose bytes are lost. Where it is false nothing was written.
pub(crate) async fn keep(tx: &mut Transaction, new: &NewPicture) -> Result<bool, StoreError> {
    let kept = tx
        .execute(
            "INSERT INTO picture (sha256, received_sha256, object, size_bytes, used_at)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (sha256) DO UPDATE
             SET object = excluded.object, used_at = excluded.used_at
             WHERE picture.object IS NULL",
            [
                new.picture.sha256.as_str().into(),
                new.received.as_str().into(),
                new.object.as_str().into(),
                new.picture.size_bytes.into(),
                new.at.into(),
            ],
        )
        .await?;
    Ok(kept == 1)
}

/// Notes that something shows a picture from now on. False when there is no such picture.
pub(crate) async fn show(
    tx: &mut Transaction,
    picture: &Picture,
    at: TimestampMillis,
) -> Result<bool, StoreError> {
    let shown = tx
        .execute(
            "UPDATE picture
             SET used_at = $3
             WHERE sha256 = $1 AND size_bytes = $2 AND object IS NOT NULL",
            [
                picture.sha256.as_str().into(),
                picture.size_bytes.into(),
                at.into(),
            ],
        )
        .await?;
    Ok(shown == 1)
}

/// The object of a picture, wherever it is named.
pub(crate) async fn object(tx: &mut Transaction, sha256: &PhotoHash) -> Result<Option<String>, StoreError> {
    let row = tx
        .row(
            "SELECT object FROM picture WHERE sha256 = $1 AND object IS NOT NULL",
            [sha256.as_str().into()],
        )
        .await?;
    row.map(|row| row.get("object")).transpose()
}

/// The object of a picture that something published shows.
pub(crate) async fn public_object(
    tx: &mut Transaction,
    sha256: &PhotoHash,
) -> Result<Option<String>, StoreError> {
    let row = tx
        .row(
            "SELECT object
             FROM picture
             WHERE sha256 = $1 AND object IS NOT NULL
               AND EXISTS (SELECT 1 FROM publication WHERE publication.picture = $1)",
            [sha256.as_str().into()],
        )
        .await?;
    row.map(|row| row.get("object")).transpose()
}

/// Forgets pictures that nothing shows.
pub(crate) async fn forget(
    tx: &mut Transaction,
    before: TimestampMillis,
    at: TimestampMillis,
    limit: u32,
) -> Result<u64, StoreError> {
    // PostgreSQL looks at the outer conditions again when it had to wait for a row: one that was named meanwhile has
    // another time by then.
    let rows = tx
        .rows(
            "DELETE FROM picture
             WHERE used_at < $1
               AND sha256 IN (
                   SELECT sha256
                   FROM picture
                   WHERE used_at < $1
                     AND NOT EXISTS (SELECT 1 FROM publication WHERE publication.picture = picture.sha256)
                   ORDER BY used_at
                   LIMIT $2)
             RETURNING object",
            [before.into(), limit.into()],
        )
        .await?;
    for row in &rows {
        if let Some(object) = row.get::<Option<String>>("object")? {
            objects::discard(tx, &object, at).await?;
        }
    }
    Ok(rows.len() as u64)
}
