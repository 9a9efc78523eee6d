//! The program `lamplight`: what it prints and how it exits.

use std::path::Path;
use std::process::{Command, Output};

use lamplight_protocol::ids::{Receipt, ReportId};
use serde_json::Value;

use crate::device::open;

/// An address where nobody listens: port 9 is "discard", and no test machine serves it.
const NOBODY: &str = "http://127.0.0.1:9";

fn lamplight(data: &Path, words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lamplight"))
        .env_remove("LAMPLIGHT_SERVER")
        .env_remove("LAMPLIGHT_DATA")
        .arg("--data")
        .arg(data)
        .args(words)
        .output()
        .unwrap()
}

fn exit(output: &Output) -> i32 {
    output.status.code().unwrap()
}

#[track_caller]
fn json(bytes: &[u8]) -> Value {
    let text = std::str::from_utf8(bytes).unwrap();
    assert_eq!(text.lines().count(), 1, "one object a line: {text}");
    serde_json::from_str(text).unwrap()
}

const LAMP: [&str; 5] = [
    "report",
    "--category",
    "lighting_hazard",
    "--place",
    "Quay Road, by the steps",
];

#[test]
fn a_report_is_saved_without_a_network_and_says_its_id_and_receipt() {
    let dir = tempfile::tempdir().unwrap();
    let output = lamplight(dir.path(), &[&["--json"], &LAMP[..]].concat());
    assert_eq!(exit(&output), 0);
    let answer = json(&output.stdout);
    let id: ReportId = answer["id"].as_str().unwrap().parse().unwrap();
    let receipt: Receipt = answer["receipt"].as_str().unwrap().parse().unwrap();
    assert_eq!(answer["state"], "saved");
    assert_eq!(answer.as_object().unwrap().len(), 3);
    let thread = open(dir.path()).thread(id).unwrap().unwrap();
    assert_eq!(thread.report.receipt, receipt);
    assert_eq!(thread.report.undo_until, None);
}

#[test]
fn people_are_told_in_plain_words() {
    let dir = tempfile::tempdir().unwrap();
    let output = lamplight(dir.path(), &LAMP);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("Saved on this device. Receipt "), "{text}");
    let suspicious = [
        "report",
        "--category",
        "suspicious_activity",
        "--behaviour",
        "trying_handles",
        "--behaviour",
        "hiding",
        "--lat",
        "-33.9",
        "--lon",
        "-70.1",
    ];
    let output = lamplight(dir.path(), &suspicious);
    assert_eq!(exit(&output), 0);
    assert!(String::from_utf8(output.stdout).unwrap().contains("Call 112."));
    let point = open(dir.path()).reports().unwrap()[0].place.point.unwrap();
    assert!(point.lat() < 0.0 && point.lon() < 0.0);
}

#[test]
fn wrong_input_exits_with_2_and_saves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let long = "a".repeat(2_001);
    let bad: [(&[&str], &str, Option<&str>); 12] = [
        (
            &["report", "--category", "murder", "--place", "x"],
            "invalid",
            Some("category"),
        ),
        (
            &["report", "--category", "suspicious_activity", "--place", "x"],
            "invalid",
            Some("behaviours"),
        ),
        (
            &[
                "report",
                "--category",
                "vehicle",
                "--place",
                "x",
                "--behaviour",
                "red_hair",
            ],
            "invalid",
            Some("behaviour"),
        ),
        (
            &["report", "--category", "vehicle", "--place", "  "],
            "invalid",
            Some("place"),
        ),
        (
            &["report", "--category", "vehicle", "--lat", "91", "--lon", "0"],
            "invalid",
            Some("lat"),
        ),
        (
            &["report", "--category", "vehicle", "--place", "x", "--note", &long],
            "too_large",
            Some("note"),
        ),
        (&["report", "--category", "vehicle", "--lat", "1"], "usage", None),
        (&["report", "--category", "vehicle"], "usage", None),
        (&["report", "--place", "x"], "usage", None),
        (&["thread", "not-an-id"], "invalid", Some("id")),
        (
            &["reply", "0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f40", "Hello?"],
            "not_found",
            None,
        ),
        (
            &["--server", "http://patrol.example", "reports"],
            "invalid",
            Some("server"),
        ),
    ];
    for (words, code, field) in bad {
        let output = lamplight(dir.path(), &[&["--json"], words].concat());
        assert_eq!(exit(&output), 2, "{words:?}");
        assert!(output.stdout.is_empty(), "{words:?}");
        let error = &json(&output.stderr)["error"];
        assert_eq!(error["code"], code, "{words:?}");
        assert_eq!(error["field"].as_str(), field, "{words:?}");
        assert!(!error["detail"].as_str().unwrap().is_empty(), "{words:?}");
        assert_eq!(exit(&lamplight(dir.path(), words)), 2, "{words:?}");
    }
    assert_eq!(open(dir.path()).reports().unwrap(), Vec::new());
}

