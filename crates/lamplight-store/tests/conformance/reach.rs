//! What is beyond somebody's reach is not there for them.

use lamplight_protocol::api::ReferralTarget;
use lamplight_protocol::report::{Category, PhotoAnnouncement};
use lamplight_protocol::status::{ClosingReason, Ending, Status};
use lamplight_store::model::{
    Belonging, Districts, IncomingReport, JournalEntry, Reach, ReportFilter, StaffAction, StaffOperation,
    StaffWrite,
};

use crate::fixtures::{at, by_dispatcher, goes_to, hash, operation_id, report, report_id, staff_id};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    what_is_listed_read_and_changed_is_what_is_within_reach,
    the_journal_tells_whose_a_report_is_to_know_of,
    a_duplicate_names_no_report_beyond_reach,
);

/// Every kind of report there is to tell apart, numbered from 1.
fn belongings() -> Vec<Belonging> {
    let mut belongings = Vec::new();
    for category in [Category::Vandalism, Category::Wellbeing] {
        for district in [None, Some("harbour"), Some("mill")] {
            for assignee in [None, Some(staff_id(1)), Some(staff_id(2))] {
                belongings.push(Belonging {
                    category,
                    district: district.map(str::to_owned),
                    assignee,
                    referred_to: Vec::new(),
                });
            }
        }
    }
    let person = ReferralTarget::Person { id: staff_id(1) };
    for referred_to in [
        vec![person],
        vec![ReferralTarget::Responders],
        vec![person, ReferralTarget::Responders],
    ] {
        belongings.push(Belonging {
            category: Category::Wellbeing,
            district: Some("harbour".into()),
            assignee: None,
            referred_to,
        });
    }
    belongings
}

/// Every kind of reach.
fn reaches() -> Vec<Reach> {
    let only = |ids: &[&str]| Districts::Only(ids.iter().map(|id| (*id).to_owned()).collect());
    let mut reaches = Vec::new();
    for ordinary in [false, true] {
        for wellbeing in [false, true] {
            for in_charge in [None, Some(staff_id(1))] {
                for districts in [
                    Districts::All,
                    only(&[]),
                    only(&["harbour"]),
                    only(&["harbour", "mill"]),
                    only(&["x' OR '1' = '1"]),
                ] {
                    for referred_to in targets() {
                        reaches.push(Reach {
                            ordinary,
                            wellbeing,
                            in_charge,
                            referred_to,
                            districts: districts.clone(),
                        });
                    }
                }
            }
        }
    }
    reaches
}

/// As whom somebody may have reports referred to them.
fn targets() -> [Vec<ReferralTarget>; 3] {
    [
        vec![],
        vec![ReferralTarget::Person { id: staff_id(1) }],
        vec![
            ReferralTarget::Person { id: staff_id(2) },
            ReferralTarget::Responders,
        ],
    ]
}

fn numbered() -> impl Iterator<Item = (u32, Belonging)> {
    (1..).zip(belongings())
}

/// A store that has a report of each kind, each with a photo that can be looked at.
async fn filled(home: &Home) -> std::sync::Arc<dyn lamplight_store::Store> {
    let store = home.open().await;
    let reports: Vec<IncomingReport> = numbered()
        .map(|(number, belonging)| {
            let mut report = report(number);
            report.report.category = belonging.category;
            report.district = belonging.district;
            report.report.photos = vec![PhotoAnnouncement {
                sha256: "a".repeat(64).parse().unwrap(),
                size_bytes: 5,
                description: None,
            }];
            report
        })
        .collect();
    store.accept_reports(&reports).await.unwrap();
    for (number, belonging) in numbered() {
        if let Some(assignee) = belonging.assignee {
            let id = report_id(number);
            home.meddle(&format!(
                "UPDATE report SET assignee = '{assignee}'
                 WHERE number = (SELECT number FROM receipt WHERE report_id = '{id}')"
            ))
            .await;
        }
    }
    for (number, belonging) in numbered() {
        for target in belonging.referred_to {
            let id = report_id(number);
            home.meddle(&format!(
                "INSERT INTO referral (number, target, at, staff_id)
                 SELECT number, '{target}', 0, '{}' FROM receipt WHERE report_id = '{id}'",
                staff_id(1)
            ))
            .await;
        }
    }
    home.meddle(
        "UPDATE report_photo
         SET state = 'ready', object = 'o' || number, thumbnail = 't' || number, received_at = 0",
    )
    .await;
    store
}

