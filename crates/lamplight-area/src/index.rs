//! Places by their names: all that a pack has, in memory, so that typing finds them at once.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use geo::{Coord, Euclidean, Length as _, LineString};
use lamplight_protocol::limits::SEARCH_CHARS_MAX;
use lamplight_protocol::place::Point;

use crate::features::{self, Feature};
use crate::pack::{Pack, PackError};
use crate::tiles::{LonLat, Plane, tiles_of};
use crate::words::{folded, has_words};

/// Names that are kept: a city of half a million has some 5,000 streets and 150,000 addresses. What comes beyond is not
/// found by name; streets and landmarks come first.
const ENTRIES_MAX: usize = 250_000;
/// Tiles that are read for it: a square of 150 by 150 kilometres at zoom 15 on the equator.
pub(crate) const TILES_MAX: u64 = 20_000;
/// How far pieces of one street may be from each other, in metres, before they are two streets of one name.
const SAME_STREET_METRES: f64 = 3_000.0;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FoundKind {
    /// A building, a park, a shop.
    Landmark,
    /// A street.
    Street,
    /// A house with its number.
    Address,
}

/// A place with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What it is.
    pub kind: FoundKind,
    /// Its name; of an address the street.
    pub name: String,
    /// The number of an address.
    pub house_number: Option<String>,
    /// Where it is; of a street a point on the longest piece of it.
    pub point: Point,
}

/// The names of one pack.
#[derive(Default)]
pub struct PlaceIndex {
    entries: Vec<Entry>,
}

struct Entry {
    found: Found,
    folded: Box<str>,
}

/// How well an entry answers what was typed; the least is the best.
#[derive(PartialEq, PartialOrd)]
struct Rank {
    /// 0 for the whole name, 1 for its beginning, 2 for words of it.
    fit: u8,
    kind: FoundKind,
    metres: f64,
}

impl PlaceIndex {
    /// Reads every tile of the finest zoom: a second for a city, so call it where waiting harms nobody. An index of a
    /// pack with more tiles than are read is empty.
    ///
    /// # Errors
    /// [`PackError`] when a tile cannot be read.
    pub fn of(pack: &Pack) -> Result<Self, PackError> {
        let mut gathered = Gathered::default();
        let facts = pack.facts();
        for coord in tiles_of(&facts.bounds, facts.zoom_max, TILES_MAX).unwrap_or_default() {
            for feature in features::read(pack, coord)?.features {
                gathered.take(feature);
            }
        }
        Ok(Self {
            entries: gathered.entries(),
        })
    }

    /// How many places of a kind have a name.
    pub fn count(&self, kind: FoundKind) -> usize {
        self.entries
            .iter()
            .filter(|entry| entry.found.kind == kind)
            .count()
    }

    /// The places whose names have every word that was typed, or a beginning of it; the best first, at most `max`. What
    /// lies nearer to `near` comes first among those that answer alike. None where nothing was typed.
    pub fn find(&self, typed: &str, near: Option<Point>, max: usize) -> Vec<Found> {
        let typed: String = typed.chars().take(SEARCH_CHARS_MAX).collect();
        let typed = folded(&typed);
        if typed.is_empty() {
            return Vec::new();
        }
        best(
            self.entries
                .iter()
                .filter_map(|entry| Some((entry.rank(&typed, near)?, entry))),
            max,
        )
    }

    /// The places of a kind that are nearest, the nearest first, at most `max`.
    pub fn around(&self, near: Point, kind: FoundKind, max: usize) -> Vec<Found> {
        let of_kind = self.entries.iter().filter(|entry| entry.found.kind == kind);
        best(
            of_kind.map(|entry| (entry.found.point.metres_to(near), entry)),
            max,
        )
    }
}

/// The `max` entries of least rank, in its order; those of the same by their names.
fn best<'a, R: PartialOrd>(entries: impl Iterator<Item = (R, &'a Entry)>, max: usize) -> Vec<Found> {
    let mut ranked: Vec<(R, &Entry)> = entries.collect();
    ranked.sort_by(|(a, x), (b, y)| {
        let by_rank = a.partial_cmp(b).unwrap_or(Ordering::Equal);
        by_rank.then_with(|| x.folded.cmp(&y.folded))
    });
    ranked.truncate(max);
    ranked.into_iter().map(|(_, entry)| entry.found.clone()).collect()
}

