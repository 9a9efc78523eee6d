use lamplight_protocol::report::Category;
use rusqlite::hooks::{AuthContext, Authorization};

use super::*;
use crate::testing::{BEGIN, Device, draft};

fn open(dir: &Path) -> Db {
    Db::open(dir, TimestampMillis::from_millis(BEGIN)).unwrap()
}

#[test]
fn a_write_that_fails_leaves_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    let db = open(dir.path());
    let failed: Result<(), CoreError> = db.write(|tx| {
        tx.execute("UPDATE settings SET language = 'es'", [])?;
        Err(CoreError::NotFound)
    });
    assert_eq!(failed, Err(CoreError::NotFound));
    let language: String = db
        .read(|c| Ok(c.query_row("SELECT language FROM settings", [], |row| row.get(0))?))
        .unwrap();
    assert_eq!(language, "");
}

#[test]
fn only_the_writes_of_others_change_the_foreign_version() {
    let dir = tempfile::tempdir().unwrap();
    let (ours, theirs) = (open(dir.path()), open(dir.path()));
    let before = ours.foreign_version().unwrap();
    choose(&ours, "es");
    assert_eq!(ours.foreign_version().unwrap(), before);
    choose(&theirs, "en");
    assert_ne!(ours.foreign_version().unwrap(), before);
}

#[test]
fn a_lock_that_lasts_is_told_and_one_that_ends_is_waited_for() {
    let device = Device::new();
    let theirs = Connection::open(device.dir().join(DATABASE_FILE)).unwrap();
    theirs.execute_batch("BEGIN IMMEDIATE").unwrap();
    device.core.db().wait_at_most(Duration::from_millis(50));
    let submit = || device.core.submit_report(&draft(Category::Vandalism), &[]);
    assert_eq!(submit().err(), Some(CoreError::not_saved(NotSavedReason::Busy)));
    // Reading waits for nobody.
    assert_eq!(device.core.reports().unwrap(), Vec::new());

    device.core.db().wait_at_most(BUSY_TIMEOUT);
    std::thread::scope(|scope| {
        let waits = scope.spawn(submit);
        theirs.execute_batch("COMMIT").unwrap();
        waits.join().unwrap().unwrap();
    });
    assert_eq!(device.core.reports().unwrap().len(), 1);
}

#[test]
fn a_full_disk_saves_nothing_and_says_so() {
    let device = Device::new();
    let allow_pages = |more: i64| {
        let allow = |tx: &Connection| {
            let pages: i64 = tx.pragma_query_value(None, "page_count", |row| row.get(0))?;
            tx.pragma_update_and_check(None, "max_page_count", pages + more, |_| Ok(()))?;
            Ok(())
        };
        device.core.db().write(allow).unwrap();
    };
    allow_pages(4);
    let mut saved = 0;
    let refused = loop {
        match device.core.submit_report(&draft(Category::Vandalism), &[]) {
            Ok(_) => saved += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(refused, CoreError::not_saved(NotSavedReason::DiskFull));
    assert_eq!(device.core.reports().unwrap().len(), saved);
    assert_eq!(device.core.outbox().unwrap().waiting as usize, saved);

    allow_pages(1_000);
    assert_eq!(device.due().len(), saved);
    device.save();
    assert_eq!(device.core.reports().unwrap().len(), saved + 1);
}

fn log_bytes(dir: &Path) -> u64 {
    std::fs::metadata(dir.join(format!("{DATABASE_FILE}-wal")))
        .unwrap()
        .len()
}

fn choose(db: &Db, language: &str) {
    db.write(|tx| Ok(tx.execute("UPDATE settings SET language = ?1", [language])?))
        .unwrap();
}

#[test]
fn a_log_that_a_reader_held_is_emptied_later() {
    let device = Device::new();
    let db = device.core.db();
    choose(db, "es");
    let reader = Connection::open(device.dir().join(DATABASE_FILE)).unwrap();
    reader.execute_batch("BEGIN; SELECT * FROM settings;").unwrap();
    choose(db, "en");
    db.empty_log().unwrap();
    assert_ne!(log_bytes(device.dir()), 0);
    reader.execute_batch("COMMIT").unwrap();
    db.empty_log_again().unwrap();
    assert_eq!(log_bytes(device.dir()), 0);
}

#[test]
fn a_log_that_could_not_be_emptied_is_emptied_later() {
    let device = Device::new();
    let db = device.core.db();
    choose(db, "es");
    let allow = |answer| {
        let every = move |_: AuthContext<'_>| answer;
        lock(&db.writer).authorizer(Some(every)).unwrap();
    };
    allow(Authorization::Deny);
    assert!(db.empty_log().is_err());
    allow(Authorization::Allow);
    assert_ne!(log_bytes(device.dir()), 0);
    db.empty_log_again().unwrap();
    assert_eq!(log_bytes(device.dir()), 0);
}
