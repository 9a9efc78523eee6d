//! The desk's list of reports: filtered, in one of three orders, by pages.

use lamplight_protocol::api::{Cursor, ReportsPage, Total};
use lamplight_protocol::status::Status;
use lamplight_protocol::time::TimestampMillis;
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::keyset::{self, Before};
use crate::model::{InCharge, Order, Reach, ReportFilter};
use crate::reports::open::Found;
use crate::reports::reach::{self, bound};
use crate::reports::{marks, sealed, summary};
use crate::seal::KeyEncryptionKey;
use crate::value::Value;

/// Up to how many reports are counted, for whoever reads a first page.
const TOTAL_MAX: u32 = 1_000;

/// A page of the reports within reach. `found` are those that have the words of the filter, if it has any.
pub(crate) async fn list(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    within: &Reach,
    filter: &ReportFilter,
    found: Option<&Found>,
) -> Result<ReportsPage, StoreError> {
    let unsearched = found.map_or(0, |found| found.unsearched);
    let unsearched = (unsearched > 0).then_some(unsearched);
    let finds_nothing =
        found.is_some_and(|found| found.numbers.is_empty()) || filter.ids.as_ref().is_some_and(Vec::is_empty);
    if finds_nothing {
        return Ok(ReportsPage {
            reports: Vec::new(),
            next: None,
            total: filter.before.is_none().then_some(Total {
                count: 0,
                more: false,
            }),
            unsearched,
        });
    }
    let total = match filter.before {
        None => Some(total(tx, within, filter, found).await?),
        Some(_) => None,
    };
    let limit = filter.limit.max(1);
    let mut values = Vec::new();
    let columns = summary::columns(within, &mut values);
    let mut conditions = conditions(tx, within, filter, found, &mut values);
    let way = Way::of(filter.order);
    if let Some(cursor) = &filter.before {
        conditions.push(way.beyond(cursor, &mut values)?);
    }
    let sql = format!(
        "SELECT {columns}
         FROM {}
         WHERE {}
         ORDER BY {}
         LIMIT {}",
        summary::TABLES,
        conditions.join(" AND "),
        way.order_by,
        limit.saturating_add(1),
    );
    let rows = tx.rows(AssertSqlSafe(sql), values).await?;
    let summaries = rows
        .iter()
        .map(|row| {
            let id = row.parse("report_id")?;
            let details = sealed::details_of(&sealed::key_of(kek, id, row)?, row)?;
            let place = Before {
                at: row.time(way.by)?,
                number: row.get("number")?,
            };
            Ok((place, summary::of(row, id, &details)?))
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    let (reports, next) = keyset::page(summaries, limit)?;
    Ok(ReportsPage {
        reports,
        next: next.map(|next| way.mark(&next)).transpose()?,
        total,
        unsearched,
    })
}

/// How many reports match, up to a bound.
async fn total(
    tx: &mut Transaction,
    within: &Reach,
    filter: &ReportFilter,
    found: Option<&Found>,
) -> Result<Total, StoreError> {
    let mut values = Vec::new();
    let conditions = conditions(tx, within, filter, found, &mut values);
    let sql = format!(
        "SELECT count(*) AS reports
         FROM (SELECT 1
               FROM report
               JOIN receipt ON receipt.number = report.number
               WHERE {}
               LIMIT {}) AS matching",
        conditions.join(" AND "),
        TOTAL_MAX + 1,
    );
    let rows = tx.rows(AssertSqlSafe(sql), values).await?;
    let count = rows.first().map_or(Ok(0), |row| row.count("reports"))?;
    Ok(Total {
        count: count.min(TOTAL_MAX),
        more: count > TOTAL_MAX,
    })
}

/// The conditions of a filter. Built, rather than one statement that tests which parameters are absent, so that
/// the engines can choose an index.
fn conditions(
    tx: &Transaction,
    within: &Reach,
    filter: &ReportFilter,
    found: Option<&Found>,
    values: &mut Vec<Value>,
) -> Vec<String> {
    let mut conditions = vec![reach::condition(within, values)];
    if is_about_open_ones(filter) {
        conditions.push("report.ended_at IS NULL".to_owned());
    }
    let statuses = filter.statuses.iter().map(|status| status.as_str());
    conditions.extend(one_of("report.status", statuses, values));
    let categories = filter.categories.iter().map(|category| category.as_str());
    conditions.extend(one_of("report.category", categories, values));
    conditions.extend(one_of("report.district", filter.district.as_deref(), values));
    if let Some(before) = filter.received_before {
        conditions.push(format!("report.received_at < {}", bound(before, values)));
    }
    if let Some(now) = filter.overdue_at {
        conditions.push(overdue(now, values));
    }
    conditions.extend(filter.assignee.map(|in_charge| match in_charge {
        InCharge::Of(staff) => format!("report.assignee = {}", bound(staff, values)),
        InCharge::Nobody => "report.assignee IS NULL".to_owned(),
    }));
    if filter.mine {
        conditions.push(mine(within, values));
    }
    if filter.unread {
        conditions.push(marks::unread(within.in_charge, values));
    }
    if let Some(ids) = &filter.ids {
        let ids = Value::Many(ids.iter().map(|id| (*id).into()).collect());
        conditions.push(format!("receipt.report_id {}", tx.is_among(&bound(ids, values))));
    }
    if let Some(found) = found {
        let numbers = Value::Many(found.numbers.iter().map(|number| (*number).into()).collect());
        conditions.push(format!("report.number {}", tx.is_among(&bound(numbers, values))));
    }
    conditions
}

/// Whether only open reports can match: the indexes of open ones then serve, however many have ended.
fn is_about_open_ones(filter: &ReportFilter) -> bool {
    let open_statuses =
        !filter.statuses.is_empty() && filter.statuses.iter().all(|status| Status::is_open(*status));
    open_statuses || filter.order == Order::Due || filter.overdue_at.is_some()
}

/// The condition that an open report was not answered when that was due.
pub(crate) fn overdue(now: TimestampMillis, values: &mut Vec<Value>) -> String {
    format!(
        "(report.answered_at IS NULL AND report.practice = 0 AND report.due_at < {})",
        bound(now, values)
    )
}

/// The condition that a report is in the reader's charge, or referred to them.
pub(crate) fn mine(within: &Reach, values: &mut Vec<Value>) -> String {
    let Some(reader) = within.in_charge else {
        return "false".to_owned();
    };
    let reader = bound(reader, values);
    format!(
        "(report.assignee = {reader}
          OR EXISTS (SELECT 1 FROM referral
                     WHERE referral.number = report.number AND referral.target = {reader}))"
    )
}

fn one_of<'a>(
    column: &str,
    names: impl IntoIterator<Item = &'a str>,
    values: &mut Vec<Value>,
) -> Option<String> {
    let names: Vec<String> = names.into_iter().map(|name| bound(name, values)).collect();
    (!names.is_empty()).then(|| format!("{column} IN ({})", names.join(", ")))
}

