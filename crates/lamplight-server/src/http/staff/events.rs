//! Events: published, updated, cancelled.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::api::{Attendance, Changed, EventCancellation, EventUpdate, EventsPage};
use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::error::Violation;
use lamplight_protocol::event::{Event, EventContent};
use lamplight_protocol::ids::{EventId, OperationId};
use lamplight_protocol::limits::EVENT_TEXT_CHARS_MAX;
use lamplight_protocol::text::check_required_text;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{EventAction, EventChange};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::{Allowed, Staff};
use crate::body::StaffBody;
use crate::error::ApiError;
use crate::http::errors::{StaffReadRefusals, StaffWriteRefusals};
use crate::http::extract::{Id, Operation, PageParameters, Parameters};
use crate::policy::to;
use crate::time_zone::check_time_zone;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_events))
        .routes(routes!(get_event, put_event))
        .routes(routes!(put_event_update))
        .routes(routes!(put_event_cancellation))
        .routes(routes!(get_attendance))
}

/// How many mean to come to an event, or did, once that is some time ago. By nobody's name.
#[utoipa::path(
    get,
    path = "/v1/staff/events/{id}/attendance",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The event")),
    responses((status = 200, description = "The counts", body = Attendance), StaffReadRefusals),
)]
async fn get_attendance(
    State(deps): State<Arc<Deps>>,
    _: Allowed<to::ReadPublications>,
    Id(id): Id<EventId>,
) -> Result<Json<Attendance>, ApiError> {
    let attendance = deps.store.attendance(id).await?;
    attendance.map(Json).ok_or_else(ApiError::not_found)
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
    _: Allowed<to::ReadPublications>,
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
    _: Allowed<to::ReadPublications>,
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
    caller: Allowed<to::PublishEvents>,
    Id(id): Id<EventId>,
    body: StaffBody<EventContent>,
) -> Result<Json<Changed>, ApiError> {
    let checked = check(&body.value, deps.clock.now());
    let operation = super::first_operation(*id.as_bytes());
    let action = EventAction::Publish(body.value);
    change(
        &deps,
        &caller.staff,
        (id, operation),
        &body.digest,
        action,
        checked,
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
async fn put_event_update(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::PublishEvents>,
    Id(id): Id<EventId>,
    Operation(operation): Operation,
    body: StaffBody<EventUpdate>,
) -> Result<Json<Changed>, ApiError> {
    let EventUpdate { revision, content } = body.value;
    let checked = check(&content, deps.clock.now()).map_err(super::within("content"));
    let action = EventAction::Update(revision, content);
    change(
        &deps,
        &caller.staff,
        (id, operation),
        &body.digest,
        action,
        checked,
    )
    .await
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
async fn put_event_cancellation(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::PublishEvents>,
    Id(id): Id<EventId>,
    Operation(operation): Operation,
    body: StaffBody<EventCancellation>,
) -> Result<Json<Changed>, ApiError> {
    let EventCancellation { revision, note } = body.value;
    let checked = check_required_text("note", &note, EVENT_TEXT_CHARS_MAX);
    let action = EventAction::Cancel(revision, note);
    change(
        &deps,
        &caller.staff,
        (id, operation),
        &body.digest,
        action,
        checked,
    )
    .await
}

/// The rules of the protocol, and that the time zone is one: the phones reckon with it.
fn check(content: &EventContent, now: TimestampMillis) -> Result<(), Violation> {
    content.check(now)?;
    check_time_zone(&content.time_zone)
}

async fn change(
    deps: &Deps,
    staff: &Staff,
    (id, operation): (EventId, OperationId),
    digest: &ContentDigest,
    action: EventAction,
    checked: Result<(), Violation>,
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
        by: staff.actor(),
        action,
        at: deps.clock.now(),
    };
    if let Err(violation) = checked {
        // It may have been done while its time had not yet passed, and its answer lost on the way.
        return match deps.store.answer_event_again(&change).await? {
            Some(write) => super::answer(&write, operation),
            None => Err(violation.into()),
        };
    }
    let write = deps.store.change_event(&change).await?;
    deps.hub.ring_doorbell();
    super::answer(&write, operation)
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::limits::DAY_MS;
    use serde_json::{Value, json};

    use crate::testing::{Answer, World, event};

    async fn put(world: &World, token: &str, path: &str, body: &Value) -> Answer {
        let path = format!("/v1/staff/events/{path}");
        world.call("PUT", &path).bearer(token).json(body).send().await
    }

    #[tokio::test]
    async fn an_event_is_published_updated_and_cancelled() {
        let world = World::new().await;
        let token = world.token().await;
        let id = world.event_id().to_string();
        put(&world, &token, &id, &event()).await.done();
        let mut content = event();
        content["capacity"] = 20.into();
        let path = format!("{id}/updates/{}", world.operation());
        let updated = put(
            &world,
            &token,
            &path,
            &json!({ "revision": 1, "content": content }),
        )
        .await;
        assert_eq!(updated.done().json()["revision"], 2);
        let path = format!("{id}/cancellation/{}", world.operation());
        put(&world, &token, &path, &json!({ "revision": 2, "note": "Storm" }))
            .await
            .done();

        let read = world
            .call("GET", &format!("/v1/staff/events/{id}"))
            .bearer(&token)
            .send()
            .await
            .json();
        assert_eq!(
            (&read["state"], &read["cancellation_note"]),
            (&"cancelled".into(), &"Storm".into())
        );
        assert_eq!(read["content"]["capacity"], 20);
        let listed = world
            .call("GET", "/v1/staff/events?limit=1")
            .bearer(&token)
            .send()
            .await
            .json();
        assert_eq!(listed["events"][0]["id"], id);
        let path = format!("{id}/updates/{}", world.operation());
        let over = put(
            &world,
            &token,
            &path,
            &json!({ "revision": 3, "content": event() }),
        )
        .await;
        over.is_refused(409, "changed_meanwhile");
    }

    #[tokio::test]
    async fn what_was_done_is_answered_as_before_when_its_time_has_passed() {
        let world = World::new().await;
        let token = world.token().await;
        let id = world.event_id().to_string();
        let update = format!("{id}/updates/{}", world.operation());
        let changed = json!({ "revision": 1, "content": event() });
        let mut answers = Vec::new();
        for _ in 0..2 {
            answers.push(put(&world, &token, &id, &event()).await.done().json());
            answers.push(put(&world, &token, &update, &changed).await.done().json());
            world.pass(7 * DAY_MS);
        }
        assert_eq!(answers[..2], answers[2..]);

        // Somebody else's, or a new one, is judged by the time that it is now.
        let mut other = event();
        other["kind"] = "forum".into();
        put(&world, &token, &id, &other).await.is_refused(409, "conflict");
        let late = format!("{id}/updates/{}", world.operation());
        let refused = put(&world, &token, &late, &changed)
            .await
            .is_refused(400, "invalid");
        assert_eq!(refused["field"], "content.ends_at");
    }

    #[tokio::test]
    async fn an_event_that_makes_no_sense_is_refused_and_nothing_is_published() {
        let world = World::new().await;
        let token = world.token().await;
        let with = |field: &str, value: Value| {
            let mut event = event();
            event[field] = value;
            event
        };
        let cases = [
            (with("ends_at", "2026-11-21T17:00:00Z".into()), 400, "ends_at"),
            (with("starts_at", "2030-01-01T00:00:00Z".into()), 400, "ends_at"),
            (with("kind", "party".into()), 400, "kind"),
            (with("time_zone", "Europe/Madird".into()), 400, "time_zone"),
            (with("place", "x".repeat(201).into()), 413, "place"),
            (with("point", json!({ "lat": 91.0, "lon": 0.0 })), 400, "point"),
            (with("price", 5.into()), 400, "price"),
        ];
        for (body, status, field) in cases {
            let id = world.event_id().to_string();
            let code = if status == 413 { "too_large" } else { "invalid" };
            let refused = put(&world, &token, &id, &body).await.is_refused(status, code);
            assert_eq!(refused["field"], field);
        }
        assert_eq!(world.get("/v1/feed").await.json()["items"], json!([]));
    }

    #[tokio::test]
    async fn whoever_cancels_says_why() {
        let world = World::new().await;
        let token = world.token().await;
        let id = world.event_id().to_string();
        put(&world, &token, &id, &event()).await.done();
        let path = format!("{id}/cancellation/{}", world.operation());
        let refused = put(&world, &token, &path, &json!({ "revision": 1, "note": "" })).await;
        assert_eq!(refused.is_refused(400, "invalid")["field"], "note");
        let refused = put(&world, &token, &path, &json!({ "revision": 1 })).await;
        assert_eq!(refused.is_refused(400, "invalid")["detail"], "note is missing");
    }

    #[tokio::test]
    async fn an_event_that_does_not_exist_is_not_found() {
        let world = World::new().await;
        let token = world.token().await;
        let path = format!("/v1/staff/events/{}", world.event_id());
        world
            .call("GET", &path)
            .bearer(&token)
            .send()
            .await
            .is_refused(404, "not_found");
    }
}
