//! `bench phones`: a town's phones come back at once, after the server was away for an hour.
//!
//! Every phone is the real core on a folder of its own, with an address of its own in 127.0.0.0/8; the server
//! is the real program. Both, and a meter before each phone that counts its calls, share the machine's cores.
//! The hour passes on a clock that is set: the attempts in it are made by the core's own rule, and end as
//! real ones do, because nobody listens. For the last seconds of it the apps are open in real time, so that
//! their reconnections are spread as they would be.

mod crowd;
mod meter;
mod phone;
mod record;
pub(crate) mod watch;
mod words;
pub(crate) mod worker;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use lamplight_tests::patrol::{Patrol, Station};
use lamplight_tests::tally::exported;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::time::{sleep, timeout};

use self::crowd::Crowd;
use self::phone::{PHONES_MAX, PHOTO_BYTES, PHOTO_EVERY};
use self::record::{About, Record};
use self::watch::Peak;
use self::words::Word;
use crate::figures::{Report, Series};

/// How long the apps are open before the server is back: longer than any wait between two attempts to open
/// the live stream.
const OPEN_BEFORE: Duration = Duration::from_secs(15);
/// How long the phones are looked at once everything has arrived: each asks at least once in a minute.
const LOOK_ON: Duration = Duration::from_secs(75);
/// What a phone may ask a second beyond what brings its report.
const CALLS_PER_SECOND_MAX: f64 = 1.0;
/// Over how long that is counted, in seconds: long enough for the few calls with which an app begins,
/// and short enough to show one that asks in a circle.
const RATE_WINDOW_S: u32 = 10;
/// Files that the server opens beside its connections.
const SERVER_FILES: u64 = 200;
/// A folder in memory, where the system has one.
const MEMORY_FOLDER: &str = "/dev/shm";

/// How many, for how long, and where.
#[derive(clap::Args)]
pub(crate) struct Order {
    /// How many phones.
    #[arg(long, default_value_t = PHONES_MAX, value_parser = clap::value_parser!(u32).range(1..=i64::from(PHONES_MAX)))]
    phones: u32,
    /// How many minutes they may take until the last report is in.
    #[arg(long, default_value_t = 10)]
    minutes: u32,
    /// Where the phones keep their data. By default in memory where that is possible: ten thousand disks
    /// cannot be played by one.
    #[arg(long)]
    folder: Option<PathBuf>,
}

pub(crate) fn run(order: &Order, report: Report) -> anyhow::Result<Report> {
    let files_max = open_files(order.phones)?;
    tokio::runtime::Runtime::new()?.block_on(come_back(order, files_max, report))
}

/// Opens this process and those that it starts to as many files as the system lets them.
fn open_files(phones: u32) -> anyhow::Result<u64> {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    setrlimit(Resource::Nofile, raised)?;
    let files_max = limit.maximum.unwrap_or(u64::MAX);
    // A live stream of each, and as many calls again.
    let needed = u64::from(phones) + u64::from(phones) / 2 + SERVER_FILES;
    ensure!(
        files_max >= needed,
        "the server needs {needed} open files for {phones} phones, and may have {files_max}; raise the limit with `ulimit -Hn {needed}` as root, or take fewer with --phones"
    );
    Ok(files_max)
}

async fn come_back(order: &Order, files_max: u64, mut report: Report) -> anyhow::Result<Report> {
    let folder = match &order.folder {
        Some(folder) => tempfile::tempdir_in(folder)?,
        None if Path::new(MEMORY_FOLDER).is_dir() => tempfile::tempdir_in(MEMORY_FOLDER)?,
        None => tempfile::tempdir()?,
    };
    let station = Station::new()?.with_environment("RUST_LOG", "off");
    let server = station.url().trim_start_matches("http://").parse()?;
    let mut crowd = Crowd::gather(order.phones, files_max, server, folder.path())?;
    report.say(&format!(
        "{} phones in {} processes, every {PHOTO_EVERY}th with a photo of {PHOTO_BYTES} bytes",
        order.phones,
        crowd.processes()
    ));
    crowd.hear(Word::Ready).await?;
    report.say("the outage has passed on each phone; the apps are opened, and then the server");
    crowd.tell(Word::Start).await?;
    sleep(OPEN_BEFORE).await;
    let patrol = station.open().await?;
    crowd.tell(Word::ServerIsBack).await?;
    let peak = look_on(order, &mut crowd, &patrol, &report).await?;
    crowd.tell(Word::End).await?;
    let records = crowd.records().await?;
    patrol.close().await?;
    arrived_once(&station, &records).await?;
    tell(&mut report, order, &records, peak)?;
    Ok(report)
}

