//! Reminders as a device tells of them: the real database, a clock that stands still, and a screen that keeps what it
//! was shown.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::json;

use super::super::pass::RETRY_MS;
use super::*;
use crate::config::ServerUrl;
use crate::local::{rsvps, server};
use crate::notify::{Hearing, QuietHours};
use crate::testing::{BEGIN, Device, ScreenFailure};

const HOUR_MS: i64 = 3_600_000;
/// It is ten o'clock: the evening begins in eight hours, and the event is held in 26.
const EVENING_MS: i64 = 8 * HOUR_MS;
const BEGINS_MS: i64 = 26 * HOUR_MS;

fn id() -> EventId {
    EventId::from_random([7; 16])
}

fn put(device: &Device, state: &str, begins_ms: i64) {
    let begins = TimestampMillis::from_millis(BEGIN + begins_ms);
    let event = json!({
        "id": id(), "revision": 1, "state": state, "changed_at": device.now(),
        "content": {
            "kind": "safety_event", "time_zone": "UTC", "place": "Quay steps",
            "starts_at": begins, "ends_at": begins.plus_millis(HOUR_MS),
            "texts": [
                { "language": "en", "title": "Walk with the patrol", "description": "Along the water." },
                { "language": "es", "title": "Paseo con la patrulla", "description": "Junto al agua." }
            ]
        }
    });
    let event: Event = serde_json::from_value(event).unwrap();
    device.core.write(|tx| news::put_event(tx, &event, 1)).unwrap();
}

/// A device whose resident comes to an event of tomorrow.
fn coming() -> Device {
    let device = Device::new();
    let url: ServerUrl = "http://127.0.0.1:9".parse().unwrap();
    device.core.write(|tx| server::belong_to(tx, &url)).unwrap();
    put(&device, "published", BEGINS_MS);
    device.core.answer_event(id(), 2).unwrap();
    device
}

/// What is shown now.
fn told(device: &Device) -> Vec<Notification> {
    device.core.tell().unwrap();
    device.screen.take_shown()
}

fn next_at(device: &Device) -> Option<i64> {
    let at = device.core.tell().unwrap();
    at.map(|at| at.as_millis() - BEGIN)
}

#[test]
fn an_event_is_reminded_of_once_over_restarts_and_snapshots() {
    let mut device = coming();
    assert!(told(&device).is_empty());
    assert_eq!(next_at(&device), Some(EVENING_MS));
    device.pass(EVENING_MS);
    let shown = told(&device);
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].about, Some(Subject::Event(id())));
    assert_eq!((shown[0].loudness, shown[0].anew), (Loudness::Normal, true));
    assert_eq!(shown[0].title, "You said you are coming: Walk with the patrol");
    assert_eq!(shown[0].body, "Saturday 12:00 · Quay steps");
    assert!(told(&device).is_empty());
    device.restart();
    assert!(told(&device).is_empty());
    device.core.write(server::begin_snapshot).unwrap();
    put(&device, "published", BEGINS_MS);
    device.core.write(rsvps::trim).unwrap();
    assert!(told(&device).is_empty());
    // Nor when they change how many they are.
    device.core.answer_event(id(), 3).unwrap();
    assert!(told(&device).is_empty());
    assert!(device.screen.take_withdrawn().is_empty());
    assert_eq!(next_at(&device), Some(BEGINS_MS));
    device.pass(BEGINS_MS - EVENING_MS);
    assert!(told(&device).is_empty());
    assert_eq!(device.screen.take_withdrawn(), [shown[0].handle]);
}

#[test]
fn a_crash_between_the_record_and_the_screen_reminds_at_most_once() {
    let mut device = coming();
    device.pass(EVENING_MS);
    *device.screen.fails.lock().unwrap() = Some(ScreenFailure::Crash);
    catch_unwind(AssertUnwindSafe(|| device.core.tell())).unwrap_err();
    device.screen.fails.lock().unwrap().take();
    device.restart();
    assert!(told(&device).is_empty());
}

#[test]
fn of_two_processes_on_one_folder_one_reminds() {
    let device = coming();
    device.pass(EVENING_MS);
    let other = device.open_again();
    std::thread::scope(|scope| {
        for core in [&device.core, &other] {
            scope.spawn(|| core.tell().unwrap());
        }
    });
    assert_eq!(device.screen.take_shown().len(), 1);
}

