use lamplight_protocol::ids::OperationId;

use super::*;
use crate::testing::{Device, draft};
use crate::view::Delivery;

fn message(revision: u32, from: Author, text: &str) -> ThreadEntry {
    ThreadEntry {
        revision,
        at: TimestampMillis::from_millis(crate::testing::BEGIN),
        content: EntryContent::Message {
            id: OperationId::from_random([9; 16]),
            from,
            text: text.into(),
        },
    }
}

fn status(revision: u32, status: Status) -> ThreadEntry {
    ThreadEntry {
        revision,
        at: TimestampMillis::from_millis(crate::testing::BEGIN),
        content: EntryContent::Status { status, ending: None },
    }
}

fn open(report_id: ReportId, status: Status, entries: Vec<ThreadEntry>) -> ThreadChanges {
    ThreadChanges {
        report_id,
        state: ThreadState::Open {
            revision: entries.last().map_or(1, |entry| entry.revision),
            reference: "AQ-7K2M9".into(),
            status,
            entries,
        },
    }
}

fn received(category: Category) -> (Device, ReportId) {
    let device = Device::new();
    let report = device.core.submit_report(&draft(category), &[]).unwrap();
    device.deliver(1);
    (device, report.id)
}

fn asked(device: &Device) -> Vec<Followed> {
    let now = device.now();
    device.core.db().read(|db| followed(db, now)).unwrap()
}

fn take(device: &Device, key: &ThreadKey, changes: &ThreadChanges) -> bool {
    device.core.write(|tx| apply(tx, key, changes)).unwrap()
}

#[test]
fn a_new_thread_begins_with_what_the_answer_said_and_one_of_a_new_epoch_does_not() {
    let (device, id) = received(Category::Vandalism);
    let entries = || device.core.thread(id).unwrap().unwrap().entries;
    let first = entries();
    assert_eq!(first[0].content, status(1, Status::Received).content);
    assert_eq!((first.len(), asked(&device)[0].key.after_revision), (1, 1));

    let more = vec![message(2, Author::Patrol, "We will come.")];
    take(&device, &asked(&device)[0].key, &open(id, Status::Seen, more));
    device.core.write(ask_anew).unwrap();
    let now = device.now();
    device
        .core
        .write(|tx| crate::outbox::present_again(tx, now))
        .unwrap();
    device.deliver(1);
    assert_eq!((entries().len(), asked(&device)[0].key.after_revision), (2, 0));
}

#[test]
fn an_answer_counts_once_whoever_asked() {
    let (device, id) = received(Category::Vandalism);
    let key = asked(&device).remove(0).key;
    let changes = open(
        id,
        Status::Seen,
        vec![status(1, Status::Received), status(2, Status::Seen)],
    );
    assert!(take(&device, &key, &changes));
    assert!(!take(&device, &key, &changes));
    let thread = device.core.thread(id).unwrap().unwrap();
    assert_eq!(thread.entries.len(), 2);
    assert_eq!(thread.report.delivery, Delivery::Seen);
    assert_eq!(asked(&device)[0].key.after_revision, 2);
}

#[test]
fn messages_of_the_patrol_are_unread_until_they_are_read() {
    let (device, id) = received(Category::Vandalism);
    let entries = vec![
        message(2, Author::Resident, "It is the north wall."),
        message(3, Author::Patrol, "Thank you, we will come."),
    ];
    assert!(take(
        &device,
        &asked(&device)[0].key,
        &open(id, Status::Seen, entries)
    ));
    assert_eq!(device.core.home().unwrap().unread, 1);
    device.core.mark_read(id, 3).unwrap();
    assert_eq!(device.core.home().unwrap().unread, 0);
}

#[test]
fn what_came_after_a_thread_was_shown_stays_unread() {
    let (device, id) = received(Category::Vandalism);
    let say = |revision, text| {
        let key = &asked(&device)[0].key;
        let entries = vec![message(revision, Author::Patrol, text)];
        assert!(take(&device, key, &open(id, Status::Seen, entries)));
    };
    let unread = || device.core.home().unwrap().unread;
    say(2, "Thank you.");
    let shown = device.core.thread(id).unwrap().unwrap();
    say(3, "We are on our way.");
    device.core.mark_read(id, shown.newest_revision()).unwrap();
    assert_eq!(unread(), 1);
    // An older look, told late, makes nothing unread again.
    device.core.mark_read(id, 3).unwrap();
    device.core.mark_read(id, 2).unwrap();
    assert_eq!(unread(), 0);
    // What nobody can have seen yet is not read.
    device.core.mark_read(id, 9).unwrap();
    say(4, "It is done.");
    assert_eq!(unread(), 1);
}

#[test]
fn what_was_asked_for_from_the_beginning_replaces_what_was_there() {
    let (device, id) = received(Category::Vandalism);
    let old = vec![
        message(2, Author::Patrol, "Of the old epoch."),
        message(3, Author::Patrol, "Of the old epoch too."),
    ];
    assert!(take(
        &device,
        &asked(&device)[0].key,
        &open(id, Status::Seen, old)
    ));
    device.core.mark_read(id, 3).unwrap();
    device.core.write(ask_anew).unwrap();
    let new = vec![message(2, Author::Patrol, "Of the new one.")];
    assert!(take(
        &device,
        &asked(&device)[0].key,
        &open(id, Status::Seen, new.clone())
    ));
    assert_eq!(device.core.thread(id).unwrap().unwrap().entries, new);
}

#[test]
fn an_erased_thread_is_shown_as_such_and_not_asked_for_again() {
    let (device, id) = received(Category::Vandalism);
    let erased = ThreadChanges {
        report_id: id,
        state: ThreadState::Erased,
    };
    assert!(take(&device, &asked(&device)[0].key, &erased));
    assert_eq!(
        device.core.thread(id).unwrap().unwrap().report.delivery,
        Delivery::Erased
    );
    assert_eq!(asked(&device), Vec::new());
    device.core.discard_report(id).unwrap();
    assert_eq!(device.core.thread(id).unwrap(), None);
}

#[test]
fn a_report_that_the_server_does_not_know_is_kept() {
    let (device, id) = received(Category::Vandalism);
    let unknown = ThreadChanges {
        report_id: id,
        state: ThreadState::Unknown,
    };
    assert!(!take(&device, &asked(&device)[0].key, &unknown));
    assert_eq!(
        device.core.thread(id).unwrap().unwrap().report.delivery,
        Delivery::Received
    );
}

#[test]
fn open_threads_are_followed_for_ever_and_ended_ones_for_a_while() {
    let (device, id) = received(Category::Vandalism);
    device.pass(400 * DAY_MS);
    assert_eq!(asked(&device).len(), 1);
    let resolved = open(id, Status::Resolved, vec![status(2, Status::Resolved)]);
    assert!(take(&device, &asked(&device)[0].key, &resolved));
    assert_eq!(asked(&device), Vec::new());
    device.pass(-400 * DAY_MS + FOLLOWED_AFTER_MS);
    assert_eq!(asked(&device).len(), 1);
}

#[test]
fn worry_about_a_person_is_marked_as_sensitive() {
    let (device, _) = received(Category::Wellbeing);
    assert!(asked(&device)[0].sensitive);
    let (device, _) = received(Category::Vandalism);
    assert!(!asked(&device)[0].sensitive);
}
