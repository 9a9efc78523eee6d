//! `incidents import`.

use std::io;
use std::path::PathBuf;

use clap::Args;
use lamplight_analysis::grid::Grid;
use lamplight_protocol::text::check_required_text;
use lamplight_protocol::time::TimestampMillis;
use lamplight_server::config::Config;
use lamplight_server::deployment::Deployment;
use lamplight_server::error::StartError;
use lamplight_server::risk::CELL_M;
use lamplight_store::model::{Actor, ImportTarget, ImportedIncident};
use lamplight_store::{INCIDENTS_MAX, Store};
use tokio::sync::mpsc::{self, Receiver};
use tokio::task;

use super::reading::{LeftOut, Outcome, Reading};
use crate::cli::rows::RowsAsked;
use crate::cli::{At, Failure, print};

/// Batches that wait to be kept while the file is read on.
const BATCHES_WAITING: usize = 4;
/// The name of a source, in characters.
const SOURCE_CHARS_MAX: usize = 60;

pub(super) const EXAMPLES: &str = "\
A city's open data, by year, as one source:
  lamplight-server incidents import --data ./data --source police --origins origins.toml --file 2025.csv.gz
  lamplight-server incidents import --data ./data --source police --origins origins.toml --file 2026.csv.gz

  origins.toml says how each category comes to be known. Only what residents report moves a score; what a patrol comes
  upon by itself follows the patrol, and reports of suspicious persons are not kept at all:
    reported = [\"Thefts\", \"Vandalism/Criminal Mischief\"]
    discovered = [\"Narcotic / Drug Law Violations\"]
    suspicion = [\"Suspicious person\"]

Columns with other names, and one that tells residents from staff:
  lamplight-server incidents import --data ./data --file 311.csv --map occurred_at=opened_at,category=type,source=source \\
    --resident 'Constituent Call' --resident 'Citizens Connect App'";

#[derive(Debug, Args)]
pub(in crate::cli) struct Import {
    #[command(flatten)]
    at: At,
    /// Incidents: a table with a head (.csv), or points with properties (.geojson); plain or gzipped
    #[arg(long, value_name = "FILE.csv[.gz]")]
    file: PathBuf,
    #[command(flatten)]
    rows: RowsAsked,
    /// What the source is called. Its categories are its own; files of several years are one source
    #[arg(long, value_name = "NAME", default_value = "incidents")]
    source: String,
    /// The server's settings, when they say which area is served or how long incidents are kept
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Import {
    pub(super) async fn run(self) -> Result<(), Failure> {
        if !self.rows.tells_origins() {
            let message = "nothing says which incidents residents reported: give --origins, or --map source=COLUMN with \
                           --resident; see --help";
            return Err(StartError::Usage(message.into()).into());
        }
        check_required_text("--source", &self.source, SOURCE_CHARS_MAX)
            .map_err(|violation| StartError::Usage(violation.to_string()))?;
        let deployment = self.at.open_existing().await?;
        let imported = self.import(&deployment).await;
        deployment.store.close().await;
        for line in imported? {
            print(&line)?;
        }
        Ok(())
    }

    /// Imports the file, and gives the lines that tell of it.
    async fn import(&self, deployment: &Deployment) -> Result<Vec<String>, Failure> {
        let store = deployment.store.as_ref();
        let now = deployment.platform.clock.now();
        let reading = self.reading(deployment, now)?;
        let target = store
            .begin_import(&self.source, &Actor::command_line(), now)
            .await?;
        let (sender, batches) = mpsc::channel(BATCHES_WAITING);
        let read = task::spawn_blocking(move || reading.hand_on(&sender));
        let kept = keep(store, target, batches).await;
        let read = read.await.map_err(|error| Failure::Io(io::Error::other(error)))?;
        // Why nobody took any more comes before what could not be read after that.
        let kept = kept?;
        let outcome = read?;
        store.end_import(target, now).await?;
        if kept.added > 0 {
            store.make_analyses_due(now).await?;
        }
        Ok(self.told(&outcome, &kept))
    }

    fn reading(&self, deployment: &Deployment, now: TimestampMillis) -> Result<Reading, Failure> {
        let config = Config::load(self.config.as_deref(), &deployment.data)?;
        let outline = config.area.boundary.as_ref();
        let grid = outline.map(|outline| Grid::within(outline.as_multi_polygon(), CELL_M));
        let (catalogue, origin) = self.rows.catalogue()?;
        Ok(Reading {
            file: self.file.clone(),
            columns: self.rows.columns()?,
            catalogue,
            origin,
            cleaning: self.rows.cleaning()?,
            grid: grid
                .transpose()
                .map_err(|error| Failure::Found(format!("the area's outline: {error}")))?,
            since: config.retention.incidents_since(now),
            now,
        })
    }

    fn told(&self, outcome: &Outcome, kept: &Kept) -> Vec<String> {
        let mut lines = vec![format!(
            "{}: {} rows, {} added to {}, {} doubled or there already",
            self.file.display(),
            outcome.read.rows,
            kept.added,
            self.source,
            kept.known,
        )];
        let refused = told_of_refused(outcome);
        lines.extend(
            refused
                .iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, why)| format!("  {count} left out: {why}")),
        );
        lines.extend(
            outcome
                .default_geocodes
                .iter()
                .map(|point| format!("  {:.6}, {:.6} (lon, lat) stands for no place", point.x, point.y)),
        );
        lines
    }
}

fn told_of_refused(outcome: &Outcome) -> [(usize, &'static str); 9] {
    let LeftOut {
        in_future,
        too_old,
        default_geocode,
        police_facility,
        outside,
        suspicion,
        no_category,
    } = outcome.left_out;
    [
        (outcome.read.bad_time, "the time does not read"),
        (in_future, "the time lies in the future"),
        (too_old, "longer ago than incidents are kept"),
        (outcome.read.no_place, "no place"),
        (default_geocode, "on a point that stands for no place"),
        (police_facility, "at a police station"),
        (outside, "outside the area"),
        (suspicion, "about somebody who seemed suspicious"),
        (no_category, "no category, or one that is too long"),
    ]
}

/// What came of the incidents that were handed on.
#[derive(Default)]
struct Kept {
    added: u64,
    known: u64,
}

async fn keep(
    store: &dyn Store,
    target: ImportTarget,
    mut batches: Receiver<Vec<ImportedIncident>>,
) -> Result<Kept, Failure> {
    let mut kept = Kept::default();
    while let Some(batch) = batches.recv().await {
        if kept.added + batch.len() as u64 > target.room {
            return Err(Failure::Found(format!(
                "there is room for {INCIDENTS_MAX} incidents, and it is full; {} of this file were added",
                kept.added
            )));
        }
        let added = store.import_incidents(target, &batch).await?;
        kept.added += added;
        kept.known += batch.len() as u64 - added;
    }
    Ok(kept)
}
