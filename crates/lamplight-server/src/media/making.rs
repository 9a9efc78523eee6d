//! From the bytes that a device sent to what the desk may open.

use std::future::Future;
use std::pin::Pin;

use lamplight_photo::{PhotoError, Picture};
use lamplight_protocol::limits::PHOTO_BYTES_MAX;

/// A photo that was written anew: two JPEG files with nothing beside their pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The picture.
    pub picture: Vec<u8>,
    /// The same, as lists show it.
    pub thumbnail: Vec<u8>,
}

/// Why nothing was made, split by what to do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotMade {
    /// These bytes are no picture that can be shown, now or later.
    #[error("the bytes are no picture that can be shown")]
    Unreadable,
    /// It took too long, or was killed. The machine may have had no time or no memory for it, or the bytes are to
    /// blame: one try does not tell.
    #[error("the decoding was cut off")]
    CutOff,
    /// It was not for the bytes; another try may do.
    #[error("the program that decodes photos could not be run")]
    Unavailable,
}

/// Makes photos safe to look at.
pub trait Maker: Send + Sync {
    /// Decodes the bytes and writes them anew.
    fn make<'a>(
        &'a self,
        received: &'a [u8],
    ) -> Pin<Box<dyn Future<Output = Result<Made, NotMade>> + Send + 'a>>;
}

/// Makes it here and now.
pub(crate) fn make(received: &[u8]) -> Result<Made, PhotoError> {
    let picture = Picture::read(received)?;
    Ok(Made {
        picture: picture.to_jpeg(PHOTO_BYTES_MAX)?,
        thumbnail: picture.thumbnail()?.to_jpeg(PHOTO_BYTES_MAX)?,
    })
}
