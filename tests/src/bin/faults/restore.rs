//! A restore of an older backup, as an operator does it by docs/operations.md, and then every phone syncs.
//! The backup is written while the server runs and the phones sync.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use fastrand::Rng;
use futures_util::future::try_join_all;
use lamplight_tests::patrol::Station;
use lamplight_tests::postgres;
use tempfile::TempDir;
use tokio::process::Command;

use crate::campaign::{Found, Order, Outcome};
use crate::phone::Phone;
use crate::settle::{quiet_station, settle};
use crate::side_by_side::side_by_side;

const RUNS_AT_ONCE: usize = 2;
const PHONES: usize = 4;
const REPORTS_MAX: u32 = 4;
/// What the server's program takes a database's address from.
const DATABASE_URL: &str = "LAMPLIGHT_DATABASE_URL";
/// What an operator keeps apart from every backup.
const SECRETS: &str = "secrets.toml";
const MEDIA: &str = "media";

pub(crate) async fn run(order: Order) -> anyhow::Result<Outcome> {
    let all = side_by_side(order.seed, order.runs, RUNS_AT_ONCE, one).await?;
    let mut found = Found::default();
    for one in all {
        found.done += 1;
        found.accounted += one.accounted;
        found.findings.extend(one.findings);
    }
    found.remark = match postgres::server() {
        Some(_) => "every second on PostgreSQL, by pg_dump".into(),
        None => format!("SQLite only: {} names no server", postgres::SERVER),
    };
    Ok(Outcome::Ran(found))
}

async fn one(seed: u64) -> anyhow::Result<Found> {
    let mut rng = Rng::with_seed(seed);
    let cluster = postgres::server().filter(|_| seed % 2 == 1);
    let mut station = quiet_station()?;
    let mut backup = Backup::new()?;
    if let Some(cluster) = &cluster {
        let database = postgres::new_database(cluster).await?;
        station = station.with_environment(DATABASE_URL, &database);
        backup.of = Some(database);
    }
    let mut phones = Vec::new();
    for _ in 0..PHONES {
        phones.push(Phone::new(seed, &station.url())?);
    }
    let patrol = station.open().await?;
    use_phones(&mut phones, &mut rng, "before").await?;
    plant(&mut phones, &mut rng, "meanwhile").await?;
    let syncs = try_join_all(phones.iter().map(Phone::sync));
    tokio::try_join!(backup.write(&station), syncs)?;

    use_phones(&mut phones, &mut rng, "after").await?;
    patrol.kill().await?;
    lose_all_but_secrets(station.data())?;
    if let Some(cluster) = &cluster {
        let database = postgres::new_database(cluster).await?;
        station = station.with_environment(DATABASE_URL, &database);
        backup.fill(&database).await?;
    }
    backup.restore(&station).await?;

    let patrol = station.open().await?;
    let mut accounts = Vec::new();
    for phone in phones {
        // This one finds the new epoch; only the next one may say that nothing is left.
        phone.sync().await?;
        accounts.push(phone.finish().await?);
    }
    let found = settle(&station, &patrol, &accounts).await?;
    patrol.close().await?;
    Ok(found)
}

/// A backup of one deployment.
struct Backup {
    folder: TempDir,
    /// The PostgreSQL database that it is of; none for SQLite.
    of: Option<String>,
}

impl Backup {
    fn new() -> anyhow::Result<Self> {
        Ok(Self {
            folder: tempfile::tempdir()?,
            of: None,
        })
    }

    /// What `lamplight-server backup` makes, or what `pg_dump` does.
    fn path(&self) -> PathBuf {
        self.folder.path().join("backup")
    }

    /// Writes it while the server goes on.
    async fn write(&self, station: &Station) -> anyhow::Result<()> {
        let path = self.path();
        let Some(database) = &self.of else {
            let to = path.to_str().context("a path that is no text")?;
            station.command(&["backup", "--to", to]).await?;
            return Ok(());
        };
        // The database first: a photo that is missing in the copy is found out, one too many does no harm.
        let file = OsStr::new("--file");
        let arguments = [
            "--format=custom".as_ref(),
            file,
            path.as_os_str(),
            database.as_ref(),
        ];
        run_tool("pg_dump", &arguments).await?;
        copy(&station.data().join(MEDIA), &self.folder.path().join(MEDIA)).await
    }

    /// Fills an empty PostgreSQL database.
    async fn fill(&self, database: &str) -> anyhow::Result<()> {
        let path = self.path();
        let arguments = ["--dbname".as_ref(), database.as_ref(), path.as_os_str()];
        run_tool("pg_restore", &arguments).await
    }

    /// Has the server's program take it into a folder that holds nothing but the secrets.
    async fn restore(&self, station: &Station) -> anyhow::Result<()> {
        if self.of.is_some() {
            copy(&self.folder.path().join(MEDIA), &station.data().join(MEDIA)).await?;
            // A photo that was made ready or erased after the dump is not in the copy.
            station.command(&["restore", "--photos-lost"]).await?;
        } else {
            let path = self.path();
            let from = path.to_str().context("a path that is no text")?;
            station.command(&["restore", "--from", from]).await?;
        }
        Ok(())
    }
}

/// Copies a folder as `cp -a` does. What goes while it runs it passes over and says so; `restore` finds out.
async fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    let arguments = ["-a".as_ref(), from.as_os_str(), to.as_os_str()];
    match run_tool("cp", &arguments).await {
        Err(error) if !format!("{error:#}").contains("No such file") => Err(error),
        _ => Ok(()),
    }
}

async fn run_tool(tool: &str, arguments: &[&OsStr]) -> anyhow::Result<()> {
    let output = Command::new(tool).args(arguments).output().await;
    let output = output.with_context(|| format!("{tool} is not on the path"))?;
    ensure!(
        output.status.success(),
        "{tool}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(())
}

/// The disk is gone, and a new one holds what was kept elsewhere.
fn lose_all_but_secrets(folder: &Path) -> anyhow::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            std::fs::remove_dir_all(path)?;
        } else if !path.ends_with(SECRETS) {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Every phone reports and says a word, and most of them sync.
async fn use_phones(phones: &mut [Phone], rng: &mut Rng, when: &str) -> anyhow::Result<()> {
    plant(phones, rng, when).await?;
    for phone in phones {
        if rng.u8(..4) > 0 {
            phone.sync().await?;
        }
    }
    Ok(())
}

/// Every phone saves reports, with and without photos, and a word about one of its reports.
async fn plant(phones: &mut [Phone], rng: &mut Rng, when: &str) -> anyhow::Result<()> {
    for (number, phone) in phones.iter_mut().enumerate() {
        for report in 0..rng.u32(1..=REPORTS_MAX) {
            phone
                .must_report(rng, &format!("{number}.{when}.{report}"))
                .await?;
        }
        phone.reply(rng, when).await?;
    }
    Ok(())
}
