//! Residents write to their reports, and take them back.

use std::sync::Arc;

use lamplight_protocol::status::{Refusal, Status};
use lamplight_protocol::thread::{Author, EntryContent, ThreadEntry};
use lamplight_store::model::{Acceptance, Reach, ResidentAction, ResidentOperation};

use crate::fixtures::{
    accept, at, by_dispatcher, by_resident, done, goes_to, hash, operation_id, report_id, resident_says,
};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_message_makes_a_revision_and_is_read_by_both_sides,
    a_message_that_comes_again_is_kept_once,
    messages_that_several_instances_take_at_once_are_all_kept,
    an_operation_has_one_meaning,
    a_receipt_that_does_not_fit_opens_nothing,
    a_report_is_taken_back_once,
    an_ended_report_cannot_be_taken_back,
);

fn accepted(revision: u32, operation: u32, repeated: bool) -> Acceptance {
    Acceptance::Accepted {
        reference: "AQ-00001".into(),
        revision,
        received_at: at(1_000 + i64::from(operation)),
        repeated,
    }
}

async fn a_message_makes_a_revision_and_is_read_by_both_sides(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let said = resident_says(7, "it is still there\nby the door");
    assert_eq!(
        store.accept_operation(&said).await.unwrap(),
        accepted(2, 7, false)
    );

    let report = store
        .report(&Reach::EVERYTHING, report_id(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(report.summary.revision, 2);
    assert_eq!(report.summary.changed_at, said.at);
    let entry = ThreadEntry {
        revision: 2,
        at: said.at,
        content: EntryContent::Message {
            id: operation_id(7),
            from: Author::Resident,
            text: "it is still there\nby the door".into(),
        },
    };
    assert_eq!(report.thread.last(), Some(&entry));
}

async fn a_message_that_comes_again_is_kept_once(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    store.accept_operation(&resident_says(7, "one")).await.unwrap();
    store.accept_operation(&resident_says(8, "two")).await.unwrap();
    let late = ResidentOperation {
        at: at(5_000),
        ..resident_says(7, "one")
    };
    assert_eq!(store.accept_operation(&late).await.unwrap(), accepted(2, 7, true));
    let report = store
        .report(&Reach::EVERYTHING, report_id(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!((report.summary.revision, report.thread.len()), (3, 3));
    assert_eq!(report.summary.changed_at, at(1_008));
}

async fn messages_that_several_instances_take_at_once_are_all_kept(home: Home) {
    let instances = [home.open().await, home.open().await];
    accept(&*instances[0], [1]).await;
    let mut writing = tokio::task::JoinSet::new();
    for number in 1..=40 {
        let store = Arc::clone(&instances[number as usize % 2]);
        writing.spawn(async move {
            let said = resident_says(number, "at once");
            // Twice, as a device does that lost the first answer.
            for _ in 0..2 {
                store.accept_operation(&said).await.unwrap();
            }
        });
    }
    writing.join_all().await;
    let report = instances[0]
        .report(&Reach::EVERYTHING, report_id(1))
        .await
        .unwrap()
        .unwrap();
    let revisions: Vec<u32> = report.thread.iter().map(|entry| entry.revision).collect();
    assert_eq!(revisions, Vec::from_iter(1..=41));
}

async fn an_operation_has_one_meaning(home: Home) {
    let store = home.open().await;
    accept(&*store, [1, 2]).await;
    store.accept_operation(&resident_says(7, "one")).await.unwrap();
    let other_body = ResidentOperation {
        body_hash: hash(8),
        ..resident_says(7, "another")
    };
    let other_report = ResidentOperation {
        report_id: report_id(2),
        receipt_hash: hash(2),
        ..resident_says(7, "one")
    };
    for operation in [other_body, other_report] {
        assert_eq!(
            store.accept_operation(&operation).await.unwrap(),
            Acceptance::Conflict
        );
    }
    let by_staff = goes_to(7, 2, Status::Seen);
    assert_eq!(
        store.change_report(&by_staff).await.unwrap(),
        lamplight_store::model::StaffWrite::Conflict
    );
    for (number, revision) in [(1, 2), (2, 1)] {
        let report = store
            .report(&Reach::EVERYTHING, report_id(number))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(report.summary.revision, revision);
    }
}

async fn a_receipt_that_does_not_fit_opens_nothing(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let wrong = ResidentOperation {
        receipt_hash: hash(2),
        ..resident_says(7, "one")
    };
    let unknown = ResidentOperation {
        report_id: report_id(2),
        ..resident_says(7, "one")
    };
    for operation in [wrong, unknown] {
        assert_eq!(
            store.accept_operation(&operation).await.unwrap(),
            Acceptance::WrongReceipt
        );
    }
    assert_eq!(
        store
            .report(&Reach::EVERYTHING, report_id(1))
            .await
            .unwrap()
            .unwrap()
            .summary
            .revision,
        1
    );
}

async fn a_report_is_taken_back_once(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let withdrawal = by_resident(7, ResidentAction::Withdraw);
    assert_eq!(
        store.accept_operation(&withdrawal).await.unwrap(),
        accepted(2, 7, false)
    );
    assert_eq!(
        store.accept_operation(&withdrawal).await.unwrap(),
        accepted(2, 7, true)
    );
    let report = store
        .report(&Reach::EVERYTHING, report_id(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(report.summary.status, Status::Withdrawn);

    let again = by_resident(8, ResidentAction::Withdraw);
    let refusal = Refusal::NoSuchStep {
        from: Status::Withdrawn,
        to: Status::Withdrawn,
    };
    assert_eq!(
        store.accept_operation(&again).await.unwrap(),
        Acceptance::Refused(refusal)
    );
    // What was refused left nothing behind, not even its id.
    let reused = resident_says(8, "sorry");
    assert_eq!(
        store.accept_operation(&reused).await.unwrap(),
        accepted(3, 8, false)
    );
}

async fn an_ended_report_cannot_be_taken_back(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let closed = goes_to(5, 1, Status::Closed);
    assert_eq!(store.change_report(&closed).await.unwrap(), done(2));
    let withdrawal = by_resident(7, ResidentAction::Withdraw);
    assert!(matches!(
        store.accept_operation(&withdrawal).await.unwrap(),
        Acceptance::Refused(Refusal::NoSuchStep { .. })
    ));
    let question = by_dispatcher(6, lamplight_store::model::StaffAction::Message("why?".into()));
    assert_eq!(store.change_report(&question).await.unwrap(), done(3));
}
