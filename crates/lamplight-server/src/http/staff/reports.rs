//! Reports as the desk works them.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{Changed, ReportDetail, ReportsPage, StatusChange};
use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::error::Violation;
use lamplight_protocol::ids::{OperationId, ReportId};
use lamplight_protocol::limits::MESSAGE_CHARS_MAX;
use lamplight_protocol::status::{Ending, Status};
use lamplight_protocol::text::check_required_text;
use lamplight_protocol::thread::NewMessage;
use lamplight_store::model::{ReportFilter, StaffAction, StaffOperation, StaffWrite};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Staff;
use crate::body::{StaffBody, digest_of};
use crate::error::ApiError;
use crate::http::errors::{StaffReadRefusals, StaffWriteRefusals};
use crate::http::extract::{self, Id, Operation, Parameters};
use crate::platform::random;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_reports))
        .routes(routes!(get_report))
        .routes(routes!(put_status))
        .routes(routes!(put_message))
}

#[derive(Debug, Deserialize)]
struct ReportsQuery {
    status: Option<String>,
    category: Option<String>,
    district: Option<String>,
    after: Option<String>,
    limit: Option<String>,
}

impl ReportsQuery {
    fn filter(self) -> Result<ReportFilter, ApiError> {
        Ok(ReportFilter {
            statuses: extract::names(self.status.as_deref())?,
            categories: extract::names(self.category.as_deref())?,
            before: extract::cursor(self.after.as_deref())?,
            limit: extract::limit(self.limit.as_deref())?,
            district: self.district.filter(|district| !district.is_empty()),
        })
    }
}

/// Reports, newest first.
#[utoipa::path(
    get,
    path = "/v1/staff/reports",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("status" = Option<String>, Query, description = "Of these statuses, with commas between them"),
        ("category" = Option<String>, Query, description = "Of these categories, with commas between them"),
        ("district" = Option<String>, Query, description = "In this district"),
        ("after" = Option<String>, Query, description = "The cursor of an earlier page"),
        ("limit" = Option<u32>, Query, description = "How many at most; 50 when absent", minimum = 1, maximum = 200),
    ),
    responses((status = 200, description = "A page", body = ReportsPage), StaffReadRefusals),
)]
async fn get_reports(
    State(deps): State<Arc<Deps>>,
    _: Staff,
    Parameters(query): Parameters<ReportsQuery>,
) -> Result<Json<ReportsPage>, ApiError> {
    Ok(Json(deps.store.reports(&query.filter()?).await?))
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
    staff: Staff,
    Id(id): Id<ReportId>,
) -> Result<Json<ReportDetail>, ApiError> {
    let report = read(&deps, id).await?;
    // "Seen" tells a resident that a person has looked; a script that copies reports is none.
    if report.summary.status != Status::Received || !staff.is_person() {
        return Ok(Json(report));
    }
    mark_seen(&deps, &staff, &report).await?;
    read(&deps, id).await.map(Json)
}

async fn read(deps: &Deps, id: ReportId) -> Result<ReportDetail, ApiError> {
    deps.store.report(id).await?.ok_or_else(ApiError::not_found)
}

/// Writes that the report was seen. Whoever was faster has written the same, or more.
async fn mark_seen(deps: &Deps, staff: &Staff, report: &ReportDetail) -> Result<(), ApiError> {
    let seen = StatusChange {
        revision: report.summary.revision,
        to: Status::Seen,
        ending: Ending::default(),
        message: None,
    };
    // The operation is the server's own, made for this one write, so there is no body to tell it by.
    let id = OperationId::from_random(random(deps.entropy.as_ref())?);
    let operation = operation(
        deps,
        staff,
        report.summary.id,
        id,
        &digest_of(&[]),
        StaffAction::Status(seen),
    );
    match deps.store.change_report(&operation).await? {
        StaffWrite::Done { .. } => deps.hub.ring_doorbell(),
        StaffWrite::Conflict
        | StaffWrite::NotFound
        | StaffWrite::ChangedMeanwhile(_)
        | StaffWrite::Refused(_)
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
    staff: Staff,
    Id(report): Id<ReportId>,
    Operation(id): Operation,
    body: StaffBody<StatusChange>,
) -> Result<Json<Changed>, ApiError> {
    check_status_change(report, &body.value)?;
    let action = StaffAction::Status(body.value);
    let operation = operation(&deps, &staff, report, id, &body.digest, action);
    change(&deps, &operation).await
}

fn check_status_change(report: ReportId, change: &StatusChange) -> Result<(), Violation> {
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
async fn put_message(
    State(deps): State<Arc<Deps>>,
    staff: Staff,
    Id(report): Id<ReportId>,
    Operation(id): Operation,
    body: StaffBody<NewMessage>,
) -> Result<Json<Changed>, ApiError> {
    body.value.check()?;
    let action = StaffAction::Message(body.value.text);
    let operation = operation(&deps, &staff, report, id, &body.digest, action);
    change(&deps, &operation).await
}

async fn change(deps: &Deps, operation: &StaffOperation) -> Result<Json<Changed>, ApiError> {
    let write = deps.store.change_report(operation).await?;
    deps.hub.ring_doorbell();
    super::answer(&write, operation.id)
}

fn operation(
    deps: &Deps,
    staff: &Staff,
    report: ReportId,
    id: OperationId,
    digest: &ContentDigest,
    action: StaffAction,
) -> StaffOperation {
    let call = match &action {
        StaffAction::Message(_) => "staff message",
        StaffAction::Status(_) => "status",
    };
    StaffOperation {
        id,
        report_id: report,
        body_hash: deps.secrets.hash_body(call, report.as_bytes(), digest),
        by: staff.id,
        acting_as: staff.acting_as(),
        action,
        at: deps.clock.now(),
    }
}
