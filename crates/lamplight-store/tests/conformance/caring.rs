//! Exports and the search for damage.

use lamplight_protocol::report::PhotoAnnouncement;
use lamplight_store::Store;
use lamplight_store::model::ExportedReport;

use crate::fixtures::{accept, publish_alert, publish_event, report, report_id, resident_says};
use crate::home::Home;
use crate::on_both_engines;
use crate::trials::try_out;

on_both_engines!(
    an_export_holds_every_report_once_in_pages,
    an_export_tells_what_a_report_says,
    a_sound_database_has_no_problems,
    every_kind_of_damage_is_found,
);

async fn export(store: &dyn Store, limit: u32) -> Vec<ExportedReport> {
    let mut reports: Vec<ExportedReport> = Vec::new();
    loop {
        let after = reports.last().map(|report| report.id);
        let page = store.export_reports(after, limit).await.unwrap();
        assert!(page.len() <= limit as usize);
        if page.is_empty() {
            return reports;
        }
        reports.extend(page);
    }
}

async fn an_export_holds_every_report_once_in_pages(home: Home) {
    let store = home.open().await;
    let mut received = 0;
    for count in [0, 2, 3, 4, 6] {
        accept(&*store, received + 1..=count).await;
        received = count;
        let ids: Vec<_> = export(&*store, 3)
            .await
            .into_iter()
            .map(|report| report.id)
            .collect();
        let expected: Vec<_> = (1..=count).map(report_id).collect();
        assert_eq!(ids, expected);
    }
}

async fn an_export_tells_what_a_report_says(home: Home) {
    let store = home.open().await;
    let mut said = report(1);
    said.report.photos = vec![PhotoAnnouncement {
        sha256: "a".repeat(64).parse().unwrap(),
        size_bytes: 5,
        description: None,
    }];
    store.accept_reports(&[said]).await.unwrap();
    let exported = export(&*store, 3).await;
    let expected = serde_json::json!([{
        "id": report_id(1),
        "category": "vandalism",
        "note": "note 1",
        "place": {"point": {"lat": 60.12345, "lon": 24.54321}, "words": "Mill Street 1"},
        "status": "received",
        "received_at": "2026-11-20T10:00:01.000Z",
        "photos": [{"sha256": "a".repeat(64), "state": "to_come"}],
    }]);
    assert_eq!(serde_json::to_value(exported).unwrap(), expected);
}

async fn a_sound_database_has_no_problems(home: Home) {
    let store = home.open().await;
    let check = store.check().await.unwrap();
    assert_eq!((check.reports, check.problems.len()), (0, 0));
    fill(&*store).await;
    let check = store.check().await.unwrap();
    assert_eq!((check.reports, check.problems), (3, Vec::new()));
}

async fn fill(store: &dyn Store) {
    accept(store, 1..=3).await;
    store.accept_operation(&resident_says(5, "hello")).await.unwrap();
    store.change_alert(&publish_alert(1)).await.unwrap();
    store.change_event(&publish_event(2)).await.unwrap();
    try_out(store, 400).await;
}

async fn every_kind_of_damage_is_found(home: Home) {
    let store = home.open().await;
    fill(&*store).await;
    // Reports are numbered in the order of their arrival.
    let damages = [
        (
            "UPDATE report_sealed
             SET details_sealed = (SELECT details_sealed FROM report_sealed WHERE number = 2)
             WHERE number = 1",
            format!("report {}: something sealed does not open", report_id(1)),
        ),
        (
            "DELETE FROM thread_entry WHERE number = 2",
            format!("report {}: an entry of its thread is missing", report_id(2)),
        ),
        (
            "DELETE FROM journal WHERE topic = 'report' AND subject = 2",
            "1 reports are missing in the journal".into(),
        ),
        (
            "UPDATE publication SET document = '{}' WHERE topic = 'event'",
            "event list: a published document".into(),
        ),
        ("UPDATE trial SET plan = '{}'", "a trial".into()),
        (
            "DELETE FROM report_sealed WHERE number = 2",
            "1 reports have lost what was sealed in them".into(),
        ),
        (
            "DELETE FROM report WHERE number = 2",
            "1 reports were neither erased nor are they there".into(),
        ),
    ];
    for (damage, problem) in damages {
        assert!(home.meddle(damage).await > 0);
        let check = store.check().await.unwrap();
        assert!(check.problems.contains(&problem), "{problem}: {check:?}");
    }
}
