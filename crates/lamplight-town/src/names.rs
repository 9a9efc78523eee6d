//! Names.

use fastrand::Rng;

/// What streets are named after. None is taken from a real town.
const STEMS: [&str; 56] = [
    "Alder",
    "Amber",
    "Anchor",
    "Apple",
    "Ash",
    "Bakers",
    "Barley",
    "Beacon",
    "Bell",
    "Birch",
    "Bramble",
    "Brewers",
    "Capstan",
    "Cedar",
    "Chandlers",
    "Cherry",
    "Clover",
    "Cobblers",
    "Cooper",
    "Copper",
    "Coral",
    "Crane",
    "Dove",
    "Fern",
    "Fishers",
    "Flint",
    "Foundry",
    "Gull",
    "Hawthorn",
    "Hazel",
    "Heron",
    "Honey",
    "Ivy",
    "Juniper",
    "Kiln",
    "Lantern",
    "Larch",
    "Lavender",
    "Linden",
    "Maple",
    "Mariner",
    "Meadow",
    "Orchard",
    "Otter",
    "Pebble",
    "Plum",
    "Potters",
    "Quince",
    "Ropers",
    "Rowan",
    "Saffron",
    "Sailmakers",
    "Tanners",
    "Thistle",
    "Weavers",
    "Willow",
];
/// What streets are.
const KINDS: [&str; 6] = ["Street", "Lane", "Road", "Row", "Walk", "Close"];
/// What shops and cafés are called.
const SHOPS: [(&str, &str); 20] = [
    ("cafe", "The Copper Kettle"),
    ("cafe", "Low Tide Coffee"),
    ("cafe", "Two Herons"),
    ("restaurant", "The Salt Table"),
    ("restaurant", "Lantern Kitchen"),
    ("bakery", "Morning Batch"),
    ("bakery", "Rye and Daughters"),
    ("pharmacy", "Anchor Pharmacy"),
    ("pharmacy", "Hillside Pharmacy"),
    ("supermarket", "Harvest Hall"),
    ("convenience", "Corner Larder"),
    ("books", "Page and Lantern"),
    ("bicycle", "Spoke Workshop"),
    ("hardware", "Nail and Hinge"),
    ("community_centre", "Harbour House"),
    ("post_office", "Old Town post office"),
    ("fire_station", "Alder Quay fire station"),
    ("theatre", "The Boathouse theatre"),
    ("museum", "Museum of the Sea"),
    ("place_of_worship", "Chapel on the Hill"),
];
/// What parks are called.
const PARKS: [&str; 10] = [
    "Alder Park",
    "Lantern Gardens",
    "Mill Green",
    "Rope Walk Park",
    "Seven Birches",
    "Orchard Field",
    "Heron Meadow",
    "Beacon Hill",
    "Long Lawn",
    "Potters Field",
];

/// Names of streets, each given once.
pub(crate) struct StreetNames(Vec<String>);

impl StreetNames {
    /// All there are but those that are taken, in the order of chance.
    pub(crate) fn shuffled(taken: &[&str], rng: &mut Rng) -> Self {
        let mut names: Vec<String> = STEMS
            .iter()
            .flat_map(|stem| KINDS.iter().map(move |kind| format!("{stem} {kind}")))
            .filter(|name| !taken.contains(&name.as_str()))
            .collect();
        rng.shuffle(&mut names);
        Self(names)
    }

    /// The next one; a street beyond the last has no name.
    pub(crate) fn next(&mut self) -> Option<String> {
        self.0.pop()
    }
}

/// Shops and cafés with their kinds, in the order of chance.
pub(crate) fn shops(rng: &mut Rng) -> Vec<(&'static str, &'static str)> {
    let mut shops = SHOPS.to_vec();
    rng.shuffle(&mut shops);
    shops
}

/// Parks, in the order of chance.
pub(crate) fn parks(rng: &mut Rng) -> Vec<&'static str> {
    let mut parks = PARKS.to_vec();
    rng.shuffle(&mut parks);
    parks
}
