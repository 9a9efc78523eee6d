//! The desk reads reports and answers them.

use serde_json::{Value, json};

use crate::testing::{Answer, World, report};

async fn get(world: &World, token: &str, path: &str) -> Answer {
    world.call("GET", path).bearer(token).send().await
}

async fn change(world: &World, token: &str, report: &str, body: &Value) -> Answer {
    let path = format!("/v1/staff/reports/{report}/status/{}", world.operation());
    world.call("PUT", &path).bearer(token).json(body).send().await
}

async fn reported(world: &World) -> String {
    let ana = world.resident();
    ana.reports().await.done();
    ana.id.to_string()
}

#[tokio::test]
async fn the_list_is_filtered_and_goes_on_where_it_was_left() {
    let world = World::new().await;
    let token = world.token().await;
    for category in ["vandalism", "vehicle", "vehicle"] {
        let mut body = report();
        body["category"] = category.into();
        world
            .resident()
            .write("PUT", "")
            .digested(&body)
            .send()
            .await
            .done();
        world.pass(1_000);
    }
    let first = get(
        &world,
        &token,
        "/v1/staff/reports?category=vehicle,litter_dumping&limit=1",
    )
    .await
    .json();
    assert_eq!(first["reports"][0]["category"], "vehicle");
    let next = format!(
        "/v1/staff/reports?category=vehicle&limit=1&after={}",
        first["next"].as_str().unwrap()
    );
    let second = get(&world, &token, &next).await.json();
    assert_eq!(second["reports"].as_array().unwrap().len(), 1);
    assert_ne!(second["reports"][0]["id"], first["reports"][0]["id"]);
    let none = get(&world, &token, "/v1/staff/reports?status=closed")
        .await
        .json();
    let nothing = json!({ "reports": [], "total": { "count": 0, "more": false } });
    assert_eq!(none, nothing);
}

#[tokio::test]
async fn a_filter_that_nobody_knows_is_answered_with_those_that_exist() {
    let world = World::new().await;
    let token = world.token().await;
    for (query, field) in [
        ("status=lost", "status"),
        ("category=murder", "category"),
        ("limit=0", "limit"),
    ] {
        let answer = get(&world, &token, &format!("/v1/staff/reports?{query}")).await;
        assert_eq!(answer.is_refused(400, "invalid")["field"], field);
    }
}

#[tokio::test]
async fn a_person_who_opens_a_report_has_seen_it_and_a_program_has_not() {
    let world = World::new().await;
    let token = world.token().await;
    let cookie = world.signed_in("bo").await;
    let path = format!("/v1/staff/reports/{}", reported(&world).await);
    for _ in 0..2 {
        let read = get(&world, &token, &path).await.done().json();
        assert_eq!(read["summary"]["status"], "received");
    }
    for _ in 0..2 {
        let opened = world
            .call("GET", &path)
            .header("cookie", &cookie)
            .send()
            .await
            .done()
            .json();
        assert_eq!(
            (&opened["summary"]["status"], &opened["summary"]["revision"]),
            (&"seen".into(), &2.into())
        );
    }
}

#[tokio::test]
async fn a_report_that_cannot_be_marked_as_seen_is_shown_as_it_stands() {
    let world = World::new().await;
    let cookie = world.signed_in("bo").await;
    let path = format!("/v1/staff/reports/{}", reported(&world).await);
    world.meddle(
        "CREATE TRIGGER no_room BEFORE INSERT ON operation
         BEGIN SELECT raise(ABORT, 'no room'); END",
    );
    let open = || world.call("GET", &path).header("cookie", &cookie).send();
    let opened = open().await.done().json();
    assert_eq!(opened["summary"]["status"], "received");
    assert_eq!(opened["note"], report()["note"]);
    world.meddle("DROP TRIGGER no_room");
    assert_eq!(open().await.done().json()["summary"]["status"], "seen");
}

