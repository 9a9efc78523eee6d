//! A device of a test: the real core on a folder of its own.

use std::io::Cursor;
use std::path::Path;

use lamplight_protocol::place::Place;
use lamplight_protocol::report::Category;
use lamplight_resident::view::ReportDraft;
use lamplight_resident::{Config, Core, OpenError, Platform};

pub(crate) fn try_open(dir: &Path, server_url: Option<&str>) -> Result<Core, OpenError> {
    let config = Config {
        data_dir: dir.to_owned(),
        server_url: server_url.map(ToOwned::to_owned),
        undo_hold_ms: 0,
    };
    Core::open(config, Platform::system())
}

pub(crate) fn open(dir: &Path) -> Core {
    try_open(dir, None).unwrap()
}

pub(crate) fn draft(category: Category) -> ReportDraft {
    ReportDraft {
        category,
        behaviours: Vec::new(),
        place: Place {
            point: None,
            words: Some("by the footbridge".into()),
        },
        occurred_at: None,
        note: Some("Paint on the wall.".into()),
        contact: None,
        practice: false,
    }
}

/// A small picture as a file.
pub(crate) fn picture() -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    image::RgbImage::from_pixel(16, 12, image::Rgb([40, 90, 120]))
        .write_to(&mut file, image::ImageFormat::Png)
        .unwrap();
    file.into_inner()
}
