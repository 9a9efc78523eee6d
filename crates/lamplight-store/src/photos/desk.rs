//! Photos as the desk and an export read them.

use lamplight_protocol::api::{PhotoState, ReportPhoto};
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::ids::ReportId;
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{Reach, ReadyPhoto};
use crate::names::value_of;
use crate::reports::receipt::Number;
use crate::reports::{reach, sealed};
use crate::seal::{KeyEncryptionKey, PhotoKey};
use crate::value::Row;

/// The photos that a report announced, in its order, with what they show. The report bounds their number.
pub(crate) async fn of_report(
    tx: &mut Transaction,
    number: Number,
    descriptions: Vec<Option<String>>,
) -> Result<Vec<ReportPhoto>, StoreError> {
    let rows = tx
        .rows(
            "SELECT sha256, state, removed_at
             FROM report_photo
             WHERE number = $1
             ORDER BY place_in_report",
            [number.into()],
        )
        .await?;
    // Reports of before there were descriptions have none for their photos.
    let descriptions = descriptions.into_iter().chain(std::iter::repeat(None));
    rows.iter()
        .zip(descriptions)
        .map(|(row, description)| {
            Ok(ReportPhoto {
                sha256: row.parse("sha256")?,
                state: state_of(row)?,
                description,
            })
        })
        .collect()
}

fn state_of(row: &Row) -> Result<PhotoState, StoreError> {
    match row.get::<Option<i64>>("removed_at")? {
        Some(_) => Ok(PhotoState::Removed),
        None => value_of(&row.get::<String>("state")?, "state"),
    }
}

/// A photo that can be looked at; none until it is, or when its report is beyond reach.
pub(crate) async fn ready(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    within: &Reach,
    report_id: ReportId,
    sha256: &PhotoHash,
) -> Result<Option<ReadyPhoto>, StoreError> {
    let mut values = vec![report_id.into(), sha256.as_str().into()];
    let condition = reach::condition(within, &mut values);
    let sql = format!(
        "SELECT object, thumbnail, key_wrapped
         FROM receipt
         JOIN report USING (number)
         JOIN report_sealed USING (number)
         JOIN report_photo USING (number)
         WHERE report_id = $1 AND sha256 = $2 AND state = 'ready' AND {condition}"
    );
    let Some(row) = tx.rows(AssertSqlSafe(sql), values).await?.into_iter().next() else {
        return Ok(None);
    };
    Ok(Some(ReadyPhoto {
        key: PhotoKey::of(sealed::key_of(kek, report_id, &row)?, sha256.clone()),
        picture: row.get("object")?,
        thumbnail: row.get("thumbnail")?,
    }))
}
