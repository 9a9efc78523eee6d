//! Photos that are past keeping, of reports that are not.

use lamplight_protocol::time::TimestampMillis;
use sqlx::AssertSqlSafe;

use super::many;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::Cutoffs;
use crate::photos::objects;
use crate::reports::receipt::Number;

/// Forgets those of these reports. One that is still to come is forgotten after it came: the device that has it would
/// otherwise never be rid of it.
pub(super) async fn forget(
    tx: &mut Transaction,
    numbers: &[Number],
    now: TimestampMillis,
) -> Result<(), StoreError> {
    for number in numbers {
        objects::discard_of(tx, *number, now).await?;
    }
    let sql = format!(
        "UPDATE report_photo
         SET state = 'unreadable', object = NULL, thumbnail = NULL, leased_until = 0, removed_at = $2
         WHERE number {} AND object IS NOT NULL",
        tx.is_one_of()
    );
    tx.rows(AssertSqlSafe(sql), [many(numbers), now.into()]).await?;
    Ok(())
}

/// Reports with photos that are past keeping.
pub(super) async fn past_keeping(
    tx: &mut Transaction,
    cutoffs: &Cutoffs,
    now: TimestampMillis,
    limit: u32,
) -> Result<Vec<Number>, StoreError> {
    let ended = "report.ended_at < $3
           AND EXISTS (
               SELECT 1 FROM report_photo
               WHERE report_photo.number = report.number AND object IS NOT NULL)";
    super::not_held(tx, ended, [cutoffs.photos.into()], now, limit).await
}
