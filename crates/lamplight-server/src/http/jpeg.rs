//! A picture as an answer.

use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use utoipa::ToSchema;

/// The bytes of a JPEG file. Kept nowhere on their way; that no browser guesses another type is said of every
/// answer.
#[derive(ToSchema)]
#[schema(value_type = String, format = Binary)]
pub(super) struct Jpeg(pub(super) Bytes);

impl IntoResponse for Jpeg {
    fn into_response(self) -> Response {
        let headers = [(CONTENT_TYPE, "image/jpeg"), (CACHE_CONTROL, "private, no-store")];
        (headers, self.0).into_response()
    }
}
