//! The desk's triage, call by call.

use lamplight_store::model::{Districts, Rights, Role};
use serde_json::{Value, json};

use crate::testing::{Answer, World, news, report, square_town};

async fn put(world: &World, token: &str, path: &str, body: &Value) -> Answer {
    world.call("PUT", path).bearer(token).json(body).send().await
}

async fn get(world: &World, token: &str, path: &str) -> Value {
    world.call("GET", path).bearer(token).send().await.done().json()
}

fn path(world: &World, report: &str, deed: &str) -> String {
    format!("/v1/staff/reports/{report}/{deed}/{}", world.operation())
}

async fn reported(world: &World) -> String {
    let ana = world.resident();
    ana.reports().await.done();
    ana.id.to_string()
}

/// The ids of everybody who can be in charge of a report, by their names.
async fn colleague(world: &World, token: &str, name: &str) -> String {
    let everybody = get(world, token, "/v1/staff/colleagues").await;
    let found = everybody["colleagues"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["name"] == name);
    found.unwrap()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn whoever_is_put_in_charge_can_see_the_report() {
    let world = World::with_area(square_town()).await;
    let token = world.token().await;
    let far = Rights {
        roles: [Role::Officer].into_iter().collect(),
        districts: Districts::Only(["east".into()].into()),
    };
    world.colleague("Far", &far).await;
    world
        .colleague("Near", &Rights::everywhere([Role::Officer]))
        .await;
    world
        .colleague("Speaker", &Rights::everywhere([Role::Publisher]))
        .await;
    let id = reported(&world).await;
    let listed = get(&world, &token, &format!("/v1/staff/colleagues?report={id}")).await;
    assert_eq!(listed["colleagues"].as_array().unwrap().len(), 1, "{listed}");
    let far = colleague(&world, &token, "Far").await;
    let assign = path(&world, &id, "assignment");
    for to in [far, world.operation().to_string()] {
        let refused = put(&world, &token, &assign, &json!({ "to": to })).await;
        assert_eq!(refused.is_refused(400, "invalid")["field"], "to");
    }
    let near = colleague(&world, &token, "Near").await;
    put(&world, &token, &assign, &json!({ "to": near })).await.done();
    let read = get(&world, &token, &format!("/v1/staff/reports/{id}")).await;
    assert_eq!(read["summary"]["assignee"]["name"], "Near");
    let late = put(
        &world,
        &token,
        &path(&world, &id, "assignment"),
        &json!({ "to": null }),
    )
    .await;
    assert_eq!(late.is_refused(409, "changed_meanwhile")["field"], "from");
}

#[tokio::test]
async fn several_reports_are_changed_each_for_itself_and_once() {
    let world = World::new().await;
    let token = world.token().await;
    let (first, second) = (reported(&world).await, reported(&world).await);
    let item = |report: &str, revision: u32| json!({ "report": report, "operation": world.operation(), "revision": revision });
    let body = json!({
        "items": [item(&first, 1), item(&second, 7)],
        "change": { "kind": "status", "to": "closed", "ending": { "reason": "no_basis" } },
    });
    let send = || {
        world
            .call("POST", "/v1/staff/reports/bulk")
            .bearer(&token)
            .json(&body)
            .send()
    };
    let outcomes = send().await.done().json();
    assert_eq!(
        outcomes["outcomes"][0]["outcome"],
        json!({ "kind": "done", "revision": 2 })
    );
    assert_eq!(outcomes["outcomes"][1]["outcome"]["code"], "changed_meanwhile");
    assert_eq!(send().await.done().json(), outcomes);
    let twice = json!({ "items": [item(&first, 1), item(&first, 1)], "change": body["change"] });
    let refused = world
        .call("POST", "/v1/staff/reports/bulk")
        .bearer(&token)
        .json(&twice)
        .send()
        .await;
    assert_eq!(refused.is_refused(400, "invalid")["field"], "items");
    let counted = get(
        &world,
        &token,
        "/v1/staff/outcomes?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z",
    )
    .await;
    assert_eq!(counted["outcomes"][0]["reason"], "no_basis");
    assert_eq!(counted["outcomes"][0]["count"], 1);
}

#[tokio::test]
async fn whoever_asked_for_an_initiative_hears_of_it_once_and_everybody_reads_how_many_asked() {
    let world = World::new().await;
    let token = world.token().await;
    let publisher = world.token_with(&Rights::everywhere([Role::Publisher])).await;
    let mut item = news();
    let id = world.operation().to_string();
    let path = format!("/v1/staff/news/{id}");
    item["initiative"] = true.into();
    item["texts"][0]["outcome"] = "Nobody fell since.".into();
    put(&world, &publisher, &path, &item).await.done();
    let tell = async |reports: &[String], news: &str| {
        let items: Vec<Value> = reports
            .iter()
            .map(|report| json!({ "report": report, "operation": world.operation(), "revision": 1 }))
            .collect();
        let body = json!({ "items": items, "change": { "kind": "initiative", "news": news } });
        let call = world.call("POST", "/v1/staff/reports/bulk").bearer(&token);
        call.json(&body).send().await.done().json()
    };
    let mut reports = Vec::new();
    for _ in 0..6 {
        reports.push(reported(&world).await);
    }
    let nothing = tell(&reports[..1], &world.operation().to_string()).await;
    assert_eq!(nothing["outcomes"][0]["outcome"]["code"], "invalid");
    for _ in 0..2 {
        let told = tell(&reports, &id).await;
        let done = json!({ "kind": "done", "revision": 2 });
        assert!(
            told["outcomes"]
                .as_array()
                .unwrap()
                .iter()
                .all(|one| one["outcome"] == done)
        );
    }
    let thread = get(&world, &token, &format!("/v1/staff/reports/{}", reports[0])).await;
    let said: Vec<_> = thread["thread"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| &entry["kind"])
        .collect();
    assert_eq!(said.iter().filter(|kind| **kind == "initiative").count(), 1);
    let told = world.get("/how-we-are-doing.json").await.done().json();
    assert_eq!(
        told["initiatives"][0]["reports"],
        json!({ "state": "told", "value": 5 })
    );
    let page = world.get("/how-we-are-doing?lang=en").await.done().text();
    for said in [
        "You said, we did",
        "Nobody fell since.",
        "At least 5 reports asked for it.",
    ] {
        assert!(page.contains(said), "{said}");
    }
    let csv = world.get("/how-we-are-doing.csv").await.done().text();
    assert!(
        csv.contains(&format!(",initiative_reports,{id},reports,told,5\r\n")),
        "{csv}"
    );
}

#[tokio::test]
async fn whoever_calls_gets_a_receipt_that_opens_their_report() {
    let world = World::new().await;
    let token = world.token().await;
    let caller = world.resident();
    let mut body = report();
    body["receipt"] = caller.key()["receipt"].clone();
    let path = format!("/v1/staff/reports/{}", caller.id);
    let entered = put(&world, &token, &path, &body).await.done().json();
    assert_eq!(put(&world, &token, &path, &body).await.done().json(), entered);
    body["note"] = "something else".into();
    put(&world, &token, &path, &body)
        .await
        .is_refused(409, "conflict");
    let told = world
        .call("POST", "/v1/threads/changes")
        .json(&json!({ "threads": [caller.key()] }));
    let told = told.send().await.done().json();
    assert_eq!(told["threads"][0]["reference"], entered["reference"]);
    let listed = get(&world, &token, "/v1/staff/reports").await;
    assert_eq!(listed["reports"][0]["entered_by_staff"], true);
}

#[tokio::test]
async fn a_reply_comes_in_the_residents_language() {
    let world = World::new().await;
    let admin = world.token_with(&Rights::everywhere([Role::Admin])).await;
    let template = format!(
        "/v1/staff/templates/{}/versions/{}",
        world.operation(),
        world.operation()
    );
    let body = json!({ "revision": 0, "name": "Thanks", "texts": [
        { "language": "en", "text": "Thank you for {reference}." },
        { "language": "es", "text": "Gracias por {reference}." },
    ] });
    put(&world, &admin, &template, &body).await.done();
    let token = world.token_with(&Rights::everywhere([Role::Officer])).await;
    put(&world, &token, &template, &body)
        .await
        .is_refused(403, "forbidden");
    let mut spanish = report();
    spanish["language"] = "es-AR".into();
    let ana = world.resident();
    let accepted = ana.write("PUT", "").digested(&spanish).send().await.done().json();
    let replies = get(&world, &token, &format!("/v1/staff/reports/{}/replies", ana.id)).await;
    let expected = format!("Gracias por {}.", accepted["reference"].as_str().unwrap());
    assert_eq!(replies["replies"][0]["text"], expected);
}

#[tokio::test]
async fn what_is_late_is_overdue_until_it_is_answered() {
    let world = World::new().await;
    let token = world.token().await;
    let id = reported(&world).await;
    let overdue = async || {
        let listed = get(&world, &token, "/v1/staff/reports?overdue=true&order=due").await;
        listed["reports"].as_array().unwrap().len()
    };
    assert_eq!(overdue().await, 0);
    world.pass(25 * 60 * 60 * 1_000);
    assert_eq!(overdue().await, 1);
    assert_eq!(
        get(&world, &token, "/v1/staff/reports/counts").await["overdue"],
        1
    );
    put(
        &world,
        &token,
        &path(&world, &id, "messages"),
        &json!({ "text": "On it" }),
    )
    .await
    .done();
    assert_eq!(overdue().await, 0);
    for (query, field) in [
        ("overdue=yes", "overdue"),
        ("order=up", "order"),
        ("ids=x", "ids"),
        ("received_before=now", "received_before"),
    ] {
        let asked = world
            .call("GET", &format!("/v1/staff/reports?{query}"))
            .bearer(&token);
        assert_eq!(asked.send().await.is_refused(400, "invalid")["field"], field);
    }
}
