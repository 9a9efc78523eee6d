//! A note that tells who somebody is, and nothing that they did.

use lamplight_protocol::ids::ReportId;
use lamplight_protocol::limits::NOTE_CHARS_MAX;
use lamplight_protocol::place::Place;
use lamplight_protocol::report::{Behaviour, Category};
use lamplight_resident::view::{NoteConcern, Outbox, ReportDraft};
use lamplight_resident::{Core, CoreError};

use crate::device::{draft, open, picture};

const APPEARANCE_ONLY: &str = "The lamp is out. Two Asian men near it.";

fn noted(category: Category, note: &str) -> ReportDraft {
    ReportDraft {
        note: Some(note.into()),
        behaviours: match category {
            Category::SuspiciousActivity => vec![Behaviour::Hiding],
            _ => Vec::new(),
        },
        ..draft(category)
    }
}

fn in_field(field: &str) -> CoreError {
    CoreError::AppearanceOnly { field: field.into() }
}

/// A draft with a note, words of its place, and a photo of which something is said.
fn written(core: &Core, note: &str, place: &str, photo: &str) -> ReportId {
    let id = core.start_draft(Category::Vandalism).unwrap().id;
    let report = ReportDraft {
        place: Place {
            point: None,
            words: Some(place.into()),
        },
        ..noted(Category::Vandalism, note)
    };
    core.save_draft(id, &report).unwrap();
    let sha256 = core.attach_photo(id, &picture()).unwrap().sha256;
    core.describe_photo(id, &sha256, Some(photo)).unwrap();
    id
}

#[test]
fn what_is_said_of_a_place_or_a_photo_is_looked_at_too() {
    let dir = tempfile::tempdir().unwrap();
    let core = open(dir.path());
    for (place, photo, field) in [
        ("where the two Asian men stand", "The wall", "place.words"),
        ("Mill Street", "Two Asian men", "photos.0.description"),
    ] {
        let id = written(&core, "The lamp is out.", place, photo);
        assert_eq!(core.submit_draft(id), Err(in_field(field)), "{field}");
        assert!(core.draft(id).unwrap().is_some(), "every word is kept");
    }
    assert_eq!(core.home().unwrap().outbox, Outbox::default());
    let id = written(
        &core,
        "",
        "by the Polish bakery",
        "Black paint on the baker's white wall",
    );
    core.submit_draft(id).unwrap();
}

#[test]
fn the_note_tells_the_deed_of_whoever_is_seen_on_a_photo() {
    let dir = tempfile::tempdir().unwrap();
    let core = open(dir.path());
    let note = "He broke the window with a hammer and ran to the bridge.";
    let id = written(&core, note, "Mill Street", "An Asian man");
    core.submit_draft(id).unwrap();
}

#[test]
fn it_is_refused_in_every_category_and_nothing_is_saved() {
    let dir = tempfile::tempdir().unwrap();
    let core = open(dir.path());
    for category in Category::ALL {
        let refused = core.submit_report(&noted(category, APPEARANCE_ONLY), &[]);
        assert_eq!(refused, Err(in_field("note")), "{category:?}");
    }
    assert_eq!(core.home().unwrap().outbox, Outbox::default());
}

#[test]
fn a_draft_that_has_it_is_refused_and_keeps_every_word() {
    let dir = tempfile::tempdir().unwrap();
    let core = open(dir.path());
    let id = core.start_draft(Category::Vandalism).unwrap().id;
    let report = noted(Category::Vandalism, APPEARANCE_ONLY);
    core.save_draft(id, &report).unwrap();
    assert_eq!(core.submit_draft(id), Err(in_field("note")));
    assert_eq!(core.draft(id).unwrap().unwrap().report, report);
}

#[test]
fn what_is_left_without_the_description_can_be_sent() {
    let dir = tempfile::tempdir().unwrap();
    let core = open(dir.path());
    let found = core.review_note(APPEARANCE_ONLY).unwrap().unwrap();
    assert_eq!(found.concern, NoteConcern::AppearanceOnly);
    assert_eq!(found.words, "Asian men");
    assert_eq!(found.without, "The lamp is out.");
    core.submit_report(&noted(Category::LightingHazard, &found.without), &[])
        .unwrap();
}

#[test]
fn a_deed_with_few_details_is_asked_about_and_sent() {
    let dir = tempfile::tempdir().unwrap();
    let core = open(dir.path());
    let note = "A black man broke the window.";
    let found = core.review_note(note).unwrap().unwrap();
    assert_eq!(found.concern, NoteConcern::FewDetails);
    assert_eq!(found.without, note);
    core.submit_report(&noted(Category::Vandalism, note), &[])
        .unwrap();
}

#[test]
fn a_note_about_things_is_left_alone_and_one_too_long_is_not_read() {
    let dir = tempfile::tempdir().unwrap();
    let core = open(dir.path());
    let things = "Black paint on the wall of the Polish bakery";
    assert_eq!(core.review_note(things), Ok(None));
    let too_long = core.review_note(&"a".repeat(NOTE_CHARS_MAX + 1));
    assert!(matches!(too_long, Err(CoreError::Invalid { .. })));
}
