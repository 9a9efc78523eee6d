//! What stands on each block between the streets.

use fastrand::Rng;

use crate::feature::{Feature, Layer};
use crate::grid::{COLUMNS, Corner, Grid, ROWS};
use crate::ground::{Metres, between, length, metres};

/// What a block is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Houses along the streets.
    Homes,
    /// Grass and trees.
    Park,
    /// Trees.
    Wood,
    /// Sheds, near the harbour.
    Works,
    /// A school and its yard.
    School,
    /// A hospital and its garden.
    Hospital,
}

/// A block, with its corners from the south-west against the clock.
pub(crate) struct Block {
    pub(crate) r#use: Use,
    pub(crate) corners: [(Corner, Metres); 4],
}

/// What is always where it is, because a landmark is there: the use and a spot on the block.
const FIXED: [(Use, (f64, f64)); 3] = [
    (Use::School, (0.0158, 60.0131)),
    (Use::School, (0.0352, 60.0171)),
    (Use::Hospital, (0.0231, 60.0094)),
];
/// Of a hundred blocks, how many are parks, and how many are woods.
const PARKS_OF_100: u32 = 5;
const WOODS_OF_100: u32 = 4;
/// Columns next to the harbour, of whose blocks in the south a half are works.
const HARBOUR_COLUMNS: std::ops::Range<usize> = 4..8;
const HARBOUR_ROWS: usize = 3;
/// How far what stands on a block is from the middle of the street, in metres.
pub(crate) const STREET_HALF_METRES: f64 = 8.0;

impl Block {
    /// Its middle.
    pub(crate) fn middle(&self) -> Metres {
        let [a, b, c, d] = self.corners.map(|(_, at)| at);
        (a + b + c + d) / 4.0
    }

    /// Its corners without the streets around it.
    pub(crate) fn plot(&self) -> [Metres; 4] {
        let middle = self.middle();
        self.corners.map(|(_, at)| {
            let metres = length(at, middle);
            between(at, middle, STREET_HALF_METRES * 1.4 / metres.max(1.0))
        })
    }

    fn holds(&self, spot: Metres) -> bool {
        let corners = self.corners.map(|(_, at)| at);
        let next = corners.iter().cycle().skip(1);
        corners.iter().zip(next).all(|(from, to)| {
            let (side, way) = (*to - *from, spot - *from);
            side.x * way.y - side.y * way.x >= 0.0
        })
    }
}

/// Decides what stands where.
pub(crate) fn use_of_each(grid: &Grid, rng: &mut Rng) -> Vec<Block> {
    let mut blocks = Vec::new();
    for row in 0..ROWS {
        for column in 0..COLUMNS {
            let lot = rng.u32(0..100);
            let at = Corner { column, row };
            if let Some(corners) = grid.block(at) {
                let r#use = use_by(at, lot);
                blocks.push(Block { r#use, corners });
            }
        }
    }
    for (r#use, spot) in FIXED {
        let spot = metres(spot);
        if let Some(block) = blocks.iter_mut().find(|block| block.holds(spot)) {
            block.r#use = r#use;
        }
    }
    blocks
}

fn use_by(at: Corner, lot: u32) -> Use {
    let is_near_harbour = HARBOUR_COLUMNS.contains(&at.column) && at.row < HARBOUR_ROWS;
    match lot {
        _ if is_near_harbour && lot < 50 => Use::Works,
        _ if lot < PARKS_OF_100 => Use::Park,
        _ if lot < PARKS_OF_100 + WOODS_OF_100 => Use::Wood,
        _ => Use::Homes,
    }
}

/// The ground of the blocks that is not built on.
pub(crate) fn features(blocks: &[Block]) -> Vec<Feature> {
    blocks
        .iter()
        .filter_map(|block| {
            let kind = match block.r#use {
                Use::Homes => return None,
                Use::Park => "park",
                Use::Wood => "wood",
                Use::Works => "industrial",
                Use::School => "school",
                Use::Hospital => "hospital",
            };
            Some(Feature::plot(Layer::Landuse, kind, &block.plot()).shown_from(12))
        })
        .collect()
}
