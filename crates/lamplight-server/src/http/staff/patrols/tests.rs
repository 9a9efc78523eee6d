use lamplight_store::model::{Actor, Rights, Role};
use serde_json::{Value, json};

use crate::testing::{Answer, World, patrol_order, streets};

async fn put(world: &World, token: &str, path: &str, body: &Value) -> Answer {
    let path = format!("/v1/staff/patrols/{path}");
    world.call("PUT", &path).bearer(token).json(body).send().await
}

async fn get(world: &World, token: &str, path: &str) -> Answer {
    let path = format!("/v1/staff/patrols{path}");
    world.call("GET", &path).bearer(token).send().await
}

async fn import_streets(world: &World) {
    let by = Actor::command_line();
    world.store().keep_streets(&streets(), &by).await.unwrap();
}

/// A shift that is planned, by its id.
async fn planned(world: &World, token: &str) -> String {
    import_streets(world).await;
    let id = world.operation().to_string();
    put(world, token, &id, &patrol_order(world.now())).await.done();
    id
}

#[tokio::test]
async fn a_shift_is_planned_changed_walked_and_called_off() {
    let world = World::new().await;
    let token = world.token().await;
    let id = planned(&world, &token).await;
    let plan = get(&world, &token, &format!("/{id}")).await.done().json()["plan"].clone();
    let visits: usize = plan["routes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|route| route["visits"].as_array().unwrap().len())
        .sum();
    assert_eq!((visits, &plan["unassigned"]), (2, &json!([])));
    assert_eq!(
        (&plan["making"]["map"], &plan["revision"]),
        (&json!("not_wanted"), &json!(1))
    );

    let edit = json!({
        "revision": 1,
        "change": { "kind": "place", "stop": 1, "unit": 2, "before": 0 },
        "reason": "nearer to the second",
    });
    let op = world.operation();
    for _ in 0..2 {
        let changed = put(&world, &token, &format!("{id}/edits/{op}"), &edit).await;
        assert_eq!(changed.done().json()["revision"], 2);
    }
    let late = put(
        &world,
        &token,
        &format!("{id}/edits/{}", world.operation()),
        &edit,
    )
    .await;
    late.is_refused(409, "changed_meanwhile");

    let visit = json!({ "stop": 1, "unit": 2, "minutes": 12, "contacts": 3 });
    put(
        &world,
        &token,
        &format!("{id}/visits/{}", world.operation()),
        &visit,
    )
    .await
    .done();
    let note = json!({ "kind": "good_news", "text": "The bench was mended" });
    put(
        &world,
        &token,
        &format!("{id}/notes/{}", world.operation()),
        &note,
    )
    .await
    .done();
    for (wrong, field) in [("stop", "stop"), ("unit", "unit")] {
        let mut visit = visit.clone();
        visit[wrong] = 77.into();
        let refused = put(
            &world,
            &token,
            &format!("{id}/visits/{}", world.operation()),
            &visit,
        )
        .await;
        assert_eq!(refused.is_refused(400, "invalid")["field"], field);
    }
    let detail = get(&world, &token, &format!("/{id}")).await.json();
    assert_eq!(detail["plan"]["edits"][0]["reason"], "nearer to the second");
    assert_eq!(detail["log"][0]["what"]["visit"], visit);
    assert_eq!(detail["log"][1]["what"]["note"], note);

    let cancellation = format!("{id}/cancellation/{}", world.operation());
    put(&world, &token, &cancellation, &json!({ "revision": 2 }))
        .await
        .done();
    let listed = get(&world, &token, "").await.json()["patrols"].clone();
    assert_eq!(
        (&listed[0]["called_off"], &listed[0]["revision"]),
        (&json!(true), &json!(3))
    );
    let late = put(
        &world,
        &token,
        &format!("{id}/visits/{}", world.operation()),
        &visit,
    )
    .await;
    late.is_refused(409, "changed_meanwhile");
}

#[tokio::test]
async fn the_same_order_sent_again_is_the_same_plan() {
    let world = World::new().await;
    let token = world.token().await;
    let id = planned(&world, &token).await;
    let before = get(&world, &token, &format!("/{id}")).await.json();
    world.pass(1_000);
    let other = patrol_order(world.now());
    put(&world, &token, &id, &other).await.is_refused(409, "conflict");
    let order = patrol_order(world.now().plus_millis(-1_000));
    put(&world, &token, &id, &order).await.done();
    assert_eq!(get(&world, &token, &format!("/{id}")).await.json(), before);
}

#[tokio::test]
async fn without_streets_nothing_is_planned_and_it_is_said_why() {
    let world = World::new().await;
    let token = world.token().await;
    let ground = get(&world, &token, "/ground").await.done().json();
    assert_eq!(ground, json!({ "has_streets": false }));
    let order = patrol_order(world.now());
    let refused = put(&world, &token, &world.operation().to_string(), &order).await;
    let refused = refused.is_refused(400, "invalid");
    assert_eq!(refused["field"], "streets");
    assert!(refused["detail"].as_str().unwrap().contains("streets import"));
    import_streets(&world).await;
    let ground = get(&world, &token, "/ground").await.done().json();
    assert_eq!(ground, json!({ "has_streets": true }));
    put(&world, &token, &world.operation().to_string(), &order)
        .await
        .done();
}

#[tokio::test]
async fn a_walker_who_would_be_late_is_not_sent() {
    let world = World::new().await;
    let token = world.token().await;
    let id = planned(&world, &token).await;
    let far = json!({ "at": { "lat": 0.512, "lon": 0.512 }, "words": "Hill" });
    let mut revision = 1;
    let refused = loop {
        let edit = json!({
            "revision": revision,
            "change": { "kind": "add", "place": far, "unit": 1, "before": 0 },
            "reason": "asked for",
        });
        let answer = put(
            &world,
            &token,
            &format!("{id}/edits/{}", world.operation()),
            &edit,
        )
        .await;
        if answer.status != 200 {
            break answer;
        }
        revision += 1;
    };
    let refused = refused.is_refused(400, "invalid");
    assert_eq!(refused["field"], "change.unit");
    assert!(refused["detail"].as_str().unwrap().contains("minutes late"));
    let plan = get(&world, &token, &format!("/{id}")).await.json()["plan"].clone();
    assert_eq!(plan["revision"], revision);
}

#[tokio::test]
async fn a_unit_in_two_plans_at_a_time_is_told() {
    let world = World::new().await;
    let token = world.token().await;
    let (one, other) = (planned(&world, &token).await, planned(&world, &token).await);
    let clashes = get(&world, &token, &format!("/{one}")).await.json()["clashes"].clone();
    let units: Vec<&Value> = clashes
        .as_array()
        .unwrap()
        .iter()
        .map(|clash| &clash["unit"])
        .collect();
    assert_eq!(units, [1, 2]);
    assert_eq!(clashes[0]["other"], json!(other));
}

#[tokio::test]
async fn nothing_of_a_walk_is_public() {
    let world = World::new().await;
    let token = world.token().await;
    let id = planned(&world, &token).await;
    let visit = json!({ "stop": 1, "unit": 1, "minutes": 12, "contacts": 3, "note": "canary of a visit" });
    put(
        &world,
        &token,
        &format!("{id}/visits/{}", world.operation()),
        &visit,
    )
    .await
    .done();
    for path in ["/v1/feed", "/v1/area", "/v1/figures", "/v1/news.atom"] {
        let told = world.get(path).await.done().text();
        for canary in [id.as_str(), "Market", "canary", "patrols"] {
            assert!(!told.contains(canary), "{path} tells {canary}");
        }
    }
    for path in [String::new(), format!("/{id}"), "/ground".to_owned()] {
        let unknown = world.get(&format!("/v1/staff/patrols{path}")).await;
        unknown.is_refused(401, "sign_in_required");
    }
    let publisher = world.token_with(&Rights::everywhere([Role::Publisher])).await;
    get(&world, &publisher, &format!("/{id}"))
        .await
        .is_refused(403, "forbidden");
    let officer = world.token_with(&Rights::everywhere([Role::Officer])).await;
    get(&world, &officer, &format!("/{id}")).await.done();
    let order = patrol_order(world.now());
    let planned = put(&world, &officer, &world.operation().to_string(), &order).await;
    planned.is_refused(403, "forbidden");
}

#[tokio::test]
async fn a_plan_is_forgotten_after_its_time() {
    use lamplight_protocol::limits::PATROL_KEPT_MS;
    use tokio_util::sync::CancellationToken;

    let world = World::new().await;
    let token = world.token().await;
    let id = planned(&world, &token).await;
    let jobs = world.jobs(crate::retention::Retention::default());
    let end = CancellationToken::new();
    world.pass(PATROL_KEPT_MS + 3 * 3_600_000);
    jobs.forget(&end).await.unwrap();
    get(&world, &token, &format!("/{id}")).await.done();
    world.pass(1);
    jobs.forget(&end).await.unwrap();
    get(&world, &token, &format!("/{id}"))
        .await
        .is_refused(404, "not_found");
}
