//! The audit as people read it, and as it is taken out.

use lamplight_protocol::time::TimestampMillis;
use sqlx::AssertSqlSafe;

use crate::audit::chain::{chained_of, columns, unchained};
use crate::database::Transaction;
use crate::error::StoreError;
use crate::keyset::{self, Before};
use crate::model::{AuditFilter, AuditPage, AuditRow, ListedAuditRow};
use crate::value::Value;

/// A page of chained rows, newest first.
pub(crate) async fn page(tx: &mut Transaction, filter: &AuditFilter) -> Result<AuditPage, StoreError> {
    let limit = filter.limit.max(1);
    let (conditions, values) = conditions(filter)?;
    // The limit is no parameter: SQLite prepares a statement anew whenever one is bound to LIMIT.
    let sql = format!(
        concat!(
            "SELECT position, hash, ",
            columns!(),
            ",
                    coalesce((SELECT name FROM person WHERE person.id = audit.staff_id),
                             (SELECT name FROM token WHERE token.id = audit.staff_id)) AS name
             FROM audit
             WHERE {conditions}
             ORDER BY at DESC, position DESC
             LIMIT {limit}"
        ),
        conditions = conditions,
        limit = limit.saturating_add(1)
    );
    let rows = tx
        .rows(AssertSqlSafe(sql), values)
        .await?
        .iter()
        .map(|row| {
            let name = row.get("name")?;
            let row = chained_of(row)?;
            let place = Before {
                at: TimestampMillis::from_millis(row.at),
                number: row.position,
            };
            Ok((place, ListedAuditRow { row, name }))
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    let (rows, next) = keyset::page(rows, limit)?;
    Ok(AuditPage {
        rows,
        next,
        unchained: unchained(tx).await?,
    })
}

/// Built, rather than one statement that tests which parameters are absent, so that the engines can choose an
/// index.
fn conditions(filter: &AuditFilter) -> Result<(String, Vec<Value>), StoreError> {
    let before = Before::of(filter.before.as_ref())?;
    let mut values: Vec<Value> = vec![before.at.into(), before.number.into()];
    let mut conditions = vec!["(at, position) < ($1, $2)".to_owned()];
    let mut with = |condition: &str, value: Value| {
        values.push(value);
        conditions.push(format!("{condition} ${}", values.len()));
    };
    if let Some(staff) = filter.staff {
        with("staff_id =", staff.into());
    }
    if let Some(from) = filter.from {
        with("at >=", from.into());
    }
    if let Some(until) = filter.until {
        with("at <", until.into());
    }
    if let Some(act) = &filter.act {
        if act.contains('.') {
            with("act =", act.as_str().into());
        } else {
            // `/` is the next character after the dot: all names between are those of the family.
            with("act >=", format!("{act}.").into());
            with("act <", format!("{act}/").into());
        }
    }
    Ok((conditions.join(" AND "), values))
}

/// Chained rows after a position, in the order of the chain.
pub(crate) async fn after(
    tx: &mut Transaction,
    position: i64,
    limit: u32,
) -> Result<Vec<AuditRow>, StoreError> {
    tx.rows(
        concat!(
            "SELECT position, hash, ",
            columns!(),
            " FROM audit WHERE position > $1 ORDER BY position LIMIT $2"
        ),
        [position.into(), limit.into()],
    )
    .await?
    .iter()
    .map(chained_of)
    .collect()
}
