//! The page that monitoring reads, on a listener of its own.

use std::sync::Arc;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;

use crate::Deps;

/// The type of the text, as OpenMetrics names it.
const TEXT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Metrics at `/metrics`, and nothing else.
pub fn monitoring(deps: Arc<Deps>) -> Router {
    let tell = async move || ([(CONTENT_TYPE, TEXT)], deps.metrics.tell(&deps).await).into_response();
    Router::new().route("/metrics", get(tell))
}
