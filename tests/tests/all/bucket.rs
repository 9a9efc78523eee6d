//! Photos in a bucket of an S3-compatible storage: the real server, `lamplight`, and moto.

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use lamplight_tests::bucket::{self, Bucket};
use lamplight_tests::device::Device;
use lamplight_tests::patrol::{Patrol, Station};
use lamplight_tests::picture::Picture;
use lamplight_tests::proxy::{Fault, Proxy, fair};
use lamplight_tests::{postgres, tally};
use tokio::time::{sleep, timeout};

use crate::terminal::program;

/// How long a photo may take until it is ready, on a machine that is busy with other tests.
const READY_WITHIN: Duration = Duration::from_secs(60);
/// The object that says whose bucket it is.
const MARK: &str = "lamplight-deployment";
/// So many bytes in a row are of the photo and of nothing else.
const WINDOW_BYTES: usize = 16;

/// A resident with a photo.
struct Ana {
    device: Device,
    picture: Picture,
    _folder: tempfile::TempDir,
}

impl Ana {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        Ok(Self {
            device: Device::new()?,
            picture: Picture::make(folder.path(), 7)?,
            _folder: folder,
        })
    }

    /// Saves a report with the photo.
    async fn reports(&self, server: &str) -> Result<()> {
        let mut report = program(self.device.data())?;
        report.args([
            "--server",
            server,
            "report",
            "--category",
            "vandalism",
            "--place",
            "x",
        ]);
        let saved = report.arg("--photo").arg(self.picture.file()).output().await?;
        assert!(
            saved.status.success(),
            "{}",
            String::from_utf8_lossy(&saved.stderr)
        );
        Ok(())
    }

    /// Sends what is to be sent, and gives the exit code.
    async fn syncs(&self, server: &str) -> Result<Option<i32>> {
        let mut sync = program(self.device.data())?;
        let output = sync.args(["--server", server, "sync"]).output().await?;
        Ok(output.status.code())
    }

    /// Waits until the photo is ready, and gives what the desk then sees of it.
    async fn photo_at(&self, station: &Station, patrol: &Patrol) -> Result<Vec<u8>> {
        let ready = async {
            loop {
                let reports = tally::exported(&station.command(&["export", "reports"]).await?)?;
                let report = reports.first().context("no report")?;
                if report.photos.iter().any(|photo| photo.state == "ready") {
                    return anyhow::Ok(report.id.clone());
                }
                sleep(Duration::from_millis(100)).await;
            }
        };
        let Ok(id) = timeout(READY_WITHIN, ready).await else {
            bail!("the photo does not become ready");
        };
        let path = format!("v1/staff/reports/{}/photos/{}", id?, self.picture.sha256());
        let request = reqwest::Client::new().get(format!("{}/{path}", patrol.url()));
        let answer = request.bearer_auth(patrol.token()).send().await?;
        Ok(answer.error_for_status()?.bytes().await?.to_vec())
    }
}

/// Waits until nothing but the picture, its thumbnail and the mark lie in a bucket, and makes sure that nothing of
/// this photo can be read there.
async fn holds_only_what_is_sealed(bucket: &Bucket, photo: &[u8]) -> Result<()> {
    let cleaned = async {
        loop {
            let names = bucket.names().await?;
            if names.len() == 3 {
                return anyhow::Ok(names);
            }
            sleep(Duration::from_millis(100)).await;
        }
    };
    let names = timeout(READY_WITHIN, cleaned).await??;
    assert!(names.iter().any(|name| name == MARK), "{names:?}");
    let parts: HashSet<&[u8]> = photo.windows(WINDOW_BYTES).collect();
    let shows = |bytes: &[u8]| bytes.windows(WINDOW_BYTES).any(|window| parts.contains(window));
    assert!(shows(photo));
    for name in &names {
        assert!(!shows(&bucket.get(name).await?), "{name}");
    }
    Ok(())
}

/// Gives another station the secrets of this one, as an operator copies them.
fn share_secrets(from: &Station, to: &Station) -> Result<()> {
    let file = "secrets.toml";
    std::fs::copy(from.data().join(file), to.data().join(file))?;
    Ok(())
}

fn files_in(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let paths: std::io::Result<Vec<_>> = std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect();
    Ok(paths?)
}

