//! From a file to its pixels, within the limits.
//!
//! The order saves memory: what is largest lives shortest. The picture is shrunk before it is turned, because
//! turning needs a second copy, and before its colours are converted, because that takes time for each pixel.

use std::io::Cursor;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageReader, Limits, RgbImage};

use crate::{DECODE_BYTES_MAX, DECODE_PIXELS_MAX, DECODE_SIDE_PX_MAX, PhotoError, colour, format};

/// Reads a file: shrunk to the side, upright, in sRGB.
pub(crate) fn read(file: &[u8], side_px_max: u32) -> Result<RgbImage, PhotoError> {
    let mut reader = ImageReader::with_format(Cursor::new(file), format::of(file)?);
    reader.limits(limits());
    let mut decoder = reader.into_decoder().map_err(|error| refusal(&error))?;
    check(&decoder)?;
    // A profile or an orientation that does not read is as good as none: the pixels are there.
    let profile = decoder.icc_profile().unwrap_or_default();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder).map_err(|error| refusal(&error))?;
    let whole = flatten(image);
    let mut pixels = shrunk(&whole, side_px_max)?.unwrap_or(whole);
    if let Some(profile) = profile {
        colour::to_srgb(&mut pixels, &profile);
    }
    let mut upright = DynamicImage::ImageRgb8(pixels);
    upright.apply_orientation(orientation);
    Ok(upright.into_rgb8())
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(DECODE_SIDE_PX_MAX);
    limits.max_image_height = Some(DECODE_SIDE_PX_MAX);
    limits.max_alloc = Some(DECODE_BYTES_MAX);
    limits
}

/// Checks what the header says, before there is memory for a single pixel.
fn check(decoder: &impl ImageDecoder) -> Result<(), PhotoError> {
    let (width, height) = decoder.dimensions();
    if width == 0 || height == 0 {
        return Err(PhotoError::Unreadable);
    }
    let too_large = width.max(height) > DECODE_SIDE_PX_MAX
        || u64::from(width) * u64::from(height) > DECODE_PIXELS_MAX
        || decoder.total_bytes() > DECODE_BYTES_MAX;
    if too_large {
        return Err(PhotoError::TooLarge);
    }
    Ok(())
}

fn refusal(error: &ImageError) -> PhotoError {
    match error {
        ImageError::Limits(_) => PhotoError::TooLarge,
        _ => PhotoError::Unreadable,
    }
}

/// Takes transparency away: what shines through is white, as on the page of every viewer.
fn flatten(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let image = image.into_rgba8();
    let (width, height) = image.dimensions();
    let over_white = |value: u8, alpha: u8| {
        let (value, alpha) = (u16::from(value), u16::from(alpha));
        // At most 255 * 255 before the division, so 255 after it.
        u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
    };
    let mut flat = RgbImage::new(width, height);
    for (opaque, pixel) in flat.pixels_mut().zip(image.pixels()) {
        let [red, green, blue, alpha] = pixel.0;
        opaque.0 = [red, green, blue].map(|value| over_white(value, alpha));
    }
    flat
}

/// The picture with its longer side at most that long; none when it is so already.
pub(crate) fn shrunk(image: &RgbImage, side_px_max: u32) -> Result<Option<RgbImage>, PhotoError> {
    let (width, height) = image.dimensions();
    let longer = width.max(height);
    if longer <= side_px_max {
        return Ok(None);
    }
    let scaled = |side: u32| {
        let rounded = (u64::from(side) * u64::from(side_px_max) + u64::from(longer) / 2) / u64::from(longer);
        u32::try_from(rounded).unwrap_or(side_px_max).max(1)
    };
    let mut smaller = Image::new(scaled(width), scaled(height), PixelType::U8x3);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    ImageRef::new(width, height, image.as_raw(), PixelType::U8x3)
        .ok()
        .and_then(|source| Resizer::new().resize(&source, &mut smaller, &options).ok())
        .and_then(|()| RgbImage::from_raw(smaller.width(), smaller.height(), smaller.into_vec()))
        .map(Some)
        .ok_or(PhotoError::Unreadable)
}