#[test]
fn a_data_folder_that_cannot_be_used_exits_with_2_and_one_line() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    std::fs::write(&file, "").unwrap();
    let output = lamplight(&file, &LAMP);
    assert_eq!(exit(&output), 2);
    assert_eq!(String::from_utf8(output.stderr).unwrap().lines().count(), 1);
}

#[test]
fn sync_without_a_server_is_wrong_usage_and_with_one_that_is_down_something_waits() {
    let dir = tempfile::tempdir().unwrap();
    assert_eq!(exit(&lamplight(dir.path(), &["sync"])), 2);
    assert_eq!(exit(&lamplight(dir.path(), &["sync", "--watch"])), 2);
    assert_eq!(exit(&lamplight(dir.path(), &LAMP)), 0);
    // The server is remembered from its first use.
    assert_eq!(exit(&lamplight(dir.path(), &["--server", NOBODY, "reports"])), 0);
    let output = lamplight(dir.path(), &["--json", "sync"]);
    assert_eq!(exit(&output), 3);
    let answer = json(&output.stdout);
    assert_eq!(
        (answer["waiting"].as_u64(), answer["connection"].as_str()),
        (Some(1), Some("offline"))
    );
}

#[test]
fn what_was_saved_can_be_listed_read_answered_and_taken_back() {
    let dir = tempfile::tempdir().unwrap();
    let saved = lamplight(dir.path(), &[&["--json"], &LAMP[..]].concat());
    let id = json(&saved.stdout)["id"].as_str().unwrap().to_owned();

    let listed = json(&lamplight(dir.path(), &["--json", "reports"]).stdout);
    assert_eq!(
        (listed["id"].as_str(), listed["delivery"].as_str()),
        (Some(id.as_str()), Some("saved"))
    );
    let reply = lamplight(dir.path(), &["--json", "reply", &id, "The second lamp."]);
    assert_eq!(json(&reply.stdout)["state"], "saved");
    let thread = json(&lamplight(dir.path(), &["--json", "thread", &id]).stdout);
    assert_eq!(thread["unsent"][0]["text"], "The second lamp.");

    let taken_back = lamplight(dir.path(), &["--json", "withdraw", &id]);
    assert_eq!(json(&taken_back.stdout)["state"], "withdrawn");
    assert!(lamplight(dir.path(), &["--json", "reports"]).stdout.is_empty());
    assert!(lamplight(dir.path(), &["--json", "alerts"]).stdout.is_empty());
    assert!(lamplight(dir.path(), &["--json", "events"]).stdout.is_empty());
}

#[test]
fn a_damaged_folder_is_put_right_and_one_line_says_so() {
    let dir = tempfile::tempdir().unwrap();
    for _ in 0..3 {
        assert_eq!(exit(&lamplight(dir.path(), &LAMP)), 0);
    }
    let file = dir.path().join(lamplight_resident::DATABASE_FILE);
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[..16].fill(0);
    std::fs::write(&file, bytes).unwrap();
    let output = lamplight(dir.path(), &["reports"]);
    assert_eq!(exit(&output), 0);
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 3);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(
        said.contains("3 of your reports were saved") && said.contains("damaged-"),
        "{said}"
    );
    assert!(lamplight(dir.path(), &["reports"]).stderr.is_empty());
}

