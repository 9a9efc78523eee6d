//! Every line of the rule, and what holds whatever happens.

use proptest::prelude::*;

use super::*;
use crate::notify::testing::alert;
use crate::testing::BEGIN;

const HOUR_MS: i64 = 3_600_000;

fn at(ms: i64) -> TimestampMillis {
    TimestampMillis::from_millis(BEGIN + ms)
}

fn of_level(level: Level) -> Alert {
    let mut alert = alert(1);
    alert.level = level;
    alert
}

/// Somebody who is there, at an hour that is not quiet, a minute after the alert was sent.
fn around(hearing: &Hearing) -> Circumstances<'_> {
    Circumstances {
        hearing,
        here: true,
        quiet_until: None,
        now: at(60_000),
    }
}

fn waking() -> Hearing {
    Hearing {
        wakes: true,
        ..Hearing::default()
    }
}

fn told(level: Level) -> Told {
    Told {
        level,
        standing: true,
        same_message: false,
    }
}

fn tell(kind: Kind, loudness: Loudness, anew: bool) -> Step {
    Step::Tell(Telling { kind, loudness, anew })
}

#[test]
fn each_level_is_as_loud_as_the_table_says() {
    let (plain, waking) = (Hearing::default(), waking());
    for (level, loudness) in [
        (Level::Minor, Loudness::Low),
        (Level::Moderate, Loudness::Normal),
        (Level::Severe, Loudness::Critical),
        (Level::Extreme, Loudness::Critical),
    ] {
        let step = step(&of_level(level), None, &around(&plain));
        assert_eq!(step, tell(Kind::First, loudness, true), "{level:?}");
    }
    let loudest = step(&of_level(Level::Extreme), None, &around(&waking));
    assert_eq!(loudest, tell(Kind::First, Loudness::Alarm, true));
}

#[test]
fn quiet_hours_hold_everything_but_what_somebody_agreed_to() {
    let until = at(8 * HOUR_MS);
    let (plain, waking) = (Hearing::default(), waking());
    let quiet = |hearing| Circumstances {
        quiet_until: Some(until),
        ..around(hearing)
    };
    let extreme = of_level(Level::Extreme);
    assert_eq!(step(&extreme, None, &quiet(&plain)), Step::Wait(until));
    assert_eq!(
        step(&extreme, None, &quiet(&waking)),
        tell(Kind::First, Loudness::Alarm, true)
    );
    let severe = of_level(Level::Severe);
    assert_eq!(step(&severe, None, &quiet(&waking)), Step::Wait(until));
    // The end of what woke somebody is not kept from them.
    let mut ended = extreme;
    ended.state = AlertState::Ended;
    let end = tell(Kind::End, Loudness::Low, true);
    assert_eq!(step(&ended, Some(told(Level::Extreme)), &quiet(&waking)), end);
    assert_eq!(
        step(&ended, Some(told(Level::Severe)), &quiet(&waking)),
        Step::Wait(until)
    );
}

#[test]
fn nothing_is_told_that_is_not_meant_or_not_wished() {
    let (plain, off) = (
        Hearing::default(),
        Hearing {
            on: false,
            ..waking()
        },
    );
    for status in [AlertStatus::Test, AlertStatus::Exercise] {
        let mut unreal = of_level(Level::Extreme);
        unreal.content.status = status;
        assert_eq!(step(&unreal, None, &around(&plain)), Step::Rest);
        unreal.content.effective = Some(at(HOUR_MS));
        assert_eq!(step(&unreal, None, &around(&plain)), Step::Rest);
    }
    assert_eq!(step(&of_level(Level::Extreme), None, &around(&off)), Step::Rest);
    let elsewhere = Circumstances {
        here: false,
        ..around(&plain)
    };
    assert_eq!(step(&of_level(Level::Extreme), None, &elsewhere), Step::Rest);
}

#[test]
fn what_is_ahead_waits_for_its_time_and_what_expired_is_taken_away() {
    let plain = Hearing::default();
    let mut ahead = of_level(Level::Severe);
    ahead.state = AlertState::Scheduled;
    ahead.content.effective = Some(at(HOUR_MS));
    ahead.content.expires = at(3 * HOUR_MS);
    assert_eq!(step(&ahead, None, &around(&plain)), Step::Wait(at(HOUR_MS)));
    let later = |now| Circumstances {
        now,
        ..around(&plain)
    };
    let begun = later(at(HOUR_MS));
    assert_eq!(
        step(&ahead, None, &begun),
        tell(Kind::First, Loudness::Critical, true)
    );
    let expired = later(ahead.content.expires);
    assert_eq!(step(&ahead, None, &expired), Step::Rest);
    assert_eq!(step(&ahead, Some(told(Level::Severe)), &expired), Step::Withdraw);
}

