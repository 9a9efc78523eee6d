//! An admin looks after the people of the patrol.

use std::time::Duration;

use lamplight_store::model::{Rights, Role};
use serde_json::{Value, json};

use crate::testing::{Answer, World, square_town};

fn admin() -> Rights {
    Rights::everywhere([Role::Admin])
}

async fn call(world: &World, cookie: &str, method: &str, path: &str, body: &Value) -> Answer {
    let path = format!("/v1/staff/{path}");
    world.with_cookie(method, &path, cookie).json(body).send().await
}

async fn person(world: &World, cookie: &str, name: &str) -> Value {
    let mut people = call(world, cookie, "GET", "people", &json!({}))
        .await
        .done()
        .json();
    let mut people = people["people"].take();
    let people = people.as_array_mut().unwrap();
    let place = people.iter().position(|person| person["name"] == name).unwrap();
    people.remove(place)
}

#[tokio::test]
async fn an_admin_invites_somebody_who_then_has_the_rights_that_were_given() {
    let world = World::with_area(square_town()).await;
    let ana = world.colleague("Ana", &admin()).await;
    let invite = format!("invitations/{}", world.operation());
    let body =
        json!({ "name": "Bo", "rights": { "roles": ["officer", "dispatcher"], "districts": ["west"] } });
    let sent = call(&world, &ana.cookie, "PUT", &invite, &body)
        .await
        .done()
        .json();
    let link = sent["link"].as_str().unwrap();
    let (server, code) = link.split_once("/console/#/invite/").unwrap();
    assert_eq!(server, "http://patrol.test");
    let waiting = call(&world, &ana.cookie, "GET", "invitations", &json!({}))
        .await
        .done()
        .json();
    assert_eq!(waiting["invitations"][0]["name"], "Bo");
    assert!(!waiting.to_string().contains(code), "the link is told once");

    let authenticator = world.authenticator(code).await;
    let shown = authenticator.code_at(world.now());
    world.enrol(code, "over the river", &shown).await.done();
    let bo = person(&world, &ana.cookie, "Bo").await;
    assert_eq!(
        bo["rights"],
        json!({ "roles": ["dispatcher", "officer"], "districts": ["west"] })
    );
    assert_eq!((&bo["enrolled"], &bo["sessions"]), (&true.into(), &1.into()));
    assert_eq!(bo["id"], sent["person"]);
}

#[tokio::test]
async fn an_invitation_that_was_taken_back_opens_nothing() {
    let world = World::new().await;
    let ana = world.colleague("Ana", &admin()).await;
    let invite = format!("invitations/{}", world.operation());
    let body = json!({ "name": "Bo", "rights": { "roles": ["officer"] } });
    let sent = call(&world, &ana.cookie, "PUT", &invite, &body)
        .await
        .done()
        .json();
    let code = sent["link"]
        .as_str()
        .unwrap()
        .rsplit('/')
        .next()
        .unwrap()
        .to_owned();
    assert_eq!(
        call(&world, &ana.cookie, "DELETE", &invite, &json!({}))
            .await
            .status,
        204
    );
    call(&world, &ana.cookie, "DELETE", &invite, &json!({}))
        .await
        .is_refused(404, "not_found");
    world
        .enrol(&code, "over the river", "000000")
        .await
        .is_refused(410, "gone");
}

#[tokio::test]
async fn rights_that_make_no_sense_are_refused() {
    let world = World::with_area(square_town()).await;
    let ana = world.colleague("Ana", &admin()).await;
    for (rights, field) in [
        (json!({ "roles": [] }), "roles"),
        (
            json!({ "roles": ["officer"], "districts": ["wset"] }),
            "districts",
        ),
    ] {
        let invite = format!("invitations/{}", world.operation());
        let body = json!({ "name": "Bo", "rights": rights });
        let refused = call(&world, &ana.cookie, "PUT", &invite, &body).await;
        assert_eq!(refused.is_refused(400, "invalid")["field"], field);
    }
    let invite = format!("invitations/{}", world.operation());
    for body in [
        json!({ "name": "Bo", "rights": { "roles": ["chief"] } }),
        json!({ "name": "Bo", "rights": { "roles": ["officer"], "district": [] } }),
    ] {
        let refused = call(&world, &ana.cookie, "PUT", &invite, &body).await;
        refused.is_refused(400, "invalid");
    }
}

