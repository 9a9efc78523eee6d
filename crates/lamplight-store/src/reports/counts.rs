//! How many reports there are of which kind: for the desk's filters, and by how they ended.

use lamplight_protocol::api::{DeskCounts, OutcomeCount};
use lamplight_protocol::report::Category;
use lamplight_protocol::time::TimestampMillis;
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::Reach;
use crate::names::value_of;
use crate::reports::list::{mine, overdue};
use crate::reports::marks;
use crate::reports::reach::{self, bound};
use crate::value::Value;

/// Reports within reach, by what the desk filters by.
pub(crate) async fn desk(
    tx: &mut Transaction,
    within: &Reach,
    urgent: &[Category],
    now: TimestampMillis,
) -> Result<DeskCounts, StoreError> {
    let mut values: Vec<Value> = Vec::new();
    let urgent: Vec<String> = urgent
        .iter()
        .map(|category| bound(category.as_str(), &mut values))
        .collect();
    let urgent = match urgent.as_slice() {
        [] => "false".to_owned(),
        names => format!("report.category IN ({})", names.join(", ")),
    };
    let unread = marks::unread(within.in_charge, &mut values);
    let sql = format!(
        "SELECT count(*) AS open_reports,
                count(*) FILTER (WHERE {unread}) AS unread,
                count(*) FILTER (WHERE {urgent}) AS urgent,
                count(*) FILTER (WHERE {}) AS overdue,
                count(*) FILTER (WHERE {}) AS mine,
                count(*) FILTER (WHERE report.assignee IS NULL) AS unassigned
         FROM report
         WHERE report.ended_at IS NULL AND {}",
        overdue(now, &mut values),
        mine(within, &mut values),
        reach::condition(within, &mut values),
    );
    let rows = tx.rows(AssertSqlSafe(sql), values).await?;
    let row = rows.first().ok_or(StoreError::Damaged("a count"))?;
    let spoken = ended_and_unread(tx, within).await?;
    Ok(DeskCounts {
        open: row.count("open_reports")?,
        unread: row.count("unread")?.saturating_add(spoken),
        urgent: row.count("urgent")?,
        overdue: row.count("overdue")?,
        mine: row.count("mine")?,
        unassigned: row.count("unassigned")?,
    })
}

/// Reports that have ended, in which the resident has spoken since. In a statement of its own, for which there
/// is an index: beside the open ones they are few, and those that rest are many.
async fn ended_and_unread(tx: &mut Transaction, within: &Reach) -> Result<u32, StoreError> {
    let mut values = Vec::new();
    let sql = format!(
        "SELECT count(*) AS reports
         FROM report
         WHERE report.ended_at IS NOT NULL AND {} AND {}",
        marks::unread(within.in_charge, &mut values),
        reach::condition(within, &mut values),
    );
    let rows = tx.rows(AssertSqlSafe(sql), values).await?;
    rows.first()
        .ok_or(StoreError::Damaged("a count"))?
        .count("reports")
}

/// Reports within reach that ended in a time, by how they did; those that were forgotten since among them. The statuses, reasons, categories and districts
/// bound them.
pub(crate) async fn outcomes(
    tx: &mut Transaction,
    within: &Reach,
    from: TimestampMillis,
    to: TimestampMillis,
) -> Result<Vec<OutcomeCount>, StoreError> {
    let mut values = vec![from.into(), to.into()];
    let condition = reach::condition(within, &mut values);
    let sql = format!(
        "SELECT status, ended_reason, category, district, count(*) AS reports
         FROM (SELECT number, status, ended_reason, category, district, assignee, ended_at
               FROM report
               WHERE ended_at >= $1 AND ended_at < $2 AND practice = 0
               UNION ALL
               -- Those that were forgotten since were in nobody's charge any more, and have no number here.
               SELECT NULL, status, ended_reason, category, district, NULL, ended_at
               FROM past_report
               WHERE ended_at >= $1 AND ended_at < $2) AS report
         WHERE {condition}
         GROUP BY status, ended_reason, category, district
         ORDER BY status, ended_reason, category, district"
    );
    tx.rows(AssertSqlSafe(sql), values)
        .await?
        .iter()
        .map(|row| {
            Ok(OutcomeCount {
                status: row.parse("status")?,
                reason: row
                    .get::<Option<String>>("ended_reason")?
                    .map(|reason| value_of(&reason, "ended_reason"))
                    .transpose()?,
                category: row.parse("category")?,
                district: row.get("district")?,
                count: row.count("reports")?,
            })
        })
        .collect()
}
