//! What is past keeping is forgotten.

use lamplight_protocol::api::{HoldChange, HoldStep, OutcomeCount, PhotoState, StatusChange};
use lamplight_protocol::limits::{DAY_MS, HOLD_ASKED_MS_MAX};
use lamplight_protocol::report::Category;
use lamplight_protocol::status::{ClosingReason, Ending, Status};
use lamplight_protocol::thread::ThreadState;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::Store;
use lamplight_store::model::{
    Acceptance, Cutoffs, Forgetting, IncomingReport, JournalEntry, MonthWish, Reach, StaffAction,
    StaffOperation,
};

use crate::fixtures::{accept, accepted, at, by_dispatcher, claim, person, report, report_id};
use crate::home::Home;
use crate::on_both_engines;
use crate::photos::{arrived, with_photos};

on_both_engines!(
    a_report_that_ended_before_its_time_is_forgotten_and_no_other,
    a_forgotten_report_is_as_one_that_was_erased,
    nothing_of_a_forgotten_report_is_left_but_figures,
    an_unfounded_report_goes_sooner,
    what_is_held_is_not_forgotten,
    a_duplicate_stays_for_as_long_as_its_original,
    photos_go_before_their_report,
    what_was_forgotten_is_counted_still,
    forgetting_goes_in_chunks_and_says_so_in_the_audit,
);

/// Ends report `number`, received a moment before, so many days after the day's beginning.
async fn end(store: &dyn Store, number: u32, day: i64, reason: ClosingReason, original: Option<u32>) {
    let change = StatusChange {
        revision: 1,
        to: Status::Closed,
        ending: Ending {
            reason: Some(reason),
            duplicate_of: original.map(report_id),
            ..Ending::default()
        },
        message: None,
    };
    let ends = StaffOperation {
        report_id: report_id(number),
        at: day_of(day),
        ..by_dispatcher(1_000 + number, StaffAction::Status(change))
    };
    let done = store.change_report(&ends).await.unwrap();
    assert_eq!(done, crate::fixtures::done(2), "{number}");
}

async fn closed(store: &dyn Store, number: u32, day: i64) {
    end(store, number, day, ClosingReason::NotOurs, None).await;
}

fn day_of(day: i64) -> TimestampMillis {
    at(0).plus_millis(day * DAY_MS)
}

/// As the patrol keeps things: reports for 90 days, unfounded ones for 14, photos for 30.
fn cutoffs(now: TimestampMillis) -> Cutoffs {
    let before = |days: i64| now.plus_millis(-days * DAY_MS);
    Cutoffs {
        reports: before(90),
        unfounded: before(14),
        photos: before(30),
    }
}

/// Forgets what is past keeping a millisecond after so many days.
async fn forget(store: &dyn Store, day: i64) -> u32 {
    let now = day_of(day).plus_millis(1);
    store
        .forget(Forgetting::Reports, &cutoffs(now), now, 100)
        .await
        .unwrap()
        .unwrap()
}

async fn left(store: &dyn Store, numbers: impl IntoIterator<Item = u32>) -> Vec<u32> {
    let mut left = Vec::new();
    for number in numbers {
        let report = store.report(&Reach::EVERYTHING, report_id(number)).await.unwrap();
        left.extend(report.map(|_| number));
    }
    left
}

async fn a_report_that_ended_before_its_time_is_forgotten_and_no_other(home: Home) {
    let store = home.open().await;
    accept(&*store, [1, 2, 3]).await;
    closed(&*store, 1, 1).await;
    closed(&*store, 2, 2).await;
    for (day, forgotten, stay) in [
        (90, 0, vec![1, 2, 3]),
        (91, 1, vec![2, 3]),
        (91, 0, vec![2, 3]),
        (92, 1, vec![3]),
        (9_999, 0, vec![3]),
    ] {
        assert_eq!(forget(&*store, day).await, forgotten, "{day}");
        assert_eq!(left(&*store, 1..=3).await, stay, "{day}");
    }
}

async fn a_forgotten_report_is_as_one_that_was_erased(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    closed(&*store, 1, 1).await;
    home.settle().await;
    let before = store.head().await.unwrap();
    assert_eq!(forget(&*store, 100).await, 1);
    home.settle().await;

    let changes = store.thread_changes(&[claim(1, 2)]).await.unwrap();
    assert_eq!(changes[0].state, ThreadState::Erased);
    let retry = store.accept_reports(&[report(1)]).await.unwrap();
    assert_eq!(retry, [Acceptance::Gone]);
    let page = store.journal(&before, 9).await.unwrap();
    let told = JournalEntry::Report {
        id: report_id(1),
        revision: 3,
        belonging: None,
    };
    assert_eq!(page.rows.len(), 1);
    assert_eq!(page.rows[0].entry, told);
}

