//! Every route, as everybody, on what is theirs and what is not.
//!
//! The routes are those of the OpenAPI document: one that is added and not told of here fails the test.

mod callers;
mod routes;

use std::collections::{BTreeMap, BTreeSet};

use lamplight_protocol::ids::ReportId;
use lamplight_store::model::Role;
use serde_json::{Value, json};

use self::callers::{Caller, OBJECTS, Object};
pub(crate) use self::routes::{ROUTES, Route};
use crate::testing::{Answer, Resident, World, alert, event, photo, report, sha256_of, square_town};

/// A server with one report of each kind, and somebody who calls it.
struct Scene<'a> {
    world: &'a World,
    caller: Caller,
    token: String,
    /// The caller, as one who can be in charge.
    id: String,
    reports: Vec<(Object, Resident<'a>)>,
    photo: Vec<u8>,
    checks: usize,
}

impl<'a> Scene<'a> {
    async fn set(world: &'a World, caller: Caller) -> Self {
        let token = world.token_with(&caller.rights()).await;
        let me = world
            .call("GET", "/v1/staff/me")
            .bearer(&token)
            .send()
            .await
            .json();
        let photo = photo();
        let mut reports = Vec::new();
        for object in OBJECTS {
            let resident = world.resident();
            let mut body = report();
            if object.wellbeing {
                body["category"] = "wellbeing".into();
            }
            if !object.here {
                body["place"]["point"]["lon"] = 0.8.into();
            }
            body["photos"] = json!([{ "sha256": sha256_of(&photo), "size_bytes": photo.len() }]);
            resident.write("PUT", "").digested(&body).send().await.done();
            resident.sends(&photo).await.done();
            reports.push((object, resident));
        }
        world.work_photos().await;
        Self {
            world,
            caller,
            token,
            id: me["id"].as_str().unwrap().to_owned(),
            reports,
            photo,
            checks: 0,
        }
    }

    /// Puts the caller in charge of what is theirs; a status may have taken that from them.
    fn put_in_charge(&self) {
        for (object, resident) in &self.reports {
            if object.in_charge {
                self.world.meddle(&format!(
                    "UPDATE report SET assignee = '{}'
                     WHERE number = (SELECT number FROM receipt WHERE report_id = '{}')",
                    self.id, resident.id
                ));
            }
            if object.referred {
                self.world.meddle(&format!(
                    "INSERT INTO referral (number, target, at, staff_id)
                     SELECT number, '{}', 0, '{}' FROM receipt WHERE report_id = '{}'
                     ON CONFLICT (number, target) DO NOTHING",
                    self.id, self.id, resident.id
                ));
            }
        }
    }

    fn known(&self) -> BTreeSet<String> {
        self.reports
            .iter()
            .filter(|(object, _)| self.caller.may_know(*object))
            .map(|(_, resident)| resident.id.to_string())
            .collect()
    }

    async fn call(&self, method: &str, path: &str, body: &Value) -> Answer {
        let call = self.world.call(&method.to_uppercase(), path).bearer(&self.token);
        call.json(body).send().await
    }

    /// The path of a route about a report.
    fn path(&self, route: &str, id: ReportId) -> String {
        route
            .replace("{id}", &id.to_string())
            .replace("{op}", &self.world.operation().to_string())
            .replace("{session}", &self.world.operation().to_string())
            .replace("{sha256}", &sha256_of(&self.photo))
    }

