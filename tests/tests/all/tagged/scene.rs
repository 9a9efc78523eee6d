//! Where it happens: all that the programs leave behind lies below one folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use lamplight_tests::patrol::{Patrol, Station};
use lamplight_tests::proxy::{Fault, Proxy};
use lamplight_tests::{postgres, tally};
use tempfile::TempDir;
use tokio::process::Command;
use tokio::time::{sleep, timeout};

use super::files::Planted;

/// How long the server may take for all photos, on a machine that is busy with other tests.
const MADE_WITHIN: Duration = Duration::from_secs(120);

/// A patrol, and a folder for it and for everything else.
pub(crate) struct Scene {
    folder: TempDir,
    pub(crate) station: Station,
    /// The address of PostgreSQL's database; none on SQLite.
    database: Option<String>,
}

impl Scene {
    pub(crate) fn on_sqlite() -> Result<Self> {
        Self::new(None)
    }

    pub(crate) fn on_postgres(database: String) -> Result<Self> {
        Self::new(Some(database))
    }

    fn new(database: Option<String>) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let (data, temporary) = (folder.path().join("patrol"), folder.path().join("temporary"));
        fs::create_dir(&data)?;
        fs::create_dir(&temporary)?;
        let temporary = temporary.to_str().context("a path that is no text")?;
        let mut station = Station::in_folder(&data)?.with_environment("TMPDIR", temporary);
        if let Some(database) = &database {
            station = station.with_environment("LAMPLIGHT_DATABASE_URL", database);
        }
        Ok(Self {
            folder,
            station,
            database,
        })
    }

    /// A path in the folder.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A program that keeps its temporary files in the folder.
    pub(crate) fn with_temporary(&self, mut command: Command) -> Command {
        command.env("TMPDIR", self.file("temporary"));
        command
    }

    /// Starts to listen to what is sent to the patrol.
    pub(crate) async fn wire(&self) -> Result<Wire> {
        let sent = Arc::<Mutex<Sent>>::default();
        let heard = Arc::clone(&sent);
        let listen = move |request: &lamplight_tests::proxy::Request| {
            let mut sent = heard.lock().unwrap_or_else(PoisonError::into_inner);
            sent.bytes.extend_from_slice(request.bytes());
            sent.photos += usize::from(request.path().contains("/photos/"));
            Fault::Pass
        };
        let proxy = Proxy::start(&self.station.url(), Box::new(listen)).await?;
        Ok(Wire { proxy, sent })
    }

    /// Waits until so many photos were written anew, and the bytes that they were made from are deleted.
    pub(crate) async fn until_made(&self, photos: usize) -> Result<()> {
        let made = async {
            // A picture and a thumbnail of each; to look at the folder costs less than to ask the server.
            while self.objects()? != 2 * photos || self.states().await? != vec!["ready"; photos] {
                sleep(Duration::from_millis(100)).await;
            }
            Ok(())
        };
        match timeout(MADE_WITHIN, made).await {
            Ok(made) => made,
            Err(_) => bail!("{} objects of {:?}", self.objects()?, self.states().await?),
        }
    }

    /// How many files are in the media store.
    fn objects(&self) -> Result<usize> {
        Ok(fs::read_dir(self.file("patrol/media"))?.count())
    }

    /// How far each photo is.
    async fn states(&self) -> Result<Vec<String>> {
        let reports = self.exported().await?;
        let photos = reports.into_iter().flat_map(|report| report.photos);
        Ok(photos.map(|photo| photo.state).collect())
    }

    async fn exported(&self) -> Result<Vec<tally::Exported>> {
        tally::exported(&self.station.command(&["export", "reports"]).await?)
    }

    /// Opens every photo and its thumbnail as the desk does, and keeps what it gets.
    pub(crate) async fn open_all(&self, patrol: &Patrol) -> Result<()> {
        fs::create_dir(self.file("opened"))?;
        let http = reqwest::Client::new();
        for report in self.exported().await? {
            for photo in &report.photos {
                for form in ["", "/thumbnail"] {
                    let path = format!("reports/{}/photos/{}{form}", report.id, photo.sha256);
                    let request = http.get(format!("{}/v1/staff/{path}", patrol.url()));
                    let answer = request.bearer_auth(patrol.token()).send().await?;
                    let picture = answer.error_for_status()?.bytes().await?;
                    let name = format!("opened/{}.jpg", path.replace('/', "-"));
                    fs::write(self.file(&name), picture)?;
                }
            }
        }
        Ok(())
    }

    /// Makes a backup in the way that is right for the database.
    pub(crate) async fn back_up(&self) -> Result<()> {
        match &self.database {
            Some(database) => fs::write(self.file("dump"), postgres::dump(database).await?)?,
            None => {
                let backup = self.file("backup");
                let backup = backup.to_str().context("a path that is no text")?;
                self.station.command(&["backup", "--to", backup]).await?;
            }
        }
        Ok(())
    }

    /// Looks for what was planted in every file of the folder; gives what was found, and where.
    pub(crate) fn search(&self, planted: &Planted) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for file in files_below(self.folder.path())? {
            if let Some(what) = planted.found_in(&fs::read(&file)?) {
                let place = file.strip_prefix(self.folder.path())?;
                found.push(format!("{what} in {}", place.display()));
            }
        }
        Ok(found)
    }
}

/// What was sent.
#[derive(Default)]
struct Sent {
    bytes: Vec<u8>,
    photos: usize,
}

/// A wire that is listened to.
pub(crate) struct Wire {
    proxy: Proxy,
    sent: Arc<Mutex<Sent>>,
}

impl Wire {
    /// The address to send to.
    pub(crate) fn url(&self) -> String {
        self.proxy.url()
    }

    /// How many photos were sent.
    pub(crate) fn photos(&self) -> usize {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).photos
    }

    /// Writes down everything that was sent.
    pub(crate) fn keep(&self, file: &Path) -> Result<()> {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(fs::write(file, &sent.bytes)?)
    }
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}
