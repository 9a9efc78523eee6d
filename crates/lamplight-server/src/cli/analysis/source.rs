//! The files that an analysis reads.

use std::path::PathBuf;

use clap::Args;
use geo::Coord;
use lamplight_analysis::grid::{Grid, read_boundary};
use lamplight_analysis::incidents::{Catalogue, Incident, read_incidents};
use lamplight_analysis::score::Class;
use regex::Regex;

use crate::cli::Failure;
use crate::cli::rows::{RowsAsked, form_of, open, tell, unreadable};

/// Where incidents come from, and the cells they are counted in.
#[derive(Debug, Args)]
pub(super) struct Source {
    /// Incidents, a row each, or points of GeoJSON, plain or gzipped; several files are read as one
    #[arg(long, value_name = "FILE.csv[.gz]", required = true)]
    incidents: Vec<PathBuf>,
    #[command(flatten)]
    rows: RowsAsked,
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

fn class_rule(text: &str) -> Result<(String, Regex), String> {
    let (name, rule) = text.split_once('=').ok_or("must be NAME=REGEX")?;
    let rule = Regex::new(rule).map_err(|error| error.to_string())?;
    Ok((name.to_owned(), rule))
}

impl Source {
    /// Reads the files, cleans what they hold, and says on standard error what was refused.
    pub(super) fn read(&self) -> Result<Ready, Failure> {
        let columns = self.rows.columns()?;
        let (mut catalogue, default_origin) = self.rows.catalogue()?;
        let mut incidents = Vec::new();
        for path in &self.incidents {
            let read = read_incidents(
                open(path)?,
                form_of(path),
                &columns,
                default_origin,
                &mut catalogue,
            );
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
        let cleaned = self.rows.cleaning()?.clean(incidents);
        for point in &cleaned.default_geocodes {
            tell(&format!("default geocode: {:.6}, {:.6}", point.x, point.y))?;
        }
        tell(&format!(
            "taken out: {} at default geocodes, {} at police stations, {} that came twice",
            cleaned.tally.default_geocode, cleaned.tally.police_facility, cleaned.tally.duplicate
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
