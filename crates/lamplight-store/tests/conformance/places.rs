//! Where many reports came from.

use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::report::Category;
use lamplight_store::Store;
use lamplight_store::model::{IncomingReport, MonthWish, PlaceCount, ResidentAction, ResidentOperation};

use crate::fixtures::{at, by_resident, hash, report, report_id};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_place_is_told_from_the_least_number_on_and_within_its_time,
    nothing_is_told_by_which_a_person_could_be_found,
    the_most_reported_come_first_where_there_are_too_many,
);

fn counting() -> MonthWish {
    MonthWish {
        from: at(0),
        until: at(1_000),
        reports_min: 5,
        places_max: 100,
    }
}

async fn counted(store: &dyn Store, wanted: &MonthWish) -> Vec<PlaceCount> {
    store.month_reports(wanted).await.unwrap().places
}

async fn accept(store: &dyn Store, reports: &[IncomingReport]) {
    store.accept_reports(reports).await.unwrap();
}

fn place(category: Category, cell: &str, reports: u32) -> PlaceCount {
    PlaceCount {
        category,
        cell: cell.into(),
        reports,
    }
}

const HERE: &str = "8811f2c0c1fffff";

async fn a_place_is_told_from_the_least_number_on_and_within_its_time(home: Home) {
    let store = home.open().await;
    let mut early = report(1);
    early.received_at = at(-1);
    let mut late = report(2);
    late.received_at = at(1_000);
    let within: Vec<_> = (3..=6).map(report).collect();
    accept(&*store, &[vec![early, late], within].concat()).await;
    assert_eq!(counted(&*store, &counting()).await, []);
    accept(&*store, &[report(7)]).await;
    let told = counted(&*store, &counting()).await;
    assert_eq!(told, [place(Category::Vandalism, HERE, 5)]);
    let longer = MonthWish {
        from: at(-1),
        until: at(1_000).plus_millis(DAY_MS),
        ..counting()
    };
    assert_eq!(counted(&*store, &longer).await[0].reports, 7);
}

async fn nothing_is_told_by_which_a_person_could_be_found(home: Home) {
    let store = home.open().await;
    let mut reports: Vec<_> = (1..=40).map(report).collect();
    for report in &mut reports[..10] {
        report.report.category = Category::Wellbeing;
    }
    for report in &mut reports[10..20] {
        report.report.category = Category::SuspiciousActivity;
    }
    for report in &mut reports[20..30] {
        report.report.practice = true;
    }
    for report in &mut reports[30..35] {
        report.cell = None;
    }
    accept(&*store, &reports).await;
    let told = counted(&*store, &counting()).await;
    assert_eq!(told, [place(Category::Vandalism, HERE, 5)]);
    let withdraws = ResidentOperation {
        report_id: report_id(36),
        receipt_hash: hash(36),
        ..by_resident(900, ResidentAction::Withdraw)
    };
    store.accept_operation(&withdraws).await.unwrap();
    assert_eq!(counted(&*store, &counting()).await, []);
}

async fn the_most_reported_come_first_where_there_are_too_many(home: Home) {
    let store = home.open().await;
    let mut reports: Vec<_> = (1..=16).map(report).collect();
    for report in &mut reports[5..11] {
        report.cell = Some("8811f2c0c3fffff".into());
    }
    for report in &mut reports[11..] {
        report.report.category = Category::Vehicle;
    }
    accept(&*store, &reports).await;
    let limited = MonthWish {
        places_max: 2,
        ..counting()
    };
    assert_eq!(
        counted(&*store, &limited).await,
        [
            place(Category::Vandalism, "8811f2c0c3fffff", 6),
            place(Category::Vandalism, HERE, 5),
        ]
    );
}
