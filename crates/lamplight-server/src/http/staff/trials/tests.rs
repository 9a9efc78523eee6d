//! Trials from plan to what everybody is told, through the server.

use std::sync::Arc;

use lamplight_protocol::api::IncidentOrigin;
use lamplight_protocol::area::Area;
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::trial::{TrialPair, TrialResult};
use lamplight_store::model::{Rights, Role};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::retention::Retention;
use crate::risk::{AnalysisSettings, Risk};
use crate::testing::{Answer, Happened, TRIAL_PLACES, World, report, trial_order, trial_town};

async fn town() -> World {
    let world = World::with_area(trial_town()).await;
    world.with_burglaries().await;
    world
}

async fn plan(world: &World, id: &str, order: &Value) -> Answer {
    plan_by(world, &world.token().await, id, order).await
}

async fn plan_by(world: &World, token: &str, id: &str, order: &Value) -> Answer {
    let path = format!("/v1/staff/trials/{id}");
    world.call("PUT", &path).bearer(token).json(order).send().await
}

async fn list(world: &World, role: Role) -> Value {
    let token = world.token_with(&Rights::everywhere([role])).await;
    let call = world.call("GET", "/v1/staff/trials").bearer(&token);
    call.send().await.done().json()
}

/// A trial that is planned, and its pairs.
async fn planned(world: &World, order: &Value) -> (String, Vec<TrialPair>) {
    let id = world.operation().to_string();
    plan(world, &id, order).await.done();
    let trial = world.store().trial(id.parse().unwrap()).await.unwrap().unwrap();
    (id, trial.plan.pairs)
}

/// What came of a trial; none while it is not measured.
async fn result(world: &World, id: &str) -> Option<TrialResult> {
    let trial = world.store().trial(id.parse().unwrap()).await.unwrap();
    trial.unwrap().result
}

async fn look(world: &World) {
    look_within(world, &trial_town()).await;
}

/// The same in an area whose outline may be another one by now.
async fn look_within(world: &World, area: &Area) {
    let mut jobs = world.jobs(Retention::default());
    jobs.risk = Arc::new(Risk::new(AnalysisSettings::default(), area).unwrap());
    let end = CancellationToken::new();
    jobs.risk.measure_trials(&jobs.run(&end)).await.unwrap();
}

/// The police's records up to now are imported, the last of which is about something else.
async fn records_come_in(world: &World) {
    let last = Happened {
        at: TRIAL_PLACES[8],
        from: world.now(),
        count: 1,
        origin: IncidentOrigin::Discovered,
    };
    world.import("Noise", &last).await;
}

/// So many burglaries in each place of both arms, from the third day of the trial on.
async fn burglaries(world: &World, pairs: &[TrialPair], treated: i64, control: i64) {
    for pair in pairs {
        for (place, count) in [(pair.treated, treated), (pair.control, control)] {
            let happened = Happened {
                at: (place.lat(), place.lon()),
                from: world.now().plus_millis(3 * DAY_MS),
                count,
                origin: IncidentOrigin::Reported,
            };
            world.import("Burglary", &happened).await;
        }
    }
}

async fn measured(treated: i64, control: i64) -> (World, String) {
    let world = town().await;
    let (id, pairs) = planned(&world, &trial_order(world.now())).await;
    burglaries(&world, &pairs, treated, control).await;
    world.pass(36 * DAY_MS);
    records_come_in(&world).await;
    look(&world).await;
    (world, id)
}

async fn page(world: &World) -> String {
    world.get("/how-we-are-doing?lang=en").await.done().text()
}

#[tokio::test]
async fn a_preview_tells_what_can_be_expected_and_keeps_nothing() {
    let world = town().await;
    let id = world.operation().to_string();
    let order = trial_order(world.now());
    let outlook = plan(&world, &format!("{id}?preview=true"), &order).await.done();
    let outlook = outlook.json();
    assert_eq!(outlook["pairs"], 3);
    // Ten in each place since records began 100 days ago, over 28 days, in three places.
    assert_eq!(outlook["before_days"], 100.0);
    let number = |name: &str| outlook[name].as_f64().unwrap();
    assert!(
        (number("expected_per_arm") - 30.0 * 0.28).abs() < 1e-9,
        "{outlook}"
    );
    assert!((number("needed_per_arm") - 231.0).abs() < 1.0, "{outlook}");
    assert!((0.0..0.1).contains(&number("power")), "{outlook}");
    assert_eq!(list(&world, Role::Dispatcher).await["trials"], json!([]));

    let kept = plan(&world, &id, &order).await.done().json();
    assert_eq!(kept, outlook);
}

