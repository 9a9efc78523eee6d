//! `area`: looks at what an operator made before anybody relies on it. It needs no deployment.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use lamplight_area::{Pack, PackError, PackFacts, Survey};
use lamplight_protocol::area::Area;
use lamplight_protocol::place::Region;
use lamplight_server::config;
use lamplight_server::error::StartError;

use super::{Failure, print};

#[derive(Debug, Subcommand)]
pub(super) enum AreaCommand {
    /// Say what an area file and its pack hold, or what is wrong with them; exit code 1 when something is. See
    /// docs/area.md
    Check(Check),
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// The area file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The area pack, a .pmtiles file
    #[arg(long, value_name = "PACK")]
    pack: Option<PathBuf>,
}

impl AreaCommand {
    pub(super) fn run(&self) -> Result<(), Failure> {
        let Self::Check(Check { file, pack }) = self;
        let area = config::read_area(file)?;
        print(&told_of_area(&area))?;
        pack.as_deref().map_or(Ok(()), |pack| check_pack(pack, &area))
    }
}

fn check_pack(path: &Path, area: &Area) -> Result<(), Failure> {
    let unreadable = |error: PackError| StartError::File {
        path: path.to_owned(),
        detail: error.to_string(),
    };
    let pack = Pack::open(path).map_err(unreadable)?;
    let (survey, problems) = lamplight_area::check(&pack, area).map_err(unreadable)?;
    print(&told_of_pack(pack.facts(), survey))?;
    for problem in &problems {
        print(&format!("{} {problem}", path.display()))?;
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Failure::Found(format!(
            "the pack has {} problems",
            problems.len()
        )))
    }
}

fn told_of_area(area: &Area) -> String {
    let corners = area.boundary.as_ref().map_or(0, Region::points_count);
    let outline = match corners {
        0 => "no boundary".to_owned(),
        corners => format!("a boundary of {corners} corners"),
    };
    format!(
        "{}: {outline}, {} districts, {} categories",
        area.name,
        area.districts.len(),
        area.categories.len()
    )
}

fn told_of_pack(facts: &PackFacts, survey: Survey) -> String {
    format!(
        "pack: zooms {} to {}, {} streets, {} landmarks, {} addresses; {}",
        facts.zoom_min, facts.zoom_max, survey.streets, survey.landmarks, survey.addresses, facts.attribution
    )
}
