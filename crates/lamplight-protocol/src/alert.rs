//! Safety alerts, with the fields of the Common Alerting Protocol 1.2 (OASIS, CAP-v1.2-os).

use serde::{Deserialize, Serialize};

use crate::error::{Violation, check_count};
use crate::ids::{AlertId, OperationId};
use crate::limits;
use crate::place::Region;
use crate::text::{Language, check_required_text, check_text};
use crate::time::TimestampMillis;

/// Whether the alert is meant (CAP `status`). Only actual ones notify as such.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AlertStatus {
    /// To be acted on.
    Actual,
    /// Part of an announced exercise.
    Exercise,
    /// A test of the technology.
    Test,
}

/// The kind of hazard (CAP `category`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AlertCategory {
    /// Geophysical.
    Geo,
    /// Meteorological.
    Met,
    /// General emergency and public safety.
    Safety,
    /// Law enforcement, security.
    Security,
    /// Rescue and recovery.
    Rescue,
    /// Fire.
    Fire,
    /// Medical and public health.
    Health,
    /// Pollution and environment.
    Env,
    /// Transport.
    Transport,
    /// Utilities and infrastructure.
    Infra,
    /// Chemical, biological, radiological, nuclear or explosive threat.
    Cbrne,
    /// Anything else.
    Other,
}

/// How soon people should act (CAP `urgency`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Urgency {
    /// At once.
    Immediate,
    /// Within the hour.
    Expected,
    /// In the near future.
    Future,
    /// It is over.
    Past,
    /// Not known.
    Unknown,
}

/// How bad it is (CAP `severity`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Severity {
    /// Extraordinary threat to life or property.
    Extreme,
    /// Significant threat.
    Severe,
    /// Possible threat.
    Moderate,
    /// Minimal threat.
    Minor,
    /// Not known.
    Unknown,
}

/// How sure it is (CAP `certainty`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Certainty {
    /// It has happened or is happening.
    Observed,
    /// More likely than not.
    Likely,
    /// Possible.
    Possible,
    /// Not expected.
    Unlikely,
    /// Not known.
    Unknown,
}

/// How loud an alert is, from 1 (information) to 4 (act at once).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Level {
    /// Level 1.
    Minor,
    /// Level 2.
    Moderate,
    /// Level 3.
    Severe,
    /// Level 4.
    Extreme,
}

/// The level of an alert. The gate for the two highest is that of Wireless Emergency Alerts (47 CFR
/// 10.400): soon, bad and sure enough, all three.
pub fn level(urgency: Urgency, severity: Severity, certainty: Certainty) -> Level {
    let soon = matches!(urgency, Urgency::Immediate | Urgency::Expected);
    let bad = matches!(severity, Severity::Extreme | Severity::Severe);
    let sure = matches!(certainty, Certainty::Observed | Certainty::Likely);
    match (soon && bad && sure, urgency, severity, certainty) {
        (true, Urgency::Immediate, Severity::Extreme, _) => Level::Extreme,
        (true, ..) => Level::Severe,
        (false, Urgency::Past, ..) | (false, _, Severity::Minor, _) => Level::Minor,
        (false, _, Severity::Moderate, _) | (false, _, _, Certainty::Possible) => Level::Moderate,
        (false, ..) if bad => Level::Moderate,
        (false, ..) => Level::Minor,
    }
}

/// An alert in one language: who says so, what, where, and what to do. With the time these are the five
/// parts that make people believe an alert and act on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AlertText {
    /// The language.
    pub language: Language,
    /// One line that says it all (CAP `headline`).
    pub headline: String,
    /// Who says so (CAP `senderName`).
    pub source: String,
    /// What threatens (CAP `event`).
    pub hazard: String,
    /// Where, in words (CAP `areaDesc`).
    pub place: String,
    /// What to do (CAP `instruction`).
    pub instruction: String,
    /// More about it; may be empty (CAP `description`).
    #[serde(default)]
    pub description: String,
}

/// What is said at the end of an alert, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ClosingText {
    /// The language.
    pub language: Language,
    /// What is said.
    pub text: String,
}

