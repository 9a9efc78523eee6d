//! Incidents out of a file with a row each, plain or gzipped: whoever has the file hands in its bytes.

use std::io::Read;

use csv::StringRecord;
use geo::Coord;
use thiserror::Error;

use super::time::parse_time;
use super::{Catalogue, CatalogueError, Category, CategoryId, Incident, Origin};
use crate::packed::unpacked;

/// Rows that are read of one source: ten times what a large city records in five years.
const ROWS_MAX: usize = 10_000_000;
/// Which columns hold what, by their names in the head of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// When it happened.
    pub occurred_at: String,
    /// What it was.
    pub category: String,
    /// Degrees to the east.
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
    /// The file is larger than any source.
    #[error("more than {ROWS_MAX} rows")]
    TooLong,
    /// The column of the category holds something else.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
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
        let find = |name: &str| {
            let is_it = |column: &str| column.trim_start_matches('\u{feff}').trim() == name;
            let found = head.iter().position(is_it);
            found.ok_or_else(|| ReadError::NoColumn(name.to_owned()))
        };
        let source = columns.source.as_ref();
        Ok(Self {
            occurred_at: find(&columns.occurred_at)?,
            category: find(&columns.category)?,
            lon: find(&columns.lon)?,
            lat: find(&columns.lat)?,
            source: source.map(|source| find(&source.name)).transpose()?,
        })
    }
}

/// Reads incidents. A category that the catalogue does not have is added with `origin`, and not as suspicion.
///
/// # Errors
/// [`ReadError`] when the file is no table with those columns, or larger than the limits. A row that does not read is
/// counted, not an error.
pub fn read_incidents(
    source: impl Read,
    columns: &Columns,
    origin: Origin,
    catalogue: &mut Catalogue,
) -> Result<ReadIncidents, ReadError> {
    let mut table = csv::Reader::from_reader(unpacked(source).map_err(csv::Error::from)?);
    let positions = Positions::of(columns, table.headers()?)?;
    let residents = columns.source.as_ref().map(|source| source.residents.as_slice());
    let mut read = ReadIncidents::default();
    let mut row = StringRecord::new();
    while table.read_record(&mut row)? {
        read.tally.rows += 1;
        if read.tally.rows > ROWS_MAX {
            return Err(ReadError::TooLong);
        }
        let Some(at) = row.get(positions.occurred_at).and_then(parse_time) else {
            read.tally.bad_time += 1;
            continue;
        };
        let Some(place) = parse_place(row.get(positions.lon), row.get(positions.lat)) else {
            read.tally.no_place += 1;
            continue;
        };
        let category = category_of(row.get(positions.category).unwrap_or_default(), origin, catalogue)?;
        let told_by = positions.source.and_then(|position| row.get(position));
        let of_category = catalogue.get(category).map_or(origin, |category| category.origin);
        read.incidents.push(Incident {
            at,
            category,
            place,
            origin: residents.map_or(of_category, |residents| origin_of_source(told_by, residents)),
            reporter: None,
            sent_from: None,
        });
    }
    Ok(read)
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
    let on_globe = (-180.0..=180.0).contains(&x) && (-90.0..=90.0).contains(&y);
    // 0, 0 lies in the sea: it is what a program writes for "no place".
    (on_globe && (x != 0.0 || y != 0.0)).then_some(Coord { x, y })
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    const FILE: &str = "occurred_at,category,lon,lat\n\
        2019-01-28 05:00:00+00,Burglary,-75.163690,40.044839\n\
        never,Burglary,-75.1,40.0\n\
        2019-01-28 05:00:00+00,Burglary,,\n\
        2019-01-28 05:00:00+00,Burglary,0,0\n\
        2019-01-28 05:00:00+00,Burglary,-75.1,4044839\n";

    fn read(bytes: &[u8]) -> Result<ReadIncidents, ReadError> {
        let mut catalogue = Catalogue::default();
        read_incidents(bytes, &Columns::default(), Origin::Reported, &mut catalogue)
    }

    #[test]
    fn what_does_not_read_is_counted_with_its_reason() {
        let read = read(FILE.as_bytes()).unwrap();
        assert_eq!(
            read.tally,
            ReadTally {
                rows: 5,
                bad_time: 1,
                no_place: 3
            }
        );
        let [only] = read.incidents.as_slice() else {
            panic!("one incident")
        };
        assert_eq!(only.at.to_rfc3339(), "2019-01-28T05:00:00+00:00");
        assert_eq!((only.place.x, only.place.y), (-75.163_690, 40.044_839));
    }

    #[test]
    fn a_packed_file_reads_like_a_plain_one() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(FILE.as_bytes()).unwrap();
        let bytes = packed.finish().unwrap();
        assert_eq!(
            read(&bytes).unwrap().incidents,
            read(FILE.as_bytes()).unwrap().incidents
        );
    }

    #[test]
    fn a_broken_file_and_a_missing_column_are_errors() {
        assert!(matches!(read(b"a,b\n1,2\n"), Err(ReadError::NoColumn(name)) if name == "occurred_at"));
        assert!(matches!(read(&[0x1f, 0x8b, 8, 0]), Err(ReadError::Table(_))));
    }

    #[test]
    fn a_source_column_tells_residents_from_staff() {
        let columns = Columns {
            occurred_at: "opened_at".into(),
            category: "type".into(),
            source: Some(SourceColumn {
                name: "source".into(),
                residents: vec!["Constituent Call".into()],
            }),
            ..Columns::default()
        };
        let file = "type,opened_at,source,lon,lat\n\
            Graffiti,01/05/2015 12:40:41 PM,Constituent Call,-71.1,42.3\n\
            Graffiti,01/05/2015 12:40:41 PM,City Worker App,-71.1,42.3\n\
            Graffiti,01/05/2015 12:40:41 PM,,-71.1,42.3\n";
        let mut catalogue = Catalogue::default();
        let read = read_incidents(file.as_bytes(), &columns, Origin::Unknown, &mut catalogue).unwrap();
        let origins: Vec<Origin> = read.incidents.iter().map(|incident| incident.origin).collect();
        assert_eq!(origins, Origin::ALL);
    }
}
