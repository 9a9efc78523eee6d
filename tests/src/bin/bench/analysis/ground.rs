//! The data: real incidents, as many as asked for, and the cells they are counted in.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use anyhow::Context as _;
use geo::Coord;
use lamplight_analysis::grid::{Grid, read_boundary};
use lamplight_analysis::incidents::{Catalogue, Columns, Form, Incident, Origin, read_incidents};

/// The side of a cell, in metres.
pub(super) const CELL_M: f64 = 150.0;
const YEARS: std::ops::RangeInclusive<u32> = 2019..=2023;
/// A degree is about 85 km to 110 km here: repeated points lie within some 100 m, real ones keep their block.
const JITTER_REPEATED_DEGREES: f64 = 0.002;
const JITTER_REAL_DEGREES: f64 = 0.000_1;
const SEED: u64 = 1;

/// A file of the folder.
pub(super) fn open(data: &Path, name: &str) -> anyhow::Result<File> {
    let path = data.join(name);
    File::open(&path).with_context(|| format!("{} is missing", path.display()))
}

/// Philadelphia by its police districts.
pub(super) fn philadelphia_grid(data: &Path) -> anyhow::Result<Grid> {
    let boundary = read_boundary(open(data, "philadelphia_police_districts.geojson.gz")?)?;
    Ok(Grid::within(&boundary, CELL_M)?)
}

/// Its incidents of five years, as they were published.
pub(super) fn philadelphia(data: &Path, catalogue: &mut Catalogue) -> anyhow::Result<Vec<Incident>> {
    let mut incidents = Vec::new();
    for year in YEARS {
        let file = open(data, &format!("philadelphia_incidents_{year}.csv.gz"))?;
        incidents.extend(
            read_incidents(
                file,
                Form::Table,
                &Columns::default(),
                Origin::Reported,
                catalogue,
            )?
            .incidents,
        );
    }
    Ok(incidents)
}

/// So many points: those of all incidents, and again those moved a little.
pub(super) fn points(incidents: &[Incident], count: usize) -> Vec<Coord<f64>> {
    let mut chance = fastrand::Rng::with_seed(SEED);
    let mut moved = |place: Coord<f64>, degrees: f64| Coord {
        x: place.x + (chance.f64() - 0.5) * degrees,
        y: place.y + (chance.f64() - 0.5) * degrees,
    };
    let numbered = incidents.iter().cycle().take(count).enumerate();
    numbered
        .map(|(number, incident)| {
            let repeats = number >= incidents.len();
            let degrees = if repeats {
                JITTER_REPEATED_DEGREES
            } else {
                JITTER_REAL_DEGREES
            };
            moved(incident.place, degrees)
        })
        .collect()
}

/// Writes numbers as a peer reads them: 64 bits each, the lowest byte first.
pub(super) fn write_numbers(path: &Path, numbers: impl IntoIterator<Item = f64>) -> anyhow::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    for number in numbers {
        file.write_all(&number.to_le_bytes())?;
    }
    Ok(file.flush()?)
}

/// Reads them back.
pub(super) fn read_numbers(path: &Path) -> anyhow::Result<Vec<f64>> {
    let bytes = std::fs::read(path)?;
    let (numbers, _) = bytes.as_chunks();
    Ok(numbers.iter().map(|bytes| f64::from_le_bytes(*bytes)).collect())
}

/// Points as x and y by turns.
pub(super) fn flat(points: &[Coord<f64>]) -> impl Iterator<Item = f64> {
    points.iter().flat_map(|point| [point.x, point.y])
}
