//! A picture in a file, as a camera would leave it, and what the app makes of it.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use image::{ImageFormat, RgbImage};
use lamplight_resident::photo::PreparedPhoto;

/// The picture's width and height, in pixels: small, because debug builds take pictures in slowly.
const SIDE: u32 = 24;

/// A picture on the disk.
pub struct Picture {
    file: PathBuf,
    prepared: PreparedPhoto,
}

impl Picture {
    /// Makes a picture in this folder, another for each seed.
    ///
    /// # Errors
    /// When it cannot be written, or the app does not take it.
    pub fn make(folder: &Path, seed: u64) -> anyhow::Result<Self> {
        let mut rng = fastrand::Rng::with_seed(seed);
        let picture = RgbImage::from_fn(SIDE, SIDE, |_, _| {
            image::Rgb([rng.u8(..), rng.u8(..), rng.u8(..)])
        });
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png)?;
        let file = folder.join(format!("picture-{seed}.png"));
        std::fs::write(&file, bytes.get_ref())?;
        Ok(Self {
            file,
            prepared: PreparedPhoto::of_file(bytes.get_ref())?,
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
