//! What is refused, and that nothing falls over.

use image::{ImageFormat, RgbImage};
use lamplight_photo::{DECODE_SIDE_PX_MAX, PhotoError, Picture};
use proptest::prelude::*;

use crate::fixtures::{FORMATS, png_that_claims, quarters, write};

#[test]
fn a_picture_that_claims_to_be_enormous_is_refused_by_its_head() {
    for (width, height) in [
        (50_000, 50_000),
        (DECODE_SIDE_PX_MAX + 1, 1),
        (1, DECODE_SIDE_PX_MAX + 1),
        (8_001, 8_000),
    ] {
        let refused = Picture::read(&png_that_claims(width, height)).unwrap_err();
        assert_eq!(refused, PhotoError::TooLarge, "{width} x {height}");
    }
    // Within the limits, and then there are no pixels.
    assert_eq!(
        Picture::read(&png_that_claims(8_000, 8_000)).unwrap_err(),
        PhotoError::Unreadable
    );
}

#[test]
fn a_long_narrow_picture_is_refused_by_its_side() {
    let file = write(ImageFormat::Jpeg, RgbImage::new(DECODE_SIDE_PX_MAX + 1, 1));
    assert_eq!(Picture::read(&file).unwrap_err(), PhotoError::TooLarge);
}

#[test]
fn heic_is_known_by_its_brand() {
    let of = |brand: &[u8]| Picture::read(&[b"\0\0\0\x18ftyp", brand, b"\0\0\0\0mif1heic"].concat());
    for brand in [b"heic", b"heix", b"mif1", b"hevc"] {
        assert_eq!(of(brand).unwrap_err(), PhotoError::Heic);
    }
    assert_eq!(of(b"mp42").unwrap_err(), PhotoError::Unreadable);
}

#[test]
fn what_is_no_picture_is_refused() {
    let page = b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>";
    for file in [&b""[..], b"\xff\xd8\xff", b"GIF89a", b"RIFF1234WEBP", page] {
        assert_eq!(Picture::read(file).unwrap_err(), PhotoError::Unreadable);
    }
}

proptest! {
    #[test]
    fn a_changed_file_is_read_or_refused(
        format in 0..FORMATS.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
        whole in any::<bool>(),
    ) {
        let mut file = write(FORMATS[format], quarters(24, 16));
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if !whole {
            file.truncate(cut.index(file.len()));
        }
        if let Ok(picture) = Picture::read(&file) {
            prop_assert!(picture.to_jpeg(u32::MAX).is_ok());
        }
    }
}
