//! The bytes of photos arrive.

use lamplight_protocol::api::PhotoState;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::{self, Topic};
use crate::model::{Acceptance, ArrivedPhoto, PhotoClaim, PhotoWish};
use crate::names::value_of;
use crate::reports::receipt::Number;
use crate::reports::sealed;
use crate::seal::{KeyEncryptionKey, PhotoKey};
use crate::value::Row;

/// What is known of a photo that comes.
enum Known {
    /// It is still to come.
    ToCome(Row),
    /// This is the answer.
    Answer(Acceptance),
}

/// Whether a photo's bytes are wanted, and how they are to be sealed.
pub(crate) async fn wish(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    claim: &PhotoClaim,
) -> Result<PhotoWish, StoreError> {
    Ok(match look(tx, claim).await? {
        Known::Answer(answer) => PhotoWish::Answered(answer),
        Known::ToCome(row) => {
            let key = sealed::key_of(kek, claim.report_id, &row)?;
            PhotoWish::Wanted(PhotoKey::of(key, claim.sha256.clone()))
        }
    })
}

/// Writes where photos lie, and answers each in its place.
pub(crate) async fn keep(
    tx: &mut Transaction,
    photos: &[ArrivedPhoto],
) -> Result<Vec<Acceptance>, StoreError> {
    // In the order of reports, so that two instances that take photos of the same ones at once wait for each
    // other instead of locking each other out.
    let mut order: Vec<usize> = (0..photos.len()).collect();
    order.sort_by_key(|index| photos.get(*index).map(|photo| photo.claim.report_id));
    let mut answers = Vec::with_capacity(photos.len());
    for (index, photo) in order
        .into_iter()
        .filter_map(|index| Some((index, photos.get(index)?)))
    {
        answers.push((index, keep_one(tx, photo).await?));
    }
    answers.sort_by_key(|(index, _)| *index);
    Ok(answers.into_iter().map(|(_, answer)| answer).collect())
}

async fn keep_one(tx: &mut Transaction, photo: &ArrivedPhoto) -> Result<Acceptance, StoreError> {
    let row = match look(tx, &photo.claim).await? {
        Known::Answer(answer) => return Ok(answer),
        Known::ToCome(row) => row,
    };
    let number: Number = row.get("number")?;
    // The report's row is locked before the photo's, as everywhere: an erasure or a second copy of this photo
    // waits here, and whoever comes second finds what the first one did.
    let locked = tx
        .execute(
            "UPDATE report SET changed_at = $2 WHERE number = $1",
            [number.into(), photo.received_at.into()],
        )
        .await?;
    let taken = tx
        .execute(
            "UPDATE report_photo
             SET state = 'checking', object = $3, received_at = $4, leased_until = 0
             WHERE number = $1 AND sha256 = $2 AND state = 'to_come'",
            [
                number.into(),
                photo.claim.sha256.as_str().into(),
                photo.object.as_str().into(),
                photo.received_at.into(),
            ],
        )
        .await?;
    if (locked, taken) != (1, 1) {
        return match look(tx, &photo.claim).await? {
            Known::Answer(answer) => Ok(answer),
            Known::ToCome(_) => Err(StoreError::Damaged("a photo that is to come cannot be taken")),
        };
    }
    journal::append(tx, Topic::Report, number).await?;
    Ok(Acceptance::Accepted {
        reference: row.get("reference")?,
        revision: row.count("revision")?,
        received_at: photo.received_at,
        repeated: false,
    })
}

async fn look(tx: &mut Transaction, claim: &PhotoClaim) -> Result<Known, StoreError> {
    let row = tx
        .row(
            "SELECT receipt.number, receipt_hash, reference, revision, key_wrapped,
                    size_bytes, state, report_photo.received_at AS photo_received_at
             FROM receipt
             LEFT JOIN report ON report.number = receipt.number
             LEFT JOIN report_sealed ON report_sealed.number = receipt.number
             LEFT JOIN report_photo ON report_photo.number = receipt.number AND sha256 = $2
             WHERE report_id = $1",
            [claim.report_id.into(), claim.sha256.as_str().into()],
        )
        .await?;
    let Some(row) = row else {
        return Ok(Known::Answer(Acceptance::WrongReceipt));
    };
    if row.get::<Vec<u8>>("receipt_hash")? != claim.receipt_hash {
        return Ok(Known::Answer(Acceptance::WrongReceipt));
    }
    if row.get::<Option<i64>>("revision")?.is_none() {
        return Ok(Known::Answer(Acceptance::Gone));
    }
    let announced = row.get::<Option<i64>>("size_bytes")? == Some(claim.size_bytes.into());
    let Some(state) = row.get::<Option<String>>("state")?.filter(|_| announced) else {
        return Ok(Known::Answer(Acceptance::NotAnnounced));
    };
    if value_of::<PhotoState>(&state, "state")? == PhotoState::ToCome {
        return Ok(Known::ToCome(row));
    }
    Ok(Known::Answer(Acceptance::Accepted {
        reference: row.get("reference")?,
        revision: row.count("revision")?,
        received_at: row.time("photo_received_at")?,
        repeated: true,
    }))
}
