//! The grid of tiles (Web Mercator), and what of a thing lies in one of them.

use fast_mvt::{MvtCoord, MvtGeometry};
use geo::{
    BooleanOps as _, BoundingRect as _, Coord, Geometry, Intersects as _, MapCoords as _, MultiLineString,
    Rect,
};

use crate::feature::{Feature, Layer};

/// A tile's own coordinates go from 0 to this.
const EXTENT: f64 = 4_096.0;
/// How far beyond its edges a tile shows, in its own coordinates: what the Protomaps basemap has, so that no line ends
/// at an edge.
const BUFFER: f64 = 64.0;

/// One tile.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tile {
    pub(crate) zoom: u8,
    pub(crate) x: u32,
    pub(crate) y: u32,
}

/// Where a position lies on the world's square of `0..1`, from its north-western corner.
fn on_square(at: Coord) -> Coord {
    Coord {
        x: (at.x + 180.0) / 360.0,
        y: (1.0 - at.y.to_radians().tan().asinh() / std::f64::consts::PI) / 2.0,
    }
}

/// Column and row of the tile of this zoom in which a position lies.
pub(crate) fn tile_of(at: Coord, zoom: u8) -> (u32, u32) {
    let side = 2_f64.powi(i32::from(zoom));
    let square = on_square(at);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "within 0..2^zoom for every position of the town"
    )]
    let index = |part: f64| (part * side) as u32;
    (index(square.x), index(square.y))
}

/// A feature on the world's square: laid there once, looked at for every tile.
pub(crate) struct Laid<'a> {
    pub(crate) feature: &'a Feature,
    geometry: Geometry,
    bounds: Rect,
}

impl<'a> Laid<'a> {
    /// None when the feature is nowhere.
    pub(crate) fn new(feature: &'a Feature) -> Option<Self> {
        let geometry = feature.geometry.map_coords(on_square);
        Some(Self {
            bounds: geometry.bounding_rect()?,
            feature,
            geometry,
        })
    }
}

impl Tile {
    /// What of the feature lies in this tile, in its own coordinates. Lines and large surfaces are cut at its edges;
    /// what is small is shown whole.
    pub(crate) fn part_of(self, laid: &Laid<'_>) -> Option<MvtGeometry> {
        let edges = Rect::new(
            Coord {
                x: -BUFFER,
                y: -BUFFER,
            },
            Coord {
                x: EXTENT + BUFFER,
                y: EXTENT + BUFFER,
            },
        );
        if !laid.bounds.map_coords(|at| self.own(at)).intersects(&edges) {
            return None;
        }
        let part = match laid.geometry.map_coords(|at| self.own(at)) {
            Geometry::LineString(line) => {
                let lines = edges.to_polygon().clip(&MultiLineString(vec![line]), false);
                Geometry::MultiLineString(lines)
            }
            Geometry::Polygon(surface) if laid.feature.layer != Layer::Buildings => {
                Geometry::MultiPolygon(surface.intersection(&edges.to_polygon()))
            }
            other => other,
        };
        let is_empty = match &part {
            Geometry::MultiLineString(lines) => lines.0.is_empty(),
            Geometry::MultiPolygon(surfaces) => surfaces.0.is_empty(),
            _ => false,
        };
        (!is_empty).then(|| part.map_coords(rounded))
    }

    /// A position on the world's square in the tile's own coordinates.
    fn own(self, at: Coord) -> Coord {
        let side = 2_f64.powi(i32::from(self.zoom));
        Coord {
            x: (at.x * side - f64::from(self.x)) * EXTENT,
            y: (at.y * side - f64::from(self.y)) * EXTENT,
        }
    }
}

fn rounded(at: Coord) -> MvtCoord {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a town is some tens of tiles wide, so its coordinates stay far below 2^31"
    )]
    let round = |value: f64| value.round() as i32;
    MvtCoord {
        x: round(at.x),
        y: round(at.y),
    }
}
