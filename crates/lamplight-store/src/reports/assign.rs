//! Putting somebody in charge of a report, or nobody.

use lamplight_protocol::api::{Assignment, DeskContent};
use lamplight_protocol::ids::StaffId;
use lamplight_protocol::status::{Ending, Refusal, Status};

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{StaffOperation, StaffWrite};
use crate::reports::under_change::ReportUnderChange;
use crate::reports::{desk_log, marks, staff};

/// Does it; the answer when it may not be.
///
/// It rests on who was in charge, not on a revision: within `assigned` a report changes hands without a
/// revision, and what a resident says meanwhile is no reason to decide anew.
pub(crate) async fn assign(
    tx: &mut Transaction,
    report: &mut ReportUnderChange,
    request: &StaffOperation,
    assignment: &Assignment,
) -> Result<Option<StaffWrite>, StoreError> {
    if report.assignee != assignment.from {
        return Ok(Some(StaffWrite::AnotherInCharge));
    }
    if assignment.to != assignment.from {
        let to = match step(report, request, assignment.to) {
            Ok(to) => to,
            Err(refusal) => return Ok(Some(StaffWrite::Refused(refusal))),
        };
        if let Some(to) = to {
            report.go_to(tx, to, Ending::default()).await?;
        }
        put_in_charge(tx, report, staff::author(request)?, assignment.to).await?;
    }
    if let Some(text) = &assignment.message {
        staff::say(tx, report, request, text).await?;
    }
    Ok(None)
}

/// The status that it takes, if another one. Whoever may put somebody in charge may put another there.
fn step(
    report: &ReportUnderChange,
    request: &StaffOperation,
    to: Option<StaffId>,
) -> Result<Option<Status>, Refusal> {
    let acting_as = staff::capacities(report, request);
    match (to, report.status) {
        (Some(_), Status::Assigned | Status::OnTheWay) => {
            report.check_step_from(Status::Seen, Status::Assigned, &acting_as)?;
            Ok(None)
        }
        (Some(_), _) => {
            report.check_step(Status::Assigned, &acting_as)?;
            Ok(Some(Status::Assigned))
        }
        (None, _) => {
            report.check_step(Status::Seen, &acting_as)?;
            Ok(Some(Status::Seen))
        }
    }
}

/// Writes who is in charge, and makes the report new to them when somebody else put them there.
pub(crate) async fn put_in_charge(
    tx: &mut Transaction,
    report: &mut ReportUnderChange,
    by: StaffId,
    to: Option<StaffId>,
) -> Result<(), StoreError> {
    report.assignee = to;
    let mut name = None;
    if let Some(to) = to {
        name = Some(desk_log::staff(tx, to).await?);
        if to != by {
            marks::forget(tx, report.number, to).await?;
        }
    }
    desk_log::append(tx, report, by, &DeskContent::Assigned { to: name }).await
}
