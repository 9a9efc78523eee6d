//! Who helps in the area, beside the patrol: the directory that a device keeps, so that it is there with no network.

use serde::{Deserialize, Serialize};

use crate::error::{Violation, check_count};
use crate::limits;
use crate::text::{Language, check_required_text, check_text};

/// What somebody helps with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum HelpKind {
    /// Body, mind and safety at home.
    Wellbeing,
    /// Daily life in the neighbourhood.
    Community,
}

/// Somebody who helps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct Helper {
    /// With what.
    pub kind: HelpKind,
    /// The telephone number, as people write it.
    pub number: String,
    /// An address on the web, to be read and typed elsewhere: the app opens no page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub web: Option<String>,
    /// Who they are, in each language.
    pub texts: Vec<HelperText>,
}

/// Who somebody is, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct HelperText {
    /// The language of the text.
    pub language: Language,
    /// What they are called.
    pub name: String,
    /// For whom they are there, and with what.
    pub purpose: String,
    /// When they can be reached, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
}

/// Checks the directory of an area.
///
/// # Errors
/// The first [`Violation`] found.
pub(crate) fn check(helpers: &[Helper]) -> Result<(), Violation> {
    check_count("helpers", helpers.len(), limits::HELPERS_MAX)?;
    helpers.iter().try_for_each(Helper::check)
}

impl Helper {
    fn check(&self) -> Result<(), Violation> {
        check_required_text("helpers.number", &self.number, limits::CONTACT_NAME_CHARS_MAX)?;
        if !self.number.contains(|c: char| c.is_ascii_digit()) {
            return Err(Violation::invalid(
                "helpers.number",
                "has no digit: a number that cannot be dialled helps nobody",
            ));
        }
        if let Some(web) = &self.web {
            check_required_text("helpers.web", web, limits::HELPER_TEXT_CHARS_MAX)?;
        }
        if self.texts.is_empty() {
            return Err(Violation::invalid(
                "helpers.texts",
                "say in one language at least who this is",
            ));
        }
        check_count("helpers.texts", self.texts.len(), limits::HELPERS_MAX)?;
        self.texts.iter().try_for_each(HelperText::check)
    }
}

impl HelperText {
    fn check(&self) -> Result<(), Violation> {
        check_required_text("helpers.name", &self.name, limits::TITLE_CHARS_MAX)?;
        check_required_text("helpers.purpose", &self.purpose, limits::HELPER_TEXT_CHARS_MAX)?;
        let hours = self.hours.as_deref().unwrap_or_default();
        check_text("helpers.hours", hours, limits::HELPER_TEXT_CHARS_MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Spoil = fn(&mut Helper);

    fn helper() -> Helper {
        Helper {
            kind: HelpKind::Wellbeing,
            number: "555 0142".into(),
            web: None,
            texts: vec![HelperText {
                language: Language::english(),
                name: "Harbour Light".into(),
                purpose: "Somebody who listens".into(),
                hours: None,
            }],
        }
    }

    #[test]
    fn an_entry_names_somebody_who_can_be_called() {
        assert!(check(&[helper()]).is_ok());
        let cases: [(&str, Spoil); 4] = [
            ("helpers.number", |one| one.number = "ask at the desk".into()),
            ("helpers.texts", |one| one.texts.clear()),
            ("helpers.name", |one| one.texts[0].name = " ".into()),
            ("helpers.purpose", |one| one.texts[0].purpose = "x".repeat(201)),
        ];
        for (field, spoil) in cases {
            let mut one = helper();
            spoil(&mut one);
            assert_eq!(check(&[one]).unwrap_err().field, field);
        }
    }

    #[test]
    fn the_directory_stays_short() {
        assert!(check(&vec![helper(); limits::HELPERS_MAX]).is_ok());
        let too_many = check(&vec![helper(); limits::HELPERS_MAX + 1]).unwrap_err();
        assert_eq!(too_many.field, "helpers");
    }
}
