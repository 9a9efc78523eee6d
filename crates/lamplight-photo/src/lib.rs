//! Photos: from the bytes of a camera to a picture that shows the same and tells nothing else.
//!
//! A file that a camera wrote says where and when it was taken, on what device, often with a second picture
//! of before it was cropped. So no byte of it is ever passed on: its pixels are read, turned upright,
//! converted to sRGB, shrunk and written anew. The device does so before it keeps a photo, and the server
//! again before anybody may open it, because a device can lie.
//!
//! Bytes in, bytes out: nothing here touches a file, the network or a clock.
//!
//! **Invariants:** the limits are checked before a pixel is decoded; what [`Picture::to_jpeg`] gives holds
//! pixels and the tables to read them, and no metadata.

mod colour;
mod decode;
mod encode;
mod format;

use image::RgbImage;
use lamplight_protocol::limits::PHOTO_SIDE_PX_MAX;

/// The longer side of a file that is decoded at all, in pixels: the cameras of today stay below.
pub const DECODE_SIDE_PX_MAX: u32 = 12_000;
/// Pixels of a file that is decoded at all: a phone's 48-megapixel picture passes, and some more.
pub const DECODE_PIXELS_MAX: u64 = 64_000_000;
/// The pixels of one file in memory, in bytes: 64 megapixels of three bytes fit.
pub const DECODE_BYTES_MAX: u64 = 192 * 1024 * 1024;
/// The longer side of the picture that lists show, in pixels.
pub const THUMBNAIL_SIDE_PX_MAX: u32 = 320;

/// Why a file becomes no picture, split by what to tell the person who chose it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    /// HEIC, as some phones take photos, which only the phone itself can convert.
    #[error("the file is a HEIC picture; only JPEG, PNG and WebP can be read")]
    Heic,
    /// Neither JPEG nor PNG nor WebP, or damaged.
    #[error("the file is not a JPEG, PNG or WebP picture that can be read")]
    Unreadable,
    /// A picture beyond the limits.
    #[error("the picture is larger than 64 megapixels or 12,000 pixels a side")]
    TooLarge,
}

/// A picture: upright, in sRGB, its longer side at most [`PHOTO_SIDE_PX_MAX`], and nothing else.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture(RgbImage);

impl Picture {
    /// Reads a JPEG, PNG or WebP file; of a moving one the first frame. What is transparent becomes white.
    ///
    /// # Errors
    /// A [`PhotoError`].
    pub fn read(file: &[u8]) -> Result<Self, PhotoError> {
        decode::read(file, PHOTO_SIDE_PX_MAX).map(Self)
    }

    /// The same picture as lists show it: its longer side at most [`THUMBNAIL_SIDE_PX_MAX`].
    ///
    /// # Errors
    /// [`PhotoError::Unreadable`] when the pixels cannot be shrunk.
    pub fn thumbnail(&self) -> Result<Self, PhotoError> {
        let smaller = decode::shrunk(&self.0, THUMBNAIL_SIDE_PX_MAX)?;
        Ok(smaller.map_or_else(|| self.clone(), Self))
    }

    /// Writes it as JPEG within so many bytes, as well as fits.
    ///
    /// # Errors
    /// [`PhotoError::TooLarge`] when it does not fit however much is left out.
    pub fn to_jpeg(&self, bytes_max: u32) -> Result<Vec<u8>, PhotoError> {
        encode::to_jpeg(&self.0, bytes_max)
    }

    /// Its width, in pixels.
    pub fn width(&self) -> u32 {
        self.0.width()
    }

    /// Its height, in pixels.
    pub fn height(&self) -> u32 {
        self.0.height()
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} x {})", self.width(), self.height())
    }
}
