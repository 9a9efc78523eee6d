//! Parks, shops and cafés with their names.

use fastrand::Rng;

use crate::blocks::{Block, STREET_HALF_METRES, Use};
use crate::feature::{Feature, Layer};
use crate::ground::{between, degrees};
use crate::names;

/// Where they are.
pub(crate) fn features(blocks: &[Block], rng: &mut Rng) -> Vec<Feature> {
    let parks = names::parks(rng);
    let shops = names::shops(rng);
    let of = |wanted| blocks.iter().filter(move |block| block.r#use == wanted);
    let mut features: Vec<Feature> = of(Use::Park)
        .zip(parks)
        .map(|(park, name)| spot("park", name, degrees(park.middle())))
        .collect();
    let mut homes: Vec<&Block> = of(Use::Homes).collect();
    rng.shuffle(&mut homes);
    features.extend(homes.into_iter().zip(shops).map(|(block, (kind, name))| {
        let [(_, from), (_, to), ..] = block.corners;
        // In the middle of the street's side, where the door of a house is.
        let street = between(from, to, 0.5);
        let door = street + (block.middle() - street) * (STREET_HALF_METRES / 60.0);
        spot(kind, name, degrees(door))
    }));
    features
}

fn spot(kind: &'static str, name: &str, at: geo::Coord) -> Feature {
    Feature::spot(Layer::Pois, kind, at).named(name).shown_from(14)
}
