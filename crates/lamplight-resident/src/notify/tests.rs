//! Alerts as a device tells of them: the real database, a clock that stands still, and a screen that keeps what it
//! was shown.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lamplight_protocol::alert::{Alert, AlertReference, AlertState, AlertStatus, Level};
use lamplight_protocol::ids::OperationId;
use lamplight_protocol::place::Point;

use super::pass::{AT_ONCE_MAX, RETRY_MS};
use super::testing::alert;
use super::*;
use crate::local::server;
use crate::platform::Subject;
use crate::testing::{BEGIN, Device, ScreenFailure};

const HOUR_MS: i64 = 3_600_000;

/// Puts an alert where the feed puts it.
fn hears(device: &Device, alert: &Alert) {
    device.core.write(|tx| news::put_alert(tx, alert, 1)).unwrap();
}

/// The alert that a notification is about.
#[expect(clippy::unnecessary_wraps, reason = "as a notification has it")]
fn of(number: u8) -> Option<Subject> {
    Some(Subject::Alert(alert(number).id))
}

/// What is shown now, by headline.
fn told(device: &Device) -> Vec<Notification> {
    device.core.pass::<Alerts>().unwrap();
    device.screen.take_shown()
}

fn next_at(device: &Device) -> Option<i64> {
    let at = device.core.pass::<Alerts>().unwrap();
    at.map(|at| at.as_millis() - BEGIN)
}

/// The next message of an alert.
fn update(before: &Alert, number: u8) -> Alert {
    let mut update = before.clone();
    update.references.push(AlertReference {
        identifier: before.identifier,
        sent: before.sent,
    });
    update.identifier = OperationId::from_random([number; 16]);
    update.sent = before.sent.plus_millis(60_000);
    update.revision += 1;
    update.state = AlertState::Updated;
    update
}

#[test]
fn an_alert_is_told_once_over_restarts_and_snapshots() {
    let mut device = Device::new();
    hears(&device, &alert(1));
    let shown = told(&device);
    assert_eq!(shown.len(), 1);
    assert_eq!((shown[0].loudness, shown[0].anew), (Loudness::Critical, true));
    assert_eq!(shown[0].about, of(1));
    assert_eq!(shown[0].title, "Severe: Gas smell");
    assert!(told(&device).is_empty());
    device.restart();
    assert!(told(&device).is_empty());
    // A new epoch: everything is dropped and comes anew.
    device.core.write(server::begin_snapshot).unwrap();
    hears(&device, &alert(1));
    assert!(told(&device).is_empty());
}

#[test]
fn of_two_processes_on_one_folder_one_tells() {
    let device = Device::new();
    hears(&device, &alert(1));
    let other = device.open_again();
    std::thread::scope(|scope| {
        for core in [&device.core, &other] {
            scope.spawn(|| core.pass::<Alerts>().unwrap());
        }
    });
    assert_eq!(device.screen.take_shown().len(), 1);
}

#[test]
fn a_crash_between_the_record_and_the_screen_tells_at_most_once() {
    let mut device = Device::new();
    hears(&device, &alert(1));
    *device.screen.fails.lock().unwrap() = Some(ScreenFailure::Crash);
    catch_unwind(AssertUnwindSafe(|| device.core.pass::<Alerts>())).unwrap_err();
    device.screen.fails.lock().unwrap().take();
    device.restart();
    assert!(told(&device).is_empty());
}

#[test]
fn what_nobody_can_have_seen_is_told_later() {
    let device = Device::new();
    let first = alert(1);
    hears(&device, &first);
    *device.screen.fails.lock().unwrap() = Some(ScreenFailure::NotShown);
    assert_eq!(next_at(&device), Some(RETRY_MS));
    assert!(!device.core.hearing().unwrap().able);
    device.screen.fails.lock().unwrap().take();
    let shown = told(&device);
    assert_eq!((shown.len(), shown[0].anew), (1, true));

    // An update that was not seen leaves what was told before.
    let mut louder = update(&first, 2);
    louder.level = Level::Extreme;
    hears(&device, &louder);
    *device.screen.fails.lock().unwrap() = Some(ScreenFailure::NotShown);
    assert!(told(&device).is_empty());
    device.screen.fails.lock().unwrap().take();
    let again = told(&device);
    assert_eq!((again.len(), again[0].anew), (1, true));
    assert_eq!(again[0].handle, shown[0].handle);
}

#[test]
fn an_update_takes_the_place_of_what_was_told_and_an_end_closes_it() {
    let device = Device::new();
    let first = alert(1);
    hears(&device, &first);
    let handle = told(&device)[0].handle;
    let second = update(&first, 2);
    hears(&device, &second);
    let shown = told(&device);
    assert_eq!((shown[0].handle, shown[0].anew), (handle, false));
    let mut louder = update(&second, 3);
    louder.level = Level::Extreme;
    hears(&device, &louder);
    let shown = told(&device);
    assert_eq!((shown[0].handle, shown[0].anew), (handle, true));
    // The message that it replaced comes late: it is known.
    hears(&device, &first);
    assert!(told(&device).is_empty());

    let mut ended = update(&louder, 4);
    ended.state = AlertState::Ended;
    hears(&device, &ended);
    let shown = told(&device);
    assert_eq!(
        (shown.len(), shown[0].handle, shown[0].loudness),
        (1, handle, Loudness::Low)
    );
    assert!(told(&device).is_empty());
    assert!(device.screen.take_withdrawn().is_empty());
}

