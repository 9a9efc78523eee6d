//! Photos that arrived are made safe to look at, by whichever instance takes them.
//!
//! An instance takes one for a while only: if it ends, the next one takes the photo again. What it finds
//! counts only if the photo is as it was taken, so that two that took the same one do no harm.

use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::{self, Topic};
use crate::model::{PhotoFinding, PhotoJob, PhotoOutcome};
use crate::photos::objects;
use crate::reports::receipt::Number;
use crate::reports::sealed;
use crate::seal::{KeyEncryptionKey, PhotoKey};
use crate::value::{Row, Value};
use lamplight_protocol::time::TimestampMillis;

/// Whether a photo waits that nobody has taken. Asked first, because looking costs no lock and taking does.
pub(crate) async fn waits(tx: &mut Transaction, now: TimestampMillis) -> Result<bool, StoreError> {
    let row = tx
        .row(
            "SELECT 1 AS found
             FROM report_photo
             WHERE state = 'checking' AND leased_until <= $1
             LIMIT 1",
            [now.into()],
        )
        .await?;
    Ok(row.is_some())
}

/// Takes the photo that has waited longest, until `until`.
pub(crate) async fn take(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    now: TimestampMillis,
    until: TimestampMillis,
) -> Result<Option<PhotoJob>, StoreError> {
    // Two instances of PostgreSQL that ask at once get different photos.
    let passing_over = match tx {
        Transaction::Sqlite(_) => "",
        Transaction::Postgres(_) => "FOR UPDATE SKIP LOCKED",
    };
    let sql = format!(
        "UPDATE report_photo
         SET leased_until = $2
         WHERE (number, place_in_report) = (
             SELECT number, place_in_report
             FROM report_photo
             WHERE state = 'checking' AND leased_until <= $1
             ORDER BY received_at
             LIMIT 1 {passing_over}
         )
         RETURNING number, sha256, object, cut_offs"
    );
    let rows = tx.rows(AssertSqlSafe(sql), [now.into(), until.into()]).await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    job_of(tx, kek, row).await.map(Some)
}

async fn job_of(tx: &mut Transaction, kek: &KeyEncryptionKey, photo: &Row) -> Result<PhotoJob, StoreError> {
    let report = tx
        .row(
            "SELECT report_id, key_wrapped
             FROM receipt
             JOIN report_sealed USING (number)
             WHERE number = $1",
            [photo.get::<Number>("number")?.into()],
        )
        .await?
        .ok_or(StoreError::Damaged("a photo without its report"))?;
    let report_id = report.parse("report_id")?;
    let sha256: lamplight_protocol::digest::PhotoHash = photo.parse("sha256")?;
    Ok(PhotoJob {
        report_id,
        object: photo.get("object")?,
        key: PhotoKey::of(sealed::key_of(kek, report_id, &report)?, sha256.clone()),
        sha256,
        cut_offs: photo.count("cut_offs")?,
    })
}

/// Leaves a photo for later whose decoding was cut off, and counts that. One that is no longer as it was taken
/// stays as it is.
pub(crate) async fn put_off(
    tx: &mut Transaction,
    job: &PhotoJob,
    until: TimestampMillis,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE report_photo
         SET cut_offs = cut_offs + 1, leased_until = $4
         WHERE number = (SELECT number FROM receipt WHERE report_id = $1)
           AND sha256 = $2 AND object = $3 AND state = 'checking'",
        [
            job.report_id.into(),
            job.sha256.as_str().into(),
            job.object.as_str().into(),
            until.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Writes what came of a photo. False, and nothing may be committed, when it is no longer as it was taken:
/// another instance was first, or the report was erased.
pub(crate) async fn settle(tx: &mut Transaction, finding: &PhotoFinding) -> Result<bool, StoreError> {
    let locked = tx
        .row(
            "UPDATE report
             SET changed_at = $2
             WHERE number = (SELECT number FROM receipt WHERE report_id = $1)
             RETURNING number",
            [finding.report_id.into(), finding.at.into()],
        )
        .await?;
    let Some(locked) = locked else {
        return Ok(false);
    };
    let number: Number = locked.get("number")?;
    if !write_outcome(tx, number, finding).await? {
        return Ok(false);
    }
    objects::discard(tx, &finding.object, finding.at).await?;
    journal::append(tx, Topic::Report, number).await?;
    Ok(true)
}

async fn write_outcome(
    tx: &mut Transaction,
    number: Number,
    finding: &PhotoFinding,
) -> Result<bool, StoreError> {
    let (state, picture, thumbnail) = match &finding.outcome {
        PhotoOutcome::Ready { picture, thumbnail } => {
            ("ready", Some(picture.clone()), Some(thumbnail.clone()))
        }
        PhotoOutcome::Unreadable => ("unreadable", None, None),
        PhotoOutcome::Lost => ("to_come", None, None),
    };
    let values: [Value; 6] = [
        number.into(),
        finding.sha256.as_str().into(),
        finding.object.as_str().into(),
        state.into(),
        picture.into(),
        thumbnail.into(),
    ];
    let changed = tx
        .execute(
            "UPDATE report_photo
             SET state = $4, object = $5, thumbnail = $6, leased_until = 0,
                 received_at = CASE WHEN $4 = 'to_come' THEN NULL ELSE received_at END
             WHERE number = $1 AND sha256 = $2 AND object = $3 AND state = 'checking'",
            values,
        )
        .await?;
    Ok(changed == 1)
}
