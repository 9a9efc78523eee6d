//! How an alert ends: by the all-clear, or taken back.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{AlertEnd, AlertRecall, Changed};
use lamplight_protocol::ids::AlertId;
use lamplight_store::model::AlertAction;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::take;
use crate::Deps;
use crate::error::ApiError;
use crate::http::errors::StaffWriteRefusals;
use crate::http::write::ByStaff;
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(put_alert_end))
        .routes(routes!(put_alert_recall))
}

/// Gives the all-clear, on the strength of a revision. It needs nobody else.
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
async fn put_alert_end(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, end): ByStaff<to::ProposeAlerts, AlertId, AlertEnd>,
) -> Result<Json<Changed>, ApiError> {
    let AlertEnd { revision, closing } = end;
    let action = AlertAction::End(closing);
    take(&deps, &write, "alert end", revision, action).await
}

/// Takes back what should not have been sent, and says why. It needs nobody else: a wrong alert must be gone at
/// once.
#[utoipa::path(
    put,
    path = "/v1/staff/alerts/{id}/recall/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The alert"),
        ("op" = String, Path, format = Uuid, description = "The recall; made by the caller"),
    ),
    request_body = AlertRecall,
    responses((status = 200, description = "It is taken back", body = Changed), StaffWriteRefusals),
)]
async fn put_alert_recall(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, recall): ByStaff<to::ProposeAlerts, AlertId, AlertRecall>,
) -> Result<Json<Changed>, ApiError> {
    let AlertRecall { revision, closing } = recall;
    let action = AlertAction::Recall(closing);
    take(&deps, &write, "alert recall", revision, action).await
}
