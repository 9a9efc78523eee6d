//! A server that runs, from its first line to its end.

use std::io::Read;
use std::time::{Duration, Instant};

use crate::deployment::Deployment;
use crate::http::{call, open, put};

const REPORT: &str = "/v1/reports/6f1c2b7e-4a55-4a36-9d7b-1f0e8f4f7a11";
const RECEIPT: &str = "0123456789ABCDEFGHJK";

#[test]
fn it_says_where_it_listens_answers_and_goes_when_told() {
    let deployment = Deployment::new();
    let server = deployment.serve();
    assert_eq!(call(server.address, "GET", "/health/ready", &[], "").status, 204);
    let (code, log) = server.terminate();
    assert_eq!(code, 0, "{log}");
}

#[test]
fn told_to_go_it_sends_its_readers_elsewhere_and_ends_in_time() {
    let deployment = Deployment::new();
    let server = deployment.serve();
    let mut stream = open(server.address, "GET", "/v1/live", &[], "");
    let mut read = vec![0; 4_096];
    let opened = stream.read(&mut read).unwrap();
    assert!(opened > 0);
    let begun = Instant::now();
    assert_eq!(server.terminate().0, 0);
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    let mut rest = String::new();
    stream.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("event: move"), "{rest}");
}

#[test]
fn what_was_reported_is_there_after_a_restart() {
    let deployment = Deployment::new();
    let body = r#"{"category":"vehicle","occurred_at":"2026-11-20T10:00:00Z","language":"en"}"#;
    let first = {
        let server = deployment.serve();
        let accepted = put(server.address, REPORT, RECEIPT, body);
        assert_eq!(accepted.status, 200, "{}", accepted.body);
        accepted.body
        // Dropped here, which kills it: an answered report is durable.
    };
    let server = deployment.serve();
    assert_eq!(put(server.address, REPORT, RECEIPT, body).body, first);
    assert_eq!(deployment.done(&["export", "reports"]).lines().count(), 1);
}

#[test]
fn a_token_opens_the_staff_api_until_it_is_revoked() {
    let deployment = Deployment::new();
    let server = deployment.serve();
    let token = deployment.done(&["token", "create", "--role", "staff", "--name", "City hall"]);
    let bearer = format!("Bearer {}", token.trim_end());
    let me = || {
        call(
            server.address,
            "GET",
            "/v1/staff/me",
            &[("authorization", &bearer)],
            "",
        )
    };
    assert!(me().body.contains("City hall"), "{}", me().body);
    let listed = deployment.done(&["token", "list", "--json"]);
    let line: serde_json::Value = serde_json::from_str(listed.trim_end()).unwrap();
    assert!(
        !listed.contains(token.trim_end()),
        "the token itself is kept nowhere"
    );
    deployment.done(&["token", "revoke", line["id"].as_str().unwrap()]);
    assert_eq!(me().status, 401);
    assert!(
        deployment
            .done(&["token", "list"])
            .lines()
            .next()
            .unwrap()
            .starts_with("ID ")
    );
}

#[test]
fn a_link_leads_to_the_server_that_ran_last() {
    let deployment = Deployment::new();
    deployment
        .run(&["staff", "link", "--name", "Bo"])
        .could_not_start("--public-url");
    let server = deployment.serve();
    let link = deployment.done(&["staff", "link", "--name", "Bo"]);
    let path = link
        .trim_end()
        .strip_prefix(&format!("http://{}", server.address))
        .unwrap();
    assert_eq!(call(server.address, "GET", path, &[], "").status, 200);
    let pressed = call(
        server.address,
        "POST",
        path,
        &[("sec-fetch-site", "same-origin")],
        "",
    );
    assert_eq!(pressed.status, 303);
    let elsewhere = [
        "staff",
        "invite",
        "--name",
        "Bo",
        "--public-url",
        "https://patrol.example.org",
    ];
    assert!(
        deployment
            .done(&elsewhere)
            .starts_with("https://patrol.example.org/console/#/invite/")
    );
}

