//! `bench instances`: three servers on one PostgreSQL. How fast one's readers hear what another took in; then one
//! is killed under load, and its readers go on elsewhere.

use std::collections::HashSet;
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use lamplight_resident::platform::Platform;
use lamplight_tests::patrol::{Patrol, Station, random_id};
use lamplight_tests::raw_report::RawReport;
use lamplight_tests::tally::exported;
use lamplight_tests::{postgres, samples};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

use super::crowd::Crowd;
use super::tick::Tick;
use super::words::{Ask, Heard};
use crate::figures::Report;

const INSTANCES: usize = 3;
/// Readers of each instance.
const READERS: u32 = 500;
/// Publications that are measured in peace.
const TICKS: u64 = 100;
/// Publications over which speed is judged under load: those of somewhat more than a second, 10,000 deliveries at
/// each instance. One alone would say nothing of 99 in 100.
const WINDOW_TICKS: u64 = 20;
/// How many such windows: before the kill, which say what is normal; and after it, until well past the time within which
/// it is to be so again.
const WINDOWS_BEFORE: u64 = 5;
const WINDOWS_AFTER: u64 = 10;
/// Between two publications.
const EVERY: Duration = Duration::from_millis(50);
/// Clients that send reports all the while.
const SENDERS: usize = 8;
const PATIENCE_MS: u64 = 30_000;
/// What a reader of another instance may wait, in milliseconds, for 99 in 100.
const ACROSS_P99_MS_MAX: f64 = 50.0;
/// How soon after the kill that holds again, in seconds.
const BACK_S_MAX: f64 = 5.0;

pub(crate) fn run(report: Report) -> anyhow::Result<Report> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?
        .block_on(measure(report))
}

async fn measure(mut report: Report) -> anyhow::Result<Report> {
    let server = postgres::server().with_context(|| format!("{} names no server", postgres::SERVER))?;
    let database = postgres::new_database(&server).await?;
    let stations = stations(&database).await?;
    let mut patrols = Vec::new();
    for station in &stations {
        patrols.push(station.open().await?);
    }
    let mut crowds = Vec::new();
    for patrol in &patrols {
        let mut crowd = Crowd::start(address(patrol)?, "/v1/live")?;
        crowd.done(Ask::Open(READERS)).await?;
        crowds.push(crowd);
    }
    let publisher = Publisher {
        urls: patrols.iter().map(|patrol| patrol.url().to_owned()).collect(),
        token: patrols.first().context("no instance")?.token().to_owned(),
        http: reqwest::Client::new(),
    };
    let (across_median, across) = in_peace(&publisher, &mut crowds).await?;
    report.say(&format!(
        "ms to a reader of another instance, median: {across_median:.1}"
    ));
    report.keep("across_median_ms", json!(across_median));
    report.ratio_at_most(
        "across_p99_ms",
        "ms to a reader of another instance, 99 %",
        across,
        ACROSS_P99_MS_MAX,
    );
    let load = Load::start(&publisher.urls);
    let before = in_turn(&publisher, &mut crowds, 0..WINDOWS_BEFORE).await?;
    let before_ms = before
        .iter()
        .map(|heard| slowest_p99_ms(heard))
        .fold(0.0, f64::max);
    report.say(&format!(
        "ms to a reader of any instance while eight clients send reports without a pause, 99 %: {before_ms:.1}"
    ));
    report.keep("loaded_p99_ms", json!(before_ms));
    let victim = patrols.remove(0);
    let back_s = kill_one(victim, &publisher, &mut crowds, before_ms, &mut report).await?;
    report.ratio_at_most(
        "back_s",
        "seconds after the kill until it is so again",
        back_s,
        BACK_S_MAX,
    );
    let acknowledged = load.stop().await?;
    let survivor = stations.get(1).context("no instance")?;
    let kept: HashSet<String> = exported(&survivor.command(&["export", "reports"]).await?)?
        .into_iter()
        .map(|kept| kept.id)
        .collect();
    let lost = acknowledged.iter().filter(|id| !kept.contains(*id)).count();
    report.say(&format!(
        "{} reports acknowledged all the while: {lost} lost",
        acknowledged.len()
    ));
    report.keep("reports_acknowledged", json!(acknowledged.len()));
    report.keep("reports_lost", json!(lost));
    ensure!(lost == 0, "{lost} acknowledged reports were lost");
    drop(crowds);
    for patrol in patrols {
        patrol.close().await?;
    }
    Ok(report)
}

