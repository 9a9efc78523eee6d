//! The live stream for residents.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use lamplight_protocol::api::LiveRequest;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::body::QuestionBody;
use crate::error::ApiError;
use crate::http::errors::{PublicReadRefusals, ResidentQuestionRefusals};
use crate::http::extract::last_event_id;
use crate::http::resident::threads::claims;
use crate::live::{Listener, Place, open_stream};

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(get_live, post_live))
}

/// The public feed as Server-Sent Events, after `Last-Event-ID`, or from now.
#[utoipa::path(
    get,
    path = "/v1/live",
    tag = "resident",
    params(("last-event-id" = Option<String>, Header, description = "The cursor of the last frame that was read")),
    responses(
        (status = 200, description = "Frames", body = String, content_type = "text/event-stream"),
        PublicReadRefusals,
    ),
)]
async fn get_live(State(deps): State<Arc<Deps>>, headers: HeaderMap) -> Result<Response, ApiError> {
    let after = last_event_id(&headers)?;
    let place = Place::take(&deps)?;
    open_stream(deps, Listener::Resident(place), after).await
}

/// The public feed as Server-Sent Events, and hints for the threads whose receipts are in the body: at once where
/// there is something newer than the revision that came with the receipt, and whenever something is added. A
/// receipt that opens nothing is passed over.
#[utoipa::path(
    post,
    path = "/v1/live",
    tag = "resident",
    request_body = LiveRequest,
    responses(
        (status = 200, description = "Frames", body = String, content_type = "text/event-stream"),
        ResidentQuestionRefusals,
    ),
)]
async fn post_live(
    State(deps): State<Arc<Deps>>,
    QuestionBody(request): QuestionBody<LiveRequest>,
) -> Result<Response, ApiError> {
    request.check()?;
    let place = Place::take(&deps)?;
    // Before the threads are looked up: what is added to them meanwhile comes after it.
    let after = request.after.unwrap_or_else(|| deps.hub.head());
    let listener = match request.threads.as_slice() {
        // Nothing to look up: a phone that was never answered yet has no receipt that is known here.
        [] => Listener::Resident(place),
        threads => Listener::Holder(place, deps.store.opened_by(&claims(&deps, threads)).await?),
    };
    open_stream(deps, listener, Some(after)).await
}
