//! What a tap leaves to be filed, and that nothing of it is ever missed or done twice.

use lamplight_protocol::report::Category;

use super::*;
use crate::testing::{Device, draft, photo};

fn rows(device: &Device, table: &str) -> u32 {
    let count = format!("SELECT count(*) FROM {table}");
    let read = |db: &Connection| Ok(db.query_row(&count, [], |row| row.get(0))?);
    device.core.db().read(read).unwrap()
}

fn file_all(device: &Device) {
    device.core.write(|_| Ok(())).unwrap();
}

#[test]
fn a_tap_writes_its_report_alone_and_the_next_write_files_words_then_photos() {
    let device = Device::new();
    let photos = [photo(2), photo(1)];
    let report = device
        .core
        .submit_report(&draft(Category::Vandalism), &photos)
        .unwrap();
    assert_eq!((rows(&device, "operations"), rows(&device, "unfiled")), (0, 3));
    file_all(&device);
    file_all(&device);
    assert_eq!((rows(&device, "operations"), rows(&device, "unfiled")), (3, 0));
    let mut sent = Vec::new();
    for revision in 1..=3 {
        sent.push(device.deliver(revision).key.id);
    }
    let names = photos.map(|photo| photo.shown().sha256.as_str().to_owned());
    assert_eq!(sent, [&[report.id.to_string()], names.as_slice()].concat());
}

#[test]
fn what_is_unfiled_is_shown_as_what_is_filed() {
    let device = Device::holding_for_undo(10_000);
    let shown = || {
        let core = &device.core;
        let report = core.reports().unwrap().remove(0);
        let thread = core.thread(report.id).unwrap().unwrap();
        (
            core.outbox().unwrap(),
            core.report_list(0).unwrap(),
            report,
            thread,
        )
    };
    device
        .core
        .submit_report(&draft(Category::Vandalism), &[photo(1)])
        .unwrap();
    let before = shown();
    assert_eq!((before.0.waiting, before.2.photos_waiting), (2, 1));
    assert!(before.2.undo_until.is_some());
    file_all(&device);
    assert_eq!(shown(), before);
}

#[test]
fn an_urgent_report_that_nobody_filed_says_in_time_that_people_should_call() {
    let device = Device::new();
    let alarm = || {
        let now = device.now();
        let db = device.core.db();
        db.read(|db| crate::local::reports::next_call_instead(db, now))
            .unwrap()
    };
    device
        .core
        .submit_report(&draft(Category::Wellbeing), &[])
        .unwrap();
    let (unfiled, listed) = (alarm(), device.core.report_list(0).unwrap().reports.len());
    assert!(unfiled.is_some() && listed == 1);
    device.pass(crate::local::reports::CALL_INSTEAD_AFTER_MS);
    assert!(device.core.home().unwrap().call_instead);
    assert_eq!(alarm(), None);
    file_all(&device);
    device.pass(-crate::local::reports::CALL_INSTEAD_AFTER_MS);
    assert_eq!(alarm(), unfiled);
}

#[test]
fn a_report_behind_one_that_was_taken_back_is_filed_too() {
    let device = Device::holding_for_undo(10_000);
    let core = &device.core;
    for _ in 0..3 {
        let taken_back = core.submit_report(&draft(Category::Vandalism), &[]).unwrap();
        core.undo_report(taken_back.id).unwrap();
        let sent = core.submit_draft(taken_back.id).unwrap();
        core.withdraw_report(sent.id).unwrap();
    }
    let kept = core.submit_report(&draft(Category::Vandalism), &[]).unwrap();
    device.pass(10_000);
    assert_eq!(device.due(), [kept.id.to_string()]);
}

#[test]
fn a_report_that_is_followed_has_nothing_to_be_filed() {
    let device = Device::new();
    device
        .core
        .db()
        .write(|tx| {
            let sql =
                "INSERT INTO reports (id, receipt, category, urgent, saved_at, content, followed, number)
                       VALUES ('a', 'b', 'vandalism', 0, 0, '{}', 1, 7)";
            Ok(tx.execute(sql, [])?)
        })
        .unwrap();
    let report = device.core.submit_report(&draft(Category::Vehicle), &[]).unwrap();
    assert_eq!(device.due(), [report.id.to_string()]);
}

#[test]
fn what_is_unfiled_is_found_without_a_look_at_what_is_filed() {
    let device = Device::new();
    let plan_of = |condition: &str| {
        let explain = format!("EXPLAIN QUERY PLAN SELECT count(*) FROM unfiled WHERE {condition}");
        let read = |db: &Connection| {
            let mut statement = db.prepare(&explain)?;
            let steps = statement.query_map([], |row| row.get(3))?;
            Ok(steps.collect::<Result<Vec<String>, _>>()?)
        };
        device.core.db().read(read).unwrap()
    };
    for condition in ["TRUE", "urgent = 1 AND saved_at <= 0", "report_id = 'a'"] {
        for step in plan_of(condition) {
            let of_few = ["SCAN filing", "SCAN unfiled", "SCAN photo VIRTUAL"];
            let is_short = of_few.iter().any(|scan| step.starts_with(scan));
            assert!(is_short || !step.contains("SCAN"), "{condition}: {step}");
            assert!(!step.contains("AUTOMATIC"), "{condition}: {step}");
        }
    }
}

#[test]
fn a_photo_that_the_disk_lost_before_it_was_filed_needs_attention() {
    let device = Device::new();
    let photos = [photo(1), photo(2)];
    let report = device
        .core
        .submit_report(&draft(Category::Vandalism), &photos)
        .unwrap();
    let lose = "DELETE FROM photos WHERE position = 1";
    device.core.db().write(|tx| Ok(tx.execute(lose, [])?)).unwrap();
    assert_eq!(device.deliver(1).key.id, report.id.to_string());
    assert!(device.try_attempt().is_none());
    let shown = device.core.thread(report.id).unwrap().unwrap().report;
    assert_eq!(shown.attention.unwrap().code, "photo_lost");
    assert_eq!(device.deliver(1).key.id, photos[1].shown().sha256.as_str());
}

#[test]
fn words_that_do_not_read_hold_up_the_filing_of_no_others() {
    let device = Device::new();
    device.save();
    let hurt = "UPDATE reports SET content = 'no report'";
    device.core.db().write(|tx| Ok(tx.execute(hurt, [])?)).unwrap();
    let sound = device.save();
    file_all(&device);
    assert_eq!(rows(&device, "unfiled"), 0);
    assert!(device.due().contains(&sound.id.to_string()));
}
