//! One log line for each call: method, route, status, time. Never the path itself, whose ids open what a
//! receipt opens together with it, and never a header or a body.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;

/// Logs a call when its answer begins; a live stream goes on after that.
pub(super) async fn call(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let begun = Instant::now();
    let response = next.run(request).await;
    tracing::info!(
        %method,
        route = route.as_ref().map_or("none", MatchedPath::as_str),
        status = response.status().as_u16(),
        millis = begun.elapsed().as_millis(),
        "call"
    );
    response
}
