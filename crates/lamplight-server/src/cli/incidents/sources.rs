//! `incidents list` and `incidents forget`.

use chrono::{DateTime, SecondsFormat};
use clap::Args;
use lamplight_store::model::{Actor, IncidentSource};
use lamplight_store::{Store, StoreError};

use crate::cli::{At, Failure, print};
use lamplight_server::platform::{Clock as _, System};

/// Incidents that are forgotten in one transaction: others who write wait no longer than that.
const INCIDENTS_AT_ONCE: u32 = 10_000;

#[derive(Debug, Args)]
pub(in crate::cli) struct Forget {
    #[command(flatten)]
    at: At,
    /// The source, as it was called when it was imported; `incidents list` tells them all
    #[arg(long, value_name = "NAME")]
    source: String,
}

impl Forget {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let store = self.at.open_existing().await?.store;
        let forgotten = forget(store.as_ref(), &self.source).await;
        store.close().await;
        match forgotten? {
            Some(count) => Ok(print(&format!(
                "{}: {count} incidents are forgotten",
                self.source
            ))?),
            None => Err(Failure::Found(format!(
                "there is no source {:?}; incidents list tells which there are",
                self.source
            ))),
        }
    }
}

/// Forgets a source, and tells how many incidents it had; none when there is no such source.
async fn forget(store: &dyn Store, source: &str) -> Result<Option<u64>, StoreError> {
    let now = System.now();
    if !store
        .begin_forgetting(source, &Actor::command_line(), now)
        .await?
    {
        return Ok(None);
    }
    let count = forget_all(store, source).await;
    // Also when it broke off: what is gone must not move a map any more.
    store.make_analyses_due(now).await?;
    count.map(Some)
}

async fn forget_all(store: &dyn Store, source: &str) -> Result<u64, StoreError> {
    let mut count = 0;
    loop {
        let forgotten = store.forget_source(source, INCIDENTS_AT_ONCE).await?;
        count += forgotten;
        if forgotten < u64::from(INCIDENTS_AT_ONCE) {
            return Ok(count);
        }
    }
}

/// Prints the sources, one a line.
pub(super) async fn list(at: &At) -> Result<(), Failure> {
    let store = at.open_existing().await?.store;
    let sources = store.incident_sources().await;
    store.close().await;
    let sources = sources?;
    if sources.is_empty() {
        print("no incidents are imported")?;
    }
    for source in &sources {
        print(&told(source))?;
    }
    Ok(())
}

fn told(source: &IncidentSource) -> String {
    let when = match source.imported_at {
        Some(at) => {
            let at = DateTime::from_timestamp_millis(at.as_millis()).unwrap_or_default();
            format!(
                "last imported at {}",
                at.to_rfc3339_opts(SecondsFormat::Secs, true)
            )
        }
        None => "not whole: importing or forgetting has begun and not ended".to_owned(),
    };
    format!("{}: {} incidents, {when}", source.name, source.incidents)
}
