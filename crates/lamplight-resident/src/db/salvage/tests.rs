mod campaign;
mod folder;
mod log;

use std::fs;

use lamplight_protocol::report::Category;
use rusqlite::types::Value;

use self::folder::{Folder, REPORTS};
use super::*;
use crate::db::{DATABASE_FILE, schema};
use crate::error::CoreError;
use crate::outbox;
use crate::testing::{Device, draft, picture};
use crate::view::Delivery;

#[test]
fn a_page_here_has_the_size_that_is_read() {
    let device = Device::new();
    let bytes: i64 = device
        .core
        .db()
        .read(|db| Ok(db.pragma_query_value(None, "page_size", |row| row.get(0))?))
        .unwrap();
    assert_eq!(usize::try_from(bytes), Ok(pages::PAGE_BYTES));
}

#[test]
fn a_sound_database_is_read_as_sqlite_reads_it() {
    for folder in [Folder::closed(), Folder::killed()] {
        let pages = Pages::open(&folder.files()).unwrap();
        let mut found = folder.new_database();
        let tx = found.transaction().unwrap();
        take_rows(&tx, &pages).unwrap();
        tx.commit().unwrap();
        let by_sqlite = folder.connect();
        for table in folder::TABLES {
            let rows = folder::rows(&by_sqlite, table);
            assert!(!rows.is_empty(), "{table}");
            assert_eq!(folder::rows(&found, table), rows, "{table}");
        }
    }
}

#[test]
fn reports_of_an_older_version_are_read_also_when_nobody_knows_which_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let files = Files::of(dir.path());
    let mut old = Connection::open(&files.database).unwrap();
    schema::migrate_to(&mut old, 4).unwrap();
    old.execute(
        "INSERT INTO reports VALUES ('a', 'b', 'vehicle', 0, 7, '{}', 1)",
        [],
    )
    .unwrap();
    drop(old);
    let mut found = Connection::open_in_memory().unwrap();
    schema::migrate(&mut found).unwrap();
    found.pragma_update(None, "foreign_keys", false).unwrap();
    let tx = found.transaction().unwrap();
    take_rows(&tx, &Pages::open(&files).unwrap()).unwrap();
    let read = "SELECT followed, saved_at, number FROM reports WHERE id = 'a'";
    let found = tx.query_row(read, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    assert_eq!(found, Ok((true, 7, 1)));
}

#[test]
fn a_database_without_its_header_loses_nothing_else() {
    let folder = Folder::closed();
    let before = folder.connect();
    let reports = folder::rows(&before, "reports");
    let operations = folder::rows(&before, "operations");
    drop(before);
    let mut bytes = fs::read(folder.files().database).unwrap();
    bytes[..100].fill(0xa5);
    fs::write(folder.files().database, bytes).unwrap();
    let core = folder.open().unwrap();
    let set_aside = core.db().set_aside().unwrap().join(DATABASE_FILE);
    assert_eq!(fs::read(set_aside).unwrap()[..100], [0xa5; 100]);
    let after = folder.connect();
    assert_eq!(folder::rows(&after, "reports"), reports);
    assert_eq!(folder::rows(&after, "operations"), operations);
    let told = folder::told(&core).unwrap();
    assert_eq!(
        (told.reports, told.lost),
        (u32::try_from(reports.len()).unwrap(), 0)
    );
}

#[test]
fn what_was_frozen_is_sent_again_as_it_was_or_not_at_all() {
    let device = Device::new();
    let report = device.save();
    let frozen = device.attempt();
    let mend_with = |sql: &str| {
        device.core.db().write(|tx| {
            tx.execute_batch(sql)?;
            Ok(mend::mend(tx)?)
        })
    };
    // The words were hurt where the resident reads them: what was frozen puts them right.
    let tally = mend_with("UPDATE reports SET content = replace(content, 'wall', 'hall')").unwrap();
    assert_eq!((tally.reports, tally.lost), (1, 0));
    let note = device.core.thread(report.id).unwrap().unwrap().note;
    assert_eq!(note.as_deref(), Some("Paint on the wall."));
    // What was frozen was hurt: it is given up, and frozen anew from the same words.
    let tally =
        mend_with("UPDATE operations SET body = CAST(replace(body, 'wall', 'hall') AS BLOB)").unwrap();
    assert_eq!((tally.reports, tally.lost), (1, 0));
    assert_eq!(device.attempt().body, frozen.body);
}

#[test]
fn a_report_that_lost_its_words_is_made_again_of_what_was_frozen() {
    let device = Device::new();
    let saved = device.save();
    device.attempt();
    device.core.submit_report(&draft(Category::Vehicle), &[]).unwrap();
    let before = device.core.thread(saved.id).unwrap();
    let tally = device
        .core
        .write(|tx| {
            tx.execute("DELETE FROM reports", [])?;
            Ok(mend::mend(tx)?)
        })
        .unwrap();
    assert_eq!((tally.reports, tally.lost), (1, 1));
    assert_eq!(device.core.thread(saved.id).unwrap(), before);
    assert_eq!(device.core.outbox().unwrap().waiting, 1);
}