impl Entry {
    fn new(found: Found) -> Self {
        let number = found.house_number.as_deref().unwrap_or_default();
        let folded = folded(&format!("{} {number}", found.name)).into();
        Self { found, folded }
    }

    /// None when it does not answer.
    fn rank(&self, typed: &str, near: Option<Point>) -> Option<Rank> {
        if !has_words(&self.folded, typed) {
            return None;
        }
        let fit = match self.folded.strip_prefix(typed) {
            Some("") => 0,
            Some(_) => 1,
            None => 2,
        };
        let metres = near.map_or(0.0, |near| self.found.point.metres_to(near));
        Some(Rank {
            fit,
            kind: self.found.kind,
            metres,
        })
    }
}

/// What was read so far. A thing on the edge of tiles stands in several of them.
#[derive(Default)]
struct Gathered {
    streets: HashMap<String, Vec<Piece>>,
    landmarks: HashSet<Named>,
    addresses: HashSet<Named>,
}

/// A thing at a place, to about ten metres: the same one reads a little otherwise in the next tile.
#[derive(PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Named {
    name: String,
    number: String,
    lat_steps: i32,
    lon_steps: i32,
}

/// A degree in the steps of [`Named`].
const STEPS_PER_DEGREE: f64 = 10_000.0;

struct Piece {
    middle: LonLat,
    degrees: f64,
}

impl Gathered {
    fn take(&mut self, feature: Feature) {
        match feature {
            Feature::Street { name, line } => {
                if let Some(piece) = Piece::of(&line) {
                    self.streets.entry(name).or_default().push(piece);
                }
            }
            Feature::Landmark { name, at } => {
                keep(&mut self.landmarks, Named::new(name, String::new(), at));
            }
            Feature::Address { street, number, at } => {
                keep(&mut self.addresses, Named::new(street, number, at));
            }
        }
    }

    fn entries(self) -> Vec<Entry> {
        let streets = self.streets.into_iter().flat_map(|(name, pieces)| {
            one_each(pieces)
                .into_iter()
                .filter_map(move |at| found(FoundKind::Street, name.clone(), String::new(), at))
        });
        let landmarks = self
            .landmarks
            .into_iter()
            .map(|named| (FoundKind::Landmark, named));
        let addresses = self
            .addresses
            .into_iter()
            .map(|named| (FoundKind::Address, named));
        let named = |(kind, named): (FoundKind, Named)| {
            let at = named.at();
            found(kind, named.name, named.number, at)
        };
        let mut entries: Vec<Entry> = streets
            .chain(landmarks.filter_map(named))
            .chain(addresses.filter_map(named))
            .take(ENTRIES_MAX)
            .map(Entry::new)
            .collect();
        entries.shrink_to_fit();
        entries
    }
}

fn keep(set: &mut HashSet<Named>, named: Named) {
    if set.len() < ENTRIES_MAX {
        set.insert(named);
    }
}

impl Named {
    fn new(name: String, number: String, at: LonLat) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "degrees of a tile lie within 180, so their steps within two million"
        )]
        let steps = |degrees: f64| (degrees * STEPS_PER_DEGREE).round() as i32;
        Self {
            name,
            number,
            lat_steps: steps(at.y),
            lon_steps: steps(at.x),
        }
    }

    fn at(&self) -> LonLat {
        Coord {
            x: f64::from(self.lon_steps) / STEPS_PER_DEGREE,
            y: f64::from(self.lat_steps) / STEPS_PER_DEGREE,
        }
    }
}

impl Piece {
    fn of(line: &LineString<f64>) -> Option<Self> {
        let middle = line.0.get(line.0.len() / 2)?;
        Some(Self {
            middle: *middle,
            degrees: Euclidean.length(line),
        })
    }
}

/// One place for each street among pieces of the same name: on the longest piece of it.
fn one_each(mut pieces: Vec<Piece>) -> Vec<LonLat> {
    pieces.sort_by(|a, b| b.degrees.total_cmp(&a.degrees));
    let mut streets: Vec<LonLat> = Vec::new();
    for piece in pieces {
        let Ok(point) = Point::new(piece.middle.y, piece.middle.x) else {
            continue;
        };
        let plane = Plane::around(point);
        let is_same = |at: &LonLat| {
            let metres = plane.metres(*at);
            metres.x.hypot(metres.y) <= SAME_STREET_METRES
        };
        if !streets.iter().any(is_same) {
            streets.push(piece.middle);
        }
    }
    streets
}