    async fn walk(&mut self, (method, path, route): (&str, &str, Route)) {
        let what = format!("{:?} {method} {path}", self.caller);
        self.put_in_charge();
        match route {
            Route::Open | Route::Door => {}
            Route::Read | Route::Work | Route::Note | Route::Redact if self.caller.may(route) => {
                self.walk_reports(method, path, route, &what).await;
            }
            Route::Bulk if self.caller.may(route) => self.walk_bulk(path, &what).await,
            Route::Reports if self.caller.may(route) => {
                let list = self.call(method, path, &json!({})).await.done().json();
                let reports = list["reports"].as_array().unwrap();
                let listed: BTreeSet<_> = reports
                    .iter()
                    .map(|report| report["id"].as_str().unwrap().to_owned())
                    .collect();
                assert_eq!(listed, self.known(), "{what}");
                self.checks += OBJECTS.len();
            }
            Route::Live => self.listen(path, &what).await,
            Route::Publish if self.caller.may(route) => {
                let answer = self.publish(method, path).await;
                assert!(
                    matches!(answer.status, 200 | 400 | 404),
                    "{what}: {}",
                    answer.status
                );
                self.checks += 1;
            }
            _ if self.caller.may(route) => {
                let answer = self
                    .call(method, &self.path(path, self.reports[0].1.id), &json!({}))
                    .await;
                assert!(
                    matches!(answer.status, 200 | 204 | 400 | 404),
                    "{what}: {}",
                    answer.status
                );
                self.checks += 1;
            }
            _ => {
                for (_, resident) in &self.reports {
                    let answer = self.call(method, &self.path(path, resident.id), &json!({})).await;
                    assert_eq!(answer.status, 403, "{what}");
                    answer.is_refused(403, "forbidden");
                }
                self.checks += OBJECTS.len();
            }
        }
    }

    async fn publish(&self, method: &str, path: &str) -> Answer {
        let content = if path.contains("alerts") { alert() } else { event() };
        let path = path
            .replace("{sha256}", &sha256_of(&self.photo))
            .replace("{id}", &self.world.alert_id().to_string())
            .replace("{op}", &self.world.operation().to_string());
        self.call(method, &path, &content).await
    }

    /// A body that the route takes for this report and that takes nothing from what follows.
    fn body(&self, path: &str, object: Object) -> Value {
        let me = json!({ "kind": "person", "id": self.id });
        let in_charge = object.in_charge.then_some(&self.id);
        match path.rsplit('/').nth(1).unwrap() {
            "messages" | "notes" => json!({ "text": "hello" }),
            "assignment" => json!({ "from": in_charge, "to": in_charge }),
            "referral" => json!({ "to": me, "reason": "knows the place" }),
            "referral-end" => json!({ "to": me }),
            "redactions" => json!({ "revision": 1, "part": { "kind": "note" }, "reason": "names somebody" }),
            "hold" => json!({ "step": "ask", "reason": "case 12 of the court" }),
            "status" => json!({ "revision": 1, "to": "seen" }),
            "disclosures" => json!({ "what": "place", "reason": "going_there" }),
            _ => json!({ "revision": 1 }),
        }
    }

    /// One route about a report, on each report. One beyond reach is answered as one that never was.
    async fn walk_reports(&mut self, method: &str, path: &str, route: Route, what: &str) {
        let nothing = self.path(path, ReportId::from_random([9; 16]));
        let body = self.body(path, OBJECTS[0]);
        let nothing = self
            .call(method, &nothing, &body)
            .await
            .is_refused(404, "not_found");
        for (object, resident) in &self.reports {
            let body = self.body(path, *object);
            let answer = self.call(method, &self.path(path, resident.id), &body).await;
            if self.caller.may_take(route, *object) {
                // What rests on a revision may come late here.
                let is_known =
                    matches!(answer.status, 200 | 204) || (route, answer.status) == (Route::Redact, 409);
                assert!(is_known, "{what} {object:?}: {}", answer.status);
            } else {
                assert_eq!(answer.status, 404, "{what} {object:?}");
                let refusal = answer.is_refused(404, "not_found");
                assert_eq!(refusal["detail"], nothing["detail"]);
            }
            self.checks += 1;
        }
    }