#[test]
fn what_nobody_can_have_seen_is_told_later() {
    let device = coming();
    device.pass(EVENING_MS);
    *device.screen.fails.lock().unwrap() = Some(ScreenFailure::NotShown);
    assert_eq!(next_at(&device), Some(EVENING_MS + RETRY_MS));
    device.screen.fails.lock().unwrap().take();
    assert_eq!(told(&device).len(), 1);
}

#[test]
fn whoever_takes_the_answer_back_is_not_reminded_and_a_reminder_goes() {
    let device = coming();
    device.core.answer_event(id(), 0).unwrap();
    device.pass(EVENING_MS);
    assert!(told(&device).is_empty());
    // Who comes after all, in the evening, hears of it two hours before.
    device.pass(1);
    device.core.answer_event(id(), 1).unwrap();
    assert_eq!(next_at(&device), Some(BEGINS_MS - 2 * HOUR_MS));
    device.pass(BEGINS_MS - 2 * HOUR_MS - EVENING_MS);
    let shown = told(&device);
    assert_eq!(shown.len(), 1);
    device.core.answer_event(id(), 0).unwrap();
    assert!(told(&device).is_empty());
    assert_eq!(device.screen.take_withdrawn(), [shown[0].handle]);
    device.core.answer_event(id(), 1).unwrap();
    assert!(told(&device).is_empty(), "they were reminded");
}

#[test]
fn what_is_cancelled_is_not_reminded_of_and_a_reminder_of_it_goes() {
    let device = coming();
    put(&device, "cancelled", BEGINS_MS);
    device.pass(EVENING_MS);
    assert!(told(&device).is_empty());
    put(&device, "published", BEGINS_MS);
    let shown = told(&device);
    assert_eq!(shown.len(), 1);
    put(&device, "cancelled", BEGINS_MS);
    assert!(told(&device).is_empty());
    assert_eq!(device.screen.take_withdrawn(), [shown[0].handle]);
}

#[test]
fn a_reminder_of_an_event_that_is_gone_is_taken_out_of_sight() {
    let device = coming();
    device.pass(EVENING_MS);
    let shown = told(&device);
    device
        .core
        .write(|tx| {
            news::remove(tx, "event", &id().to_string())?;
            rsvps::trim(tx)
        })
        .unwrap();
    assert!(told(&device).is_empty());
    assert_eq!(device.screen.take_withdrawn(), [shown[0].handle]);
    device.core.write(rsvps::trim).unwrap();
    assert_eq!(device.core.outbox().unwrap().waiting, 0);
}

#[test]
fn an_event_that_was_moved_is_told_of_anew() {
    let device = coming();
    device.pass(EVENING_MS);
    let shown = told(&device);
    put(&device, "published", BEGINS_MS + 24 * HOUR_MS);
    assert!(told(&device).is_empty());
    assert_eq!(device.screen.take_withdrawn(), [shown[0].handle]);
    device.pass(24 * HOUR_MS);
    assert_eq!(told(&device)[0].body, "Sunday 12:00 · Quay steps");
}

#[test]
fn reminders_can_be_switched_off_and_keep_quiet_hours() {
    let device = coming();
    let quiet = Some(QuietHours {
        from: "17:00".parse().unwrap(),
        until: "07:00".parse().unwrap(),
    });
    let choose = |reminds| {
        let hearing = Hearing {
            // Alerts are another choice.
            on: false,
            reminds,
            quiet,
            ..Hearing::default()
        };
        device.core.set_hearing(&hearing).unwrap();
    };
    choose(false);
    device.pass(EVENING_MS);
    assert!(told(&device).is_empty());
    assert_eq!(next_at(&device), None);
    choose(true);
    assert!(told(&device).is_empty());
    let morning_ms = 21 * HOUR_MS;
    assert_eq!(next_at(&device), Some(morning_ms));
    device.pass(morning_ms - EVENING_MS);
    assert_eq!(told(&device).len(), 1);
}

#[test]
fn a_reminder_speaks_the_language_of_the_resident() {
    let device = coming();
    device.core.set_language(Some("es".parse().unwrap())).unwrap();
    device.pass(EVENING_MS);
    assert_eq!(told(&device)[0].title, "Dijo que iría: Paseo con la patrulla");
}
