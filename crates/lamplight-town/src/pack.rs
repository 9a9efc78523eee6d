//! Writing the area pack.

use std::io::Cursor;

use fast_mvt::{MvtTileBuilder, MvtValueRef};
use pmtiles::{PmTilesWriter, TileCoord, TileId, TileType};
use serde_json::json;

use crate::ATTRIBUTION;
use crate::feature::{Feature, Layer, Tag};
use crate::ground::{EAST, NORTH, SOUTH, WEST, at};
use crate::tile::{Laid, Tile, tile_of};

/// The coarsest zoom: the town in a few tiles.
const ZOOM_MIN: u8 = 10;
/// The finest zoom, as of the Protomaps basemap.
const ZOOM_MAX: u8 = 15;
/// The zoom at which the map opens where nothing else is known.
const ZOOM_CENTRE: u8 = 14;

/// Writes the features into an archive, in memory.
pub(crate) fn write(features: &[Feature]) -> anyhow::Result<Vec<u8>> {
    let mut archive = Cursor::new(Vec::new());
    let mut writer = PmTilesWriter::new(TileType::Mvt)
        .min_zoom(ZOOM_MIN)
        .max_zoom(ZOOM_MAX)
        .bounds(WEST, SOUTH, EAST, NORTH)
        .center((WEST + EAST) / 2.0, (SOUTH + NORTH) / 2.0)
        .center_zoom(ZOOM_CENTRE)
        .metadata(metadata().to_string())
        .create(&mut archive)?;
    let laid: Vec<Laid<'_>> = features.iter().filter_map(Laid::new).collect();
    for coord in tiles()? {
        let tile = Tile {
            zoom: coord.z(),
            x: coord.x(),
            y: coord.y(),
        };
        writer.add_tile(coord, &encode(tile, &laid)?)?;
    }
    writer.finalize()?;
    Ok(archive.into_inner())
}

/// The tiles in the order in which an archive has them.
fn tiles() -> anyhow::Result<Vec<TileCoord>> {
    let mut tiles = Vec::new();
    for zoom in ZOOM_MIN..=ZOOM_MAX {
        let (west, north) = tile_of(at((WEST, NORTH)), zoom);
        let (east, south) = tile_of(at((EAST, SOUTH)), zoom);
        for y in north..=south {
            for x in west..=east {
                tiles.push(TileCoord::new(zoom, x, y)?);
            }
        }
    }
    tiles.sort_by_key(|coord| TileId::from(*coord));
    Ok(tiles)
}

fn encode(tile: Tile, features: &[Laid<'_>]) -> anyhow::Result<Vec<u8>> {
    let mut encoded = MvtTileBuilder::new();
    for layer in Layer::ALL {
        let mut parts = features
            .iter()
            .filter(|laid| laid.feature.layer == layer && laid.feature.zoom_min <= tile.zoom)
            .filter_map(|laid| Some((laid.feature, tile.part_of(laid)?)))
            .peekable();
        if parts.peek().is_none() {
            continue;
        }
        let mut builder = encoded.layer(layer.name())?;
        for (feature, geometry) in parts {
            let mut part = builder.feature(&geometry)?;
            part.tag_ref("kind", MvtValueRef::String(feature.kind))?;
            for (key, value) in &feature.tags {
                let value = match value {
                    Tag::Words(words) => MvtValueRef::String(words),
                    Tag::Number(number) => MvtValueRef::Int(*number),
                };
                part.tag_ref(key, value)?;
            }
            builder = part.end();
        }
        encoded = builder.end();
    }
    Ok(encoded.encode())
}

fn metadata() -> serde_json::Value {
    let layers: Vec<_> = Layer::ALL
        .iter()
        .map(|layer| json!({"id": layer.name(), "fields": {"kind": "String", "name": "String"}}))
        .collect();
    json!({"name": "Alder Quay", "attribution": ATTRIBUTION, "vector_layers": layers})
}
