//! The holders of receipts ask what changed.

use lamplight_protocol::limits::{PAGE_ITEMS_MAX, THREAD_ENTRIES_MAX};
use lamplight_protocol::status::Status;
use lamplight_protocol::thread::ThreadState;
use lamplight_store::Store;
use lamplight_store::model::{Acceptance, OpenedThread, Reach, StaffWrite, ThreadClaim};

use crate::fixtures::{accept, claim, done, goes_to, hash, report_id, resident_says, staff_says};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_thread_is_told_from_the_revision_that_was_asked_for,
    threads_come_in_the_order_of_the_claims_without_those_that_have_nothing_new,
    a_wrong_receipt_and_an_unknown_report_look_the_same,
    receipts_tell_which_reports_they_open,
    a_long_thread_is_told_in_parts,
    many_long_threads_share_the_room_of_an_answer,
    a_full_thread_takes_no_message_and_its_status_can_change_still,
);

/// The revisions told of report 1 after a revision; none when nothing is new.
async fn told(store: &dyn Store, after: u32) -> Option<(u32, Vec<u32>)> {
    let changes = store.thread_changes(&[claim(1, after)]).await.unwrap();
    changes.into_iter().next().map(|thread| match thread.state {
        ThreadState::Open {
            revision, entries, ..
        } => (revision, entries.iter().map(|entry| entry.revision).collect()),
        other => panic!("{other:?}"),
    })
}

async fn a_thread_is_told_from_the_revision_that_was_asked_for(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    store.change_report(&goes_to(5, 1, Status::Seen)).await.unwrap();
    store.change_report(&staff_says(6, "where is it?")).await.unwrap();
    assert_eq!(told(&*store, 0).await, Some((3, vec![1, 2, 3])));
    assert_eq!(told(&*store, 2).await, Some((3, vec![3])));
    assert_eq!(told(&*store, 3).await, None);
    assert_eq!(told(&*store, 9).await, None);

    let changes = store.thread_changes(&[claim(1, 2)]).await.unwrap();
    let whole = store
        .report(&Reach::EVERYTHING, report_id(1))
        .await
        .unwrap()
        .unwrap();
    let expected = ThreadState::Open {
        revision: 3,
        reference: "AQ-00001".into(),
        status: Status::Seen,
        entries: whole.thread[2..].to_vec(),
    };
    assert_eq!(changes[0].state, expected);
}

async fn threads_come_in_the_order_of_the_claims_without_those_that_have_nothing_new(home: Home) {
    let store = home.open().await;
    accept(&*store, 1..=4).await;
    let claims = [claim(3, 0), claim(1, 1), claim(4, 0), claim(2, 0), claim(3, 0)];
    let changes = store.thread_changes(&claims).await.unwrap();
    let ids: Vec<_> = changes.iter().map(|thread| thread.report_id).collect();
    assert_eq!(ids, [3, 4, 2, 3].map(report_id));
    assert!(store.thread_changes(&[]).await.unwrap().is_empty());
}

async fn a_wrong_receipt_and_an_unknown_report_look_the_same(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let wrong = ThreadClaim {
        receipt_hash: hash(2),
        ..claim(1, 0)
    };
    let changes = store.thread_changes(&[wrong, claim(2, 0)]).await.unwrap();
    let states: Vec<_> = changes.into_iter().map(|thread| thread.state).collect();
    assert_eq!(states, [ThreadState::Unknown, ThreadState::Unknown]);
}

async fn receipts_tell_which_reports_they_open(home: Home) {
    let store = home.open().await;
    accept(&*store, 1..=3).await;
    let wrong = ThreadClaim {
        receipt_hash: hash(1),
        ..claim(2, 0)
    };
    let opened = store
        .opened_by(&[claim(3, 1), wrong, claim(4, 0), claim(1, 0)])
        .await
        .unwrap();
    let thread = |number, has_news| OpenedThread {
        report_id: report_id(number),
        revision: 1,
        has_news,
    };
    assert_eq!(opened, [thread(3, false), thread(1, true)]);
    assert!(store.opened_by(&[]).await.unwrap().is_empty());
}

async fn a_long_thread_is_told_in_parts(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    for number in 2..=PAGE_ITEMS_MAX + 1 {
        store
            .accept_operation(&resident_says(number, "more"))
            .await
            .unwrap();
    }
    let (revision, first) = told(&*store, 0).await.unwrap();
    assert_eq!((revision, first.len()), (PAGE_ITEMS_MAX, PAGE_ITEMS_MAX as usize));
    assert_eq!(
        told(&*store, revision).await,
        Some((PAGE_ITEMS_MAX + 1, vec![PAGE_ITEMS_MAX + 1]))
    );
}

/// 8 threads of 150 entries, which are more than one answer takes.
async fn many_long_threads_share_the_room_of_an_answer(home: Home) {
    let store = home.open().await;
    accept(&*store, 1..=8).await;
    home.meddle(
        "WITH RECURSIVE step (revision) AS
             (SELECT 2 UNION ALL SELECT revision + 1 FROM step WHERE revision < 150)
         INSERT INTO thread_entry (number, revision, at, kind, status)
         SELECT number, step.revision, 0, 'status', 'seen' FROM report CROSS JOIN step",
    )
    .await;
    home.meddle("UPDATE report SET revision = 150").await;

    let mut claims = [1, 2, 3, 4, 5, 6, 7, 8].map(|number| claim(number, 0));
    let mut answers = Vec::new();
    loop {
        let changes = store.thread_changes(&claims).await.unwrap();
        if changes.is_empty() {
            break;
        }
        let mut entries = 0;
        for thread in changes {
            let ThreadState::Open {
                revision,
                entries: told,
                ..
            } = thread.state
            else {
                panic!("{thread:?}");
            };
            let mut asked = claims.iter_mut();
            let asked = asked.find(|claim| claim.report_id == thread.report_id).unwrap();
            assert_eq!(told[0].revision, asked.after_revision + 1);
            asked.after_revision = revision;
            entries += told.len();
        }
        answers.push(entries);
    }
    assert_eq!(answers, [1_000, 200]);
    assert!(claims.iter().all(|claim| claim.after_revision == 150));
}

async fn a_full_thread_takes_no_message_and_its_status_can_change_still(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    for number in 2..=THREAD_ENTRIES_MAX {
        store
            .accept_operation(&resident_says(number, "more"))
            .await
            .unwrap();
    }
    let one_more = resident_says(THREAD_ENTRIES_MAX + 1, "one more");
    assert_eq!(
        store.accept_operation(&one_more).await.unwrap(),
        Acceptance::ThreadFull
    );
    let by_staff = staff_says(THREAD_ENTRIES_MAX + 2, "one more");
    assert_eq!(
        store.change_report(&by_staff).await.unwrap(),
        StaffWrite::ThreadFull
    );

    let again = resident_says(THREAD_ENTRIES_MAX, "more");
    let answer = store.accept_operation(&again).await.unwrap();
    assert!(
        matches!(answer, Acceptance::Accepted { repeated: true, .. }),
        "{answer:?}"
    );
    let seen = goes_to(THREAD_ENTRIES_MAX + 3, THREAD_ENTRIES_MAX, Status::Seen);
    assert_eq!(
        store.change_report(&seen).await.unwrap(),
        done(THREAD_ENTRIES_MAX + 1)
    );
}
