use lamplight_protocol::ids::ReportId;
use lamplight_protocol::limits::{NOTE_CHARS_MAX, PHOTO_DESCRIPTION_CHARS_MAX, PHOTOS_PER_REPORT_MAX};
use lamplight_protocol::report::{Category, Contact};

use super::*;
use crate::config::UNDO_HOLD_MS;
use crate::outbox::Call;
use crate::testing::{Device, draft, photo, picture};
use crate::view::{Delivery, Outbox};

/// A draft that is complete, with two photos of which the second is described.
fn complete(device: &Device) -> Draft {
    let core = &device.core;
    let id = core.start_draft(Category::Vandalism).unwrap().id;
    core.save_draft(id, &draft(Category::Vandalism)).unwrap();
    core.attach_photo(id, &picture(1)).unwrap();
    let second = core.attach_photo(id, &picture(2)).unwrap();
    core.describe_photo(id, &second.sha256, Some(" The wall, from the street. "))
        .unwrap();
    core.draft(id).unwrap().unwrap()
}

#[test]
fn every_change_of_a_draft_is_there_after_a_restart() {
    let mut device = Device::new();
    let before = complete(&device);
    device.restart();
    let after = device.core.draft(before.id).unwrap().unwrap();
    assert_eq!(after, before);
    assert_eq!(after.report, draft(Category::Vandalism));
    assert_eq!(
        after.photos[1].description.as_deref(),
        Some("The wall, from the street.")
    );
    assert_eq!(device.core.home().unwrap().drafts, 1);
}

#[test]
fn drafts_are_listed_by_their_last_change() {
    let device = Device::new();
    let first = device.core.start_draft(Category::Vandalism).unwrap().id;
    device.pass(1);
    let second = device.core.start_draft(Category::Vehicle).unwrap().id;
    device.pass(1);
    let ids = || -> Vec<ReportId> {
        let drafts = device.core.drafts().unwrap();
        drafts.iter().map(|draft| draft.id).collect()
    };
    assert_eq!(ids(), [second, first]);
    device.core.attach_photo(first, &picture(1)).unwrap();
    assert_eq!(ids(), [first, second]);
}

#[test]
fn a_draft_too_many_is_refused() {
    let device = Device::new();
    for _ in 0..DRAFTS_MAX {
        device.core.start_draft(Category::Vandalism).unwrap();
    }
    assert_eq!(
        device.core.start_draft(Category::Vandalism),
        Err(CoreError::DraftsTooMany)
    );
}

#[test]
fn a_draft_may_be_unfinished_and_must_fit() {
    let device = Device::new();
    let id = device.core.start_draft(Category::SuspiciousActivity).unwrap().id;
    let unfinished = ReportDraft {
        contact: Some(Contact {
            name: None,
            reach: Some(String::new()),
        }),
        ..ReportDraft::about(Category::SuspiciousActivity)
    };
    device.core.save_draft(id, &unfinished).unwrap();
    let too_long = ReportDraft {
        note: Some("a".repeat(NOTE_CHARS_MAX + 1)),
        ..unfinished.clone()
    };
    assert!(matches!(
        device.core.save_draft(id, &too_long),
        Err(CoreError::Invalid { .. })
    ));
    // Suspicious activity needs a behaviour; the draft stays to be completed.
    assert!(matches!(
        device.core.submit_draft(id),
        Err(CoreError::Invalid { .. })
    ));
    assert_eq!(device.core.draft(id).unwrap().unwrap().report, unfinished);
    assert_eq!(device.core.outbox().unwrap(), Outbox::default());
}

#[test]
fn a_draft_takes_six_different_photos() {
    let device = Device::new();
    let id = device.core.start_draft(Category::Vandalism).unwrap().id;
    for shade in 1..=u8::try_from(PHOTOS_PER_REPORT_MAX).unwrap() {
        device.core.attach_photo(id, &picture(shade * 20)).unwrap();
    }
    assert_eq!(
        device.core.attach_photo(id, &picture(200)),
        Err(PhotoProblem::PhotosTooMany.into())
    );
    let second = device.core.draft(id).unwrap().unwrap().photos.remove(1);
    device.core.detach_photo(id, &second.sha256).unwrap();
    assert_eq!(
        device.core.attach_photo(id, &picture(20)),
        Err(PhotoProblem::PhotoTwice.into())
    );
    let again = device.core.attach_photo(id, &picture(40)).unwrap();
    let photos = device.core.draft(id).unwrap().unwrap().photos;
    assert_eq!(photos.len(), PHOTOS_PER_REPORT_MAX);
    assert_eq!(photos.last(), Some(&again));
    assert_eq!(again.sha256, second.sha256);
}

