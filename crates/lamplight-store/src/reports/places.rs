//! Where many reports came from: those that are kept, and those that were forgotten but for figures.

use lamplight_protocol::report::Category;
use lamplight_protocol::status::Status;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{MonthWish, PlaceCount};

// What is below the least number does not leave this statement.
const COUNTS: &str = "
    WITH placed AS (
        SELECT category, cell
        FROM report
        WHERE practice = 0 AND cell IS NOT NULL AND category <> $1 AND category <> $2 AND status <> $3
          AND received_at >= $4 AND received_at < $5
        UNION ALL
        SELECT category, cell
        FROM past_report
        WHERE cell IS NOT NULL AND category <> $1 AND category <> $2 AND status <> $3
          AND received_at >= $4 AND received_at < $5
    )
    SELECT category, cell, count(*) AS reports
    FROM placed
    GROUP BY category, cell
    HAVING count(*) >= $6
    ORDER BY count(*) DESC, cell, category
    LIMIT $7";

/// Where at least so many reports of one kind came in, those with the most first.
pub(crate) async fn counts(tx: &mut Transaction, wanted: &MonthWish) -> Result<Vec<PlaceCount>, StoreError> {
    let values = [
        Category::Wellbeing.as_str().into(),
        Category::SuspiciousActivity.as_str().into(),
        Status::Withdrawn.as_str().into(),
        wanted.from.into(),
        wanted.until.into(),
        wanted.reports_min.into(),
        wanted.places_max.into(),
    ];
    let rows = tx.rows(COUNTS, values).await?;
    rows.iter()
        .map(|row| {
            Ok(PlaceCount {
                category: row.parse("category")?,
                cell: row.get("cell")?,
                reports: row.count("reports")?,
            })
        })
        .collect()
}
