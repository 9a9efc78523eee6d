//! The data folder: what survives, who may share it, and what cannot be opened.

use std::collections::BTreeSet;
use std::fs;

use lamplight_protocol::report::Category;
use lamplight_resident::view::Scope;
use lamplight_resident::{DATABASE_FILE, OpenError};
use rusqlite::Connection;
use tokio_util::sync::CancellationToken;

use crate::device::{draft, open, try_open};

#[test]
fn a_saved_report_is_there_after_the_app_was_closed() {
    let dir = tempfile::tempdir().unwrap();
    let saved = open(dir.path())
        .submit_report(&draft(Category::Vandalism), &[])
        .unwrap();
    let core = open(dir.path());
    let thread = core.thread(saved.id).unwrap().unwrap();
    assert_eq!(thread.report.receipt, saved.receipt);
    assert_eq!(thread.note.as_deref(), Some("Paint on the wall."));
    assert_eq!(core.outbox().unwrap().waiting, 1);
}

#[test]
fn a_saved_report_is_there_after_the_app_was_killed() {
    let dir = tempfile::tempdir().unwrap();
    let core = open(dir.path());
    let saved = core.submit_report(&draft(Category::Vandalism), &[]).unwrap();
    // What a killed app leaves behind: database and log as they lie there, with nothing closed.
    let left = tempfile::tempdir().unwrap();
    for file in [DATABASE_FILE.to_owned(), format!("{DATABASE_FILE}-wal")] {
        fs::copy(dir.path().join(&file), left.path().join(&file)).unwrap();
    }
    assert!(open(left.path()).thread(saved.id).unwrap().is_some());
}

#[test]
fn several_processes_write_into_one_folder_from_its_first_moment() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(move || {
                let core = open(path);
                for _ in 0..10 {
                    core.submit_report(&draft(Category::Vehicle), &[]).unwrap();
                }
            });
        }
    });
    let reports = open(path).reports().unwrap();
    let receipts: BTreeSet<&str> = reports.iter().map(|report| report.receipt.expose()).collect();
    assert_eq!((reports.len(), receipts.len()), (80, 80));
}

#[tokio::test]
async fn what_another_process_saves_is_noticed_while_the_app_runs() {
    let dir = tempfile::tempdir().unwrap();
    let core = open(dir.path());
    let mut changes = core.changes();
    let cancel = CancellationToken::new();
    let running = tokio::spawn({
        let (core, cancel) = (core.clone(), cancel.clone());
        async move { core.run(cancel).await }
    });
    let theirs = open(dir.path());
    let noticed = async {
        // The first look only learns where things stand, so one report may come before it.
        loop {
            theirs.submit_report(&draft(Category::Vehicle), &[]).unwrap();
            let next = tokio::time::timeout(std::time::Duration::from_secs(2), changes.recv()).await;
            if next.is_ok_and(|change| change.unwrap().scope == Scope::Reports) {
                return;
            }
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(30), noticed)
        .await
        .unwrap();
    cancel.cancel();
    running.await.unwrap();
}

#[test]
fn a_folder_of_a_newer_version_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    drop(open(dir.path()));
    let database = Connection::open(dir.path().join(DATABASE_FILE)).unwrap();
    database
        .execute_batch("CREATE TABLE later (something ANY) STRICT; PRAGMA user_version = 1000")
        .unwrap();
    assert_eq!(try_open(dir.path(), None).err(), Some(OpenError::NewerVersion));
}

#[test]
fn a_file_that_is_no_database_is_set_aside_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join(DATABASE_FILE);
    let rubbish = "this was a shopping list once. ".repeat(100);
    fs::write(&file, &rubbish).unwrap();
    let core = open(dir.path());
    core.submit_report(&draft(Category::Vandalism), &[]).unwrap();
    let set_aside = core.set_aside().unwrap().join(DATABASE_FILE);
    assert_eq!(fs::read_to_string(set_aside).unwrap(), rubbish);
    assert_eq!(core.home().unwrap().salvage.unwrap().reports, 0);
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error_of_one_line() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    let error = try_open(&file.join("below"), None).err().unwrap();
    assert_eq!(error, OpenError::NotWritable);
    assert_eq!(error.to_string().lines().count(), 1);
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_the_folder() {
    use std::os::unix::fs::PermissionsExt as _;

    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("new").join("folder");
    let core = open(&data);
    core.submit_report(&draft(Category::Vandalism), &[]).unwrap();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    for entry in fs::read_dir(&data).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[test]
fn what_was_thrown_away_is_nowhere_in_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let core = open(dir.path());
    let saved = core.submit_report(&draft(Category::Vandalism), &[]).unwrap();
    let holds_the_note = || {
        fs::read_dir(dir.path()).unwrap().any(|entry| {
            let bytes = fs::read(entry.unwrap().path()).unwrap();
            bytes.windows(18).any(|window| window == b"Paint on the wall.")
        })
    };
    assert!(holds_the_note());
    core.undo_report(saved.id).unwrap();
    core.discard_draft(saved.id).unwrap();
    assert!(!holds_the_note());
}
