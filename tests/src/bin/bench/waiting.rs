//! `bench waiting`: the app with ten thousand reports on the device that were never sent, beside one with ten.
//!
//! First how it opens while no server can be reached: the two are started in turn, so that a slow moment of
//! the machine meets both. Then how the window feels while the ten thousand are sent, on the screen that
//! counts them and on the one that lists them: how long it does not paint, and how long what the resident
//! asks for takes.

mod watch;

use std::time::Duration;

use anyhow::{Context as _, ensure};
use lamplight_tests::device::{Device, vandalism};
use lamplight_tests::patrol::Station;
use lamplight_tests::tally::exported;
use lamplight_tests::window::{AppWindow, Options};
use tokio::time::{Instant, sleep};

use self::watch::Watch;
use crate::app::{Start, median, memory_kib};
use crate::figures::Report;

/// The app that is to be matched.
const FEW: u32 = 10;
/// How much slower the first paint may come, as a ratio: a fifth.
const PAINT_RATIO_MAX: f64 = 1.2;
/// How much more memory the app may take, in MiB.
const MEMORY_MORE_MIB_MAX: f64 = 20.0;
/// How long the window may not paint or answer, in milliseconds: what people feel as an answer to their tap
/// (the limit of "good" in Interaction to Next Paint, <https://web.dev/articles/inp>).
const STALL_MS_MAX: f64 = 200.0;
/// How long the window is watched at rest, to know what the machine itself does to it.
const AT_REST: Duration = Duration::from_secs(5);
/// How long a drain may take.
const DRAIN_MAX: Duration = Duration::from_secs(600);
/// Between two looks at the outbox.
const LOOK: Duration = Duration::from_millis(250);

/// The screens on which a drain is watched: a name, and a route.
const SCREENS: [(&str, &str); 2] = [("home", "#/"), ("list", "#/reports")];

pub(crate) fn run(reports: u32, starts: usize, mut report: Report) -> anyhow::Result<Report> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(open(reports, starts, &mut report))?;
    for (name, route) in SCREENS {
        runtime.block_on(drain(reports, name, route, &mut report))?;
    }
    Ok(report)
}

/// A device with so many reports that wait for this station.
fn filled(station: &Station, reports: u32) -> anyhow::Result<Device> {
    let device = Device::new()?;
    let core = device.open(&station.url())?;
    for number in 0..reports {
        core.submit_report(&vandalism(&format!("Fresh paint, number {number}")), &[])?;
    }
    Ok(device)
}

async fn open(reports: u32, starts: usize, report: &mut Report) -> anyhow::Result<()> {
    // Never opened: nobody listens there.
    let station = Station::new()?;
    let url = station.url();
    let options = Options {
        server: Some(&url),
        ..Options::default()
    };
    let devices = [filled(&station, FEW)?, filled(&station, reports)?];
    let mut seen: [Vec<Start>; 2] = Default::default();
    for round in 0..starts {
        for turn in 0..devices.len() {
            // Now the one first, now the other.
            let which = (round + turn) % devices.len();
            if let (Some(device), Some(seen)) = (devices.get(which), seen.get_mut(which)) {
                seen.push(Start::of(device.data(), &options).await?);
            }
        }
    }
    let [few, many] = seen;
    let paint_ms = |starts: &[Start]| median(starts.iter().map(|start| start.paint_ms).collect());
    let memory_mib =
        |starts: &[Start]| median(starts.iter().map(|start| start.memory_kib / 1024.0).collect());
    let paints = (
        paint_ms(&few).context("no starts")?,
        paint_ms(&many).context("no starts")?,
    );
    let memory = (
        memory_mib(&few).context("no starts")?,
        memory_mib(&many).context("no starts")?,
    );
    report.say(&format!(
        "start to first paint  {FEW}: {:.0} ms   {reports}: {:.0} ms   median of {starts}",
        paints.0, paints.1
    ));
    report.say(&format!(
        "memory                {FEW}: {:.0} MiB  {reports}: {:.0} MiB  (proportional set size)",
        memory.0, memory.1
    ));
    report.ratio_at_most(
        "first_paint_ratio",
        "first paint with many beside few",
        paints.1 / paints.0,
        PAINT_RATIO_MAX,
    );
    report.ratio_at_most(
        "memory_more_mib",
        "MiB more with many",
        memory.1 - memory.0,
        MEMORY_MORE_MIB_MAX,
    );
    Ok(())
}

async fn drain(reports: u32, name: &str, route: &str, report: &mut Report) -> anyhow::Result<()> {
    let station = Station::new()?.with_environment("RUST_LOG", "off");
    let url = station.url();
    let device = filled(&station, reports)?;
    let options = Options {
        server: Some(&url),
        ..Options::default()
    };
    let window = AppWindow::open(device.data(), &options).await?;
    window.go(route).await?;
    let mut watch = Watch::begin(&window).await?;
    sleep(AT_REST).await;
    let rest = watch.frames().await?;
    let patrol = station.open().await?;
    let began = Instant::now();
    let submitted = loop {
        let waiting = watch.use_once().await?;
        if waiting <= watch.submitted() {
            break watch.submitted();
        }
        ensure!(began.elapsed() < DRAIN_MAX, "{waiting} reports still wait");
        sleep(LOOK).await;
    };
    let took = began.elapsed();
    let busy = watch.frames().await?;
    let memory_mib = memory_kib(&window)? / 1024.0;
    report.say(&format!(
        "{name}: {reports} reports sent in {:.1} s, {submitted} saved meanwhile, {memory_mib:.0} MiB after it",
        took.as_secs_f64()
    ));
    report.keep(format!("{name}_drain_s"), took.as_secs_f64());
    report.series(&format!("{name}_frames_at_rest"), &rest);
    report.series(&format!("{name}_frames"), &busy);
    report.series(&format!("{name}_read"), watch.reads());
    report.series(&format!("{name}_submit"), watch.submits());
    judge(report, name, "without a frame, at p99", busy.percentile_us(99));
    judge(report, name, "without a frame, at worst", busy.percentile_us(100));
    judge(
        report,
        name,
        "for what the screen reads, at p99",
        watch.reads().percentile_us(99),
    );
    judge(
        report,
        name,
        "for a submit, at p99",
        watch.submits().percentile_us(99),
    );
    window.close().await?;
    let arrived = exported(&station.command(&["export", "reports"]).await?)?.len();
    ensure!(
        arrived >= usize::try_from(reports)?,
        "{arrived} of {reports} reports arrived"
    );
    patrol.close().await?;
    Ok(())
}

fn judge(report: &mut Report, screen: &str, what: &str, micros: f64) {
    let name = format!("{screen}_{}_ms", what.replace([' ', ','], "_"));
    report.ratio_at_most(&name, &format!("{screen}: ms {what}"), micros / 1e3, STALL_MS_MAX);
}