    /// All reports at once: each has an outcome of its own.
    async fn walk_bulk(&mut self, path: &str, what: &str) {
        let items: Vec<Value> = self
            .reports
            .iter()
            .map(|(_, resident)| json!({ "report": resident.id, "operation": self.world.operation(), "revision": 9 }))
            .collect();
        let body = json!({ "items": items, "change": { "kind": "status", "to": "assigned" } });
        let answer = self.call("post", path, &body).await.done().json();
        for ((object, _), outcome) in self.reports.iter().zip(answer["outcomes"].as_array().unwrap()) {
            let expected = if self.caller.may_take(Route::Bulk, *object) {
                "changed_meanwhile"
            } else {
                "not_found"
            };
            assert_eq!(outcome["outcome"]["code"], expected, "{what} {object:?}");
            self.checks += 1;
        }
    }

    /// What the stream tells while something happens to every report, between two alerts.
    async fn listen(&mut self, path: &str, what: &str) {
        let mut stream = self.world.call("GET", path).bearer(&self.token).open_raw().await;
        self.alert().await;
        // What happened before may still be on its way.
        while stream.news().await.event != "alert" {}
        for (_, resident) in &self.reports {
            resident.says("hello").await.done();
        }
        self.alert().await;
        let mut heard = BTreeSet::new();
        loop {
            let frame = stream.news().await;
            if frame.event == "alert" {
                break;
            }
            heard.insert(frame.data["report_id"].as_str().unwrap().to_owned());
        }
        assert_eq!(heard, self.known(), "{what}");
        self.checks += OBJECTS.len();
    }

    async fn alert(&self) {
        let publisher = self.world.token().await;
        let path = format!("/v1/staff/alerts/{}", self.world.alert_id());
        let publish = self.world.call("PUT", &path).bearer(&publisher);
        publish.json(&alert()).send().await.done();
    }
}

#[tokio::test]
async fn everybody_gets_what_is_theirs_and_nothing_else_by_any_route() {
    let mut checks = 0;
    for role in Role::ALL {
        for limited in [false, true] {
            let world = World::with_area(square_town()).await;
            let mut scene = Scene::set(&world, Caller { role, limited }).await;
            // What only reads comes first: a program's reading changes nothing.
            let (reads, writes): (Vec<_>, Vec<_>) = ROUTES.iter().partition(|(method, ..)| *method == "get");
            // A message makes a revision, on which the change of status then does not rest.
            let last = ["messages/{op}", "redactions/{op}", "hold/{op}"];
            let is_last = |path: &str| last.iter().any(|end| path.ends_with(end));
            let writes = writes.iter().rev().filter(|(_, path, _)| !is_last(path));
            let says = ROUTES.iter().filter(|(_, path, _)| is_last(path));
            for route in reads
                .iter()
                .filter(|(.., kind)| *kind != Route::Live)
                .chain(writes)
            {
                scene.walk(*route).await;
            }
            for route in says.chain(ROUTES.iter().filter(|(.., kind)| *kind == Route::Live)) {
                scene.walk(*route).await;
            }
            checks += scene.checks;
        }
    }
    println!(
        "{checks} decisions: {} routes, 5 roles, in all districts and in one, {} reports",
        ROUTES.len(),
        OBJECTS.len()
    );
    assert!(checks > 700, "only {checks}");
}

#[tokio::test]
async fn every_route_is_told_of_here() {
    let document = World::new().await.get("/v1/openapi.json").await.json();
    let there: BTreeSet<(String, String)> = document["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap();
            methods.keys().map(move |method| (method.clone(), path.clone()))
        })
        .collect();
    let here: BTreeMap<(String, String), Route> = ROUTES
        .iter()
        .map(|(method, path, route)| (((*method).to_owned(), (*path).to_owned()), *route))
        .collect();
    let told: BTreeSet<_> = here.keys().cloned().collect();
    assert_eq!(there, told, "tell of each route who may call it");
    for ((method, path), route) in &here {
        let of_staff = path.starts_with("/v1/staff");
        assert_eq!(of_staff, *route != Route::Open, "{method} {path}");
    }
}
