//! What alerts may say, how loud they are, and when they are in force.

use proptest::prelude::*;

use super::*;
use crate::limits;
use crate::text::Language;

const NOW: TimestampMillis = TimestampMillis::EPOCH;

type Part = fn(&mut AlertText) -> &mut String;

fn content() -> AlertContent {
    AlertContent {
        status: AlertStatus::Actual,
        category: AlertCategory::Safety,
        urgency: Urgency::Immediate,
        severity: Severity::Severe,
        certainty: Certainty::Observed,
        effective: None,
        expires: NOW.plus_millis(limits::DAY_MS),
        texts: vec![AlertText {
            language: Language::english(),
            headline: "Gas smell near Mill Street".into(),
            source: "Patrol".into(),
            hazard: "Gas smell".into(),
            place: "Mill Street".into(),
            instruction: "Use Quay Road".into(),
            description: String::new(),
        }],
        districts: Vec::new(),
        region: None,
    }
}

fn alert(state: AlertState, begins_ms: i64) -> Alert {
    let content = AlertContent {
        effective: Some(NOW.plus_millis(begins_ms)),
        ..content()
    };
    Alert {
        id: AlertId::from_random([1; 16]),
        revision: 1,
        state,
        identifier: OperationId::from_random([1; 16]),
        sender: "patrol.example".into(),
        sent: NOW,
        references: Vec::new(),
        level: content.level(),
        content,
        closing: Vec::new(),
    }
}

#[test]
fn a_scheduled_alert_comes_into_force_at_its_time_and_leaves_at_its_end() {
    let alert = alert(AlertState::Scheduled, 1_000);
    assert!(!alert.is_in_force(NOW.plus_millis(999)));
    assert!(alert.is_in_force(NOW.plus_millis(1_000)));
    assert!(!alert.is_in_force(alert.content.expires));
}

#[test]
fn only_published_alerts_are_in_force() {
    use AlertState::{Active, AwaitingApproval, Draft, Ended, Expired, Recalled, Updated};
    for state in [Active, Updated] {
        assert!(alert(state, 0).is_in_force(NOW));
    }
    for state in [Draft, AwaitingApproval, Ended, Recalled, Expired] {
        assert!(!alert(state, 0).is_in_force(NOW));
    }
}

#[test]
fn the_table_of_levels() {
    use {Certainty as C, Severity as S, Urgency as U};
    let cases = [
        (U::Immediate, S::Extreme, C::Observed, Level::Extreme),
        (U::Immediate, S::Extreme, C::Likely, Level::Extreme),
        (U::Expected, S::Extreme, C::Likely, Level::Severe),
        (U::Immediate, S::Severe, C::Observed, Level::Severe),
        (U::Future, S::Extreme, C::Observed, Level::Moderate),
        (U::Immediate, S::Severe, C::Possible, Level::Moderate),
        (U::Immediate, S::Moderate, C::Observed, Level::Moderate),
        (U::Immediate, S::Unknown, C::Possible, Level::Moderate),
        (U::Past, S::Extreme, C::Observed, Level::Minor),
        (U::Immediate, S::Minor, C::Possible, Level::Minor),
        (U::Immediate, S::Unknown, C::Observed, Level::Minor),
    ];
    for (urgency, severity, certainty, expected) in cases {
        assert_eq!(
            level(urgency, severity, certainty),
            expected,
            "{urgency:?} {severity:?} {certainty:?}"
        );
    }
}

proptest! {
    #[test]
    fn an_alert_ends_after_it_begins_and_within_its_limit(begins in -3_i64..40, lasts in -3_i64..12) {
        let effective = NOW.plus_millis(begins * limits::DAY_MS);
        let expires = effective.plus_millis(lasts * limits::DAY_MS);
        let content = AlertContent { effective: Some(effective), expires, ..content() };
        let sound = begins <= 30 && (1..=7).contains(&lasts) && expires > NOW;
        prop_assert_eq!(content.check(NOW).is_ok(), sound);
    }

    #[test]
    fn every_part_passes_at_its_limit_and_not_beyond(over in 0_usize..2) {
        let parts: [(Part, usize); 6] = [
            (|t| &mut t.headline, limits::HEADLINE_CHARS_MAX),
            (|t| &mut t.source, limits::ALERT_PART_CHARS_MAX),
            (|t| &mut t.hazard, limits::ALERT_PART_CHARS_MAX),
            (|t| &mut t.place, limits::ALERT_PART_CHARS_MAX),
            (|t| &mut t.instruction, limits::ALERT_TEXT_CHARS_MAX),
            (|t| &mut t.description, limits::ALERT_TEXT_CHARS_MAX),
        ];
        for (part, max) in parts {
            let mut content = content();
            *part(&mut content.texts[0]) = "ж".repeat(max + over);
            prop_assert_eq!(content.check(NOW).is_ok(), over == 0);
        }
    }
}

#[test]
fn none_of_the_parts_may_be_missing() {
    let parts: [Part; 5] = [
        |t| &mut t.headline,
        |t| &mut t.source,
        |t| &mut t.hazard,
        |t| &mut t.place,
        |t| &mut t.instruction,
    ];
    for part in parts {
        let mut content = content();
        *part(&mut content.texts[0]) = "  ".into();
        assert!(content.check(NOW).is_err());
    }
}

#[test]
fn each_language_stands_once() {
    let mut content = content();
    content.texts.push(content.texts[0].clone());
    assert!(content.check(NOW).is_err());
    content.texts.clear();
    assert!(content.check(NOW).is_err());
}
