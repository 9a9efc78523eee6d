//! Reports as the desk reads them.

use lamplight_protocol::api::{ReportDetail, ReportSummary, ReportsPage};
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::thread::ThreadEntry;
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::keyset::{self, Before};
use crate::model::{Reach, ReportFilter};
use crate::photos;
use crate::reports::receipt::Number;
use crate::reports::sealed::Details;
use crate::reports::{entries, reach, sealed};
use crate::seal::{KeyEncryptionKey, ReportKey};
use crate::value::{Row, Value};

/// Entries of a thread that the desk reads at once: the newest ones.
const ENTRIES_MAX: u32 = 1_000;

/// A page of the reports within reach, newest first.
pub(crate) async fn list(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    within: &Reach,
    filter: &ReportFilter,
) -> Result<ReportsPage, StoreError> {
    let limit = filter.limit.max(1);
    let (conditions, values) = conditions(within, filter, limit)?;
    let sql = format!(
        "SELECT number, report_id, reference, category, status, revision, practice,
                report.received_at, changed_at, due_at, district, language, key_wrapped, details_sealed,
                (SELECT count(*) FROM report_photo WHERE report_photo.number = report.number) AS photos,
                (SELECT count(*) FROM report_photo
                 WHERE report_photo.number = report.number AND state = 'to_come') AS photos_to_come
         FROM report
         JOIN receipt USING (number)
         JOIN report_sealed USING (number)
         WHERE {conditions}
         ORDER BY report.received_at DESC, report.number DESC
         LIMIT $1"
    );
    let rows = tx.rows(AssertSqlSafe(sql), values).await?;
    let summaries = rows
        .iter()
        .map(|row| {
            let id = row.parse("report_id")?;
            let details = sealed::details_of(&sealed::key_of(kek, id, row)?, row)?;
            let summary = summary(row, id, &details)?;
            let place = Before {
                at: summary.received_at,
                number: row.get("number")?,
            };
            Ok((place, summary))
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    let (reports, next) = keyset::page(summaries, limit)?;
    Ok(ReportsPage {
        reports,
        next,
        total: None,
        unsearched: None,
    })
}

/// The conditions of a filter and the values for them. Built, rather than one statement that tests which
/// parameters are absent, so that the engines can choose an index.
fn conditions(within: &Reach, filter: &ReportFilter, limit: u32) -> Result<(String, Vec<Value>), StoreError> {
    let before = Before::of(filter.before.as_ref())?;
    let mut values: Vec<Value> = vec![
        limit.saturating_add(1).into(),
        before.at.into(),
        before.number.into(),
    ];
    let mut conditions = vec!["(report.received_at, report.number) < ($2, $3)".to_owned()];
    let mut one_of = |column: &str, names: Vec<&str>| {
        if names.is_empty() {
            return;
        }
        let placeholders: Vec<String> = names
            .iter()
            .map(|name| {
                values.push((*name).into());
                format!("${}", values.len())
            })
            .collect();
        conditions.push(format!("{column} IN ({})", placeholders.join(", ")));
    };
    one_of(
        "status",
        filter.statuses.iter().map(|status| status.as_str()).collect(),
    );
    one_of(
        "category",
        filter
            .categories
            .iter()
            .map(|category| category.as_str())
            .collect(),
    );
    one_of("district", filter.district.as_deref().into_iter().collect());
    conditions.push(reach::condition(within, &mut values));
    Ok((conditions.join(" AND "), values))
}

fn summary(row: &Row, id: ReportId, details: &Details) -> Result<ReportSummary, StoreError> {
    Ok(ReportSummary {
        id,
        reference: row.get("reference")?,
        category: row.parse("category")?,
        status: row.parse("status")?,
        revision: row.count("revision")?,
        practice: row.flag("practice")?,
        received_at: row.time("received_at")?,
        changed_at: row.time("changed_at")?,
        due_at: row.time("due_at")?,
        district: row.get("district")?,
        place_words: details.place.words.clone(),
        photos: row.count("photos")?,
        photos_to_come: row.count("photos_to_come")?,
        language: row.parse("language")?,
        urgent: false,
        overdue: false,
        answered_at: None,
        assignee: None,
        unread: false,
        near: None,
        merged: 0,
        merged_into: None,
        referred: false,
        entered_by_staff: false,
        possible_profiling: false,
    })
}

/// One report with its thread; none when it is beyond reach.
pub(crate) async fn detail(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    within: &Reach,
    id: ReportId,
) -> Result<Option<ReportDetail>, StoreError> {
    let mut values = vec![id.into()];
    let condition = reach::condition(within, &mut values);
    let sql = format!(
        "SELECT number, reference, category, status, revision, practice,
                report.received_at, changed_at, due_at, district, language, occurred_at, occurred_in_future,
                key_wrapped, details_sealed, contact_sealed,
                (SELECT count(*) FROM report_photo WHERE report_photo.number = report.number) AS photos,
                (SELECT count(*) FROM report_photo
                 WHERE report_photo.number = report.number AND state = 'to_come') AS photos_to_come
         FROM receipt
         JOIN report USING (number)
         JOIN report_sealed USING (number)
         WHERE report_id = $1 AND {condition}"
    );
    let Some(row) = tx.rows(AssertSqlSafe(sql), values).await?.into_iter().next() else {
        return Ok(None);
    };
    let number = row.get("number")?;
    let key = sealed::key_of(kek, id, &row)?;
    let details = sealed::details_of(&key, &row)?;
    let summary = summary(&row, id, &details)?;
    Ok(Some(ReportDetail {
        behaviours: details.behaviours,
        place: details.place,
        occurred_at: row.time("occurred_at")?,
        occurred_in_future: row.flag("occurred_in_future")?,
        note: details.note,
        contact: sealed::contact_of(&key, &row)?,
        language: row.parse("language")?,
        photos: photos::desk::of_report(tx, number, details.photo_descriptions).await?,
        thread: newest_entries(tx, number, &key, summary.revision).await?,
        desk: Vec::new(),
        merged: Vec::new(),
        referrals: Vec::new(),
        entered_by: None,
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
