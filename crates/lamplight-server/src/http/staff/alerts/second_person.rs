//! The second person: approves or declines, and reviews what went out without one.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{AlertDecision, AlertReview, Changed};
use lamplight_protocol::ids::AlertId;
use lamplight_protocol::limits::ALERT_WORDS_CHARS_MAX;
use lamplight_protocol::text::{check_required_text, check_text};
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
        .routes(routes!(put_alert_decision))
        .routes(routes!(put_alert_review))
}

/// Approves or declines what somebody else proposed.
#[utoipa::path(
    put,
    path = "/v1/staff/alerts/{id}/decision/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The alert"),
        ("op" = String, Path, format = Uuid, description = "The decision; made by the caller"),
    ),
    request_body = AlertDecision,
    responses((status = 200, description = "It is decided", body = Changed), StaffWriteRefusals),
)]
async fn put_alert_decision(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, decision): ByStaff<to::ApproveAlerts, AlertId, AlertDecision>,
) -> Result<Json<Changed>, ApiError> {
    let AlertDecision {
        revision,
        digest,
        approve,
        words,
    } = decision;
    let said = words.as_deref().unwrap_or_default();
    if approve {
        check_text("words", said, ALERT_WORDS_CHARS_MAX)?;
    } else {
        check_required_text("words", said, ALERT_WORDS_CHARS_MAX)?;
    }
    let action = AlertAction::Decide {
        digest,
        approve,
        words,
    };
    take(&deps, &write, "alert decision", revision, action).await
}

/// Says what a review found of an alert that one person sent alone.
#[utoipa::path(
    put,
    path = "/v1/staff/alerts/{id}/review/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The alert"),
        ("op" = String, Path, format = Uuid, description = "The review; made by the caller"),
    ),
    request_body = AlertReview,
    responses((status = 200, description = "It is reviewed", body = Changed), StaffWriteRefusals),
)]
async fn put_alert_review(
    State(deps): State<Arc<Deps>>,
    ByStaff(write, review): ByStaff<to::ApproveAlerts, AlertId, AlertReview>,
) -> Result<Json<Changed>, ApiError> {
    let AlertReview { revision, words } = review;
    check_required_text("words", &words, ALERT_WORDS_CHARS_MAX)?;
    let action = AlertAction::Review(words);
    take(&deps, &write, "alert review", revision, action).await
}
