//! Houses along the streets, with their numbers.

use std::collections::BTreeMap;

use fastrand::Rng;
use geo::Coord;

use crate::blocks::{Block, STREET_HALF_METRES, Use};
use crate::feature::{Feature, Layer, Tag};
use crate::grid::Corner;
use crate::ground::{Metres, degrees, length};
use crate::streets::Streets;

/// A house along its street, and away from it, in metres.
const FRONT_METRES: std::ops::Range<f64> = 11.0..19.0;
const DEPTH_METRES: std::ops::Range<f64> = 9.0..13.0;
/// Between houses, in metres.
const GAP_METRES: std::ops::Range<f64> = 1.0..6.0;
/// What stays free at the corners, in metres: as deep as houses are, so that those of two streets do not meet.
const CORNER_METRES: f64 = 24.0;
/// Of a hundred plots, how many are empty.
const EMPTY_OF_100: u32 = 8;

/// The next number on each side of each street.
#[derive(Default)]
struct Numbers(BTreeMap<(String, bool), u32>);

impl Numbers {
    /// Odd on one side, even on the other.
    fn next(&mut self, street: &str, is_odd: bool) -> u32 {
        let number = self
            .0
            .entry((street.to_owned(), is_odd))
            .or_insert(if is_odd { 1 } else { 2 });
        let this = *number;
        *number += 2;
        this
    }
}

/// One side of a block: from one corner to the next, with the block to its left.
struct Side {
    from: Metres,
    along: Coord,
    inward: Coord,
    metres: f64,
}

impl Side {
    fn new(from: Metres, to: Metres) -> Self {
        let metres = length(from, to);
        let along = (to - from) / metres.max(1.0);
        Self {
            from,
            along,
            inward: Coord {
                x: -along.y,
                y: along.x,
            },
            metres,
        }
    }

    /// The spot so many metres along the street and away from it.
    fn spot(&self, along: f64, inward: f64) -> Metres {
        self.from + self.along * along + self.inward * inward
    }
}

/// The buildings of all blocks.
pub(crate) fn features(blocks: &[Block], streets: &Streets, rng: &mut Rng) -> Vec<Feature> {
    let mut features = Vec::new();
    let mut numbers = Numbers::default();
    for block in blocks {
        match block.r#use {
            Use::Homes => homes(block, streets, &mut numbers, rng, &mut features),
            Use::Works | Use::School | Use::Hospital => features.push(hall(block)),
            Use::Park | Use::Wood => {}
        }
    }
    features
}

fn homes(
    block: &Block,
    streets: &Streets,
    numbers: &mut Numbers,
    rng: &mut Rng,
    features: &mut Vec<Feature>,
) {
    let next = block.corners.iter().cycle().skip(1);
    for ((from, from_at), (to, to_at)) in block.corners.iter().zip(next) {
        let side = Side::new(*from_at, *to_at);
        let mut along = CORNER_METRES;
        loop {
            let front = within(rng, FRONT_METRES);
            let depth = within(rng, DEPTH_METRES);
            if along + front > side.metres - CORNER_METRES {
                break;
            }
            if rng.u32(0..100) >= EMPTY_OF_100 {
                let number = streets
                    .name(*from, *to)
                    .map(|street| (street, numbers.next(street, is_odd(*from, *to))));
                house(&side, (along, front, depth), number, features);
            }
            along += front + within(rng, GAP_METRES);
        }
    }
}

/// Whoever goes east or north has the odd numbers to the left.
fn is_odd(from: Corner, to: Corner) -> bool {
    from < to
}

fn house(
    side: &Side,
    (along, front, depth): (f64, f64, f64),
    number: Option<(&str, u32)>,
    features: &mut Vec<Feature>,
) {
    let (near, far) = (STREET_HALF_METRES, STREET_HALF_METRES + depth);
    let walls = [
        side.spot(along, near),
        side.spot(along + front, near),
        side.spot(along + front, far),
        side.spot(along, far),
    ];
    features.push(Feature::plot(Layer::Buildings, "building", &walls).shown_from(14));
    if let Some((street, number)) = number {
        let door = side.spot(along + front / 2.0, near + 2.0);
        features.push(
            Feature::spot(Layer::Buildings, "address", degrees(door))
                .tagged("addr_street", Tag::Words(street.to_owned()))
                .tagged("addr_housenumber", Tag::Words(number.to_string()))
                .shown_from(15),
        );
    }
}

/// One large building in the middle of a block.
fn hall(block: &Block) -> Feature {
    let middle = block.middle();
    let walls = block.corners.map(|(_, at)| middle + (at - middle) * 0.4);
    Feature::plot(Layer::Buildings, "building", &walls).shown_from(14)
}

fn within(rng: &mut Rng, range: std::ops::Range<f64>) -> f64 {
    range.start + rng.f64() * (range.end - range.start)
}
