//! `bench drain`: how soon a device that was long without a network has brought everything to the patrol,
//! beside two ways that others take, in the same run.
//!
//! Ours are the two real programs, from the start of `lamplight sync` to its end: everything is durable at
//! both ends, and what arrived is compared with what was saved. The peers run in Node, and only their
//! transfer is counted.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::ensure;
use lamplight_protocol::api::PhotoState;
use lamplight_tests::device::{Device, vandalism};
use lamplight_tests::patrol::Station;
use lamplight_tests::programs::path_of;
use serde::Deserialize;
use tokio::process::Command;

use crate::disk::BareFile;
use crate::figures::{Report, Series};
use crate::peer::Peer;
use crate::picture::noise;

/// By how much the faster peer is to be beaten.
const FASTER_MIN: f64 = 1.5;
/// Bare fsyncs that tell what this disk costs.
const SYNCS: usize = 200;

/// What is drained.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Load {
    pub(crate) reports: usize,
    /// 0 for reports without photos.
    pub(crate) photo_bytes: usize,
}

#[derive(Deserialize)]
struct Exported {
    id: String,
    photos: Vec<ExportedPhoto>,
}

#[derive(Deserialize)]
struct ExportedPhoto {
    sha256: String,
    state: PhotoState,
}

pub(crate) fn run(load: Load, beside_peers: bool, mut report: Report) -> anyhow::Result<Report> {
    let runtime = tokio::runtime::Runtime::new()?;
    report.series("bare_fsync", &bare_syncs()?);
    report.say(&format!(
        "{} reports, {} bytes of photo each",
        load.reports, load.photo_bytes
    ));
    let ours = runtime.block_on(drain(load))?;
    tell(
        &mut report,
        "lamplight",
        load,
        ours,
        "every operation, at both ends",
    );
    if !beside_peers {
        return Ok(report);
    }
    let mut fastest = Duration::MAX;
    for peer in Peer::of(load) {
        let (took, syncs) = runtime.block_on(peer.drain(load))?;
        tell(&mut report, peer.name(), load, took, &syncs);
        fastest = fastest.min(took);
    }
    let times = fastest.as_secs_f64() / ours.as_secs_f64();
    report.ratio_at_least(
        "faster_than_fastest_peer",
        "times as fast as the faster peer",
        times,
        FASTER_MIN,
    );
    Ok(report)
}

fn tell(report: &mut Report, name: &str, load: Load, took: Duration, syncs: &str) {
    let seconds = took.as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a number of reports is far below 2^53")]
    let per_second = load.reports as f64 / seconds;
    report.say(&format!(
        "{name:<12} {seconds:>7.2} s   {per_second:>6.0} reports/s   syncs to disk: {syncs}"
    ));
    report.keep(format!("{name}_s"), seconds);
}

fn bare_syncs() -> anyhow::Result<Series> {
    let folder = tempfile::tempdir()?;
    let mut bare = BareFile::create(folder.path())?;
    let mut series = Series::default();
    for _ in 0..SYNCS {
        let started = Instant::now();
        bare.append_and_sync()?;
        series.push(started.elapsed());
    }
    Ok(series)
}

async fn drain(load: Load) -> anyhow::Result<Duration> {
    let station = Station::new()?;
    let device = Device::new()?;
    let saved = fill(&device, &station.url(), load)?;
    let patrol = station.open().await?;
    let started = Instant::now();
    let status = Command::new(path_of("lamplight")?)
        .arg("--data")
        .arg(device.data())
        .args(["--server", &station.url(), "sync"])
        .stdout(Stdio::null())
        .status()
        .await?;
    let took = started.elapsed();
    ensure!(status.success(), "lamplight sync ended with {status}");
    let arrived = arrived(&station).await?;
    ensure!(
        arrived == saved,
        "{} things arrived of {} that were saved",
        arrived.len(),
        saved.len()
    );
    patrol.close().await?;
    Ok(took)
}

/// Saves the reports, and gives the ids of all and the hashes of their photos.
fn fill(device: &Device, server_url: &str, load: Load) -> anyhow::Result<BTreeSet<String>> {
    let core = device.open(server_url)?;
    let draft = vandalism(&"Fresh paint across the footbridge, about two metres. ".repeat(4));
    let mut saved = BTreeSet::new();
    for number in 0..load.reports {
        let photos: Vec<_> = match load.photo_bytes {
            0 => Vec::new(),
            bytes => vec![noise(u64::try_from(number)?, bytes)?],
        };
        saved.insert(core.submit_report(&draft, &photos)?.id.to_string());
        saved.extend(
            photos
                .iter()
                .map(|photo| photo.shown().sha256.as_str().to_owned()),
        );
    }
    Ok(saved)
}

/// The ids and the hashes that the patrol has.
async fn arrived(station: &Station) -> anyhow::Result<BTreeSet<String>> {
    let mut arrived = BTreeSet::new();
    for line in station.command(&["export", "reports"]).await?.lines() {
        let report: Exported = serde_json::from_str(line)?;
        arrived.insert(report.id);
        for photo in report.photos {
            ensure!(photo.state != PhotoState::ToCome, "a photo did not arrive");
            arrived.insert(photo.sha256);
        }
    }
    Ok(arrived)
}

/// Where the peers lie.
pub(crate) fn peers_folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/peers"))
}
