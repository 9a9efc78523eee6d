use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::limits::REOPEN_WINDOW_MS;
use lamplight_protocol::status::Status;
use lamplight_protocol::thread::{EntryContent, ThreadEntry};

use super::*;
use crate::outbox::Call;
use crate::retry::Outcome;
use crate::testing::Device;
use crate::view::Thread;

/// A device whose only report has gone through these statuses; the newest entry has this revision.
fn report_that_became(statuses: &[Status]) -> (Device, ReportId, u32) {
    let device = Device::new();
    let id = device.save().id;
    device.deliver(1);
    let mut revision = 1;
    for status in statuses {
        revision += 1;
        became(&device, id, revision, *status);
    }
    (device, id, revision)
}

fn became(device: &Device, id: ReportId, revision: u32, status: Status) {
    let entry = ThreadEntry {
        revision,
        at: device.now(),
        content: EntryContent::Status { status, ending: None },
    };
    device
        .core
        .write(|tx| threads::put_entry(tx, id, &entry))
        .unwrap();
}

fn thread(device: &Device, id: ReportId) -> Thread {
    device.core.thread(id).unwrap().unwrap()
}

#[track_caller]
fn not_possible(result: &Result<(), CoreError>) {
    assert!(matches!(result, Err(CoreError::NotPossible(_))), "{result:?}");
}

#[test]
fn an_open_report_asks_for_nothing() {
    for statuses in [&[][..], &[Status::Seen], &[Status::Withdrawn]] {
        let (device, id, _) = report_that_became(statuses);
        let shown = thread(&device, id);
        assert!(!shown.ask_if_fixed && !shown.may_reopen, "{statuses:?}");
        not_possible(&device.core.reopen_report(id));
        not_possible(&device.core.give_feedback(id, true));
    }
}

#[test]
fn a_report_that_ended_is_asked_about_once() {
    let (device, id, revision) = report_that_became(&[Status::Seen, Status::Resolved]);
    assert!(thread(&device, id).ask_if_fixed);
    device.core.give_feedback(id, false).unwrap();
    assert!(!thread(&device, id).ask_if_fixed);
    not_possible(&device.core.give_feedback(id, true));

    let sent = device.deliver(revision + 1);
    assert!(matches!(sent.call, Call::Feedback(report, _) if report == id));
    assert_eq!(&sent.body[..], br#"{"fixed":false}"#);
    let shown = thread(&device, id);
    assert_eq!(
        shown.entries.last().unwrap().content,
        EntryContent::Feedback { fixed: false }
    );
    assert!(!shown.ask_if_fixed && shown.may_reopen);
    not_possible(&device.core.give_feedback(id, true));
    // Feedback is not a message of the patrol.
    assert_eq!(device.core.home().unwrap().unread, 0);

    became(&device, id, revision + 2, Status::Seen);
    became(&device, id, revision + 3, Status::Closed);
    assert!(thread(&device, id).ask_if_fixed);
}

#[test]
fn a_reopening_waits_once_and_opens_the_report_when_it_is_accepted() {
    let (device, id, revision) = report_that_became(&[Status::Closed]);
    device.core.reopen_report(id).unwrap();
    device.core.reopen_report(id).unwrap();
    let shown = thread(&device, id);
    assert!(shown.reopening && !shown.may_reopen);
    assert_eq!(device.core.outbox().unwrap().waiting, 1);
    let sent = device.deliver(revision + 1);
    assert!(matches!(sent.call, Call::Reopening(report, _) if report == id));
    let shown = thread(&device, id);
    assert_eq!(shown.report.status, Some(Status::Seen));
    assert!(!shown.reopening && !shown.may_reopen && !shown.ask_if_fixed);
}

#[test]
fn wishes_that_are_presented_again_after_a_restore_do_not_stand_for_new_ones() {
    let (device, id, revision) = report_that_became(&[Status::Closed]);
    device.core.give_feedback(id, false).unwrap();
    device.core.reopen_report(id).unwrap();
    device.deliver(revision + 1);
    device.deliver(revision + 2);
    became(&device, id, revision + 3, Status::Closed);
    let now = device.now();
    let present_again = |tx: &Connection| outbox::present_again(tx, now);
    device.core.write(present_again).unwrap();

    let shown = thread(&device, id);
    assert!(shown.ask_if_fixed && shown.may_reopen);
    device.core.give_feedback(id, true).unwrap();
    device.core.reopen_report(id).unwrap();
    assert!(thread(&device, id).reopening);
    let presented = 3;
    assert_eq!(device.core.outbox().unwrap().waiting, presented + 2);
}

#[test]
fn the_window_for_reopening_closes() {
    let (device, id, _) = report_that_became(&[Status::Closed]);
    device.pass(REOPEN_WINDOW_MS);
    assert!(thread(&device, id).may_reopen);
    device.pass(1);
    assert!(!thread(&device, id).may_reopen);
    not_possible(&device.core.reopen_report(id));
}

#[test]
fn a_refused_answer_says_why_and_can_be_taken_back() {
    let (device, id, _) = report_that_became(&[Status::Resolved]);
    device.core.give_feedback(id, true).unwrap();
    let sent = device.attempt();
    let refused = Outcome::Attention {
        code: ErrorCode::Invalid,
        detail: "was given already".into(),
        field: Some("feedback".into()),
    };
    device.settle(&sent, &refused);
    assert_eq!(
        thread(&device, id).report.attention.unwrap().detail,
        "was given already"
    );
    device.core.discard_report(id).unwrap();
    let shown = thread(&device, id);
    assert_eq!(shown.report.attention, None);
    assert!(shown.ask_if_fixed);
}