/// Waits until everything is in, and a while longer; gives what the server took.
async fn look_on(order: &Order, crowd: &mut Crowd, patrol: &Patrol, report: &Report) -> anyhow::Result<Peak> {
    let process = patrol.id().context("the server has ended")?;
    let mut peak = Peak::default();
    let began = Instant::now();
    let patience = Duration::from_secs(u64::from(order.minutes) * 60);
    let wait = async {
        if timeout(patience, crowd.hear(Word::Emptied)).await.is_ok() {
            let took = began.elapsed().as_secs_f64();
            report.say(&format!("no phone has anything left after {took:.1} s"));
            sleep(LOOK_ON).await;
        }
    };
    tokio::select! {
        ended = peak.follow(process) => ended?,
        () = wait => {}
    }
    Ok(peak)
}

/// Compares what the patrol has with what was saved.
async fn arrived_once(station: &Station, records: &[Record]) -> anyhow::Result<()> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for arrived in exported(&station.command(&["export", "reports"]).await?)? {
        *counts.entry(arrived.id).or_default() += 1;
        let photos = arrived.photos.into_iter();
        for photo in photos.filter(|photo| photo.state != "to_come") {
            *counts.entry(photo.sha256).or_default() += 1;
        }
    }
    let saved = records
        .iter()
        .flat_map(|record| std::iter::once(&record.report).chain(&record.photo));
    let mut wrong = 0;
    for id in saved {
        wrong += usize::from(counts.remove(id) != Some(1));
    }
    ensure!(
        wrong == 0 && counts.is_empty(),
        "{wrong} reports and photos did not arrive exactly once, and {} are nobody's",
        counts.len()
    );
    Ok(())
}

fn tell(report: &mut Report, order: &Order, records: &[Record], peak: Peak) -> anyhow::Result<()> {
    report.say(&format!(
        "each of {} reports has arrived exactly once, and so has each photo",
        records.len()
    ));
    let mut delivered = Series::default();
    for record in records {
        let ms = record.delivered_ms().context("a report was not accepted")?;
        delivered.push(Duration::from_millis(ms));
    }
    report.series("delivered", &delivered);
    report.ratio_at_most(
        "last_delivered_min",
        "minutes until the last report was in",
        delivered.percentile_us(100) / 60e6,
        f64::from(order.minutes),
    );
    let attempts = records.iter().map(|record| u64::from(record.attempts));
    report.say(&format!(
        "attempts of a report during the outage: {:.0} on average",
        mean(attempts)
    ));
    tell_calls(report, records);
    tell_refusals(report, records);
    report.say(&format!(
        "server: {} MiB of memory and {} open files at most",
        peak.memory_kib / 1024,
        peak.files
    ));
    report.keep("server_peak_memory_kib", peak.memory_kib);
    report.keep("server_peak_files", peak.files);
    Ok(())
}

fn tell_calls(report: &mut Report, records: &[Record]) {
    let window_ms = u64::from(RATE_WINDOW_S) * 1_000;
    let busiest = records.iter().max_by_key(|record| record.calls_within(window_ms));
    let calls = busiest.map_or(0, |record| record.calls_within(window_ms));
    report.ratio_at_most(
        "calls_per_second",
        "calls of a phone a second beyond its report's, in any ten seconds",
        as_f64(calls) / f64::from(RATE_WINDOW_S),
        CALLS_PER_SECOND_MAX,
    );
    if let Some(record) = busiest {
        report.say(&format!("the busiest phone: {}", record.story()));
    }
    let bursts = records.iter().map(|record| record.calls_within(1_000));
    let burst = bursts.max().unwrap_or_default();
    report.say(&format!("the most of such calls within one second: {burst}"));
    report.keep("calls_in_one_second", burst);
    let calls = records.iter().map(|record| as_u64(record.calls.len()));
    report.say(&format!("calls of a phone: {:.1} on average", mean(calls)));
}

fn tell_refusals(report: &mut Report, records: &[Record]) {
    let mut unserved: BTreeMap<u16, usize> = BTreeMap::new();
    let mut never: BTreeMap<About, usize> = BTreeMap::new();
    for record in records {
        for status in record.unserved() {
            *unserved.entry(status).or_default() += 1;
        }
        for about in record.never_served() {
            *never.entry(about).or_default() += 1;
        }
    }
    for (status, count) in unserved {
        let name = match status {
            0 => "unanswered".to_owned(),
            status => format!("answered_{status}"),
        };
        report.say(&format!("calls {name}: {count}"));
        report.keep(format!("calls_{name}"), count);
    }
    for (about, count) in &never {
        report.say(&format!("phones that never got {about:?}: {count}"));
    }
    report.ratio_at_most(
        "refused_for_ever",
        "phones that were refused something for ever",
        as_f64(never.into_values().sum()),
        0.0,
    );
}

fn mean(values: impl ExactSizeIterator<Item = u64>) -> f64 {
    let count = values.len().max(1);
    #[expect(clippy::cast_precision_loss, reason = "sums of counts are far below 2^53")]
    let sum = values.sum::<u64>() as f64;
    sum / as_f64(count)
}

#[expect(clippy::cast_precision_loss, reason = "counts of calls are far below 2^53")]
fn as_f64(count: usize) -> f64 {
    count as f64
}

fn as_u64(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
