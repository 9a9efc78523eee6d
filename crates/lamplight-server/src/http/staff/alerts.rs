//! Alerts: published, updated, ended.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use lamplight_protocol::alert::{Alert, AlertContent};
use lamplight_protocol::api::{AlertEnd, AlertUpdate, AlertsPage, Changed};
use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::error::Violation;
use lamplight_protocol::ids::{AlertId, OperationId};
use lamplight_protocol::limits::ALERT_TEXT_CHARS_MAX;
use lamplight_protocol::text::check_text;
use lamplight_store::model::{AlertAction, AlertChange};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Deps;
use crate::auth::{Allowed, Staff};
use crate::body::StaffBody;
use crate::error::ApiError;
use crate::http::errors::{StaffReadRefusals, StaffWriteRefusals};
use crate::http::extract::{Id, Operation, PageParameters, Parameters};
use crate::policy::to;

pub(super) fn routes() -> OpenApiRouter<Arc<Deps>> {
    OpenApiRouter::new()
        .routes(routes!(get_alerts))
        .routes(routes!(get_alert, put_alert))
        .routes(routes!(put_alert_update))
        .routes(routes!(put_alert_end))
}

/// Alerts, newest first.
#[utoipa::path(
    get,
    path = "/v1/staff/alerts",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("after" = Option<String>, Query, description = "The cursor of an earlier page"),
        ("limit" = Option<u32>, Query, description = "How many at most; 50 when absent", minimum = 1, maximum = 200),
    ),
    responses((status = 200, description = "A page", body = AlertsPage), StaffReadRefusals),
)]
async fn get_alerts(
    State(deps): State<Arc<Deps>>,
    _: Allowed<to::ReadPublications>,
    Parameters(page): Parameters<PageParameters>,
) -> Result<Json<AlertsPage>, ApiError> {
    let (alerts, next) = deps.store.alerts(page.after()?.as_ref(), page.limit()?).await?;
    Ok(Json(AlertsPage { alerts, next }))
}

/// One alert.
#[utoipa::path(
    get,
    path = "/v1/staff/alerts/{id}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The alert")),
    responses((status = 200, description = "The alert", body = Alert), StaffReadRefusals),
)]
async fn get_alert(
    State(deps): State<Arc<Deps>>,
    _: Allowed<to::ReadPublications>,
    Id(id): Id<AlertId>,
) -> Result<Json<Alert>, ApiError> {
    let alert = deps.store.alert(id).await?;
    alert.map(Json).ok_or_else(ApiError::not_found)
}

