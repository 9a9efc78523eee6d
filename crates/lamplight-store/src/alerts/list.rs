//! Lists of alerts: for the desk, and for the clock.

use lamplight_protocol::api::{Cursor, DeskAlert};
use lamplight_protocol::time::TimestampMillis;
use sqlx::AssertSqlSafe;

use super::file::File;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::keyset::{self, Before};
use crate::model::{AlertFilter, AlertStage, DueAlert};

/// A page of alerts, those first whose first plan was kept last.
pub(crate) async fn page(
    tx: &mut Transaction,
    filter: &AlertFilter,
    now: TimestampMillis,
) -> Result<(Vec<DeskAlert>, Option<Cursor>), StoreError> {
    let before = Before::of(filter.before.as_ref())?;
    let limit = filter.limit.max(1);
    let is_current = "published_state NOT IN ('ended', 'recalled') AND published_until > $4";
    let stage = match filter.stage {
        None => String::new(),
        Some(AlertStage::Waiting) => "AND (plan_state IS NOT NULL OR alone_by IS NOT NULL)".into(),
        Some(AlertStage::Current) => format!("AND {is_current}"),
        Some(AlertStage::Over) => format!("AND published_state IS NOT NULL AND NOT ({is_current})"),
    };
    let published = if filter.published_only {
        "AND published_state IS NOT NULL"
    } else {
        ""
    };
    let sql = format!(
        "SELECT alert.number, alert.id, alert.revision, created_at, alert.changed_at, plan, alone_by, document
         FROM alert
         LEFT JOIN publication ON topic = 'alert' AND publication.id = alert.id
         WHERE (created_at, alert.number) < ($1, $2) {stage} {published}
         ORDER BY created_at DESC, alert.number DESC
         LIMIT $3"
    );
    let mut values = vec![
        before.at.into(),
        before.number.into(),
        limit.saturating_add(1).into(),
    ];
    if matches!(filter.stage, Some(AlertStage::Current | AlertStage::Over)) {
        values.push(now.into());
    }
    let alerts = tx
        .rows(AssertSqlSafe(sql), values)
        .await?
        .iter()
        .map(|row| {
            let file = File::of(row)?;
            let place = Before {
                at: file.created_at,
                number: file.number,
            };
            Ok((place, file.at(now)))
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    keyset::page(alerts, limit)
}

/// Alerts whose time has come, the longest due first.
pub(crate) async fn due(
    tx: &mut Transaction,
    now: TimestampMillis,
    limit: u32,
) -> Result<Vec<DueAlert>, StoreError> {
    tx.rows(
        "SELECT id, due_at
         FROM alert
         WHERE due_at <= $1
         ORDER BY due_at
         LIMIT $2",
        [now.into(), limit.into()],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(DueAlert {
            id: row.parse("id")?,
            due_at: row.time("due_at")?,
        })
    })
    .collect()
}
