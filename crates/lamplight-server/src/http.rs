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
mod monitoring;
mod openapi;
mod pictures;
mod public;
mod range;
mod rates;
mod resident;
mod staff;
#[cfg(test)]
pub(crate) mod tests;
mod write;

use std::future::ready;
use std::sync::Arc;

use axum::Router;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::response::Response;
use axum::routing::get;
use utoipa_axum::router::OpenApiRouter;

use crate::Deps;
use crate::error::ApiError;

pub(crate) use crate::http::log::RequestId;
pub use crate::http::monitoring::monitoring;
pub use crate::http::openapi::document as openapi;

/// The whole of HTTP over these dependencies.
pub fn app(deps: Arc<Deps>) -> Router {
    let is_https = deps.public_url.is_https();
    let (api, document) = api().split_for_parts();
    let document = openapi::Served::new(&openapi::finish(document));
    let described = get(move |headers: HeaderMap| ready(document.answer(&headers)));
    let counted = from_fn_with_state(Arc::clone(&deps), rates::count);
    api.route("/v1/openapi.json", described)
        .merge(public::routes())
        .fallback(async || ApiError::not_found())
        .method_not_allowed_fallback(async || (StatusCode::METHOD_NOT_ALLOWED, ApiError::not_found()))
        .layer(counted.clone())
        .layer(from_fn(envelope::seal))
        .merge(console::routes().layer(counted))
        .layer(map_response(move |response| {
            ready(with_default_headers(response, is_https))
        }))
        .layer(from_fn_with_state(Arc::clone(&deps), log::call))
        .with_state(deps)
}

/// Every call that the OpenAPI document tells of.
fn api() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .merge(resident::routes())
        .merge(staff::routes())
        .merge(health::routes())
}

/// How long a browser asks this host for nothing but TLS, once it was reached by it: a year. Other hosts of its
/// domain are not ours to decide about.
const HSTS: &str = "max-age=31536000";

/// What holds for an answer that says nothing else: it is kept nowhere, and it is what it says it is.
fn with_default_headers(mut response: Response, is_https: bool) -> Response {
    if is_https {
        let hsts = HeaderValue::from_static(HSTS);
        response.headers_mut().insert(STRICT_TRANSPORT_SECURITY, hsts);
    }
    let defaults = [
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        // No page of another site has a use for any of this.
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
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
