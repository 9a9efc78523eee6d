//! Reports in the order of their ids, whole: for exports, and to see whether everything still opens.

use lamplight_protocol::ids::ReportId;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{ExportedPhoto, ExportedReport};
use crate::photos;
use crate::reports::{disclose, entries, sealed};
use crate::seal::KeyEncryptionKey;
use crate::value::Row;

/// A page of reports for an export.
pub(crate) async fn page(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    after: Option<ReportId>,
    limit: u32,
) -> Result<Vec<ExportedReport>, StoreError> {
    let mut reports = Vec::new();
    for row in rows_after(tx, after, limit).await? {
        let id = row.parse("report_id")?;
        let details = sealed::details_of(&sealed::key_of(kek, id, &row)?, &row)?;
        let photos = photos::desk::of_report(tx, row.get("number")?, details.photo_descriptions).await?;
        let category = row.parse("category")?;
        reports.push(ExportedReport {
            id,
            category,
            note: details.note,
            place: disclose::shown(category, details.place),
            status: row.parse("status")?,
            received_at: row.time("received_at")?,
            photos: photos
                .into_iter()
                .map(|photo| ExportedPhoto {
                    sha256: photo.sha256,
                    state: photo.state,
                })
                .collect(),
        });
    }
    Ok(reports)
}

async fn rows_after(
    tx: &mut Transaction,
    after: Option<ReportId>,
    limit: u32,
) -> Result<Vec<Row>, StoreError> {
    tx.rows(
        "SELECT number, report_id, category, status, revision, report.received_at,
                key_wrapped, details_sealed, contact_sealed
         FROM receipt
         JOIN report USING (number)
         JOIN report_sealed USING (number)
         WHERE report_id > $1
         ORDER BY report_id
         LIMIT $2",
        [
            after.map_or_else(String::new, |id| id.to_string()).into(),
            limit.into(),
        ],
    )
    .await
}

/// One report's state of health.
pub(crate) struct Checked {
    pub(crate) id: ReportId,
    /// What is wrong with it, if anything.
    pub(crate) problem: Option<String>,
}

/// Opens everything sealed in a page of reports, and counts their entries.
pub(crate) async fn check_page(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    after: Option<ReportId>,
    limit: u32,
) -> Result<Vec<Checked>, StoreError> {
    let mut checked = Vec::new();
    for row in rows_after(tx, after, limit).await? {
        let id = row.parse("report_id")?;
        let problem = match check(tx, kek, id, &row).await {
            Ok(()) => None,
            Err(StoreError::Damaged(what)) => Some(format!("report {id}: {what}")),
            Err(error) => return Err(error),
        };
        checked.push(Checked { id, problem });
    }
    Ok(checked)
}

async fn check(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    id: ReportId,
    row: &Row,
) -> Result<(), StoreError> {
    /// Entries that are opened at once.
    const ENTRIES_AT_ONCE: u32 = 100;

    let key = sealed::key_of(kek, id, row)?;
    sealed::details_of(&key, row)?;
    sealed::contact_of(&key, row)?;
    let number = row.get("number")?;
    let newest = row.count("revision")?;
    let mut revision = 0;
    while revision < newest {
        let entries = entries::after(tx, number, &key, revision, ENTRIES_AT_ONCE).await?;
        for entry in &entries {
            revision += 1;
            if entry.revision != revision {
                return Err(StoreError::Damaged("an entry of its thread is missing"));
            }
        }
        if entries.is_empty() {
            return Err(StoreError::Damaged("an entry of its thread is missing"));
        }
    }
    Ok(())
}