/// Instances with one secrets file, as a deployment has them.
async fn stations(database: &str) -> anyhow::Result<Vec<Station>> {
    let mut stations = Vec::new();
    for _ in 0..INSTANCES {
        let station = Station::new()?
            .with_environment("LAMPLIGHT_DATABASE_URL", database)
            .with_environment("RUST_LOG", "off");
        stations.push(station);
    }
    let first = stations.first().context("no instance")?;
    // The first start makes the secrets.
    first.open().await?.close().await?;
    let secrets = first.data().join("secrets.toml");
    for other in stations.iter().skip(1) {
        std::fs::copy(&secrets, other.data().join("secrets.toml"))?;
    }
    Ok(stations)
}

fn address(patrol: &Patrol) -> anyhow::Result<std::net::SocketAddr> {
    Ok(patrol.url().trim_start_matches("http://").parse()?)
}

/// Publishes at an instance; at the next one where that does not answer, under the same id.
struct Publisher {
    urls: Vec<String>,
    token: String,
    http: reqwest::Client,
}

impl Publisher {
    async fn publish(&self, number: u64, instance: usize) -> anyhow::Result<()> {
        let id = random_id()?;
        let mut event = samples::event("Walk");
        if let Some(description) = event.pointer_mut("/texts/0/description") {
            *description = Value::String(Tick::now(number).text());
        }
        for url in self.urls.iter().cycle().skip(instance).take(INSTANCES) {
            let call = self
                .http
                .request(Method::PUT, format!("{url}/v1/staff/events/{id}"));
            let answer = call.bearer_auth(&self.token).json(&event).send().await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(());
            }
        }
        anyhow::bail!("no instance took a publication")
    }
}

/// Everything is published at the first instance. How long it takes to the readers of another, in milliseconds: half of
/// them, and 99 in 100; of the slower of the two others.
async fn in_peace(publisher: &Publisher, crowds: &mut [Crowd]) -> anyhow::Result<(f64, f64)> {
    let heard = publish_all(publisher, crowds, 1..=TICKS, |_| 0).await?;
    let slowest = |figure: fn(&Heard) -> u64| heard.iter().skip(1).map(figure).max();
    let median_us = slowest(|heard| heard.median_us).context("no other instance")?;
    let p99_us = slowest(|heard| heard.p99_us).context("no other instance")?;
    Ok((milliseconds(median_us), milliseconds(p99_us)))
}

/// Kills an instance while much goes on; gives how long it took until deliveries were as fast as before at every
/// instance: the end of the first such window. The later ones are told of too, since much is written all the while.
async fn kill_one(
    victim: Patrol,
    publisher: &Publisher,
    crowds: &mut [Crowd],
    before_ms: f64,
    report: &mut Report,
) -> anyhow::Result<f64> {
    let killed = Instant::now();
    victim.kill().await?;
    let orphans = crowds.first_mut().context("no crowd")?;
    let elsewhere = publisher.urls.get(1).context("no instance")?;
    orphans
        .done(Ask::MoveTo(elsewhere.trim_start_matches("http://").parse()?))
        .await?;
    let (mut missed, mut doubled, mut back_s) = (0, 0, f64::NAN);
    let mut p99s_ms = Vec::new();
    for number in WINDOWS_BEFORE..WINDOWS_BEFORE + WINDOWS_AFTER {
        let heard = window(publisher, crowds, number).await?;
        missed += heard.iter().map(|heard| heard.missed).sum::<u64>();
        doubled += heard.iter().map(|heard| heard.doubled).sum::<u64>();
        let p99_ms = slowest_p99_ms(&heard);
        p99s_ms.push(p99_ms);
        if back_s.is_nan() && p99_ms <= before_ms.max(ACROSS_P99_MS_MAX) {
            back_s = killed.elapsed().as_secs_f64();
        }
    }
    report.say(&format!(
        "one of {INSTANCES} killed: {missed} missed, {doubled} doubled by its readers and the others'; ms, 99 %, second by second: {p99s_ms:.0?}"
    ));
    report.keep("killed_missed", json!(missed));
    report.keep("killed_doubled", json!(doubled));
    report.keep("killed_p99s_ms", json!(p99s_ms));
    ensure!(missed == 0 && doubled == 0, "{missed} missed, {doubled} doubled");
    Ok(back_s)
}

