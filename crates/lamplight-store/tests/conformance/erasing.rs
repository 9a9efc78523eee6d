//! A report is erased.

use lamplight_protocol::status::Status;
use lamplight_protocol::thread::ThreadState;
use lamplight_store::model::{
    Acceptance, Erasure, IncomingReport, JournalEntry, Reach, ReportFilter, StaffWrite, ThreadClaim,
};

use sqlx::{Connection, SqliteConnection};

use crate::fixtures::{accept, at, claim, goes_to, hash, report, report_id, resident_says, staff_says};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    an_erased_report_is_gone_for_everybody,
    erasing_twice_is_the_same_as_once,
    only_the_receipt_erases,
    a_late_retry_does_not_bring_an_erased_report_back,
    an_erasure_and_a_retry_at_once_leave_nothing,
    the_erasure_stands_in_the_journal,
    nothing_of_it_is_left_in_the_tables,
);

/// What an erasure may take while a reader holds the WAL, in milliseconds: far below the five seconds that
/// the writer waits for a lock.
const HELD_BACK_MS_MAX: u128 = 2_000;

/// Only SQLite has a WAL that keeps what was deleted.
#[tokio::test]
async fn a_reader_holds_back_the_emptying_of_the_wal_and_not_the_erasure() {
    let home = Home::on_sqlite();
    let store = home.open().await;
    accept(&*store, [1, 2]).await;
    let mut reader = SqliteConnection::connect(&home.url).await.unwrap();
    let mut reading = reader.begin().await.unwrap();
    let read = "SELECT count(*) FROM report";
    let reports: i64 = sqlx::query_scalar(read).fetch_one(&mut *reading).await.unwrap();
    assert_eq!(reports, 2);
    let wal = || {
        std::fs::metadata(home.folder().join("lamplight.db-wal"))
            .unwrap()
            .len()
    };

    let begun = std::time::Instant::now();
    assert_eq!(store.erase_report(&erasure(1)).await.unwrap(), erased(2, false));
    assert!(
        begun.elapsed().as_millis() < HELD_BACK_MS_MAX,
        "{:?}",
        begun.elapsed()
    );
    assert!(wal() > 0);
    reading.rollback().await.unwrap();
    assert_eq!(store.erase_report(&erasure(1)).await.unwrap(), erased(2, true));
    assert_eq!(wal(), 0, "the next one does what was left");

    // Nothing is left to do now, so whoever erases again disturbs nobody.
    accept(&*store, [3]).await;
    let written = wal();
    assert_eq!(store.erase_report(&erasure(1)).await.unwrap(), erased(2, true));
    assert_eq!(wal(), written);
}

fn erasure(number: u32) -> Erasure {
    Erasure {
        report_id: report_id(number),
        receipt_hash: hash(number),
        at: at(9_000),
    }
}

fn erased(revision: u32, repeated: bool) -> Acceptance {
    Acceptance::Accepted {
        reference: "AQ-00001".into(),
        revision,
        received_at: at(9_000),
        repeated,
    }
}

async fn an_erased_report_is_gone_for_everybody(home: Home) {
    let store = home.open().await;
    accept(&*store, [1, 2]).await;
    store.accept_operation(&resident_says(5, "hello")).await.unwrap();
    assert_eq!(store.erase_report(&erasure(1)).await.unwrap(), erased(3, false));

    assert_eq!(
        store.report(&Reach::EVERYTHING, report_id(1)).await.unwrap(),
        None
    );
    let page = store
        .reports(
            &Reach::EVERYTHING,
            &ReportFilter {
                limit: 9,
                ..ReportFilter::default()
            },
        )
        .await
        .unwrap();
    let listed: Vec<_> = page.reports.iter().map(|summary| summary.id).collect();
    assert_eq!(listed, [report_id(2)]);
    assert_eq!(store.export_reports(None, 9).await.unwrap().len(), 1);
    assert_eq!(
        store.change_report(&goes_to(6, 2, Status::Seen)).await.unwrap(),
        StaffWrite::NotFound
    );
    for again in [resident_says(5, "hello"), resident_says(6, "more")] {
        assert_eq!(store.accept_operation(&again).await.unwrap(), Acceptance::Gone);
    }
    let wrong = ThreadClaim {
        receipt_hash: hash(2),
        ..claim(1, 0)
    };
    let changes = store.thread_changes(&[claim(1, 9), wrong]).await.unwrap();
    let states: Vec<_> = changes.into_iter().map(|thread| thread.state).collect();
    assert_eq!(states, [ThreadState::Erased, ThreadState::Unknown]);
}

