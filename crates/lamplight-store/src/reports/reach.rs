//! The reach of somebody on the patrol's side, as a condition of a statement: what is beyond it leaves no row.

use lamplight_protocol::ids::ReportId;
use lamplight_protocol::report::Category;
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{Districts, Reach};
use crate::value::Value;

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

fn bound(value: impl Into<Value>, values: &mut Vec<Value>) -> String {
    values.push(value.into());
    format!("${}", values.len())
}

/// Whether a report is there and within reach.
pub(crate) async fn has(tx: &mut Transaction, reach: &Reach, id: ReportId) -> Result<bool, StoreError> {
    let mut values = vec![id.into()];
    let condition = condition(reach, &mut values);
    let sql = format!(
        "SELECT 1 AS found
         FROM receipt
         JOIN report USING (number)
         WHERE report_id = $1 AND {condition}"
    );
    Ok(!tx.rows(AssertSqlSafe(sql), values).await?.is_empty())
}
