//! Loud alerts, which take two.

use lamplight_protocol::limits::DAY_MS;
use lamplight_store::model::{Rights, Role};
use serde_json::{Value, json};

use crate::testing::{Answer, Colleague, World, alert, square_town};

fn loud() -> Value {
    let mut alert = alert();
    alert["severity"] = "extreme".into();
    alert
}

async fn put(world: &World, cookie: &str, path: &str, body: &Value) -> Answer {
    let path = format!("/v1/staff/alerts/{path}");
    world.with_cookie("PUT", &path, cookie).json(body).send().await
}

async fn step(world: &World, cookie: &str, id: &str, step: &str, body: &Value) -> Answer {
    put(world, cookie, &format!("{id}/{step}/{}", world.operation()), body).await
}

async fn read(world: &World, cookie: &str, id: &str) -> Value {
    let path = format!("/v1/staff/alerts/{id}");
    world.with_cookie("GET", &path, cookie).send().await.done().json()
}

async fn publisher<'a>(world: &'a World, name: &str) -> Colleague<'a> {
    world
        .colleague(name, &Rights::everywhere([Role::Publisher]))
        .await
}

fn approval(seen: &Value) -> Value {
    json!({ "revision": seen["revision"], "digest": seen["plan"]["digest"], "approve": true })
}

#[tokio::test]
async fn a_loud_alert_goes_out_when_another_person_approves_it() {
    let world = World::new().await;
    let (ana, bo) = (publisher(&world, "Ana").await, publisher(&world, "Bo").await);
    let id = world.alert_id().to_string();
    put(&world, &ana.cookie, &id, &loud()).await.done();
    let seen = read(&world, &bo.cookie, &id).await;
    assert_eq!(seen["state"], "awaiting_approval");
    assert_eq!(seen["plan"]["proposed_by"]["name"], "Ana");
    let own = step(&world, &ana.cookie, &id, "decision", &approval(&seen)).await;
    own.is_refused(403, "forbidden");
    let mut other = approval(&seen);
    other["digest"] = "another".into();
    let other = step(&world, &bo.cookie, &id, "decision", &other).await;
    assert_eq!(other.is_refused(409, "changed_meanwhile")["field"], "digest");
    step(&world, &bo.cookie, &id, "decision", &approval(&seen))
        .await
        .done();
    assert_eq!(read(&world, &bo.cookie, &id).await["state"], "active");
    assert_eq!(world.get("/v1/feed").await.json()["items"][0]["level"], "extreme");
}

#[tokio::test]
async fn a_program_proposes_and_never_approves_or_goes_alone() {
    let world = World::new().await;
    let (token, ana) = (world.token().await, publisher(&world, "Ana").await);
    let id = world.alert_id().to_string();
    let path = |step: &str| format!("/v1/staff/alerts/{id}/{step}/{}", world.operation());
    let call = world
        .call("PUT", &format!("/v1/staff/alerts/{id}"))
        .bearer(&token);
    call.json(&loud()).send().await.done();
    let seen = read(&world, &ana.cookie, &id).await;
    let decision = world.call("PUT", &path("decision")).bearer(&token);
    decision
        .json(&approval(&seen))
        .send()
        .await
        .is_refused(403, "forbidden");
    let alone = world.call("PUT", &path("submission")).bearer(&token);
    let body = json!({ "revision": 1, "alone": "nobody is here" });
    alone.json(&body).send().await.is_refused(403, "forbidden");
    step(&world, &ana.cookie, &id, "decision", &approval(&seen))
        .await
        .done();
}

#[tokio::test]
async fn nothing_of_what_is_prepared_is_heard_outside_or_told_to_those_who_may_not_prepare() {
    const CANARY: &str = "zq-canary-7731";
    let world = World::new().await;
    let (ana, bo) = (publisher(&world, "Ana").await, publisher(&world, "Bo").await);
    let officer = world
        .colleague("Olga", &Rights::everywhere([Role::Officer]))
        .await;
    let mut stream = world.call("GET", "/v1/live").open().await;
    let mut content = loud();
    content["texts"][0]["headline"] = CANARY.into();
    let id = world.alert_id().to_string();
    let draft = json!({ "revision": 0, "content": content, "send_at": "2026-11-20T11:00:00Z" });
    step(&world, &ana.cookie, &id, "draft", &draft).await.done();
    step(&world, &ana.cookie, &id, "submission", &json!({ "revision": 1 }))
        .await
        .done();
    let seen = read(&world, &bo.cookie, &id).await;
    step(&world, &bo.cookie, &id, "decision", &approval(&seen))
        .await
        .done();
    // Scheduled now. An update of a published alert is prepared beside it.
    let public = world.alert_id().to_string();
    put(&world, &ana.cookie, &public, &alert()).await.done();
    let draft = json!({ "revision": 1, "content": content });
    step(&world, &ana.cookie, &public, "draft", &draft).await.done();

    assert_eq!(stream.news().await.data["id"], public.as_str());
    for path in [
        "/v1/feed".to_owned(),
        format!("/v1/alerts/{public}/cap"),
        format!("/v1/alerts/{id}/cap"),
        "/v1/area".to_owned(),
    ] {
        assert!(!world.get(&path).await.text().contains(CANARY), "{path}");
    }
    for path in [
        "/v1/staff/alerts".to_owned(),
        format!("/v1/staff/alerts/{public}"),
        format!("/v1/staff/alerts/{id}"),
    ] {
        let answer = world.with_cookie("GET", &path, &officer.cookie).send().await;
        assert!(!answer.text().contains(CANARY), "{path}");
        let known = world.with_cookie("GET", &path, &ana.cookie).send().await;
        assert!(known.text().contains(CANARY), "{path}");
    }
    // At its time everybody hears it, once.
    world.pass(3_600_000);
    world.send_due_alerts().await;
    world.send_due_alerts().await;
    let heard = stream.news().await;
    assert_eq!(heard.data["id"], id.as_str());
    assert!(heard.data.to_string().contains(CANARY));
    let items = world.get("/v1/feed").await.json()["items"]
        .as_array()
        .unwrap()
        .len();
    assert_eq!(items, 2);
}