#[test]
fn what_was_told_is_not_told_again() {
    let plain = Hearing::default();
    let severe = of_level(Level::Severe);
    let same = Told {
        same_message: true,
        ..told(Level::Severe)
    };
    assert_eq!(step(&severe, Some(same), &around(&plain)), Step::Rest);
    let gone = Told {
        standing: false,
        ..same
    };
    assert_eq!(step(&severe, Some(gone), &around(&plain)), Step::Rest);
}

#[test]
fn an_update_draws_attention_again_only_if_the_level_rose() {
    let plain = Hearing::default();
    let update = |level, before| step(&of_level(level), Some(told(before)), &around(&plain));
    assert_eq!(
        update(Level::Severe, Level::Moderate),
        tell(Kind::Update, Loudness::Critical, true)
    );
    assert_eq!(
        update(Level::Severe, Level::Severe),
        tell(Kind::Update, Loudness::Critical, false)
    );
    assert_eq!(
        update(Level::Minor, Level::Severe),
        tell(Kind::Update, Loudness::Low, false)
    );
    // It moved away: whoever was told of it learns that, and is not startled.
    let elsewhere = Circumstances {
        here: false,
        ..around(&plain)
    };
    let moved = step(&of_level(Level::Extreme), Some(told(Level::Severe)), &elsewhere);
    assert_eq!(moved, tell(Kind::Update, Loudness::Critical, false));
}

#[test]
fn an_end_is_told_to_whoever_was_told_of_the_alert_and_to_nobody_else() {
    let plain = Hearing::default();
    for state in [AlertState::Ended, AlertState::Recalled] {
        let mut over = of_level(Level::Severe);
        over.state = state;
        assert_eq!(step(&over, None, &around(&plain)), Step::Rest);
        let standing = Some(told(Level::Severe));
        assert_eq!(
            step(&over, standing, &around(&plain)),
            tell(Kind::End, Loudness::Low, true)
        );
        let out_of_sight = Some(Told {
            standing: false,
            ..told(Level::Severe)
        });
        assert_eq!(step(&over, out_of_sight, &around(&plain)), Step::Rest);
        let late = Circumstances {
            now: at(LATE_MS_MAX + 1),
            ..around(&plain)
        };
        assert_eq!(step(&over, standing, &late), Step::Withdraw);
    }
}

#[test]
fn a_device_that_was_away_hears_of_what_still_threatens_and_of_little_else() {
    let plain = Hearing::default();
    let long_ago = |level| {
        let mut alert = of_level(level);
        alert.content.expires = at(48 * HOUR_MS);
        step(
            &alert,
            None,
            &Circumstances {
                now: at(LATE_MS_MAX + 1),
                ..around(&plain)
            },
        )
    };
    assert_eq!(
        long_ago(Level::Severe),
        tell(Kind::First, Loudness::Critical, true)
    );
    assert_eq!(long_ago(Level::Moderate), Step::Rest);
    assert_eq!(long_ago(Level::Minor), Step::Rest);
}

const LEVELS: [Level; 4] = [Level::Minor, Level::Moderate, Level::Severe, Level::Extreme];

proptest! {
    /// Whatever was told and wherever somebody is: a wait lies ahead, or it would be waited for without end.
    #[test]
    fn a_wait_lies_ahead(
        level in 0_usize..4, begins in -3_i64..3, lasts in 1_i64..5, now in -4_i64..9, quiet in any::<bool>(),
        state in 0_usize..5, before in proptest::option::of((0_usize..4, any::<bool>(), any::<bool>())),
        flags in any::<(bool, bool, bool)>(),
    ) {
        use AlertState::{Active, Ended, Recalled, Scheduled, Updated};
        let (on, wakes, here) = flags;
        let mut alert = of_level(LEVELS[level]);
        alert.state = [Active, Updated, Scheduled, Ended, Recalled][state];
        alert.content.effective = Some(at(begins * HOUR_MS));
        alert.content.expires = at((begins + lasts) * HOUR_MS);
        let told = before.map(|(level, standing, same_message)| Told { level: LEVELS[level], standing, same_message });
        let hearing = Hearing { on, wakes, ..Hearing::default() };
        let now = at(now * HOUR_MS);
        let quiet_until = quiet.then(|| now.plus_millis(HOUR_MS));
        let step = step(&alert, told, &Circumstances { hearing: &hearing, here, quiet_until, now });
        if let Step::Wait(until) = step {
            prop_assert!(until > now);
        }
        if let Step::Tell(telling) = step {
            prop_assert!(on);
            prop_assert!(!quiet || telling.loudness == Loudness::Alarm || telling.kind == Kind::End);
            prop_assert!(telling.loudness < Loudness::Alarm || (wakes && here));
        }
    }
}