#[tokio::test]
async fn the_same_order_again_is_the_same_trial_and_another_is_refused() {
    let world = town().await;
    let token = world.token().await;
    let id = world.operation().to_string();
    let order = trial_order(world.now());
    let first = plan_by(&world, &token, &id, &order).await.done().json();
    let before = list(&world, Role::Dispatcher).await;
    // Also when it has begun: whoever did not hear the answer asks again.
    world.pass(2 * DAY_MS);
    assert_eq!(plan_by(&world, &token, &id, &order).await.done().json(), first);
    let after = list(&world, Role::Dispatcher).await;
    assert_eq!(after["trials"][0]["seed"], before["trials"][0]["seed"]);
    assert_eq!(after["trials"][0]["state"], "running");
    let mut other = trial_order(world.now());
    plan_by(&world, &token, &id, &other)
        .await
        .is_refused(409, "conflict");
    let id = world.operation().to_string();
    let refused = plan_by(&world, &token, &id, &other)
        .await
        .is_refused(400, "invalid");
    assert_eq!(refused["field"], "meanwhile");
    other["starts_at"] = json!(world.now().plus_millis(27 * DAY_MS));
    other["ends_at"] = json!(world.now().plus_millis(50 * DAY_MS));
    plan_by(&world, &token, &id, &other).await.done();
}

#[tokio::test]
async fn an_order_that_cannot_be_tells_which_part() {
    let world = town().await;
    let wrong = async |change: fn(&World, &mut Value)| {
        let mut order = trial_order(world.now());
        change(&world, &mut order);
        let id = world.operation().to_string();
        let refused = plan(&world, &id, &order).await.is_refused(400, "invalid");
        refused["field"].clone()
    };
    assert_eq!(wrong(|_, order| order["pairs"] = 2.into()).await, "pairs");
    for name in ["suspicious_activity", "wellbeing", "lost_found"] {
        let mut order = trial_order(world.now());
        order["categories"] = json!([{ "name": name }]);
        let id = world.operation().to_string();
        let refused = plan(&world, &id, &order).await.is_refused(400, "invalid");
        assert_eq!(refused["field"], "categories", "{name}");
    }
    // Of residents' reports none is known.
    let vandalism = |_: &World, order: &mut Value| order["categories"] = json!([{ "name": "vandalism" }]);
    assert_eq!(wrong(vandalism).await, "categories");
    // And they are not kept for as long.
    let long = |world: &World, order: &mut Value| {
        order["categories"] = json!([{ "name": "vandalism" }]);
        order["ends_at"] = json!(world.now().plus_millis((1 + 83) * DAY_MS));
    };
    assert_eq!(wrong(long).await, "ends_at");
    let world = world.restarted_without_analysis(trial_town()).await;
    let id = world.operation().to_string();
    let refused = plan(&world, &id, &trial_order(world.now())).await;
    assert_eq!(refused.is_refused(400, "invalid")["field"], "analysis");
}

#[tokio::test]
async fn where_it_is_tried_is_told_to_those_who_walk_and_where_not_to_nobody() {
    let world = town().await;
    let (_, pairs) = planned(&world, &trial_order(world.now())).await;
    let planned = list(&world, Role::Dispatcher).await["trials"][0].take();
    assert_eq!(
        (&planned["state"], &planned["places"]),
        (&"planned".into(), &json!([]))
    );
    world.pass(2 * DAY_MS);
    for (role, sees) in [
        (Role::Dispatcher, true),
        (Role::Officer, true),
        (Role::Publisher, false),
        (Role::Admin, false),
    ] {
        let trial = list(&world, role).await["trials"][0].take();
        let treated: Vec<Value> = pairs.iter().map(|pair| json!(pair.treated)).collect();
        assert_eq!(
            trial["places"],
            json!(if sees { treated } else { Vec::new() }),
            "{role:?}"
        );
        for pair in &pairs {
            assert!(!trial.to_string().contains(&json!(pair.control).to_string()));
        }
    }
    world.pass(30 * DAY_MS);
    let ended = list(&world, Role::Dispatcher).await["trials"][0].take();
    assert_eq!((&ended["state"], &ended["places"]), (&"ended".into(), &json!([])));
}

#[tokio::test]
async fn only_a_dispatcher_plans() {
    let world = town().await;
    let id = world.operation().to_string();
    for role in [Role::Officer, Role::Responder, Role::Publisher, Role::Admin] {
        let token = world.token_with(&Rights::everywhere([role])).await;
        for path in [format!("{id}?preview=true"), id.clone()] {
            let path = format!("/v1/staff/trials/{path}");
            let call = world.call("PUT", &path).bearer(&token);
            let answer = call.json(&trial_order(world.now())).send().await;
            answer.is_refused(403, "forbidden");
        }
    }
}