#[tokio::test]
async fn nobody_gives_rights_to_themselves() {
    let world = World::new().await;
    let ana = world.colleague("Ana", &admin()).await;
    let id = person(&world, &ana.cookie, "Ana").await["id"].take();
    let path = format!("people/{}", id.as_str().unwrap());
    let body = json!({ "rights": { "roles": ["admin", "responder"] }, "shut_out": false });
    let refused = call(&world, &ana.cookie, "PUT", &path, &body).await;
    refused.is_refused(403, "forbidden");
    let invite = format!("invitations/{}", world.operation());
    let body = json!({ "name": "ana", "rights": { "roles": ["responder"] } });
    let refused = call(&world, &ana.cookie, "PUT", &invite, &body).await;
    refused.is_refused(403, "forbidden");
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_and_all() {
    let world = World::new().await;
    let ana = world.colleague("Ana", &admin()).await;
    let bo = world.colleague("Bo", &admin()).await;
    let second = crate::testing::cookie_of(&bo.signs_in().await);
    let id = person(&world, &ana.cookie, "Bo").await["id"].take();
    let path = format!("people/{}/sessions", id.as_str().unwrap());
    let listed = call(&world, &ana.cookie, "GET", &path, &json!({}))
        .await
        .done()
        .json();
    let first = listed["sessions"][0]["id"].as_str().unwrap();
    assert_eq!(listed["sessions"].as_array().unwrap().len(), 2);
    let one = format!("{path}/{first}");
    assert_eq!(
        call(&world, &ana.cookie, "DELETE", &one, &json!({})).await.status,
        204
    );
    assert!(!world.knows(&bo.cookie).await && world.knows(&second).await);
    assert_eq!(
        call(&world, &ana.cookie, "DELETE", &path, &json!({}))
            .await
            .status,
        204
    );
    assert!(!world.knows(&second).await && world.knows(&ana.cookie).await);
}

#[tokio::test]
async fn an_open_stream_ends_with_its_session_and_narrows_with_its_rights() {
    let world = World::new().await;
    let ana = world.colleague("Ana", &admin()).await;
    let mut streams = Vec::new();
    for name in ["Bo", "Cy"] {
        let cookie = world
            .colleague(name, &Rights::everywhere([Role::Dispatcher]))
            .await
            .cookie;
        streams.push(world.with_cookie("GET", "/v1/staff/live", &cookie).open().await);
    }
    let bo = person(&world, &ana.cookie, "Bo").await["id"].take();
    let cy = person(&world, &ana.cookie, "Cy").await["id"].take();
    let bo = format!("people/{}/sessions", bo.as_str().unwrap());
    assert_eq!(
        call(&world, &ana.cookie, "DELETE", &bo, &json!({})).await.status,
        204
    );
    let cy = format!("people/{}", cy.as_str().unwrap());
    let body = json!({ "rights": { "roles": ["publisher"] }, "shut_out": false });
    assert_eq!(call(&world, &ana.cookie, "PUT", &cy, &body).await.status, 204);
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(5)).await;
    tokio::time::resume();
    world.resident().reports().await.done();
    let token = world.token().await;
    let alert = format!("/v1/staff/alerts/{}", world.alert_id());
    let publish = world.call("PUT", &alert).bearer(&token);
    publish.json(&crate::testing::alert()).send().await.done();
    assert_eq!(streams[0].frame().await, None);
    assert_eq!(
        streams[1].news().await.event,
        "alert",
        "a publisher hears of no report"
    );
}

#[tokio::test]
async fn whoever_is_shut_out_can_be_let_in_again() {
    let world = World::new().await;
    let ana = world.colleague("Ana", &admin()).await;
    let bo = world.colleague("Bo", &admin()).await;
    let id = person(&world, &ana.cookie, "Bo").await["id"].take();
    let path = format!("people/{}", id.as_str().unwrap());
    let change = |shut_out: bool| json!({ "rights": { "roles": ["admin"] }, "shut_out": shut_out });
    assert_eq!(
        call(&world, &ana.cookie, "PUT", &path, &change(true))
            .await
            .status,
        204
    );
    assert!(!world.knows(&bo.cookie).await);
    bo.signs_in().await.is_refused(401, "sign_in_required");
    assert_eq!(
        call(&world, &ana.cookie, "PUT", &path, &change(false))
            .await
            .status,
        204
    );
    assert_eq!(bo.signs_in().await.status, 204);
    let nobody = format!("people/{}", world.operation());
    let refused = call(&world, &ana.cookie, "PUT", &nobody, &change(true)).await;
    refused.is_refused(404, "not_found");
}
