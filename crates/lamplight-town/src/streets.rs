//! Streets: which corners each one joins, and what it is called.

use std::collections::BTreeMap;

use fastrand::Rng;

use crate::feature::{Feature, Layer};
use crate::grid::{COLUMNS, Corner, Grid, ROWS};
use crate::ground::{self, Metres, degrees};
use crate::names::StreetNames;
use crate::skeleton::QUAY_ROAD;

/// Rows that go through the whole town and over the river, with their names. The ninth is Mill Street.
const MAIN_ROWS: [(usize, &str); 4] = [
    (2, "Harbour Road"),
    (8, "Mill Street"),
    (13, "Chapel Street"),
    (18, "North Road"),
];
/// Columns that go through the whole town, with their names.
const MAIN_COLUMNS: [(usize, &str); 4] = [
    (4, "Fishergate"),
    (8, "Elm Lane"),
    (10, "Station Road"),
    (15, "Hillside Road"),
];
/// Blocks along which a small street keeps its name, at least and at most.
const BLOCKS_OF_A_NAME: std::ops::RangeInclusive<usize> = 3..=6;

/// How far the road along the water may be for a street to end at it, in metres.
const QUAY_METRES_MAX: f64 = 420.0;

/// All streets of the grid.
#[derive(Default)]
pub(crate) struct Streets {
    features: Vec<Feature>,
    /// The name of the street between two corners that are neighbours; the lesser first.
    sides: BTreeMap<(Corner, Corner), String>,
}

/// A street's way: its corners in order, and where it begins if that is no corner.
struct Way {
    start: Option<Metres>,
    corners: Vec<(Corner, Metres)>,
}

impl Way {
    fn goes_on_to(&self, grid: &Grid, corner: Corner) -> bool {
        let last = self.corners.last().map(|(last, _)| *last);
        last.is_some_and(|last| is_next(last, corner) && !grid.is_river_between(last, corner))
    }
}

impl Streets {
    /// What the map shows of them.
    pub(crate) fn into_features(self) -> Vec<Feature> {
        self.features
    }

    /// What the street between two corners is called.
    pub(crate) fn name(&self, from: Corner, to: Corner) -> Option<&str> {
        self.sides.get(&(from.min(to), from.max(to))).map(String::as_str)
    }

    fn draw(&mut self, ways: Vec<Way>, main: Option<&str>, names: &mut StreetNames, rng: &mut Rng) {
        for mut way in ways {
            if let Some(name) = main {
                self.add("major_road", 11, &way, Some(name));
                continue;
            }
            while way.corners.len() > 1 {
                let blocks = rng.usize(BLOCKS_OF_A_NAME);
                let rest = way.corners.split_off(blocks.min(way.corners.len() - 1));
                // Where one name ends the next begins, at the same corner.
                way.corners.extend(rest.first().copied());
                self.add("minor_road", 13, &way, names.next().as_deref());
                way = Way {
                    start: None,
                    corners: rest,
                };
            }
        }
    }

    fn add(&mut self, kind: &'static str, zoom_min: u8, way: &Way, name: Option<&str>) {
        let line: Vec<Metres> = way
            .start
            .into_iter()
            .chain(way.corners.iter().map(|(_, at)| *at))
            .collect();
        if line.len() < 2 {
            return;
        }
        let line = line.into_iter().map(degrees).collect();
        let mut street = Feature::line(Layer::Roads, kind, line).shown_from(zoom_min);
        if let Some(name) = name {
            street = street.named(name);
            for pair in way.corners.windows(2) {
                if let [(from, _), (to, _)] = *pair {
                    self.sides.insert((from.min(to), from.max(to)), name.to_owned());
                }
            }
        }
        self.features.push(street);
    }
}

/// Draws the streets and names them.
pub(crate) fn draw(grid: &Grid, rng: &mut Rng) -> Streets {
    let main = MAIN_ROWS.iter().chain(&MAIN_COLUMNS).map(|(_, name)| *name);
    let taken: Vec<&str> = main.chain(["Quay Road"]).collect();
    let mut names = StreetNames::shuffled(&taken, rng);
    let mut streets = Streets::default();
    for row in 0..ROWS {
        let corners = (0..COLUMNS).map(|column| Corner { column, row });
        let name = name_of(&MAIN_ROWS, row);
        let mut ways = ways(grid, corners, name.is_some());
        if let Some(way) = ways.first_mut() {
            way.start = way.corners.first().and_then(|(_, at)| quay_end(*at));
        }
        streets.draw(ways, name, &mut names, rng);
    }
    for column in 0..COLUMNS {
        let corners = (0..ROWS).map(|row| Corner { column, row });
        let name = name_of(&MAIN_COLUMNS, column);
        streets.draw(ways(grid, corners, name.is_some()), name, &mut names, rng);
    }
    streets
}

fn name_of(main: &[(usize, &'static str)], number: usize) -> Option<&'static str> {
    main.iter()
        .find(|(main, _)| *main == number)
        .map(|(_, name)| *name)
}

/// The ways along these corners: one, or more where the water is between. A main street has a bridge.
fn ways(grid: &Grid, corners: impl Iterator<Item = Corner>, has_bridges: bool) -> Vec<Way> {
    let mut ways: Vec<Way> = Vec::new();
    for corner in corners {
        let Some(at) = grid.at(corner) else {
            continue;
        };
        let last = ways
            .last_mut()
            .filter(|way| has_bridges || way.goes_on_to(grid, corner));
        match last {
            Some(way) => way.corners.push((corner, at)),
            None => ways.push(Way {
                start: None,
                corners: vec![(corner, at)],
            }),
        }
    }
    ways
}

fn is_next(last: Corner, corner: Corner) -> bool {
    corner.column - last.column + corner.row - last.row == 1
}

/// Where a street that comes from the east meets the road along the water; none when that is far.
fn quay_end(from: Metres) -> Option<Metres> {
    let end = ground::metres(ground::spot_on(&QUAY_ROAD, degrees(from).y)?);
    (ground::length(from, end) <= QUAY_METRES_MAX).then_some(end)
}
