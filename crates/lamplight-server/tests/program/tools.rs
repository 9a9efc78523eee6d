//! The commands that look after the data.

use serde_json::{Value, json};

use crate::deployment::Deployment;
use crate::http::put;

const RECEIPT: &str = "0123456789ABCDEFGHJK";

fn report(deployment: &Deployment, number: u32, body: &Value) {
    let server = deployment.serve();
    let path = format!("/v1/reports/6f1c2b7e-4a55-4a36-9d7b-1f0e8f4f{number:04}");
    let accepted = put(server.address, &path, RECEIPT, &body.to_string());
    assert_eq!(accepted.status, 200, "{}", accepted.body);
}

#[test]
fn an_export_is_one_report_a_line() {
    let deployment = Deployment::made();
    assert_eq!(deployment.done(&["export", "reports"]), "");
    let photo = "ab".repeat(32);
    let body = json!({
        "category": "vandalism", "occurred_at": "2026-11-20T10:00:00Z", "language": "en",
        "note": "Paint\non two lines", "place": { "point": { "lat": 41.38506, "lon": 2.1734 }, "words": "By the bridge" },
        "photos": [{ "sha256": photo, "size_bytes": 7 }],
    });
    report(&deployment, 1, &body);
    let bare = json!({ "category": "vehicle", "occurred_at": "2026-11-20T10:00:00Z", "language": "en" });
    report(&deployment, 2, &bare);
    let lines: Vec<Value> = deployment
        .done(&["export", "reports"])
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["note"], body["note"]);
    assert_eq!(lines[0]["place"], body["place"]);
    assert_eq!(
        lines[0]["photos"],
        json!([{ "sha256": photo, "state": "to_come" }])
    );
    let fields: Vec<&str> = lines[0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(fields.len(), 7);
    for field in [
        "id",
        "category",
        "note",
        "place",
        "status",
        "received_at",
        "photos",
    ] {
        assert!(fields.contains(&field), "{field} is missing in {fields:?}");
    }
}

#[test]
fn a_check_finds_what_was_damaged() {
    let deployment = Deployment::new();
    let body = json!({ "category": "vehicle", "occurred_at": "2026-11-20T10:00:00Z", "language": "en" });
    report(&deployment, 1, &body);
    assert_eq!(deployment.done(&["check"]), "sound: 1 reports\n");
    let database = rusqlite::Connection::open(deployment.path("data/lamplight.sqlite3")).unwrap();
    database
        .execute("UPDATE report_sealed SET details_sealed = x'00'", [])
        .unwrap();
    drop(database);
    let ended = deployment.run(&["check"]);
    assert_eq!(ended.code, 1, "{ended:?}");
    assert!(
        !ended.stdout.is_empty() && ended.stderr.contains("problems"),
        "{ended:?}"
    );
}

#[test]
fn a_restored_database_begins_a_new_epoch() {
    let deployment = Deployment::new();
    let epoch = || {
        let server = deployment.serve();
        let body = crate::http::call(server.address, "GET", "/v1/feed", &[], "").body;
        let page: Value = serde_json::from_str(&body).unwrap();
        page["next"]
            .as_str()
            .unwrap()
            .split('.')
            .next()
            .unwrap()
            .to_owned()
    };
    let before = epoch();
    assert_eq!(epoch(), before);
    assert!(deployment.done(&["restore"]).contains("new epoch"));
    assert_ne!(epoch(), before);
}

#[test]
fn a_token_that_does_not_exist_cannot_be_revoked() {
    let deployment = Deployment::made();
    let ended = deployment.run(&["token", "revoke", "6f1c2b7e-4a55-4a36-9d7b-1f0e8f4f7a11"]);
    assert_eq!((ended.code, ended.stderr.lines().count()), (1, 1), "{ended:?}");
}

#[test]
fn help_teaches_a_first_try() {
    let program = env!("CARGO_BIN_EXE_lamplight-server");
    let help = std::process::Command::new(program)
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for words in [
        "serve --data",
        "staff invite",
        "staff revoke",
        "token create",
        "restore",
        "check",
    ] {
        assert!(help.contains(words), "{help}");
    }
}

#[test]
fn the_audit_is_taken_out_and_verified() {
    let deployment = Deployment::made();
    let export = deployment.done(&["audit", "export"]);
    let lines: Vec<Value> = export
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let (head, rows) = lines.split_last().unwrap();
    let acts: Vec<&str> = rows.iter().map(|row| row["act"].as_str().unwrap()).collect();
    assert_eq!(acts, ["token.create", "audit.export"]);
    assert_eq!(rows[0]["actor"], "command_line");
    assert_eq!(
        (&head["head"]["count"], &head["head"]["unchained"]),
        (&2.into(), &0.into())
    );
    let kept = export.lines().last().unwrap();
    assert!(
        deployment
            .done(&["audit", "verify", "--head", kept])
            .starts_with("sound: 2 rows")
    );
    let newer = deployment.done(&["audit", "export", "--after", "2"]);
    assert_eq!(newer.lines().count(), 2, "{newer}");

    let database = deployment.path("data/lamplight.sqlite3");
    let meddle = |sql: &str| {
        rusqlite::Connection::open(&database)
            .unwrap()
            .execute_batch(sql)
            .unwrap();
    };
    meddle("DROP TRIGGER audit_keeps_its_rows; DELETE FROM audit WHERE position > 1");
    assert!(deployment.done(&["audit", "verify"]).starts_with("sound: 1 rows"));
    let cut = deployment.run(&["audit", "verify", "--head", kept]);
    assert_eq!(cut.code, 1);
    assert_eq!(cut.stdout, "row 2 is missing\n");
    let misspelt = deployment.run(&["audit", "verify", "--head", "nowhere"]);
    assert_eq!(misspelt.code, 2);
}
