//! A backup is made while the server goes on, and the way back from it.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::deployment::{Deployment, Running};
use crate::http::{digest_of, put, put_bytes};

const RECEIPT: &str = "0123456789ABCDEFGHJK";
/// How long a photo may take until it is ready, on a machine that is busy with other tests.
const READY_AT_MOST: Duration = Duration::from_secs(60);

/// A photo of 32 by 32 pixels, different for each shade.
fn photo(shade: u8) -> Vec<u8> {
    let image = image::RgbImage::from_pixel(32, 32, image::Rgb([shade, 90, 90]));
    let mut file = std::io::Cursor::new(Vec::new());
    image.write_to(&mut file, image::ImageFormat::Jpeg).unwrap();
    file.into_inner()
}

fn path_of(number: u32) -> String {
    format!("/v1/reports/6f1c2b7e-4a55-4a36-9d7b-1f0e8f4f{number:04}")
}

fn report(server: &Running, number: u32, photo: &[u8]) {
    let body = json!({
        "category": "vandalism", "occurred_at": "2026-11-20T10:00:00Z", "language": "en",
        "note": "planted-canary-note",
        "photos": [{ "sha256": digest_of(photo), "size_bytes": photo.len() }],
    });
    let accepted = put(server.address, &path_of(number), RECEIPT, &body.to_string());
    assert_eq!(accepted.status, 200, "{}", accepted.body);
}

fn send(server: &Running, number: u32, photo: &[u8]) {
    let path = format!("{}/photos/{}", path_of(number), digest_of(photo));
    let accepted = put_bytes(server.address, &path, RECEIPT, photo);
    assert_eq!(accepted.status, 200, "{}", accepted.body);
}

fn states(deployment: &Deployment) -> Vec<String> {
    deployment
        .done(&["export", "reports"])
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|report| report["photos"][0]["state"].as_str().unwrap().to_owned())
        .collect()
}

/// Waits until the worker, a process of its own, is done with every photo.
fn await_states(deployment: &Deployment, expected: &[&str]) {
    let begun = Instant::now();
    loop {
        let states = states(deployment);
        if states == expected {
            return;
        }
        assert!(begun.elapsed() < READY_AT_MOST, "{states:?}");
    }
}

fn files_under(folder: PathBuf) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_under(path));
        } else {
            files.push(path);
        }
    }
    files
}

#[test]
fn photos_are_decoded_by_a_process_of_their_own() {
    let deployment = Deployment::new();
    let server = deployment.serve();
    let page = b"<html>no photo</html>".to_vec();
    for (number, photo) in [(1, photo(10)), (2, page)] {
        report(&server, number, &photo);
        send(&server, number, &photo);
    }
    await_states(&deployment, &["ready", "unreadable"]);
}

#[test]
fn a_photo_that_the_program_was_killed_over_is_made_ready_by_the_next() {
    let deployment = Deployment::new();
    let server = deployment.serve();
    let photos: Vec<Vec<u8>> = (1..=9).map(photo).collect();
    for (number, photo) in (1..).zip(&photos) {
        report(&server, number, photo);
        send(&server, number, photo);
    }
    drop(server);
    // What was taken when it was killed waits for the end of its lease.
    let database = rusqlite::Connection::open(deployment.path("data/lamplight.sqlite3")).unwrap();
    database
        .execute("UPDATE report_photo SET leased_until = 0", [])
        .unwrap();
    drop(database);
    let _server = deployment.serve();
    await_states(&deployment, &["ready"; 9]);
}

