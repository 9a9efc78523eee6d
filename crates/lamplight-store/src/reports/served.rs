//! How reports were served: those that are kept, and those that were forgotten but for figures.

use lamplight_protocol::report::Category;
use lamplight_protocol::status::Status;
use lamplight_protocol::time::TimestampMillis;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{MonthWish, OpenReport, ServedReport};
use crate::names::value_of;
use crate::value::{Row, Value};

// A report that was opened again is judged by its first round; where that is not known, by nothing.
const RECEIVED: &str = "
    SELECT category, received_at, reopened_at, ended_at, ended_reason,
           CASE WHEN reopened_at IS NULL THEN due_at ELSE first_due_at END AS due_at,
           CASE WHEN reopened_at IS NULL THEN answered_at ELSE first_answered_at END AS answered_at,
           CASE WHEN reopened_at IS NULL THEN ended_at ELSE first_ended_at END AS first_ended_at,
           (SELECT fixed FROM thread_entry
            WHERE thread_entry.number = report.number AND kind = 'feedback'
            ORDER BY thread_entry.revision DESC LIMIT 1) AS fixed
    FROM report
    WHERE practice = 0 AND category <> $3 AND status <> $4 AND received_at >= $1 AND received_at < $2
    UNION ALL
    SELECT category, received_at, reopened_at, ended_at, ended_reason,
           CASE WHEN reopened_at IS NULL THEN due_at ELSE first_due_at END AS due_at,
           CASE WHEN reopened_at IS NULL THEN answered_at ELSE first_answered_at END AS answered_at,
           CASE WHEN reopened_at IS NULL THEN ended_at ELSE first_ended_at END AS first_ended_at,
           fixed
    FROM past_report
    WHERE category <> $3 AND status <> $4 AND received_at >= $1 AND received_at < $2";

/// Those that came in during a month.
pub(crate) async fn received(
    tx: &mut Transaction,
    wanted: &MonthWish,
) -> Result<Vec<ServedReport>, StoreError> {
    let values: [Value; 4] = [
        wanted.from.into(),
        wanted.until.into(),
        Category::Wellbeing.as_str().into(),
        Status::Withdrawn.as_str().into(),
    ];
    let rows = tx.rows(RECEIVED, values).await?;
    rows.iter().map(report_of).collect()
}

fn report_of(row: &Row) -> Result<ServedReport, StoreError> {
    Ok(ServedReport {
        category: row.parse("category")?,
        received_at: row.time("received_at")?,
        due_at: row.time_optional("due_at")?,
        answered_at: row.time_optional("answered_at")?,
        first_ended_at: row.time_optional("first_ended_at")?,
        reopened_at: row.time_optional("reopened_at")?,
        ended_at: row.time_optional("ended_at")?,
        ended_reason: row
            .get::<Option<String>>("ended_reason")?
            .map(|reason| value_of(&reason, "ended_reason"))
            .transpose()?,
        fixed: row.get::<Option<i64>>("fixed")?.map(|fixed| fixed != 0),
    })
}

/// All that are open.
pub(crate) async fn open(tx: &mut Transaction) -> Result<Vec<OpenReport>, StoreError> {
    tx.rows(
        "SELECT category, received_at
         FROM report
         WHERE ended_at IS NULL AND practice = 0 AND category <> $1",
        [Category::Wellbeing.as_str().into()],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(OpenReport {
            category: row.parse("category")?,
            received_at: row.time("received_at")?,
        })
    })
    .collect()
}

/// When the first one came in that is counted.
pub(crate) async fn first_received_at(tx: &mut Transaction) -> Result<Option<TimestampMillis>, StoreError> {
    let row = tx
        .row(
            "SELECT min(received_at) AS received_at
             FROM (SELECT min(received_at) AS received_at FROM report WHERE practice = 0 AND category <> $1
                   UNION ALL
                   SELECT min(received_at) AS received_at FROM past_report WHERE category <> $1) AS counted",
            [Category::Wellbeing.as_str().into()],
        )
        .await?
        .ok_or(StoreError::Damaged("a count"))?;
    row.time_optional("received_at")
}