/// Checks what is said at the end of an alert: nothing at all, or something in each language of `texts`, so
/// that nobody who read the alert is left without its end.
///
/// # Errors
/// A [`Violation`] of `closing`.
pub fn check_closing(closing: &[ClosingText], texts: &[AlertText]) -> Result<(), Violation> {
    check_count("closing", closing.len(), limits::TEXTS_MAX)?;
    for (place, one) in closing.iter().enumerate() {
        check_required_text("text", &one.text, limits::ALERT_TEXT_CHARS_MAX)
            .map_err(|violation| violation.within(format_args!("closing.{place}")))?;
    }
    let said = |language: &Language| closing.iter().any(|one| one.language == *language);
    match texts.iter().find(|text| !said(&text.language)) {
        Some(text) if !closing.is_empty() => Err(lacks("closing", &text.language)),
        _ => Ok(()),
    }
}

fn lacks(field: &'static str, language: &Language) -> Violation {
    Violation::invalid(
        field,
        format!("say nothing in {}; say it in each language", language.as_str()),
    )
}

impl AlertText {
    fn check(&self) -> Result<(), Violation> {
        check_required_text("headline", &self.headline, limits::HEADLINE_CHARS_MAX)?;
        check_required_text("source", &self.source, limits::ALERT_PART_CHARS_MAX)?;
        check_required_text("hazard", &self.hazard, limits::ALERT_PART_CHARS_MAX)?;
        check_required_text("place", &self.place, limits::ALERT_PART_CHARS_MAX)?;
        check_required_text("instruction", &self.instruction, limits::ALERT_TEXT_CHARS_MAX)?;
        check_text("description", &self.description, limits::ALERT_TEXT_CHARS_MAX)
    }

    /// Checks the sizes alone: of a text that is still being written.
    fn check_sizes(&self) -> Result<(), Violation> {
        let parts = [
            ("headline", &self.headline, limits::HEADLINE_CHARS_MAX),
            ("source", &self.source, limits::ALERT_PART_CHARS_MAX),
            ("hazard", &self.hazard, limits::ALERT_PART_CHARS_MAX),
            ("place", &self.place, limits::ALERT_PART_CHARS_MAX),
            ("instruction", &self.instruction, limits::ALERT_TEXT_CHARS_MAX),
            ("description", &self.description, limits::ALERT_TEXT_CHARS_MAX),
        ];
        parts
            .into_iter()
            .try_for_each(|(part, text, chars_max)| check_text(part, text, chars_max))
    }
}

/// What staff decide about an alert: the body of a new one, and of an update.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct AlertContent {
    /// Actual, exercise or test.
    pub status: AlertStatus,
    /// The kind of hazard.
    pub category: AlertCategory,
    /// How soon.
    pub urgency: Urgency,
    /// How bad.
    pub severity: Severity,
    /// How sure.
    pub certainty: Certainty,
    /// From when it holds; from now when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<TimestampMillis>,
    /// When it ends by itself.
    pub expires: TimestampMillis,
    /// The alert in each language; at least one.
    pub texts: Vec<AlertText>,
    /// The districts that it is about, by their ids. Their outlines are added to the region when it is sent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional = nullable, as = "Option<Vec<String>>"))]
    pub districts: Vec<String>,
    /// The outline on the ground; none, and no district, for everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
}

impl AlertContent {
    /// Checks every rule, against the server's clock.
    ///
    /// # Errors
    /// The first [`Violation`] found.
    pub fn check(&self, now: TimestampMillis) -> Result<(), Violation> {
        let begins = self.effective.unwrap_or(now);
        if begins.millis_since(now) > limits::ALERT_AHEAD_MS_MAX {
            return Err(Violation::invalid("effective", "lies more than 30 days ahead"));
        }
        if self.expires <= begins {
            return Err(Violation::invalid("expires", "must be after the alert begins"));
        }
        if self.expires <= now {
            return Err(Violation::invalid("expires", "has already passed"));
        }
        if self.expires.millis_since(begins) > limits::ALERT_LASTS_MS_MAX {
            return Err(Violation::invalid(
                "expires",
                "must be within 7 days of its begin; renew the alert instead",
            ));
        }
        check_texts(self.texts.iter().map(|text| &text.language), self.texts.len())?;
        self.check_each_text(AlertText::check)
    }

