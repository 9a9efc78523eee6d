use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::limits::RSVP_PEOPLE_MAX;
use serde_json::json;

use super::*;
use crate::config::ServerUrl;
use crate::local::server;
use crate::retry::RETRY_DELAY_MS_MAX;
use crate::testing::Device;
use crate::view::{AnswerState, EventAnswer};

const HOUR_MS: i64 = 3_600_000;

/// A device that knows an event of tomorrow.
fn device() -> (Device, EventId) {
    let device = Device::new();
    let id = EventId::from_random([7; 16]);
    connect(&device, "http://127.0.0.1:9");
    put(&device, id, "published");
    (device, id)
}

fn connect(device: &Device, url: &str) {
    let url: ServerUrl = url.parse().unwrap();
    device.core.write(|tx| server::belong_to(tx, &url)).unwrap();
}

fn put(device: &Device, id: EventId, state: &str) {
    let event = json!({
        "id": id, "revision": 1, "state": state, "changed_at": device.now(),
        "content": {
            "kind": "safety_event", "time_zone": "Europe/Madrid", "place": "Quay steps",
            "starts_at": device.now().plus_millis(24 * HOUR_MS), "ends_at": device.now().plus_millis(26 * HOUR_MS),
            "texts": [{ "language": "en", "title": "Walk", "description": "Along the water." }]
        }
    });
    let event: Event = serde_json::from_value(event).unwrap();
    device.core.write(|tx| news::put_event(tx, &event, 1)).unwrap();
}

fn try_attempt(device: &Device) -> Option<Attempt> {
    let operation = OperationId::from_random(device.core.inner.platform.random().unwrap());
    let now = device.now();
    device
        .core
        .write(|tx| rsvps::attempt(tx, operation, now))
        .unwrap()
}

fn attempt(device: &Device) -> Attempt {
    try_attempt(device).expect("an answer is due")
}

fn settle(device: &Device, attempt: &Attempt, settled: Settled) {
    let now = device.now();
    device
        .core
        .write(|tx| rsvps::settle(tx, attempt.operation, settled, now))
        .unwrap();
}

fn answer(device: &Device) -> Option<EventAnswer> {
    device.core.events().unwrap()[0].answer
}

fn shown(people: u32, kept: u32, state: AnswerState) -> Option<EventAnswer> {
    let refusal = (state == AnswerState::Refused).then_some(ErrorCode::Full);
    Some(EventAnswer {
        people,
        kept,
        state,
        refusal,
    })
}

