//! `export`, `check`, `restore` and `openapi`.

use clap::Subcommand;
use lamplight_protocol::limits::PAGE_ITEMS_MAX;
use lamplight_server::deployment::Deployment;
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

/// Begins a new epoch.
pub(super) async fn restore(at: &At) -> Result<(), Failure> {
    Deployment::restore(&at.location(), &System).await?;
    Ok(print(
        "a new epoch has begun; devices will send again what they know to be accepted",
    )?)
}

/// Prints the OpenAPI document.
pub(super) fn openapi() -> Result<(), Failure> {
    let json = lamplight_server::openapi().to_pretty_json();
    Ok(print(&json.map_err(|error| Failure::Io(error.into()))?)?)
}
