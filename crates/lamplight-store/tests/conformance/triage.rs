//! What the desk does with a report: who is in charge, who else sees it, what only staff know, duplicates, and
//! what is removed.

use lamplight_protocol::api::{
    Assignment, DeskContent, NewReferral, ReferralTarget, ReportDetail, StatusChange,
};
use lamplight_protocol::ids::StaffId;
use lamplight_protocol::limits::{MERGED_MAX, REFERRALS_MAX};
use lamplight_protocol::redaction::{Redaction, RemovedPart, Span};
use lamplight_protocol::report::{Category, Contact, PhotoAnnouncement};
use lamplight_protocol::status::{Capacity, ClosingReason, Ending, Refusal, Status};
use lamplight_protocol::thread::{EntryContent, ThreadState};
use lamplight_store::Store;
use lamplight_store::model::{
    Erasure, IncomingReport, Reach, ReportFilter, ResidentAction, StaffAction, StaffOperation, StaffWrite,
};

use crate::fixtures::{
    accept, at, by_dispatcher, by_resident, claim, goes_to, hash, person, report, report_id, resident_says,
    staff_id,
};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    one_of_two_dispatchers_puts_somebody_in_charge,
    a_report_changes_hands_without_a_word_to_the_resident,
    only_who_may_assign_assigns,
    a_referral_shows_a_report_and_ends,
    a_report_is_referred_to_so_many_at_a_time,
    a_note_is_in_no_answer_to_a_resident,
    a_duplicate_hears_what_becomes_of_the_original,
    a_duplicate_stands_by_itself_again,
    those_that_follow_a_duplicate_follow_its_original,
    one_report_has_so_many_duplicates,
    two_reports_are_merged_into_each_other_in_one_way_only,
    what_followed_an_erased_report_is_open_again,
    an_erasure_and_a_merge_leave_no_report_without_its_end,
    a_redacted_text_is_nowhere_any_more,
    a_redacted_photo_and_contact_are_gone,
    what_was_entered_for_a_caller_says_so,
);

/// A write of staff on another report than the first.
fn on(number: u32, operation: StaffOperation) -> StaffOperation {
    StaffOperation {
        report_id: report_id(number),
        ..operation
    }
}

fn assigns(number: u32, from: Option<u32>, to: Option<u32>) -> StaffOperation {
    let assignment = Assignment {
        from: from.map(staff_id),
        to: to.map(staff_id),
        message: None,
    };
    by_dispatcher(number, StaffAction::Assign(assignment))
}

fn merges(operation: u32, duplicate: u32, revision: u32, original: u32) -> StaffOperation {
    let change = StatusChange {
        revision,
        to: Status::Closed,
        ending: Ending {
            reason: Some(ClosingReason::DuplicateOf),
            duplicate_of: Some(report_id(original)),
            outcome: None,
        },
        message: None,
    };
    on(duplicate, by_dispatcher(operation, StaffAction::Status(change)))
}

async fn done(store: &dyn Store, write: &StaffOperation) -> u32 {
    match store.change_report(write).await.unwrap() {
        StaffWrite::Done { revision, .. } => revision,
        other => panic!("{other:?}"),
    }
}

async fn read(store: &dyn Store, number: u32) -> ReportDetail {
    let report = store.report(&Reach::EVERYTHING, report_id(number)).await;
    report.unwrap().unwrap()
}

/// What the holder of a report's receipt is told, as JSON.
async fn told(store: &dyn Store, number: u32) -> String {
    let changes = store.thread_changes(&[claim(number, 0)]).await.unwrap();
    serde_json::to_string(&changes).unwrap()
}

/// What the thread of a duplicate says of its original.
async fn heard(store: &dyn Store, number: u32) -> Vec<Status> {
    let changes = store.thread_changes(&[claim(number, 0)]).await.unwrap();
    let ThreadState::Open { entries, .. } = &changes[0].state else {
        panic!("{changes:?}");
    };
    entries
        .iter()
        .filter_map(|entry| match entry.content {
            EntryContent::Original { status, .. } => Some(status),
            _ => None,
        })
        .collect()
}

