//! Staff answer, and change the status.

use std::sync::Arc;

use lamplight_protocol::api::StatusChange;
use lamplight_protocol::limits;
use lamplight_protocol::status::{Capacity, ClosingReason, Ending, Refusal, Status};
use lamplight_protocol::thread::{Author, EntryContent};
use lamplight_store::Store;
use lamplight_store::model::{Erasure, Reach, StaffAction, StaffOperation, StaffWrite};

use crate::fixtures::{
    accept, at, by_dispatcher, done, done_before, goes_to, hash, operation_id, person, report_id, staff_says,
};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_report_goes_its_whole_way,
    a_change_that_comes_again_is_done_once,
    a_change_rests_on_the_newest_revision,
    of_many_changes_at_once_one_is_done,
    the_status_table_is_asked,
    only_the_one_in_charge_may_go_without_being_a_dispatcher,
    a_change_of_status_may_carry_a_message,
    an_ending_reads_back_whole,
    a_duplicate_names_another_report_that_is_there,
    a_report_is_reopened_by_a_dispatcher_and_ends_again,
    an_unknown_report_is_not_found,
);

fn by_officer(number: u32, officer: u32, revision: u32, to: Status) -> StaffOperation {
    StaffOperation {
        by: person(officer),
        acting_as: vec![Capacity::Staff],
        ..goes_to(number, revision, to)
    }
}

async fn status(store: &dyn Store) -> (Status, u32) {
    let summary = store
        .report(&Reach::EVERYTHING, report_id(1))
        .await
        .unwrap()
        .unwrap()
        .summary;
    (summary.status, summary.revision)
}

