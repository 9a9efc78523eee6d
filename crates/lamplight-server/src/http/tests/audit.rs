//! Every route by which staff change something leaves a row in the audit, with who called.

use lamplight_protocol::limits::DAY_MS;
use lamplight_store::model::{Actor, AuditRow, Rights, Role};
use serde_json::{Value, json};

use super::rights::{ROUTES, Route};
use crate::testing::{
    World, alert, event, news, patrol_order, photo, report, sha256_of, streets, trial_order, trial_town,
};

/// A call that changes something: its path and its body.
struct Change {
    path: String,
    body: Value,
}

async fn reported(world: &World) -> String {
    let resident = world.resident();
    resident.reports().await.done();
    resident.id.to_string()
}

/// Somebody who was just invited, or who signed in by that.
async fn somebody(world: &World, name: &str) -> String {
    world.signed_in(name).await;
    let people = world.store().people(world.now()).await.unwrap();
    let found = people.iter().find(|person| person.name == name).unwrap();
    found.id.to_string()
}

async fn published(world: &World, token: &str, kind: &str, content: &Value) -> String {
    let id = world.alert_id().to_string();
    let path = format!("/v1/staff/{kind}/{id}");
    world
        .call("PUT", &path)
        .bearer(token)
        .json(content)
        .send()
        .await
        .done();
    id
}

/// A report of somebody who called.
fn phoned_in() -> Value {
    let mut body = report();
    body["receipt"] = "A57BH6BDW3ZYGJ3023W8".into();
    body
}

/// What the desk does with a report besides its status.
async fn desk_change(world: &World, token: &str, route: &str) -> (String, Value) {
    let id = reported(world).await;
    let responders = json!({ "kind": "responders" });
    let referral = json!({ "to": responders, "reason": "needs help" });
    let body = match route.rsplit('/').nth(1) {
        Some("notes") => json!({ "text": "Ask the school" }),
        Some("assignment") => json!({ "from": null, "to": somebody(world, "hal").await }),
        Some("hold") => json!({ "step": "ask", "reason": "case 12 of the court" }),
        Some("referral") => referral,
        Some("referral-end") => {
            let path = format!("/v1/staff/reports/{id}/referral/{}", world.operation());
            let refers = world.call("PUT", &path).bearer(token).json(&referral);
            refers.send().await.done();
            json!({ "to": responders })
        }
        Some("redactions") => {
            json!({ "revision": 1, "part": { "kind": "note" }, "reason": "names somebody" })
        }
        _ => panic!("tell here how put {route} changes something, so that its row is looked for"),
    };
    (id, body)
}

async fn template_change(world: &World, token: &str, route: &str) -> (String, Value) {
    let id = world.operation().to_string();
    let texts = json!([{ "language": "en", "text": "Thank you" }]);
    let version = json!({ "revision": 0, "name": "Thanks", "texts": texts });
    if route.contains("/versions/") {
        return (id, version);
    }
    let path = format!("/v1/staff/templates/{id}/versions/{}", world.operation());
    let writes = world.call("PUT", &path).bearer(token).json(&version);
    writes.send().await.done();
    (id, json!({ "revision": 1 }))
}

/// What is done with a plan of walks.
async fn patrol_change(world: &World, token: &str, route: &str) -> (String, Value) {
    let by = Actor::command_line();
    world.store().keep_streets(&streets(), &by).await.unwrap();
    let id = world.operation().to_string();
    let order = patrol_order(world.now());
    if route.ends_with("/{id}") {
        return (id, order);
    }
    let plan = world
        .call("PUT", &format!("/v1/staff/patrols/{id}"))
        .bearer(token);
    plan.json(&order).send().await.done();
    let change = json!({ "kind": "take_out", "stop": 1 });
    let body = match route.rsplit('/').nth(1) {
        Some("edits") => json!({ "revision": 1, "change": change, "reason": "closed today" }),
        Some("visits") => json!({ "stop": 1, "unit": 1, "minutes": 12, "contacts": 3 }),
        Some("notes") => json!({ "kind": "learned", "text": "the gate is shut at ten" }),
        _ => json!({ "revision": 1 }),
    };
    (id, body)
}

/// What is done with a trial. Of those that are planned here only the first is left to its time.
async fn trial_change(world: &World, token: &str, route: &str) -> (String, Value) {
    world.with_burglaries().await;
    let id = world.operation().to_string();
    let order = trial_order(world.now());
    if route.ends_with("/{id}") {
        return (id, order);
    }
    let later = trial_order(world.now().plus_millis(30 * DAY_MS));
    let plan = world.call("PUT", &format!("/v1/staff/trials/{id}")).bearer(token);
    plan.json(&later).send().await.done();
    (id, json!({}))
}

fn loud_alert() -> Value {
    let mut alert = alert();
    alert["severity"] = "extreme".into();
    alert
}

/// An alert that is prepared and was not sent.
async fn drafted(world: &World, content: &Value) -> String {
    let id = world.alert_id().to_string();
    let path = format!("/v1/staff/alerts/{id}/draft/{}", world.operation());
    let draft = json!({ "revision": 0, "content": content });
    let call = world.call("PUT", &path).bearer(&world.token().await);
    call.json(&draft).send().await.done();
    id
}

