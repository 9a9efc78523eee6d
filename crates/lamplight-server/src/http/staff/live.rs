//! The live stream for the console.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Allowed;
use crate::error::ApiError;
use crate::http::errors::StaffReadRefusals;
use crate::http::extract::last_event_id;
use crate::live::{Listener, open_stream};
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new().routes(routes!(get_staff_live))
}

/// The public feed and hints of the reports that the caller may read as Server-Sent Events, after `Last-Event-ID`, or from now. It
/// ends within seconds when the caller's right does.
#[utoipa::path(
    get,
    path = "/v1/staff/live",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("last-event-id" = Option<String>, Header, description = "The cursor of the last frame that was read")),
    responses(
        (status = 200, description = "Frames", body = String, content_type = "text/event-stream"),
        StaffReadRefusals,
    ),
)]
async fn get_staff_live(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::Listen>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let after = last_event_id(&headers)?;
    let listener = Listener::Staff(&caller.staff, caller.reach);
    open_stream(deps, listener, after).await
}