fn found(kind: FoundKind, name: String, number: String, at: LonLat) -> Option<Found> {
    Some(Found {
        kind,
        name,
        house_number: (!number.is_empty()).then_some(number),
        point: Point::new(at.y, at.x).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(features: Vec<Feature>) -> PlaceIndex {
        let mut gathered = Gathered::default();
        features.into_iter().for_each(|feature| gathered.take(feature));
        PlaceIndex {
            entries: gathered.entries(),
        }
    }

    fn street(name: &str, x: f64, length: f64) -> Feature {
        let ends = [x, x + length / 2.0, x + length];
        Feature::Street {
            name: name.into(),
            line: ends.iter().map(|x| Coord { x: *x, y: 60.0 }).collect(),
        }
    }

    fn landmark(name: &str, x: f64) -> Feature {
        Feature::Landmark {
            name: name.into(),
            at: Coord { x, y: 60.0 },
        }
    }

    fn address(street: &str, number: &str) -> Feature {
        Feature::Address {
            street: street.into(),
            number: number.into(),
            at: Coord { x: 0.0, y: 60.0 },
        }
    }

    fn names(found: &[Found]) -> Vec<String> {
        found
            .iter()
            .map(|found| {
                format!(
                    "{} {}",
                    found.name,
                    found.house_number.as_deref().unwrap_or_default()
                )
            })
            .map(|name| name.trim().to_owned())
            .collect()
    }

    #[test]
    fn names_are_found_by_beginnings_of_their_words_in_any_order() {
        let index = index(vec![
            street("Mill Street", 0.0, 0.01),
            landmark("Old Mill School", 0.0),
            street("Windmill Lane", 0.0, 0.01),
            address("Mill Street", "12"),
        ]);
        let typed = |typed| names(&index.find(typed, None, 9));
        assert_eq!(
            typed("mill"),
            ["Mill Street", "Mill Street 12", "Old Mill School"]
        );
        assert_eq!(typed("street mil"), ["Mill Street", "Mill Street 12"]);
        assert_eq!(typed("12 mill st"), ["Mill Street 12"]);
        assert_eq!(typed("MÍLL STREET 12"), ["Mill Street 12"]);
        assert_eq!(typed("quay"), Vec::<String>::new());
    }

    #[test]
    fn the_whole_name_comes_first_then_what_is_nearer_and_no_more_than_asked_for() {
        let index = index(vec![
            street("Mill Street", 0.0, 0.01),
            landmark("Mill", 0.2),
            landmark("Mill House", 0.1),
            landmark("Mill Bridge", 0.05),
        ]);
        let here = Point::new(60.0, 0.0).ok();
        let found = names(&index.find("mill", here, 3));
        assert_eq!(found, ["Mill", "Mill Bridge", "Mill House"]);
    }

    #[test]
    fn with_nothing_typed_there_is_what_is_around() {
        let index = index(vec![
            street("Mill Street", 0.0, 0.01),
            landmark("Library", 0.2),
            landmark("School", 0.1),
            landmark("Station", 0.3),
        ]);
        let here = Point::new(60.0, 0.0).unwrap();
        assert_eq!(index.find(" ", Some(here), 9), []);
        assert_eq!(
            names(&index.around(here, FoundKind::Landmark, 2)),
            ["School", "Library"]
        );
        assert_eq!(names(&index.around(here, FoundKind::Street, 2)), ["Mill Street"]);
    }

    #[test]
    fn a_street_cut_by_tiles_is_one_and_two_streets_of_one_name_are_two() {
        let index = index(vec![
            street("Mill Street", 0.00, 0.002),
            street("Mill Street", 0.002, 0.01),
            street("Mill Street", 0.2, 0.01),
            landmark("Library", 0.100_001),
            landmark("Library", 0.100_002),
        ]);
        assert_eq!(index.count(FoundKind::Street), 2);
        assert_eq!(index.count(FoundKind::Landmark), 1);
        let first = &index.find("mill street", Point::new(60.0, 0.0).ok(), 1);
        assert!(
            (first[0].point.lon() - 0.007).abs() < 1e-9,
            "on its longest piece"
        );
    }
}