/// How a route is called so that it changes something. One that is not told of here fails the test.
async fn change_by(world: &World, token: &str, method: &str, route: &str) -> Change {
    let op = world.operation().to_string();
    let rights = json!({ "roles": ["officer"] });
    let (id, body) = match (method, route) {
        ("put", "/v1/staff/people/{id}") => {
            let id = somebody(world, "cy").await;
            (id, json!({ "rights": rights, "shut_out": true }))
        }
        ("delete", "/v1/staff/people/{id}/sessions") => (somebody(world, "dee").await, Value::Null),
        ("delete", "/v1/staff/people/{id}/sessions/{session}") => {
            let id = somebody(world, "eli").await;
            let sessions = world.store().sessions(id.parse().unwrap(), world.now()).await;
            let session = sessions.unwrap()[0].id.to_string();
            let path = format!("/v1/staff/people/{id}/sessions/{session}");
            return Change {
                path,
                body: Value::Null,
            };
        }
        ("put", "/v1/staff/invitations/{id}") => (op.clone(), json!({ "name": "flo", "rights": rights })),
        ("delete", "/v1/staff/invitations/{id}") => {
            world
                .invitation("gus", &Rights::everywhere([Role::Officer]))
                .await;
            let waiting = world.store().invites(world.now()).await.unwrap();
            (waiting[0].id.to_string(), Value::Null)
        }
        ("post", "/v1/staff/audit/export" | "/v1/staff/sign-out") => (String::new(), Value::Null),
        ("put", "/v1/staff/reports/{id}/status/{op}") => {
            (reported(world).await, json!({ "revision": 1, "to": "seen" }))
        }
        ("put", "/v1/staff/reports/{id}/disclosures/{op}") => (
            reported(world).await,
            json!({ "what": "contact", "reason": "reaching_them" }),
        ),
        ("put", "/v1/staff/reports/{id}/messages/{op}") => {
            (reported(world).await, json!({ "text": "We are on it" }))
        }
        (_, route) if route.starts_with("/v1/staff/templates/") => template_change(world, token, route).await,
        ("put", "/v1/staff/reports/{id}") => (op.clone(), phoned_in()),
        ("post", "/v1/staff/reports/bulk") => {
            let item = json!({ "report": reported(world).await, "operation": op, "revision": 1 });
            let seen = json!({ "kind": "status", "to": "seen" });
            (String::new(), json!({ "items": [item], "change": seen }))
        }
        ("put", route) if route.starts_with("/v1/staff/reports/{id}/") => {
            desk_change(world, token, route).await
        }
        ("put", "/v1/staff/alerts/{id}") => (op.clone(), alert()),
        ("put", "/v1/staff/alerts/{id}/updates/{op}") => {
            let id = published(world, token, "alerts", &alert()).await;
            (id, json!({ "revision": 1, "content": alert() }))
        }
        ("put", "/v1/staff/alerts/{id}/end/{op}") => {
            let id = published(world, token, "alerts", &alert()).await;
            (id, json!({ "revision": 1 }))
        }
        ("put", "/v1/staff/alerts/{id}/recall/{op}") => {
            let id = published(world, token, "alerts", &alert()).await;
            let closing = json!([{ "language": "en", "text": "A mistake" }]);
            (id, json!({ "revision": 1, "closing": closing }))
        }
        ("put", "/v1/staff/alerts/{id}/draft/{op}") => {
            (op.clone(), json!({ "revision": 0, "content": alert() }))
        }
        ("put", "/v1/staff/alerts/{id}/submission/{op}" | "/v1/staff/alerts/{id}/discard/{op}") => {
            (drafted(world, &alert()).await, json!({ "revision": 1 }))
        }
        ("put", "/v1/staff/alerts/{id}/decision/{op}") => {
            let id = published(world, token, "alerts", &loud_alert()).await;
            let known = world.call("GET", &format!("/v1/staff/alerts/{id}")).bearer(token);
            let digest = known.send().await.json()["plan"]["digest"].take();
            (id, json!({ "revision": 1, "digest": digest, "approve": true }))
        }
        ("put", "/v1/staff/alerts/{id}/review/{op}") => {
            let id = drafted(world, &loud_alert()).await;
            let solo = world.signed_in("solo").await;
            // Long after anybody else was seen.
            world.pass(600_000);
            let path = format!("/v1/staff/alerts/{id}/submission/{}", world.operation());
            let alone = json!({ "revision": 1, "alone": "nobody is here" });
            world
                .with_cookie("PUT", &path, &solo)
                .json(&alone)
                .send()
                .await
                .done();
            (id, json!({ "revision": 2, "words": "it was right" }))
        }
        ("put", "/v1/staff/events/{id}") => (op.clone(), event()),
        ("put", "/v1/staff/events/{id}/updates/{op}") => {
            let id = published(world, token, "events", &event()).await;
            (id, json!({ "revision": 1, "content": event() }))
        }
        ("put", "/v1/staff/events/{id}/cancellation/{op}") => {
            let id = published(world, token, "events", &event()).await;
            (id, json!({ "revision": 1, "note": "It rains" }))
        }
        ("put", "/v1/staff/news/{id}") => (op.clone(), news()),
        ("put", "/v1/staff/news/{id}/updates/{op}") => {
            let id = published(world, token, "news", &news()).await;
            (id, json!({ "revision": 1, "content": news() }))
        }
        ("put", "/v1/staff/news/{id}/withdrawal/{op}") => {
            let id = published(world, token, "news", &news()).await;
            (id, json!({ "revision": 1 }))
        }
        ("put", route) if route.starts_with("/v1/staff/patrols/") => patrol_change(world, token, route).await,
        ("put", route) if route.starts_with("/v1/staff/trials/") => trial_change(world, token, route).await,
        ("put", "/v1/staff/pictures/{sha256}") => {
            let path = route.replace("{sha256}", &sha256_of(&photo()));
            return Change {
                path,
                body: Value::Null,
            };
        }
        _ => panic!("tell here how {method} {route} changes something, so that its row is looked for"),
    };
    Change {
        path: route.replace("{id}", &id).replace("{op}", &op),
        body,
    }
}

