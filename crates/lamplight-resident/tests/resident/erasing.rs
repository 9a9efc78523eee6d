//! After everything was erased, no file of the data folder holds anything that the resident wrote.

use std::fs;
use std::path::Path;

use lamplight_protocol::place::{Place, Point};
use lamplight_protocol::report::{Category, Contact};
use lamplight_resident::notify::{HeardPlace, Hearing};
use lamplight_resident::photo::PreparedPhoto;
use lamplight_resident::view::ReportDraft;
use lamplight_resident::{Core, DATABASE_FILE};

use crate::device::{draft, open, picture};

/// Words that stand nowhere else.
const WRITTEN: [&str; 8] = [
    "zq-note-of-a-report",
    "zq-place-of-a-report",
    "zq-name-to-write-to",
    "zq-reach-of-them",
    "zq-seen-on-a-photo",
    "zq-note-of-a-draft",
    "zq-message-of-mine",
    "zq-where-i-live",
];

fn report(note: &str) -> ReportDraft {
    ReportDraft {
        note: Some(note.into()),
        place: Place {
            point: None,
            words: Some(WRITTEN[1].into()),
        },
        contact: Some(Contact {
            name: Some(WRITTEN[2].into()),
            reach: Some(WRITTEN[3].into()),
        }),
        ..draft(Category::Vandalism)
    }
}

/// Everything that a resident can write, once. Gives the bytes of a photo as it would be sent.
fn write_everything(core: &Core) -> Vec<u8> {
    let photo = PreparedPhoto::of_file(&picture()).unwrap();
    let bytes = photo.bytes().to_vec();
    let saved = core.submit_report(&report(WRITTEN[0]), &[photo]).unwrap();
    core.reply(saved.id, WRITTEN[6]).unwrap();
    let unfinished = core.start_draft(Category::Vehicle).unwrap().id;
    core.save_draft(unfinished, &report(WRITTEN[5])).unwrap();
    let sha256 = core.attach_photo(unfinished, &picture()).unwrap().sha256;
    core.describe_photo(unfinished, &sha256, Some(WRITTEN[4]))
        .unwrap();
    let hearing = Hearing {
        places: vec![HeardPlace::Around {
            name: WRITTEN[7].into(),
            point: Point::new(0.5, 0.5).unwrap(),
            radius_m: 500,
        }],
        ..Hearing::default()
    };
    core.set_hearing(&hearing).unwrap();
    core.set_language(Some("uk".parse().unwrap())).unwrap();
    bytes
}

/// Every file in a folder and in those below it.
fn files(dir: &Path) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![fs::read(path).unwrap()]
            }
        })
        .collect()
}

fn is_anywhere(dir: &Path, wanted: &[u8]) -> bool {
    files(dir)
        .iter()
        .any(|file| file.windows(wanted.len()).any(|bytes| bytes == wanted))
}

/// Damages the database as a failing disk would, so that it is set aside.
fn damage(dir: &Path) {
    let path = dir.join(DATABASE_FILE);
    let mut bytes = fs::read(&path).unwrap();
    bytes[..100].fill(0xa5);
    fs::write(path, bytes).unwrap();
}

#[test]
fn nothing_that_was_written_is_left_in_any_file() {
    let dir = tempfile::tempdir().unwrap();
    let core = open(dir.path());
    let photo = write_everything(&core);
    drop(core);
    damage(dir.path());
    let core = open(dir.path());
    assert!(core.set_aside().unwrap().is_dir());
    // What was not brought over is written once more.
    write_everything(&core);
    for words in WRITTEN {
        assert!(is_anywhere(dir.path(), words.as_bytes()), "{words}");
    }
    assert!(is_anywhere(dir.path(), &photo));

    core.erase_everything().unwrap();

    let is_clean = |when: &str| {
        for words in WRITTEN {
            assert!(!is_anywhere(dir.path(), words.as_bytes()), "{words} {when}");
        }
        assert!(!is_anywhere(dir.path(), &photo), "{when}");
    };
    is_clean("while it is open");
    assert_eq!(core.hearing_choices().unwrap(), Hearing::default());
    assert_eq!(core.settings().unwrap().language, None);
    drop(core);
    is_clean("once it is closed");
}