async fn one_of_two_dispatchers_puts_somebody_in_charge(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let (ana, bo) = (assigns(1, None, Some(7)), assigns(2, None, Some(8)));
    let (first, second) = tokio::join!(store.change_report(&ana), store.change_report(&bo));
    let writes = [first.unwrap(), second.unwrap()];
    let is_done = |write: &&StaffWrite| matches!(write, StaffWrite::Done { .. });
    assert_eq!(writes.iter().filter(is_done).count(), 1, "{writes:?}");
    assert!(writes.contains(&StaffWrite::AnotherInCharge), "{writes:?}");
    let summary = read(&*store, 1).await.summary;
    assert_eq!(summary.status, Status::Assigned);
    let winner = if is_done(&&writes[0]) { 7 } else { 8 };
    assert_eq!(summary.assignee.map(|staff| staff.id), Some(staff_id(winner)));
    assert!(summary.answered_at.is_some());
}

async fn a_report_changes_hands_without_a_word_to_the_resident(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    done(&*store, &assigns(1, None, Some(7))).await;
    let before = told(&*store, 1).await;
    let again = assigns(2, Some(7), Some(8));
    assert_eq!(done(&*store, &again).await, done(&*store, &again).await);
    assert_eq!(told(&*store, 1).await, before);
    let report = read(&*store, 1).await;
    assert_eq!(report.summary.assignee.map(|staff| staff.id), Some(staff_id(8)));
    let handed: Vec<Option<StaffId>> = report
        .desk
        .iter()
        .map(|entry| match &entry.content {
            DeskContent::Assigned { to } => to.as_ref().map(|staff| staff.id),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(handed, [Some(staff_id(7)), Some(staff_id(8))]);
    done(&*store, &assigns(3, Some(8), None)).await;
    let summary = read(&*store, 1).await.summary;
    assert_eq!((summary.status, summary.assignee), (Status::Seen, None));
}

async fn only_who_may_assign_assigns(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let officer = |operation: StaffOperation| StaffOperation {
        acting_as: vec![Capacity::Staff],
        by: person(9),
        ..operation
    };
    let refused = store
        .change_report(&officer(assigns(1, None, Some(9))))
        .await
        .unwrap();
    assert_eq!(refused, StaffWrite::Refused(Refusal::NotYours));
    done(&*store, &assigns(2, None, Some(9))).await;
    let refused = store
        .change_report(&officer(assigns(3, Some(9), Some(7))))
        .await
        .unwrap();
    assert_eq!(refused, StaffWrite::Refused(Refusal::NotYours));
    // Whoever is in charge may give it back.
    done(&*store, &officer(assigns(4, Some(9), None))).await;
}

async fn a_referral_shows_a_report_and_ends(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let target = ReferralTarget::Person { id: staff_id(7) };
    let seven = Reach {
        referred_to: vec![target],
        ..Reach::NOTHING
    };
    let refers = by_dispatcher(
        1,
        StaffAction::Refer(NewReferral {
            to: target,
            reason: "knows the family".into(),
        }),
    );
    assert_eq!(store.report(&seven, report_id(1)).await.unwrap(), None);
    let revision = done(&*store, &refers).await;
    assert_eq!(revision, 1, "the resident hears nothing");
    let report = store.report(&seven, report_id(1)).await.unwrap().unwrap();
    assert!(report.summary.referred);
    assert_eq!(report.referrals[0].to, target);
    done(&*store, &by_dispatcher(2, StaffAction::EndReferral(target))).await;
    done(&*store, &by_dispatcher(3, StaffAction::EndReferral(target))).await;
    assert_eq!(store.report(&seven, report_id(1)).await.unwrap(), None);
    assert_eq!(read(&*store, 1).await.desk.len(), 2);
}

async fn a_report_is_referred_to_so_many_at_a_time(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let refers = |number: u32| {
        let to = ReferralTarget::Person { id: staff_id(number) };
        let reason = "needs help".to_owned();
        by_dispatcher(number, StaffAction::Refer(NewReferral { to, reason }))
    };
    for number in 1..=u32::try_from(REFERRALS_MAX).unwrap() {
        done(&*store, &refers(number)).await;
    }
    let one_more = refers(REFERRALS_MAX as u32 + 1);
    assert_eq!(store.change_report(&one_more).await.unwrap(), StaffWrite::NoRoom);
}

async fn a_note_is_in_no_answer_to_a_resident(home: Home) {
    const CANARY: &str = "quietcanary";
    let store = home.open().await;
    accept(&*store, [1]).await;
    done(&*store, &by_dispatcher(1, StaffAction::Note(CANARY.into()))).await;
    let reason = format!("{CANARY} again");
    let to = ReferralTarget::Responders;
    done(
        &*store,
        &by_dispatcher(2, StaffAction::Refer(NewReferral { to, reason })),
    )
    .await;
    store.accept_operation(&resident_says(3, "hello")).await.unwrap();
    assert!(!told(&*store, 1).await.contains(CANARY));
    let exported = store.export_reports(None, 10).await.unwrap();
    assert!(!serde_json::to_string(&exported).unwrap().contains(CANARY));
    let desk = read(&*store, 1).await.desk;
    assert_eq!(desk[0].content, DeskContent::Note { text: CANARY.into() });
    store.close().await;
    if home.is_sqlite() {
        let file = std::fs::read(home.folder().join("lamplight.db")).unwrap();
        assert!(!file.windows(CANARY.len()).any(|bytes| bytes == CANARY.as_bytes()));
    }
}

async fn a_duplicate_hears_what_becomes_of_the_original(home: Home) {
    let store = home.open().await;
    accept(&*store, [1, 2]).await;
    done(&*store, &merges(1, 2, 1, 1)).await;
    assert_eq!(heard(&*store, 2).await, []);
    done(&*store, &goes_to(2, 1, Status::Seen)).await;
    done(&*store, &assigns(3, None, Some(7))).await;
    let mut resolves = goes_to(4, 3, Status::Resolved);
    if let StaffAction::Status(change) = &mut resolves.action {
        change.ending.outcome = Some("painted over by Ana".into());
    }
    done(&*store, &resolves).await;
    assert_eq!(
        heard(&*store, 2).await,
        [Status::Seen, Status::Assigned, Status::Resolved]
    );
    assert!(
        !told(&*store, 2).await.contains("Ana"),
        "words are for whom they were written"
    );
    let (original, duplicate) = (read(&*store, 1).await, read(&*store, 2).await);
    assert_eq!((original.summary.merged, original.merged.len()), (1, 1));
    assert_eq!(duplicate.summary.merged_into.unwrap().id, report_id(1));
    assert!(matches!(original.desk[0].content, DeskContent::Merged { .. }));
}

async fn a_duplicate_stands_by_itself_again(home: Home) {
    let store = home.open().await;
    accept(&*store, [1, 2, 3]).await;
    for duplicate in [2, 3] {
        done(&*store, &merges(duplicate, duplicate, 1, 1)).await;
    }
    done(&*store, &on(2, goes_to(5, 2, Status::Seen))).await;
    let mut reopens = by_resident(6, ResidentAction::Reopen);
    (reopens.report_id, reopens.receipt_hash) = (report_id(3), hash(3));
    store.accept_operation(&reopens).await.unwrap();
    done(&*store, &goes_to(7, 1, Status::Seen)).await;
    for number in [2, 3] {
        assert_eq!(heard(&*store, number).await, []);
        let summary = read(&*store, number).await.summary;
        assert_eq!((summary.status, summary.merged_into), (Status::Seen, None));
    }
    assert_eq!(read(&*store, 1).await.summary.merged, 0);
}

async fn those_that_follow_a_duplicate_follow_its_original(home: Home) {
    let store = home.open().await;
    accept(&*store, [1, 2, 3]).await;
    done(&*store, &merges(1, 3, 1, 2)).await;
    done(&*store, &merges(2, 2, 1, 1)).await;
    assert_eq!(
        read(&*store, 3).await.summary.merged_into.unwrap().id,
        report_id(1)
    );
    assert_eq!(read(&*store, 1).await.summary.merged, 2);
    // What follows another is followed by none.
    accept(&*store, [4]).await;
    let refused = store.change_report(&merges(3, 4, 1, 2)).await.unwrap();
    assert_eq!(refused, StaffWrite::NoSuchOriginal);
}

async fn one_report_has_so_many_duplicates(home: Home) {
    let store = home.open().await;
    let last = u32::try_from(MERGED_MAX).unwrap() + 2;
    accept(&*store, 1..=last).await;
    for duplicate in 2..last {
        done(&*store, &merges(duplicate, duplicate, 1, 1)).await;
    }
    let one_more = store.change_report(&merges(last, last, 1, 1)).await.unwrap();
    assert_eq!(one_more, StaffWrite::NoRoom);
}

async fn two_reports_are_merged_into_each_other_in_one_way_only(home: Home) {
    let store = home.open().await;
    for pair in 0..8 {
        let (a, b) = (pair * 2 + 1, pair * 2 + 2);
        accept(&*store, [a, b]).await;
        let (left, right) = (merges(100 + a, a, 1, b), merges(100 + b, b, 1, a));
        let (left, right) = tokio::join!(store.change_report(&left), store.change_report(&right));
        let writes = [left.unwrap(), right.unwrap()];
        let merged = |write: &&StaffWrite| matches!(write, StaffWrite::Done { .. });
        assert_eq!(writes.iter().filter(merged).count(), 1, "{writes:?}");
        let statuses =
            [read(&*store, a).await, read(&*store, b).await].map(|report| report.summary.status.is_open());
        assert_eq!(statuses.iter().filter(|open| **open).count(), 1);
    }
}

fn erasure(number: u32) -> Erasure {
    Erasure {
        report_id: report_id(number),
        receipt_hash: hash(number),
        at: at(5_000),
    }
}

async fn what_followed_an_erased_report_is_open_again(home: Home) {
    let store = home.open().await;
    accept(&*store, [1, 2, 3]).await;
    done(&*store, &merges(1, 2, 1, 1)).await;
    store.erase_report(&erasure(1)).await.unwrap();
    let summary = read(&*store, 2).await.summary;
    assert_eq!((summary.status, summary.merged_into), (Status::Seen, None));
    assert_eq!(summary.due_at, at(5_000), "whoever waits again is due at once");
    // As is what followed one that was taken back.
    done(&*store, &merges(2, 2, summary.revision, 3)).await;
    let mut withdraws = by_resident(3, ResidentAction::Withdraw);
    (withdraws.report_id, withdraws.receipt_hash) = (report_id(3), hash(3));
    store.accept_operation(&withdraws).await.unwrap();
    assert_eq!(read(&*store, 2).await.summary.status, Status::Seen);
}

async fn an_erasure_and_a_merge_leave_no_report_without_its_end(home: Home) {
    let store = home.open().await;
    for pair in 0..8 {
        let (original, duplicate) = (pair * 2 + 1, pair * 2 + 2);
        accept(&*store, [original, duplicate]).await;
        let (merge, erasure) = (merges(100 + pair, duplicate, 1, original), erasure(original));
        let (merged, erased) = tokio::join!(store.change_report(&merge), store.erase_report(&erasure));
        erased.unwrap();
        let merged = merged.unwrap();
        let status = read(&*store, duplicate).await.summary.status;
        // Merged first, and then set free; or there was nothing any more to merge it into.
        match merged {
            StaffWrite::Done { .. } => assert_eq!(status, Status::Seen),
            StaffWrite::NoSuchOriginal => assert_eq!(status, Status::Received),
            other => panic!("{other:?}"),
        }
    }
}

fn removes(number: u32, revision: u32, part: RemovedPart, spans: Option<Vec<Span>>) -> StaffOperation {
    let reason = "names somebody".to_owned();
    by_dispatcher(
        number,
        StaffAction::Redact(Redaction {
            revision,
            part,
            spans,
            reason,
        }),
    )
}

async fn a_redacted_text_is_nowhere_any_more(home: Home) {
    let store = home.open().await;
    let mut named = report(1);
    named.report.note = Some("Óscar from number 4 did it".into());
    store.accept_reports(&[named]).await.unwrap();
    store
        .accept_operation(&resident_says(1, "It was Óscar"))
        .await
        .unwrap();
    let stale = removes(2, 1, RemovedPart::Note, None);
    assert_eq!(
        store.change_report(&stale).await.unwrap(),
        StaffWrite::ChangedMeanwhile(2)
    );
    let beyond = removes(3, 2, RemovedPart::Note, Some(vec![Span { from: 0, to: 500 }]));
    assert_eq!(
        store.change_report(&beyond).await.unwrap(),
        StaffWrite::NoSuchPart
    );
    let note = removes(4, 2, RemovedPart::Note, Some(vec![Span { from: 0, to: 5 }]));
    assert_eq!(done(&*store, &note).await, 3);
    assert_eq!(
        done(
            &*store,
            &removes(5, 3, RemovedPart::Message { revision: 2 }, None)
        )
        .await,
        4
    );
    assert_eq!(
        store
            .change_report(&removes(6, 4, RemovedPart::Message { revision: 1 }, None))
            .await
            .unwrap(),
        StaffWrite::NoSuchPart
    );
    let report = read(&*store, 1).await;
    assert_eq!(report.note.as_deref(), Some("▇▇▇ from number 4 did it"));
    let everything = serde_json::to_string(&report).unwrap() + &told(&*store, 1).await;
    assert!(!everything.contains("Óscar"), "{everything}");
    assert!(everything.contains("names somebody"), "staff read why");
    assert!(!told(&*store, 1).await.contains("names somebody"));
    let found = ReportFilter {
        words: Some("oscar".into()),
        limit: 9,
        ..ReportFilter::default()
    };
    home.settle().await;
    assert_eq!(
        store.reports(&Reach::EVERYTHING, &found).await.unwrap().reports,
        []
    );
    assert_eq!(store.check().await.unwrap().problems, Vec::<String>::new());
}

async fn a_redacted_photo_and_contact_are_gone(home: Home) {
    let store = home.open().await;
    let mut with = report(1);
    with.report.contact = Some(Contact {
        name: Some("Ana".into()),
        reach: None,
    });
    let photo = |letter: &str| PhotoAnnouncement {
        sha256: letter.repeat(64).parse().unwrap(),
        size_bytes: 5,
        description: Some(format!("face {letter}")),
    };
    with.report.photos = vec![photo("a"), photo("b")];
    store.accept_reports(&[with]).await.unwrap();
    home.meddle(
        "UPDATE report_photo SET state = 'ready', object = 'o', thumbnail = 't', received_at = 0
         WHERE place_in_report = 0",
    )
    .await;
    done(&*store, &removes(1, 1, RemovedPart::Contact, None)).await;
    for (operation, letter) in [(2, "a"), (3, "b")] {
        let sha256 = letter.repeat(64).parse().unwrap();
        done(
            &*store,
            &removes(operation, operation, RemovedPart::Photo { sha256 }, None),
        )
        .await;
    }
    let report = read(&*store, 1).await;
    assert!(!report.has_contact);
    for photo in &report.photos {
        let json = serde_json::to_value(photo).unwrap();
        assert_eq!(
            (&json["state"], &json["description"]),
            (&"removed".into(), &serde_json::Value::Null)
        );
    }
    let waiting = store.discarded_objects(at(9_000), 9).await.unwrap();
    assert_eq!(waiting.len(), 2);
    let sha256 = "a".repeat(64).parse().unwrap();
    assert!(
        store
            .ready_photo(&Reach::EVERYTHING, report_id(1), &sha256)
            .await
            .unwrap()
            .is_none()
    );
}

async fn what_was_entered_for_a_caller_says_so(home: Home) {
    let store = home.open().await;
    let entered = IncomingReport {
        entered_by: Some(staff_id(7)),
        ..report(1)
    };
    store.accept_reports(&[entered, report(2)]).await.unwrap();
    let (entered, sent) = (read(&*store, 1).await, read(&*store, 2).await);
    assert!(entered.summary.entered_by_staff && !sent.summary.entered_by_staff);
    assert_eq!(entered.entered_by.map(|staff| staff.id), Some(staff_id(7)));
    assert_eq!(entered.summary.category, Category::Vandalism);
}
