//! Colours: a file's own profile is applied, and then it can go.
//!
//! A phone writes Display P3. Its numbers taken for sRGB, a red jacket turns brown.

use image::RgbImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Converts from a profile to sRGB. A profile that does not read, or is not of red, green and blue, changes
/// nothing: slightly wrong colours are better than no photo.
pub(crate) fn to_srgb(image: &mut RgbImage, profile: &[u8]) {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else {
        return;
    };
    if profile.color_space != DataColorSpace::Rgb {
        return;
    }
    let transform = profile.create_transform_8bit(
        Layout::Rgb,
        &ColorProfile::new_srgb(),
        Layout::Rgb,
        TransformOptions::default(),
    );
    let mut converted = vec![0; image.as_raw().len()];
    let done = transform.is_ok_and(|transform| transform.transform(image.as_raw(), &mut converted).is_ok());
    if done {
        image.copy_from_slice(&converted);
    }
}
