//! What words find, and what is like what.

use lamplight_protocol::ids::ReportId;
use lamplight_protocol::place::Point;
use lamplight_protocol::report::Category;
use lamplight_protocol::status::Status;
use lamplight_store::Store;
use lamplight_store::model::{Districts, Erasure, Reach, ReportFilter, StaffAction};

use crate::fixtures::{accept, at, by_dispatcher, goes_to, hash, report, report_id, resident_says};
use crate::home::Home;
use crate::on_both_engines;
use crate::triage_lists::{done, filter, ids, listed};

on_both_engines!(
    words_find_what_was_said_and_nothing_beyond_reach,
    words_find_what_was_said_a_moment_ago,
    reports_that_are_near_are_told_likest_first,
);

async fn find(store: &dyn Store, reach: &Reach, words: &str) -> Vec<ReportId> {
    let filter = ReportFilter {
        words: Some(words.into()),
        ..filter()
    };
    listed(store, reach, &filter).await
}

async fn words_find_what_was_said_and_nothing_beyond_reach(home: Home) {
    let store = home.open().await;
    let mut reports: Vec<_> = (1..=4).map(report).collect();
    reports[0].report.note = Some("Pintada en el PUENTE del río".into());
    reports[1].report.note = Some("El puente está roto".into());
    reports[1].district = Some("mill".into());
    reports[2].report.category = Category::Wellbeing;
    reports[2].report.note = Some("Vive bajo el puente".into());
    store.accept_reports(&reports).await.unwrap();
    home.settle().await;
    let everything = Reach::EVERYTHING;
    assert_eq!(find(&*store, &everything, "puente").await, ids(&[3, 2, 1]));
    assert_eq!(find(&*store, &everything, "RIO pint").await, ids(&[1]));
    assert_eq!(find(&*store, &everything, "mill street 4").await, ids(&[4]));
    assert_eq!(find(&*store, &everything, "uente").await, []);
    let harbour = Reach {
        wellbeing: false,
        districts: Districts::Only(["harbour".into()].into()),
        ..Reach::EVERYTHING
    };
    assert_eq!(find(&*store, &harbour, "puente").await, ids(&[1]));
    // What has ended is found by its whole reference only.
    let mut closes = goes_to(1, 1, Status::Closed);
    closes.report_id = report_id(2);
    done(&*store, &closes).await;
    home.settle().await;
    assert_eq!(find(&*store, &everything, "roto").await, []);
    assert_eq!(find(&*store, &everything, " aq-00002 ").await, ids(&[2]));
    assert_eq!(find(&*store, &harbour, "aq-00002").await, []);
}

async fn words_find_what_was_said_a_moment_ago(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    home.settle().await;
    assert_eq!(find(&*store, &Reach::EVERYTHING, "heron").await, []);
    store
        .accept_operation(&resident_says(1, "a heron stood there"))
        .await
        .unwrap();
    home.settle().await;
    assert_eq!(find(&*store, &Reach::EVERYTHING, "heron").await, ids(&[1]));
    done(
        &*store,
        &by_dispatcher(2, StaffAction::Note("ask the ferryman".into())),
    )
    .await;
    home.settle().await;
    assert_eq!(
        find(&*store, &Reach::EVERYTHING, "ferryman heron").await,
        ids(&[1])
    );
    let held = store.hold_open_reports().await.unwrap();
    assert_eq!((held.reports, held.left_out), (1, 0));
    let erasure = Erasure {
        report_id: report_id(1),
        receipt_hash: hash(1),
        at: at(9),
    };
    store.erase_report(&erasure).await.unwrap();
    home.settle().await;
    assert_eq!(find(&*store, &Reach::EVERYTHING, "heron").await, []);
    assert_eq!(store.hold_open_reports().await.unwrap().words_bytes, 0);
}

async fn reports_that_are_near_are_told_likest_first(home: Home) {
    let store = home.open().await;
    let mut reports: Vec<_> = (1..=6).map(report).collect();
    let place = |north: f64| Some(Point::new(60.0 + north, 24.0).unwrap());
    for (report, north) in reports.iter_mut().zip([0.0, 0.003, 0.0001, 0.1, 0.0, 0.0]) {
        report.report.place.point = place(north);
    }
    reports[4].district = Some("mill".into());
    reports[5].report.place.point = None;
    store.accept_reports(&reports).await.unwrap();
    home.settle().await;
    let harbour = Reach {
        districts: Districts::Only(["harbour".into()].into()),
        ..Reach::EVERYTHING
    };
    let similar = store
        .similar_reports(&harbour, report_id(1))
        .await
        .unwrap()
        .unwrap();
    let told: Vec<_> = similar.iter().map(|one| one.report.id).collect();
    assert_eq!(told, ids(&[3, 2]));
    assert_eq!(
        (similar[0].distance_m, similar[0].same_category),
        (Some(11), true)
    );
    assert!(similar[0].score > similar[1].score);
    assert_eq!(
        store.similar_reports(&harbour, report_id(6)).await.unwrap(),
        Some(vec![])
    );
    assert_eq!(store.similar_reports(&harbour, report_id(5)).await.unwrap(), None);
}
