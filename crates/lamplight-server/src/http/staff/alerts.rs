//! Alerts: published, updated, ended.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::alert::{Alert, AlertContent};
use lamplight_protocol::api::{AlertEnd, AlertUpdate, AlertsPage, Changed};
use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::ids::{AlertId, OperationId};
use lamplight_protocol::limits::ALERT_TEXT_CHARS_MAX;
use lamplight_protocol::text::check_text;
use lamplight_store::model::{AlertAction, AlertChange};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Staff;
use crate::body::StaffBody;
use crate::error::ApiError;
use crate::http::errors::{StaffReadRefusals, StaffWriteRefusals};
use crate::http::extract::{Id, Operation, PageParameters, Parameters};

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_alerts))
        .routes(routes!(get_alert, put_alert))
        .routes(routes!(put_update))
        .routes(routes!(put_end))
}

/// Alerts, newest first.
#[utoipa::path(
    get,
    path = "/v1/staff/alerts",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("after" = Option<String>, Query, description = "The cursor of an earlier page"),
        ("limit" = Option<u32>, Query, description = "How many at most; 50 when absent", minimum = 1, maximum = 200),
    ),
    responses((status = 200, description = "A page", body = AlertsPage), StaffReadRefusals),
)]
async fn get_alerts(
    State(deps): State<Arc<Deps>>,
    _: Staff,
    Parameters(page): Parameters<PageParameters>,
) -> Result<Json<AlertsPage>, ApiError> {
    let (alerts, next) = deps.store.alerts(page.after()?.as_ref(), page.limit()?).await?;
    Ok(Json(AlertsPage { alerts, next }))
}

/// One alert.
#[utoipa::path(
    get,
    path = "/v1/staff/alerts/{id}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The alert")),
    responses((status = 200, description = "The alert", body = Alert), StaffReadRefusals),
)]
async fn get_alert(
    State(deps): State<Arc<Deps>>,
    _: Staff,
    Id(id): Id<AlertId>,
) -> Result<Json<Alert>, ApiError> {
    let alert = deps.store.alert(id).await?;
    alert.map(Json).ok_or_else(ApiError::not_found)
}

/// Publishes an alert.
#[utoipa::path(
    put,
    path = "/v1/staff/alerts/{id}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The alert; made by the caller")),
    request_body = AlertContent,
    responses((status = 200, description = "It is published", body = Changed), StaffWriteRefusals),
)]
async fn put_alert(
    State(deps): State<Arc<Deps>>,
    staff: Staff,
    Id(id): Id<AlertId>,
    body: StaffBody<AlertContent>,
) -> Result<Json<Changed>, ApiError> {
    body.value.check(deps.clock.now())?;
    let operation = super::first_operation(*id.as_bytes());
    change(
        &deps,
        &staff,
        (id, operation),
        &body.digest,
        AlertAction::Publish(body.value),
    )
    .await
}

/// Says something else, on the strength of a revision.
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
    responses((status = 200, description = "It is changed", body = Changed), StaffWriteRefusals),
)]
async fn put_update(
    State(deps): State<Arc<Deps>>,
    staff: Staff,
    Id(id): Id<AlertId>,
    Operation(operation): Operation,
    body: StaffBody<AlertUpdate>,
) -> Result<Json<Changed>, ApiError> {
    let AlertUpdate { revision, content } = body.value;
    content
        .check(deps.clock.now())
        .map_err(super::within("content"))?;
    let action = AlertAction::Update(revision, content);
    change(&deps, &staff, (id, operation), &body.digest, action).await
}

/// Gives the all-clear, on the strength of a revision.
#[utoipa::path(
    put,
    path = "/v1/staff/alerts/{id}/end/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The alert"),
        ("op" = String, Path, format = Uuid, description = "The all-clear; made by the caller"),
    ),
    request_body = AlertEnd,
    responses((status = 200, description = "It is over", body = Changed), StaffWriteRefusals),
)]
async fn put_end(
    State(deps): State<Arc<Deps>>,
    staff: Staff,
    Id(id): Id<AlertId>,
    Operation(operation): Operation,
    body: StaffBody<AlertEnd>,
) -> Result<Json<Changed>, ApiError> {
    let AlertEnd { revision, note } = body.value;
    check_text("note", note.as_deref().unwrap_or_default(), ALERT_TEXT_CHARS_MAX)?;
    let action = AlertAction::End(revision, note);
    change(&deps, &staff, (id, operation), &body.digest, action).await
}

async fn change(
    deps: &Deps,
    staff: &Staff,
    (id, operation): (AlertId, OperationId),
    digest: &ContentDigest,
    action: AlertAction,
) -> Result<Json<Changed>, ApiError> {
    let call = match &action {
        AlertAction::Publish(_) => "alert",
        AlertAction::Update(..) => "alert update",
        AlertAction::End(..) => "alert end",
    };
    let change = AlertChange {
        operation,
        id,
        body_hash: deps.secrets.hash_body(call, id.as_bytes(), digest),
        sender: deps.sender.clone(),
        by: staff.id,
        action,
        at: deps.clock.now(),
    };
    let write = deps.store.change_alert(&change).await?;
    deps.hub.ring_doorbell();
    super::answer(&write, operation)
}
