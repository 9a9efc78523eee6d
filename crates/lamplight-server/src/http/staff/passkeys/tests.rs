//! Passkeys, made and used by an authenticator in memory.

use lamplight_store::model::{AuditRow, Rights, Role};
use serde_json::{Value, json};

use crate::access::CEREMONY_LASTS_MS;
use crate::testing::{Answer, SoftPasskey, World, cookie_of};

fn dispatcher() -> Rights {
    Rights::everywhere([Role::Dispatcher])
}

/// A browser that was asked to do something.
struct Asked {
    options: Value,
    cookie: String,
}

async fn ask(world: &World, path: &str, cookie: &str, body: &Value) -> Asked {
    let path = format!("/v1/staff/{path}/challenge");
    let answer = world
        .with_cookie("POST", &path, cookie)
        .json(body)
        .send()
        .await
        .done();
    let set = answer.header("set-cookie");
    assert!(
        set.contains("HttpOnly; SameSite=Strict") && set.contains("Max-Age=300"),
        "{set}"
    );
    Asked {
        options: answer.json()["options"].take(),
        cookie: cookie_of(&answer),
    }
}

async fn sign_in_with(world: &World, cookie: &str, credential: &Value) -> Answer {
    let call = world.with_cookie("POST", "/v1/staff/passkeys/sign-in", cookie);
    call.json(&json!({ "credential": credential })).send().await
}

async fn sign_in(world: &World, passkey: &SoftPasskey) -> Answer {
    let asked = ask(world, "passkeys/sign-in", "", &json!({})).await;
    sign_in_with(world, &asked.cookie, &passkey.sign(&asked.options)).await
}

async fn enrol(world: &World, asked: &Asked, invitation: &str, credential: &Value) -> Answer {
    let call = world.with_cookie("POST", "/v1/staff/passkeys/enrolment", &asked.cookie);
    let body = json!({ "invitation": invitation, "name": "Work phone", "credential": credential });
    call.json(&body).send().await
}

/// Somebody who has enrolled by a passkey, with the cookie of their session.
async fn enrolled(world: &World, name: &str) -> (SoftPasskey, String) {
    let invitation = world.invitation(name, &dispatcher()).await;
    let asked = ask(
        world,
        "passkeys/enrolment",
        "",
        &json!({ "invitation": invitation }),
    )
    .await;
    let (passkey, credential) = SoftPasskey::make(&asked.options);
    let answer = enrol(world, &asked, &invitation, &credential).await;
    assert_eq!(answer.status, 204, "{}", answer.text());
    (passkey, cookie_of(&answer))
}

#[tokio::test]
async fn whoever_is_invited_makes_a_passkey_and_signs_in_with_it() {
    let world = World::new().await;
    let (mut ana, cookie) = enrolled(&world, "Ana").await;
    assert!(world.knows(&cookie).await);
    for counter in [1, 2, 10] {
        ana.counter = counter;
        let answer = sign_in(&world, &ana).await;
        assert_eq!(answer.status, 204, "{}", answer.text());
        let fresh = cookie_of(&answer);
        assert_ne!(fresh, cookie);
        assert!(world.knows(&fresh).await);
    }
    let mine = world
        .with_cookie("GET", "/v1/staff/me/passkeys", &cookie)
        .send()
        .await
        .done();
    assert_eq!(mine.json()["passkeys"][0]["name"], "Work phone");
}

#[tokio::test]
async fn a_browser_is_asked_for_a_key_that_it_finds_by_itself_and_that_recognises_its_person() {
    let world = World::new().await;
    let invitation = world.invitation("Ana", &dispatcher()).await;
    let asked = ask(
        &world,
        "passkeys/enrolment",
        "",
        &json!({ "invitation": invitation }),
    )
    .await;
    let selection = &asked.options["authenticatorSelection"];
    assert_eq!(selection["residentKey"], "required");
    assert_eq!(selection["userVerification"], "required");
    let asked = ask(&world, "passkeys/sign-in", "", &json!({})).await;
    assert_eq!(asked.options["userVerification"], "required");
    assert_eq!(asked.options["rpId"], "patrol.test");
}

#[tokio::test]
async fn a_counter_that_goes_back_tells_of_a_copy_and_opens_nothing() {
    let world = World::new().await;
    let (mut ana, _) = enrolled(&world, "Ana").await;
    ana.counter = 5;
    assert_eq!(sign_in(&world, &ana).await.status, 204);
    for counter in [5, 4, 0] {
        ana.counter = counter;
        sign_in(&world, &ana).await.is_refused(400, "invalid");
    }
    ana.counter = 6;
    assert_eq!(sign_in(&world, &ana).await.status, 204);
}

#[tokio::test]
async fn whoever_is_not_recognised_does_not_come_in() {
    let world = World::new().await;
    let (mut ana, _) = enrolled(&world, "Ana").await;
    ana.counter = 1;
    ana.recognises = false;
    sign_in(&world, &ana).await.is_refused(400, "invalid");
}

