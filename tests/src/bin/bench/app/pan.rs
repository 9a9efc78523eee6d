//! How smoothly the map follows a finger in the real window, beside an empty page in the same window.

use std::time::Duration;

use anyhow::Context as _;
use lamplight_tests::device::Device;
use lamplight_tests::patrol::Station;
use lamplight_tests::window::{AppWindow, Options};

use super::median;
use crate::figures::Report;

/// How many windows; their median counts.
const ROUNDS: usize = 5;
/// The least share of an empty page's frame rate.
const SHARE_MIN: f64 = 0.75;
/// The town on the map.
const SEED: u64 = 1;
/// How far in from the whole town: streets with their names, and tiles to fetch on the way.
const ZOOMS_IN: u32 = 3;
/// How long a map may take to come to the device and to be drawn.
const MAP_WITHIN: Duration = Duration::from_secs(60);

/// Drags the map to and fro across the town for five seconds, 8 pixels a frame in strokes of 320, and hands over the
/// frames a second.
const PAN: &str = "
    const done = arguments[arguments.length - 1];
    const [PIXELS, STROKE, STROKES_ONE_WAY, LASTS_MS] = [8, 40, 4, 5000];
    const map = document.querySelector('.map');
    const { left, top, width, height } = map.getBoundingClientRect();
    let [x, y, frames, strokes] = [0, top + height / 2, 0, 0];
    const point = (kind, target) => target.dispatchEvent(new MouseEvent(kind, {
        bubbles: true, cancelable: true, view: window, clientX: x, clientY: y, button: 0, buttons: 1,
    }));
    const began = performance.now();
    const frame = (now) => {
        if (now - began >= LASTS_MS) {
            point('mouseup', document);
            return done((1000 * frames) / (now - began));
        }
        const way = Math.floor(strokes / STROKES_ONE_WAY) % 2 === 0 ? -1 : 1;
        if (frames % STROKE === 0) {
            if (frames > 0) point('mouseup', document);
            x = left + width / 2 - (way * PIXELS * STROKE) / 2;
            point('mousedown', map);
            strokes += 1;
        }
        x += way * PIXELS;
        point('mousemove', document);
        frames += 1;
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);";
/// Empties the page, and hands over its frames a second over five seconds.
const EMPTY: &str = "
    const done = arguments[arguments.length - 1];
    document.body.replaceChildren();
    let frames = 0;
    requestAnimationFrame((began) => {
        const frame = (now) => {
            frames += 1;
            if (now - began >= 5000) done((1000 * frames) / (now - began));
            else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
    });";
/// What every report shows before it is sent.
const REVIEW: &str = "main .practice";
/// Goes from there to the choice of its place.
const OPEN_MAP: &str = "location.hash += '/place';";
/// Where the map is now: a drag that moves nothing would be fast.
const WHERE: &str = "return document.querySelector('.leaflet-map-pane').style.transform;";

/// Frames a second of one window.
struct Rates {
    /// Over ground that is drawn meanwhile.
    fresh: f64,
    /// Over the same ground again.
    pan: f64,
    empty: f64,
}

pub(super) async fn run(report: &mut Report) -> anyhow::Result<()> {
    let station = Station::new()?.with_environment("RUST_LOG", "off");
    station.settle(SEED)?;
    let patrol = station.open().await?;
    let (mut shares, mut pans, mut fresh_pans) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let Rates { fresh, pan, empty } = measure(patrol.url()).await?;
        shares.push(pan / empty);
        pans.push(pan);
        fresh_pans.push(fresh);
    }
    let fresh = median(fresh_pans).context("no map was panned")?;
    report.say(&format!(
        "map panned at {fresh:.0} frames a second over ground that is drawn for the first time meanwhile"
    ));
    report.keep("map_first_pan_frames_per_s", fresh);
    let pan = median(pans).context("no map was panned")?;
    let share = median(shares).context("no map was panned")?;
    report.keep("map_pan_frames_per_s", pan);
    let what = format!("map panned at {pan:.0} frames a second, of an empty page's rate");
    report.ratio_at_least("map_pan_of_empty_page", &what, share, SHARE_MIN);
    Ok(())
}

/// Opens the map of a report's place in a window of its own, on a device that has no map yet.
async fn measure(url: &str) -> anyhow::Result<Rates> {
    let device = Device::new()?;
    let options = Options {
        server: Some(url),
        ..Options::default()
    };
    let window = AppWindow::open(device.data(), &options).await?;
    window.tap("nav a[href='#/report']").await?;
    window.tap_button("Vandalism").await?;
    window.find_within(REVIEW, MAP_WITHIN).await?;
    window.execute(OPEN_MAP).await?;
    window
        .find_within(".map canvas.leaflet-tile-loaded", MAP_WITHIN)
        .await?;
    for _ in 0..ZOOMS_IN {
        window.tap(".zooms button:first-child").await?;
    }
    let before = window.execute(WHERE).await?;
    let fresh = frames_per_s(&window, PAN).await?;
    let pan = frames_per_s(&window, PAN).await?;
    anyhow::ensure!(window.execute(WHERE).await? != before, "the map does not follow");
    let empty = frames_per_s(&window, EMPTY).await?;
    window.close().await?;
    Ok(Rates { fresh, pan, empty })
}

async fn frames_per_s(window: &AppWindow, script: &str) -> anyhow::Result<f64> {
    let rate = window.execute_async(script).await?.as_f64();
    rate.context("the page counted no frames")
}
