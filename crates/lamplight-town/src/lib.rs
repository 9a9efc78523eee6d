//! Alder Quay, the fictional town of the demo: its streets, houses, parks and landmarks, made from a seed.
//!
//! Nothing invented is ever shown at a real address: the town lies in the open sea, between Shetland and Norway. The
//! coast, the river, the districts and the places that the demo's alerts and events speak of are always there; the seed
//! decides what the streets are called, how they bend, and what stands on each block.
//!
//! What comes out is what a city makes for itself (docs/area.md): an area file, and an area pack in the layers of the
//! Protomaps basemap. The same seed gives the same bytes.

mod blocks;
mod feature;
mod grid;
mod ground;
mod houses;
mod landmarks;
mod names;
mod pack;
mod skeleton;
mod streets;
mod tile;

use anyhow::Context as _;
use fastrand::Rng;
use lamplight_protocol::area::Area;

use crate::feature::Feature;

/// The area file, as an operator would write it.
pub const AREA_JSON: &str = include_str!("../area.json");
/// Whom the map names.
pub const ATTRIBUTION: &str = "Alder Quay, a fictional town";

/// A town.
pub struct Town {
    features: Vec<Feature>,
}

impl Town {
    /// Grows the town of a seed.
    ///
    /// # Errors
    /// When the area file, which is a part of this crate, does not read.
    pub fn grow(seed: u64) -> anyhow::Result<Self> {
        let area = area()?;
        let mut rng = Rng::with_seed(seed);
        let grid = grid::Grid::lay(&area, &mut rng);
        let streets = streets::draw(&grid, &mut rng);
        let blocks = blocks::use_of_each(&grid, &mut rng);
        let mut features = skeleton::features(&area);
        features.extend(blocks::features(&blocks));
        features.extend(houses::features(&blocks, &streets, &mut rng));
        features.extend(landmarks::features(&blocks, &mut rng));
        features.extend(streets.into_features());
        Ok(Self { features })
    }

    /// Its area pack: a PMTiles archive.
    ///
    /// # Errors
    /// When it cannot be written into memory.
    pub fn pack(&self) -> anyhow::Result<Vec<u8>> {
        pack::write(&self.features)
    }
}

/// The area that the town's patrol serves.
///
/// # Errors
/// When the file, which is a part of this crate, does not read.
pub fn area() -> anyhow::Result<Area> {
    let area: Area = serde_json::from_str(AREA_JSON).context("the town's area file does not read")?;
    area.check().context("the town's area file breaks a rule")?;
    Ok(area)
}
