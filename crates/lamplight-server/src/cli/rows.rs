//! Files with a row for each incident, as `analysis` and `incidents` read them.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use lamplight_analysis::incidents::{
    Catalogue, Category, Cleaning, Columns, Form, Origin, SourceColumn, read_places,
};
use lamplight_server::error::StartError;
use serde::Deserialize;

use super::Failure;

/// What the rows of a file mean.
#[derive(Debug, Args)]
pub(super) struct RowsAsked {
    /// Columns, or properties of GeoJSON, that have other names: occurred_at, category, lon, lat, and source where there
    /// is one
    #[arg(long, value_name = "WHAT=COLUMN,…", value_delimiter = ',', value_parser = pair)]
    map: Vec<(String, String)>,
    /// What the column `source` says of residents' reports; all else was discovered. May be given several times
    #[arg(long, value_name = "VALUE")]
    resident: Vec<String>,
    /// Which categories are reported, discovered or unknown: a TOML file with a list for each, and one for suspicion.
    /// What it does not name is unknown
    #[arg(long, value_name = "FILE.toml")]
    origins: Option<PathBuf>,
    /// Where the police have their stations: points of GeoJSON, or a table with the columns lon and lat. What was written
    /// down within 60 m of one is left out
    #[arg(long, value_name = "FILE")]
    police: Option<PathBuf>,
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

impl RowsAsked {
    /// Whether anything says how incidents came to be known.
    pub(super) fn tells_origins(&self) -> bool {
        self.origins.is_some() || self.map.iter().any(|(what, _)| what == "source")
    }

    /// Which columns hold what.
    pub(super) fn columns(&self) -> Result<Columns, Failure> {
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

    /// The categories that the file of origins names, and how all others come to be known; as reported where there is no
    /// such file.
    pub(super) fn catalogue(&self) -> Result<(Catalogue, Origin), Failure> {
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

    /// What is taken out of the rows.
    pub(super) fn cleaning(&self) -> Result<Cleaning, Failure> {
        let Some(path) = &self.police else {
            return Ok(Cleaning::default());
        };
        let places = read_places(open(path)?, form_of(path)).map_err(|error| unreadable(path, &error))?;
        if places.is_empty() {
            return Err(unreadable(path, &"there is no point in it"));
        }
        Ok(Cleaning {
            police_facilities: places,
            ..Cleaning::default()
        })
    }
}

/// The form of a file, by the end of its name.
pub(super) fn form_of(path: &Path) -> Form {
    Form::of_name(&path.to_string_lossy())
}

pub(super) fn open(path: &Path) -> Result<File, Failure> {
    File::open(path).map_err(|error| unreadable(path, &error))
}

pub(super) fn unreadable(path: &Path, problem: &dyn std::fmt::Display) -> Failure {
    Failure::Start(StartError::File {
        path: path.to_owned(),
        detail: problem.to_string(),
    })
}

/// Says what happened to the data, apart from the answer.
pub(super) fn tell(line: &str) -> io::Result<()> {
    writeln!(io::stderr(), "{line}")
}
