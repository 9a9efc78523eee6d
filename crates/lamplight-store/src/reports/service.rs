//! How reports were served: those that are kept, and those that were forgotten but for figures.

use lamplight_protocol::report::Category;
use lamplight_protocol::status::Status;
use lamplight_protocol::time::TimestampMillis;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::ServiceCount;

// The median counts what is still to come as longer than all that came: the lower one of an even number. A report
// stands among those of its category and among all, which have no category here.
const COUNTS: &str = "
    WITH served AS (
        SELECT category, received_at, due_at, answered_at, ended_at
        FROM report
        WHERE practice = 0 AND category <> $3 AND status <> $4 AND received_at >= $1 AND received_at < $2
        UNION ALL
        SELECT category, received_at, due_at, answered_at, ended_at
        FROM past_report
        WHERE category <> $3 AND status <> $4 AND received_at >= $1 AND received_at < $2
    ), grouped AS (
        SELECT category, received_at, due_at, answered_at, ended_at FROM served
        UNION ALL
        SELECT '' AS category, received_at, due_at, answered_at, ended_at FROM served
    ), ranked AS (
        SELECT category,
               CASE WHEN answered_at <= due_at THEN 1 ELSE 0 END AS in_time,
               answered_at - received_at AS answered_ms,
               ended_at - received_at AS ended_ms,
               row_number() OVER (PARTITION BY category ORDER BY answered_at - received_at NULLS LAST) AS answered_as,
               row_number() OVER (PARTITION BY category ORDER BY ended_at - received_at NULLS LAST) AS ended_as,
               (count(*) OVER (PARTITION BY category) + 1) / 2 AS middle
        FROM grouped
    )
    SELECT category, count(*) AS reports, CAST(sum(in_time) AS BIGINT) AS in_time,
           max(CASE WHEN answered_as = middle THEN answered_ms END) AS half_answered_ms,
           max(CASE WHEN ended_as = middle THEN ended_ms END) AS half_ended_ms
    FROM ranked
    GROUP BY category
    ORDER BY category";

/// How reports were served that came in from a time on and before another, all together first.
pub(crate) async fn counts(
    tx: &mut Transaction,
    from: TimestampMillis,
    until: TimestampMillis,
) -> Result<Vec<ServiceCount>, StoreError> {
    let values = [
        from.into(),
        until.into(),
        Category::Wellbeing.as_str().into(),
        Status::Withdrawn.as_str().into(),
    ];
    let rows = tx.rows(COUNTS, values).await?;
    rows.iter()
        .map(|row| {
            let category: String = row.get("category")?;
            Ok(ServiceCount {
                category: match category.as_str() {
                    "" => None,
                    _ => Some(row.parse("category")?),
                },
                reports: row.count("reports")?,
                in_time: row.count("in_time")?,
                half_answered_ms: row.get("half_answered_ms")?,
                half_ended_ms: row.get("half_ended_ms")?,
            })
        })
        .collect()
}
