//! One log line for each call: its id, method, route, status, time. Never the path itself, whose ids open what a
//! receipt opens together with it, and never a header, a body or whence it comes.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use lamplight_protocol::ids::crockford;
use tracing::Instrument;

use crate::Deps;
use crate::metrics::Answered;
use crate::platform::random;

/// The header that tells a caller the id of their call, by which its lines are found in the log.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// Characters of it: 60 random bits.
const ID_CHARS: usize = 12;

/// The id of a call, beside it.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub(crate) String);

/// Logs and counts a call when its answer begins; a live stream goes on after that. What is logged meanwhile is marked
/// with the call's id, which is ours: one that a caller sends could be anything.
pub(super) async fn call(State(deps): State<Arc<Deps>>, mut request: Request, next: Next) -> Response {
    let id =
        random::<ID_CHARS>(deps.entropy.as_ref()).map_or_else(|_| "none".into(), |bytes| crockford(&bytes));
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let begun = Instant::now();
    let span = tracing::error_span!("call", %id);
    let answering = async {
        let response = next.run(request).await;
        let (status, took) = (response.status(), begun.elapsed());
        let route = route.as_ref().map_or("none", MatchedPath::as_str);
        tracing::info!(%method, route, status = status.as_u16(), millis = took.as_millis(), "answered");
        deps.metrics.answered(Answered {
            route,
            method: &method,
            status,
            took,
        });
        response
    };
    let mut response = answering.instrument(span).await;
    if let Ok(id) = HeaderValue::try_from(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}