async fn nothing_of_a_forgotten_report_is_left_but_figures(home: Home) {
    let store = home.open().await;
    let practice = |number: u32| {
        let mut report = report(number);
        report.report.practice = true;
        report
    };
    let wellbeing = |number: u32| {
        let mut report = report(number);
        report.report.category = Category::Wellbeing;
        report
    };
    let reports = [with_photos(1, 2), practice(2), wellbeing(3)];
    store.accept_reports(&reports).await.unwrap();
    store.keep_photos(&[arrived(1, 1)]).await.unwrap();
    for number in 1..=3 {
        closed(&*store, number, 1).await;
    }
    assert_eq!(forget(&*store, 100).await, 3);

    assert_eq!(store.discarded_objects(at(0), 9).await.unwrap(), ["received-1-1"]);
    for table in [
        "report",
        "report_sealed",
        "report_photo",
        "thread_entry",
        "desk_entry",
        "operation",
        "notice",
    ] {
        assert_eq!(home.meddle(&format!("DELETE FROM {table}")).await, 0, "{table}");
    }
    let figures = async |condition: &str| {
        home.meddle(&format!("DELETE FROM past_report WHERE {condition}"))
            .await
    };
    assert_eq!(figures("category = 'wellbeing' AND cell IS NULL").await, 1);
    assert_eq!(figures("category = 'vandalism' AND cell IS NOT NULL").await, 1);
    assert_eq!(figures("true").await, 0, "practice leaves no figure");
    let check = store.check().await.unwrap();
    assert!(check.problems.is_empty(), "{check:?}");
}

async fn an_unfounded_report_goes_sooner(home: Home) {
    let store = home.open().await;
    let suspicious = |number: u32| {
        let mut report = report(number);
        report.report.category = Category::SuspiciousActivity;
        report
    };
    let reports: [IncomingReport; 3] = [suspicious(1), suspicious(2), report(3)];
    store.accept_reports(&reports).await.unwrap();
    for (number, reason) in [
        (1, ClosingReason::NoBasis),
        (2, ClosingReason::NotOurs),
        (3, ClosingReason::NoBasis),
    ] {
        end(&*store, number, 1, reason, None).await;
    }
    assert_eq!(forget(&*store, 14).await, 0);
    assert_eq!(forget(&*store, 15).await, 1);
    assert_eq!(left(&*store, 1..=3).await, [2, 3]);
}

async fn what_is_held_is_not_forgotten(home: Home) {
    let store = home.open().await;
    store
        .accept_reports(&[with_photos(1, 1), report(2)])
        .await
        .unwrap();
    store.keep_photos(&[arrived(1, 1)]).await.unwrap();
    for number in [1, 2] {
        closed(&*store, number, 1).await;
    }
    let step = |operation: u32, report: u32, by: u32, step: HoldStep, day: i64| StaffOperation {
        report_id: report_id(report),
        by: person(by),
        at: day_of(day),
        ..by_dispatcher(
            operation,
            StaffAction::Hold(HoldChange {
                step,
                reason: "case 12".into(),
            }),
        )
    };
    for taken in [
        step(10, 1, 1, HoldStep::Ask, 85),
        step(11, 1, 2, HoldStep::Agree, 86),
        step(12, 2, 1, HoldStep::Ask, 90),
    ] {
        store.change_report(&taken).await.unwrap();
    }
    assert_eq!(forget(&*store, 95).await, 0);
    let lapsed = 90 + HOLD_ASKED_MS_MAX / DAY_MS;
    assert_eq!(forget(&*store, lapsed).await, 1, "nobody agreed");
    assert_eq!(left(&*store, 1..=2).await, [1]);
    let late = day_of(400);
    assert_eq!(
        store
            .forget(Forgetting::Photos, &cutoffs(late), late, 9)
            .await
            .unwrap(),
        Some(0)
    );
    for taken in [
        step(13, 1, 1, HoldStep::AskEnd, 400),
        step(14, 1, 2, HoldStep::Agree, 401),
    ] {
        assert_eq!(forget(&*store, 400).await, 0);
        store.change_report(&taken).await.unwrap();
    }
    assert_eq!(forget(&*store, 401).await, 1);
}