async fn erasing_twice_is_the_same_as_once(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    assert_eq!(store.erase_report(&erasure(1)).await.unwrap(), erased(2, false));
    let late = Erasure {
        at: at(9_999),
        ..erasure(1)
    };
    assert_eq!(store.erase_report(&late).await.unwrap(), erased(2, true));
}

async fn only_the_receipt_erases(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let wrong = Erasure {
        receipt_hash: hash(2),
        ..erasure(1)
    };
    for erasure in [wrong, erasure(2)] {
        assert_eq!(
            store.erase_report(&erasure).await.unwrap(),
            Acceptance::WrongReceipt
        );
    }
    assert!(
        store
            .report(&Reach::EVERYTHING, report_id(1))
            .await
            .unwrap()
            .is_some()
    );
    store.erase_report(&erasure(1)).await.unwrap();
    assert_eq!(
        store.erase_report(&wrong).await.unwrap(),
        Acceptance::WrongReceipt
    );
}

async fn a_late_retry_does_not_bring_an_erased_report_back(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    store.erase_report(&erasure(1)).await.unwrap();
    let strangers = IncomingReport {
        receipt_hash: hash(2),
        ..report(1)
    };
    let answers = store.accept_reports(&[report(1), strangers]).await.unwrap();
    assert_eq!(answers, [Acceptance::Gone, Acceptance::Conflict]);
    assert_eq!(
        store.report(&Reach::EVERYTHING, report_id(1)).await.unwrap(),
        None
    );
}

async fn an_erasure_and_a_retry_at_once_leave_nothing(home: Home) {
    let store = home.open().await;
    for number in 1..=20 {
        accept(&*store, [number]).await;
        let retry = [report(number)];
        let erasure = erasure(number);
        let (erased, answers) = tokio::join!(store.erase_report(&erasure), store.accept_reports(&retry));
        assert!(matches!(
            erased.unwrap(),
            Acceptance::Accepted { repeated: false, .. }
        ));
        assert!(matches!(
            answers.unwrap()[0],
            Acceptance::Gone | Acceptance::Accepted { repeated: true, .. }
        ));
        assert_eq!(
            store.report(&Reach::EVERYTHING, report_id(number)).await.unwrap(),
            None
        );
    }
}

async fn the_erasure_stands_in_the_journal(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    home.settle().await;
    let before = store.head().await.unwrap();
    store.erase_report(&erasure(1)).await.unwrap();
    home.settle().await;
    let page = store.journal(&before, 9).await.unwrap();
    let entries: Vec<_> = page.rows.into_iter().map(|row| row.entry).collect();
    let expected = JournalEntry::Report {
        id: report_id(1),
        revision: 2,
        belonging: None,
    };
    assert_eq!(entries, [expected]);
}

async fn nothing_of_it_is_left_in_the_tables(home: Home) {
    let store = home.open().await;
    let mut with_photo = report(1);
    with_photo.report.photos = vec![lamplight_protocol::report::PhotoAnnouncement {
        sha256: "a".repeat(64).parse().unwrap(),
        size_bytes: 5,
        description: None,
    }];
    store.accept_reports(&[with_photo]).await.unwrap();
    store.accept_operation(&resident_says(5, "hello")).await.unwrap();
    store.change_report(&staff_says(6, "hello")).await.unwrap();
    store.erase_report(&erasure(1)).await.unwrap();
    for table in [
        "report",
        "report_sealed",
        "report_photo",
        "thread_entry",
        "operation",
    ] {
        assert_eq!(home.meddle(&format!("DELETE FROM {table}")).await, 0, "{table}");
    }
    let check = store.check().await.unwrap();
    assert!(check.problems.is_empty(), "{check:?}");
}
