//! `export`, `check`, `backup`, `restore` and `openapi`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use lamplight_protocol::limits::PAGE_ITEMS_MAX;
use lamplight_server::backup;
use lamplight_server::deployment::Deployment;
use lamplight_server::error::StartError;
use lamplight_server::media::Media;
use lamplight_server::platform::System;

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
}

impl Backup {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let deployment = self.at.open_existing().await?;
        let backed_up = deployment.back_up(&self.to).await;
        deployment.store.close().await;
        let objects = backed_up?.objects;
        Ok(print(&format!(
            "backed up to {}: the database and {objects} files of photos; the secrets are not in it",
            self.to.display()
        ))?)
    }
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    #[command(flatten)]
    at: At,
    /// A backup of `lamplight-server backup`. It goes into the data folder, which must hold the secrets and no
    /// database. Without it, the database is taken as it is
    #[arg(long, value_name = "FOLDER")]
    from: Option<PathBuf>,
}

impl Restore {
    pub(super) async fn run(self) -> Result<(), Failure> {
        match self.from {
            Some(_) if self.at.database_url.is_some() => {
                let message = "--from restores into the data folder; leave --database-url away";
                return Err(StartError::Usage(message.into()).into());
            }
            Some(from) => backup::restore_from(&self.at.data, &from).await?,
            None => take_as_it_is(&self.at).await?,
        }
        Ok(print(
            "a new epoch has begun; devices will send again what they know to be accepted",
        )?)
    }
}

/// Begins a new epoch in a database that was filled by other means.
async fn take_as_it_is(at: &At) -> Result<(), Failure> {
    Deployment::restore(&at.location(), &System).await?;
    let deployment = at.open_existing().await?;
    let media = Media::open(&deployment.data.media())?;
    let asked = backup::ask_for_lost_photos(deployment.store.as_ref(), &media).await;
    deployment.store.close().await;
    Ok(asked?)
}

/// Prints the OpenAPI document.
pub(super) fn openapi() -> Result<(), Failure> {
    let json = lamplight_server::openapi().to_pretty_json();
    Ok(print(&json.map_err(|error| Failure::Io(error.into()))?)?)
}
