//! Alerts and events, which everybody may see.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use lamplight_protocol::api::FeedPage;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::area::Answer;
use crate::error::ApiError;
use crate::http::cached;
use crate::http::errors::PublicReadRefusals;
use crate::http::extract::{PageParameters, Parameters};

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(get_feed))
}

/// Changes after a cursor, oldest first; without one, everything that stands now.
#[utoipa::path(
    get,
    path = "/v1/feed",
    tag = "resident",
    params(
        ("after" = Option<String>, Query, description = "The cursor of an earlier page"),
        ("limit" = Option<u32>, Query, description = "How many at most; 50 when absent", minimum = 1, maximum = 200),
    ),
    responses(
        (status = 200, description = "A page, with an ETag", body = FeedPage),
        (status = 304, description = "The caller has it already"),
        PublicReadRefusals,
    ),
)]
async fn get_feed(
    State(deps): State<Arc<Deps>>,
    Parameters(page): Parameters<PageParameters>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let page = deps.store.feed(page.after()?.as_ref(), page.limit()?).await?;
    let json = serde_json::to_vec(&page).map_err(|_| {
        tracing::error!("a page of the feed cannot be written as JSON");
        ApiError::internal()
    })?;
    Ok(cached::unless_known(&headers, &Answer::new(json)))
}
