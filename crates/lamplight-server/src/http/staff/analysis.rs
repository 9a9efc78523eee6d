//! Where residents are expected to report incidents, and how good such forecasts were. For those who plan patrols.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{BackTestAnswer, RiskAnswer};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Allowed;
use crate::error::ApiError;
use crate::http::errors::StaffReadRefusals;
use crate::policy::to;
use crate::risk::Standing;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_risk))
        .routes(routes!(get_back_test))
}

/// The latest map of risk, or why there is none.
#[utoipa::path(
    get,
    path = "/v1/staff/risk",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The map", body = RiskAnswer), StaffReadRefusals),
)]
async fn get_risk(
    State(deps): State<Arc<Deps>>,
    _caller: Allowed<to::ReadRisk>,
) -> Result<Json<RiskAnswer>, ApiError> {
    Ok(Json(match deps.risk.standing() {
        Standing::SwitchedOff => RiskAnswer::SwitchedOff,
        Standing::NoOutline => RiskAnswer::NoOutline,
        Standing::On => match deps.store.risk_map().await? {
            Some(map) => RiskAnswer::Made(map),
            None => RiskAnswer::NoneYet,
        },
    }))
}

/// The latest back-test, or why there is none.
#[utoipa::path(
    get,
    path = "/v1/staff/back-test",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The back-test", body = BackTestAnswer), StaffReadRefusals),
)]
async fn get_back_test(
    State(deps): State<Arc<Deps>>,
    _caller: Allowed<to::ReadRisk>,
) -> Result<Json<BackTestAnswer>, ApiError> {
    Ok(Json(match deps.risk.standing() {
        Standing::SwitchedOff => BackTestAnswer::SwitchedOff,
        Standing::NoOutline => BackTestAnswer::NoOutline,
        Standing::On => match deps.store.back_test().await? {
            Some(test) => BackTestAnswer::Made(test),
            None => BackTestAnswer::NoneYet,
        },
    }))
}
