//! Maps and back-tests, made by the jobs and read by staff.

use std::sync::Arc;

use lamplight_protocol::api::{
    BackTest, BackTestClass, BackTestOutcome, IncidentOrigin, RiskMap, RiskWeighting,
};
use lamplight_protocol::area::Area;
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::place::Point;
use lamplight_store::model::{Actor, AnalysisTurn, ImportedIncident, IncidentMark};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::{AnalysisSettings, Risk};
use crate::http::tests::rights::{ROUTES, Route};
use crate::jobs::Jobs;
use crate::retention::Retention;
use crate::testing::{World, report};

/// A town of some two kilometres.
fn town() -> Area {
    let ring = json!([[0.0, 0.0], [0.02, 0.0], [0.02, 0.02], [0.0, 0.02], [0.0, 0.0]]);
    let outline = json!({ "type": "MultiPolygon", "coordinates": [[ring]] });
    Area {
        boundary: Some(serde_json::from_value(outline).unwrap()),
        time_zone: "Europe/Madrid".into(),
        ..Area::anywhere()
    }
}

/// Where residents report from, and where imported incidents are.
const HERE: (f64, f64) = (0.005, 0.005);
const THERE: (f64, f64) = (0.015, 0.012);

/// A report from here, so many hours ago.
fn of(category: &str, hours_ago: i64) -> Value {
    let mut body = report();
    body["category"] = category.into();
    body["place"] = json!({ "point": { "lat": HERE.0, "lon": HERE.1 } });
    body["occurred_at"] = format!("2026-11-20T{:02}:30:00Z", 9 - hours_ago).into();
    body
}

async fn sends(world: &World, body: &Value) {
    world
        .resident()
        .write("PUT", "")
        .digested(body)
        .send()
        .await
        .done();
}

/// A category of which all is at one point.
const AT_ONE_POINT: &str = "Weapons";

/// Imports one incident a day from there, so many, the last of them yesterday.
async fn import(world: &World, source: &str, category: &str, count: i64, origin: IncidentOrigin) {
    let store = world.store();
    let actor = Actor::command_line();
    let target = store.begin_import(source, &actor, world.now()).await.unwrap();
    let apart = |day| {
        if category == AT_ONE_POINT {
            1.0
        } else {
            (day % 30) as f64
        }
    };
    let incidents: Vec<ImportedIncident> = (1..=count)
        .map(|day| ImportedIncident {
            occurred_at: world.now().plus_millis(-day * DAY_MS),
            category: category.into(),
            // A hair apart, or the place would be a default geocode.
            place: Point::new(THERE.0 + 0.000_01 * apart(day), THERE.1).unwrap(),
            origin,
        })
        .collect();
    for batch in incidents.chunks(2_000) {
        store.import_incidents(target, batch).await.unwrap();
    }
}

/// Makes what is due.
async fn make(jobs: &Jobs) {
    let end = CancellationToken::new();
    jobs.risk.back_test(&jobs.run(&end)).await.unwrap();
    jobs.risk.map(&jobs.run(&end)).await.unwrap();
}

async fn map_of(world: &World) -> RiskMap {
    make(&world.jobs(Retention::default())).await;
    world.store().risk_map().await.unwrap().unwrap()
}

async fn read(world: &World, what: &str) -> Value {
    let token = world.token().await;
    let path = format!("/v1/staff/{what}");
    let call = world.call("GET", &path).bearer(&token);
    call.send().await.done().json()
}