#[test]
fn what_is_no_picture_changes_nothing() {
    let device = Device::new();
    let id = device.core.start_draft(Category::Vandalism).unwrap().id;
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    for (file, problem) in [
        (&heic[..], PhotoProblem::PhotoHeic),
        (b"", PhotoProblem::PhotoUnreadable),
        (b"GIF89a", PhotoProblem::PhotoUnreadable),
    ] {
        assert_eq!(device.core.attach_photo(id, file), Err(problem.into()));
    }
    let too_long = "a".repeat(PHOTO_DESCRIPTION_CHARS_MAX + 1);
    let there = device.core.attach_photo(id, &picture(1)).unwrap();
    assert!(
        device
            .core
            .describe_photo(id, &there.sha256, Some(&too_long))
            .is_err()
    );
    assert_eq!(device.core.draft(id).unwrap().unwrap().photos, [there]);
}

#[test]
fn a_draft_that_is_handed_in_keeps_its_id_and_its_photos() {
    let device = Device::new();
    let before = complete(&device);
    let saved = device.core.submit_draft(before.id).unwrap();
    assert_eq!(saved.id, before.id);
    assert_eq!(device.core.draft(before.id), Ok(None));
    assert_eq!(device.core.submit_draft(before.id), Err(CoreError::NotFound));
    let thread = device.core.thread(saved.id).unwrap().unwrap();
    assert_eq!(thread.photos, before.photos);
    assert_eq!((thread.report.photos, thread.report.photos_waiting), (2, 2));
    assert_eq!(device.core.outbox().unwrap().waiting, 3);

    let report = device.deliver(1);
    let content: lamplight_protocol::report::NewReport = serde_json::from_slice(&report.body).unwrap();
    let announced: Vec<&PhotoHash> = content.photos.iter().map(|photo| &photo.sha256).collect();
    for (photo, announced) in before.photos.iter().zip(announced) {
        let sent = device.deliver(1);
        assert_eq!(
            (&sent.call, announced),
            (&Call::Photo(saved.id, photo.sha256.clone()), &photo.sha256)
        );
        let kept = device.core.photo_bytes(saved.id, &photo.sha256).unwrap();
        assert_eq!(kept.as_deref(), Some(&sent.body[..]));
    }
    let shown = device.core.reports().unwrap().remove(0);
    assert_eq!((shown.photos, shown.photos_waiting), (2, 0));
}

#[test]
fn undo_makes_the_report_a_draft_again_with_all_its_photos_and_its_receipt() {
    let mut device = Device::holding_for_undo(UNDO_HOLD_MS);
    let before = complete(&device);
    let saved = device.core.submit_draft(before.id).unwrap();
    let undone = device.core.undo_report(saved.id).unwrap();
    assert_eq!((undone.id, &undone.photos), (before.id, &before.photos));
    assert_eq!(undone.report.note, before.report.note);
    assert_eq!(device.core.reports().unwrap(), Vec::new());
    assert_eq!(device.core.outbox().unwrap(), Outbox::default());
    device.restart();
    device.pass(UNDO_HOLD_MS);
    assert!(device.due().is_empty());

    let changed = ReportDraft {
        note: Some("It is a mural.".into()),
        ..undone.report
    };
    device.core.save_draft(saved.id, &changed).unwrap();
    let again = device.core.submit_draft(saved.id).unwrap();
    assert_eq!((again.id, again.receipt), (saved.id, saved.receipt));
    let thread = device.core.thread(saved.id).unwrap().unwrap();
    assert_eq!(thread.note, changed.note);
    assert_eq!(thread.photos, before.photos);
}

#[test]
fn nothing_can_be_undone_that_is_on_its_way_or_was_added_to() {
    let device = Device::holding_for_undo(UNDO_HOLD_MS);
    let answered = device.save();
    device.core.reply(answered.id, "It is the north wall.").unwrap();
    let sent = device
        .core
        .submit_report(&draft(Category::Vandalism), &[photo(1)])
        .unwrap();
    device.pass(UNDO_HOLD_MS);
    device.attempt();
    device.attempt();
    for id in [answered.id, sent.id] {
        assert!(matches!(
            device.core.undo_report(id),
            Err(CoreError::NotPossible(_))
        ));
        let thread = device.core.thread(id).unwrap().unwrap();
        assert_eq!(thread.report.delivery, Delivery::Saved);
    }
}

#[test]
fn what_is_thrown_away_takes_its_photos_along() {
    let device = Device::new();
    let bytes_kept = || -> u32 {
        let count = |db: &Connection| Ok(db.query_row("SELECT count(*) FROM photos", [], |row| row.get(0))?);
        device.core.db().read(count).unwrap()
    };
    let thrown_away = complete(&device);
    assert_eq!(bytes_kept(), 2);
    device.core.discard_draft(thrown_away.id).unwrap();
    assert_eq!(bytes_kept(), 0);
    assert_eq!(
        device.core.discard_draft(thrown_away.id),
        Err(CoreError::NotFound)
    );

    let withdrawn = complete(&device);
    device.core.submit_draft(withdrawn.id).unwrap();
    device.core.withdraw_report(withdrawn.id).unwrap();
    assert_eq!(bytes_kept(), 0);

    let erased = complete(&device);
    device.core.submit_draft(erased.id).unwrap();
    device.deliver(1);
    device.core.erase_report(erased.id).unwrap();
    assert_eq!(device.core.outbox().unwrap().waiting, 1);
    device.deliver(2);
    assert_eq!(bytes_kept(), 0);
}
