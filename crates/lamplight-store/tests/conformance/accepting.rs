//! Reports come in.

use std::sync::Arc;

use lamplight_protocol::api::{PhotoState, ReportPhoto};
use lamplight_protocol::disclosure::Withheld;
use lamplight_protocol::place::Place;
use lamplight_protocol::report::{Behaviour, Category, Contact, NewReport, PhotoAnnouncement};
use lamplight_protocol::status::Status;
use lamplight_protocol::thread::{EntryContent, ThreadEntry};
use lamplight_store::model::{Acceptance, Disclosed, IncomingReport, Reach};

use crate::fixtures::{accept, accepted, hash, report, report_id};
use crate::home::Home;
use crate::on_both_engines;
use crate::withheld::look;

on_both_engines!(
    a_report_that_comes_again_gets_the_first_answer,
    another_body_or_another_receipt_is_a_conflict_and_changes_nothing,
    the_same_report_may_come_twice_in_one_group,
    everything_a_report_says_reads_back,
    old_and_new_reports_may_come_in_one_group,
    the_answer_to_a_known_report_can_be_had_without_keeping_anything,
    a_report_is_accepted_once_however_many_bring_it_at_once,
);

async fn a_report_that_comes_again_gets_the_first_answer(home: Home) {
    let store = home.open().await;
    let first = store.accept_reports(&[report(1)]).await.unwrap();
    assert_eq!(first, [accepted(1, false)]);

    let mut again = report(1);
    again.received_at = report(9).received_at;
    again.reference = "AQ-OTHER".into();
    let second = store.accept_reports(&[again]).await.unwrap();
    assert_eq!(second, [accepted(1, true)]);
}

async fn another_body_or_another_receipt_is_a_conflict_and_changes_nothing(home: Home) {
    let store = home.open().await;
    store.accept_reports(&[report(1)]).await.unwrap();
    let before = store.report(&Reach::EVERYTHING, report(1).id).await.unwrap();

    let mut other_body = report(1);
    other_body.body_hash = hash(2);
    other_body.report.note = Some("something else".into());
    let mut other_receipt = report(1);
    other_receipt.receipt_hash = hash(2);
    let answers = store.accept_reports(&[other_body, other_receipt]).await.unwrap();
    assert_eq!(answers, [Acceptance::Conflict, Acceptance::Conflict]);
    assert_eq!(
        store.report(&Reach::EVERYTHING, report(1).id).await.unwrap(),
        before
    );
}

async fn the_answer_to_a_known_report_can_be_had_without_keeping_anything(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let asked = [(1, 1, 1), (1, 1, 2), (1, 2, 1), (2, 2, 2)];
    let mut answers = Vec::new();
    for (id, receipt, body) in asked {
        let (id, receipt_hash, body_hash) = (report_id(id), hash(receipt), hash(body));
        answers.push(store.answer_again(id, &receipt_hash, &body_hash).await.unwrap());
    }
    let conflict = Some(Acceptance::Conflict);
    assert_eq!(
        answers,
        [Some(accepted(1, true)), conflict.clone(), conflict, None]
    );
    assert_eq!(
        store.report(&Reach::EVERYTHING, report_id(2)).await.unwrap(),
        None
    );
}

async fn the_same_report_may_come_twice_in_one_group(home: Home) {
    let store = home.open().await;
    let mut other_body = report(1);
    other_body.body_hash = hash(2);
    let group = [report(2), report(1), report(1), other_body, report(3)];
    let answers = store.accept_reports(&group).await.unwrap();
    assert_eq!(
        answers,
        [
            accepted(2, false),
            accepted(1, false),
            accepted(1, true),
            Acceptance::Conflict,
            accepted(3, false)
        ]
    );
    assert!(store.accept_reports(&[]).await.unwrap().is_empty());
}