#[test]
fn a_draft_that_lost_a_photo_is_told_of_once() {
    let lose_or_spoil = ["DELETE FROM photos", "UPDATE photos SET bytes = x'00'"];
    for sql in lose_or_spoil {
        let device = Device::new();
        let draft = device.core.start_draft(Category::Vehicle).unwrap().id;
        device.core.attach_photo(draft, &picture(1)).unwrap();
        let mend_after = |sql: &str| {
            let tally = device.core.write(|tx| {
                tx.execute_batch(sql)?;
                Ok(mend::mend(tx)?)
            });
            tally.unwrap().lost
        };
        assert_eq!((mend_after(""), mend_after(sql), mend_after("")), (0, 1, 0));
        assert_eq!(device.core.draft(draft).unwrap().unwrap().photos, []);
    }
}

#[test]
fn what_lost_its_place_in_the_queue_is_queued_again_and_what_arrived_is_not() {
    let device = Device::new();
    let arrived = device.core.submit_report(&draft(Category::Vehicle), &[]).unwrap();
    device.deliver(1);
    let waiting = device.save();
    let tally = device
        .core
        .db()
        .write(|tx| {
            tx.execute("DELETE FROM operations", [])?;
            Ok(mend::mend(tx)?)
        })
        .unwrap();
    assert_eq!((tally.reports, tally.lost), (2, 0));
    assert_eq!(device.due(), [waiting.id.to_string()]);
    let thread = device.core.thread(arrived.id).unwrap().unwrap();
    assert_eq!(thread.report.delivery, Delivery::Received);
}

#[test]
fn mending_a_sound_database_changes_nothing_but_what_is_asked_anew() {
    let folder = Folder::closed();
    let core = folder.open().unwrap();
    let tally = core.db().write(|tx| Ok(mend::mend(tx)?)).unwrap();
    assert!(!tally.was_mended);
    assert_eq!((tally.reports as usize, tally.lost), (folder.reports().len(), 0));
}

#[test]
fn an_unfounded_suspicion_moves_nothing() {
    let folder = Folder::closed();
    let reports = folder.open().unwrap().reports().unwrap().len();
    let core = folder.open().unwrap();
    let failed: Result<(), CoreError> = core.db().read(|_| Err(CoreError::Damaged));
    assert_eq!(failed, Err(CoreError::Damaged));
    drop(core);
    let core = folder.open().unwrap();
    assert_eq!(core.db().set_aside(), None);
    assert_eq!(folder::told(&core), None);
    assert_eq!(core.reports().unwrap().len(), reports);
}

#[test]
fn a_report_that_is_still_to_be_filed_is_no_damage() {
    let device = Device::new();
    device.save();
    let folder = Folder::copy_of(device.dir());
    let core = folder.open().unwrap();
    core.db().suspect();
    drop(core);
    let core = folder.open().unwrap();
    assert_eq!(core.db().set_aside(), None);
    assert_eq!(core.outbox().unwrap().waiting, 1);
}

#[test]
fn what_is_asked_for_again_anyway_is_looked_at_too() {
    for hurt in [
        "UPDATE server SET area = CAST(x'ff7b' AS TEXT)",
        "UPDATE server SET cursor = 'no cursor'",
        "UPDATE threads SET revision = -1",
        "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, 'lost', 'lust')",
    ] {
        let folder = Folder::closed();
        folder.connect().execute_batch(hurt).unwrap();
        let core = folder.open().unwrap();
        core.db().suspect();
        drop(core);
        assert!(folder.open().unwrap().db().set_aside().is_some(), "{hurt}");
    }
}

#[test]
fn what_does_not_read_is_found_when_it_is_read_and_put_right_at_the_next_start() {
    let folder = Folder::closed();
    let hurt = folder.connect();
    hurt.execute(
        "UPDATE reports SET content = 'no report' WHERE id = (SELECT min(report_id) FROM operations WHERE attempts = 0)",
        [],
    )
    .unwrap();
    drop(hurt);
    let core = folder.open().unwrap();
    assert_eq!(core.reports().err(), Some(CoreError::Damaged));
    // Whoever comes while somebody is there shares the folder as it is.
    assert_eq!(folder.open().unwrap().db().set_aside(), None);
    drop(core);
    let core = folder.open().unwrap();
    assert!(core.db().set_aside().is_some());
    assert_eq!(core.reports().unwrap().len() + 1, REPORTS);
    assert_eq!(folder::told(&core).unwrap().lost, 1);
}

#[test]
fn a_lost_log_takes_only_what_stood_in_nothing_else() {
    let folder = Folder::killed();
    let known: Vec<Vec<Value>> = folder::rows(&folder.connect_in_copy(), "operations");
    fs::remove_file(folder.files().log).unwrap();
    let core = folder.open().unwrap();
    core.reports().unwrap();
    for row in folder::rows(&folder.connect(), "operations") {
        // Body and digest are those that were frozen, or there are none.
        let same = known.iter().find(|other| other[..2] == row[..2]);
        let frozen = row[14] != Value::Blob(Vec::new());
        assert!(!frozen || same.is_some_and(|other| other[14..] == row[14..]));
    }
    drop(core);
    let _ = outbox::Kind::Report;
}

#[test]
fn a_wrong_number_in_the_header_is_not_taken_for_a_newer_version() {
    let folder = Folder::closed();
    folder.connect().pragma_update(None, "user_version", 66).unwrap();
    let core = folder.open().unwrap();
    assert!(core.db().set_aside().is_some());
    assert_eq!(core.reports().unwrap().len(), REPORTS);
}
