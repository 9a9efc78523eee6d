//! What an operator sees of a running server, and what nobody sees.

use crate::deployment::Deployment;
use crate::http::{call, put_with};

const RECEIPT: &str = "0123456789ABCDEFGHJK";

#[test]
fn monitoring_reads_metrics_on_a_listener_of_its_own() {
    let deployment = Deployment::new();
    let server = deployment.serve_watched();
    let report = "/v1/reports/6f1c2b7e-4a55-4a36-9d7b-1f0e8f4f7a11";
    let body = r#"{"category":"vehicle","occurred_at":"2026-11-20T10:00:00Z","language":"en"}"#;
    assert_eq!(put_with(server.address, report, RECEIPT, body, &[]).status, 200);
    assert_eq!(
        call(server.address, "GET", "/v1/planted-path", &[], "").status,
        404
    );
    let invented = call(server.address, "PLANTED", "/v1/area", &[], "");
    assert_eq!(invented.status, 405);
    assert_eq!(call(server.address, "GET", "/metrics", &[], "").status, 404);
    let told = call(server.metrics.unwrap(), "GET", "/metrics", &[], "").body;
    for line in [
        r#"lamplight_calls_total{method="PUT",route="/v1/reports/{id}",status="200"} 1"#,
        r#"lamplight_calls_total{method="GET",route="none",status="404"} 2"#,
        r#"lamplight_calls_total{method="other",route="/v1/area",status="405"} 1"#,
        "lamplight_intake_duration_seconds_count 1",
        // The report may be on its way to the live streams still.
        "lamplight_journal_lag_rows ",
        "lamplight_stream_places_free ",
        "lamplight_slow_readers_closed_total 0",
        "lamplight_store_connections ",
        "# EOF",
    ] {
        assert!(told.contains(line), "{line} is not in {told}");
    }
    assert!(!told.contains("planted") && !told.contains("PLANTED"), "{told}");
    assert_eq!(
        call(server.metrics.unwrap(), "GET", "/v1/area", &[], "").status,
        404
    );
}

#[test]
fn each_call_has_an_id_of_ours_in_its_answer_and_in_the_log() {
    let deployment = Deployment::new();
    let server = deployment.serve();
    let planted = [("x-request-id", "planted")];
    let answers = [(); 2].map(|()| call(server.address, "GET", "/v1/area", &planted, ""));
    let ids = answers
        .each_ref()
        .map(|answer| answer.header("x-request-id").to_owned());
    assert_ne!(ids[0], ids[1]);
    let (_, log) = server.terminate();
    for id in &ids {
        assert!(
            id.len() == 12 && log.contains(id.as_str()),
            "{id} is not in {log}"
        );
    }
    assert!(!log.contains("planted"), "{log}");
}

#[test]
fn the_log_tells_nothing_of_anybody_however_much_it_tells() {
    let deployment = Deployment::new();
    let server = deployment.serve_behind_a_proxy("trace");
    let report = "/v1/reports/6f1c2b7e-4a55-4a36-9d7b-1f0e8f4f7a11";
    let body = r#"{"category":"vehicle","occurred_at":"2026-11-20T10:00:00Z","language":"en",
        "note":"planted-note","place":{"point":{"lat":41.38506,"lon":2.17340},"words":"planted-place"},
        "contact":{"name":"planted-name","reach":"planted-reach"}}"#;
    let from = [
        ("x-forwarded-for", "198.51.100.77"),
        ("user-agent", "planted-agent"),
    ];
    assert_eq!(put_with(server.address, report, RECEIPT, body, &from).status, 200);
    let message = format!("{report}/messages/6f1c2b7e-4a55-4a36-9d7b-1f0e8f4f7a12");
    let said = put_with(
        server.address,
        &message,
        RECEIPT,
        r#"{"text":"planted-message"}"#,
        &from,
    );
    assert_eq!(said.status, 200);
    let knock = r#"{"name":"planted-person","password":"planted-password","code":"planted-code"}"#;
    let door = [
        ("sec-fetch-site", "same-origin"),
        ("x-forwarded-for", "198.51.100.77"),
    ];
    let refused = call(server.address, "POST", "/v1/staff/sign-in", &door, knock);
    assert_eq!(refused.status, 401);
    let (_, log) = server.terminate();
    assert!(log.contains("/v1/staff/sign-in"), "the calls are not in the log");
    for planted in [
        "planted",
        "41.385",
        "2.1734",
        "6f1c2b7e",
        RECEIPT,
        "198.51.100.77",
    ] {
        let line = log.lines().find(|line| line.contains(planted));
        assert!(line.is_none(), "{planted} is in the log: {line:?}");
    }
}
