//! How many reports there are of which kind, how they ended, and which are like one another.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{DeskCounts, OutcomeCounts, SimilarReports};
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::time::TimestampMillis;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::reports::{judged, urgent_categories};
use crate::Deps;
use crate::auth::Allowed;
use crate::error::ApiError;
use crate::http::errors::StaffReadRefusals;
use crate::http::extract::{self, Id, Parameters};
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_counts))
        .routes(routes!(get_similar))
        .routes(routes!(get_outcomes))
}

/// How many reports there are of each kind that the desk filters by.
#[utoipa::path(
    get,
    path = "/v1/staff/reports/counts",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The counts", body = DeskCounts), StaffReadRefusals),
)]
async fn get_counts(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::ReadReports>,
) -> Result<Json<DeskCounts>, ApiError> {
    let urgent = urgent_categories(&deps);
    let counts = deps.store.desk_counts(&caller.reach, &urgent, deps.clock.now());
    Ok(Json(counts.await?))
}

/// Open reports that may be the same as this one, the likest first.
#[utoipa::path(
    get,
    path = "/v1/staff/reports/{id}/similar",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The report")),
    responses((status = 200, description = "The reports", body = SimilarReports), StaffReadRefusals),
)]
async fn get_similar(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::ReadReports>,
    Id(id): Id<ReportId>,
) -> Result<Json<SimilarReports>, ApiError> {
    let similar = deps.store.similar_reports(&caller.reach, id).await?;
    let mut similar = similar.ok_or_else(ApiError::not_found)?;
    for one in &mut similar {
        judged(&deps, &mut one.report);
    }
    Ok(Json(SimilarReports { similar }))
}

#[derive(Debug, Deserialize)]
struct OutcomesQuery {
    from: Option<String>,
    to: Option<String>,
}

/// How many reports ended in a time, by how they did, what they were about and where.
#[utoipa::path(
    get,
    path = "/v1/staff/outcomes",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("from" = String, Query, description = "Ended at this time or later"),
        ("to" = String, Query, description = "Ended before this time"),
    ),
    responses((status = 200, description = "The counts", body = OutcomeCounts), StaffReadRefusals),
)]
async fn get_outcomes(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::ReadReports>,
    Parameters(query): Parameters<OutcomesQuery>,
) -> Result<Json<OutcomeCounts>, ApiError> {
    let from = needed("from", query.from.as_deref())?;
    let to = needed("to", query.to.as_deref())?;
    let outcomes = deps.store.outcomes(&caller.reach, from, to).await?;
    Ok(Json(OutcomeCounts { outcomes }))
}

fn needed(name: &'static str, text: Option<&str>) -> Result<TimestampMillis, ApiError> {
    extract::time(name, text)?
        .ok_or_else(|| ApiError::of_field(ErrorCode::Invalid, name, format!("{name} is missing")))
}