/// Publishes an alert.
#[utoipa::path(
    put,
    path = "/v1/staff/alerts/{id}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(("id" = String, Path, format = Uuid, description = "The alert; made by the caller")),
    request_body = AlertContent,
    responses((status = 200, description = "It is published", body = Changed), StaffWriteRefusals),
)]
async fn put_alert(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::PublishAlerts>,
    Id(id): Id<AlertId>,
    body: StaffBody<AlertContent>,
) -> Result<Json<Changed>, ApiError> {
    let checked = body.value.check(deps.clock.now());
    let operation = super::first_operation(*id.as_bytes());
    let action = AlertAction::Publish(body.value);
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
    path = "/v1/staff/alerts/{id}/updates/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The alert"),
        ("op" = String, Path, format = Uuid, description = "The update; made by the caller"),
    ),
    request_body = AlertUpdate,
    responses((status = 200, description = "It is changed", body = Changed), StaffWriteRefusals),
)]
async fn put_alert_update(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::PublishAlerts>,
    Id(id): Id<AlertId>,
    Operation(operation): Operation,
    body: StaffBody<AlertUpdate>,
) -> Result<Json<Changed>, ApiError> {
    let AlertUpdate { revision, content } = body.value;
    let checked = content.check(deps.clock.now()).map_err(super::within("content"));
    let action = AlertAction::Update(revision, content);
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

/// Gives the all-clear, on the strength of a revision.
#[utoipa::path(
    put,
    path = "/v1/staff/alerts/{id}/end/{op}",
    tag = "staff",
    security(("token" = []), ("session" = [])),
    params(
        ("id" = String, Path, format = Uuid, description = "The alert"),
        ("op" = String, Path, format = Uuid, description = "The all-clear; made by the caller"),
    ),
    request_body = AlertEnd,
    responses((status = 200, description = "It is over", body = Changed), StaffWriteRefusals),
)]
async fn put_alert_end(
    State(deps): State<Arc<Deps>>,
    caller: Allowed<to::PublishAlerts>,
    Id(id): Id<AlertId>,
    Operation(operation): Operation,
    body: StaffBody<AlertEnd>,
) -> Result<Json<Changed>, ApiError> {
    let AlertEnd { revision, note } = body.value;
    let checked = check_text("note", note.as_deref().unwrap_or_default(), ALERT_TEXT_CHARS_MAX);
    let action = AlertAction::End(revision, note);
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

async fn change(
    deps: &Deps,
    staff: &Staff,
    (id, operation): (AlertId, OperationId),
    digest: &ContentDigest,
    action: AlertAction,
    checked: Result<(), Violation>,
) -> Result<Json<Changed>, ApiError> {
    let call = match &action {
        AlertAction::Publish(_) => "alert",
        AlertAction::Update(..) => "alert update",
        AlertAction::End(..) => "alert end",
    };
    let change = AlertChange {
        operation,
        id,
        body_hash: deps.secrets.hash_body(call, id.as_bytes(), digest),
        sender: deps.sender.clone(),
        by: staff.actor(),
        action,
        at: deps.clock.now(),
    };
    if let Err(violation) = checked {
        // It may have been done while its time had not yet passed, and its answer lost on the way.
        return match deps.store.answer_alert_again(&change).await? {
            Some(write) => super::answer(&write, operation),
            None => Err(violation.into()),
        };
    }
    let write = deps.store.change_alert(&change).await?;
    deps.hub.ring_doorbell();
    super::answer(&write, operation)
}

#[cfg(test)]
mod tests {
    use lamplight_protocol::limits::DAY_MS;
    use serde_json::{Value, json};

    use crate::testing::{Answer, World, alert};

    async fn put(world: &World, token: &str, path: &str, body: &Value) -> Answer {
        let path = format!("/v1/staff/alerts/{path}");
        world.call("PUT", &path).bearer(token).json(body).send().await
    }

    #[tokio::test]
    async fn an_alert_is_published_updated_and_ended() {
        let world = World::new().await;
        let token = world.token().await;
        let id = world.alert_id().to_string();
        let published = put(&world, &token, &id, &alert()).await.done().json();
        assert_eq!(published["revision"], 1);
        assert_eq!(put(&world, &token, &id, &alert()).await.done().json(), published);
        let update = json!({ "revision": 1, "content": alert() });
        let path = format!("{id}/updates/{}", world.operation());
        assert_eq!(
            put(&world, &token, &path, &update).await.done().json()["revision"],
            2
        );
        let path = format!("{id}/end/{}", world.operation());
        put(
            &world,
            &token,
            &path,
            &json!({ "revision": 2, "note": "All clear" }),
        )
        .await
        .done();

        let read = world
            .call("GET", &format!("/v1/staff/alerts/{id}"))
            .bearer(&token)
            .send()
            .await
            .json();
        assert_eq!(
            (&read["state"], &read["closing_note"]),
            (&"ended".into(), &"All clear".into())
        );
        assert_eq!(
            (&read["sender"], &read["level"]),
            (&"patrol.test".into(), &"severe".into())
        );
        let listed = world
            .call("GET", "/v1/staff/alerts")
            .bearer(&token)
            .send()
            .await
            .json();
        assert_eq!(listed["alerts"][0]["id"], id);
        let fed = world.get("/v1/feed").await.json();
        assert_eq!(fed["items"][0]["state"], "ended");

        let late = format!("{id}/updates/{}", world.operation());
        let over = put(
            &world,
            &token,
            &late,
            &json!({ "revision": 3, "content": alert() }),
        )
        .await;
        over.is_refused(409, "changed_meanwhile");
    }

    #[tokio::test]
    async fn an_id_that_was_used_changes_nothing() {
        let world = World::new().await;
        let token = world.token().await;
        let id = world.alert_id().to_string();
        put(&world, &token, &id, &alert()).await.done();
        let mut other = alert();
        other["severity"] = "minor".into();
        put(&world, &token, &id, &other).await.is_refused(409, "conflict");
        let path = format!("{id}/updates/{}", world.operation());
        let stale = json!({ "revision": 7, "content": other });
        put(&world, &token, &path, &stale)
            .await
            .is_refused(409, "changed_meanwhile");
    }

    #[tokio::test]
    async fn what_was_done_is_answered_as_before_when_its_time_has_passed() {
        let world = World::new().await;
        let token = world.token().await;
        let id = world.alert_id().to_string();
        let update = format!("{id}/updates/{}", world.operation());
        let changed = json!({ "revision": 1, "content": alert() });
        let mut answers = Vec::new();
        for _ in 0..2 {
            answers.push(put(&world, &token, &id, &alert()).await.done().json());
            answers.push(put(&world, &token, &update, &changed).await.done().json());
            world.pass(7 * DAY_MS);
        }
        assert_eq!(answers[..2], answers[2..]);

        // Somebody else's, or a new one, is judged by the time that it is now.
        let mut other = alert();
        other["severity"] = "minor".into();
        put(&world, &token, &id, &other).await.is_refused(409, "conflict");
        let late = format!("{id}/updates/{}", world.operation());
        let refused = put(&world, &token, &late, &changed)
            .await
            .is_refused(400, "invalid");
        assert_eq!(refused["field"], "content.expires");
    }

    #[tokio::test]
    async fn an_alert_that_makes_no_sense_is_refused_and_nothing_is_published() {
        let world = World::new().await;
        let token = world.token().await;
        let with = |field: &str, value: Value| {
            let mut alert = alert();
            alert[field] = value;
            alert
        };
        let mut long = alert();
        long["texts"][0]["headline"] = "x".repeat(161).into();
        let mut unknown = alert();
        unknown["texts"][0]["colour"] = "red".into();
        let mut begins_late = alert();
        begins_late["effective"] = "2026-11-20T15:00:00Z".into();
        let cases = [
            (begins_late, 400, "expires"),
            (with("expires", "2026-11-20T09:00:00Z".into()), 400, "expires"),
            (with("severity", "awful".into()), 400, "severity"),
            (with("texts", json!([])), 400, "texts"),
            (long, 413, "texts.headline"),
            (unknown, 400, "texts.0.colour"),
            (with("notify", true.into()), 400, "notify"),
        ];
        for (body, status, field) in cases {
            let id = world.alert_id().to_string();
            let code = if status == 413 { "too_large" } else { "invalid" };
            let refused = put(&world, &token, &id, &body).await.is_refused(status, code);
            assert_eq!((&refused["field"], &refused["id"]), (&field.into(), &id.into()));
        }
        assert_eq!(world.get("/v1/feed").await.json()["items"], json!([]));
    }

    #[tokio::test]
    async fn an_update_is_checked_as_a_new_alert_is() {
        let world = World::new().await;
        let token = world.token().await;
        let id = world.alert_id().to_string();
        put(&world, &token, &id, &alert()).await.done();
        let mut content = alert();
        content["expires"] = "2026-11-20T09:00:00Z".into();
        let path = format!("{id}/updates/{}", world.operation());
        let refused = put(
            &world,
            &token,
            &path,
            &json!({ "revision": 1, "content": content }),
        )
        .await;
        assert_eq!(refused.is_refused(400, "invalid")["field"], "content.expires");
    }

    #[tokio::test]
    async fn an_alert_that_does_not_exist_is_not_found() {
        let world = World::new().await;
        let token = world.token().await;
        let id = world.alert_id().to_string();
        let read = world
            .call("GET", &format!("/v1/staff/alerts/{id}"))
            .bearer(&token)
            .send()
            .await;
        read.is_refused(404, "not_found");
        let path = format!("{id}/end/{}", world.operation());
        put(&world, &token, &path, &json!({ "revision": 1 }))
            .await
            .is_refused(404, "not_found");
    }

    #[tokio::test]
    async fn a_digest_that_comes_along_must_be_that_of_the_body() {
        let world = World::new().await;
        let token = world.token().await;
        let path = format!("/v1/staff/alerts/{}", world.alert_id());
        let call = world.call("PUT", &path).bearer(&token);
        let digest = crate::body::digest_of(b"another").to_string();
        let refused = call.header("content-digest", digest).json(&alert()).send().await;
        assert_eq!(refused.is_refused(400, "invalid")["field"], "content-digest");
        world
            .call("PUT", &path)
            .bearer(&token)
            .digested(&alert())
            .send()
            .await
            .done();
    }
}
