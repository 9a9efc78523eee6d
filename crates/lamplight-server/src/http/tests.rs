//! What holds for every call.

mod audit;
pub(crate) mod rights;
mod triage;

use lamplight_protocol::error::ErrorCode;
use serde_json::json;

use crate::error::ApiError;
use crate::testing::{World, report};

#[tokio::test]
async fn unknown_paths_and_methods_are_answered_in_the_envelope() {
    let world = World::new().await;
    let id = world.operation().to_string();
    world.get("/v1/nothing").await.is_refused(404, "not_found");
    world.get("/").await.is_refused(404, "not_found");
    let photo = world.get(&format!("/v1/reports/{id}/photos")).await;
    assert_eq!(photo.is_refused(404, "not_found")["id"], id);
    let patch = world.call("PATCH", &format!("/v1/reports/{id}")).send().await;
    assert_eq!(patch.is_refused(405, "not_found")["id"], id);
    assert_eq!(patch.header("allow"), "PUT,DELETE");
}

#[tokio::test]
async fn no_answer_is_kept_and_none_is_taken_for_something_else() {
    let world = World::new().await;
    for path in ["/v1/staff/me", "/v1/nothing", "/health/live"] {
        let answer = world.get(path).await;
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(
            answer.header("content-security-policy"),
            "default-src 'none'; frame-ancestors 'none'"
        );
    }
}

#[tokio::test]
async fn the_description_is_answered_only_to_whom_it_is_new() {
    let world = World::new().await;
    let first = world.get("/v1/openapi.json").await;
    assert_eq!(first.header("content-type"), "application/json");
    let known = world.call("GET", "/v1/openapi.json");
    let again = known.header("if-none-match", first.header("etag")).send().await;
    assert_eq!(again.status, 304);
}

/// The calls by which somebody comes in.
const AT_THE_DOOR: [&str; 7] = [
    "/v1/staff/sign-in",
    "/v1/staff/invitation",
    "/v1/staff/enrolment",
    "/v1/staff/passkeys/sign-in/challenge",
    "/v1/staff/passkeys/sign-in",
    "/v1/staff/passkeys/enrolment/challenge",
    "/v1/staff/passkeys/enrolment",
];

#[tokio::test]
async fn the_staff_api_is_shut_to_everybody_without_a_right() {
    let world = World::new().await;
    let token = world.token().await;
    let mut document = world.get("/v1/openapi.json").await.json();
    let paths = document["paths"].take();
    let mut calls = 0;
    for (path, methods) in paths.as_object().unwrap() {
        if !path.starts_with("/v1/staff") || AT_THE_DOOR.contains(&path.as_str()) {
            continue;
        }
        let path = path
            .replace("{id}", &world.operation().to_string())
            .replace("{op}", &world.operation().to_string());
        for method in methods.as_object().unwrap().keys() {
            let method = method.to_uppercase();
            let call = || world.call(&method, &path).json(&json!({}));
            for call in [
                call(),
                call().bearer("lamplight_FORGED"),
                call().header("authorization", format!("Receipt {token}")),
                call().header("cookie", "lamplight_session=FORGED").same_origin(),
            ] {
                let answer = call.send().await;
                answer.is_refused(401, "sign_in_required");
                assert_eq!(answer.header("www-authenticate"), "Bearer");
            }
            calls += 1;
        }
    }
    assert!(calls >= 16, "only {calls} calls of staff were tried");
}

#[tokio::test]
async fn a_revoked_token_opens_nothing_any_more() {
    let world = World::new().await;
    let token = world.token().await;
    world
        .call("GET", "/v1/staff/me")
        .bearer(&token)
        .send()
        .await
        .done();
    world.revoke_tokens().await;
    let answer = world.call("GET", "/v1/staff/me").bearer(&token).send().await;
    answer.is_refused(401, "sign_in_required");
}

#[tokio::test]
async fn a_session_writes_only_from_our_own_page_and_ends_by_itself() {
    let world = World::new().await;
    let cookie = world.signed_in("bo").await;
    let sign_out = || world.call("POST", "/v1/staff/sign-out").header("cookie", &cookie);
    sign_out().send().await.is_refused(403, "forbidden");
    sign_out()
        .header("sec-fetch-site", "same-site")
        .send()
        .await
        .is_refused(403, "forbidden");
    sign_out()
        .header("origin", "http://elsewhere.test")
        .send()
        .await
        .is_refused(403, "forbidden");
    world
        .call("GET", "/v1/staff/me")
        .header("cookie", &cookie)
        .send()
        .await
        .done();
    world.pass(crate::access::SESSION_LASTS_MS);
    let late = world
        .call("GET", "/v1/staff/me")
        .header("cookie", &cookie)
        .send()
        .await;
    late.is_refused(401, "sign_in_required");
}

#[tokio::test]
async fn no_other_page_makes_a_session_write_by_any_route() {
    let world = World::new().await;
    let cookie = world.signed_in("bo").await;
    let document = world.get("/v1/openapi.json").await.json();
    let mut calls = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        let path = path.replace(['{', '}'], "");
        for method in methods
            .as_object()
            .unwrap()
            .keys()
            .map(|method| method.to_uppercase())
        {
            if method == "GET" || !path.starts_with("/v1/staff") {
                continue;
            }
            for headers in [
                &[][..],
                &[("sec-fetch-site", "cross-site")],
                &[("sec-fetch-site", "same-site")],
                &[("sec-fetch-site", "none")],
                &[("origin", "https://elsewhere.example")],
                &[("origin", "null")],
                // A browser that says the one says the truth in the other.
                &[("sec-fetch-site", "cross-site"), ("origin", "http://patrol.test")],
            ] {
                let mut call = world
                    .call(&method, &path)
                    .header("cookie", &cookie)
                    .json(&json!({}));
                for (name, value) in headers {
                    call = call.header(name, value);
                }
                let answer = call.send().await;
                assert_eq!(answer.status, 403, "{method} {path} {headers:?}");
                answer.is_refused(403, "forbidden");
                calls += 1;
            }
        }
    }
    assert!(calls > 100, "only {calls} calls were tried");
    world
        .with_cookie("GET", "/v1/staff/me", &cookie)
        .send()
        .await
        .done();
}

#[tokio::test]
async fn a_page_of_ours_may_be_known_by_its_origin_alone() {
    let world = World::new().await;
    let cookie = world.signed_in("bo").await;
    let call = world.call("POST", "/v1/staff/sign-out").header("cookie", &cookie);
    assert_eq!(
        call.header("origin", "http://patrol.test").send().await.status,
        204
    );
}

#[tokio::test]
async fn a_failure_inside_tells_nothing_of_its_cause() {
    let world = World::new().await;
    world.store().close().await;
    let answer = world.get("/v1/feed").await;
    let body = answer.is_refused(500, "internal");
    assert_eq!(body["detail"], "the server failed; please try again");
    let ana = world.resident();
    let refused = ana
        .write("PUT", "")
        .digested(&report())
        .send()
        .await
        .is_refused(500, "internal");
    assert_eq!(refused["id"], ana.id.to_string());
}

#[test]
fn a_full_disk_is_told_as_such() {
    let error = ApiError::from(lamplight_store::StoreError::Full);
    let response = axum::response::IntoResponse::into_response(error);
    assert_eq!(response.status(), ErrorCode::StorageFull.http_status());
}