#[tokio::test]
async fn the_map_of_the_night_tells_places_and_why() {
    let world = World::with_area(town()).await;
    assert_eq!(read(&world, "risk").await, json!({ "state": "none_yet" }));
    assert_eq!(read(&world, "back-test").await, json!({ "state": "none_yet" }));
    import(&world, "police", "Burglary", 600, IncidentOrigin::Reported).await;
    for hours_ago in [1, 2, 3] {
        sends(&world, &of("vandalism", hours_ago)).await;
    }
    make(&world.jobs(Retention::default())).await;

    let map = read(&world, "risk").await;
    assert_eq!(
        (&map["state"], &map["method"], &map["cell_m"]),
        (&json!("made"), &json!(1), &json!(150.0))
    );
    assert_eq!(map["made_at"], "2026-11-20T10:00:00.000Z");
    let named: Vec<&Value> = map["classes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|class| &class["name"])
        .collect();
    assert_eq!(named, ["police", "reports"]);
    assert_eq!(map["classes"][0]["incidents"], 600);
    // Two cells are a hundredth of the area of 225.
    assert_eq!(
        (&map["cells"], map["flagged"].as_array().unwrap().len()),
        (&json!(225), 2)
    );
    let near = |cell: &Value, (lat, lon): (f64, f64)| {
        let degrees = |name: &str| cell["middle"][name].as_f64().unwrap();
        (degrees("lat") - lat).abs() < 0.001 && (degrees("lon") - lon).abs() < 0.001
    };
    let first = &map["flagged"][0];
    assert!(near(first, THERE), "{first}");
    assert_eq!(first["corners"].as_array().unwrap().len(), 4);
    // One a day: all 365 of a year, by its 12 months of 30 days.
    assert!(
        (25.0..35.0).contains(&first["score"].as_f64().unwrap()),
        "{first}"
    );
    assert_eq!(first["is_unusual"], true);
    let reason = &first["reasons"][0];
    assert_eq!(
        (&reason["class"], &reason["categories"][0]["source"]),
        (&json!("police"), &json!("police"))
    );
    let second = &map["flagged"][1];
    assert!(near(second, HERE), "{second}");
    let category = &second["reasons"][0]["categories"][0];
    let told = json!({
        "name": "vandalism", "count": 3, "weight": 3.0,
        "first": "2026-11-20T00:00:00.000Z", "last": "2026-11-20T00:00:00.000Z",
    });
    assert_eq!(category, &told);

    let test = read(&world, "back-test").await;
    let class = |number: usize| &test["classes"][number];
    let measured = &class(0)["outcome"];
    assert_eq!(
        (&class(0)["name"], &measured["kind"]),
        (&json!("police"), &json!("measured"))
    );
    assert_eq!(measured["forecasts"].as_array().unwrap().len(), 11);
    assert!(measured["pai"].as_f64().unwrap() > 50.0, "{measured}");
    assert_eq!(class(1)["outcome"], json!({ "kind": "too_short" }));
    assert_eq!(class(1)["weighting"], json!({ "kind": "plain_count" }));
}

#[tokio::test]
async fn what_must_not_move_a_score_leaves_the_map_as_it_is() {
    let mut maps = Vec::new();
    for more in [false, true] {
        let world = World::with_area(town()).await;
        import(&world, "police", "Burglary", 100, IncidentOrigin::Reported).await;
        sends(&world, &of("vandalism", 1)).await;
        if more {
            import(&world, "police", "Drugs", 200, IncidentOrigin::Discovered).await;
            // So many at one point that it would be taken for a default geocode.
            import(&world, "police", AT_ONE_POINT, 200, IncidentOrigin::Discovered).await;
            import(&world, "police", "Other", 200, IncidentOrigin::Unknown).await;
            let mut suspicious = of("suspicious_activity", 1);
            suspicious["behaviours"] = json!(["trying_handles"]);
            let mut practice = of("vandalism", 2);
            practice["practice"] = true.into();
            for body in [suspicious, practice, of("wellbeing", 1), of("lost_found", 1)] {
                sends(&world, &body).await;
            }
            let withdrawn = world.resident();
            withdrawn
                .write("PUT", "")
                .digested(&of("vandalism", 3))
                .send()
                .await
                .done();
            let path = format!("/withdrawal/{}", world.operation());
            withdrawn
                .write("PUT", &path)
                .digested(&json!({}))
                .send()
                .await
                .done();
        }
        maps.push(map_of(&world).await);
    }
    assert_eq!(maps[0], maps[1]);
    assert_eq!(maps[0].flagged.len(), 2);
}

#[tokio::test]
async fn many_reports_of_one_contact_move_the_map_no_further_than_one() {
    let mut scores = Vec::new();
    for count in [1, 20] {
        let world = World::with_area(town()).await;
        for number in 0..count {
            let mut body = of("vandalism", number % 9);
            body["contact"] = json!({ "name": format!("Name {number}"), "reach": "ana@example.org" });
            sends(&world, &body).await;
        }
        scores.push(map_of(&world).await.flagged[0].score);
    }
    assert_eq!(scores[0], scores[1]);
    assert_eq!(scores[0], 1.0);
}

#[tokio::test]
async fn a_map_is_made_once_a_night_and_soon_after_an_import() {
    let world = World::with_area(town()).await;
    let jobs = world.jobs(Retention::default());
    let begin = world.now();
    assert_eq!(map_of(&world).await.made_at, begin);
    // Three in the morning in Madrid is sixteen hours away.
    world.pass(15 * 3_600_000);
    assert_eq!(map_of(&world).await.made_at, begin);
    world.pass(3_600_000);
    let night = map_of(&world).await.made_at;
    assert_eq!(night, world.now());
    let test = world.store().back_test().await.unwrap().unwrap();
    assert_eq!(test.made_at, begin, "that is for the week");
    world.pass(60_000);
    world.store().make_analyses_due(world.now()).await.unwrap();
    assert_eq!(map_of(&world).await.made_at, world.now());
    // One that was begun by another instance is left to it.
    world.pass(7 * DAY_MS);
    let due = world.now();
    let kind = lamplight_store::model::AnalysisKind::RiskMap;
    assert!(
        world
            .store()
            .begin_analysis(kind, due, due.plus_millis(60_000))
            .await
            .unwrap()
    );
    make(&jobs).await;
    assert_ne!(world.store().risk_map().await.unwrap().unwrap().made_at, due);
    assert_eq!(world.store().back_test().await.unwrap().unwrap().made_at, due);
}

#[tokio::test]
async fn switched_off_nothing_is_made_and_nothing_is_shown() {
    let world = World::with_area(town()).await;
    map_of(&world).await;
    world.pass(8 * DAY_MS);
    let off = world.restarted_without_analysis(town()).await;
    let jobs = off.jobs(Retention::default());
    make(&jobs).await;
    let kept = off.store().risk_map().await.unwrap().unwrap();
    assert_ne!(kept.made_at, off.now());
    for what in ["risk", "back-test"] {
        assert_eq!(read(&off, what).await, json!({ "state": "switched_off" }));
    }
    // The job itself has nothing to do, and ends.
    let end = CancellationToken::new();
    let [.., analyse, _] = jobs.begin(&end);
    analyse.await.unwrap();
    end.cancel();
    let anywhere = World::new().await;
    assert_eq!(read(&anywhere, "risk").await, json!({ "state": "no_outline" }));
}

/// A back-test by which the class `police` fades.
fn chose_fading(world: &World, method: u32) -> BackTest {
    BackTest {
        made_at: world.now(),
        method,
        cell_m: 150.0,
        cells: 225,
        area_share: 0.01,
        classes: vec![BackTestClass {
            name: "police".into(),
            weighting: RiskWeighting::Fading {
                half_life_days: 180.0,
                kernel_share: 0.2,
                bandwidth_m: 150.0,
            },
            outcome: BackTestOutcome::TooShort,
        }],
    }
}

#[tokio::test]
async fn classes_are_weighed_as_the_last_back_test_chose_and_else_counted_plainly() {
    for (method, fades) in [(1, true), (2, false)] {
        let world = World::with_area(town()).await;
        import(&world, "police", "Burglary", 50, IncidentOrigin::Reported).await;
        import(&world, "city", "Noise", 50, IncidentOrigin::Reported).await;
        let test = chose_fading(&world, method);
        let next_at = world.now().plus_millis(DAY_MS);
        let turn = AnalysisTurn {
            until: next_at,
            next_at,
        };
        world.store().keep_back_test(&test, &turn).await.unwrap();
        let map = map_of(&world).await;
        let weighting = |number: usize| map.classes[number].weighting;
        assert_eq!(weighting(0), RiskWeighting::PlainCount);
        assert_eq!(weighting(1) == test.classes[0].weighting, fades, "{method}");
        // All of it is in one cell, so that what is around is in its neighbours.
        let mut reasons = map.flagged.iter().flat_map(|cell| &cell.reasons);
        let spreads = reasons.any(|reason| reason.class == "police" && reason.around > 0.0);
        assert_eq!(spreads, fades);
    }
}

#[tokio::test]
async fn classes_of_the_settings_take_categories_of_all_sources() {
    let world = World::with_area(town()).await;
    import(&world, "police", "Vandalism", 10, IncidentOrigin::Reported).await;
    import(&world, "city", "Noise", 10, IncidentOrigin::Reported).await;
    sends(&world, &of("vandalism", 1)).await;
    let rules = [("damage", "(?i)^vandal"), ("everything", "^V")];
    let settings = AnalysisSettings {
        classes: rules.map(|(class, rule)| (class.into(), rule.into())).into(),
        ..AnalysisSettings::default()
    };
    let mut jobs = world.jobs(Retention::default());
    jobs.risk = Arc::new(Risk::new(settings, &town()).unwrap());
    make(&jobs).await;
    let map = world.store().risk_map().await.unwrap().unwrap();
    let classes: Vec<(&str, u32)> = map
        .classes
        .iter()
        .map(|class| (class.name.as_str(), class.incidents))
        .collect();
    assert_eq!(classes, [("damage", 11)]);
}

#[tokio::test]
async fn a_server_that_goes_away_keeps_nothing_half_made() {
    let world = World::with_area(town()).await;
    import(&world, "police", "Burglary", 50, IncidentOrigin::Reported).await;
    let jobs = world.jobs(Retention::default());
    let end = CancellationToken::new();
    end.cancel();
    jobs.risk.back_test(&jobs.run(&end)).await.unwrap();
    jobs.risk.map(&jobs.run(&end)).await.unwrap();
    assert_eq!(world.store().back_test().await.unwrap(), None);
    assert_eq!(world.store().risk_map().await.unwrap(), None);
}

#[tokio::test]
async fn no_score_is_public() {
    let world = World::with_area(town()).await;
    import(&world, "canary", "Canary", 100, IncidentOrigin::Reported).await;
    sends(&world, &of("vandalism", 1)).await;
    let feed = world.get("/v1/feed").await.done().json();
    let map = map_of(&world).await;
    assert!(!map.flagged.is_empty());
    assert_eq!(world.get("/v1/feed").await.done().json(), feed);
    let mut read = 0;
    for (_, path, _) in ROUTES
        .iter()
        .filter(|(method, _, kind)| *method == "get" && *kind == Route::Open)
    {
        // The stream never ends; it carries what the feed tells.
        if *path == "/v1/live" {
            continue;
        }
        let path = path
            .replace("{id}", &world.operation().to_string())
            .replace("{sha256}", &"ab".repeat(32));
        let text = world.get(&path).await.text();
        read += 1;
        for canary in ["canary", "Canary", "flagged", "cell_m", "\"score\""] {
            assert!(!text.contains(canary), "{path} tells {canary}");
        }
    }
    assert!(read > 5, "{read}");
    for path in ["/v1/staff/risk", "/v1/staff/back-test"] {
        world.get(path).await.is_refused(401, "sign_in_required");
    }
}

#[tokio::test]
async fn imported_incidents_go_after_as_many_days_as_the_settings_say() {
    let world = World::with_area(town()).await;
    import(&world, "police", "Burglary", 1_200, IncidentOrigin::Reported).await;
    let jobs = world.jobs(Retention {
        incidents_days: 365,
        ..Retention::default()
    });
    let end = CancellationToken::new();
    jobs.forget_incidents(&end).await.unwrap();
    let begin = IncidentMark::before(world.now().plus_millis(-2_000 * DAY_MS));
    let kept = world.store().incidents(begin, 2_000).await.unwrap().incidents;
    assert_eq!(kept.len(), 365);
}