    /// Checks what is still being written: only that it can be kept.
    ///
    /// # Errors
    /// The first [`Violation`] found.
    pub fn check_sizes(&self) -> Result<(), Violation> {
        check_count("texts", self.texts.len(), limits::TEXTS_MAX)?;
        check_count("districts", self.districts.len(), limits::ALERT_DISTRICTS_MAX)?;
        self.region
            .as_ref()
            .map_or(Ok(()), |region| region.check("region", limits::REGION_POINTS_MAX))?;
        self.check_each_text(AlertText::check_sizes)
    }

    /// Checks that it is told in each of these languages.
    ///
    /// # Errors
    /// A [`Violation`] of `texts`.
    pub fn check_languages(&self, languages: &[Language]) -> Result<(), Violation> {
        let told = |language: &&Language| !self.texts.iter().any(|text| text.language == **language);
        languages
            .iter()
            .find(told)
            .map_or(Ok(()), |language| Err(lacks("texts", language)))
    }

    fn check_each_text(&self, check: fn(&AlertText) -> Result<(), Violation>) -> Result<(), Violation> {
        self.texts.iter().enumerate().try_for_each(|(place, text)| {
            check(text).map_err(|violation| violation.within(format_args!("texts.{place}")))
        })
    }

    /// How loud the alert is.
    pub fn level(&self) -> Level {
        level(self.urgency, self.severity, self.certainty)
    }
}

/// Checks a list of texts: at least one, not too many, each language once.
pub(crate) fn check_texts<'a>(
    languages: impl Iterator<Item = &'a Language>,
    count: usize,
) -> Result<(), Violation> {
    if count == 0 {
        return Err(Violation::invalid("texts", "need at least one language"));
    }
    check_count("texts", count, limits::TEXTS_MAX)?;
    let distinct: std::collections::BTreeSet<&Language> = languages.collect();
    if distinct.len() < count {
        return Err(Violation::invalid("texts", "name a language twice"));
    }
    Ok(())
}

/// Where an alert stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AlertState {
    /// Being written; nobody outside sees it.
    Draft,
    /// Waiting for a second person.
    AwaitingApproval,
    /// Approved, and not begun.
    Scheduled,
    /// In force as first published.
    Active,
    /// In force, changed since it was published.
    Updated,
    /// Over: the all-clear was given.
    Ended,
    /// Taken back: it should not have been sent.
    Recalled,
    /// Its time ran out. Only the desk is told so: for residents their own clock tells.
    Expired,
}

/// Names an earlier message of the same alert (CAP `references`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AlertReference {
    /// Its identifier.
    pub identifier: OperationId,
    /// When it was sent.
    pub sent: TimestampMillis,
}

/// An alert as it is published. Every change is a new message of the same alert: it has its own
/// `identifier` and `sent`, and refers to those before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct Alert {
    /// The alert, through all its messages.
    pub id: AlertId,
    /// Grows by one with each message; starts at 1.
    pub revision: u32,
    /// Where it stands. Whether it has expired is for the reader's clock to tell.
    pub state: AlertState,
    /// This message (CAP `identifier`).
    pub identifier: OperationId,
    /// The deployment that sends it (CAP `sender`).
    pub sender: String,
    /// When this message was sent (CAP `sent`), by the server's clock.
    pub sent: TimestampMillis,
    /// Earlier messages, oldest first (CAP `references`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional = nullable, as = "Option<Vec<AlertReference>>"))]
    pub references: Vec<AlertReference>,
    /// How loud it is.
    pub level: Level,
    /// What it says.
    pub content: AlertContent,
    /// What was said at its end, in each language; empty when nothing was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional = nullable, as = "Option<Vec<ClosingText>>"))]
    pub closing: Vec<ClosingText>,
}

impl Alert {
    /// Whether people should act on it now. A scheduled alert comes into force by the reader's clock: no
    /// second message says so, because one that is lost would leave people unwarned.
    pub fn is_in_force(&self, now: TimestampMillis) -> bool {
        let published = matches!(
            self.state,
            AlertState::Scheduled | AlertState::Active | AlertState::Updated
        );
        published && self.content.effective.is_none_or(|begins| begins <= now) && now < self.content.expires
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
}
