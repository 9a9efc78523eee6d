//! What is there whatever the seed: the coast, the river, the waterfront, and the places that the demo speaks of.

use geo::{BoundingRect as _, Centroid as _};
use lamplight_protocol::area::Area;

use crate::feature::{Feature, Layer, Tag};
use crate::ground::{EAST, NORTH, SOUTH, WEST, at};

/// Where the sea begins, from south to north: `(lon, lat)`, as everything written here.
const COAST: [(f64, f64); 9] = [
    (0.0095, SOUTH),
    (0.0075, 59.9988),
    (0.0034, 60.0015),
    (-0.0036, 60.006),
    (-0.0072, 60.0105),
    (-0.0095, 60.016),
    (-0.0118, 60.022),
    (-0.015, 60.0275),
    (-0.0165, NORTH),
];
/// The road along the water, from south to north.
pub(crate) const QUAY_ROAD: [(f64, f64); 7] = [
    (0.0062, 60.0016),
    (0.0043, 60.0025),
    (-0.0022, 60.0066),
    (-0.006, 60.0111),
    (-0.0083, 60.0163),
    (-0.0106, 60.0222),
    (-0.0132, 60.0268),
];
/// The middle of the river, from south to north.
pub(crate) const RIVER: [(f64, f64); 7] = [
    (0.0012, 60.0008),
    (0.0058, 60.006),
    (0.0074, 60.011),
    (0.0077, 60.015),
    (0.0064, 60.022),
    (0.007, 60.03),
    (0.0062, NORTH),
];
/// Half of the river's width, in degrees of longitude: 13 metres.
const RIVER_HALF: f64 = 0.000_235;
/// The mole, from the land out.
const MOLE: [(f64, f64); 4] = [
    (-0.0012, 60.0046),
    (-0.0048, 60.0032),
    (-0.0078, 60.0034),
    (-0.0102, 60.0049),
];
/// The square where the market is.
const MARKET: [(f64, f64); 5] = [
    (0.0082, 60.0112),
    (0.0094, 60.0112),
    (0.0094, 60.0117),
    (0.0082, 60.0117),
    (0.0082, 60.0112),
];
/// What the alerts, the events and the reports of the demo name: the kind, the name, and where.
const LANDMARKS: [(&str, &str, (f64, f64)); 10] = [
    ("attraction", "Quay steps", (-0.0031, 60.0062)),
    ("library", "Old Town library", (0.0124, 60.0128)),
    ("marketplace", "Market square", (0.0087, 60.0114)),
    ("marketplace", "Fish market", (-0.0008, 60.0064)),
    ("attraction", "Mill bridge", (0.0076, 60.0125)),
    ("school", "Mill Street school", (0.0158, 60.0131)),
    ("school", "Hillside school", (0.0352, 60.0171)),
    ("hospital", "Harbour Light hospital", (0.0231, 60.0094)),
    ("station", "Alder Quay station", (0.0203, 60.0211)),
    ("lighthouse", "Mole lighthouse", (-0.0102, 60.0049)),
];

/// All of it.
pub(crate) fn features(area: &Area) -> Vec<Feature> {
    let mut features = vec![
        land(),
        Feature::surface(Layer::Water, "ocean", sea()),
        Feature::surface(Layer::Water, "river", river()),
        Feature::spot(Layer::Water, "bay", at((-0.0195, 60.0075))).named("Alder Bay"),
        Feature::line(Layer::Roads, "major_road", line(&QUAY_ROAD)).named("Quay Road"),
        Feature::line(Layer::Roads, "path", line(&MOLE))
            .named("Outer mole")
            .tagged("kind_detail", Tag::Words("pier".into()))
            .shown_from(13),
        Feature::surface(Layer::Landuse, "pedestrian", line(&MARKET)).shown_from(13),
    ];
    let landmarks = LANDMARKS.into_iter().map(|(kind, name, spot)| {
        Feature::spot(Layer::Pois, kind, at(spot))
            .named(name)
            .shown_from(14)
    });
    features.extend(landmarks);
    features.extend(places(area));
    features
}

fn land() -> Feature {
    let mut ring = vec![at((EAST, SOUTH)), at((EAST, NORTH))];
    ring.extend(COAST.iter().rev().map(|spot| at(*spot)));
    Feature::surface(Layer::Earth, "earth", ring)
}

fn sea() -> Vec<geo::Coord> {
    let mut ring = vec![at((WEST, NORTH)), at((WEST, SOUTH))];
    ring.extend(COAST.iter().map(|spot| at(*spot)));
    ring
}

fn river() -> Vec<geo::Coord> {
    let bank = |side: f64| move |(lon, lat): &(f64, f64)| at((lon + side * RIVER_HALF, *lat));
    let west = RIVER.iter().map(bank(-1.0));
    west.chain(RIVER.iter().rev().map(bank(1.0))).collect()
}

fn line(spots: &[(f64, f64)]) -> Vec<geo::Coord> {
    spots.iter().map(|spot| at(*spot)).collect()
}

/// The names of the town and its districts, each in the middle of what it names.
fn places(area: &Area) -> Vec<Feature> {
    let mut places = Vec::new();
    let town = area
        .boundary
        .as_ref()
        .and_then(|region| region.as_multi_polygon().bounding_rect());
    if let Some(town) = town {
        places.push(
            Feature::spot(Layer::Places, "locality", town.center())
                .named(&area.name)
                .tagged("kind_detail", Tag::Words("town".into()))
                .tagged("min_zoom", Tag::Number(8))
                .tagged("population_rank", Tag::Number(7)),
        );
    }
    let districts = area.districts.iter().filter_map(|district| {
        let middle = district.region.as_multi_polygon().centroid()?;
        Some(
            Feature::spot(Layer::Places, "neighbourhood", middle.0)
                .named(&district.name)
                .shown_from(12),
        )
    });
    places.extend(districts);
    places
}
