//! Events: published, updated, cancelled.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{Changed, EventCancellation, EventUpdate, EventsPage};
use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::event::{Event, EventContent};
use lamplight_protocol::ids::{EventId, OperationId};
use lamplight_protocol::limits::EVENT_TEXT_CHARS_MAX;
use lamplight_protocol::text::check_required_text;
use lamplight_store::model::{EventAction, EventChange};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::Staff;
use crate::body::StaffBody;
use crate::error::ApiError;
use crate::http::errors::{StaffReadRefusals, StaffWriteRefusals};
use crate::http::extract::{Id, Operation, PageParameters, Parameters};

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_events))
        .routes(routes!(get_event, put_event))
        .routes(routes!(put_update))
        .routes(routes!(put_cancellation))
}

/// Events, newest first.
#[utoipa::path(
    get,
    path = "/v1/staff/events",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("after" = Option<String>, Query, description = "The cursor of an earlier page"),
        ("limit" = Option<u32>, Query, description = "How many at most; 50 when absent", minimum = 1, maximum = 200),
    ),
    responses((status = 200, description = "A page", body = EventsPage), StaffReadRefusals),
)]
async fn get_events(
    State(deps): State<Arc<Deps>>,
    _: Staff,
    Parameters(page): Parameters<PageParameters>,
) -> Result<Json<EventsPage>, ApiError> {
    let (events, next) = deps.store.events(page.after()?.as_ref(), page.limit()?).await?;
    Ok(Json(EventsPage { events, next }))
}

/// One event.
#[utoipa::path(
    get,
    path = "/v1/staff/events/{id}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The event")),
    responses((status = 200, description = "The event", body = Event), StaffReadRefusals),
)]
async fn get_event(
    State(deps): State<Arc<Deps>>,
    _: Staff,
    Id(id): Id<EventId>,
) -> Result<Json<Event>, ApiError> {
    let event = deps.store.event(id).await?;
    event.map(Json).ok_or_else(ApiError::not_found)
}

/// Publishes an event.
#[utoipa::path(
    put,
    path = "/v1/staff/events/{id}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The event; made by the caller")),
    request_body = EventContent,
    responses((status = 200, description = "It is published", body = Changed), StaffWriteRefusals),
)]
async fn put_event(
    State(deps): State<Arc<Deps>>,
    staff: Staff,
    Id(id): Id<EventId>,
    body: StaffBody<EventContent>,
) -> Result<Json<Changed>, ApiError> {
    body.value.check(deps.clock.now())?;
    let operation = super::first_operation(*id.as_bytes());
    change(
        &deps,
        &staff,
        (id, operation),
        &body.digest,
        EventAction::Publish(body.value),
    )
    .await
}

/// Says something else, on the strength of a revision.
#[utoipa::path(
    put,
    path = "/v1/staff/events/{id}/updates/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The event"),
        ("op" = String, Path, format = Uuid, description = "The update; made by the caller"),
    ),
    request_body = EventUpdate,
    responses((status = 200, description = "It is changed", body = Changed), StaffWriteRefusals),
)]
async fn put_update(
    State(deps): State<Arc<Deps>>,
    staff: Staff,
    Id(id): Id<EventId>,
    Operation(operation): Operation,
    body: StaffBody<EventUpdate>,
) -> Result<Json<Changed>, ApiError> {
    let EventUpdate { revision, content } = body.value;
    content
        .check(deps.clock.now())
        .map_err(super::within("content"))?;
    let action = EventAction::Update(revision, content);
    change(&deps, &staff, (id, operation), &body.digest, action).await
}

/// Cancels an event, on the strength of a revision.
#[utoipa::path(
    put,
    path = "/v1/staff/events/{id}/cancellation/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The event"),
        ("op" = String, Path, format = Uuid, description = "The cancellation; made by the caller"),
    ),
    request_body = EventCancellation,
    responses((status = 200, description = "It is cancelled", body = Changed), StaffWriteRefusals),
)]
async fn put_cancellation(
    State(deps): State<Arc<Deps>>,
    staff: Staff,
    Id(id): Id<EventId>,
    Operation(operation): Operation,
    body: StaffBody<EventCancellation>,
) -> Result<Json<Changed>, ApiError> {
    let EventCancellation { revision, note } = body.value;
    check_required_text("note", &note, EVENT_TEXT_CHARS_MAX)?;
    let action = EventAction::Cancel(revision, note);
    change(&deps, &staff, (id, operation), &body.digest, action).await
}

async fn change(
    deps: &Deps,
    staff: &Staff,
    (id, operation): (EventId, OperationId),
    digest: &ContentDigest,
    action: EventAction,
) -> Result<Json<Changed>, ApiError> {
    let call = match &action {
        EventAction::Publish(_) => "event",
        EventAction::Update(..) => "event update",
        EventAction::Cancel(..) => "event cancellation",
    };
    let change = EventChange {
        operation,
        id,
        body_hash: deps.secrets.hash_body(call, id.as_bytes(), digest),
        by: staff.id,
        action,
        at: deps.clock.now(),
    };
    let write = deps.store.change_event(&change).await?;
    deps.hub.ring_doorbell();
    super::answer(&write, operation)
}
