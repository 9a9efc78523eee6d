//! The nearest place on a street.

use rstar::primitives::{GeomWithData, Line};
use rstar::{PointDistance as _, RTree};

use super::Place;

/// How far from a street a stop may be, in metres, where nobody says otherwise: the middle of a large park.
pub const SNAP_METRES_MAX_DEFAULT: f64 = 300.0;

/// Metres of one degree of latitude: Earth's mean radius (6,371,008.8 m, IUGG) times π / 180.
const METRES_PER_DEGREE: f64 = 111_195.080_233_532_9;

/// A place on a street, between two of its nodes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Snapped {
    /// The node at one end.
    pub one: usize,
    /// The node at the other end.
    pub two: usize,
    /// The way along the street to `one`, in metres.
    pub metres_to_one: f64,
    /// The way along the street to `two`, in metres.
    pub metres_to_two: f64,
    /// The straight way from what was asked for to the street, in metres.
    pub metres_off: f64,
}

/// A piece of street on the plane, with the nodes at its ends and its length in metres.
type Segment = GeomWithData<Line<[f64; 2]>, (usize, usize, f64)>;

/// All streets by where they are, on a plane in metres around their middle. Over the 40 km of a large city the plane
/// is less than 0.3 % off, which does not change which street is nearest by more than that.
#[derive(Debug)]
pub(super) struct Segments {
    metres_per_degree_lon: f64,
    tree: RTree<Segment>,
}

impl Segments {
    pub(super) fn new(nodes: &[Place], lengths: &[(usize, usize, f64)]) -> Self {
        let least = nodes.iter().map(|place| place.lat).fold(f64::INFINITY, f64::min);
        let most = nodes
            .iter()
            .map(|place| place.lat)
            .fold(f64::NEG_INFINITY, f64::max);
        let metres_per_degree_lon = METRES_PER_DEGREE * f64::midpoint(least, most).to_radians().cos();
        let at = |node: usize| {
            nodes
                .get(node)
                .map(|place| on_plane(metres_per_degree_lon, *place))
        };
        let lines = lengths
            .iter()
            .filter_map(|way| Some(GeomWithData::new(Line::new(at(way.0)?, at(way.1)?), *way)))
            .collect();
        Self {
            metres_per_degree_lon,
            tree: RTree::bulk_load(lines),
        }
    }

    pub(super) fn nearest(&self, place: Place, metres_max: f64) -> Option<Snapped> {
        let point = on_plane(self.metres_per_degree_lon, place);
        let nearest = self.tree.nearest_neighbor(&point)?;
        let metres_off = nearest.distance_2(&point).sqrt();
        let (one, two, metres) = nearest.data;
        let share = along(nearest.geom(), point);
        (metres_off <= metres_max).then_some(Snapped {
            one,
            two,
            metres_to_one: metres * share,
            metres_to_two: metres * (1.0 - share),
            metres_off,
        })
    }
}

fn on_plane(metres_per_degree_lon: f64, place: Place) -> [f64; 2] {
    [place.lon * metres_per_degree_lon, place.lat * METRES_PER_DEGREE]
}

/// Which share of a line lies before the point's nearest on it.
fn along(line: &Line<[f64; 2]>, point: [f64; 2]) -> f64 {
    let way = [line.to[0] - line.from[0], line.to[1] - line.from[1]];
    let off = [point[0] - line.from[0], point[1] - line.from[1]];
    let length_2 = way[0] * way[0] + way[1] * way[1];
    if length_2 > 0.0 {
        ((off[0] * way[0] + off[1] * way[1]) / length_2).clamp(0.0, 1.0)
    } else {
        0.0
    }
}
