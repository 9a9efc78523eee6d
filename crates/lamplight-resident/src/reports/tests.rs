use lamplight_protocol::report::{Behaviour, Category};
use lamplight_protocol::status::Status;

use crate::config::UNDO_HOLD_MS;
use crate::error::CoreError;
use crate::local::reports::CALL_INSTEAD_AFTER_MS;
use crate::retry::Outcome;
use crate::testing::{Device, draft};
use crate::view::{Delivery, ReportDraft};

fn suspicious() -> ReportDraft {
    ReportDraft {
        behaviours: vec![Behaviour::TryingHandles],
        ..draft(Category::SuspiciousActivity)
    }
}

#[test]
fn a_report_can_be_undone_until_its_first_attempt() {
    let device = Device::holding_for_undo(UNDO_HOLD_MS);
    let saved = device.save();
    assert_eq!(saved.undo_until, Some(device.now().plus_millis(UNDO_HOLD_MS)));
    assert!(device.due().is_empty());
    assert_eq!(device.core.undo_report(saved.id).unwrap().id, saved.id);
    assert_eq!(device.core.reports().unwrap(), Vec::new());
    device.pass(UNDO_HOLD_MS);
    assert!(device.due().is_empty());

    let late = device.save();
    device.pass(UNDO_HOLD_MS);
    device.attempt();
    assert!(matches!(
        device.core.undo_report(late.id),
        Err(CoreError::NotPossible(_))
    ));
    assert_eq!(device.core.reports().unwrap().len(), 1);
}

#[test]
fn urgent_reports_are_not_held() {
    let device = Device::holding_for_undo(UNDO_HOLD_MS);
    let saved = device.core.submit_report(&suspicious(), &[]).unwrap();
    assert_eq!(saved.undo_until, None);
    assert_eq!(device.due(), [saved.id.to_string()]);
}

#[test]
fn nothing_is_held_after_a_longer_time_offline() {
    let device = Device::holding_for_undo(UNDO_HOLD_MS);
    device.core.note_unanswered();
    device.pass(UNDO_HOLD_MS);
    let held = device.save();
    assert!(held.undo_until.is_some());
    device.pass(1);
    let sent = device.save();
    assert_eq!(sent.undo_until, None);
}

#[test]
fn people_are_told_to_call_when_an_urgent_report_does_not_arrive() {
    let device = Device::new();
    device.core.submit_report(&suspicious(), &[]).unwrap();
    device.save();
    device.pass(CALL_INSTEAD_AFTER_MS - 1);
    assert!(!device.core.home().unwrap().call_instead);
    device.pass(1);
    let late: Vec<bool> = device
        .core
        .reports()
        .unwrap()
        .iter()
        .map(|report| report.call_instead)
        .collect();
    assert_eq!(late.iter().filter(|late| **late).count(), 1);
    while let Some(operation) = device.try_attempt() {
        device.settle(&operation, &crate::testing::accepted(&operation, 1));
    }
    assert!(!device.core.home().unwrap().call_instead);
}

#[test]
fn what_never_left_is_forgotten_instead_of_withdrawn_or_erased() {
    let device = Device::new();
    for take_back in [crate::Core::withdraw_report, crate::Core::erase_report] {
        let saved = device.save();
        take_back(&device.core, saved.id).unwrap();
        assert_eq!(device.core.reports().unwrap(), Vec::new());
        assert!(device.due().is_empty());
    }
}

#[test]
fn a_withdrawal_is_queued_once_and_shows_as_soon_as_it_is_accepted() {
    let device = Device::new();
    let saved = device.save();
    device.deliver(1);
    device.core.withdraw_report(saved.id).unwrap();
    device.core.withdraw_report(saved.id).unwrap();
    assert_eq!(device.core.outbox().unwrap().waiting, 1);
    assert!(device.core.thread(saved.id).unwrap().unwrap().withdrawing);
    device.deliver(2);
    let thread = device.core.thread(saved.id).unwrap().unwrap();
    assert_eq!(thread.report.status, Some(Status::Withdrawn));
    assert_eq!(thread.report.delivery, Delivery::Received);
    assert!(!thread.withdrawing);
    assert!(matches!(
        device.core.withdraw_report(saved.id),
        Err(CoreError::NotPossible(_))
    ));
}

#[test]
fn a_reply_shows_as_unsent_and_then_among_the_entries() {
    let device = Device::new();
    let saved = device.save();
    device.deliver(1);
    let id = device.core.reply(saved.id, "  It is the north wall. ").unwrap();
    let thread = device.core.thread(saved.id).unwrap().unwrap();
    assert_eq!(
        (thread.unsent[0].id, thread.unsent[0].text.as_str()),
        (id, "It is the north wall.")
    );
    device.deliver(2);
    let thread = device.core.thread(saved.id).unwrap().unwrap();
    // That it was received, and the message.
    assert_eq!((thread.unsent.len(), thread.entries.len()), (0, 2));
}

#[test]
fn discarding_a_refused_message_keeps_the_report() {
    let device = Device::new();
    let saved = device.save();
    device.deliver(1);
    assert!(matches!(
        device.core.discard_report(saved.id),
        Err(CoreError::NotPossible(_))
    ));
    device.core.reply(saved.id, "It is the north wall.").unwrap();
    let message = device.attempt();
    let refused = Outcome::Attention {
        code: lamplight_protocol::error::ErrorCode::TooLarge,
        detail: "is too long".into(),
        field: None,
    };
    device.settle(&message, &refused);
    assert_eq!(device.core.outbox().unwrap().attention, 1);
    device.core.discard_report(saved.id).unwrap();
    let thread = device.core.thread(saved.id).unwrap().unwrap();
    assert_eq!(thread.report.delivery, Delivery::Received);
    assert_eq!(thread.unsent, Vec::new());
}

#[test]
fn the_last_place_is_that_of_the_newest_report_that_has_one() {
    let device = Device::new();
    assert_eq!(device.core.last_place(), Ok(None));
    let first = draft(Category::Vandalism);
    device.core.submit_report(&first, &[]).unwrap();
    device.pass(1);
    let nowhere = ReportDraft {
        place: Default::default(),
        ..draft(Category::Vehicle)
    };
    device.core.submit_report(&nowhere, &[]).unwrap();
    assert_eq!(device.core.last_place(), Ok(Some(first.place)));
}