#[test]
fn an_answer_is_kept_at_once_and_waits_to_be_sent() {
    let (mut device, id) = device();
    assert_eq!(answer(&device), None);
    device.core.answer_event(id, 2).unwrap();
    device.restart();
    assert_eq!(answer(&device), shown(2, 0, AnswerState::Waiting));
    assert_eq!(device.core.outbox().unwrap().waiting, 1);
    let sent = attempt(&device);
    assert_eq!((sent.event, &sent.body[..]), (id, br#"{"people":2}"#.as_slice()));
    settle(&device, &sent, Settled::Kept);
    assert_eq!(answer(&device), shown(2, 2, AnswerState::Kept));
    assert_eq!(device.core.outbox().unwrap().waiting, 0);
    assert!(try_attempt(&device).is_none());
}

#[test]
fn what_was_sent_goes_again_as_it_was_until_it_is_settled() {
    let (device, id) = device();
    device.core.answer_event(id, 2).unwrap();
    let first = attempt(&device);
    assert!(try_attempt(&device).is_none(), "it is on its way");
    settle(&device, &first, Settled::RetryAt(device.now()));
    device.core.answer_event(id, 0).unwrap();
    let again = attempt(&device);
    assert_eq!(
        (again.operation, &again.body, again.attempts),
        (first.operation, &first.body, 2)
    );
    settle(&device, &first, Settled::Kept);
    assert_eq!(answer(&device), shown(0, 2, AnswerState::Waiting));
    let later = attempt(&device);
    assert_ne!(later.operation, first.operation);
    assert_eq!(later.receipt, first.receipt, "the newest under a receipt counts");
    assert_eq!(&later.body[..], br#"{"people":0}"#);
    settle(&device, &first, Settled::Refused(ErrorCode::Full));
    settle(&device, &later, Settled::Kept);
    assert_eq!(answer(&device), shown(0, 0, AnswerState::Kept));
}

#[test]
fn of_answers_that_were_never_sent_only_the_newest_is() {
    let (device, id) = device();
    for people in [1, 3, 2] {
        device.core.answer_event(id, people).unwrap();
    }
    let sent = attempt(&device);
    assert_eq!(&sent.body[..], br#"{"people":2}"#);
    settle(&device, &sent, Settled::Kept);
    assert!(try_attempt(&device).is_none());
}

#[test]
fn a_refusal_is_told_and_leaves_what_counted_before() {
    let (device, id) = device();
    device.core.answer_event(id, 1).unwrap();
    settle(&device, &attempt(&device), Settled::Kept);
    device.core.answer_event(id, 3).unwrap();
    settle(&device, &attempt(&device), Settled::Refused(ErrorCode::Full));
    assert_eq!(answer(&device), shown(3, 1, AnswerState::Refused));
    assert!(
        try_attempt(&device).is_none(),
        "the resident decides what is next"
    );
}

#[test]
fn nobody_comes_to_what_is_over_cancelled_or_unknown_but_everybody_may_stay_away() {
    let (device, id) = device();
    let is_refused = |id, people| {
        let refused = device.core.answer_event(id, people);
        assert!(matches!(refused, Err(CoreError::NotPossible(_))), "{refused:?}");
    };
    is_refused(EventId::from_random([8; 16]), 1);
    put(&device, id, "cancelled");
    is_refused(id, 1);
    device.core.answer_event(id, 0).unwrap();
    put(&device, id, "published");
    device.pass(27 * HOUR_MS);
    is_refused(id, 1);
    let too_many = device.core.answer_event(id, RSVP_PEOPLE_MAX + 1);
    assert!(matches!(too_many, Err(CoreError::Invalid { .. })));
}

#[test]
fn an_answer_goes_to_the_server_of_its_event_alone() {
    let (device, id) = device();
    device.core.answer_event(id, 1).unwrap();
    connect(&device, "https://other.example");
    assert!(try_attempt(&device).is_none());
    assert_eq!(device.core.outbox().unwrap().waiting, 0);
    connect(&device, "http://127.0.0.1:9");
    assert_eq!(attempt(&device).event, id);
}

#[test]
fn a_restored_server_hears_every_answer_again_under_the_same_receipt() {
    let (device, id) = device();
    device.core.answer_event(id, 1).unwrap();
    let before = attempt(&device);
    settle(&device, &before, Settled::Kept);
    let now = device.now();
    device.core.write(|tx| rsvps::present_again(tx, now)).unwrap();
    let again = attempt(&device);
    assert_eq!((again.receipt, again.body), (before.receipt, before.body));
}

#[test]
fn a_clock_that_was_set_back_holds_no_answer_up() {
    let (device, id) = device();
    device.core.answer_event(id, 1).unwrap();
    device.pass(-100 * HOUR_MS);
    let now = device.now();
    device.core.write(|tx| rsvps::pull_back(tx, now, false)).unwrap();
    assert!(try_attempt(&device).is_none());
    device.pass(RETRY_DELAY_MS_MAX);
    attempt(&device);
}

#[test]
fn answers_to_what_is_no_longer_shown_are_forgotten() {
    let (device, id) = device();
    device.core.answer_event(id, 1).unwrap();
    device.core.write(rsvps::trim).unwrap();
    assert_eq!(device.core.outbox().unwrap().waiting, 1);
    device
        .core
        .write(|tx| {
            news::remove(tx, "event", &id.to_string())?;
            rsvps::trim(tx)
        })
        .unwrap();
    assert_eq!(device.core.outbox().unwrap().waiting, 0);
}

#[test]
fn erasing_everything_takes_answers_back_and_then_forgets_them() {
    let (device, id) = device();
    device.core.answer_event(id, 3).unwrap();
    settle(&device, &attempt(&device), Settled::Kept);
    device.core.erase_everything().unwrap();
    let taken_back = attempt(&device);
    assert_eq!(&taken_back.body[..], br#"{"people":0}"#);
    settle(&device, &taken_back, Settled::RetryAt(device.now()));
    let again = attempt(&device);
    assert_eq!(again.operation, taken_back.operation);
    settle(&device, &again, Settled::Kept);
    assert_eq!(answer(&device), None);
    assert!(try_attempt(&device).is_none());
}

#[test]
fn erasing_everything_waits_for_the_answer_that_is_under_way() {
    let (device, id) = device();
    device.core.answer_event(id, 3).unwrap();
    let under_way = attempt(&device);
    device.core.erase_everything().unwrap();
    settle(&device, &under_way, Settled::Kept);
    let taken_back = attempt(&device);
    assert_eq!(&taken_back.body[..], br#"{"people":0}"#);
    settle(&device, &taken_back, Settled::Refused(ErrorCode::Gone));
    assert_eq!(answer(&device), None);
}

#[test]
fn an_answer_that_nobody_heard_is_forgotten_at_once() {
    let (device, id) = device();
    device.core.answer_event(id, 3).unwrap();
    device.core.erase_everything().unwrap();
    assert_eq!(answer(&device), None);
    assert!(try_attempt(&device).is_none());
    // Whoever answers anew is not forgotten.
    device.core.answer_event(id, 1).unwrap();
    settle(&device, &attempt(&device), Settled::Kept);
    assert_eq!(answer(&device), shown(1, 1, AnswerState::Kept));
}
