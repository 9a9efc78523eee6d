//! The files that an analysis reads.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use geo::Coord;
use lamplight_analysis::grid::{Grid, read_boundary};
use lamplight_analysis::incidents::{
    Catalogue, Category, Cleaning, Columns, Incident, Origin, SourceColumn, read_incidents,
};
use lamplight_analysis::score::Class;
use lamplight_server::error::StartError;
use regex::Regex;
use serde::Deserialize;

use crate::cli::Failure;

/// Where incidents come from, and the cells they are counted in.
#[derive(Debug, Args)]
pub(super) struct Source {
    /// Incidents, a row each, plain or gzipped; several files are read as one
    #[arg(long, value_name = "FILE.csv[.gz]", required = true)]
    incidents: Vec<PathBuf>,
    /// Columns that have other names: occurred_at, category, lon, lat, and source where there is one
    #[arg(long, value_name = "WHAT=COLUMN,…", value_delimiter = ',', value_parser = pair)]
    map: Vec<(String, String)>,
    /// What the column `source` says of residents' reports; all else was discovered. May be given several times
    #[arg(long, value_name = "VALUE")]
    resident: Vec<String>,
    /// Which categories are reported, discovered or unknown: a TOML file with a list for each, and one for suspicion.
    /// Without it, all are taken as reported
    #[arg(long, value_name = "FILE.toml")]
    origins: Option<PathBuf>,
    /// The outline of the area, plain or gzipped. Without it, the cells within 300 m of any incident
    #[arg(long, value_name = "FILE.geojson[.gz]")]
    boundary: Option<PathBuf>,
    /// The side of a cell, in metres
    #[arg(long, value_name = "METRES", default_value_t = 150.0)]
    cell_m: f64,
    /// How much of the area is named, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.01)]
    pub(super) share: f64,
    /// A class: the categories that a regular expression finds. Without any, all categories are one
    #[arg(long, value_name = "NAME=REGEX", value_parser = class_rule)]
    class: Vec<(String, Regex)>,
    /// Print JSON, an object a line
    #[arg(long)]
    pub(super) json: bool,
}

/// What was read.
pub(super) struct Ready {
    pub(super) catalogue: Catalogue,
    pub(super) incidents: Vec<Incident>,
    pub(super) grid: Grid,
    pub(super) classes: Vec<Class>,
}

/// Categories by how their incidents come to be known.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Origins {
    reported: Vec<String>,
    discovered: Vec<String>,
    unknown: Vec<String>,
    suspicion: Vec<String>,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let parts = text
        .split_once('=')
        .filter(|(what, name)| !what.is_empty() && !name.is_empty());
    let (what, name) = parts.ok_or("must be WHAT=COLUMN")?;
    Ok((what.to_owned(), name.to_owned()))
}

fn class_rule(text: &str) -> Result<(String, Regex), String> {
    let (name, rule) = text.split_once('=').ok_or("must be NAME=REGEX")?;
    let rule = Regex::new(rule).map_err(|error| error.to_string())?;
    Ok((name.to_owned(), rule))
}

impl Source {
    /// Reads the files, cleans what they hold, and says on standard error what was refused.
    pub(super) fn read(&self) -> Result<Ready, Failure> {
        let columns = self.columns()?;
        let (mut catalogue, default_origin) = self.catalogue()?;
        let mut incidents = Vec::new();
        for path in &self.incidents {
            let read = read_incidents(open(path)?, &columns, default_origin, &mut catalogue);
            let read = read.map_err(|error| unreadable(path, &error))?;
            let tally = read.tally;
            tell(&format!(
                "{}: {} rows, refused {} for their time and {} for their place",
                path.display(),
                tally.rows,
                tally.bad_time,
                tally.no_place
            ))?;
            incidents.extend(read.incidents);
        }
        let cleaned = Cleaning::default().clean(incidents);
        for point in &cleaned.default_geocodes {
            tell(&format!("default geocode: {:.6}, {:.6}", point.x, point.y))?;
        }
        tell(&format!(
            "taken out: {} at default geocodes, {} that came twice",
            cleaned.tally.default_geocode, cleaned.tally.duplicate
        ))?;
        let grid = self.grid(&cleaned.incidents)?;
        let inside = |incident: &&Incident| grid.cell_of(incident.place).is_some();
        let inside = cleaned.incidents.iter().filter(inside).count();
        let outside = cleaned.incidents.len() - inside;
        tell(&format!(
            "{inside} incidents in {} cells, {outside} outside",
            grid.cells().len()
        ))?;
        Ok(Ready {
            classes: self.classes(&catalogue)?,
            incidents: cleaned.incidents,
            catalogue,
            grid,
        })
    }

