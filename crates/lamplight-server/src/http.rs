//! HTTP: every route, and what all answers have in common.
//!
//! One endpoint family a file. A handler takes what it needs as extractors, calls one use-case of the store,
//! and maps what came of it. Every answer that is not a success leaves through [`envelope`].

mod cached;
pub mod console;
pub mod envelope;
mod errors;
mod extract;
mod health;
mod incoming;
mod jpeg;
mod log;
mod openapi;
mod resident;
mod staff;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{from_fn, map_response};
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use utoipa_axum::router::OpenApiRouter;

use crate::Deps;
use crate::error::ApiError;

pub use crate::http::openapi::document as openapi;

/// The whole of HTTP over these dependencies.
pub fn app(deps: Deps) -> Router {
    let (api, document) = api().split_for_parts();
    let document = openapi::finish(document);
    api.route("/v1/openapi.json", get(async move || Json(document)))
        .fallback(async || ApiError::not_found())
        .method_not_allowed_fallback(async || (StatusCode::METHOD_NOT_ALLOWED, ApiError::not_found()))
        .layer(from_fn(envelope::seal))
        .merge(console::routes())
        .layer(map_response(with_default_headers))
        .layer(from_fn(log::call))
        .with_state(Arc::new(deps))
}

/// Every call that the OpenAPI document tells of.
fn api() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .merge(resident::routes())
        .merge(staff::routes())
        .merge(health::routes())
}

/// What holds for an answer that says nothing else: it is kept nowhere, and it is what it says it is.
async fn with_default_headers(mut response: Response) -> Response {
    let defaults = [
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
        ),
    ];
    for (name, value) in defaults {
        response
            .headers_mut()
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}
