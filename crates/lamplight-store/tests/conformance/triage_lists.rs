//! The desk's list: its filters and orders, what is unread, and how much of each there is.

use lamplight_protocol::ids::{ReportId, StaffId};
use lamplight_protocol::report::Category;
use lamplight_protocol::status::{ClosingReason, Ending, Status};
use lamplight_store::model::{
    InCharge, NewInvite, Opens, Order, Reach, ReportFilter, ResidentAction, Rights, Role, StaffAction,
    StaffOperation, StaffWrite,
};
use lamplight_store::{Store, StoreError};

use crate::fixtures::{
    self, accept, at, by_dispatcher, by_resident, goes_to, hash, report, report_id, resident_says, staff_id,
};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_list_goes_in_the_order_that_was_asked_for,
    a_cursor_belongs_to_its_order,
    the_first_page_tells_how_many_there_are,
    each_filter_takes_what_it_says,
    what_somebody_has_read_is_unread_to_others,
    what_a_resident_says_after_the_end_is_unread,
    outcomes_are_counted_by_category_and_district,
);

pub(crate) fn filter() -> ReportFilter {
    ReportFilter {
        limit: 50,
        ..ReportFilter::default()
    }
}

pub(crate) async fn listed(store: &dyn Store, reach: &Reach, filter: &ReportFilter) -> Vec<ReportId> {
    let page = store.reports(reach, filter).await.unwrap();
    page.reports.iter().map(|report| report.id).collect()
}

pub(crate) fn ids(numbers: &[u32]) -> Vec<ReportId> {
    numbers.iter().map(|number| report_id(*number)).collect()
}

/// Somebody of the patrol, who exists.
pub(crate) async fn person(store: &dyn Store, number: u32) -> StaffId {
    let invite = NewInvite {
        id: lamplight_protocol::ids::InviteId::from_random(*staff_id(number).as_bytes()),
        person: staff_id(number),
        name: format!("Person {number}"),
        rights: Rights::everywhere([Role::Dispatcher]),
        opens: Opens::Enrolment,
        hash: hash(number),
        by: fixtures::admin(),
        created_at: at(0),
        expires_at: at(60),
    };
    store.invite(&invite).await.unwrap()
}

pub(crate) fn reach_of(person: StaffId) -> Reach {
    Reach {
        in_charge: Some(person),
        ..Reach::EVERYTHING
    }
}

pub(crate) async fn done(store: &dyn Store, write: &StaffOperation) {
    let answer = store.change_report(write).await.unwrap();
    assert!(matches!(answer, StaffWrite::Done { .. }), "{answer:?}");
}

async fn a_list_goes_in_the_order_that_was_asked_for(home: Home) {
    let store = home.open().await;
    let mut reports: Vec<_> = (1..=5).map(report).collect();
    reports[3].due_at = at(1);
    reports[0].due_at = at(2);
    store.accept_reports(&reports).await.unwrap();
    for (order, expected) in [
        (Order::Newest, [5, 4, 3, 2, 1]),
        (Order::Oldest, [1, 2, 3, 4, 5]),
        (Order::Due, [4, 1, 2, 3, 5]),
    ] {
        let mut paged = ReportFilter {
            order,
            limit: 2,
            ..filter()
        };
        let mut all = Vec::new();
        loop {
            let page = store.reports(&Reach::EVERYTHING, &paged).await.unwrap();
            all.extend(page.reports.iter().map(|report| report.id));
            paged.before = page.next;
            if paged.before.is_none() {
                break;
            }
        }
        assert_eq!(all, ids(&expected), "{order:?}");
    }
}

async fn a_cursor_belongs_to_its_order(home: Home) {
    let store = home.open().await;
    accept(&*store, 1..=3).await;
    let orders = [Order::Newest, Order::Oldest, Order::Due];
    for given in orders {
        let first = ReportFilter {
            order: given,
            limit: 1,
            ..filter()
        };
        let next = store.reports(&Reach::EVERYTHING, &first).await.unwrap().next;
        for asked in orders {
            let second = ReportFilter {
                order: asked,
                before: next.clone(),
                ..filter()
            };
            let page = store.reports(&Reach::EVERYTHING, &second).await;
            match page {
                Ok(_) => assert_eq!(given, asked),
                Err(error) => assert!(matches!(error, StoreError::CursorExpired) && given != asked),
            }
        }
    }
}

