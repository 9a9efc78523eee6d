//! The streets that one can walk, as a graph.
//!
//! Read from an OpenStreetMap extract or from the centre lines that cities publish. Only the largest connected part is
//! kept: an island of streets that the extract cut off would make stops that nobody reaches.

mod geojson;
mod graph;
mod osm;
mod snap;
mod walkable;

use std::collections::HashMap;
use std::hash::Hash;

use geo::{Distance as _, Haversine, Point};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use self::snap::Segments;
pub use self::snap::{SNAP_METRES_MAX_DEFAULT, Snapped};

/// Most nodes of one graph: a city of several million people has about 2 million.
pub const NODES_MAX: usize = 4_000_000;

/// Why there are no streets.
#[derive(Debug, Error)]
pub enum StreetsError {
    /// The extract cannot be read.
    #[error("the extract of OpenStreetMap cannot be read: {0}")]
    Osm(#[from] osmpbf::Error),
    /// The centre lines cannot be read.
    #[error("the centre lines are no GeoJSON: {0}")]
    GeoJson(#[from] serde_json::Error),
    /// A place that is not on Earth.
    #[error("{lon}, {lat} is no longitude and latitude")]
    NoPlace {
        /// The longitude.
        lon: f64,
        /// The latitude.
        lat: f64,
    },
    /// More nodes than [`NODES_MAX`].
    #[error("more than {NODES_MAX} points of streets")]
    TooManyNodes,
    /// Nothing to walk on.
    #[error("there is no street to walk on")]
    NoStreet,
}

/// A place by its degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
}

/// The walking graph.
#[derive(Debug)]
pub struct Streets {
    nodes: Vec<Place>,
    /// Where each node's edges begin in `edges`; one more at the end.
    first_edge: Vec<usize>,
    edges: Vec<Edge>,
    segments: Segments,
    metres: f64,
}

/// A way from a node to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edge {
    pub(crate) to: usize,
    pub(crate) metres: f64,
}

impl Streets {
    /// Reads an OpenStreetMap extract (`.osm.pbf`). Only ways that may be walked count.
    ///
    /// # Errors
    /// [`StreetsError`] when it cannot be read or has nothing to walk on.
    pub fn from_osm_pbf(extract: &[u8]) -> Result<Self, StreetsError> {
        Self::from_lines(osm::lines(extract)?)
    }

    /// Reads centre lines from GeoJSON: a collection of `LineString` and `MultiLineString` features, in degrees. All
    /// of them count as walkable; lines meet where they have a point in common.
    ///
    /// # Errors
    /// [`StreetsError`] when they cannot be read or there are none.
    pub fn from_geojson(text: &[u8]) -> Result<Self, StreetsError> {
        Self::from_lines(geojson::lines(text)?)
    }

    fn from_lines<K: Copy + Eq + Hash>(lines: Vec<Vec<(K, Place)>>) -> Result<Self, StreetsError> {
        let mut numbers: HashMap<K, usize> = HashMap::new();
        let mut nodes = Vec::new();
        let mut pairs = Vec::new();
        for line in lines {
            let mut before: Option<usize> = None;
            for (key, place) in line {
                let node = *numbers.entry(key).or_insert_with(|| {
                    nodes.push(place);
                    nodes.len() - 1
                });
                pairs.extend(
                    before
                        .filter(|before| *before != node)
                        .map(|before| (before, node)),
                );
                before = Some(node);
            }
            if nodes.len() > NODES_MAX {
                return Err(StreetsError::TooManyNodes);
            }
        }
        let bad = nodes.iter().find(|place| !place.is_on_earth());
        if let Some(Place { lon, lat }) = bad.copied() {
            return Err(StreetsError::NoPlace { lon, lat });
        }
        let (nodes, pairs) = graph::largest_part(&nodes, &pairs);
        Self::from_pairs(nodes, &pairs)
    }

    fn from_pairs(nodes: Vec<Place>, pairs: &[(usize, usize)]) -> Result<Self, StreetsError> {
        let lengths: Vec<(usize, usize, f64)> = pairs
            .iter()
            .filter_map(|(one, two)| Some((*one, *two, nodes.get(*one)?.metres_to(nodes.get(*two)?))))
            .collect();
        if lengths.is_empty() {
            return Err(StreetsError::NoStreet);
        }
        let (first_edge, edges) = graph::adjacency(nodes.len(), &lengths);
        Ok(Self {
            segments: Segments::new(&nodes, &lengths),
            metres: lengths.iter().map(|(_, _, metres)| metres).sum(),
            nodes,
            first_edge,
            edges,
        })
    }

    /// How many points its streets have.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.nodes.len()
    }

    /// The length of all streets, in metres.
    #[must_use]
    pub fn metres(&self) -> f64 {
        self.metres
    }

    /// The nearest place on a street; none where the nearest is farther than `metres_max`.
    #[must_use]
    pub fn snap(&self, place: Place, metres_max: f64) -> Option<Snapped> {
        self.segments.nearest(place, metres_max)
    }

    /// Where a node is.
    #[must_use]
    pub fn node(&self, node: usize) -> Option<Place> {
        self.nodes.get(node).copied()
    }

    pub(crate) fn edges_of(&self, node: usize) -> &[Edge] {
        let first = self.first_edge.get(node).copied().unwrap_or_default();
        let end = self.first_edge.get(node + 1).copied().unwrap_or(first);
        self.edges.get(first..end).unwrap_or_default()
    }
}

impl Place {
    fn is_on_earth(self) -> bool {
        (-180.0..=180.0).contains(&self.lon) && (-90.0..=90.0).contains(&self.lat)
    }

    /// The straight way in metres, on a sphere of Earth's mean radius.
    #[must_use]
    pub fn metres_to(&self, other: &Self) -> f64 {
        Haversine.distance(Point::new(self.lon, self.lat), Point::new(other.lon, other.lat))
    }
}