#[tokio::test]
async fn a_trial_is_measured_a_week_after_its_end_once_and_stays_as_it_was_measured() {
    let world = town().await;
    let (id, pairs) = planned(&world, &trial_order(world.now())).await;
    burglaries(&world, &pairs, 80, 110).await;
    world.pass(36 * DAY_MS - 1);
    records_come_in(&world).await;
    look(&world).await;
    assert_eq!(result(&world, &id).await, None);
    assert!(page(&world).await.contains("Nothing has been tried yet"));
    world.pass(1);
    look(&world).await;
    let first = result(&world, &id).await.unwrap();
    assert_eq!((first.during.treated, first.during.control), (240, 330));
    assert_eq!((first.before.treated, first.before.control), (30, 30));
    assert_eq!(first.measured_at, world.now());
    burglaries(&world, &pairs, 500, 1).await;
    world.meddle("DELETE FROM incident WHERE lat_e5 % 2 = 0");
    world.pass(DAY_MS);
    look(&world).await;
    assert_eq!(result(&world, &id).await, Some(first));
    assert_eq!(
        list(&world, Role::Officer).await["trials"][0]["state"],
        "measured"
    );
}

#[tokio::test]
async fn what_a_patrol_comes_upon_and_whom_residents_suspect_do_not_count() {
    let world = World::with_area(trial_town()).await;
    let sends = async |category: &str, (lat, lon): (f64, f64)| {
        let mut body = report();
        body["category"] = category.into();
        body["occurred_at"] = json!(world.now());
        body["place"] = json!({ "point": { "lat": lat, "lon": lon } });
        if category == "suspicious_activity" {
            body["behaviours"] = json!(["trying_handles"]);
        }
        let write = world.resident().write("PUT", "");
        write.digested(&body).send().await.done();
    };
    for place in TRIAL_PLACES {
        sends("vandalism", place).await;
        sends("suspicious_activity", place).await;
    }
    world.pass(DAY_MS);
    let mut order = trial_order(world.now());
    let vandalism = json!({ "name": "vandalism" });
    // So that what is discovered has a category that is counted.
    let discovered = |at, days: i64, count| Happened {
        at,
        from: world.now().plus_millis(days * DAY_MS),
        count,
        origin: IncidentOrigin::Discovered,
    };
    world
        .import("Burglary", &discovered(TRIAL_PLACES[0], -9, 40))
        .await;
    order["categories"] = json!([vandalism, { "source": "police", "name": "Burglary" }]);
    let (id, pairs) = planned(&world, &order).await;
    for pair in &pairs {
        let at = (pair.treated.lat(), pair.treated.lon());
        world.import("Burglary", &discovered(at, 3, 400)).await;
    }
    world.pass(3 * DAY_MS);
    for pair in &pairs {
        let treated = (pair.treated.lat(), pair.treated.lon());
        sends("vandalism", (pair.control.lat(), pair.control.lon())).await;
        sends("vandalism", treated).await;
        sends("suspicious_activity", treated).await;
        sends("suspicious_activity", treated).await;
    }
    world.pass(33 * DAY_MS);
    look(&world).await;
    // Days of which no records are in are not quiet days.
    assert_eq!(result(&world, &id).await, None);
    records_come_in(&world).await;
    look(&world).await;
    let result = result(&world, &id).await.unwrap();
    assert_eq!((result.before.treated, result.before.control), (3, 3));
    assert_eq!((result.during.treated, result.during.control), (3, 3));
}

#[tokio::test]
async fn less_is_told_as_less_with_its_interval_and_without_a_place() {
    let (world, id) = measured(80, 110).await;
    let told = world.get("/v1/figures").await.json()["tried"][0].take();
    assert_eq!(
        told["outcome"]["during"]["treated"],
        json!({ "state": "told", "value": 240 })
    );
    assert_eq!(told["outcome"]["finding"]["kind"], "ratio");
    assert_eq!(told["outcome"]["finding"]["ratio"], 0.73);
    assert_eq!(told["places_per_arm"], 3);
    let html = page(&world).await;
    assert!(
        html.contains("Less happened where it was tried: \u{2212}27 %"),
        "{html}"
    );
    let csv = world.get("/how-we-are-doing.csv").await.text();
    assert!(
        csv.contains("trial_ratio,\"Walks in the evening\",ratio,told,0.73"),
        "{csv}"
    );

    let trial = world.store().trial(id.parse().unwrap()).await.unwrap().unwrap();
    let json = world.get("/how-we-are-doing.json").await.text();
    for public in [html, csv, json, told.to_string()] {
        for place in trial
            .plan
            .pairs
            .iter()
            .flat_map(|pair| [pair.treated, pair.control])
        {
            for degrees in [place.lat(), place.lon()] {
                assert!(!public.contains(&degrees.to_string()), "{degrees}");
            }
        }
        for inner in ["\"lat\"", "\"lon\"", "seed", &trial.plan.seed.to_string(), &id] {
            assert!(!public.contains(inner), "{inner}");
        }
    }
}

