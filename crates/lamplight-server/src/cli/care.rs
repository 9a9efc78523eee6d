//! `export`, `check`, `backup`, `restore` and `openapi`.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use lamplight_protocol::limits::PAGE_ITEMS_MAX;
use lamplight_server::backup::{self, BackedUp, BackupError};
use lamplight_server::deployment::{Deployment, Location, Platform};
use lamplight_server::error::StartError;
use lamplight_server::media::{Media, MediaPlace};
use lamplight_server::platform::{Clock as _, System};
use lamplight_store::model::{Act, Actor, Object};

use super::media::MediaAt;
use super::{At, Failure, print};

#[derive(Debug, Subcommand)]
pub(super) enum ExportCommand {
    /// Print every report as one line of JSON: id, category, note, place, status, received_at, photos
    Reports(At),
}

impl ExportCommand {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let Self::Reports(at) = self;
        let store = at.open_existing().await?.store;
        store
            .record(
                &Actor::command_line(),
                Act::ReportsExport,
                Object::Deployment,
                System.now(),
            )
            .await?;
        let mut after = None;
        loop {
            let page = store.export_reports(after, PAGE_ITEMS_MAX).await?;
            let Some(last) = page.last() else {
                return Ok(());
            };
            after = Some(last.id);
            for report in &page {
                print(&serde_json::to_string(report).map_err(|error| Failure::Io(error.into()))?)?;
            }
        }
    }
}

/// Prints what is wrong, one line each, or how much was found sound.
pub(super) async fn check(at: &At) -> Result<(), Failure> {
    let found = at.open_existing().await?.store.check().await?;
    for problem in &found.problems {
        print(problem)?;
    }
    if found.problems.is_empty() {
        Ok(print(&format!("sound: {} reports", found.reports))?)
    } else {
        Err(Failure::Found(format!(
            "the database has {} problems",
            found.problems.len()
        )))
    }
}

#[derive(Debug, Args)]
pub(super) struct Backup {
    #[command(flatten)]
    at: At,
    /// The folder to be made
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
    /// The server's settings, when they say where photos are kept
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    media: MediaAt,
}

impl Backup {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let location = self.media.within(&self.at, self.config.as_deref())?;
        let deployment = Deployment::open_existing(&location, Platform::default()).await?;
        let backed_up = back_up(&deployment, location.media, &self.to).await;
        deployment.store.close().await;
        let objects = backed_up?.objects;
        Ok(print(&format!(
            "backed up to {}: the database and {objects} files of photos; the secrets are not in it",
            self.to.display()
        ))?)
    }
}

async fn back_up(deployment: &Deployment, media: MediaPlace, to: &Path) -> Result<BackedUp, BackupError> {
    let media = Media::open(media, &deployment.data, &deployment.secrets).await?;
    media.must_hold_photos_of(deployment.store.as_ref()).await?;
    deployment.back_up(&media, to).await
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    #[command(flatten)]
    at: At,
    /// A backup of `lamplight-server backup`. It goes into the data folder, which must hold the secrets and no
    /// database. Without it, the database is taken as it is
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
    /// Go on when the photos are gone; devices send again those that they still have
    #[arg(long)]
    photos_lost: bool,
    /// The server's settings, when they say where photos are kept
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    media: MediaAt,
}

impl Restore {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let location = self.media.within(&self.at, self.config.as_deref())?;
        let given_up = match self.from {
            Some(_) if self.at.database_url.is_some() => {
                let message = "--from restores into the data folder; leave --database-url away";
                return Err(StartError::Usage(message.into()).into());
            }
            Some(from) => backup::restore_from(&location, &from, self.photos_lost).await?,
            None => take_as_it_is(&location, self.photos_lost).await?,
        };
        if given_up > 0 {
            print(&format!(
                "{given_up} files of photos were given up; devices send again those that they still have"
            ))?;
        }
        Ok(print(
            "a new epoch has begun; devices will send again what they know to be accepted",
        )?)
    }
}

/// Begins a new epoch in a database that was filled by other means.
async fn take_as_it_is(location: &Location, photos_lost: bool) -> Result<usize, Failure> {
    Deployment::restore(location, &Platform::default()).await?;
    let deployment = Deployment::open_existing(location, Platform::default()).await?;
    let asked = ask_for_photos(&deployment, location.media.clone(), photos_lost).await;
    deployment.store.close().await;
    Ok(asked?)
}

/// Has photos sent again that are not in the media store. In the wrong one they would all be missing, and what is
/// said to be missing is deleted from the right one: so that has to be asked for.
async fn ask_for_photos(
    deployment: &Deployment,
    media: MediaPlace,
    photos_lost: bool,
) -> Result<usize, BackupError> {
    let store = deployment.store.as_ref();
    let media = Media::open(media, &deployment.data, &deployment.secrets).await?;
    if !photos_lost {
        media.must_hold_photos_of(store).await?;
    }
    media.claim().await?;
    backup::ask_for_lost_photos(store, &media, photos_lost).await
}

/// Prints the OpenAPI document.
pub(super) fn openapi() -> Result<(), Failure> {
    let json = lamplight_server::openapi().to_pretty_json();
    Ok(print(&json.map_err(|error| Failure::Io(error.into()))?)?)
}
