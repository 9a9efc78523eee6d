//! From pixels to a JPEG file.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, RgbImage};

use crate::PhotoError;

/// JPEG qualities, the best first. At the first, hardly anybody tells a photo from its original; the others
/// are for pictures of leaves, gravel and noise, of which a file grows too large.
const QUALITIES: [u8; 4] = [82, 70, 50, 25];

pub(crate) fn to_jpeg(image: &RgbImage, bytes_max: u32) -> Result<Vec<u8>, PhotoError> {
    for quality in QUALITIES {
        let mut file = Vec::new();
        JpegEncoder::new_with_quality(&mut file, quality)
            .encode(
                image.as_raw(),
                image.width(),
                image.height(),
                ExtendedColorType::Rgb8,
            )
            .map_err(|_| PhotoError::Unreadable)?;
        if u32::try_from(file.len()).is_ok_and(|bytes| bytes <= bytes_max) {
            return Ok(file);
        }
    }
    Err(PhotoError::TooLarge)
}
