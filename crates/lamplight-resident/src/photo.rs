//! A photo on its way into a report: the picture alone, ready to be kept and sent.
//!
//! What a picture is, and what is left of it, is for the crate `lamplight-photo`. Here are the bounds of the
//! whole app around it: how large a file may be, how many are read at once, and that a file which trips the
//! reader up costs nothing but itself.

mod slots;

use std::panic::catch_unwind;

use lamplight_photo::{PhotoError, Picture};
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::limits::PHOTO_BYTES_MAX;

use crate::error::PhotoProblem;
use crate::sha256::sha256;
use crate::view::Photo;

/// A file that is read at all, in bytes: 64 MiB. A 48-megapixel picture straight from a phone has 10 to 25.
pub const FILE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// A photo as it will be kept and sent.
#[derive(Clone, PartialEq, Eq)]
pub struct PreparedPhoto {
    shown: Photo,
    bytes: Vec<u8>,
}

impl PreparedPhoto {
    /// Makes a JPEG, PNG or WebP file into what is sent of it: its pixels, upright, in sRGB, at most 2,048 a
    /// side. It takes up to a few seconds of one processor; more than two at once wait for each other.
    ///
    /// # Errors
    /// A [`PhotoProblem`], each a sentence for people.
    pub fn of_file(file: &[u8]) -> Result<Self, PhotoProblem> {
        if file.len() > FILE_BYTES_MAX {
            return Err(PhotoProblem::PhotoTooLarge);
        }
        let _slot = slots::take();
        // The reader is not known to panic; a file from anywhere must not be what finds out in a command
        // that somebody waits for.
        catch_unwind(|| encode(file)).unwrap_or(Err(PhotoProblem::PhotoUnreadable))
    }

    /// What is shown of it.
    pub fn shown(&self) -> &Photo {
        &self.shown
    }

    /// The JPEG file that is sent.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl std::fmt::Debug for PreparedPhoto {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("PreparedPhoto").field(&self.shown).finish()
    }
}

fn encode(file: &[u8]) -> Result<PreparedPhoto, PhotoProblem> {
    let picture = Picture::read(file).map_err(problem)?;
    let bytes = picture.to_jpeg(PHOTO_BYTES_MAX).map_err(problem)?;
    let shown = Photo {
        sha256: PhotoHash::from_sha256(sha256(&bytes)),
        width_px: picture.width(),
        height_px: picture.height(),
        size_bytes: u32::try_from(bytes.len()).map_err(|_| PhotoProblem::PhotoTooLarge)?,
        description: None,
    };
    Ok(PreparedPhoto { shown, bytes })
}

fn problem(error: PhotoError) -> PhotoProblem {
    match error {
        PhotoError::Heic => PhotoProblem::PhotoHeic,
        PhotoError::Unreadable => PhotoProblem::PhotoUnreadable,
        PhotoError::TooLarge => PhotoProblem::PhotoTooLarge,
    }
}