    fn columns(&self) -> Result<Columns, Failure> {
        let mut columns = Columns::default();
        for (what, name) in &self.map {
            let column = match what.as_str() {
                "occurred_at" => &mut columns.occurred_at,
                "category" => &mut columns.category,
                "lon" => &mut columns.lon,
                "lat" => &mut columns.lat,
                "source" => {
                    columns.source = Some(SourceColumn {
                        name: name.clone(),
                        residents: self.resident.clone(),
                    });
                    continue;
                }
                other => return Err(Failure::Found(format!("--map: nothing is called {other}"))),
            };
            column.clone_from(name);
        }
        Ok(columns)
    }

    /// The categories that the file of origins names, and how all others come to be known.
    fn catalogue(&self) -> Result<(Catalogue, Origin), Failure> {
        let mut catalogue = Catalogue::default();
        let Some(path) = &self.origins else {
            return Ok((catalogue, Origin::Reported));
        };
        let text = io::read_to_string(open(path)?).map_err(|error| unreadable(path, &error))?;
        let origins: Origins = toml::from_str(&text).map_err(|error| unreadable(path, &error))?;
        let lists = [
            (origins.suspicion, Origin::Reported, true),
            (origins.reported, Origin::Reported, false),
            (origins.discovered, Origin::Discovered, false),
            (origins.unknown, Origin::Unknown, false),
        ];
        for (names, origin, is_suspicion) in lists {
            for name in names {
                let category = Category {
                    name,
                    origin,
                    is_suspicion,
                };
                catalogue
                    .add(category)
                    .map_err(|error| unreadable(path, &error))?;
            }
        }
        Ok((catalogue, Origin::Unknown))
    }

    fn grid(&self, incidents: &[Incident]) -> Result<Grid, Failure> {
        let grid = match &self.boundary {
            Some(path) => {
                let boundary = read_boundary(open(path)?).map_err(|error| unreadable(path, &error))?;
                Grid::within(&boundary, self.cell_m)
            }
            None => {
                let places: Vec<Coord<f64>> = incidents.iter().map(|incident| incident.place).collect();
                Grid::around(&places, self.cell_m)
            }
        };
        grid.map_err(|error| Failure::Found(error.to_string()))
    }

    fn classes(&self, catalogue: &Catalogue) -> Result<Vec<Class>, Failure> {
        if self.class.is_empty() {
            return Ok(vec![Class::of_names("all", catalogue, |_| true)]);
        }
        let classes = self.class.iter().map(|(name, rule)| {
            let class = Class::of_names(name, catalogue, |category| rule.is_match(category));
            if class.categories.is_empty() {
                return Err(Failure::Found(format!(
                    "class {name}: no category is meant by {rule}"
                )));
            }
            Ok(class)
        });
        classes.collect()
    }
}

fn open(path: &Path) -> Result<File, Failure> {
    File::open(path).map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &dyn std::error::Error) -> Failure {
    Failure::Start(StartError::File {
        path: path.to_owned(),
        detail: error.to_string(),
    })
}

/// Says what happened to the data, apart from the answer.
fn tell(line: &str) -> io::Result<()> {
    writeln!(io::stderr(), "{line}")
}
