//! Where a pack's bytes come from.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;
use pmtiles::{AsyncBackend, BackendResponse, PmtResult};

/// The bytes of a pack. Reading them never waits for anything but the disk.
pub(crate) enum Source {
    /// A file, read at the places that are asked for.
    File(Mutex<File>),
    /// A whole pack in memory.
    Bytes(Bytes),
}

impl Source {
    /// At most `length` bytes from `offset`; fewer at the end.
    fn read_at(&self, offset: u64, length: usize) -> io::Result<Bytes> {
        match self {
            Self::File(file) => read_file(
                &mut file.lock().unwrap_or_else(PoisonError::into_inner),
                offset,
                length,
            ),
            Self::Bytes(bytes) => {
                let start = usize::try_from(offset).map_or(bytes.len(), |start| start.min(bytes.len()));
                let end = start.saturating_add(length).min(bytes.len());
                Ok(bytes.slice(start..end))
            }
        }
    }
}

/// Room is made as bytes come: a header may ask for far more than there is.
fn read_file(file: &mut File, offset: u64, length: usize) -> io::Result<Bytes> {
    file.seek(SeekFrom::Start(offset))?;
    let mut bytes = Vec::new();
    let length = u64::try_from(length).unwrap_or(u64::MAX);
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes.into())
}

impl AsyncBackend for Source {
    async fn read(&self, offset: u64, length: usize) -> PmtResult<BackendResponse> {
        Ok(BackendResponse::new(self.read_at(offset, length)?))
    }
}