async fn a_duplicate_stays_for_as_long_as_its_original(home: Home) {
    let store = home.open().await;
    accept(&*store, [1, 2]).await;
    end(&*store, 2, 1, ClosingReason::DuplicateOf, Some(1)).await;
    assert_eq!(forget(&*store, 200).await, 0, "the original is open");
    closed(&*store, 1, 200).await;
    assert_eq!(forget(&*store, 289).await, 0);
    assert_eq!(forget(&*store, 290).await, 2);
}

async fn photos_go_before_their_report(home: Home) {
    let store = home.open().await;
    store.accept_reports(&[with_photos(1, 2)]).await.unwrap();
    store.keep_photos(&[arrived(1, 1)]).await.unwrap();
    closed(&*store, 1, 1).await;
    let forget_photos = async |day| {
        let now = day_of(day).plus_millis(1);
        store
            .forget(Forgetting::Photos, &cutoffs(now), now, 9)
            .await
            .unwrap()
    };
    assert_eq!(forget_photos(30).await, Some(0));
    assert_eq!(forget_photos(31).await, Some(1));
    assert_eq!(forget_photos(31).await, Some(0));
    assert_eq!(store.discarded_objects(at(0), 9).await.unwrap(), ["received-1-1"]);
    let report = store
        .report(&Reach::EVERYTHING, report_id(1))
        .await
        .unwrap()
        .unwrap();
    let states: Vec<_> = report.photos.iter().map(|photo| photo.state).collect();
    assert_eq!(states, [PhotoState::Removed, PhotoState::ToCome]);
    // A device that could not send it until now is rid of it, and the next round forgets it.
    store.keep_photos(&[arrived(1, 2)]).await.unwrap();
    assert_eq!(forget_photos(32).await, Some(1));
}

async fn what_was_forgotten_is_counted_still(home: Home) {
    let store = home.open().await;
    accept(&*store, [1, 2]).await;
    closed(&*store, 1, 1).await;
    closed(&*store, 2, 50).await;
    let outcomes = async || {
        store
            .outcomes(&Reach::EVERYTHING, day_of(0), day_of(60))
            .await
            .unwrap()
    };
    let both = [OutcomeCount {
        status: Status::Closed,
        reason: Some(ClosingReason::NotOurs),
        category: Category::Vandalism,
        district: Some("harbour".into()),
        count: 2,
    }];
    let places = async || {
        let wanted = MonthWish {
            from: day_of(0),
            until: day_of(60),
            reports_min: 2,
            places_max: 10,
        };
        store.month_reports(&wanted).await.unwrap().places
    };
    assert_eq!(outcomes().await, both);
    assert_eq!(places().await[0].reports, 2);
    assert_eq!(forget(&*store, 100).await, 1);
    assert_eq!(outcomes().await, both);
    assert_eq!(places().await[0].reports, 2);
}

async fn forgetting_goes_in_chunks_and_says_so_in_the_audit(home: Home) {
    let store = home.open().await;
    accept(&*store, 1..=5).await;
    for number in 1..=5 {
        closed(&*store, number, number.into()).await;
    }
    home.settle().await;
    while store.chain_audit(100).await.unwrap() != Some(0) {}
    let before = store.audit_state().await.unwrap().head.count;
    let now = day_of(100);
    for (forgotten, stay) in [(2, vec![3, 4, 5]), (2, vec![5]), (1, vec![])] {
        let chunk = store
            .forget(Forgetting::Reports, &cutoffs(now), now, 2)
            .await
            .unwrap();
        assert_eq!(chunk, Some(forgotten));
        assert_eq!(left(&*store, 1..=5).await, stay);
    }
    home.settle().await;
    while store.chain_audit(100).await.unwrap() != Some(0) {}
    let rows = store.audit_after(before, 100).await.unwrap();
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.actor.as_str(), row.act.as_str()))
        .collect();
    assert_eq!(told, [("server", "report.forget"); 5]);
    assert_eq!(accept_again(&*store).await, Acceptance::Gone);
}

async fn accept_again(store: &dyn Store) -> Acceptance {
    let answers = store.accept_reports(&[report(1)]).await.unwrap();
    assert_ne!(answers[0], accepted(1, true));
    answers[0].clone()
}
