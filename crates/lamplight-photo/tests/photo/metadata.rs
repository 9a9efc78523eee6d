//! What the picture does not tell.

use lamplight_photo::Picture;
use lamplight_protocol::limits::PHOTO_BYTES_MAX;

use crate::fixtures::{CANARY, FORMATS, File, exif, quarters};

fn holds(bytes: &[u8], planted: &[u8]) -> bool {
    bytes.windows(planted.len()).any(|window| window == planted)
}

/// The segments of a JPEG file before its pixels, by their markers (ITU T.81, table B.1).
fn markers(jpeg: &[u8]) -> Vec<u8> {
    const START_OF_SCAN: u8 = 0xda;
    let mut markers = Vec::new();
    let mut at = 2;
    while jpeg[at] == 0xff {
        let marker = jpeg[at + 1];
        markers.push(marker);
        if marker == START_OF_SCAN {
            break;
        }
        at += 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
    }
    markers
}

#[test]
fn nothing_that_was_planted_beside_the_pixels_is_left() {
    for format in FORMATS {
        let mut file = File {
            exif: Some(exif(6)),
            profile: Some([CANARY, b"as a profile"].concat()),
            ..File::of(format, quarters(64, 32))
        }
        .write();
        file.extend(CANARY);
        assert!(holds(&file, CANARY), "{format:?}");
        let picture = Picture::read(&file).unwrap();
        for picture in [picture.thumbnail().unwrap(), picture] {
            let jpeg = picture.to_jpeg(PHOTO_BYTES_MAX).unwrap();
            assert!(!holds(&jpeg, CANARY), "{format:?}");
        }
    }
}

#[test]
fn a_jpeg_file_holds_pixels_and_the_tables_to_read_them() {
    // JFIF's own head, quantisation, frame, Huffman tables, scan.
    const PLAIN: [u8; 5] = [0xe0, 0xdb, 0xc0, 0xc4, 0xda];
    let file = File {
        exif: Some(exif(1)),
        ..File::of(image::ImageFormat::Jpeg, quarters(64, 32))
    };
    let file = file.write();
    assert!(markers(&file).contains(&0xe1));
    let jpeg = Picture::read(&file).unwrap().to_jpeg(PHOTO_BYTES_MAX).unwrap();
    let markers = markers(&jpeg);
    assert!(
        markers.iter().all(|marker| PLAIN.contains(marker)),
        "{markers:x?}"
    );
    assert!(jpeg.ends_with(b"\xff\xd9"));
}