/// What each instance's readers heard in each of these windows.
async fn in_turn(
    publisher: &Publisher,
    crowds: &mut [Crowd],
    numbers: Range<u64>,
) -> anyhow::Result<Vec<Vec<Heard>>> {
    let mut windows = Vec::new();
    for number in numbers {
        windows.push(window(publisher, crowds, number).await?);
    }
    Ok(windows)
}

/// What each instance's readers heard of one window's publications, which go round the instances.
async fn window(publisher: &Publisher, crowds: &mut [Crowd], number: u64) -> anyhow::Result<Vec<Heard>> {
    let first = TICKS + 1 + number * WINDOW_TICKS;
    let ticks = first..=first + WINDOW_TICKS - 1;
    publish_all(publisher, crowds, ticks, |tick| tick % INSTANCES as u64).await
}

/// 99 in 100 readers of the slowest instance, in milliseconds.
fn slowest_p99_ms(heard: &[Heard]) -> f64 {
    milliseconds(heard.iter().map(|heard| heard.p99_us).max().unwrap_or_default())
}

/// Publishes these, each at the instance of its number, and gives what the readers of each instance heard.
async fn publish_all(
    publisher: &Publisher,
    crowds: &mut [Crowd],
    ticks: RangeInclusive<u64>,
    instance: impl Fn(u64) -> u64,
) -> anyhow::Result<Vec<Heard>> {
    for crowd in crowds.iter_mut() {
        crowd.ask(until(*ticks.end())).await?;
    }
    for tick in ticks {
        publisher.publish(tick, usize::try_from(instance(tick))?).await?;
        sleep(EVERY).await;
    }
    let mut all = Vec::new();
    for crowd in crowds {
        let heard = crowd.heard().await?;
        ensure!(heard.complete == READERS, "a publication did not reach everybody");
        all.push(heard);
    }
    Ok(all)
}

fn until(tick: u64) -> Ask {
    Ask::ReadUntil {
        tick,
        patience_ms: PATIENCE_MS,
    }
}

fn milliseconds(us: u64) -> f64 {
    Duration::from_micros(us).as_secs_f64() * 1e3
}

/// Clients that send reports to all instances until they are told to stop.
struct Load {
    senders: JoinSet<anyhow::Result<Vec<String>>>,
    stop: Arc<AtomicBool>,
}

impl Load {
    fn start(urls: &[String]) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let mut senders = JoinSet::new();
        for sender in 0..SENDERS {
            let (urls, stop) = (urls.to_vec(), Arc::clone(&stop));
            senders.spawn(async move { send(&urls, sender, &stop).await });
        }
        Self { senders, stop }
    }

    /// The reports that were acknowledged.
    async fn stop(mut self) -> anyhow::Result<Vec<String>> {
        self.stop.store(true, Ordering::Relaxed);
        let mut all = Vec::new();
        while let Some(sent) = self.senders.join_next().await {
            all.extend(sent??);
        }
        Ok(all)
    }
}

async fn send(urls: &[String], sender: usize, stop: &AtomicBool) -> anyhow::Result<Vec<String>> {
    let http = reqwest::Client::new();
    let clock = Platform::system().clock;
    let mut acknowledged = Vec::new();
    for url in urls.iter().cycle().skip(sender) {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let report = RawReport::random(clock.now())?;
        if report.put(&http, url).await.is_ok() {
            acknowledged.push(report.id);
        }
    }
    Ok(acknowledged)
}
