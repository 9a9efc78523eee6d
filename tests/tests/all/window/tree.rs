//! What somebody hears who does not see the window.

use std::time::Duration;

use anyhow::Result;
use lamplight_tests::bus::Bus;
use lamplight_tests::device::Device;
use lamplight_tests::patrol::Station;
use lamplight_tests::samples;
use lamplight_tests::tree::{Tree, readers_bus};
use lamplight_tests::window::{AppWindow, Options};

/// How long a screen may take to show what it has.
const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::test]
async fn a_screen_reader_finds_the_way_through_a_report_my_reports_and_alerts() -> Result<()> {
    let (station, device) = (Station::new()?, Device::new()?);
    let patrol = station.open().await?;
    patrol
        .publish_alert(&samples::alert("Gas smell near Mill Street"))
        .await?;
    let url = station.url();
    let bus = Bus::start().await?;
    let readers = readers_bus(&bus).await?;
    let options = Options {
        server: Some(&url),
        readers: Some(&readers),
        bus: Some(bus.address()),
        ..Options::default()
    };
    let window = AppWindow::open(device.data(), &options).await?;
    window.tap("nav a[href='#/report']").await?;
    window.tap_button("Vandalism").await?;

    let review = Tree::read(&bus, "Vandalism · Lamplight").await?;
    assert_eq!(review.nameless(), Vec::<&_>::new());
    review.reads(&[("heading", "Vandalism"), ("push button", "Send")])?;

    window.tap_button("Send").await?;
    window.find_text("Saved on this device", PATIENCE).await?;
    window.go("#/reports").await?;
    let reports = Tree::read(&bus, "My reports · Lamplight").await?;
    assert_eq!(reports.nameless(), Vec::<&_>::new());
    reports.reads(&[("heading", "My reports"), ("list item", ""), ("link", "")])?;

    window.go("#/alerts").await?;
    let alerts = Tree::read(&bus, "Gas smell near Mill Street").await?;
    assert_eq!(alerts.nameless(), Vec::<&_>::new());
    alerts.reads(&[("heading", "Alerts"), ("heading", "Gas smell near Mill Street")])?;
    window.close().await
}