#[tokio::test]
async fn whoever_is_alone_sends_the_loudest_with_a_reason_and_somebody_reviews_it() {
    let world = World::new().await;
    let ana = publisher(&world, "Ana").await;
    let bo = publisher(&world, "Bo").await;
    let id = world.alert_id().to_string();
    let draft = json!({ "revision": 0, "content": loud() });
    step(&world, &ana.cookie, &id, "draft", &draft).await.done();
    let alone = json!({ "revision": 1, "alone": "nobody answers the phone" });
    let refused = step(&world, &ana.cookie, &id, "submission", &alone).await;
    refused.is_refused(403, "forbidden");
    world.pass(10 * 60_000);
    step(&world, &ana.cookie, &id, "submission", &alone).await.done();
    assert_eq!(read(&world, &ana.cookie, &id).await["review_due"], true);
    let waiting = world.with_cookie("GET", "/v1/staff/alerts?stage=waiting", &bo.cookie);
    assert_eq!(waiting.send().await.json()["alerts"][0]["id"], id.as_str());
    let review = json!({ "revision": 2, "words": "it was right" });
    step(&world, &ana.cookie, &id, "review", &review)
        .await
        .is_refused(403, "forbidden");
    step(&world, &bo.cookie, &id, "review", &review).await.done();
    let waiting = world.with_cookie("GET", "/v1/staff/alerts?stage=waiting", &bo.cookie);
    assert_eq!(waiting.send().await.json()["alerts"], json!([]));
    let steps = read(&world, &bo.cookie, &id).await["steps"].clone();
    let kinds: Vec<&str> = steps
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["reviewed", "sent_alone", "wrote"]);
}

#[tokio::test]
async fn a_decline_needs_words_and_a_recall_needs_a_reason() {
    let world = World::new().await;
    let (ana, bo) = (publisher(&world, "Ana").await, publisher(&world, "Bo").await);
    let id = world.alert_id().to_string();
    put(&world, &ana.cookie, &id, &loud()).await.done();
    let mut decision = approval(&read(&world, &bo.cookie, &id).await);
    decision["approve"] = false.into();
    let silent = step(&world, &bo.cookie, &id, "decision", &decision).await;
    assert_eq!(silent.is_refused(400, "invalid")["field"], "words");
    decision["words"] = "It was a barbecue".into();
    step(&world, &bo.cookie, &id, "decision", &decision).await.done();
    assert_eq!(read(&world, &ana.cookie, &id).await["state"], "draft");

    let quiet = world.alert_id().to_string();
    put(&world, &ana.cookie, &quiet, &alert()).await.done();
    let recall = json!({ "revision": 1, "closing": [] });
    let silent = step(&world, &ana.cookie, &quiet, "recall", &recall).await;
    assert_eq!(silent.is_refused(400, "invalid")["field"], "closing");
    let recall = json!({ "revision": 1, "closing": [{ "language": "en", "text": "A mistake" }] });
    step(&world, &ana.cookie, &quiet, "recall", &recall).await.done();
    let cap = world.get(&format!("/v1/alerts/{quiet}/cap")).await;
    assert_eq!(cap.header("content-type"), "application/cap+xml");
    assert!(cap.text().contains("<msgType>Cancel</msgType>"));
}

#[tokio::test]
async fn a_named_district_becomes_its_outline_and_an_unknown_one_is_refused() {
    let world = World::with_area(square_town()).await;
    let ana = publisher(&world, "Ana").await;
    let id = world.alert_id().to_string();
    let mut content = alert();
    content["districts"] = json!(["north"]);
    let refused = put(&world, &ana.cookie, &id, &content).await;
    assert_eq!(refused.is_refused(400, "invalid")["field"], "districts");
    content["districts"] = json!(["west"]);
    put(&world, &ana.cookie, &id, &content).await.done();
    let fed = world.get("/v1/feed").await.json();
    let outline = &fed["items"][0]["content"]["region"]["coordinates"][0][0];
    assert_eq!(outline[1], json!([0.6, 0.0]));
    // The desk's form begins from what was written, not from what that became.
    let read = read(&world, &ana.cookie, &id).await;
    assert_eq!(read["published"]["content"]["districts"], json!(["west"]));
    assert!(
        world
            .get(&format!("/v1/alerts/{id}/cap"))
            .await
            .text()
            .contains("0.00000,0.60000")
    );
}

#[tokio::test]
async fn what_waits_too_long_lapses() {
    let world = World::new().await;
    let (ana, bo) = (publisher(&world, "Ana").await, publisher(&world, "Bo").await);
    let id = world.alert_id().to_string();
    put(&world, &ana.cookie, &id, &loud()).await.done();
    let decision = approval(&read(&world, &bo.cookie, &id).await);
    world.pass(DAY_MS / 8);
    let late = step(&world, &bo.cookie, &id, "decision", &decision).await;
    late.is_refused(409, "changed_meanwhile");
}
