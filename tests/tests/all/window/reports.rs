//! How many taps a report takes, counted in the window.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use lamplight_tests::device::Device;
use lamplight_tests::patrol::Station;
use lamplight_tests::picture::Picture;
use lamplight_tests::window::{AppWindow, Options};
use serde_json::Value;

/// How long a screen may take to show what it has, and a photo to be prepared by a debug build.
const PATIENCE: Duration = Duration::from_secs(20);
/// Taps for a report with nothing typed: Report, what it is about, Send.
const TAPS: u32 = 3;
/// The same with a photo, the choice in the system's own dialog included.
const TAPS_WITH_PHOTO_MAX: u32 = 6;
/// The same of somebody who was seen doing something.
const TAPS_OF_SUSPICION_MAX: u32 = 5;

/// A window of somebody who has reported before, so that a place is known: the first report of all names one.
async fn open(device: &Device, server: &str) -> Result<AppWindow> {
    let options = Options {
        server: Some(server),
        ..Options::default()
    };
    AppWindow::open(device.data(), &options).await
}

/// What the patrol has, once it has so many.
async fn received(station: &Station, count: usize) -> Result<Vec<Value>> {
    let patrol = station.open().await?;
    let asking = async {
        loop {
            let reports = patrol.reports().await?;
            if reports.len() >= count {
                return Ok(reports);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(PATIENCE, asking).await?
}

#[tokio::test]
async fn a_report_takes_three_taps_and_nothing_typed() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let window = open(&device, &station.url()).await?;
    window.tap("nav a[href='#/report']").await?;
    window.tap_button("Light or hazard").await?;
    window.tap_button("Send").await?;
    window.find_text("Saved on this device", PATIENCE).await?;
    assert_eq!(window.taps(), TAPS);
    assert_eq!(received(&station, 1).await?[0]["category"], "lighting_hazard");
    window.close().await
}

#[tokio::test]
async fn a_report_with_a_photo_takes_at_most_six() -> Result<()> {
    let (station, device, folder) = (Station::new()?, Device::new()?, tempfile::tempdir()?);
    let photo = Picture::make(folder.path(), 1)?;
    let window = open(&device, &station.url()).await?;
    window.tap("nav a[href='#/report']").await?;
    window.tap_button("Vandalism").await?;
    // Tapping the button opens the system's own dialog, which no driver reaches: what is chosen there is given to the
    // field behind the button. It counts as the two taps that it stands for.
    window
        .choose_file("input[type=file]", Path::new(photo.file()))
        .await?;
    window.find("main img").await?;
    window.tap_button("Send").await?;
    window.find_text("Saved on this device", PATIENCE).await?;
    assert!(window.taps() <= TAPS_WITH_PHOTO_MAX, "{}", window.taps());
    assert_eq!(received(&station, 1).await?[0]["category"], "vandalism");
    window.close().await
}

#[tokio::test]
async fn suspicious_activity_is_asked_what_was_done_and_takes_at_most_five() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let window = open(&device, &station.url()).await?;
    window.tap("nav a[href='#/report']").await?;
    window.tap_button("Suspicious activity").await?;
    window.find_text("What did they do?", PATIENCE).await?;
    window.tap("fieldset input[type=checkbox]").await?;
    window.tap_button("Continue").await?;
    window.tap_button("Send").await?;
    window.find_text("Saved on this device", PATIENCE).await?;
    assert!(window.taps() <= TAPS_OF_SUSPICION_MAX, "{}", window.taps());
    assert_eq!(received(&station, 1).await?[0]["category"], "suspicious_activity");
    window.close().await
}