#[test]
fn help_teaches_with_examples_and_says_what_it_is_not() {
    let dir = tempfile::tempdir().unwrap();
    let output = lamplight(dir.path(), &["--help"]);
    assert_eq!(exit(&output), 0);
    let text = String::from_utf8(output.stdout).unwrap();
    for words in [
        "Examples:",
        "sync --watch",
        "retry",
        "discard",
        "Exit status:",
        "not an emergency line",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

/// A picture in a file; each shade is another picture.
fn picture(dir: &Path, shade: u8) -> String {
    let path = dir.join(format!("{shade}.png"));
    image::RgbImage::from_pixel(16, 12, image::Rgb([shade, 90, 90]))
        .save(&path)
        .unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_report_takes_photos_and_its_thread_shows_them() {
    let (dir, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (first, second) = (picture(files.path(), 1), picture(files.path(), 2));
    let words = [&["--json"], &LAMP[..], &["--photo", &first, "--photo", &second]].concat();
    let saved = lamplight(dir.path(), &words);
    assert_eq!(exit(&saved), 0);
    let id = json(&saved.stdout)["id"].as_str().unwrap().to_owned();
    let thread = json(&lamplight(dir.path(), &["--json", "thread", &id]).stdout);
    assert_eq!(thread["photos"].as_array().unwrap().len(), 2);
    assert_eq!(thread["report"]["photos_waiting"], 2);
    let text = String::from_utf8(lamplight(dir.path(), &["thread", &id]).stdout).unwrap();
    assert!(text.contains("Photo   16 x 12"), "{text}");
    assert!(text.contains("2 of 2 photos still to be sent"), "{text}");
}

#[test]
fn a_bad_photo_is_named_and_nothing_is_saved() {
    let (dir, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let good = picture(files.path(), 1);
    let heic = files.path().join("phone.heic");
    std::fs::write(&heic, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").unwrap();
    let heic = heic.to_str().unwrap();
    let page = files.path().join("page.jpg");
    std::fs::write(&page, "<html>").unwrap();
    let page = page.to_str().unwrap();
    for (bad, code) in [(heic, "photo_heic"), (page, "photo_unreadable")] {
        let words = [&["--json"], &LAMP[..], &["--photo", &good, "--photo", bad]].concat();
        let output = lamplight(dir.path(), &words);
        assert_eq!(exit(&output), 2, "{code}");
        let error = json(&output.stderr)["error"].clone();
        assert_eq!(error["code"], code);
        assert!(error["detail"].as_str().unwrap().starts_with(bad), "{error}");
    }
    let seven: Vec<String> = (10..17).map(|shade| picture(files.path(), shade)).collect();
    let flags: Vec<&str> = seven.iter().flat_map(|file| ["--photo", file.as_str()]).collect();
    let output = lamplight(dir.path(), &[&["--json"], &LAMP[..], &flags].concat());
    assert_eq!(exit(&output), 2);
    assert_eq!(json(&output.stderr)["error"]["code"], "photos_too_many");
    assert_eq!(open(dir.path()).reports().unwrap(), Vec::new());
}

#[test]
fn a_photo_that_cannot_be_opened_is_told_from_one_that_cannot_be_read() {
    let (dir, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let missing = files.path().join("nowhere.jpg");
    let no_file = picture(files.path(), 1) + "/inside.jpg";
    for (bad, why) in [
        (missing.to_str().unwrap(), "there is no such file"),
        (files.path().to_str().unwrap(), "it is a folder"),
        (&no_file, "try again"),
    ] {
        let output = lamplight(dir.path(), &[&["--json"], &LAMP[..], &["--photo", bad]].concat());
        assert_eq!(exit(&output), 2, "{bad}");
        let error = json(&output.stderr)["error"].clone();
        assert_eq!(error["code"], "file_not_opened", "{bad}");
        let detail = error["detail"].as_str().unwrap();
        assert!(
            detail.starts_with(&format!("{bad} cannot be opened: ")) && detail.contains(why),
            "{detail}"
        );
    }
    assert_eq!(open(dir.path()).reports().unwrap(), Vec::new());
}

#[test]
fn only_what_needs_attention_can_be_let_go_of() {
    let dir = tempfile::tempdir().unwrap();
    let saved = lamplight(dir.path(), &[&["--json"], &LAMP[..]].concat());
    let id = json(&saved.stdout)["id"].as_str().unwrap().to_owned();
    let output = lamplight(dir.path(), &["--json", "discard", &id]);
    assert_eq!(exit(&output), 2);
    assert_eq!(json(&output.stderr)["error"]["code"], "not_possible");
    assert_eq!(open(dir.path()).reports().unwrap().len(), 1);
    for word in ["retry", "discard"] {
        let unknown = ["--json", word, "0b1e6f9e-6f0c-4c63-9d1b-3a7d2c5e8f40"];
        let output = lamplight(dir.path(), &unknown);
        assert_eq!(exit(&output), 2, "{word}");
        assert_eq!(json(&output.stderr)["error"]["code"], "not_found", "{word}");
    }
}

#[test]
fn a_wish_that_makes_no_sense_yet_is_refused_with_a_sentence() {
    let dir = tempfile::tempdir().unwrap();
    let saved = lamplight(dir.path(), &[&["--json"], &LAMP[..]].concat());
    let id = json(&saved.stdout)["id"].as_str().unwrap().to_owned();
    for words in [&["reopen", &id][..], &["fixed", &id, "yes"]] {
        let output = lamplight(dir.path(), &[&["--json"], words].concat());
        assert_eq!(exit(&output), 2, "{words:?}");
        assert_eq!(json(&output.stderr)["error"]["code"], "not_possible", "{words:?}");
    }
    assert_eq!(exit(&lamplight(dir.path(), &["fixed", &id, "perhaps"])), 2);
    let follow = ["follow", "AQ-7K2M9", "00000-00000-00000-00000"];
    assert_eq!(exit(&lamplight(dir.path(), &follow)), 2);
    let unheard = [&["--server", NOBODY], &follow[..]].concat();
    assert_eq!(exit(&lamplight(dir.path(), &unheard)), 1);
}

#[test]
fn a_note_that_tells_only_who_somebody_is_exits_with_2_and_says_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let mut words = vec!["--json"];
    words.extend(LAMP);
    words.extend(["--note", "Two Asian men near it"]);
    let output = lamplight(dir.path(), &words);
    assert_eq!(exit(&output), 2);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("appearance_only") && said.contains("what they did"),
        "{said}"
    );
}
