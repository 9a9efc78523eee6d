//! Pictures for measuring: noise, which nothing can make smaller, in a JPEG of about the wanted size.

use lamplight_resident::photo::PreparedPhoto;
use lamplight_tests::picture;

/// Bytes that a pixel of noise takes in the JPEG that the app makes, times 100; found by trying.
const CENTIBYTES_PER_PIXEL: usize = 150;

/// A photo as the app prepares it, of some `bytes` bytes, another for each number.
pub(crate) fn noise(number: u64, bytes: usize) -> anyhow::Result<PreparedPhoto> {
    let side = u32::try_from((bytes * 100 / CENTIBYTES_PER_PIXEL).isqrt())?;
    Ok(PreparedPhoto::of_file(&picture::noise(number, side)?)?)
}
