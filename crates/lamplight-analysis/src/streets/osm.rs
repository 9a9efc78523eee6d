//! Walkable ways from an OpenStreetMap extract.

use osmpbf::{BlobDecode, BlobReader, Element, PrimitiveBlock};
use rayon::prelude::*;

use super::walkable::is_walkable;
use super::{Place, StreetsError};

/// What a block of the extract has: places of nodes, and walkable ways by their nodes.
#[derive(Default)]
struct Found {
    places: Vec<(i64, Place)>,
    ways: Vec<Vec<i64>>,
}

/// The lines of all walkable ways, their nodes by OpenStreetMap's numbers. A way leaves out the nodes that the extract
/// has not, and is cut there.
pub(super) fn lines(extract: &[u8]) -> Result<Vec<Vec<(i64, Place)>>, StreetsError> {
    let blobs: Vec<_> = BlobReader::new(extract).collect::<Result<_, _>>()?;
    let found: Vec<Found> = blobs
        .into_par_iter()
        .map(|blob| match blob.decode()? {
            BlobDecode::OsmData(block) => Ok(find(&block)),
            BlobDecode::OsmHeader(_) | BlobDecode::Unknown(_) => Ok(Found::default()),
        })
        .collect::<Result<_, osmpbf::Error>>()?;
    let mut places: Vec<(i64, Place)> = found
        .iter()
        .flat_map(|part| part.places.iter().copied())
        .collect();
    // Extracts are sorted already, so this only looks; a hash map of all nodes took a quarter of the loading.
    places.sort_by_key(|(node, _)| *node);
    let ways = found.iter().flat_map(|part| &part.ways);
    Ok(ways.flat_map(|way| cut(&places, way)).collect())
}

fn find(block: &PrimitiveBlock) -> Found {
    let mut found = Found::default();
    block.for_each_element(|element| match element {
        Element::DenseNode(node) => found.places.push((node.id(), place(node.lon(), node.lat()))),
        Element::Node(node) => found.places.push((node.id(), place(node.lon(), node.lat()))),
        Element::Way(way) if is_walkable(way.tags()) => found.ways.push(way.refs().collect()),
        Element::Way(_) | Element::Relation(_) => {}
    });
    found
}

fn place(lon: f64, lat: f64) -> Place {
    Place { lon, lat }
}

fn cut(places: &[(i64, Place)], way: &[i64]) -> Vec<Vec<(i64, Place)>> {
    let mut lines = vec![Vec::new()];
    for node in way {
        let known = places.binary_search_by_key(node, |(node, _)| *node);
        match (known.ok().and_then(|at| places.get(at)), lines.last_mut()) {
            (Some(found), Some(line)) => line.push(*found),
            _ => lines.push(Vec::new()),
        }
    }
    lines
}
