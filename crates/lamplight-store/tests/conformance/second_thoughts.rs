//! Residents open a report again, say whether it was put right, and find it from another device.

use lamplight_protocol::api::FoundReport;
use lamplight_protocol::limits::REOPEN_WINDOW_MS;
use lamplight_protocol::report::Category;
use lamplight_protocol::status::{Refusal, Status};
use lamplight_protocol::thread::{EntryContent, ThreadState};
use lamplight_store::Store;
use lamplight_store::model::{
    Acceptance, Erasure, IncomingReport, NamedReport, Reach, ResidentAction, ResidentOperation,
};

use crate::fixtures::{accept, at, by_resident, claim, done, goes_to, hash, report, report_id};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    an_ended_report_is_opened_again_by_its_resident,
    a_report_is_opened_again_within_a_time,
    whether_it_was_put_right_is_said_once_after_each_ending,
    nobody_asks_about_a_report_that_has_not_ended,
    a_report_is_found_by_its_reference,
);

/// Has report 1 resolved: revisions 2 and 3, in operations of the same numbers plus `from`.
async fn resolve(store: &dyn Store, from: u32, revision: u32) {
    for (step, to) in [(0, Status::Seen), (1, Status::Resolved)] {
        let change = goes_to(from + step, revision + step, to);
        assert_eq!(
            store.change_report(&change).await.unwrap(),
            done(revision + step + 1)
        );
    }
}

fn taken(answer: &Acceptance) -> Option<(u32, bool)> {
    match answer {
        Acceptance::Accepted {
            revision, repeated, ..
        } => Some((*revision, *repeated)),
        _ => None,
    }
}

async fn an_ended_report_is_opened_again_by_its_resident(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let early = by_resident(9, ResidentAction::Reopen);
    let refused = Acceptance::Refused(Refusal::NoSuchStep {
        from: Status::Received,
        to: Status::Seen,
    });
    // Only staff take a new report for seen.
    let answer = store.accept_operation(&early).await.unwrap();
    assert!(
        matches!(answer, Acceptance::Refused(_)),
        "{answer:?} is not as {refused:?}"
    );
    for (number, revision, to) in [(2, 1, Status::Assigned), (3, 2, Status::Resolved)] {
        let change = goes_to(number, revision, to);
        assert_eq!(store.change_report(&change).await.unwrap(), done(revision + 1));
    }
    let reopen = by_resident(10, ResidentAction::Reopen);
    for repeated in [false, true] {
        let answer = store.accept_operation(&reopen).await.unwrap();
        assert_eq!(taken(&answer), Some((4, repeated)));
    }
    let open = store
        .report(&Reach::EVERYTHING, report_id(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!((open.summary.status, open.summary.revision), (Status::Seen, 4));
    // Nobody is in charge of it any more: only a dispatcher may resolve it, which ours is.
    assert_eq!(
        store
            .change_report(&goes_to(11, 4, Status::Resolved))
            .await
            .unwrap(),
        done(5)
    );
}

async fn a_report_is_opened_again_within_a_time(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    resolve(&*store, 2, 1).await;
    let ended_at = at(1_000 + 3);
    let reopen_after = |ms: i64| ResidentOperation {
        at: ended_at.plus_millis(ms),
        ..by_resident(10, ResidentAction::Reopen)
    };
    let late = store
        .accept_operation(&reopen_after(REOPEN_WINDOW_MS + 1))
        .await
        .unwrap();
    assert_eq!(late, Acceptance::Refused(Refusal::TooLate));
    let in_time = store
        .accept_operation(&reopen_after(REOPEN_WINDOW_MS))
        .await
        .unwrap();
    assert_eq!(taken(&in_time), Some((4, false)));
}

async fn whether_it_was_put_right_is_said_once_after_each_ending(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    resolve(&*store, 2, 1).await;
    let no = by_resident(10, ResidentAction::Feedback(false));
    for repeated in [false, true] {
        let answer = store.accept_operation(&no).await.unwrap();
        assert_eq!(taken(&answer), Some((4, repeated)));
    }
    let twice = by_resident(11, ResidentAction::Feedback(true));
    assert_eq!(
        store.accept_operation(&twice).await.unwrap(),
        Acceptance::NotAsked
    );
    let reopen = by_resident(12, ResidentAction::Reopen);
    store.accept_operation(&reopen).await.unwrap();
    let change = goes_to(13, 5, Status::Resolved);
    assert_eq!(store.change_report(&change).await.unwrap(), done(6));
    let yes = by_resident(14, ResidentAction::Feedback(true));
    let answer = store.accept_operation(&yes).await.unwrap();
    assert_eq!(taken(&answer), Some((7, false)));

    let said = |thread: Vec<lamplight_protocol::thread::ThreadEntry>| -> Vec<(u32, EntryContent)> {
        thread
            .into_iter()
            .filter(|entry| matches!(entry.content, EntryContent::Feedback { .. }))
            .map(|entry| (entry.revision, entry.content))
            .collect()
    };
    let expected = [
        (4, EntryContent::Feedback { fixed: false }),
        (7, EntryContent::Feedback { fixed: true }),
    ];
    let detail = store
        .report(&Reach::EVERYTHING, report_id(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(said(detail.thread), expected);
    let changes = store.thread_changes(&[claim(1, 0)]).await.unwrap();
    let ThreadState::Open { entries, .. } = &changes[0].state else {
        panic!("{changes:?}");
    };
    assert_eq!(said(entries.clone()), expected);
    assert!(store.check().await.unwrap().problems.is_empty());
}

async fn nobody_asks_about_a_report_that_has_not_ended(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let yes = by_resident(10, ResidentAction::Feedback(true));
    assert_eq!(store.accept_operation(&yes).await.unwrap(), Acceptance::NotAsked);
    let withdraw = by_resident(11, ResidentAction::Withdraw);
    store.accept_operation(&withdraw).await.unwrap();
    assert_eq!(store.accept_operation(&yes).await.unwrap(), Acceptance::NotAsked);
    let reopen = by_resident(12, ResidentAction::Reopen);
    let answer = store.accept_operation(&reopen).await.unwrap();
    assert!(matches!(answer, Acceptance::Refused(_)), "{answer:?}");
}

async fn a_report_is_found_by_its_reference(home: Home) {
    let store = home.open().await;
    let namesake = IncomingReport {
        reference: "AQ-00001".into(),
        ..report(2)
    };
    let mut practice = report(1);
    practice.report.practice = true;
    store
        .accept_reports(&[practice, namesake, report(3)])
        .await
        .unwrap();
    let named = |number: u32, practice: bool| NamedReport {
        receipt_hash: hash(number),
        found: FoundReport {
            report_id: report_id(number),
            category: Category::Vandalism,
            practice,
            occurred_at: at(i64::from(number) - 60),
            received_at: at(number.into()),
        },
    };
    let found = store.reports_named("AQ-00001").await.unwrap();
    assert_eq!(found, [named(1, true), named(2, false)]);
    let erasure = Erasure {
        report_id: report_id(1),
        receipt_hash: hash(1),
        at: at(9),
    };
    store.erase_report(&erasure).await.unwrap();
    assert_eq!(store.reports_named("AQ-00001").await.unwrap(), [named(2, false)]);
    assert!(store.reports_named("AQ-9").await.unwrap().is_empty());
}
