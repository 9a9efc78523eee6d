//! Incidents out of a file with a row each, plain or gzipped: whoever has the file hands in its bytes.

use std::io::Read;
use std::ops::ControlFlow;

use chrono::{DateTime, Utc};
use csv::StringRecord;
use geo::Coord;
use thiserror::Error;

use super::features::{Feature, features};
use super::time::parse_time;
use super::{Catalogue, CatalogueError, Category, CategoryId, Incident, Origin};
use crate::packed::unpacked;

/// Rows that are read of one source: ten times what a large city records in five years.
const ROWS_MAX: usize = 10_000_000;

/// In which form a file has its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A table with a head, its columns apart by commas (RFC 4180).
    Table,
    /// A collection of points, with properties in place of columns (RFC 7946).
    GeoJson,
}

impl Form {
    /// The form that the end of a file's name tells: GeoJSON for `.geojson` and `.json`, also where `.gz` follows, and a
    /// table for all else.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        if name.ends_with(".geojson") || name.ends_with(".json") {
            Self::GeoJson
        } else {
            Self::Table
        }
    }
}

/// Which columns, or properties, hold what, by their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// When it happened.
    pub occurred_at: String,
    /// What it was.
    pub category: String,
    /// Degrees to the east. Of GeoJSON, the geometry is asked.
    pub lon: String,
    /// Degrees to the north.
    pub lat: String,
    /// Who told of it, where the file says so by the row.
    pub source: Option<SourceColumn>,
}

/// A column that tells residents from staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceColumn {
    /// Its name.
    pub name: String,
    /// What it says of a resident's report. Whatever else it says, the incident was discovered.
    pub residents: Vec<String>,
}

impl Default for Columns {
    fn default() -> Self {
        Self {
            occurred_at: "occurred_at".into(),
            category: "category".into(),
            lon: "lon".into(),
            lat: "lat".into(),
            source: None,
        }
    }
}

/// What was read.
#[derive(Debug, Clone, Default)]
pub struct ReadIncidents {
    /// The incidents, in the order of the file.
    pub incidents: Vec<Incident>,
    /// Rows that are no incident, and why.
    pub tally: ReadTally,
}

/// Rows that were read, and rows that were refused by the first reason that held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReadTally {
    /// All rows, but the head.
    pub rows: usize,
    /// The time does not read.
    pub bad_time: usize,
    /// There is no place, or it is not on the globe.
    pub no_place: usize,
}