#[test]
fn the_end_of_what_was_not_told_is_not_told() {
    let device = Device::new();
    let mut ended = alert(1);
    ended.state = AlertState::Ended;
    hears(&device, &ended);
    let mut test = alert(2);
    test.content.status = AlertStatus::Test;
    hears(&device, &test);
    assert!(told(&device).is_empty());
    assert_eq!(next_at(&device), None);
}

#[test]
fn what_expires_or_is_gone_is_taken_out_of_sight() {
    let device = Device::new();
    for number in [1, 2] {
        hears(&device, &alert(number));
    }
    let shown = told(&device);
    assert_eq!(next_at(&device), Some(2 * HOUR_MS));
    let gone = alert(1).id.to_string();
    device.core.write(|tx| news::remove(tx, "alert", &gone)).unwrap();
    assert!(told(&device).is_empty());
    let of_first = shown.iter().find(|one| one.about == of(1)).unwrap();
    assert_eq!(device.screen.take_withdrawn(), [of_first.handle]);
    device.pass(2 * HOUR_MS);
    assert!(told(&device).is_empty());
    assert_eq!(device.screen.take_withdrawn().len(), 1);
    assert!(told(&device).is_empty());
    assert!(device.screen.take_withdrawn().is_empty());
}

#[test]
fn what_comes_in_quiet_hours_is_told_when_they_end_if_it_still_holds() {
    let device = Device::new();
    // It is 10:00 where it is UTC.
    let quiet = Some(QuietHours {
        from: "09:00".parse().unwrap(),
        until: "11:00".parse().unwrap(),
    });
    let hearing = Hearing {
        quiet,
        ..Hearing::default()
    };
    device.core.set_hearing(&hearing).unwrap();
    hears(&device, &alert(1));
    let mut short = alert(2);
    short.content.expires = short.sent.plus_millis(HOUR_MS / 2);
    hears(&device, &short);
    assert!(told(&device).is_empty());
    assert_eq!(next_at(&device), Some(HOUR_MS));
    device.pass(HOUR_MS);
    let shown = told(&device);
    assert_eq!((shown.len(), shown[0].about), (1, of(1)));
}

#[test]
fn an_alert_elsewhere_is_listed_and_not_told() {
    let device = Device::new();
    let home = HeardPlace::Around {
        name: "Home".into(),
        point: Point::new(50.0, 10.0).unwrap(),
        radius_m: 1_000,
    };
    let hearing = Hearing {
        places: vec![home],
        ..Hearing::default()
    };
    device.core.set_hearing(&hearing).unwrap();
    let mut far = alert(1);
    let square =
        r#"{"type":"MultiPolygon","coordinates":[[[[0.0,0.0],[1.0,0.0],[1.0,1.0],[0.0,1.0],[0.0,0.0]]]]}"#;
    far.content.region = serde_json::from_str(square).unwrap();
    hears(&device, &far);
    hears(&device, &alert(2));
    let shown = told(&device);
    assert_eq!((shown.len(), shown[0].about), (1, of(2)));
    assert_eq!(device.core.alerts_elsewhere().unwrap(), [far.id]);
    // Whoever chooses the whole area hears of it.
    device.core.set_hearing(&Hearing::default()).unwrap();
    assert_eq!(told(&device).len(), 1);
}

#[test]
fn of_many_at_once_the_loudest_are_told_and_the_others_never_ring() {
    let device = Device::new();
    for number in 1..=9 {
        let mut alert = alert(number);
        alert.level = if number == 9 {
            Level::Extreme
        } else {
            Level::Moderate
        };
        hears(&device, &alert);
    }
    let shown = told(&device);
    assert_eq!(shown.len(), AT_ONCE_MAX);
    assert_eq!(shown[0].loudness, Loudness::Critical);
    assert!(told(&device).is_empty());
}

#[test]
fn choices_that_do_not_read_are_refused_and_change_nothing() {
    let device = Device::new();
    let places = vec![HeardPlace::District { id: String::new() }];
    let refused = device.core.set_hearing(&Hearing {
        places,
        ..Hearing::default()
    });
    assert!(matches!(refused, Err(CoreError::Invalid { .. })));
    assert_eq!(device.core.hearing().unwrap().hearing, Hearing::default());
}

#[test]
fn a_try_says_whether_it_was_shown_and_in_the_chosen_language() {
    let device = Device::new();
    device.core.set_language(Some("es".parse().unwrap())).unwrap();
    assert!(device.core.try_notification().unwrap());
    assert_eq!(device.screen.take_shown()[0].title, "Así le llegan las alertas");
    *device.screen.fails.lock().unwrap() = Some(ScreenFailure::NotShown);
    assert!(!device.core.try_notification().unwrap());
}

#[test]
fn that_the_app_stays_is_explained_once() {
    let mut device = Device::new();
    device.core.explain_staying().unwrap();
    assert_eq!(device.screen.take_shown().len(), 1);
    device.restart();
    device.core.explain_staying().unwrap();
    assert!(device.screen.take_shown().is_empty());
}
