//! The public page of how the patrol does, in a real browser.

use anyhow::Result;
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::report::{Category, NewReport};
use lamplight_protocol::time::TimestampMillis;
use lamplight_resident::platform::Platform;
use lamplight_server::deployment::{self, Deployment, Location};
use lamplight_store::model::IncomingReport;
use lamplight_tests::patrol::Station;
use lamplight_tests::raw_report::RawReport;

use super::console::browse;

/// How many reports of each kind came in during each of the months.
const REPORTS: [(Category, u8); 4] = [
    (Category::Vandalism, 42),
    (Category::LightingHazard, 19),
    (Category::NoiseDisorder, 7),
    (Category::Vehicle, 2),
];

#[tokio::test]
async fn everybody_can_read_how_the_patrol_does_and_it_takes_no_script() -> Result<()> {
    let station = Station::new()?;
    let location = Location::folder(station.data());
    let deployment = Deployment::open(&location, deployment::Platform::default()).await?;
    let now = Platform::system().clock.now();
    for month in [1, 2] {
        let reports = reports(now.plus_millis(-month * 31 * DAY_MS), u8::try_from(month)?)?;
        deployment.store.accept_reports(&reports).await?;
    }
    deployment.store.close().await;
    let patrol = station.open().await?;
    let said = browse("real-figures", &["--url", patrol.url()]).await?;
    assert_eq!(said, "17\n");
    patrol.close().await?;
    Ok(())
}

fn reports(at: TimestampMillis, month: u8) -> Result<Vec<IncomingReport>> {
    let report: NewReport = serde_json::from_str(&RawReport::body(at))?;
    let kinds = REPORTS.iter().enumerate();
    let all = kinds.flat_map(|(kind, (category, count))| (0..*count).map(move |one| (kind, *category, one)));
    all.map(|(kind, category, one)| {
        let mut id = [month; 16];
        id[0] = u8::try_from(kind)?;
        id[1] = one;
        Ok(IncomingReport {
            id: ReportId::from_random(id),
            receipt_hash: [month; 32],
            body_hash: [month; 32],
            reference: "AQ-7K2M9".into(),
            report: NewReport {
                category,
                ..report.clone()
            },
            district: None,
            cell: None,
            occurred_in_future: false,
            received_at: at,
            due_at: at.plus_millis(DAY_MS),
            entered_by: None,
        })
    })
    .collect()
}