#[tokio::test]
async fn a_status_and_a_message_reach_the_resident() {
    let world = World::new().await;
    let token = world.token().await;
    let ana = world.resident();
    ana.reports().await.done();
    let id = ana.id.to_string();
    let body = json!({ "revision": 1, "to": "assigned", "message": "We are on it" });
    let changed = change(&world, &token, &id, &body).await.done().json();
    let path = format!("/v1/staff/reports/{id}/messages/{}", world.operation());
    let message = json!({ "text": "Is it still there?" });
    world
        .call("PUT", &path)
        .bearer(&token)
        .json(&message)
        .send()
        .await
        .done();
    let told = world
        .call("POST", "/v1/threads/changes")
        .json(&json!({ "threads": [ana.key()] }))
        .send()
        .await
        .json();
    assert_eq!(told["threads"][0]["status"], "assigned");
    let entries = told["threads"][0]["entries"].to_string();
    assert!(entries.contains("We are on it") && entries.contains("Is it still there?"));
    assert!(changed["revision"].as_u64().unwrap() > 1);
}

#[tokio::test]
async fn a_change_is_made_once_and_only_on_what_its_author_has_seen() {
    let world = World::new().await;
    let token = world.token().await;
    let id = reported(&world).await;
    let path = format!("/v1/staff/reports/{id}/status/{}", world.operation());
    let put = |to: &str| {
        let body = json!({ "revision": 1, "to": to });
        world.call("PUT", &path).bearer(&token).json(&body).send()
    };
    let first = put("seen").await.done().json();
    assert_eq!(put("seen").await.done().json(), first);
    put("assigned").await.is_refused(409, "conflict");
    let stale = change(&world, &token, &id, &json!({ "revision": 1, "to": "assigned" })).await;
    let stale = stale.is_refused(409, "changed_meanwhile");
    assert_eq!(stale["field"], "revision");
    assert!(
        stale["detail"].as_str().unwrap().contains("revision 2"),
        "{stale}"
    );
}

#[tokio::test]
async fn a_change_that_makes_no_sense_is_refused_with_its_field() {
    let world = World::new().await;
    let token = world.token().await;
    let id = reported(&world).await;
    let duplicate = json!({ "reason": "duplicate_of", "duplicate_of": id });
    let unknown = json!({ "reason": "duplicate_of", "duplicate_of": world.resident().id });
    let cases = [
        (json!({ "revision": 1, "to": "closed" }), "ending.reason"),
        (json!({ "revision": 1, "to": "resolved" }), "ending.outcome"),
        (
            json!({ "revision": 1, "to": "closed", "ending": duplicate }),
            "ending.duplicate_of",
        ),
        (
            json!({ "revision": 1, "to": "closed", "ending": unknown }),
            "ending.duplicate_of",
        ),
        (json!({ "revision": 1, "to": "seen", "message": " " }), "message"),
        (json!({ "revision": 1, "to": "on_the_way" }), "status"),
        (json!({ "revision": 1, "to": "withdrawn" }), "status"),
        (json!({ "revision": 1, "to": "seen", "urgent": true }), "urgent"),
        (json!({ "revision": 1, "to": "gone" }), "to"),
    ];
    for (body, field) in cases {
        let answer = change(&world, &token, &id, &body).await;
        let (status, code) = if body["to"] == "withdrawn" {
            (403, "forbidden")
        } else {
            (400, "invalid")
        };
        let refused = answer.is_refused(status, code);
        if status == 400 {
            assert_eq!(refused["field"], field, "{body}");
        }
    }
    let read = get(&world, &token, &format!("/v1/staff/reports/{id}"))
        .await
        .json();
    assert_eq!(
        (&read["summary"]["revision"], &read["summary"]["status"]),
        (&1.into(), &"received".into())
    );
}

#[tokio::test]
async fn a_report_that_does_not_exist_is_not_found() {
    let world = World::new().await;
    let token = world.token().await;
    let id = world.operation().to_string();
    let answer = get(&world, &token, &format!("/v1/staff/reports/{id}")).await;
    assert_eq!(answer.is_refused(404, "not_found")["id"], id);
    let answer = change(&world, &token, &id, &json!({ "revision": 1, "to": "seen" })).await;
    answer.is_refused(404, "not_found");
}
