//! What a text must be before it is kept, and language tags.

use serde::{Deserialize, Serialize};

use crate::error::Violation;
use crate::limits;

/// Checks a text that may be left empty: at most `chars_max` characters (Unicode scalar values) and no
/// control characters but line breaks and tabs.
///
/// # Errors
/// A [`Violation`] of `field` when the text is too long or holds a control character.
pub fn check_text(field: &'static str, text: &str, chars_max: usize) -> Result<(), Violation> {
    let chars = text.chars().count();
    if chars > chars_max {
        return Err(Violation::too_long(field, chars, chars_max));
    }
    if text
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
    {
        return Err(Violation::invalid(
            field,
            "has characters that cannot be shown; please type it again",
        ));
    }
    Ok(())
}

/// Checks a text that must say something: as [`check_text`], and not only white space.
///
/// # Errors
/// A [`Violation`] of `field` when the text is blank, too long, or holds a control character.
pub fn check_required_text(field: &'static str, text: &str, chars_max: usize) -> Result<(), Violation> {
    if text.trim().is_empty() {
        return Err(Violation::invalid(field, "is empty; a few words are needed"));
    }
    check_text(field, text, chars_max)
}

/// A language as a BCP 47 tag, for example `en` or `pt-BR`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Language(String);

/// A text that is not a language tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a language tag: expected something like en or pt-BR")]
pub struct LanguageError;

impl Language {
    /// English, the language that every installation has.
    pub fn english() -> Self {
        Self("en".into())
    }

    /// The tag, for example `en`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without its region or script, for example `pt` of `pt-BR`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

impl std::str::FromStr for Language {
    type Err = LanguageError;

    fn from_str(tag: &str) -> Result<Self, LanguageError> {
        let mut subtags = tag.split('-');
        let primary = subtags.next().unwrap_or_default();
        let well_formed = (2..=3).contains(&primary.len())
            && primary.bytes().all(|b| b.is_ascii_lowercase())
            && subtags.all(|s| (2..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric()))
            && tag.len() <= limits::LANGUAGE_TAG_BYTES_MAX;
        if well_formed {
            Ok(Self(tag.to_owned()))
        } else {
            Err(LanguageError)
        }
    }
}

impl TryFrom<String> for Language {
    type Error = LanguageError;

    fn try_from(tag: String) -> Result<Self, LanguageError> {
        tag.parse()
    }
}

impl From<Language> for String {
    fn from(language: Language) -> Self {
        language.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_passes_up_to_its_limit_and_not_beyond(max in 0_usize..200, letter in "[a-zñжع]") {
            prop_assert!(check_text("note", &letter.repeat(max), max).is_ok());
            let violation = check_text("note", &letter.repeat(max + 1), max).unwrap_err();
            prop_assert_eq!(violation.code, ErrorCode::TooLarge);
        }
    }

    #[test]
    fn blank_and_unshowable_texts_are_refused() {
        assert!(check_required_text("text", " \n\t", 10).is_err());
        assert!(check_text("text", "a\0b", 10).is_err());
        assert!(check_text("text", "two\nlines", 10).is_ok());
    }

    #[test]
    fn language_tags() {
        for good in ["en", "es", "pt-BR", "zh-Hant-TW", "en-XA"] {
            assert!(good.parse::<Language>().is_ok(), "{good}");
        }
        for bad in ["", "e", "EN", "en_GB", "english", "en-", "en-x"] {
            assert!(bad.parse::<Language>().is_err(), "{bad}");
        }
    }
}