#[tokio::test]
async fn what_changed_nothing_and_what_made_it_worse_are_told_alike() {
    for (treated, control, said) in [
        (100, 100, "No clear difference: 0 %"),
        (110, 80, "More happened where it was tried: +38 %"),
    ] {
        let (world, _) = measured(treated, control).await;
        let html = page(&world).await;
        assert!(html.contains(said), "{html}");
        assert!(html.contains("Walks in the evening"));
    }
}

#[tokio::test]
async fn too_few_events_tell_nothing_and_fewer_than_five_are_not_told() {
    let (world, _) = measured(1, 9).await;
    let outcome = world.get("/v1/figures").await.json()["tried"][0]["outcome"].take();
    assert_eq!(outcome["finding"]["kind"], "too_few_events");
    assert_eq!(outcome["during"]["treated"], json!({ "state": "hidden" }));
    assert_eq!(
        outcome["during"]["control"],
        json!({ "state": "told", "value": 25 })
    );
    assert_eq!(outcome["around"], Value::Null);
    let html = page(&world).await;
    for said in [
        "Too few events to tell",
        "too few where it was tried, at least 25 where not",
    ] {
        assert!(html.contains(said), "{said}");
    }
    let csv = world.get("/how-we-are-doing.csv").await.text();
    assert!(
        csv.contains("trial_ratio,\"Walks in the evening\",ratio,too_few_events,"),
        "{csv}"
    );
}

#[tokio::test]
async fn one_that_is_called_off_is_not_measured_and_told_of_if_it_had_begun() {
    for (days, told) in [(0, false), (5, true)] {
        let world = town().await;
        let (id, pairs) = planned(&world, &trial_order(world.now())).await;
        burglaries(&world, &pairs, 100, 200).await;
        world.pass(days * DAY_MS);
        let path = format!("/v1/staff/trials/{id}/cancellation/{}", world.operation());
        let token = world.token().await;
        for _ in 0..2 {
            let call = world.call("PUT", &path).bearer(&token);
            let answer = call.json(&json!({})).send().await.done();
            assert_eq!(answer.json()["revision"], 2);
        }
        world.pass(40 * DAY_MS);
        look(&world).await;
        assert_eq!(result(&world, &id).await, None);
        assert_eq!(
            list(&world, Role::Officer).await["trials"][0]["state"],
            "called_off"
        );
        let tried = world.get("/v1/figures").await.json()["tried"].take();
        assert_eq!(tried.as_array().unwrap().len(), usize::from(told));
        assert_eq!(tried[0]["outcome"], Value::Null);
    }
}

/// The town with its south-west corner so many degrees farther out.
fn grown_by(degrees: f64) -> Area {
    let (low, high) = (0.49 - degrees, 0.51);
    let ring = json!([[low, low], [high, low], [high, high], [low, high], [low, low]]);
    let outline = json!({ "type": "MultiPolygon", "coordinates": [[ring]] });
    Area {
        boundary: Some(serde_json::from_value(outline).unwrap()),
        ..Area::anywhere()
    }
}

#[tokio::test]
async fn one_whose_places_are_other_cells_by_now_is_called_off_instead_of_measured() {
    for (degrees, state) in [(0.0, "measured"), (0.000_5, "called_off"), (-0.009, "called_off")] {
        let world = town().await;
        let (id, pairs) = planned(&world, &trial_order(world.now())).await;
        burglaries(&world, &pairs, 100, 200).await;
        world.pass(40 * DAY_MS);
        records_come_in(&world).await;
        look_within(&world, &grown_by(degrees)).await;
        let state_now = async || list(&world, Role::Officer).await["trials"][0]["state"].take();
        let at_first = if state == "measured" { state } else { "ended" };
        assert_eq!(state_now().await, at_first, "{degrees}");
        world.pass(20 * DAY_MS);
        look_within(&world, &grown_by(degrees)).await;
        assert_eq!(state_now().await, state, "{degrees}");
        assert_eq!(result(&world, &id).await.is_some(), state == "measured");
        let tried = world.get("/v1/figures").await.json()["tried"].take();
        let plan = world
            .store()
            .trial(id.parse().unwrap())
            .await
            .unwrap()
            .unwrap()
            .plan;
        assert_eq!(tried[0]["until"], json!(plan.order.ends_at));
    }
}

#[tokio::test]
async fn one_that_has_ended_cannot_be_called_off_any_more() {
    let world = town().await;
    let (id, _) = planned(&world, &trial_order(world.now())).await;
    world.pass(29 * DAY_MS);
    let path = format!("/v1/staff/trials/{id}/cancellation/{}", world.operation());
    let call = world.call("PUT", &path).bearer(&world.token().await);
    call.json(&json!({}))
        .send()
        .await
        .is_refused(409, "changed_meanwhile");
}