#[tokio::test]
async fn photos_lie_sealed_in_a_bucket_and_come_back_from_a_backup_into_another() -> Result<()> {
    let Some(storage) = bucket::server() else {
        println!("skipped: {} names no server", bucket::SERVER);
        return Ok(());
    };
    let (first, second) = (Bucket::new(&storage).await?, Bucket::new(&storage).await?);
    let (ana, folder) = (Ana::new()?, tempfile::tempdir()?);
    let station = first.of_station(Station::new()?, &storage);
    let patrol = station.open().await?;
    ana.reports(&station.url()).await?;
    assert_eq!(ana.syncs(&station.url()).await?, Some(0));
    let seen = ana.photo_at(&station, &patrol).await?;
    holds_only_what_is_sealed(&first, &seen).await?;
    assert!(!station.data().join("media").exists());

    let backup = folder.path().join("backup");
    let to = backup.to_str().context("a path that is no text")?;
    let said = station.command(&["backup", "--to", to]).await?;
    assert!(said.contains("2 files of photos"), "{said}");
    assert_eq!(files_in(&backup.join("media"))?.len(), 2);
    patrol.close().await?;

    let elsewhere = second.of_station(Station::new()?, &storage);
    share_secrets(&station, &elsewhere)?;
    elsewhere.command(&["restore", "--from", to]).await?;
    let patrol = elsewhere.open().await?;
    assert_eq!(ana.photo_at(&elsewhere, &patrol).await?, seen);
    holds_only_what_is_sealed(&second, &seen).await?;
    patrol.close().await?;
    Ok(())
}

#[tokio::test]
async fn a_photo_waits_while_the_storage_is_away_and_arrives_when_it_is_back() -> Result<()> {
    let Some(storage) = bucket::server() else {
        println!("skipped: {} names no server", bucket::SERVER);
        return Ok(());
    };
    let bucket = Bucket::new(&storage).await?;
    let way = Proxy::start(&storage, fair()).await?;
    let ana = Ana::new()?;
    let station = bucket.of_station(Station::new()?, &way.url());
    let station = station.with_environment("RUST_LOG", "off");
    let patrol = station.open().await?;
    way.follow(Box::new(|_| Fault::Refuse));
    ana.reports(&station.url()).await?;
    assert_eq!(ana.syncs(&station.url()).await?, Some(3));
    assert_eq!(patrol.reports().await?[0]["photos_to_come"], 1);

    way.follow(fair());
    assert_eq!(ana.syncs(&station.url()).await?, Some(0));
    let seen = ana.photo_at(&station, &patrol).await?;
    holds_only_what_is_sealed(&bucket, &seen).await?;
    patrol.close().await?;
    Ok(())
}

#[tokio::test]
async fn a_patrol_moves_from_its_folder_to_a_bucket_by_copying_the_files() -> Result<()> {
    let Some(storage) = bucket::server() else {
        println!("skipped: {} names no server", bucket::SERVER);
        return Ok(());
    };
    let bucket = Bucket::new(&storage).await?;
    let ana = Ana::new()?;
    let station = Station::new()?;
    let patrol = station.open().await?;
    ana.reports(&station.url()).await?;
    assert_eq!(ana.syncs(&station.url()).await?, Some(0));
    let seen = ana.photo_at(&station, &patrol).await?;
    patrol.close().await?;

    let station = bucket.of_station(station, &storage);
    let early = station.command(&["serve", "--listen", "127.0.0.1:0"]);
    let refused = timeout(READY_WITHIN, early).await?.unwrap_err().to_string();
    assert!(refused.contains("copy them there first"), "{refused}");
    for file in files_in(&station.data().join("media"))? {
        let name = file.file_name().and_then(|name| name.to_str());
        let name = name.context("a name that is no text")?;
        bucket.put(name, std::fs::read(&file)?).await?;
    }
    std::fs::remove_dir_all(station.data().join("media"))?;
    let patrol = station.open().await?;
    assert_eq!(ana.photo_at(&station, &patrol).await?, seen);
    patrol.close().await?;
    Ok(())
}

#[tokio::test]
async fn what_one_instance_took_in_the_desk_sees_at_another() -> Result<()> {
    let (Some(storage), Some(database)) = (bucket::server(), postgres::server()) else {
        println!(
            "skipped: {} or {} names no server",
            bucket::SERVER,
            postgres::SERVER
        );
        return Ok(());
    };
    let database = postgres::new_database(&database).await?;
    let bucket = Bucket::new(&storage).await?;
    let instance = || {
        let station = bucket.of_station(Station::new()?, &storage);
        anyhow::Ok(station.with_environment("LAMPLIGHT_DATABASE_URL", &database))
    };
    let (one, other) = (instance()?, instance()?);
    let ana = Ana::new()?;
    let first = one.open().await?;
    share_secrets(&one, &other)?;
    let second = other.open().await?;
    ana.reports(&one.url()).await?;
    assert_eq!(ana.syncs(&one.url()).await?, Some(0));
    let seen = ana.photo_at(&other, &second).await?;
    assert_eq!(ana.photo_at(&one, &first).await?, seen);
    // Both look for what nobody needs; neither takes what is the other's.
    holds_only_what_is_sealed(&bucket, &seen).await?;
    first.close().await?;
    second.close().await?;
    Ok(())
}