async fn everything_a_report_says_reads_back(home: Home) {
    let store = home.open().await;
    let mut full = report(1);
    full.report.category = Category::SuspiciousActivity;
    full.report.behaviours = vec![Behaviour::TryingHandles, Behaviour::Hiding];
    full.report.contact = Some(Contact {
        name: Some("Ana".into()),
        reach: None,
    });
    full.report.practice = true;
    full.report.language = "pt-BR".parse().unwrap();
    full.report.photos = ["a", "b"]
        .map(|digit| PhotoAnnouncement {
            sha256: digit.repeat(64).parse().unwrap(),
            size_bytes: 5,
            description: (digit == "b").then(|| "the broken lamp".into()),
        })
        .into();
    full.occurred_in_future = true;
    let bare = IncomingReport {
        district: None,
        cell: None,
        report: NewReport {
            place: Place::default(),
            note: None,
            ..report(2).report
        },
        ..report(2)
    };
    store.accept_reports(&[full.clone(), bare.clone()]).await.unwrap();

    let read = store.report(&Reach::EVERYTHING, full.id).await.unwrap().unwrap();
    assert_eq!(read.summary.id, full.id);
    assert_eq!(read.summary.reference, full.reference);
    assert_eq!(read.summary.category, full.report.category);
    assert_eq!(read.summary.status, Status::Received);
    assert_eq!(read.summary.revision, 1);
    assert!(read.summary.practice);
    assert_eq!(read.summary.received_at, full.received_at);
    assert_eq!(read.summary.changed_at, full.received_at);
    assert_eq!(read.summary.due_at, full.due_at);
    assert_eq!(read.summary.district, full.district);
    assert_eq!(read.summary.place_words, None);
    assert_eq!(read.behaviours, full.report.behaviours);
    assert_eq!(
        read.place.point,
        full.report
            .place
            .point
            .map(lamplight_protocol::place::Point::coarse)
    );
    for what in [Withheld::Place, Withheld::Contact] {
        let Disclosed::Given(given) = store.disclose(&look(1, 90 + what as u32, what)).await.unwrap() else {
            panic!("nothing was given");
        };
        match what {
            Withheld::Place => assert_eq!(given.place, Some(full.report.place.clone())),
            Withheld::Contact => assert_eq!(given.contact, full.report.contact),
        }
    }
    assert_eq!(read.occurred_at, full.report.occurred_at);
    assert!(read.occurred_in_future);
    assert_eq!(read.note, full.report.note);
    assert!(read.place_withheld && read.has_contact);
    assert_eq!(read.language, full.report.language);
    assert_eq!((read.summary.photos, read.summary.photos_to_come), (2, 2));
    let photos = full.report.photos.into_iter().map(|photo| ReportPhoto {
        sha256: photo.sha256,
        state: PhotoState::ToCome,
        description: photo.description,
    });
    assert_eq!(read.photos, photos.collect::<Vec<_>>());
    assert_eq!(
        read.thread,
        [ThreadEntry {
            revision: 1,
            at: full.received_at,
            content: EntryContent::Status {
                status: Status::Received,
                ending: None
            },
        }]
    );

    let read = store.report(&Reach::EVERYTHING, bare.id).await.unwrap().unwrap();
    assert_eq!(
        (read.note, read.has_contact, read.summary.district),
        (None, false, None)
    );
    assert!(read.place.is_empty() && read.photos.is_empty() && !read.summary.practice);
    assert_eq!(
        store.report(&Reach::EVERYTHING, report(3).id).await.unwrap(),
        None
    );
}

async fn old_and_new_reports_may_come_in_one_group(home: Home) {
    let store = home.open().await;
    accept(&*store, [2, 4]).await;
    let group: Vec<_> = (1..=5).map(report).collect();
    let answers = store.accept_reports(&group).await.unwrap();
    let expected: Vec<_> = (1..=5).map(|n| accepted(n, n % 2 == 0)).collect();
    assert_eq!(answers, expected);
}

async fn a_report_is_accepted_once_however_many_bring_it_at_once(home: Home) {
    const REPORTS: u32 = 250;

    let store = home.open().await;
    let other_instance = home.open().await;
    let mut bringing = tokio::task::JoinSet::new();
    let reports: Vec<_> = (1..=REPORTS).map(report).collect();
    for instance in [&store, &other_instance] {
        let store = Arc::clone(instance);
        let mut group = reports.clone();
        if Arc::ptr_eq(instance, &other_instance) {
            // In the opposite order, so that they would lock each other out if it mattered.
            group.reverse();
        }
        bringing.spawn(async move { store.accept_reports(&group).await.unwrap() });
    }
    let answers: Vec<Acceptance> = bringing.join_all().await.into_iter().flatten().collect();
    let new = answers
        .iter()
        .filter(|answer| matches!(answer, Acceptance::Accepted { repeated: false, .. }));
    let again = answers
        .iter()
        .filter(|answer| matches!(answer, Acceptance::Accepted { repeated: true, .. }));
    assert_eq!((new.count(), again.count()), (REPORTS as usize, REPORTS as usize));
    let kept = store.export_reports(None, u32::MAX).await.unwrap();
    assert_eq!(kept.len(), REPORTS as usize);
}