async fn the_first_page_tells_how_many_there_are(home: Home) {
    let store = home.open().await;
    accept(&*store, 1..=3).await;
    let first = ReportFilter { limit: 2, ..filter() };
    let page = store.reports(&Reach::EVERYTHING, &first).await.unwrap();
    let total = page.total.unwrap();
    assert_eq!((total.count, total.more), (3, false));
    let second = ReportFilter {
        before: page.next,
        ..first
    };
    assert_eq!(
        store.reports(&Reach::EVERYTHING, &second).await.unwrap().total,
        None
    );
    accept(&*store, 4..=1_001).await;
    let total = store
        .reports(&Reach::EVERYTHING, &filter())
        .await
        .unwrap()
        .total
        .unwrap();
    assert_eq!((total.count, total.more), (1_000, true));
}

async fn each_filter_takes_what_it_says(home: Home) {
    let store = home.open().await;
    let mut reports: Vec<_> = (1..=4).map(report).collect();
    reports[1].due_at = at(10);
    reports[2].due_at = at(10);
    store.accept_reports(&reports).await.unwrap();
    let reach = reach_of(staff_id(1));
    let mut says = by_dispatcher(1, StaffAction::Message("hello".into()));
    says.report_id = report_id(2);
    done(&*store, &says).await;
    let mut takes = goes_to(2, 1, Status::Assigned);
    takes.report_id = report_id(4);
    done(&*store, &takes).await;
    let cases = [
        (
            ReportFilter {
                overdue_at: Some(at(20)),
                ..filter()
            },
            vec![3],
        ),
        (
            ReportFilter {
                overdue_at: Some(at(10)),
                ..filter()
            },
            vec![],
        ),
        (
            ReportFilter {
                received_before: Some(at(3)),
                ..filter()
            },
            vec![2, 1],
        ),
        (
            ReportFilter {
                assignee: Some(InCharge::Of(staff_id(1))),
                ..filter()
            },
            vec![4],
        ),
        (
            ReportFilter {
                assignee: Some(InCharge::Nobody),
                ..filter()
            },
            vec![3, 2, 1],
        ),
        (
            ReportFilter {
                mine: true,
                ..filter()
            },
            vec![4],
        ),
        (
            ReportFilter {
                ids: Some(ids(&[1, 3, 9])),
                ..filter()
            },
            vec![3, 1],
        ),
        (
            ReportFilter {
                ids: Some(vec![]),
                ..filter()
            },
            vec![],
        ),
        (
            ReportFilter {
                ids: Some(ids(&[1, 4])),
                statuses: vec![Status::Assigned],
                ..filter()
            },
            vec![4],
        ),
    ];
    for (filter, expected) in cases {
        assert_eq!(
            listed(&*store, &reach, &filter).await,
            ids(&expected),
            "{filter:?}"
        );
    }
    let counts = store
        .desk_counts(&reach, &[Category::Vandalism], at(20))
        .await
        .unwrap();
    assert_eq!(
        (
            counts.open,
            counts.urgent,
            counts.overdue,
            counts.mine,
            counts.unassigned
        ),
        (4, 4, 1, 1, 3)
    );
    assert_eq!(
        store
            .desk_counts(&Reach::NOTHING, &[], at(20))
            .await
            .unwrap()
            .open,
        0
    );
}

