//! A picture in a file, as a camera would leave it, and what the app makes of it.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use image::{ImageFormat, RgbImage};
use lamplight_resident::photo::PreparedPhoto;

/// A picture's width and height unless another is asked for, in pixels: small, because debug builds take
/// pictures in slowly.
pub const SIDE_PX: u32 = 24;

/// A picture on the disk.
pub struct Picture {
    file: PathBuf,
    prepared: PreparedPhoto,
}

impl Picture {
    /// Makes a small picture in this folder, another for each seed.
    ///
    /// # Errors
    /// When it cannot be written, or the app does not take it.
    pub fn make(folder: &Path, seed: u64) -> anyhow::Result<Self> {
        Self::of_side(folder, seed, SIDE_PX)
    }

    /// The same, so many pixels wide and high.
    ///
    /// # Errors
    /// As for [`Self::make`].
    pub fn of_side(folder: &Path, seed: u64, side_px: u32) -> anyhow::Result<Self> {
        let bytes = noise(seed, side_px)?;
        let file = folder.join(format!("picture-{seed}.png"));
        std::fs::write(&file, &bytes)?;
        Ok(Self {
            file,
            prepared: PreparedPhoto::of_file(&bytes)?,
        })
    }

    /// The file.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The photo that the app sends.
    pub fn prepared(&self) -> &PreparedPhoto {
        &self.prepared
    }

    /// The photo's hash, as the report announces it.
    pub fn sha256(&self) -> String {
        self.prepared.shown().sha256.as_str().to_owned()
    }
}

/// A square PNG file of noise, which nothing can make smaller; another for each seed.
///
/// # Errors
/// When the file cannot be encoded.
pub fn noise(seed: u64, side_px: u32) -> anyhow::Result<Vec<u8>> {
    let mut rng = fastrand::Rng::with_seed(seed);
    let picture = RgbImage::from_fn(side_px, side_px, |_, _| {
        image::Rgb([rng.u8(..), rng.u8(..), rng.u8(..)])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}
