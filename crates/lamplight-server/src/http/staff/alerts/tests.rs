//! One person at a time: published, updated, ended.

mod two_people;

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
        &json!({ "revision": 2, "closing": [{ "language": "en", "text": "All clear" }] }),
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
        (&read["state"], &read["published"]["closing"][0]["text"]),
        (&"ended".into(), &"All clear".into())
    );
    assert_eq!(
        (&read["published"]["sender"], &read["published"]["level"]),
        (&"patrol.test".into(), &"minor".into())
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
    let newer = json!({ "revision": 2, "content": alert() });
    let refused = put(&world, &token, &late, &newer)
        .await
        .is_refused(400, "invalid");
    assert_eq!(refused["field"], "expires");
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
        (long, 413, "texts.0.headline"),
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
    assert_eq!(refused.is_refused(400, "invalid")["field"], "expires");
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