async fn what_somebody_has_read_is_unread_to_others(home: Home) {
    let store = home.open().await;
    let (ana, bo) = (person(&*store, 11).await, person(&*store, 12).await);
    accept(&*store, [1, 2]).await;
    let unread = |person| {
        let store = &store;
        async move {
            let filter = ReportFilter {
                unread: true,
                ..filter()
            };
            listed(&**store, &reach_of(person), &filter).await
        }
    };
    let read = |person, revision| {
        let store = &store;
        async move {
            let reach = reach_of(person);
            assert!(
                store
                    .mark_read(&reach, person, report_id(1), revision)
                    .await
                    .unwrap()
            );
        }
    };
    assert_eq!(unread(ana).await, ids(&[2, 1]));
    read(ana, Some(1)).await;
    read(ana, Some(1)).await;
    assert_eq!((unread(ana).await, unread(bo).await), (ids(&[2]), ids(&[2, 1])));
    // What the patrol says is news to nobody there; what the resident says is.
    done(&*store, &by_dispatcher(1, StaffAction::Message("hello".into()))).await;
    assert_eq!(unread(ana).await, ids(&[2]));
    store
        .accept_operation(&resident_says(2, "still wet"))
        .await
        .unwrap();
    assert_eq!(unread(ana).await, ids(&[2, 1]));
    let mut answers = by_dispatcher(3, StaffAction::Message("thank you".into()));
    answers.by = fixtures::person(11);
    done(&*store, &answers).await;
    assert_eq!(unread(ana).await, ids(&[2]));
    // Never back by a late mark, but by a wish.
    read(ana, Some(1)).await;
    assert_eq!(unread(ana).await, ids(&[2]));
    read(ana, None).await;
    assert_eq!(unread(ana).await, ids(&[2, 1]));
    assert!(
        !store
            .mark_read(&Reach::NOTHING, ana, report_id(1), Some(1))
            .await
            .unwrap()
    );
    let counts = store.desk_counts(&reach_of(bo), &[], at(0)).await.unwrap();
    assert_eq!(counts.unread, 2);
}

async fn what_a_resident_says_after_the_end_is_unread(home: Home) {
    let store = home.open().await;
    let ana = person(&*store, 11).await;
    accept(&*store, [1]).await;
    let closes = goes_to(1, 1, Status::Closed);
    done(&*store, &closes).await;
    let unread = ReportFilter {
        unread: true,
        ..filter()
    };
    assert_eq!(listed(&*store, &reach_of(ana), &unread).await, []);
    store
        .accept_operation(&by_resident(2, ResidentAction::Feedback(false)))
        .await
        .unwrap();
    assert_eq!(listed(&*store, &reach_of(ana), &unread).await, ids(&[1]));
    assert_eq!(
        store
            .desk_counts(&reach_of(ana), &[], at(0))
            .await
            .unwrap()
            .unread,
        1
    );
}

async fn outcomes_are_counted_by_category_and_district(home: Home) {
    let store = home.open().await;
    let mut reports: Vec<_> = (1..=4).map(report).collect();
    reports[2].report.category = Category::Vehicle;
    reports[3].district = None;
    store.accept_reports(&reports).await.unwrap();
    for number in 1..=4 {
        let mut closes = goes_to(number, 1, Status::Closed);
        closes.report_id = report_id(number);
        if let StaffAction::Status(change) = &mut closes.action {
            change.ending = Ending {
                reason: Some(ClosingReason::NoBasis),
                ..Ending::default()
            };
        }
        done(&*store, &closes).await;
    }
    let outcomes = store
        .outcomes(&Reach::EVERYTHING, at(0), at(9_000))
        .await
        .unwrap();
    let mut counted: Vec<_> = outcomes
        .iter()
        .map(|outcome| {
            assert_eq!(outcome.reason, Some(ClosingReason::NoBasis));
            (outcome.category, outcome.district.as_deref(), outcome.count)
        })
        .collect();
    counted.sort();
    assert_eq!(
        counted,
        [
            (Category::Vandalism, None, 1),
            (Category::Vandalism, Some("harbour"), 2),
            (Category::Vehicle, Some("harbour"), 1),
        ]
    );
    assert_eq!(
        store
            .outcomes(&Reach::EVERYTHING, at(9_000), at(9_001))
            .await
            .unwrap(),
        []
    );
    assert_eq!(
        store.outcomes(&Reach::NOTHING, at(0), at(9_000)).await.unwrap(),
        []
    );
}
