//! Plans: kept, sent, dropped.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::alert::AlertContent;
use lamplight_protocol::api::{AlertDiscard, AlertDraft, AlertSubmission, AlertUpdate, Changed};
use lamplight_protocol::ids::AlertId;
use lamplight_protocol::limits::ALERT_WORDS_CHARS_MAX;
use lamplight_protocol::text::check_required_text;
use lamplight_store::model::AlertAction;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{plan, take};
use crate::Deps;
use crate::auth::Allowed;
use crate::body::StaffBody;
use crate::error::ApiError;
use crate::http::errors::StaffWriteRefusals;
use crate::http::extract::Id;
use crate::http::staff;
use crate::http::write::{ByStaff, Write};
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(put_alert_draft))
        .routes(routes!(put_alert_submission))
        .routes(routes!(put_alert_update))
        .routes(routes!(put_alert_discard))
}

/// Sends a new alert at once; a loud one waits for a second person first.
#[utoipa::path(
    put,
    path = "/v1/staff/alerts/{id}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The alert; made by the caller")),
    request_body = AlertContent,
    responses((status = 200, description = "It is sent, or waits for a second person", body = Changed), StaffWriteRefusals),
)]
pub(super) async fn put_alert(
    State(deps): State<Arc<Deps>>,
    by: Allowed<to::ProposeAlerts>,
    Id(subject): Id<AlertId>,
    body: StaffBody<AlertContent>,
) -> Result<Json<Changed>, ApiError> {
    let write = Write {
        by,
        subject,
        operation: staff::first_operation(*subject.as_bytes()),
        digest: body.digest,
    };
    let action = AlertAction::Send(plan(&deps, body.value, None)?);
    take(&deps, &write, "alert", 0, action).await
}

/// Keeps what is being prepared; whatever was proposed or scheduled before is a draft again.
#[utoipa::path(
    put,
    path = "/v1/staff/alerts/{id}/draft/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The alert; made by the caller"),
        ("op" = String, Path, format = Uuid, description = "The operation; made by the caller"),
    ),
    request_body = AlertDraft,
    responses((status = 200, description = "It is kept", body = Changed), StaffWriteRefusals),
)]
async fn put_alert_draft(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, draft): ByStaff<to::ProposeAlerts, AlertId, AlertDraft>,
) -> Result<Json<Changed>, ApiError> {
    let AlertDraft {
        revision,
        content,
        send_at,
    } = draft;
    let draft = plan(&deps, content, send_at).map_err(staff::within("content"))?;
    let action = AlertAction::Draft(draft);
    take(&deps, &write, "alert draft", revision, action).await
}

/// Has what is prepared sent: at once, at its time, or when a second person has approved it.
#[utoipa::path(
    put,
    path = "/v1/staff/alerts/{id}/submission/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The alert"),
        ("op" = String, Path, format = Uuid, description = "The operation; made by the caller"),
    ),
    request_body = AlertSubmission,
    responses((status = 200, description = "It is sent, scheduled, or waits for a second person", body = Changed), StaffWriteRefusals),
)]
async fn put_alert_submission(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, submission): ByStaff<to::ProposeAlerts, AlertId, AlertSubmission>,
) -> Result<Json<Changed>, ApiError> {
    let AlertSubmission { revision, alone } = submission;
    if let Some(reason) = &alone {
        check_required_text("alone", reason, ALERT_WORDS_CHARS_MAX)?;
    }
    let action = AlertAction::Submit(alone);
    take(&deps, &write, "alert submission", revision, action).await
}

/// Says something else: a draft and its submission in one.
#[utoipa::path(
    put,
    path = "/v1/staff/alerts/{id}/updates/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The alert"),
        ("op" = String, Path, format = Uuid, description = "The update; made by the caller"),
    ),
    request_body = AlertUpdate,
    responses((status = 200, description = "It is changed, or waits for a second person", body = Changed), StaffWriteRefusals),
)]
async fn put_alert_update(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, update): ByStaff<to::ProposeAlerts, AlertId, AlertUpdate>,
) -> Result<Json<Changed>, ApiError> {
    let AlertUpdate { revision, content } = update;
    let draft = plan(&deps, content, None).map_err(staff::within("content"))?;
    let action = AlertAction::Send(draft);
    take(&deps, &write, "alert update", revision, action).await
}

/// Drops what is being prepared.
#[utoipa::path(
    put,
    path = "/v1/staff/alerts/{id}/discard/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The alert"),
        ("op" = String, Path, format = Uuid, description = "The operation; made by the caller"),
    ),
    request_body = AlertDiscard,
    responses((status = 200, description = "It is dropped; what was sent stays", body = Changed), StaffWriteRefusals),
)]
async fn put_alert_discard(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, discard): ByStaff<to::ProposeAlerts, AlertId, AlertDiscard>,
) -> Result<Json<Changed>, ApiError> {
    let action = AlertAction::Discard;
    take(&deps, &write, "alert discard", discard.revision, action).await
}