#[tokio::test]
async fn what_was_asked_is_good_once_for_one_browser_for_one_purpose_and_for_a_while() {
    let world = World::new().await;
    let (mut ana, session) = enrolled(&world, "Ana").await;
    ana.counter = 1;
    let asked = ask(&world, "passkeys/sign-in", "", &json!({})).await;
    let other = ask(&world, "passkeys/sign-in", "", &json!({})).await;
    let credential = ana.sign(&asked.options);
    // In another browser, and then that one's own is used up as well.
    sign_in_with(&world, &other.cookie, &credential)
        .await
        .is_refused(400, "invalid");
    sign_in_with(&world, "", &credential)
        .await
        .is_refused(400, "invalid");
    assert_eq!(sign_in_with(&world, &asked.cookie, &credential).await.status, 204);
    sign_in_with(&world, &asked.cookie, &credential)
        .await
        .is_refused(400, "invalid");

    let added = ask(&world, "me/passkeys", &session, &json!({})).await;
    sign_in_with(&world, &added.cookie, &ana.sign(&added.options))
        .await
        .is_refused(400, "invalid");

    let late = ask(&world, "passkeys/sign-in", "", &json!({})).await;
    world.pass(CEREMONY_LASTS_MS);
    ana.counter = 2;
    let answer = sign_in_with(&world, &late.cookie, &ana.sign(&late.options)).await;
    answer.is_refused(400, "invalid");
}

#[tokio::test]
async fn an_invitation_is_taken_up_by_its_own_person_and_once() {
    let world = World::new().await;
    let (ana, bo) = (
        world.invitation("Ana", &dispatcher()).await,
        world.invitation("Bo", &dispatcher()).await,
    );
    let asked = ask(&world, "passkeys/enrolment", "", &json!({ "invitation": ana })).await;
    let (_, credential) = SoftPasskey::make(&asked.options);
    enrol(&world, &asked, &bo, &credential)
        .await
        .is_refused(410, "gone");
    let asked = ask(&world, "passkeys/enrolment", "", &json!({ "invitation": ana })).await;
    let (_, credential) = SoftPasskey::make(&asked.options);
    let mut forged = credential.clone();
    forged["response"]["clientDataJSON"] = "e30".into();
    let again = ask(&world, "passkeys/enrolment", "", &json!({ "invitation": ana })).await;
    enrol(&world, &again, &ana, &forged)
        .await
        .is_refused(400, "invalid");
    assert_eq!(enrol(&world, &asked, &ana, &credential).await.status, 204);
    let spent = world
        .call("POST", "/v1/staff/passkeys/enrolment/challenge")
        .same_origin();
    spent
        .json(&json!({ "invitation": ana }))
        .send()
        .await
        .is_refused(410, "gone");
}

#[tokio::test]
async fn passkeys_are_added_and_removed_and_the_last_way_in_stays() {
    let world = World::new().await;
    let ana = world.colleague("Ana", &dispatcher()).await;
    let add = async |id: &str| {
        let asked = ask(&world, "me/passkeys", &ana.cookie, &json!({})).await;
        let (passkey, credential) = SoftPasskey::make(&asked.options);
        let cookies = format!("{}; {}", ana.cookie, asked.cookie);
        let path = format!("/v1/staff/me/passkeys/{id}");
        let body = json!({ "name": "Key", "credential": credential });
        let answer = world.with_cookie("PUT", &path, &cookies).json(&body).send().await;
        assert_eq!(answer.status, 204, "{}", answer.text());
        passkey
    };
    let remove = async |cookie: &str, id: &str| {
        let path = format!("/v1/staff/me/passkeys/{id}");
        world.with_cookie("DELETE", &path, cookie).send().await
    };
    let (first, second) = (world.operation().to_string(), world.operation().to_string());
    let mut phone = add(&first).await;
    add(&second).await;
    phone.counter = 1;
    assert_eq!(sign_in(&world, &phone).await.status, 204);
    // She has a password beside them.
    assert_eq!(remove(&ana.cookie, &first).await.status, 204);
    remove(&ana.cookie, &first).await.is_refused(404, "not_found");
    assert_eq!(remove(&ana.cookie, &second).await.status, 204);
    phone.counter = 2;
    sign_in(&world, &phone).await.is_refused(400, "invalid");

    let (_, bo) = enrolled(&world, "Bo").await;
    let mine = world
        .with_cookie("GET", "/v1/staff/me/passkeys", &bo)
        .send()
        .await
        .json();
    let only = mine["passkeys"][0]["id"].as_str().unwrap();
    remove(&bo, only).await.is_refused(403, "forbidden");
    remove(&ana.cookie, only).await.is_refused(404, "not_found");
    let acts: Vec<String> = rows(&world).await.into_iter().map(|row| row.act).collect();
    let count = |act: &str| acts.iter().filter(|done| *done == act).count();
    assert_eq!(
        (count("passkey.add"), count("passkey.remove")),
        (2, 2),
        "{acts:?}"
    );
    assert_eq!((count("person.enrol"), count("session.open")), (2, 1), "{acts:?}");
}

/// What the audit has.
async fn rows(world: &World) -> Vec<AuditRow> {
    crate::audit::chain(world.store()).await.unwrap();
    world.store().audit_after(0, 1_000).await.unwrap()
}
