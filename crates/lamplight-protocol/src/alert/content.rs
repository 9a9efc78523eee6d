//! What an alert says, and the rules that it keeps.

use serde::{Deserialize, Serialize};

use super::{AlertCategory, AlertStatus, Certainty, Level, Severity, Urgency, level};
use crate::error::{Violation, check_count};
use crate::limits;
use crate::place::Region;
use crate::text::{Language, check_required_text, check_text};
use crate::time::TimestampMillis;

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
