//! What the picture shows.

use image::{ImageFormat, Rgb, RgbImage};
use lamplight_photo::{Picture, THUMBNAIL_SIDE_PX_MAX};
use lamplight_protocol::limits::{PHOTO_BYTES_MAX, PHOTO_SIDE_PX_MAX};
use moxcms::ColorProfile;

use crate::fixtures::{FORMATS, File, exif, quarters, write};

/// The picture as somebody sees it who opens what was written.
fn seen(file: &[u8]) -> RgbImage {
    let jpeg = Picture::read(file).unwrap().to_jpeg(PHOTO_BYTES_MAX).unwrap();
    image::load_from_memory_with_format(&jpeg, ImageFormat::Jpeg)
        .unwrap()
        .into_rgb8()
}

/// Whether a pixel has about this colour; JPEG changes each a little.
fn is_about(pixel: &Rgb<u8>, colour: [u8; 3]) -> bool {
    pixel
        .0
        .iter()
        .zip(colour)
        .all(|(is, should)| is.abs_diff(should) < 16)
}

#[test]
fn jpeg_png_and_webp_are_read() {
    for format in FORMATS {
        let picture = seen(&write(format, quarters(64, 32)));
        assert_eq!(picture.dimensions(), (64, 32), "{format:?}");
        assert!(is_about(picture.get_pixel(8, 8), [240, 0, 0]), "{format:?}");
        assert!(is_about(picture.get_pixel(56, 24), [0, 120, 0]), "{format:?}");
    }
}

#[test]
fn a_picture_is_turned_as_its_orientation_says() {
    // Where the corner that is red and bright ends up, by the orientation (Exif 2.32, table 6).
    let corners = [
        (1, (8, 8)),
        (2, (56, 8)),
        (3, (56, 24)),
        (4, (8, 24)),
        (5, (8, 8)),
        (6, (24, 8)),
        (7, (24, 56)),
        (8, (8, 56)),
    ];
    for format in FORMATS {
        for (orientation, (x, y)) in corners {
            let file = File {
                exif: Some(exif(orientation)),
                ..File::of(format, quarters(64, 32))
            };
            let picture = seen(&file.write());
            let size = if orientation < 5 { (64, 32) } else { (32, 64) };
            assert_eq!(picture.dimensions(), size, "{format:?} {orientation}");
            let pixel = picture.get_pixel(x, y);
            assert!(
                is_about(pixel, [240, 0, 0]),
                "{format:?} {orientation}: {pixel:?}"
            );
        }
    }
}

#[test]
fn colours_of_another_profile_become_those_of_srgb() {
    // The red of sRGB as Display P3 has it.
    let image = RgbImage::from_pixel(16, 16, Rgb([234, 51, 35]));
    let profile = ColorProfile::new_display_p3().encode().unwrap();
    for format in FORMATS {
        let file = File {
            profile: Some(profile.clone()),
            ..File::of(format, image.clone())
        };
        let picture = seen(&file.write());
        let pixel = picture.get_pixel(8, 8);
        assert!(is_about(pixel, [255, 0, 0]), "{format:?}: {pixel:?}");
    }
}

#[test]
fn a_profile_that_does_not_read_changes_nothing() {
    let file = File {
        profile: Some(b"no profile at all".repeat(20)),
        ..File::of(ImageFormat::Jpeg, quarters(32, 32))
    };
    assert!(is_about(seen(&file.write()).get_pixel(4, 4), [240, 0, 0]));
}

#[test]
fn what_is_transparent_becomes_white() {
    let glass = image::RgbaImage::from_pixel(16, 16, image::Rgba([0, 0, 0, 0]));
    let half = image::RgbaImage::from_pixel(16, 16, image::Rgba([0, 0, 0, 128]));
    for (image, colour) in [(glass, [255; 3]), (half, [127; 3])] {
        let mut file = std::io::Cursor::new(Vec::new());
        image.write_to(&mut file, ImageFormat::Png).unwrap();
        assert!(is_about(seen(file.get_ref()).get_pixel(8, 8), colour));
    }
}

#[test]
fn a_large_picture_is_shrunk_and_keeps_its_shape() {
    for (from, to) in [
        ((4_096, 1_024), (2_048, 512)),
        ((1_500, 3_000), (1_024, 2_048)),
        ((2_048, 2_048), (2_048, 2_048)),
        ((9_000, 1), (2_048, 1)),
    ] {
        let picture = Picture::read(&write(ImageFormat::Png, quarters(from.0, from.1))).unwrap();
        assert_eq!((picture.width(), picture.height()), to);
        let thumbnail = picture.thumbnail().unwrap();
        assert_eq!(thumbnail.width().max(thumbnail.height()), THUMBNAIL_SIDE_PX_MAX);
    }
}

#[test]
fn a_picture_of_48_megapixels_passes() {
    let file = write(ImageFormat::Jpeg, quarters(8_000, 6_000));
    let picture = Picture::read(&file).unwrap();
    assert_eq!((picture.width(), picture.height()), (PHOTO_SIDE_PX_MAX, 1_536));
}

#[test]
fn a_small_picture_stays_as_small() {
    let picture = Picture::read(&write(ImageFormat::WebP, quarters(10, 20))).unwrap();
    assert_eq!((picture.width(), picture.height()), (10, 20));
    assert_eq!(picture.thumbnail().unwrap(), picture);
}

/// The worst that a camera can see: every pixel at random.
#[test]
fn noise_fits_into_the_bytes_of_a_photo() {
    let mut state = 1_u32;
    let noise = RgbImage::from_fn(PHOTO_SIDE_PX_MAX, PHOTO_SIDE_PX_MAX, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb([(state >> 24) as u8, (state >> 16) as u8, (state >> 8) as u8])
    });
    let picture = Picture::read(&write(ImageFormat::WebP, noise)).unwrap();
    let file = picture.to_jpeg(PHOTO_BYTES_MAX).unwrap();
    assert!(file.len() <= PHOTO_BYTES_MAX as usize);
    assert!(picture.to_jpeg(1_000).is_err());
}
