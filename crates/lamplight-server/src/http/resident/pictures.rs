//! The pictures of what is published.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::error::ApiError;
use crate::http::errors::PublicDocumentRefusals;
use crate::http::extract::Photo;
use crate::http::jpeg::Jpeg;
use crate::http::pictures;

/// A week: under its hash there is never another. Not longer, so that one that should not have been shown leaves caches
/// as well.
const CACHED: &str = "public, max-age=604800, immutable";

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(get_picture))
}

/// A picture, while something that is published shows it.
#[utoipa::path(
    get,
    path = "/v1/pictures/{sha256}",
    tag = "resident",
    params(("sha256" = String, Path, description = "Its hash: 64 hexadecimal digits")),
    responses(
        (status = 200, description = "The picture, whose hash this is", body = Jpeg, content_type = "image/jpeg"),
        PublicDocumentRefusals,
    ),
)]
async fn get_picture(State(deps): State<Arc<Deps>>, Photo(sha256): Photo) -> Result<Response, ApiError> {
    let object = deps.store.public_picture_object(&sha256).await?;
    let object = object.ok_or_else(ApiError::not_found)?;
    let picture = pictures::read(&deps, &sha256, &object).await?;
    let headers = [(CONTENT_TYPE, "image/jpeg"), (CACHE_CONTROL, CACHED)];
    Ok((headers, picture).into_response())
}
