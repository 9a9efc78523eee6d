//! The console: its files, and the one-time link that signs a person in.
//!
//! Nothing here is in the OpenAPI document: it is for browsers, and answers with pages.

mod assets;
pub(super) mod cookie;
mod invite;

use std::sync::Arc;

use axum::Router;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;

use crate::Deps;

pub use crate::http::console::assets::Console;

/// What the console's pages may load: our own files, and nothing inline. Svelte makes its templates through
/// one named policy of Trusted Types.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types svelte-trusted-html";

/// What the console's pages may ask a browser for: nothing, but to sign in by a passkey.
const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
    magnetometer=(), microphone=(), midi=(), payment=(), usb=(), \
    publickey-credentials-create=(self), publickey-credentials-get=(self)";

const STYLE: &str = include_str!("console/pages/pages.css");

pub(super) fn routes() -> Router<Arc<Deps>> {
    Router::new()
        .route("/console", get(async || Redirect::permanent("/console/")))
        .route("/console/", get(assets::page))
        .route("/console/assets/{name}", get(assets::asset))
        .route(
            "/console/pages.css",
            get(async || ([(CONTENT_TYPE, "text/css")], STYLE)),
        )
        .route("/console/invite/{code}", get(invite::show).post(invite::consume))
        .layer(map_response(with_policy))
}

async fn with_policy(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    for (name, value) in [
        ("cross-origin-opener-policy", "same-origin"),
        ("permissions-policy", PERMISSIONS),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

/// A page of our own, in words for a person.
fn page(status: StatusCode, html: &'static str) -> Response {
    (status, Html(html)).into_response()
}