async fn rows(world: &World) -> Vec<AuditRow> {
    crate::audit::chain(world.store()).await.unwrap();
    world.store().audit_after(0, 10_000).await.unwrap()
}

#[tokio::test]
async fn every_route_that_changes_something_leaves_a_row_with_who_called() {
    let world = World::with_area(trial_town()).await;
    let token = world.token().await;
    // Of passkeys, which want a browser, their own tests look for the rows.
    let unlooked = |kind: &Route| matches!(kind, Route::Open | Route::Door | Route::Person);
    let changing = ROUTES
        .iter()
        .filter(|(method, _, kind)| *method != "get" && !unlooked(kind))
        // What somebody has read is a note to themselves, and no change.
        .filter(|(_, route, _)| !route.ends_with("/{id}/read"));
    let mut looked_at = 0;
    for (method, route, _) in changing {
        let change = change_by(&world, &token, method, route).await;
        let cookie = world.signed_in("bo").await;
        let me = world
            .with_cookie("GET", "/v1/staff/me", &cookie)
            .send()
            .await
            .json();
        let before = rows(&world).await.len();
        let call = world.with_cookie(&method.to_uppercase(), &change.path, &cookie);
        let call = match change.body {
            Value::Null if route.ends_with("{sha256}") => call.digested_bytes(&photo()),
            Value::Null => call,
            body => call.json(&body),
        };
        let answer = call.send().await;
        assert!(
            matches!(answer.status, 200 | 204),
            "{method} {route}: {}",
            answer.status
        );
        let rows = rows(&world).await;
        let new = &rows[before..];
        assert!(!new.is_empty(), "{method} {route} leaves no row");
        for row in new {
            assert_eq!(row.staff_id.as_deref(), me["id"].as_str(), "{method} {route}");
            assert_eq!((row.actor.as_str(), row.roles.is_empty()), ("person", false));
            assert_eq!(row.at, world.now().as_millis());
            let request_id = row.request_id.as_deref();
            assert_eq!(
                request_id,
                Some(answer.header("x-request-id").as_str()),
                "{method} {route}"
            );
        }
        looked_at += 1;
    }
    println!("{looked_at} routes that change something, each with its row");
    assert!(looked_at >= 25, "{looked_at}");
}

#[tokio::test]
async fn an_admin_reads_what_was_done_and_takes_it_out() {
    let world = World::new().await;
    let cookie = world
        .colleague("ada", &Rights::everywhere([Role::Admin]))
        .await
        .cookie;
    rows(&world).await;
    let list = |query: &str| {
        let path = format!("/v1/staff/audit{query}");
        let call = world.with_cookie("GET", &path, &cookie);
        async move { call.send().await }
    };
    let page = list("?limit=1").await.done().json();
    assert_eq!(
        (&page["rows"][0]["act"], &page["rows"][0]["name"]),
        (&"person.enrol".into(), &"ada".into())
    );
    let next = format!("?limit=9&after={}", page["next"].as_str().unwrap());
    let older = list(&next).await.done().json();
    assert_eq!(older["rows"][0]["act"], "person.invite");
    assert_eq!(older["rows"][0]["actor"], "command_line");
    let none = list("?act=alert").await.done().json();
    assert_eq!(none, json!({ "rows": [], "unchained": 0 }));
    for (query, field) in [
        ("?staff=bo", "staff"),
        ("?from=today", "from"),
        ("?limit=0", "limit"),
    ] {
        assert_eq!(list(query).await.is_refused(400, "invalid")["field"], field);
    }

    let export = world.with_cookie("POST", "/v1/staff/audit/export", &cookie);
    let text = export.send().await.done().text();
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["position"], 1);
    let head = crate::audit::earlier_head(&text).unwrap();
    assert_eq!((head.count, &lines[2]["head"]["unchained"]), (2, &1.into()));
    let finding = world.store().verify_audit(Some(&head)).await.unwrap();
    assert!(finding.problems.is_empty(), "{:?}", finding.problems);
}
