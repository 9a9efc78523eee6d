//! The reach of somebody on the patrol's side, as a condition of a statement: what is beyond it leaves no row.

use lamplight_protocol::ids::ReportId;
use lamplight_protocol::report::Category;
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{Belonging, Districts, Reach};
use crate::reports::receipt::Number;
use crate::value::{Row, Value};

/// The condition that a row of the table `report` is within reach. Appends the values that it needs to those
/// of the statement. Says in SQL what [`Reach::covers`] says.
pub(crate) fn condition(reach: &Reach, values: &mut Vec<Value>) -> String {
    format!("{} AND {}", kinds(reach, values), districts(reach, values))
}

fn kinds(reach: &Reach, values: &mut Vec<Value>) -> String {
    let mut kinds = Vec::new();
    match (reach.ordinary, reach.wellbeing) {
        (true, true) => return "true".to_owned(),
        (true, false) => kinds.push(format!("report.category <> '{}'", Category::Wellbeing.as_str())),
        (false, true) => kinds.push(format!("report.category = '{}'", Category::Wellbeing.as_str())),
        (false, false) => {}
    }
    if let Some(staff) = reach.in_charge {
        kinds.push(format!("report.assignee = {}", bound(staff, values)));
    }
    let targets: Vec<String> = reach
        .referred_to
        .iter()
        .map(|target| bound(target.to_string(), values))
        .collect();
    if !targets.is_empty() {
        kinds.push(format!(
            "EXISTS (SELECT 1 FROM referral
                     WHERE referral.number = report.number AND target IN ({}))",
            targets.join(", ")
        ));
    }
    any_of(&kinds)
}

fn districts(reach: &Reach, values: &mut Vec<Value>) -> String {
    match &reach.districts {
        Districts::All => "true".to_owned(),
        Districts::Only(ids) => {
            let each: Vec<String> = ids
                .iter()
                .map(|id| format!("report.district = {}", bound(id.as_str(), values)))
                .collect();
            any_of(&each)
        }
    }
}

fn any_of(conditions: &[String]) -> String {
    if conditions.is_empty() {
        "false".to_owned()
    } else {
        format!("({})", conditions.join(" OR "))
    }
}

pub(crate) fn bound(value: impl Into<Value>, values: &mut Vec<Value>) -> String {
    values.push(value.into());
    format!("${}", values.len())
}

/// The number of a report; none when it is not there, or beyond reach.
pub(crate) async fn number(
    tx: &mut Transaction,
    reach: &Reach,
    id: ReportId,
) -> Result<Option<Number>, StoreError> {
    let mut values = vec![id.into()];
    let condition = condition(reach, &mut values);
    let sql = format!(
        "SELECT report.number AS number
         FROM receipt
         JOIN report ON report.number = receipt.number
         WHERE report_id = $1 AND {condition}"
    );
    let rows = tx.rows(AssertSqlSafe(sql), values).await?;
    rows.first().map(|row| row.get("number")).transpose()
}

/// The targets of a report's referrals, with commas between them: a column of a statement on `report`.
pub(crate) const REFERRED: &str =
    "(SELECT string_agg(target, ',') FROM referral WHERE referral.number = report.number) AS referred_to";

/// Whose a report is to know of, from a row with its category, district, assignee and [`REFERRED`].
pub(crate) fn belonging_of(row: &Row) -> Result<Belonging, StoreError> {
    Ok(Belonging {
        category: row.parse("category")?,
        district: row.get("district")?,
        assignee: row.parse_optional("assignee")?,
        referred_to: row
            .get::<Option<String>>("referred_to")?
            .iter()
            .flat_map(|targets| targets.split(','))
            .map(|target| target.parse().map_err(|_| StoreError::Damaged("referred_to")))
            .collect::<Result<_, _>>()?,
    })
}

/// Whose a report is to know of; none when it is not there, or beyond reach.
pub(crate) async fn belonging(
    tx: &mut Transaction,
    reach: &Reach,
    id: ReportId,
) -> Result<Option<Belonging>, StoreError> {
    let mut values = vec![id.into()];
    let condition = condition(reach, &mut values);
    let sql = format!(
        "SELECT category, district, assignee, {REFERRED}
         FROM receipt
         JOIN report USING (number)
         WHERE report_id = $1 AND {condition}"
    );
    let rows = tx.rows(AssertSqlSafe(sql), values).await?;
    rows.first().map(belonging_of).transpose()
}
