//! The app.

use std::time::Duration;

use anyhow::Result;
use lamplight_tests::device::Device;
use lamplight_tests::patrol::{Patrol, Station};
use lamplight_tests::samples;
use lamplight_tests::window::{AppWindow, Options};

/// How long a screen may take to show what it has.
const PATIENCE: Duration = Duration::from_secs(10);
/// How soon a report must be at the patrol once its server is there.
const ARRIVES_WITHIN: Duration = Duration::from_secs(10);
/// How soon an alert or an event must be on the screen once it is published.
const SHOWN_WITHIN: Duration = Duration::from_secs(2);

#[tokio::test]
async fn three_taps_survive_a_restart_and_arrive_exactly_once() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let url = station.url();
    let options = Options {
        server: Some(&url),
        ..Options::default()
    };

    let window = AppWindow::open(device.data(), &options).await?;
    window.tap("nav a[href='#/report']").await?;
    window.tap_button("Vandalism").await?;
    window.tap_button("Send").await?;
    window.find_text("Saved on this device", PATIENCE).await?;
    window.close().await?;

    let window = AppWindow::open(device.data(), &options).await?;
    let patrol = station.open().await?;
    let reports = first_reports(&patrol).await?;
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0]["category"], "vandalism");
    window.go("#/reports").await?;
    window.find_text("Received by the patrol", ARRIVES_WITHIN).await?;
    assert_eq!(patrol.reports().await?.len(), 1);

    window.go("#/").await?;
    patrol
        .publish_alert(&samples::alert("Gas smell near Mill Street"))
        .await?;
    window
        .find_text("Gas smell near Mill Street", SHOWN_WITHIN)
        .await?;
    window.go("#/community").await?;
    patrol
        .publish_event(&samples::event("Walk the waterfront with the patrol"))
        .await?;
    window
        .find_text("Walk the waterfront with the patrol", SHOWN_WITHIN)
        .await?;
    window.close().await
}

/// Asks the desk until it has a report, for no longer than a report may take.
async fn first_reports(patrol: &Patrol) -> Result<Vec<serde_json::Value>> {
    let asking = async {
        loop {
            let reports = patrol.reports().await?;
            if !reports.is_empty() {
                return Ok(reports);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(ARRIVES_WITHIN, asking).await?
}
