//! What a file is, by its first bytes. Names and declared types are not asked: they can be anything.

use image::ImageFormat;

use crate::PhotoError;

/// Brands of ISO base media files that hold HEIC (ISO/IEC 23008-12, annex B; the list of registered brands).
const HEIC_BRANDS: [&[u8; 4]; 10] = [
    b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1",
];

/// Which of the formats that are read a file has.
pub(crate) fn of(file: &[u8]) -> Result<ImageFormat, PhotoError> {
    if file.starts_with(b"\xff\xd8\xff") {
        return Ok(ImageFormat::Jpeg);
    }
    if file.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(ImageFormat::Png);
    }
    if file.starts_with(b"RIFF") && file.get(8..12) == Some(b"WEBP") {
        return Ok(ImageFormat::WebP);
    }
    let brand = file.get(8..12).filter(|_| file.get(4..8) == Some(b"ftyp"));
    let is_heic = brand.is_some_and(|brand| HEIC_BRANDS.iter().any(|heic| brand == *heic));
    Err(if is_heic {
        PhotoError::Heic
    } else {
        PhotoError::Unreadable
    })
}
