//! A full disk, on the device and at the server: a small file system in memory, and ballast in it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::ensure;
use fastrand::Rng;
use lamplight_tests::patrol::{Patrol, Station};
use lamplight_tests::tally::Account;
use lamplight_tests::terminal::Terminal;
use tempfile::TempDir;

use crate::campaign::{Found, Order, Outcome};
use crate::phone::Phone;
use crate::settle::{quiet_station, settle};
use crate::side_by_side::side_by_side;

const RUNS_AT_ONCE: usize = 4;
/// The size of the file system, as `mount` takes it: room for a write-ahead log at its longest, of 4 MB.
const SIZE: &str = "size=16m";
/// What is left free at most when the ballast is in.
const ROOM_BYTES_MAX: u64 = 96 * 1024;
/// What is left free at a server at most, and the width and height of the pictures that are sent to it, in
/// pixels: a hundred kilobytes each and more, so that there may be room for words and not for photos.
const SERVER_ROOM_BYTES_MAX: u64 = 256 * 1024;
const PICTURE_SIDE_PX: u32 = 320;
/// Reports that are tried on a disk that fills.
const REPORTS: u32 = 12;

pub(crate) async fn run(order: Order) -> anyhow::Result<Outcome> {
    if let Err(error) = SmallDisk::mount() {
        return Ok(Outcome::Skipped(format!(
            "no small disk can be mounted: {error:#}"
        )));
    }
    let station = quiet_station()?;
    let patrol = station.open().await?;
    let runs = side_by_side(order.seed, order.runs, RUNS_AT_ONCE, |seed| one(&patrol, seed)).await?;
    let (mut accounts, mut found) = (Vec::new(), Found::default());
    let (mut refused, mut without_photos) = (0, 0);
    for run in runs {
        refused += run.refused;
        without_photos += run.without_photos;
        found.accounted += run.found.accounted;
        found.findings.extend(run.found.findings);
        accounts.extend(run.account);
    }
    let settled = settle(&station, &patrol, &accounts).await?;
    found.done = order.runs.into();
    found.accounted += settled.accounted;
    found.findings.extend(settled.findings);
    found.remark = format!(
        "{refused} times a disk was too full to save or to take in, {without_photos} reports were taken in \
         while there was no room for their photos"
    );
    patrol.close().await?;
    Ok(Outcome::Ran(found))
}

/// What came of one run.
struct Run {
    /// The account of a device with the common patrol; none when the full disk was the server's.
    account: Option<Account>,
    found: Found,
    refused: u64,
    /// Reports that the full server took in without their photos.
    without_photos: usize,
}

async fn one(patrol: &Patrol, seed: u64) -> anyhow::Result<Run> {
    if seed.is_multiple_of(2) {
        full_device(patrol, seed).await
    } else {
        full_server(seed).await
    }
}

async fn full_device(patrol: &Patrol, seed: u64) -> anyhow::Result<Run> {
    let mut rng = Rng::with_seed(seed);
    let disk = SmallDisk::mount()?;
    let mut phone = Phone::with(Terminal::within(disk.path())?, seed, patrol.url())?;
    let mut refused = 0;
    let full_from = rng.u32(..3);
    for number in 0..REPORTS {
        if number == full_from {
            disk.fill(rng.u64(..ROOM_BYTES_MAX))?;
        }
        refused += u64::from(!phone.report(&mut rng, &number.to_string()).await?);
        if rng.u8(..4) == 0 {
            phone.sync().await?;
        }
    }
    disk.make_room()?;
    phone.sync().await?;
    let findings = phone.damage()?.into_iter().chain(phone.false_alarm()?).collect();
    Ok(Run {
        account: Some(phone.finish().await?),
        found: Found {
            findings,
            ..Found::default()
        },
        refused,
        without_photos: 0,
    })
}

async fn full_server(seed: u64) -> anyhow::Result<Run> {
    let mut rng = Rng::with_seed(seed);
    let disk = SmallDisk::mount()?;
    // What the server refuses because its disk is full it also logs; here that is wanted, not news.
    let station = Station::in_folder(disk.path())?.with_environment("RUST_LOG", "off");
    let patrol = station.open().await?;
    let mut phone = Phone::new(seed, patrol.url())?;
    phone.picture_side_px = PICTURE_SIDE_PX;
    disk.fill(rng.u64(..SERVER_ROOM_BYTES_MAX))?;
    let mut refused = 0;
    for number in 0..REPORTS {
        phone.must_report(&mut rng, &number.to_string()).await?;
        refused += u64::from(!phone.sync().await?);
    }
    let without_photos = phone.without_photos().await?;
    disk.make_room()?;
    let account = phone.finish().await?;
    let found = settle(&station, &patrol, &[account]).await?;
    patrol.close().await?;
    Ok(Run {
        account: None,
        found,
        refused,
        without_photos,
    })
}

/// A file system of a few megabytes, gone when it is dropped.
struct SmallDisk(TempDir);

impl SmallDisk {
    fn mount() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let output = Command::new("mount")
            .args(["-t", "tmpfs", "-o", SIZE, "lamplight-faults"])
            .arg(folder.path())
            .output()?;
        ensure!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
        Ok(Self(folder))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn ballast(&self) -> PathBuf {
        self.path().join("ballast")
    }

    /// Fills the disk up to so many bytes.
    fn fill(&self, room_bytes: u64) -> anyhow::Result<()> {
        let used = rustix::fs::statvfs(self.path())?;
        let free = used.f_bavail.saturating_mul(used.f_frsize);
        let bytes = usize::try_from(free.saturating_sub(room_bytes))?;
        Ok(std::fs::write(self.ballast(), vec![7; bytes])?)
    }

    fn make_room(&self) -> anyhow::Result<()> {
        Ok(std::fs::remove_file(self.ballast())?)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: whatever still has a file open there is about to end.
        let _ = Command::new("umount").arg("--lazy").arg(self.path()).status();
    }
}
