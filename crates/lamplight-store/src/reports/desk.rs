//! One report as the desk reads it.

use lamplight_protocol::api::ReportDetail;
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::thread::ThreadEntry;
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::Reach;
use crate::photos;
use crate::reports::receipt::Number;
use crate::reports::{desk_log, disclose, entries, hold, merge, reach, refer, sealed, summary};
use crate::seal::{KeyEncryptionKey, ReportKey};

/// Entries of a thread that the desk reads at once: the newest ones.
const ENTRIES_MAX: u32 = 1_000;

/// One report with its thread; none when it is beyond reach.
pub(crate) async fn detail(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    within: &Reach,
    id: ReportId,
) -> Result<Option<ReportDetail>, StoreError> {
    let mut values = vec![id.into()];
    let columns = summary::columns(within, &mut values);
    let condition = reach::condition(within, &mut values);
    let sql = format!(
        "SELECT {columns}, report.occurred_at AS occurred_at,
                report.occurred_in_future AS occurred_in_future, report.ended_at AS ended_at,
                contact_sealed
         FROM {}
         WHERE receipt.report_id = $1 AND {condition}",
        summary::TABLES
    );
    let Some(row) = tx.rows(AssertSqlSafe(sql), values).await?.into_iter().next() else {
        return Ok(None);
    };
    let number = row.get("number")?;
    let key = sealed::key_of(kek, id, &row)?;
    let details = sealed::details_of(&key, &row)?;
    let summary = summary::of(&row, id, &details)?;
    let entered_by = match row.parse_optional("entered_by")? {
        Some(staff) => Some(desk_log::staff(tx, staff).await?),
        None => None,
    };
    Ok(Some(ReportDetail {
        behaviours: details.behaviours,
        place: disclose::shown(summary.category, details.place),
        place_withheld: summary.category.is_sensitive(),
        occurred_at: row.time("occurred_at")?,
        occurred_in_future: row.flag("occurred_in_future")?,
        note: details.note,
        has_contact: row.get::<Option<Vec<u8>>>("contact_sealed")?.is_some(),
        language: summary.language.clone(),
        photos: photos::desk::of_report(tx, number, details.photo_descriptions).await?,
        thread: newest_entries(tx, number, &key, summary.revision).await?,
        desk: desk_log::newest(tx, number, &key).await?,
        merged: merge::of_report(tx, number).await?,
        referrals: refer::of_report(tx, number).await?,
        entered_by,
        hold: hold::of_report(tx, number).await?,
        ended_at: row.time_optional("ended_at")?,
        kept_until: None,
        summary,
    }))
}

async fn newest_entries(
    tx: &mut Transaction,
    number: Number,
    key: &ReportKey,
    revision: u32,
) -> Result<Vec<ThreadEntry>, StoreError> {
    entries::after(tx, number, key, revision.saturating_sub(ENTRIES_MAX), ENTRIES_MAX).await
}
