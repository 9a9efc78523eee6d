//! How reports were served, one by one and without what would tell whose they are.

use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::report::Category;
use lamplight_protocol::status::{ClosingReason, Status};
use lamplight_store::Store;
use lamplight_store::model::{
    Cutoffs, Forgetting, MonthReports, MonthWish, OpenReport, ResidentAction, ServedReport,
};

use crate::fixtures::{at, by_resident, goes_to, hash, report, report_id, staff_says};
use crate::home::Home;
use crate::on_both_engines;
use crate::triage_lists::done;

on_both_engines!(
    a_report_tells_how_it_was_served_also_once_it_is_forgotten,
    a_report_that_is_opened_again_is_judged_by_its_first_round,
    practice_wellbeing_and_what_was_withdrawn_are_not_counted,
    a_month_ends_where_the_next_begins,
);

pub(crate) async fn month(store: &dyn Store, from: i64, until: i64) -> MonthReports {
    let wanted = MonthWish {
        from: at(from),
        until: at(until),
        reports_min: 5,
        places_max: 100,
    };
    store.month_reports(&wanted).await.unwrap()
}

/// Forgets every report that has ended.
async fn forget(store: &dyn Store) -> u32 {
    let now = at(0).plus_millis(100 * DAY_MS);
    let cutoffs = Cutoffs {
        reports: now,
        unfounded: now,
        photos: now,
    };
    let forgotten = store.forget(Forgetting::Reports, &cutoffs, now, 100).await;
    forgotten.unwrap().unwrap()
}

async fn a_report_tells_how_it_was_served_also_once_it_is_forgotten(home: Home) {
    let store = home.open().await;
    let first = report(1);
    store.accept_reports(&[first.clone(), report(2)]).await.unwrap();
    store.change_report(&staff_says(10, "on our way")).await.unwrap();
    done(&*store, &goes_to(20, 2, Status::Closed)).await;
    store
        .accept_operation(&by_resident(30, ResidentAction::Feedback(true)))
        .await
        .unwrap();
    let told = month(&*store, 0, 9_000).await;
    let answered = ServedReport {
        category: Category::Vandalism,
        received_at: at(1),
        due_at: Some(first.due_at),
        answered_at: Some(at(1_010)),
        first_ended_at: Some(at(1_020)),
        reopened_at: None,
        ended_at: Some(at(1_020)),
        ended_reason: Some(ClosingReason::NotOurs),
        fixed: Some(true),
    };
    let waiting = ServedReport {
        received_at: at(2),
        due_at: Some(report(2).due_at),
        answered_at: None,
        first_ended_at: None,
        ended_at: None,
        ended_reason: None,
        fixed: None,
        ..answered
    };
    let sorted = |mut reports: Vec<ServedReport>| {
        reports.sort_by_key(|report| report.received_at);
        reports
    };
    assert_eq!(sorted(told.served), [answered, waiting]);
    let open = OpenReport {
        category: Category::Vandalism,
        received_at: at(2),
    };
    assert_eq!(told.open, [open]);
    assert_eq!(forget(&*store).await, 1);
    assert_eq!(sorted(month(&*store, 0, 9_000).await.served), [answered, waiting]);
    assert_eq!(store.first_report_at().await.unwrap(), Some(at(1)));
}

async fn a_report_that_is_opened_again_is_judged_by_its_first_round(home: Home) {
    let store = home.open().await;
    let first = report(1);
    store.accept_reports(std::slice::from_ref(&first)).await.unwrap();
    done(&*store, &goes_to(10, 1, Status::Closed)).await;
    for (number, revision) in [(20, 3), (40, 5)] {
        let reopens = by_resident(number, ResidentAction::Reopen);
        store.accept_operation(&reopens).await.unwrap();
        done(&*store, &goes_to(number + 10, revision, Status::Closed)).await;
    }
    let expected = ServedReport {
        category: Category::Vandalism,
        received_at: at(1),
        due_at: Some(first.due_at),
        answered_at: Some(at(1_010)),
        first_ended_at: Some(at(1_010)),
        reopened_at: Some(at(1_020)),
        ended_at: Some(at(1_050)),
        ended_reason: Some(ClosingReason::NotOurs),
        fixed: None,
    };
    assert_eq!(month(&*store, 0, 9_000).await.served, [expected]);
    assert_eq!(forget(&*store).await, 1);
    assert_eq!(month(&*store, 0, 9_000).await.served, [expected]);
}

async fn practice_wellbeing_and_what_was_withdrawn_are_not_counted(home: Home) {
    let store = home.open().await;
    let mut reports: Vec<_> = (1..=3).map(report).collect();
    reports[0].report.practice = true;
    reports[1].report.category = Category::Wellbeing;
    store.accept_reports(&reports).await.unwrap();
    let mut withdraws = by_resident(9, ResidentAction::Withdraw);
    withdraws.report_id = report_id(3);
    withdraws.receipt_hash = hash(3);
    store.accept_operation(&withdraws).await.unwrap();
    let told = month(&*store, 0, 9_000).await;
    assert_eq!((told.served, told.open), (Vec::new(), Vec::new()));
}

async fn a_month_ends_where_the_next_begins(home: Home) {
    let store = home.open().await;
    assert_eq!(store.first_report_at().await.unwrap(), None);
    store.accept_reports(&[report(1), report(2)]).await.unwrap();
    let received = async |from, until| {
        let served = month(&*store, from, until).await.served;
        served.iter().map(|report| report.received_at).collect::<Vec<_>>()
    };
    assert_eq!(received(0, 2).await, [at(1)]);
    assert_eq!(received(2, 9).await, [at(2)]);
}