async fn what_is_listed_read_and_changed_is_what_is_within_reach(home: Home) {
    let store = filled(&home).await;
    let mut operation = 1_000;
    for reach in reaches() {
        let filter = ReportFilter {
            limit: 100,
            ..ReportFilter::default()
        };
        let page = store.reports(&reach, &filter).await.unwrap();
        let mut listed: Vec<_> = page.reports.iter().map(|report| report.id).collect();
        listed.reverse();
        let covered: Vec<_> = numbered()
            .filter(|(_, belonging)| reach.covers(belonging))
            .collect();
        let expected: Vec<_> = covered.iter().map(|(number, _)| report_id(*number)).collect();
        assert_eq!(listed, expected, "{reach:?}");
        for (number, belonging) in numbered() {
            let (id, is_theirs) = (report_id(number), reach.covers(&belonging));
            let read = store.report(&reach, id).await.unwrap();
            assert_eq!(read.is_some(), is_theirs, "{reach:?} {belonging:?}");
            let photo = store
                .ready_photo(&reach, id, &"a".repeat(64).parse().unwrap())
                .await
                .unwrap();
            assert_eq!(photo.is_some(), is_theirs, "{reach:?} {belonging:?}");
            operation += 1;
            let says = StaffOperation {
                id: operation_id(operation),
                report_id: id,
                reach: reach.clone(),
                ..by_dispatcher(operation, StaffAction::Message("hello".into()))
            };
            let said = store.change_report(&says).await.unwrap();
            assert_eq!(
                matches!(said, StaffWrite::Done { .. }),
                is_theirs,
                "{reach:?} {belonging:?} {said:?}"
            );
            assert_eq!(said == StaffWrite::NotFound, !is_theirs);
        }
    }
}

async fn the_journal_tells_whose_a_report_is_to_know_of(home: Home) {
    let store = home.open().await;
    let beginning = store.head().await.unwrap();
    store.close().await;
    let store = filled(&home).await;
    home.settle().await;
    let told = |page: lamplight_store::model::JournalPage| -> Vec<_> {
        page.rows
            .into_iter()
            .map(|row| match row.entry {
                JournalEntry::Report { id, belonging, .. } => (id, belonging),
                JournalEntry::Public { .. } => panic!("nothing was published"),
            })
            .collect()
    };
    let expected: Vec<_> = numbered()
        .map(|(number, belonging)| (report_id(number), Some(belonging)))
        .collect();
    assert_eq!(told(store.journal(&beginning, 100).await.unwrap()), expected);

    let head = store.head().await.unwrap();
    let erasure = lamplight_store::model::Erasure {
        report_id: report_id(1),
        receipt_hash: hash(1),
        at: at(50),
    };
    store.erase_report(&erasure).await.unwrap();
    home.settle().await;
    assert_eq!(
        told(store.journal(&head, 100).await.unwrap()),
        [(report_id(1), None)]
    );
}

async fn a_duplicate_names_no_report_beyond_reach(home: Home) {
    let store = home.open().await;
    let mut elsewhere = report(3);
    elsewhere.district = Some("mill".into());
    store
        .accept_reports(&[report(1), report(2), elsewhere])
        .await
        .unwrap();
    let closed_as_duplicate_of = |operation, original| {
        let mut closes = goes_to(operation, 1, Status::Closed);
        closes.reach.districts = Districts::Only(["harbour".into()].into());
        if let StaffAction::Status(change) = &mut closes.action {
            change.ending = Ending {
                reason: Some(ClosingReason::DuplicateOf),
                duplicate_of: Some(report_id(original)),
                ..Ending::default()
            };
        }
        closes
    };
    assert_eq!(
        store.change_report(&closed_as_duplicate_of(5, 3)).await.unwrap(),
        StaffWrite::NoSuchOriginal
    );
    assert!(matches!(
        store.change_report(&closed_as_duplicate_of(6, 2)).await.unwrap(),
        StaffWrite::Done { .. }
    ));
}
