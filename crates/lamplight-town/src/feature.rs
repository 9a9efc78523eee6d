//! What the map is made of, in the words of the Protomaps basemap.

use geo::{Geometry, LineString, Point, Polygon};

use crate::ground::{Degrees, Metres, degrees};

/// One thing on the map.
pub(crate) struct Feature {
    /// In which layer it is.
    pub(crate) layer: Layer,
    /// From which zoom on.
    pub(crate) zoom_min: u8,
    /// What it is, in that layer's words.
    pub(crate) kind: &'static str,
    /// What else is said of it.
    pub(crate) tags: Vec<(&'static str, Tag)>,
    /// Where it is, in degrees.
    pub(crate) geometry: Geometry<f64>,
}

/// A value on the map.
pub(crate) enum Tag {
    /// In words.
    Words(String),
    /// As a number.
    Number(i64),
}

/// The layers, in the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Layer {
    Earth,
    Landuse,
    Water,
    Buildings,
    Roads,
    Pois,
    Places,
}

impl Layer {
    /// All of them, in order.
    pub(crate) const ALL: [Self; 7] = [
        Self::Earth,
        Self::Landuse,
        Self::Water,
        Self::Buildings,
        Self::Roads,
        Self::Pois,
        Self::Places,
    ];

    /// Its name in a tile.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Earth => "earth",
            Self::Landuse => "landuse",
            Self::Water => "water",
            Self::Buildings => "buildings",
            Self::Roads => "roads",
            Self::Pois => "pois",
            Self::Places => "places",
        }
    }
}

impl Feature {
    /// A surface.
    pub(crate) fn surface(layer: Layer, kind: &'static str, ring: Vec<Degrees>) -> Self {
        let polygon = Polygon::new(LineString(ring), Vec::new());
        Self::new(layer, kind, polygon.into())
    }

    /// A surface whose corners are told in metres.
    pub(crate) fn plot(layer: Layer, kind: &'static str, ring: &[Metres]) -> Self {
        Self::surface(layer, kind, ring.iter().map(|at| degrees(*at)).collect())
    }

    /// A line.
    pub(crate) fn line(layer: Layer, kind: &'static str, line: Vec<Degrees>) -> Self {
        Self::new(layer, kind, LineString(line).into())
    }

    /// A spot.
    pub(crate) fn spot(layer: Layer, kind: &'static str, at: Degrees) -> Self {
        Self::new(layer, kind, Point(at).into())
    }

    fn new(layer: Layer, kind: &'static str, geometry: Geometry<f64>) -> Self {
        Self {
            layer,
            zoom_min: 0,
            kind,
            tags: Vec::new(),
            geometry,
        }
    }

    /// The same, from this zoom on.
    pub(crate) fn shown_from(self, zoom_min: u8) -> Self {
        Self { zoom_min, ..self }
    }

    /// The same, with a name.
    pub(crate) fn named(self, name: &str) -> Self {
        self.tagged("name", Tag::Words(name.to_owned()))
    }

    /// The same, with one more thing said of it.
    pub(crate) fn tagged(mut self, key: &'static str, value: Tag) -> Self {
        self.tags.push((key, value));
        self
    }
}
