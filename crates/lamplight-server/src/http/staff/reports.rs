//! Reports as the desk works them.

mod query;

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{Changed, LegalHold, ReportDetail, ReportSummary, ReportsPage, StatusChange};
use lamplight_protocol::error::Violation;
use lamplight_protocol::ids::{OperationId, ReportId};
use lamplight_protocol::limits::MESSAGE_CHARS_MAX;
use lamplight_protocol::status::{ClosingReason, Ending, Status};
use lamplight_protocol::text::check_required_text;
use lamplight_protocol::thread::{EntryContent, NewMessage, ThreadEntry};
use lamplight_store::model::{StaffAction, StaffOperation, StaffWrite};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::query::ReportsQuery;
pub(in crate::http::staff) use self::query::urgent_categories;
use crate::Deps;
use crate::auth::Allowed;
use crate::body::digest_of;
use crate::error::ApiError;
use crate::http::errors::{StaffReadRefusals, StaffWriteRefusals};
use crate::http::extract::{Id, Parameters};
use crate::http::write::{ByStaff, Write};
use crate::platform::random;
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_reports))
        .routes(routes!(get_report))
        .routes(routes!(put_status))
        .routes(routes!(put_patrol_message))
}

/// Reports, in one of three orders.
#[utoipa::path(
    get,
    path = "/v1/staff/reports",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("status" = Option<String>, Query, description = "Of these statuses, with commas between them"),
        ("category" = Option<String>, Query, description = "Of these categories, with commas between them"),
        ("district" = Option<String>, Query, description = "In this district"),
        ("received_before" = Option<String>, Query, description = "Received before this time"),
        ("overdue" = Option<bool>, Query, description = "Open ones that were not answered when the answer was due"),
        ("urgent" = Option<bool>, Query, description = "Of a category that the area calls urgent"),
        ("mine" = Option<bool>, Query, description = "In the caller's charge, or referred to them"),
        ("unread" = Option<bool>, Query, description = "In which the resident said something that the caller has not read"),
        ("assigned_to" = Option<String>, Query, description = "In the charge of this one, or of `none`"),
        ("words" = Option<String>, Query, description = "Open ones that have words beginning so, and the one of this reference"),
        ("ids" = Option<String>, Query, description = "Only these, with commas between them"),
        ("order" = Option<String>, Query, description = "`newest`, `oldest` or `due`; newest when absent"),
        ("after" = Option<String>, Query, description = "The cursor of an earlier page"),
        ("limit" = Option<u32>, Query, description = "How many at most; 50 when absent", minimum = 1, maximum = 200),
    ),
    responses((status = 200, description = "A page", body = ReportsPage), StaffReadRefusals),
)]
async fn get_reports(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::ReadReports>,
    Parameters(query): Parameters<ReportsQuery>,
) -> Result<Json<ReportsPage>, ApiError> {
    let filter = query.filter(&deps)?;
    let mut page = deps.store.reports(&caller.reach, &filter).await?;
    for report in &mut page.reports {
        judged(&deps, report);
    }
    Ok(Json(page))
}

/// One report with its thread. A new one that a person opens becomes `seen`.
#[utoipa::path(
    get,
    path = "/v1/staff/reports/{id}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The report")),
    responses((status = 200, description = "The report", body = ReportDetail), StaffReadRefusals),
)]
async fn get_report(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::ReadReports>,
    Id(id): Id<ReportId>,
) -> Result<Json<ReportDetail>, ApiError> {
    let report = read(&deps, &caller, id).await?;
    // "Seen" tells a resident that a person has looked; a script that copies reports is none.
    if report.summary.status != Status::Received || !caller.staff.is_person() {
        return Ok(Json(report));
    }
    // The write is the server's own, made for this one look, so there is no body to tell it by.
    let write = Write {
        by: caller,
        subject: id,
        operation: OperationId::from_random(random(deps.entropy.as_ref())?),
        digest: digest_of(&[]),
    };
    // What can be read is shown, also when nothing can be written: a full disk must not blind the desk. The
    // next one to open it marks it.
    if let Err(error) = mark_seen(&deps, &write, report.summary.revision).await {
        tracing::warn!(reason = error.detail(), "a report could not be marked as seen");
        return Ok(Json(report));
    }
    read(&deps, &write.by, id).await.map(Json)
}

async fn read(
    deps: &Deps,
    caller: &Allowed<to::ReadReports>,
    id: ReportId,
) -> Result<ReportDetail, ApiError> {
    let report = deps.store.report(&caller.reach, id).await?;
    let mut report = report.ok_or_else(ApiError::not_found)?;
    judged(deps, &mut report.summary);
    timed(deps, &mut report);
    Ok(report)
}

/// Says until when a report is kept.
fn timed(deps: &Deps, report: &mut ReportDetail) {
    let now = deps.clock.now();
    let has_lapsed = |hold: &LegalHold| hold.lapses_at.is_some_and(|at| at <= now);
    report.hold = report.hold.take().filter(|hold| !has_lapsed(hold));
    if report.hold.is_some() {
        return;
    }
    let keeps = |at| {
        let reason = closing_reason(&report.thread);
        deps.retention.report_until(report.summary.category, reason, at)
    };
    report.kept_until = report.ended_at.map(keeps);
}

