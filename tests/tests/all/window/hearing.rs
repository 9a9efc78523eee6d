//! What is heard of alerts outside the window, counted where the desktop shows it.

use std::time::Duration;

use anyhow::{Result, ensure};
use lamplight_tests::bus::Bus;
use lamplight_tests::device::Device;
use lamplight_tests::notifications::{Notifications, Notify};
use lamplight_tests::patrol::{Patrol, Station, random_id};
use lamplight_tests::samples;
use lamplight_tests::window::{AppWindow, Options};
use reqwest::Method;
use serde_json::{Value, json};

/// How long a screen may take to show what it has.
const PATIENCE: Duration = Duration::from_secs(10);
/// As the service takes it.
const NORMAL: u32 = 1;

/// The next step of an alert.
async fn step(patrol: &Patrol, id: &str, step: &str, body: &Value) -> Result<()> {
    let path = format!("alerts/{id}/{step}/{}", random_id()?);
    patrol.staff(Method::PUT, &path, Some(body)).await?;
    Ok(())
}

fn titles(shown: &[Notify]) -> Vec<&str> {
    shown.iter().map(|shown| shown.title.as_str()).collect()
}

#[tokio::test]
async fn an_alert_rings_once_over_a_restart_and_its_update_takes_its_place() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let patrol = station.open().await?;
    let url = station.url();
    let bus = Bus::start().await?;
    let notifications = Notifications::start(&bus).await?;
    let options = Options {
        server: Some(&url),
        bus: Some(bus.address()),
        ..Options::default()
    };

    let window = AppWindow::open(device.data(), &options).await?;
    patrol.publish_alert(&samples::alert("Gas smell")).await?;
    let first = notifications.wait_for("Gas smell").await?;
    assert_eq!((first.replaces, first.urgency), (0, NORMAL));
    assert_eq!(first.title, "Take care: Gas smell");
    ensure!(
        first.text.contains("Use Quay Road."),
        "it does not say what to do"
    );
    window.close().await?;

    // The first pass after the restart tells of what came meanwhile, and of nothing else.
    let id = patrol.publish_alert(&samples::alert("Ice on the quay")).await?;
    let window = AppWindow::open(device.data(), &options).await?;
    notifications.wait_for("Ice on the quay").await?;
    let update = json!({ "revision": 1, "content": samples::alert("Ice, now on the bridge too") });
    step(&patrol, &id, "updates", &update).await?;
    let updated = notifications
        .wait_for("Updated: Ice, now on the bridge too")
        .await?;
    assert_eq!(updated.replaces, 2, "it is the second that the service showed");
    step(&patrol, &id, "end", &json!({ "revision": 2, "closing": [] })).await?;
    let ended = notifications
        .wait_for("All clear: Ice, now on the bridge too")
        .await?;
    assert_eq!(ended.replaces, 2);
    assert_eq!(
        titles(&notifications.shown()?),
        [
            "Take care: Gas smell",
            "Take care: Ice on the quay",
            "Updated: Ice, now on the bridge too",
            "All clear: Ice, now on the bridge too",
        ]
    );

    window.go("#/settings").await?;
    window.tap_button("Show a test notification").await?;
    notifications.wait_for("This is how alerts reach you").await?;
    window.close().await
}

#[tokio::test]
async fn a_computer_that_shows_no_notifications_says_so() -> Result<()> {
    let device = Device::new()?;
    let options = Options {
        bus: Some("unix:path=/nowhere"),
        ..Options::default()
    };
    let window = AppWindow::open(device.data(), &options).await?;
    window.go("#/settings").await?;
    window
        .find_text("This computer shows no notifications.", PATIENCE)
        .await?;
    window.tap_button("Show a test notification").await?;
    window.find_text("Nothing was shown", PATIENCE).await?;
    window.close().await
}