#[test]
fn a_person_who_is_revoked_is_out_at_once() {
    let deployment = Deployment::new();
    let server = deployment.serve();
    let sign_in = |name: &str| {
        let link = deployment.done(&["staff", "link", "--name", name]);
        let path = link.trim_end().split_once("/console").unwrap().1;
        let same_origin = [("sec-fetch-site", "same-origin")];
        let pressed = call(
            server.address,
            "POST",
            &format!("/console{path}"),
            &same_origin,
            "",
        );
        assert_eq!(pressed.status, 303);
        pressed.header("set-cookie").split(';').next().unwrap().to_owned()
    };
    let status = |cookie: &str| call(server.address, "GET", "/v1/staff/me", &[("cookie", cookie)], "").status;
    // Twice, as at two desks.
    let cookies = [sign_in("Ana"), sign_in("ana"), sign_in("Bo")];
    deployment.done(&["staff", "invite", "--name", "Cy"]);
    let states = || -> Vec<(String, String)> {
        let listed = deployment.done(&["staff", "list", "--json"]);
        let person = |line| serde_json::from_str::<serde_json::Value>(line).unwrap();
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        listed
            .lines()
            .map(person)
            .map(|person| (text(&person["name"]), text(&person["state"])))
            .collect()
    };
    let expected = |ana: &str, bo: &str| -> Vec<(String, String)> {
        [("Ana", ana), ("Bo", bo), ("Cy", "invited")]
            .map(|(name, state)| (name.to_owned(), state.to_owned()))
            .to_vec()
    };
    assert_eq!(states(), expected("signed_in", "signed_in"));

    deployment.done(&["staff", "revoke", "ANA"]);
    assert_eq!(cookies.each_ref().map(|cookie| status(cookie)), [401, 401, 200]);
    assert_eq!(states(), expected("shut_out", "signed_in"));
    let table = deployment.done(&["staff", "list"]);
    let bo = table.lines().find(|line| line.ends_with("Bo")).unwrap();
    deployment.done(&["staff", "revoke", bo.split(' ').next().unwrap()]);
    assert_eq!(status(&cookies[2]), 401);
    let nobody = deployment.run(&["staff", "revoke", "Dee"]);
    assert_eq!((nobody.code, nobody.stderr.lines().count()), (1, 1), "{nobody:?}");

    // Whoever is invited again may come in again.
    assert_eq!(status(&sign_in("Ana")), 200);
}

#[test]
fn the_log_holds_nothing_that_anybody_wrote_and_no_id() {
    let deployment = Deployment::new();
    let server = deployment.serve_logging("debug");
    let body = r#"{"category":"vehicle","occurred_at":"2026-11-20T10:00:00Z","language":"en",
        "note":"planted-note","place":{"point":{"lat":41.38506,"lon":2.17340},"words":"planted-place"},
        "contact":{"name":"planted-name","reach":"planted-reach"}}"#;
    assert_eq!(put(server.address, REPORT, RECEIPT, body).status, 200);
    let message = format!("{REPORT}/messages/6f1c2b7e-4a55-4a36-9d7b-1f0e8f4f7a12");
    assert_eq!(
        put(server.address, &message, RECEIPT, r#"{"text":"planted-message"}"#).status,
        200
    );
    // Refused calls are the ones that a careless line would quote.
    for (path, body) in [
        (REPORT, "planted-json"),
        (REPORT, r#"{"category":"planted-category"}"#),
    ] {
        assert_eq!(put(server.address, path, RECEIPT, body).status, 400);
    }
    let bearer = [
        ("authorization", "Bearer planted-token"),
        ("cookie", "lamplight_session=planted-cookie"),
    ];
    assert_eq!(
        call(server.address, "GET", "/v1/staff/me?q=planted-query", &bearer, "").status,
        401
    );
    assert_eq!(
        call(server.address, "GET", "/v1/planted-path", &[], "").status,
        404
    );
    let (_, log) = server.terminate();
    assert!(
        log.contains("/v1/reports/{id}/messages/{op}"),
        "calls are logged by their route: {log}"
    );
    for planted in ["planted", "41.385", "2.1734", "6f1c2b7e", RECEIPT] {
        assert!(!log.contains(planted), "{planted} is in the log: {log}");
    }
}