async fn a_report_goes_its_whole_way(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let way = [Status::Seen, Status::Assigned, Status::OnTheWay, Status::Resolved];
    for (revision, to) in (1..).zip(way) {
        let step = goes_to(revision, revision, to);
        assert_eq!(store.change_report(&step).await.unwrap(), done(revision + 1));
        assert_eq!(status(&*store).await, (to, revision + 1));
    }
    let report = store
        .report(&Reach::EVERYTHING, report_id(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(report.summary.changed_at, at(1_004));
    let revisions: Vec<u32> = report.thread.iter().map(|entry| entry.revision).collect();
    assert_eq!(revisions, [1, 2, 3, 4, 5]);
}

async fn a_change_that_comes_again_is_done_once(home: Home) {
    let store = home.open().await;
    accept(&*store, [1, 2]).await;
    let seen = goes_to(5, 1, Status::Seen);
    assert_eq!(store.change_report(&seen).await.unwrap(), done(2));
    assert_eq!(
        store.change_report(&staff_says(6, "thanks")).await.unwrap(),
        done(3)
    );
    assert_eq!(store.change_report(&seen).await.unwrap(), done_before(2));
    assert_eq!(
        store.change_report(&staff_says(6, "thanks")).await.unwrap(),
        done_before(3)
    );
    let other_body = StaffOperation {
        body_hash: hash(9),
        ..staff_says(6, "no")
    };
    let other_report = StaffOperation {
        report_id: report_id(2),
        ..staff_says(6, "thanks")
    };
    for operation in [other_body, other_report] {
        assert_eq!(
            store.change_report(&operation).await.unwrap(),
            StaffWrite::Conflict
        );
    }
    assert_eq!(status(&*store).await, (Status::Seen, 3));
}

async fn a_change_rests_on_the_newest_revision(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    store.change_report(&staff_says(5, "hello")).await.unwrap();
    for stale in [0, 1, 3] {
        let change = goes_to(6, stale, Status::Seen);
        assert_eq!(
            store.change_report(&change).await.unwrap(),
            StaffWrite::ChangedMeanwhile(2)
        );
    }
    assert_eq!(
        store.change_report(&goes_to(6, 2, Status::Seen)).await.unwrap(),
        done(3)
    );
}

async fn of_many_changes_at_once_one_is_done(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let mut changing = tokio::task::JoinSet::new();
    for number in 10..18 {
        let store = Arc::clone(&store);
        changing.spawn(async move {
            store
                .change_report(&goes_to(number, 1, Status::Seen))
                .await
                .unwrap()
        });
    }
    // And one of them twice at once.
    for _ in 0..2 {
        let store = Arc::clone(&store);
        changing.spawn(async move { store.change_report(&staff_says(20, "hello")).await.unwrap() });
    }
    let answers = changing.join_all().await;
    let statuses = answers
        .iter()
        .filter(|answer| matches!(answer, StaffWrite::ChangedMeanwhile(_)));
    let repeated = answers
        .iter()
        .filter(|answer| matches!(answer, StaffWrite::Done { repeated: true, .. }));
    let (refused, repeated) = (statuses.count(), repeated.count());
    assert_eq!(repeated, 1, "{answers:?}");
    // The message may have come first; then no change of status rests on the newest revision.
    let (_, revision) = status(&*store).await;
    assert_eq!(refused + revision as usize, 8 + 2, "{answers:?}");
}

async fn the_status_table_is_asked(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let no_such_step = Refusal::NoSuchStep {
        from: Status::Received,
        to: Status::OnTheWay,
    };
    assert_eq!(
        store
            .change_report(&goes_to(5, 1, Status::OnTheWay))
            .await
            .unwrap(),
        StaffWrite::Refused(no_such_step)
    );
    assert_eq!(
        store
            .change_report(&by_officer(5, 2, 1, Status::Closed))
            .await
            .unwrap(),
        StaffWrite::Refused(Refusal::NotYours)
    );
    assert_eq!(status(&*store).await, (Status::Received, 1));
}

async fn only_the_one_in_charge_may_go_without_being_a_dispatcher(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let takes_it = StaffOperation {
        by: person(2),
        ..goes_to(5, 1, Status::Assigned)
    };
    assert_eq!(store.change_report(&takes_it).await.unwrap(), done(2));
    assert_eq!(
        store
            .change_report(&by_officer(6, 3, 2, Status::OnTheWay))
            .await
            .unwrap(),
        StaffWrite::Refused(Refusal::NotYours)
    );
    assert_eq!(
        store
            .change_report(&by_officer(6, 2, 2, Status::Seen))
            .await
            .unwrap(),
        done(3)
    );
    // Given back, it is nobody's.
    assert_eq!(
        store
            .change_report(&by_officer(7, 2, 3, Status::Resolved))
            .await
            .unwrap(),
        StaffWrite::Refused(Refusal::NotYours)
    );
}

async fn a_change_of_status_may_carry_a_message(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let change = StatusChange {
        revision: 1,
        to: Status::Seen,
        ending: Ending::default(),
        message: Some("we are looking at it".into()),
    };
    let change = by_dispatcher(5, StaffAction::Status(change));
    assert_eq!(store.change_report(&change).await.unwrap(), done(3));
    assert_eq!(store.change_report(&change).await.unwrap(), done_before(3));
    let thread = store
        .report(&Reach::EVERYTHING, report_id(1))
        .await
        .unwrap()
        .unwrap()
        .thread;
    let contents: Vec<_> = thread.into_iter().skip(1).map(|entry| entry.content).collect();
    assert_eq!(
        contents,
        [
            EntryContent::Status {
                status: Status::Seen,
                ending: None
            },
            EntryContent::Message {
                id: operation_id(5),
                from: Author::Patrol,
                text: "we are looking at it".into()
            },
        ]
    );
}

async fn a_duplicate_names_another_report_that_is_there(home: Home) {
    let store = home.open().await;
    accept(&*store, 1..=3).await;
    let erasure = Erasure {
        report_id: report_id(2),
        receipt_hash: hash(2),
        at: at(9),
    };
    store.erase_report(&erasure).await.unwrap();
    let closed_as_duplicate_of = |operation, original| {
        let change = StatusChange {
            revision: 1,
            to: Status::Closed,
            ending: Ending {
                reason: Some(ClosingReason::DuplicateOf),
                duplicate_of: Some(report_id(original)),
                ..Ending::default()
            },
            message: None,
        };
        by_dispatcher(operation, StaffAction::Status(change))
    };
    for original in [1, 2, 4] {
        let change = closed_as_duplicate_of(5, original);
        assert_eq!(
            store.change_report(&change).await.unwrap(),
            StaffWrite::NoSuchOriginal,
            "{original}"
        );
    }
    assert_eq!(status(&*store).await, (Status::Received, 1));
    let change = closed_as_duplicate_of(5, 3);
    assert_eq!(store.change_report(&change).await.unwrap(), done(2));

    // What was done stays done, whatever becomes of the other report.
    let erasure = Erasure {
        report_id: report_id(3),
        receipt_hash: hash(3),
        at: at(9),
    };
    store.erase_report(&erasure).await.unwrap();
    assert_eq!(store.change_report(&change).await.unwrap(), done_before(2));
}

async fn an_ending_reads_back_whole(home: Home) {
    let store = home.open().await;
    accept(&*store, [1, 2]).await;
    let ending = Ending {
        outcome: Some("it is the same lamp".into()),
        reason: Some(ClosingReason::DuplicateOf),
        duplicate_of: Some(report_id(2)),
    };
    let change = StatusChange {
        revision: 1,
        to: Status::Closed,
        ending: ending.clone(),
        message: None,
    };
    let change = by_dispatcher(5, StaffAction::Status(change));
    assert_eq!(store.change_report(&change).await.unwrap(), done(2));
    let thread = store
        .report(&Reach::EVERYTHING, report_id(1))
        .await
        .unwrap()
        .unwrap()
        .thread;
    let expected = EntryContent::Status {
        status: Status::Closed,
        ending: Some(ending),
    };
    assert_eq!(thread.last().map(|entry| &entry.content), Some(&expected));
}

async fn a_report_is_reopened_by_a_dispatcher_and_ends_again(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    store.change_report(&goes_to(5, 1, Status::Closed)).await.unwrap();
    let long_after = at(0).plus_millis(limits::REOPEN_WINDOW_MS * 2);
    let reopened = StaffOperation {
        at: long_after,
        ..goes_to(6, 2, Status::Seen)
    };
    assert_eq!(store.change_report(&reopened).await.unwrap(), done(3));
    assert_eq!(
        store
            .change_report(&goes_to(7, 3, Status::Resolved))
            .await
            .unwrap(),
        done(4)
    );
}

async fn an_unknown_report_is_not_found(home: Home) {
    let store = home.open().await;
    assert_eq!(
        store.change_report(&staff_says(5, "hello")).await.unwrap(),
        StaffWrite::NotFound
    );
    assert_eq!(
        store.change_report(&goes_to(5, 1, Status::Seen)).await.unwrap(),
        StaffWrite::NotFound
    );
}