/// The way through the reports in one order.
struct Way {
    /// The column by which they are in order.
    by: &'static str,
    order_by: &'static str,
    comparison: &'static str,
    /// What begins its cursors, so that one of another order is told from it.
    mark: &'static str,
}

impl Way {
    fn of(order: Order) -> Self {
        match order {
            Order::Newest => Self {
                by: "received_at",
                order_by: "report.received_at DESC, report.number DESC",
                comparison: "<",
                mark: "",
            },
            Order::Oldest => Self {
                by: "received_at",
                order_by: "report.received_at, report.number",
                comparison: ">",
                mark: "o",
            },
            Order::Due => Self {
                by: "due_at",
                order_by: "report.due_at, report.number",
                comparison: ">",
                mark: "d",
            },
        }
    }

    fn beyond(&self, cursor: &Cursor, values: &mut Vec<Value>) -> Result<String, StoreError> {
        let plain = cursor
            .as_str()
            .strip_prefix(self.mark)
            .and_then(|plain| plain.parse().ok())
            .ok_or(StoreError::CursorExpired)?;
        let place = Before::of(Some(&plain))?;
        let at = bound(place.at, values);
        let number = bound(place.number, values);
        Ok(format!(
            "(report.{}, report.number) {} ({at}, {number})",
            self.by, self.comparison
        ))
    }

    fn mark(&self, cursor: &Cursor) -> Result<Cursor, StoreError> {
        format!("{}{cursor}", self.mark)
            .parse()
            .map_err(|_| StoreError::Damaged("the place of a list's entry"))
    }
}
