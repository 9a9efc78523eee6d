//! Answers that a cache may keep as long as it asks each time whether they still hold.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::area::Answer;

/// The answer, or 304 when the caller has it already.
pub(super) fn unless_known(headers: &HeaderMap, answer: &Answer, media_type: &'static str) -> Response {
    let head = [(ETAG, answer.etag.as_str()), (CACHE_CONTROL, "public, no-cache")];
    if is_known(headers, &answer.etag) {
        return (StatusCode::NOT_MODIFIED, head).into_response();
    }
    (head, [(CONTENT_TYPE, media_type)], answer.body.clone()).into_response()
}

/// Whether the caller has what this tag names.
pub(super) fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|tags| tags.split(','))
        // A proxy that compresses an answer weakens its tag; the body is still the same to us.
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == etag || tag == "*")
}
