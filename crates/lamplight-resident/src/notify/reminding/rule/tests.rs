use lamplight_protocol::ids::EventId;
use serde_json::json;

use super::*;
use crate::local::reminders::Reminded;

/// An event in Madrid, an hour ahead of UTC, that is held in the evening of the 26th.
fn event(state: &str) -> Event {
    serde_json::from_value(json!({
        "id": EventId::from_random([7; 16]), "revision": 1, "state": state,
        "changed_at": "2026-11-20T09:00:00Z",
        "content": {
            "kind": "safety_event", "time_zone": "Europe/Madrid", "place": "Quay steps",
            "starts_at": "2026-11-26T18:30:00Z", "ends_at": "2026-11-26T20:00:00Z",
            "texts": [{ "language": "en", "title": "Walk", "description": "Along the water." }]
        }
    }))
    .unwrap()
}

fn at(time: &str) -> TimestampMillis {
    format!("2026-11-{time}:00Z").parse().unwrap()
}

fn answered(since: &str) -> Answered {
    Answered {
        event: EventId::from_random([7; 16]),
        comes: true,
        since: at(since),
        reminded: Reminded {
            of: None,
            stands: false,
        },
    }
}

fn around(now: &str) -> Circumstances {
    Circumstances {
        wanted: true,
        quiet_until: None,
        now: at(now),
    }
}

fn step_at(answered: &Answered, now: &str) -> Step {
    step(answered, Some(&event("published")), around(now))
}

#[test]
fn the_evening_before_is_by_the_clocks_of_the_event() {
    let early = answered("20T10:00");
    assert_eq!(step_at(&early, "25T16:59"), Step::Wait(at("25T17:00")));
    assert_eq!(step_at(&early, "25T17:00"), Step::Remind);
    // A device that was off in the evening reminds when it is back, until the event begins.
    assert_eq!(step_at(&early, "26T18:29"), Step::Remind);
    assert_eq!(step_at(&early, "26T18:30"), Step::Rest);
}

#[test]
fn whoever_answers_on_the_day_is_reminded_two_hours_before_and_whoever_has_just_answered_is_not() {
    assert_eq!(step_at(&answered("25T17:00"), "25T17:00"), Step::Remind);
    let later = answered("25T17:01");
    assert_eq!(step_at(&later, "25T17:01"), Step::Wait(at("26T16:30")));
    assert_eq!(step_at(&later, "26T16:30"), Step::Remind);
    assert_eq!(step_at(&answered("26T16:31"), "26T18:00"), Step::Rest);
}

#[test]
fn an_event_of_the_small_hours_is_told_the_evening_before_and_not_at_night() {
    let mut night = event("published");
    night.content.starts_at = at("26T00:30");
    let early = answered("20T10:00");
    assert_eq!(
        step(&early, Some(&night), around("24T16:59")),
        Step::Wait(at("25T17:00")),
        "half past one of the 26th in Madrid"
    );
    // Held shortly after six in the evening, the day before is still the day before.
    night.content.starts_at = at("26T17:10");
    assert_eq!(step(&early, Some(&night), around("25T17:00")), Step::Remind);
}

#[test]
fn what_is_cancelled_gone_declined_or_not_wanted_reminds_of_nothing() {
    let early = answered("20T10:00");
    let now = around("26T10:00");
    assert_eq!(step(&early, Some(&event("cancelled")), now), Step::Rest);
    assert_eq!(step(&early, None, now), Step::Rest);
    let declined = Answered {
        comes: false,
        ..early
    };
    assert_eq!(step(&declined, Some(&event("published")), now), Step::Rest);
    let unwanted = Circumstances { wanted: false, ..now };
    assert_eq!(step(&early, Some(&event("published")), unwanted), Step::Rest);
}

#[test]
fn it_is_told_once_for_each_begin_and_taken_away_when_it_is_over() {
    let early = answered("20T10:00");
    let begins = event("published").content.starts_at;
    let reminded = |of, stands| Answered {
        reminded: Reminded { of: Some(of), stands },
        ..early
    };
    let told = reminded(begins, true);
    assert_eq!(step_at(&told, "26T10:00"), Step::Wait(begins));
    assert_eq!(step_at(&reminded(begins, false), "26T10:00"), Step::Rest);
    assert_eq!(step_at(&told, "26T18:30"), Step::Withdraw);
    assert_eq!(step(&told, None, around("26T10:00")), Step::Withdraw);
    assert_eq!(
        step(&told, Some(&event("cancelled")), around("26T10:00")),
        Step::Withdraw
    );
    // It was moved: what is in sight is wrong, and the new time is told anew.
    let moved = begins.plus_millis(-3_600_000);
    assert_eq!(step_at(&reminded(moved, true), "26T10:00"), Step::Withdraw);
    assert_eq!(step_at(&reminded(moved, false), "26T10:00"), Step::Remind);
}

#[test]
fn quiet_hours_hold_it_until_they_end_unless_it_begins_before() {
    let early = answered("20T10:00");
    let quiet = |until: &str| Circumstances {
        quiet_until: Some(at(until)),
        ..around("26T05:00")
    };
    let published = event("published");
    assert_eq!(
        step(&early, Some(&published), quiet("26T06:00")),
        Step::Wait(at("26T06:00"))
    );
    assert_eq!(step(&early, Some(&published), quiet("26T18:30")), Step::Rest);
}

#[test]
fn a_zone_that_nobody_knows_has_no_evening() {
    let mut event = event("published");
    event.content.time_zone = "Mars/Olympus".into();
    let early = answered("20T10:00");
    assert_eq!(
        step(&early, Some(&event), around("25T17:00")),
        Step::Wait(at("26T16:30"))
    );
}
