//! The map of the area, as it is given out: one file, told and fetched by its hash.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes};
use futures_util::stream;
use lamplight_area::{Pack, nearby};
use lamplight_protocol::area::AreaPack;
use lamplight_protocol::digest::PackHash;
use lamplight_protocol::place::Point;
use ring::digest::{Context, SHA256};

use crate::error::StartError;

/// What is read at a time, in bytes: 256 KiB, so that a thousand slow readers hold no more than a few hundred MiB.
const CHUNK_BYTES: u64 = 256 * 1024;

/// A pack that is served. The file is held open: one that is put in its place is served after the next start.
#[derive(Clone)]
pub struct ServedPack {
    file: Arc<Mutex<File>>,
    pack: Arc<Pack>,
    told: AreaPack,
}

impl ServedPack {
    /// Opens a file, and reads all of it once for its hash.
    ///
    /// # Errors
    /// [`StartError::File`] when it is no pack, or cannot be read.
    pub fn open(path: &Path) -> Result<Self, StartError> {
        let wrong = |detail: String| StartError::File {
            path: path.to_owned(),
            detail,
        };
        let pack = Pack::open(path).map_err(|error| wrong(error.to_string()))?;
        let mut file = File::open(path).map_err(|error| wrong(error.to_string()))?;
        let (sha256, size_bytes) = hash(&mut file).map_err(|error| wrong(error.to_string()))?;
        Ok(Self {
            file: Arc::new(Mutex::new(file)),
            told: AreaPack {
                sha256,
                size_bytes,
                attribution: pack.facts().attribution.clone(),
            },
            pack: Arc::new(pack),
        })
    }

    /// What devices are told of it.
    pub fn told(&self) -> &AreaPack {
        &self.told
    }

    /// What is around a point, by the names on the map: a street with the house, or with the next street. None where
    /// the map names none, or cannot be read there. It reads the file.
    pub(crate) fn words_at(&self, point: Point) -> Option<String> {
        let around = nearby(&self.pack, point).ok()?;
        let street = around.street?;
        Some(match (around.house_number, around.cross_street) {
            (Some(number), _) => format!("{street} {number}"),
            (None, Some(other)) => format!("{street} / {other}"),
            (None, None) => street,
        })
    }

    /// A part of it, read as the caller takes it. The part must lie within it.
    pub(crate) fn part(&self, part: Range<u64>) -> Body {
        let file = Arc::clone(&self.file);
        Body::from_stream(stream::unfold(part.start, move |at| {
            let (file, end) = (Arc::clone(&file), part.end);
            async move {
                let bytes = CHUNK_BYTES.min(end.checked_sub(at).filter(|left| *left > 0)?);
                let read = tokio::task::spawn_blocking(move || read_at(&file, at, bytes)).await;
                Some((
                    read.unwrap_or_else(|lost| Err(io::Error::other(lost))),
                    at + bytes,
                ))
            }
        }))
    }
}

fn hash(file: &mut File) -> io::Result<(PackHash, u32)> {
    let (mut context, mut size) = (Context::new(&SHA256), 0_usize);
    let mut chunk = vec![0; 64 * 1024];
    loop {
        let count = file.read(&mut chunk)?;
        let Some(read) = chunk.get(..count).filter(|read| !read.is_empty()) else {
            break;
        };
        context.update(read);
        size += count;
    }
    let mut sha256 = [0; 32];
    sha256.copy_from_slice(context.finish().as_ref());
    let size = u32::try_from(size).map_err(io::Error::other)?;
    Ok((PackHash::from_sha256(sha256), size))
}

fn read_at(file: &Mutex<File>, at: u64, bytes: u64) -> io::Result<Bytes> {
    let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
    file.seek(SeekFrom::Start(at))?;
    let mut chunk = Vec::new();
    let read = (&mut *file).take(bytes).read_to_end(&mut chunk)?;
    // Shorter than it was told: whoever waits for the rest must learn that it does not come.
    if u64::try_from(read).is_ok_and(|read| read == bytes) {
        Ok(chunk.into())
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}
