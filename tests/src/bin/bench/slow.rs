//! `bench slow`: an honest client beside 2,000 that dawdle, in each of the ways in which slowhttptest does: headers
//! that never end, bodies that never end, and answers that are never read.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use lamplight_tests::patrol::Station;
use lamplight_tests::samples;
use reqwest::Client;
use tokio::process::{Child, Command};
use tokio::time::{Instant, interval, sleep};

use crate::figures::{Report, Series};

/// The 99th percentile of an honest call, in milliseconds.
const HONEST_P99_MS_MAX: f64 = 1_000.0;
/// Connections that the dawdlers open a second: all within two.
const OPENED_PER_S: u32 = 1_000;
/// Between two honest calls.
const HONEST_EVERY: Duration = Duration::from_millis(50);
/// How long the dawdlers get to come in before the honest client is measured.
const COMING_IN: Duration = Duration::from_secs(3);

/// A way to dawdle: its name, and how slowhttptest is told of it.
const WAYS: [(&str, &[&str]); 3] = [
    ("slow_headers", &["-H", "-i", "5"]),
    (
        "slow_bodies",
        &["-B", "-i", "5", "-s", "8192", "-t", "PUT", "-x", "8"],
    ),
    (
        "slow_readers",
        &["-X", "-w", "1", "-y", "16", "-n", "5", "-z", "1", "-k", "3"],
    ),
];

/// How much.
#[derive(clap::Args)]
pub(crate) struct Order {
    /// How many dawdle.
    #[arg(long, default_value_t = 2_000)]
    connections: u32,
    /// For how long in each way, in seconds.
    #[arg(long, default_value_t = 20)]
    seconds: u32,
}

pub(crate) fn run(order: &Order, mut report: Report) -> anyhow::Result<Report> {
    tokio::runtime::Runtime::new()?.block_on(measure(order, &mut report))?;
    Ok(report)
}

async fn measure(order: &Order, report: &mut Report) -> anyhow::Result<()> {
    let station = Station::new()?.with_environment("RUST_LOG", "off");
    let patrol = station.open().await?;
    patrol.publish_alert(&samples::alert("Gas smell")).await?;
    let measured = Duration::from_secs(order.seconds.into()).saturating_sub(COMING_IN);
    report.series("alone", &honest(patrol.url(), measured).await?);
    for (name, way) in WAYS {
        let mut dawdlers = dawdle(patrol.url(), order, way)?;
        sleep(COMING_IN).await;
        let honest = honest(patrol.url(), measured).await?;
        ensure!(
            dawdlers.try_wait()?.is_none_or(|ended| ended.success()),
            "slowhttptest failed"
        );
        dawdlers.kill().await?;
        report.series(name, &honest);
        let p99_ms = honest.percentile_us(99) / 1e3;
        let what = format!(
            "ms of an honest call beside {} {}, at p99",
            order.connections,
            name.replace('_', " ")
        );
        report.ratio_at_most(&format!("{name}_p99_ms"), &what, p99_ms, HONEST_P99_MS_MAX);
    }
    patrol.close().await?;
    Ok(())
}

/// Two thousand at once. `openapi.json` is the longest answer that is no file.
fn dawdle(url: &str, order: &Order, way: &[&str]) -> anyhow::Result<Child> {
    let path = if way.contains(&"-B") {
        "/v1/reports/6f1c2b7e-4a55-4a36-9d7b-1f0e8f4f7a11"
    } else {
        "/v1/openapi.json"
    };
    Command::new("slowhttptest")
        .args(way)
        .args(["-c", &order.connections.to_string()])
        .args(["-r", &OPENED_PER_S.to_string()])
        .args(["-l", &order.seconds.to_string()])
        .args(["-u", &format!("{url}{path}"), "-v", "0"])
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .context("slowhttptest is not here; on Debian: apt install slowhttptest")
}

/// How long calls take to somebody who comes anew each time, for so long.
async fn honest(url: &str, measured: Duration) -> anyhow::Result<Series> {
    let client = Client::builder()
        .pool_max_idle_per_host(0)
        .timeout(Duration::from_secs(30))
        .build()?;
    let begun = Instant::now();
    let mut turns = interval(HONEST_EVERY);
    let mut calls = Series::default();
    while begun.elapsed() < measured {
        turns.tick().await;
        let asked = Instant::now();
        let answer = client
            .get(format!("{url}/v1/feed"))
            .send()
            .await?
            .error_for_status()?;
        answer.bytes().await?;
        calls.push(asked.elapsed());
    }
    Ok(calls)
}
