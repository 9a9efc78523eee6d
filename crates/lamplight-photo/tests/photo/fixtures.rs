//! Files as cameras and other programs write them.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder, ImageFormat, RgbImage};

/// What a photo must not tell.
pub(crate) const CANARY: &[u8] = b"planted-canary-60.16952N";

pub(crate) const FORMATS: [ImageFormat; 3] = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];

/// Red on the left and green on the right, the lower half darker.
pub(crate) fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let value = if y < height / 2 { 240 } else { 120 };
        image::Rgb(if x < width / 2 {
            [value, 0, 0]
        } else {
            [0, value, 0]
        })
    })
}

/// A file, with metadata and a profile where they are given.
pub(crate) struct File {
    pub(crate) format: ImageFormat,
    pub(crate) exif: Option<Vec<u8>>,
    pub(crate) profile: Option<Vec<u8>>,
    pub(crate) image: RgbImage,
}

impl File {
    pub(crate) fn of(format: ImageFormat, image: RgbImage) -> Self {
        Self {
            format,
            exif: None,
            profile: None,
            image,
        }
    }

    pub(crate) fn write(self) -> Vec<u8> {
        let mut file = Vec::new();
        match self.format {
            ImageFormat::Jpeg => {
                let encoder = JpegEncoder::new_with_quality(&mut file, 95);
                self.write_with(encoder);
            }
            ImageFormat::Png => self.write_with(PngEncoder::new(&mut file)),
            _ => self.write_with(WebPEncoder::new_lossless(&mut file)),
        }
        file
    }

    fn write_with(self, mut encoder: impl ImageEncoder) {
        if let Some(exif) = self.exif {
            encoder.set_exif_metadata(exif).unwrap();
        }
        if let Some(profile) = self.profile {
            encoder.set_icc_profile(profile).unwrap();
        }
        let (width, height) = self.image.dimensions();
        encoder
            .write_image(self.image.as_raw(), width, height, ExtendedColorType::Rgb8)
            .unwrap();
    }
}

pub(crate) fn write(format: ImageFormat, image: RgbImage) -> Vec<u8> {
    File::of(format, image).write()
}

/// EXIF with an orientation (1 to 8) and a description that holds the canary (Exif 2.32, sections 4.6.2 to
/// 4.6.4).
pub(crate) fn exif(orientation: u16) -> Vec<u8> {
    const DESCRIPTION: u16 = 0x010e;
    const ORIENTATION: u16 = 0x0112;
    const TEXT: u16 = 2;
    const SHORT: u16 = 3;
    const ENTRIES_END: u32 = 8 + 2 + 2 * 12 + 4;
    let mut exif = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    exif.extend(DESCRIPTION.to_be_bytes());
    exif.extend(TEXT.to_be_bytes());
    exif.extend((CANARY.len() as u32).to_be_bytes());
    exif.extend(ENTRIES_END.to_be_bytes());
    exif.extend(ORIENTATION.to_be_bytes());
    exif.extend(SHORT.to_be_bytes());
    exif.extend(1_u32.to_be_bytes());
    exif.extend(orientation.to_be_bytes());
    exif.extend([0; 2]);
    exif.extend([0; 4]);
    exif.extend(CANARY);
    exif
}

/// A PNG whose header claims a size, and which holds next to nothing.
pub(crate) fn png_that_claims(width: u32, height: u32) -> Vec<u8> {
    let mut file = write(ImageFormat::Png, RgbImage::new(1, 1));
    file[16..20].copy_from_slice(&width.to_be_bytes());
    file[20..24].copy_from_slice(&height.to_be_bytes());
    let check = crc32(&file[12..29]);
    file[29..33].copy_from_slice(&check.to_be_bytes());
    file
}

/// The check value of a PNG chunk (its specification, annex D).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 * (crc & 1))
        })
    })
}
