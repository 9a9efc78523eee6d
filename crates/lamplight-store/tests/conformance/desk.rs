//! The desk lists reports.

use lamplight_protocol::api::Cursor;
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::report::Category;
use lamplight_protocol::status::Status;
use lamplight_store::model::{IncomingReport, Reach, ReportFilter};
use lamplight_store::{Store, StoreError};

use crate::fixtures::{accept, at, goes_to, report, report_id};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    reports_are_listed_newest_first_in_pages,
    reports_of_the_same_moment_are_listed_once_each,
    a_filter_takes_what_matches_all_its_parts,
    a_filter_holds_across_pages,
    a_list_takes_its_own_cursors_only,
);

fn filter(limit: u32) -> ReportFilter {
    ReportFilter {
        limit,
        ..ReportFilter::default()
    }
}

/// Reads all pages of a list.
async fn list(store: &dyn Store, mut filter: ReportFilter) -> Vec<ReportId> {
    let mut ids = Vec::new();
    loop {
        let page = store.reports(&Reach::EVERYTHING, &filter).await.unwrap();
        assert!(page.reports.len() <= filter.limit as usize);
        assert!(page.next.is_none() || page.reports.len() == filter.limit as usize);
        ids.extend(page.reports.iter().map(|summary| summary.id));
        filter.before = page.next;
        if filter.before.is_none() {
            return ids;
        }
    }
}

async fn reports_are_listed_newest_first_in_pages(home: Home) {
    let store = home.open().await;
    let mut received = 0;
    for count in [0, 2, 3, 4, 6] {
        accept(&*store, received + 1..=count).await;
        received = count;
        let expected: Vec<_> = (1..=count).rev().map(report_id).collect();
        assert_eq!(list(&*store, filter(3)).await, expected);
    }
    // A page that is just full is the last one.
    assert_eq!(
        store.reports(&Reach::EVERYTHING, &filter(6)).await.unwrap().next,
        None
    );
    assert!(
        store
            .reports(&Reach::EVERYTHING, &filter(5))
            .await
            .unwrap()
            .next
            .is_some()
    );
}

async fn reports_of_the_same_moment_are_listed_once_each(home: Home) {
    let store = home.open().await;
    let reports: Vec<_> = (1..=7)
        .map(|number| IncomingReport {
            received_at: at(0),
            ..report(number)
        })
        .collect();
    store.accept_reports(&reports).await.unwrap();
    let expected: Vec<_> = (1..=7).rev().map(report_id).collect();
    assert_eq!(list(&*store, filter(2)).await, expected);
}

/// Reports 1 to 8: even ones are about vehicles, multiples of four lie at the mill, 1 is closed and 2 seen.
async fn mixed(store: &dyn Store) {
    let reports: Vec<_> = (1..=8)
        .map(|number| {
            let mut report = report(number);
            if number % 2 == 0 {
                report.report.category = Category::Vehicle;
            }
            if number % 4 == 0 {
                report.district = Some("mill".into());
            }
            report
        })
        .collect();
    store.accept_reports(&reports).await.unwrap();
    for (number, to) in [(1, Status::Closed), (2, Status::Seen)] {
        let mut step = goes_to(number, 1, to);
        step.report_id = report_id(number);
        store.change_report(&step).await.unwrap();
    }
}

async fn a_filter_takes_what_matches_all_its_parts(home: Home) {
    let store = home.open().await;
    mixed(&*store).await;
    let cases: [(ReportFilter, &[u32]); 7] = [
        (filter(9), &[8, 7, 6, 5, 4, 3, 2, 1]),
        (
            ReportFilter {
                statuses: vec![Status::Received],
                ..filter(9)
            },
            &[8, 7, 6, 5, 4, 3],
        ),
        (
            ReportFilter {
                statuses: vec![Status::Seen, Status::Closed],
                ..filter(9)
            },
            &[2, 1],
        ),
        (
            ReportFilter {
                categories: vec![Category::Vehicle],
                ..filter(9)
            },
            &[8, 6, 4, 2],
        ),
        (
            ReportFilter {
                district: Some("mill".into()),
                ..filter(9)
            },
            &[8, 4],
        ),
        (
            ReportFilter {
                statuses: vec![Status::Received, Status::Seen],
                categories: vec![Category::Vehicle, Category::Wellbeing],
                district: Some("harbour".into()),
                ..filter(9)
            },
            &[6, 2],
        ),
        (
            ReportFilter {
                district: Some("nowhere".into()),
                ..filter(9)
            },
            &[],
        ),
    ];
    for (filter, numbers) in cases {
        let expected: Vec<_> = numbers.iter().copied().map(report_id).collect();
        assert_eq!(list(&*store, filter.clone()).await, expected, "{filter:?}");
    }
}

async fn a_filter_holds_across_pages(home: Home) {
    let store = home.open().await;
    mixed(&*store).await;
    let vehicles = ReportFilter {
        categories: vec![Category::Vehicle],
        ..filter(1)
    };
    assert_eq!(list(&*store, vehicles).await, [8, 6, 4, 2].map(report_id));
}

async fn a_list_takes_its_own_cursors_only(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    for strange in ["x", "1", "x.y"] {
        let before: Cursor = strange.parse().unwrap();
        let filter = ReportFilter {
            before: Some(before),
            ..filter(9)
        };
        assert!(matches!(
            store.reports(&Reach::EVERYTHING, &filter).await,
            Err(StoreError::CursorExpired)
        ));
    }
}
