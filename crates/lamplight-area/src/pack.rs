//! One pack, opened.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::Mutex;

use bytes::Bytes;
use flate2::read::GzDecoder;
use futures_util::FutureExt as _;
use lamplight_protocol::limits::AREA_PACK_BYTES_MAX;
use pmtiles::{AsyncPmTilesReader, Compression, HashMapCache, PmtError, TileCoord, TileType};

use crate::facts::{self, PackFacts};
use crate::source::Source;

/// One tile unpacked, in bytes: a busy one of a large city has less than one MiB.
const TILE_BYTES_MAX: u64 = 8 * 1024 * 1024;

/// Why a pack cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The disk failed.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// The file is none, or another kind of one; the rest of a sentence that begins with the file.
    #[error("{0}")]
    NotPack(String),
    /// A part of it is damaged.
    #[error("is damaged: {0}")]
    Damaged(String),
}

impl PackError {
    fn damaged(error: impl std::fmt::Display) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl From<PmtError> for PackError {
    fn from(error: PmtError) -> Self {
        match error {
            PmtError::Reading(error) => Self::Io(error),
            PmtError::InvalidMagicNumber => Self::NotPack("is no PMTiles archive".into()),
            PmtError::UnsupportedPmTilesVersion => {
                Self::NotPack("is a PMTiles archive of another version than 3".into())
            }
            other => Self::damaged(other),
        }
    }
}

/// A pack that can be read.
pub struct Pack {
    reader: AsyncPmTilesReader<Source, HashMapCache>,
    facts: PackFacts,
}

impl Pack {
    /// Opens a file.
    ///
    /// # Errors
    /// [`PackError`] when it is no pack of vector tiles, is larger than a pack may be, or cannot be read.
    pub fn open(path: &Path) -> Result<Self, PackError> {
        let file = File::open(path)?;
        check_size(file.metadata()?.len())?;
        Self::read(Source::File(Mutex::new(file)))
    }

    /// Takes a whole pack that is in memory.
    ///
    /// # Errors
    /// As [`Pack::open`].
    pub fn from_bytes(bytes: Bytes) -> Result<Self, PackError> {
        check_size(u64::try_from(bytes.len()).unwrap_or(u64::MAX))?;
        Self::read(Source::Bytes(bytes))
    }

    fn read(source: Source) -> Result<Self, PackError> {
        let reader = now(AsyncPmTilesReader::try_from_cached_source(
            source,
            HashMapCache::default(),
        ))?;
        let header = reader.get_header();
        if header.tile_type != TileType::Mvt {
            return Err(PackError::NotPack(
                "holds pictures or something else, not vector tiles".into(),
            ));
        }
        let facts = facts::read(header, &now(reader.get_metadata())?);
        if !facts.bounds.is_sound() {
            return Err(PackError::NotPack(
                "does not say which part of the earth it shows".into(),
            ));
        }
        if facts.zoom_min > facts.zoom_max {
            return Err(PackError::NotPack("has a coarsest zoom beyond its finest".into()));
        }
        Ok(Self { reader, facts })
    }

    /// What it says about itself.
    pub fn facts(&self) -> &PackFacts {
        &self.facts
    }

    /// The bytes of a tile, unpacked. None when the pack has none there.
    pub(crate) fn tile(&self, coord: TileCoord) -> Result<Option<Vec<u8>>, PackError> {
        let Some(packed) = now(self.reader.get_tile(coord))? else {
            return Ok(None);
        };
        match self.reader.get_header().tile_compression {
            Compression::None => Ok(Some(packed.to_vec())),
            Compression::Gzip => unpacked(&packed).map(Some),
            _ => Err(PackError::NotPack(
                "has tiles that are packed otherwise than by gzip".into(),
            )),
        }
    }
}

fn check_size(bytes: u64) -> Result<(), PackError> {
    if bytes <= AREA_PACK_BYTES_MAX {
        return Ok(());
    }
    Err(PackError::NotPack(format!(
        "has {bytes} bytes, and a pack may have {AREA_PACK_BYTES_MAX}; cut a smaller area or leave the finest zoom out"
    )))
}

fn unpacked(packed: &[u8]) -> Result<Vec<u8>, PackError> {
    let mut tile = Vec::new();
    GzDecoder::new(packed)
        .take(TILE_BYTES_MAX + 1)
        .read_to_end(&mut tile)
        .map_err(PackError::damaged)?;
    if u64::try_from(tile.len()).is_ok_and(|bytes| bytes <= TILE_BYTES_MAX) {
        Ok(tile)
    } else {
        Err(PackError::Damaged(format!(
            "a tile has more than {TILE_BYTES_MAX} bytes"
        )))
    }
}

/// What a future gives that waits for nothing: our sources answer at once.
fn now<T>(future: impl Future<Output = Result<T, PmtError>>) -> Result<T, PackError> {
    match future.now_or_never() {
        Some(done) => Ok(done?),
        None => Err(PackError::Damaged("reading it does not come to an end".into())),
    }
}
