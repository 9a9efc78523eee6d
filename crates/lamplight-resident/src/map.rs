//! The map of the area: one file that the patrol's server gives out, fetched once and kept.
//!
//! The device asks nobody for a part of a map, because whoever is asked learns where somebody looks. The pack that the
//! area tells of is fetched whole, by a loop of its own, and lies in the data folder beside the database: it can be
//! fetched again, it is large, and the window reads it from any place in it. While a new one comes, the old one is shown.

mod fetch;
mod shelf;

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use lamplight_area::{Pack, PlaceIndex};
use lamplight_protocol::area::AreaPack;
use lamplight_protocol::digest::PackHash;

use crate::Core;
use crate::error::CoreError;
use crate::local::server;
use crate::map::shelf::Shelf;
use crate::view::{AreaMap, MapBounds, MapComing, MapPack, MapTrouble};

/// What one call for bytes of the map gives at most, in bytes: a tile has far less.
pub const MAP_BYTES_PER_CALL_MAX: u32 = 4 * 1024 * 1024;

/// What is known of the map in this process. Made with the core.
#[derive(Default)]
pub(crate) struct MapState {
    open: Mutex<Option<Arc<OpenPack>>>,
    coming: Mutex<Coming>,
}

/// A pack that is open, with the names in it once somebody has asked for one.
pub(crate) struct OpenPack {
    sha256: PackHash,
    size_bytes: u32,
    pub(crate) pack: Pack,
    index: OnceLock<PlaceIndex>,
}

/// What stands in the way of a pack, as of the last try.
#[derive(Default)]
struct Coming {
    trouble: Option<(PackHash, MapTrouble)>,
}

impl OpenPack {
    /// The names in it. One that cannot be read to its end has none: the map of it may still be shown.
    pub(crate) fn index(&self) -> &PlaceIndex {
        self.index
            .get_or_init(|| PlaceIndex::of(&self.pack).unwrap_or_default())
    }
}

impl Core {
    /// The map that can be shown, and the one that is on its way.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn map(&self) -> Result<AreaMap, CoreError> {
        let Some((shelf, wanted)) = self.wanted_map()? else {
            return Ok(AreaMap::default());
        };
        let open = self.open_map()?;
        let is_here = open.as_ref().is_some_and(|open| open.sha256 == wanted.sha256);
        Ok(AreaMap {
            pack: open.as_deref().map(shown),
            coming: (!is_here).then(|| MapComing {
                size_bytes: wanted.size_bytes,
                received_bytes: shelf.received_bytes(&wanted),
                trouble: self.map_trouble(&wanted.sha256),
            }),
        })
    }

    /// So many bytes of the pack from an offset, at most [`MAP_BYTES_PER_CALL_MAX`]; fewer at its end. None when this
    /// pack is not, or no longer, on this device.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn map_bytes(
        &self,
        sha256: &PackHash,
        offset: u32,
        length: u32,
    ) -> Result<Option<Vec<u8>>, CoreError> {
        let Some((shelf, _)) = self.wanted_map()? else {
            return Ok(None);
        };
        shelf.read(sha256, offset, length.min(MAP_BYTES_PER_CALL_MAX))
    }

    /// The pack that is shown, opened once. None where there is none yet.
    pub(crate) fn open_map(&self) -> Result<Option<Arc<OpenPack>>, CoreError> {
        let Some((shelf, wanted)) = self.wanted_map()? else {
            *self.kept_map() = None;
            return Ok(None);
        };
        let Some((sha256, path)) = shelf.current(&wanted.sha256) else {
            *self.kept_map() = None;
            return Ok(None);
        };
        if let Some(open) = self.kept_map().as_ref().filter(|open| open.sha256 == sha256) {
            return Ok(Some(Arc::clone(open)));
        }
        let Ok(pack) = Pack::open(&path) else {
            // It was whole when it came. What became of it since is put right by fetching it again.
            tracing::warn!("the map on this device does not read any more, and is fetched again");
            shelf.remove(&sha256);
            self.inner.bells.map.notify_one();
            return Ok(None);
        };
        let size_bytes = shelf.size_bytes(&sha256);
        let open = Arc::new(OpenPack {
            sha256,
            size_bytes,
            pack,
            index: OnceLock::new(),
        });
        *self.kept_map() = Some(Arc::clone(&open));
        Ok(Some(open))
    }

    /// The pack that the area tells of, and the shelf on which those of its server lie. None where it tells of none.
    fn wanted_map(&self) -> Result<Option<(Shelf, AreaPack)>, CoreError> {
        self.db().read(|db| {
            let area = self.known_area(db)?;
            let Some(pack) = area.info.pack.clone().filter(|_| area.known) else {
                return Ok(None);
            };
            Ok(Some((Shelf::of(self.db().dir(), &server::url(db)?), pack)))
        })
    }

    fn map_trouble(&self, sha256: &PackHash) -> Option<MapTrouble> {
        let coming = self.coming_map();
        coming
            .trouble
            .as_ref()
            .filter(|(of, _)| of == sha256)
            .map(|(_, trouble)| *trouble)
    }

    fn kept_map(&self) -> MutexGuard<'_, Option<Arc<OpenPack>>> {
        self.inner.map.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn coming_map(&self) -> MutexGuard<'_, Coming> {
        self.inner
            .map
            .coming
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn shown(open: &OpenPack) -> MapPack {
    let facts = open.pack.facts();
    MapPack {
        sha256: open.sha256.clone(),
        size_bytes: open.size_bytes,
        zoom_min: facts.zoom_min,
        zoom_max: facts.zoom_max,
        bounds: MapBounds {
            west: facts.bounds.west,
            south: facts.bounds.south,
            east: facts.bounds.east,
            north: facts.bounds.north,
        },
        attribution: facts.attribution.clone(),
    }
}
