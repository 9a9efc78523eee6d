//! What the desk does with one report, beside answering it and changing its status: who is in charge, who else
//! sees it, what only staff know, what is removed, and what somebody has read.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use lamplight_protocol::api::{
    Assignment, Changed, NewNote, NewReferral, ReadMark, ReferralEnd, ReferralTarget,
};
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::redaction::{Redaction, RemovedPart};
use lamplight_store::model::{StaffAction, StaffOperation};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::colleagues::{self, Part};
use super::reports::{change, operation};
use crate::Deps;
use crate::auth::Allowed;
use crate::body::StaffBody;
use crate::error::ApiError;
use crate::http::errors::StaffWriteRefusals;
use crate::http::extract::Id;
use crate::http::write::ByStaff;
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(put_assignment))
        .routes(routes!(put_referral))
        .routes(routes!(put_referral_end))
        .routes(routes!(put_note))
        .routes(routes!(put_redaction))
        .routes(routes!(put_read, delete_read))
}

/// Puts somebody in charge of a report, or nobody, on the strength of who was.
#[utoipa::path(
    put,
    path = "/v1/staff/reports/{id}/assignment/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The report"),
        ("op" = String, Path, format = Uuid, description = "The change; made by the caller"),
    ),
    request_body = Assignment,
    responses((status = 200, description = "It is changed", body = Changed), StaffWriteRefusals),
)]
async fn put_assignment(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, assignment): ByStaff<to::WorkReports, ReportId, Assignment>,
) -> Result<Json<Changed>, ApiError> {
    assignment.check()?;
    let to = assignment.to;
    let operation = operation(&deps, &write, StaffAction::Assign(assignment));
    if let Some(to) = to
        && let Some(refusal) = colleagues::refuse(&deps, &write.by, write.subject, to, Part::InCharge).await?
    {
        return again_or(&deps, &operation, refusal).await;
    }
    change(&deps, &operation).await
}

/// Shows a report to somebody else, who is not in charge of it by that.
#[utoipa::path(
    put,
    path = "/v1/staff/reports/{id}/referral/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The report"),
        ("op" = String, Path, format = Uuid, description = "The referral; made by the caller"),
    ),
    request_body = NewReferral,
    responses((status = 200, description = "They see it", body = Changed), StaffWriteRefusals),
)]
async fn put_referral(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, referral): ByStaff<to::ReferReports, ReportId, NewReferral>,
) -> Result<Json<Changed>, ApiError> {
    referral.check()?;
    let to = referral.to;
    let operation = operation(&deps, &write, StaffAction::Refer(referral));
    if let ReferralTarget::Person { id: person } = to
        && let Some(refusal) =
            colleagues::refuse(&deps, &write.by, write.subject, person, Part::Reader).await?
    {
        return again_or(&deps, &operation, refusal).await;
    }
    change(&deps, &operation).await
}

/// The first answer of a write that breaks a rule by now, or why it does.
async fn again_or(
    deps: &Deps,
    operation: &StaffOperation,
    refusal: ApiError,
) -> Result<Json<Changed>, ApiError> {
    let again = deps.store.answer_report_again(operation).await?;
    again.map_or(Err(refusal), |write| super::answer(&write, operation.id))
}

/// Ends a referral. One that does not stand is answered as one that ended.
#[utoipa::path(
    put,
    path = "/v1/staff/reports/{id}/referral-end/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The report"),
        ("op" = String, Path, format = Uuid, description = "The change; made by the caller"),
    ),
    request_body = ReferralEnd,
    responses((status = 200, description = "It has ended", body = Changed), StaffWriteRefusals),
)]
async fn put_referral_end(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, end): ByStaff<to::ReferReports, ReportId, ReferralEnd>,
) -> Result<Json<Changed>, ApiError> {
    let action = StaffAction::EndReferral(end.to);
    change(&deps, &operation(&deps, &write, action)).await
}

/// Notes something that only staff see.
#[utoipa::path(
    put,
    path = "/v1/staff/reports/{id}/notes/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The report"),
        ("op" = String, Path, format = Uuid, description = "The note; made by the caller"),
    ),
    request_body = NewNote,
    responses((status = 200, description = "It is noted", body = Changed), StaffWriteRefusals),
)]
async fn put_note(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, note): ByStaff<to::NoteReports, ReportId, NewNote>,
) -> Result<Json<Changed>, ApiError> {
    note.check()?;
    let action = StaffAction::Note(note.text);
    change(&deps, &operation(&deps, &write, action)).await
}

/// Removes a part of a report for good, on the strength of a revision.
#[utoipa::path(
    put,
    path = "/v1/staff/reports/{id}/redactions/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The report"),
        ("op" = String, Path, format = Uuid, description = "The change; made by the caller"),
    ),
    request_body = Redaction,
    responses((status = 200, description = "It is removed", body = Changed), StaffWriteRefusals),
)]
async fn put_redaction(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, redaction): ByStaff<to::RedactReports, ReportId, Redaction>,
) -> Result<Json<Changed>, ApiError> {
    redaction.check()?;
    let is_photo = matches!(redaction.part, RemovedPart::Photo { .. });
    let operation = operation(&deps, &write, StaffAction::Redact(redaction));
    let answer = change(&deps, &operation).await?;
    if is_photo {
        // Its bytes are to be deleted.
        deps.media.ring();
    }
    Ok(answer)
}

/// Says up to where the caller has read. A program reads nothing.
#[utoipa::path(
    put,
    path = "/v1/staff/reports/{id}/read",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The report")),
    request_body = ReadMark,
    responses((status = 204, description = "It is read up to there"), StaffWriteRefusals),
)]
async fn put_read(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::ReadReports>,
    Id(report): Id<ReportId>,
    body: StaffBody<ReadMark>,
) -> Result<StatusCode, ApiError> {
    mark(&deps, &caller, report, Some(body.value.revision)).await
}

/// Makes a report unread for the caller.
#[utoipa::path(
    delete,
    path = "/v1/staff/reports/{id}/read",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The report")),
    responses((status = 204, description = "It is unread"), StaffWriteRefusals),
)]
async fn delete_read(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::ReadReports>,
    Id(report): Id<ReportId>,
) -> Result<StatusCode, ApiError> {
    mark(&deps, &caller, report, None).await
}

async fn mark(
    deps: &Deps,
    caller: &Allowed<to::ReadReports>,
    report: ReportId,
    revision: Option<u32>,
) -> Result<StatusCode, ApiError> {
    let marked = deps
        .store
        .mark_read(&caller.reach, caller.staff.id, report, revision);
    if marked.await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}
