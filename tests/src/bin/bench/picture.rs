//! Pictures for measuring: noise, which nothing can make smaller, in a JPEG of about the wanted size.

use std::io::Cursor;

use image::{ImageFormat, RgbImage};
use lamplight_resident::photo::PreparedPhoto;

/// Bytes that a pixel of noise takes in the JPEG that the app makes, times 100; found by trying.
const CENTIBYTES_PER_PIXEL: usize = 150;

/// A photo as the app prepares it, of some `bytes` bytes, another for each number.
pub(crate) fn noise(number: u64, bytes: usize) -> anyhow::Result<PreparedPhoto> {
    let side = u32::try_from((bytes * 100 / CENTIBYTES_PER_PIXEL).isqrt())?;
    let mut rng = fastrand::Rng::with_seed(number);
    let picture = RgbImage::from_fn(side, side, |_, _| {
        image::Rgb([rng.u8(..), rng.u8(..), rng.u8(..)])
    });
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, ImageFormat::Png)?;
    Ok(PreparedPhoto::of_file(file.get_ref())?)
}
