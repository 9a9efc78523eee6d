//! The bytes of photos arrive.

use std::collections::{BTreeSet, HashMap};

use lamplight_protocol::api::PhotoState;
use lamplight_protocol::ids::ReportId;
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal;
use crate::model::{Acceptance, ArrivedPhoto, PhotoClaim, PhotoWish};
use crate::names::value_of;
use crate::reports::receipt::Number;
use crate::reports::sealed;
use crate::seal::{KeyEncryptionKey, PhotoKey};
use crate::value::{Row, Value};

/// What is known of a photo that comes.
enum Known<'r> {
    /// It is still to come.
    ToCome(&'r Row),
    /// This is the answer.
    Answer(Acceptance),
}

/// Whether a photo's bytes are wanted, and how they are to be sealed.
pub(crate) async fn wish(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    claim: &PhotoClaim,
) -> Result<PhotoWish, StoreError> {
    let reports = Reports::look(tx, [claim.report_id]).await?;
    Ok(match reports.known(claim)? {
        Known::Answer(answer) => PhotoWish::Answered(answer),
        Known::ToCome(row) => {
            let key = sealed::key_of(kek, claim.report_id, row)?;
            PhotoWish::Wanted(PhotoKey::of(key, claim.sha256.clone()))
        }
    })
}

/// Writes where photos lie, and answers each in its place.
pub(crate) async fn keep(
    tx: &mut Transaction,
    photos: &[ArrivedPhoto],
) -> Result<Vec<Acceptance>, StoreError> {
    let reports = Reports::look(tx, photos.iter().map(|photo| photo.claim.report_id)).await?;
    // In the order of reports, so that two instances that take photos of the same ones at once wait for each
    // other instead of locking each other out.
    let mut order: Vec<usize> = (0..photos.len()).collect();
    order.sort_by_key(|index| photos.get(*index).map(|photo| photo.claim.report_id));
    let mut answers = Vec::with_capacity(photos.len());
    let mut changed = BTreeSet::new();
    for (index, photo) in order
        .into_iter()
        .filter_map(|index| Some((index, photos.get(index)?)))
    {
        let answer = match reports.known(&photo.claim)? {
            Known::Answer(answer) => answer,
            Known::ToCome(row) => keep_one(tx, photo, row, &mut changed).await?,
        };
        answers.push((index, answer));
    }
    journal::append_changed(tx, &changed.into_iter().collect::<Vec<_>>()).await?;
    answers.sort_by_key(|(index, _)| *index);
    Ok(answers.into_iter().map(|(_, answer)| answer).collect())
}

async fn keep_one(
    tx: &mut Transaction,
    photo: &ArrivedPhoto,
    row: &Row,
    changed: &mut BTreeSet<Number>,
) -> Result<Acceptance, StoreError> {
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
        let now = Reports::look(tx, [photo.claim.report_id]).await?;
        return match now.known(&photo.claim)? {
            Known::Answer(answer) => Ok(answer),
            Known::ToCome(_) => Err(StoreError::Damaged("a photo that is to come cannot be taken")),
        };
    }
    changed.insert(number);
    Ok(Acceptance::Accepted {
        reference: row.get("reference")?,
        revision: row.count("revision")?,
        received_at: photo.received_at,
        repeated: false,
    })
}

/// Reports with the photos that they announced: a row for each photo, or one without.
struct Reports(HashMap<ReportId, Vec<Row>>);

impl Reports {
    async fn look(tx: &mut Transaction, ids: impl IntoIterator<Item = ReportId>) -> Result<Self, StoreError> {
        let sql = format!(
            "SELECT report_id, receipt.number, receipt_hash, reference, revision, key_wrapped,
                    sha256, size_bytes, state, report_photo.received_at AS photo_received_at
             FROM receipt
             LEFT JOIN report ON report.number = receipt.number
             LEFT JOIN report_sealed ON report_sealed.number = receipt.number
             LEFT JOIN report_photo ON report_photo.number = receipt.number
             WHERE report_id {}",
            tx.is_one_of()
        );
        let ids = ids.into_iter().map(Into::into).collect();
        let mut reports = HashMap::new();
        for row in tx.rows(AssertSqlSafe(sql), [Value::Many(ids)]).await? {
            let rows: &mut Vec<Row> = reports.entry(row.parse("report_id")?).or_default();
            rows.push(row);
        }
        Ok(Self(reports))
    }

    fn known(&self, claim: &PhotoClaim) -> Result<Known<'_>, StoreError> {
        let rows = self
            .0
            .get(&claim.report_id)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let Some(report) = rows.first() else {
            return Ok(Known::Answer(Acceptance::WrongReceipt));
        };
        if report.get::<Vec<u8>>("receipt_hash")? != claim.receipt_hash {
            return Ok(Known::Answer(Acceptance::WrongReceipt));
        }
        if report.get::<Option<i64>>("revision")?.is_none() {
            return Ok(Known::Answer(Acceptance::Gone));
        }
        for row in rows {
            if announces(row, claim)? {
                return stands(row);
            }
        }
        Ok(Known::Answer(Acceptance::NotAnnounced))
    }
}

fn announces(row: &Row, claim: &PhotoClaim) -> Result<bool, StoreError> {
    Ok(
        row.get::<Option<String>>("sha256")?.as_deref() == Some(claim.sha256.as_str())
            && row.get::<Option<i64>>("size_bytes")? == Some(claim.size_bytes.into()),
    )
}

/// How an announced photo stands.
fn stands(row: &Row) -> Result<Known<'_>, StoreError> {
    if value_of::<PhotoState>(&row.get::<String>("state")?, "state")? == PhotoState::ToCome {
        return Ok(Known::ToCome(row));
    }
    Ok(Known::Answer(Acceptance::Accepted {
        reference: row.get("reference")?,
        revision: row.count("revision")?,
        received_at: row.time("photo_received_at")?,
        repeated: true,
    }))
}