/// Why nothing was done, where nothing was.
fn closing_reason(thread: &[ThreadEntry]) -> Option<ClosingReason> {
    let ending = thread.iter().rev().find_map(|entry| match &entry.content {
        EntryContent::Status { ending, .. } => Some(ending.as_ref()),
        _ => None,
    });
    ending.flatten()?.reason
}

/// Adds what only the area and the clock can tell of a report.
pub(super) fn judged(deps: &Deps, report: &mut ReportSummary) {
    report.urgent = deps.area.area().is_urgent(report.category);
    report.overdue = report.status.is_open()
        && report.answered_at.is_none()
        && !report.practice
        && report.due_at < deps.clock.now();
}

/// Writes that the report was seen. Whoever was faster has written the same, or more.
async fn mark_seen(
    deps: &Deps,
    write: &Write<Allowed<to::ReadReports>, ReportId>,
    revision: u32,
) -> Result<(), ApiError> {
    let seen = StatusChange {
        revision,
        to: Status::Seen,
        ending: Ending::default(),
        message: None,
    };
    let operation = operation(deps, write, StaffAction::Status(seen));
    match deps.store.change_report(&operation).await? {
        StaffWrite::Done { .. } => deps.hub.ring_doorbell(),
        StaffWrite::Conflict
        | StaffWrite::NotFound
        | StaffWrite::ChangedMeanwhile(_)
        | StaffWrite::Refused(_)
        | StaffWrite::NoSuchOriginal
        | StaffWrite::AnotherInCharge
        | StaffWrite::NoSuchPart
        | StaffWrite::OnHold
        | StaffWrite::SecondPersonNeeded
        | StaffWrite::NoSuchPicture
        | StaffWrite::NoSuchInitiative
        | StaffWrite::NoRoom
        | StaffWrite::ThreadFull
        | StaffWrite::Alert(_)
        | StaffWrite::TrialMeanwhile
        | StaffWrite::Over => {}
    }
    Ok(())
}

/// Changes the status of a report, on the strength of a revision.
#[utoipa::path(
    put,
    path = "/v1/staff/reports/{id}/status/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The report"),
        ("op" = String, Path, format = Uuid, description = "The change; made by the caller"),
    ),
    request_body = StatusChange,
    responses((status = 200, description = "It is changed", body = Changed), StaffWriteRefusals),
)]
async fn put_status(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, change_to): ByStaff<to::WorkReports, ReportId, StatusChange>,
) -> Result<Json<Changed>, ApiError> {
    check_status_change(write.subject, &change_to)?;
    let action = StaffAction::Status(change_to);
    change(&deps, &operation(&deps, &write, action)).await
}

pub(super) fn check_status_change(report: ReportId, change: &StatusChange) -> Result<(), Violation> {
    change.ending.check(change.to).map_err(super::within("ending"))?;
    if change.ending.duplicate_of == Some(report) {
        return Err(Violation::invalid(
            "ending.duplicate_of",
            "must be another report",
        ));
    }
    change.message.as_deref().map_or(Ok(()), |message| {
        check_required_text("message", message, MESSAGE_CHARS_MAX)
    })
}

/// Says something to the resident.
#[utoipa::path(
    put,
    path = "/v1/staff/reports/{id}/messages/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The report"),
        ("op" = String, Path, format = Uuid, description = "The message; made by the caller"),
    ),
    request_body = NewMessage,
    responses((status = 200, description = "It is said", body = Changed), StaffWriteRefusals),
)]
async fn put_patrol_message(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, message): ByStaff<to::WorkReports, ReportId, NewMessage>,
) -> Result<Json<Changed>, ApiError> {
    message.check()?;
    let action = StaffAction::Message(message.text);
    change(&deps, &operation(&deps, &write, action)).await
}

pub(super) async fn change(deps: &Deps, operation: &StaffOperation) -> Result<Json<Changed>, ApiError> {
    let write = deps.store.change_report(operation).await?;
    deps.hub.ring_doorbell();
    super::answer(&write, operation.id)
}

pub(super) fn operation<D>(
    deps: &Deps,
    write: &Write<Allowed<D>, ReportId>,
    action: StaffAction,
) -> StaffOperation {
    let call = match &action {
        StaffAction::Message(_) => "staff message",
        StaffAction::Status(_) => "status",
        StaffAction::Assign(_) => "assignment",
        StaffAction::Refer(_) => "referral",
        StaffAction::EndReferral(_) => "referral end",
        StaffAction::Note(_) => "note",
        StaffAction::Redact(_) => "redaction",
        StaffAction::Hold(_) => "hold",
        StaffAction::Initiative(_) => "initiative",
    };
    StaffOperation {
        id: write.operation,
        report_id: write.subject,
        body_hash: write.body_hash(deps, call),
        by: write.by.staff.actor(),
        reach: write.by.reach.clone(),
        acting_as: write.by.staff.acting_as(),
        action,
        at: deps.clock.now(),
    }
}

#[cfg(test)]
mod tests;
