//! Makes the screenshots of the documentation: the real app in its real window and the real console, light
//! and dark, with a fictional town behind them.

use std::path::{Path, PathBuf};

use lamplight_protocol::report::{Behaviour, Category};
use lamplight_resident::view::ReportDraft;
use lamplight_tests::desk::Desk;
use lamplight_tests::device::{Device, vandalism};
use lamplight_tests::patrol::{Patrol, Station};
use lamplight_tests::samples;
use lamplight_tests::window::{AppWindow, Options};

/// The town.
const AREA: &str = lamplight_town::AREA_JSON;
/// Screens of the app: the picture's name, and the screen's route.
const SCREENS: [(&str, &str); 4] = [
    ("home", "#/"),
    ("what", "#/report"),
    ("alerts", "#/alerts"),
    ("community", "#/community"),
];

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let images = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/images");
    std::fs::create_dir_all(&images)?;
    let (station, device) = (Station::new()?, Device::new()?);
    std::fs::write(station.data().join("area.json"), AREA)?;
    let patrol = station.open().await?;
    patrol
        .publish_alert(&samples::alert("Gas smell near Mill Street"))
        .await?;
    patrol
        .publish_event(&samples::event("Walk the waterfront with the patrol"))
        .await?;

    shoot_console(&station, &device, &patrol, &images).await?;
    for dark in [false, true] {
        shoot_app(&device, &patrol, dark, &images).await?;
    }
    Ok(())
}

async fn shoot_console(
    station: &Station,
    device: &Device,
    patrol: &Patrol,
    images: &Path,
) -> anyhow::Result<()> {
    let invitation = station.command(&["staff", "link", "--name", "Bo"]).await?;
    let core = device.open(patrol.url())?;
    for draft in evening() {
        core.submit_report(&draft, &[])?;
    }
    core.sync_once().await?;
    let mut desk = Desk::send(invitation.trim(), "by the footbridge", Some(images))?;
    desk.hear("signed-in").await?;
    core.submit_report(
        &vandalism("Fresh paint across the footbridge, about two metres."),
        &[],
    )?;
    core.sync_once().await?;
    for word in ["heard", "opened", "answered"] {
        desk.hear(word).await?;
    }
    desk.leave().await
}

/// What a town reports on an ordinary evening.
fn evening() -> Vec<ReportDraft> {
    let reports = [
        (
            Category::LightingHazard,
            "Elm Lane, third lamp from the school",
            "It has been out since Monday.",
        ),
        (
            Category::LitterDumping,
            "Behind the old cannery",
            "A sofa and some bags.",
        ),
        (
            Category::SuspiciousActivity,
            "Quay Road, by the boat sheds",
            "Going from car to car.",
        ),
        (
            Category::LostFound,
            "Park gate",
            "Brown dog, red collar, very friendly.",
        ),
    ];
    let draft = |(category, place, note): (Category, &str, &str)| {
        let mut draft = vandalism(note);
        draft.category = category;
        draft.place.words = Some(place.into());
        if category == Category::SuspiciousActivity {
            draft.behaviours = vec![Behaviour::TryingHandles];
        }
        draft
    };
    reports.into_iter().map(draft).collect()
}

async fn shoot_app(device: &Device, patrol: &Patrol, dark: bool, images: &Path) -> anyhow::Result<()> {
    let options = Options {
        server: Some(patrol.url()),
        dark,
        ..Options::default()
    };
    let window = AppWindow::open(device.data(), &options).await?;
    for (name, route) in SCREENS {
        window.go(route).await?;
        window.find("h1").await?;
        std::fs::write(picture(images, name, dark), window.screenshot().await?)?;
    }
    // A report is begun by a tap: its form has no address before that.
    window.go("#/report").await?;
    window.tap_button("Vandalism").await?;
    window.find("main textarea").await?;
    std::fs::write(picture(images, "review", dark), window.screenshot().await?)?;
    window.go("#/reports").await?;
    window.tap("main a[href^='#/reports/']").await?;
    window.find("main ol, main ul").await?;
    std::fs::write(picture(images, "thread", dark), window.screenshot().await?)?;
    window.close().await
}

fn picture(images: &Path, name: &str, dark: bool) -> PathBuf {
    images.join(format!("app-{name}-{}.png", if dark { "dark" } else { "light" }))
}