/// Why a file is not read.
#[derive(Debug, Error)]
pub enum ReadError {
    /// A column that is asked for is not in the head.
    #[error("no column {0:?}")]
    NoColumn(String),
    /// The file is no table, or does not unpack.
    #[error(transparent)]
    Table(#[from] csv::Error),
    /// The file is no GeoJSON, or does not unpack.
    #[error("no GeoJSON: {0}")]
    GeoJson(#[from] serde_json::Error),
    /// The file is larger than any source.
    #[error("more than {ROWS_MAX} rows")]
    TooLong,
    /// The column of the category holds something else.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
}

/// Whoever takes incidents, with the catalogue in which their categories are. They may break off.
pub type Take<'t> = dyn FnMut(&Catalogue, Incident) -> ControlFlow<()> + 't;

/// What a row says.
struct Said<'r> {
    at: Option<DateTime<Utc>>,
    place: Option<Coord<f64>>,
    category: &'r str,
    told_by: Option<&'r str>,
}

/// Rows on their way to whoever takes incidents.
struct Scan<'a, 't> {
    columns: &'a Columns,
    origin: Origin,
    catalogue: &'a mut Catalogue,
    take: &'a mut Take<'t>,
    tally: ReadTally,
}

/// Reads incidents, and hands each on at once: a file may be larger than the memory. Whoever takes them may break off. A
/// category that the catalogue does not have is added with `origin`, and not as suspicion.
///
/// # Errors
/// [`ReadError`] when the file is not of that form with those columns, or larger than the limits. A row that does not read
/// is counted, not an error.
pub fn scan_incidents(
    source: impl Read,
    form: Form,
    columns: &Columns,
    origin: Origin,
    catalogue: &mut Catalogue,
    take: &mut Take<'_>,
) -> Result<ReadTally, ReadError> {
    let mut scan = Scan {
        columns,
        origin,
        catalogue,
        take,
        tally: ReadTally::default(),
    };
    match form {
        Form::Table => scan.table(source)?,
        Form::GeoJson => features(source, &mut |feature| scan.feature(&feature))?,
    }
    Ok(scan.tally)
}

/// Reads all incidents of a file, as [`scan_incidents`] does.
///
/// # Errors
/// As there.
pub fn read_incidents(
    source: impl Read,
    form: Form,
    columns: &Columns,
    origin: Origin,
    catalogue: &mut Catalogue,
) -> Result<ReadIncidents, ReadError> {
    let mut incidents = Vec::new();
    let mut take = |_: &Catalogue, incident| {
        incidents.push(incident);
        ControlFlow::Continue(())
    };
    let tally = scan_incidents(source, form, columns, origin, catalogue, &mut take)?;
    Ok(ReadIncidents { incidents, tally })
}

/// Reads places alone, for example of police stations: the points of a GeoJSON file, or a table with the columns `lon` and
/// `lat`.
///
/// # Errors
/// As of [`scan_incidents`].
pub fn read_places(source: impl Read, form: Form) -> Result<Vec<Coord<f64>>, ReadError> {
    let mut places = Vec::new();
    match form {
        Form::GeoJson => features(source, &mut |feature| {
            places.extend(feature.point());
            Ok(ControlFlow::Continue(()))
        })?,
        Form::Table => {
            let mut table = csv::Reader::from_reader(unpacked(source).map_err(csv::Error::from)?);
            let head = table.headers()?;
            let (lon, lat) = (find(head, "lon")?, find(head, "lat")?);
            for row in table.records() {
                let row = row?;
                places.extend(parse_place(row.get(lon), row.get(lat)));
            }
        }
    }
    Ok(places)
}

impl Scan<'_, '_> {
    fn table(&mut self, source: impl Read) -> Result<(), ReadError> {
        let mut table = csv::Reader::from_reader(unpacked(source).map_err(csv::Error::from)?);
        let positions = Positions::of(self.columns, table.headers()?)?;
        let mut row = StringRecord::new();
        while table.read_record(&mut row)? {
            let said = Said {
                at: row.get(positions.occurred_at).and_then(parse_time),
                place: parse_place(row.get(positions.lon), row.get(positions.lat)),
                category: row.get(positions.category).unwrap_or_default(),
                told_by: positions.source.and_then(|position| row.get(position)),
            };
            if self.row(&said)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn feature(&mut self, feature: &Feature) -> Result<ControlFlow<()>, ReadError> {
        let category = feature.text(&self.columns.category);
        let source = self.columns.source.as_ref();
        let told_by = source.and_then(|source| feature.text(&source.name));
        self.row(&Said {
            at: feature.time(&self.columns.occurred_at),
            place: feature.point().filter(|place| is_place(*place)),
            category: category.as_deref().unwrap_or_default(),
            told_by: told_by.as_deref(),
        })
    }

    fn row(&mut self, said: &Said<'_>) -> Result<ControlFlow<()>, ReadError> {
        self.tally.rows += 1;
        if self.tally.rows > ROWS_MAX {
            return Err(ReadError::TooLong);
        }
        let Some(at) = said.at else {
            self.tally.bad_time += 1;
            return Ok(ControlFlow::Continue(()));
        };
        let Some(place) = said.place else {
            self.tally.no_place += 1;
            return Ok(ControlFlow::Continue(()));
        };
        let category = category_of(said.category, self.origin, self.catalogue)?;
        let of_category = self
            .catalogue
            .get(category)
            .map_or(self.origin, |category| category.origin);
        let source = self.columns.source.as_ref();
        let incident = Incident {
            at,
            category,
            place,
            origin: source.map_or(of_category, |source| {
                origin_of_source(said.told_by, &source.residents)
            }),
            reporter: None,
            sent_from: None,
        };
        Ok((self.take)(self.catalogue, incident))
    }
}

/// Positions of the columns.
struct Positions {
    occurred_at: usize,
    category: usize,
    lon: usize,
    lat: usize,
    source: Option<usize>,
}

impl Positions {
    fn of(columns: &Columns, head: &StringRecord) -> Result<Self, ReadError> {
        let source = columns.source.as_ref();
        Ok(Self {
            occurred_at: find(head, &columns.occurred_at)?,
            category: find(head, &columns.category)?,
            lon: find(head, &columns.lon)?,
            lat: find(head, &columns.lat)?,
            source: source.map(|source| find(head, &source.name)).transpose()?,
        })
    }
}

fn find(head: &StringRecord, name: &str) -> Result<usize, ReadError> {
    let is_it = |column: &str| column.trim_start_matches('\u{feff}').trim() == name;
    let found = head.iter().position(is_it);
    found.ok_or_else(|| ReadError::NoColumn(name.to_owned()))
}

fn category_of(name: &str, origin: Origin, catalogue: &mut Catalogue) -> Result<CategoryId, CatalogueError> {
    let name = name.trim();
    match catalogue.find(name) {
        Some(id) => Ok(id),
        None => catalogue.add(Category {
            name: name.to_owned(),
            origin,
            is_suspicion: false,
        }),
    }
}

fn origin_of_source(told_by: Option<&str>, residents: &[String]) -> Origin {
    match told_by.map(str::trim) {
        None | Some("") => Origin::Unknown,
        Some(name) if residents.iter().any(|resident| resident == name) => Origin::Reported,
        Some(_) => Origin::Discovered,
    }
}

fn parse_place(lon: Option<&str>, lat: Option<&str>) -> Option<Coord<f64>> {
    let x: f64 = lon?.trim().parse().ok()?;
    let y: f64 = lat?.trim().parse().ok()?;
    Some(Coord { x, y }).filter(|place| is_place(*place))
}

fn is_place(Coord { x, y }: Coord<f64>) -> bool {
    let on_globe = (-180.0..=180.0).contains(&x) && (-90.0..=90.0).contains(&y);
    // 0, 0 lies in the sea: it is what a program writes for "no place".
    on_globe && (x != 0.0 || y != 0.0)
}

#[cfg(test)]
mod tests;
