//! Alerts for the machines of others, in the form that they share.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use lamplight_protocol::ids::AlertId;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::cap;
use crate::error::ApiError;
use crate::http::errors::PublicDocumentRefusals;
use crate::http::extract::Id;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(get_alert_cap))
}

/// An alert as it stands now, as XML of the Common Alerting Protocol 1.2.
#[utoipa::path(
    get,
    path = "/v1/alerts/{id}/cap",
    tag = "resident",
    params(("id" = String, Path, format = Uuid, description = "The alert")),
    responses(
        (status = 200, description = "Its newest message", body = String, content_type = "application/cap+xml"),
        PublicDocumentRefusals,
    ),
)]
async fn get_alert_cap(State(deps): State<Arc<Deps>>, Id(id): Id<AlertId>) -> Result<Response, ApiError> {
    let alert = deps
        .store
        .published_alert(id)
        .await?
        .ok_or_else(ApiError::not_found)?;
    let xml = cap::write(&alert).map_err(|_| {
        tracing::error!("an alert cannot be written as CAP");
        ApiError::internal()
    })?;
    Ok(([(CONTENT_TYPE, "application/cap+xml")], xml).into_response())
}
