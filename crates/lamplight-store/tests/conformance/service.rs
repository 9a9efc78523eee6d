//! How reports were served, in counts.

use lamplight_protocol::report::Category;
use lamplight_protocol::status::Status;
use lamplight_store::Store;
use lamplight_store::model::{Reach, ServiceCount};

use crate::fixtures::{at, goes_to, report, report_id};
use crate::home::Home;
use crate::on_both_engines;
use crate::triage_lists::done;

on_both_engines!(
    half_of_all_waited_so_long_and_what_still_waits_waited_longer,
    practice_wellbeing_and_what_was_withdrawn_are_not_counted,
);

/// Closes a report so many seconds after the first came in.
async fn close(store: &dyn Store, number: u32, seconds: i64) {
    let mut closes = goes_to(number, 1, Status::Closed);
    closes.report_id = report_id(number);
    closes.at = at(seconds);
    done(store, &closes).await;
}

async fn counted(store: &dyn Store) -> Vec<ServiceCount> {
    store.service(at(0), at(9_000_000)).await.unwrap()
}

async fn half_of_all_waited_so_long_and_what_still_waits_waited_longer(home: Home) {
    let store = home.open().await;
    let mut reports: Vec<_> = (1..=5).map(report).collect();
    reports[4].report.category = Category::Vehicle;
    let received: Vec<i64> = reports
        .iter()
        .map(|report| report.received_at.as_millis())
        .collect();
    store.accept_reports(&reports).await.unwrap();
    for (number, seconds) in [(1, 2_000_000), (2, 1_000_000), (5, 3_000_000)] {
        close(&*store, number, seconds).await;
    }
    let waited = |number: usize, seconds: i64| Some(at(seconds).as_millis() - received[number - 1]);
    let of = |category, reports, half_ms| ServiceCount {
        category,
        reports,
        in_time: 0,
        half_answered_ms: half_ms,
        half_ended_ms: half_ms,
    };
    let all = counted(&*store).await;
    // Of the five, three have ended: the third is the middle one. Of four about vandalism two have: the second is.
    assert_eq!(all[0], of(None, 5, waited(5, 3_000_000)));
    assert_eq!(all[1], of(Some(Category::Vandalism), 4, waited(1, 2_000_000)));
    assert_eq!(all[2], of(Some(Category::Vehicle), 1, waited(5, 3_000_000)));
    assert_eq!(all.len(), 3);
    assert_eq!(store.service(at(9_000), at(9_001)).await.unwrap(), []);
}

async fn practice_wellbeing_and_what_was_withdrawn_are_not_counted(home: Home) {
    let store = home.open().await;
    let mut reports: Vec<_> = (1..=2).map(report).collect();
    reports[0].report.practice = true;
    reports[1].report.category = Category::Wellbeing;
    store.accept_reports(&reports).await.unwrap();
    assert_eq!(counted(&*store).await, []);
    let seen = store.report(&Reach::EVERYTHING, report_id(1)).await.unwrap();
    assert!(seen.is_some());
}