#[test]
fn a_backup_of_a_running_server_is_restored_elsewhere() {
    let deployment = Deployment::new();
    let server = deployment.serve();
    let (first, second) = (photo(10), photo(20));
    report(&server, 1, &first);
    send(&server, 1, &first);
    await_states(&deployment, &["ready"]);
    let backup = deployment.path("backup");
    let to = backup.to_str().unwrap();
    let said = deployment.done(&["backup", "--to", to]);
    assert!(said.contains("2 files of photos"), "{said}");
    report(&server, 2, &second);

    let files = files_under(backup.clone());
    assert_eq!(files.len(), 3, "{files:?}");
    let secrets = std::fs::read_to_string(deployment.path("data/secrets.toml")).unwrap();
    let keys: Vec<&str> = secrets.split('"').filter(|part| part.len() == 64).collect();
    assert_eq!(keys.len(), 4);
    for file in &files {
        let bytes = std::fs::read(file).unwrap();
        let holds = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
        assert!(keys.iter().all(|key| !holds(key.as_bytes())), "{file:?}");
        assert!(!holds(b"planted-canary-note"), "{file:?}");
    }

    let elsewhere = Deployment::new();
    elsewhere
        .run(&["restore", "--from", to])
        .failed("first put the secrets file");
    std::fs::copy(
        deployment.path("data/secrets.toml"),
        elsewhere.path("data/secrets.toml"),
    )
    .unwrap();
    assert!(elsewhere.done(&["restore", "--from", to]).contains("new epoch"));
    elsewhere
        .run(&["restore", "--from", to])
        .failed("holds a database");
    assert!(elsewhere.done(&["check"]).contains("sound: 1 reports"));
    assert_eq!(states(&elsewhere), ["ready"]);
    let _restored = elsewhere.serve();
}

#[test]
fn a_backup_overwrites_nothing() {
    let deployment = Deployment::made();
    let backup = deployment.path("backup");
    let to = backup.to_str().unwrap();
    deployment.done(&["backup", "--to", to]);
    deployment.run(&["backup", "--to", to]).failed("is there already");
    let nothing = deployment.path("nothing");
    let from = nothing.to_str().unwrap();
    deployment
        .run(&["restore", "--from", from])
        .failed("is not a backup");
}

/// A server that was stopped when it had made a photo ready; and the photo.
fn with_a_photo() -> (Deployment, Vec<u8>) {
    let deployment = Deployment::new();
    let server = deployment.serve();
    let photo = photo(10);
    report(&server, 1, &photo);
    send(&server, 1, &photo);
    await_states(&deployment, &["ready"]);
    drop(server);
    (deployment, photo)
}

#[test]
fn a_photo_that_a_backup_has_lost_is_asked_for_again() {
    let (deployment, photo) = with_a_photo();
    for object in files_under(deployment.path("data/media")) {
        std::fs::remove_file(object).unwrap();
    }
    // A slip in the settings would look the same, so nobody is asked for anything before that is said.
    for words in [
        &["backup", "--to", deployment.path("backup").to_str().unwrap()][..],
        &["restore"],
        &["serve", "--listen", "127.0.0.1:0"],
    ] {
        deployment.run(words).could_not_start("restore --photos-lost");
        assert_eq!(states(&deployment), ["ready"], "{words:?}");
    }
    deployment.done(&["restore", "--photos-lost"]);
    assert_eq!(states(&deployment), ["to_come"]);
    let server = deployment.serve();
    send(&server, 1, &photo);
    await_states(&deployment, &["ready"]);
}

#[test]
fn photos_are_given_up_only_when_that_is_said() {
    let (deployment, _) = with_a_photo();
    let backup = deployment.path("backup");
    let from = backup.to_str().unwrap();
    deployment.done(&["backup", "--to", from]);

    let elsewhere = Deployment::new();
    let secrets = "data/secrets.toml";
    std::fs::create_dir(elsewhere.path("data")).unwrap();
    std::fs::copy(deployment.path(secrets), elsewhere.path(secrets)).unwrap();
    for (home, media, restore) in [
        (&deployment, deployment.path("data/media"), &["restore"][..]),
        (&elsewhere, backup.join("media"), &["restore", "--from", from]),
    ] {
        std::fs::remove_file(files_under(media).remove(0)).unwrap();
        home.run(restore).failed("1 of 2 files of photos are not there");
        let said = home.done(&[restore, &["--photos-lost"]].concat());
        assert!(said.contains("1 files of photos were given up"), "{said}");
    }
    assert_eq!(states(&deployment), states(&elsewhere));
}
