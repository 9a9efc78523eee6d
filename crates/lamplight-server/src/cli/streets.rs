//! `streets`: brings in what patrols can walk on.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use lamplight_analysis::streets::Streets;
use lamplight_server::error::StartError;
use lamplight_server::platform::{Clock as _, System};
use lamplight_store::STREETS_BYTES_MAX;
use lamplight_store::model::{Actor, KeptStreets, StreetsForm};

use super::rows::{open, unreadable};
use super::{At, Failure, print};

#[derive(Debug, Subcommand)]
pub(super) enum StreetsCommand {
    /// Keep the streets of the area, in place of those before: an extract of OpenStreetMap (.osm.pbf), or centre lines
    /// (.geojson)
    #[command(after_help = EXAMPLES)]
    Import(Import),
}

const EXAMPLES: &str = "\
Cut the extract to the area, with some streets around it:
  osmium extract --bbox 24.90,60.15,24.98,60.19 finland-latest.osm.pbf -o centre.osm.pbf
  lamplight-server streets import --data ./data --file centre.osm.pbf";

#[derive(Debug, Args)]
pub(super) struct Import {
    #[command(flatten)]
    at: At,
    /// The file; at most 64 MB
    #[arg(long, value_name = "FILE")]
    file: PathBuf,
}

impl StreetsCommand {
    pub(super) async fn run(self) -> Result<(), Failure> {
        let Self::Import(Import { at, file }) = self;
        let streets = read(&file)?;
        let told = told_of(&streets).map_err(|error| unreadable(&file, &error))?;
        let store = at.open_existing().await?.store;
        let kept = store.keep_streets(&streets, &Actor::command_line()).await;
        store.close().await;
        kept?;
        Ok(print(&told)?)
    }
}

fn read(path: &Path) -> Result<KeptStreets, Failure> {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let form = form_of(&name).ok_or_else(|| {
        let message = format!("{}: streets are read from .osm.pbf or .geojson", path.display());
        StartError::Usage(message)
    })?;
    let mut file = Vec::new();
    let limit = STREETS_BYTES_MAX as u64 + 1;
    open(path)?.take(limit).read_to_end(&mut file)?;
    if file.len() > STREETS_BYTES_MAX {
        return Err(unreadable(path, &"larger than 64 MB; cut it to the area first"));
    }
    Ok(KeptStreets {
        form,
        made_from: name,
        kept_at: System.now(),
        file,
    })
}

fn form_of(name: &str) -> Option<StreetsForm> {
    let name = name.to_ascii_lowercase();
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    if ends(&[".pbf"]) {
        Some(StreetsForm::OsmPbf)
    } else if ends(&[".geojson", ".json"]) {
        Some(StreetsForm::GeoJson)
    } else {
        None
    }
}

/// What the file holds. Nothing is kept that plans cannot be made on.
fn told_of(streets: &KeptStreets) -> Result<String, impl std::fmt::Display + use<>> {
    let read = match streets.form {
        StreetsForm::OsmPbf => Streets::from_osm_pbf(&streets.file),
        StreetsForm::GeoJson => Streets::from_geojson(&streets.file),
    };
    read.map(|read| {
        format!(
            "{}: {:.0} km of streets in one piece, with {} points",
            streets.made_from,
            read.metres() / 1_000.0,
            read.nodes()
        )
    })
}
