//! Reply templates: what the desk says often, in the languages of its residents.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::error::{Violation, check_count};
use crate::ids::TemplateId;
use crate::limits;
use crate::text::{Language, check_required_text};

/// What stands in a text for the short name of the report that is answered.
const REFERENCE: &str = "{reference}";

/// A text of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TemplateText {
    /// Its language.
    pub language: Language,
    /// What to say. `{reference}` stands for the short name of the report.
    pub text: String,
}

/// A reply template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReplyTemplate {
    /// The template.
    pub id: TemplateId,
    /// Its newest revision.
    pub revision: u32,
    /// By which staff know it.
    pub name: String,
    /// Its texts, each in another language.
    pub texts: Vec<TemplateText>,
}

/// A new template, or what one says from now on: the body of `PUT …/versions/{op}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TemplateVersion {
    /// The revision on which the decision rests; 0 for a new template.
    pub revision: u32,
    /// By which staff know it.
    pub name: String,
    /// Its texts, each in another language.
    pub texts: Vec<TemplateText>,
}

/// Takes a template away: the body of `PUT …/removal/{op}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TemplateRemoval {
    /// The revision on which the decision rests.
    pub revision: u32,
}

/// The answer to `GET /v1/staff/templates`, in the order of their names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReplyTemplates {
    /// The templates.
    pub templates: Vec<ReplyTemplate>,
}

/// A template made ready for one report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReadyReply {
    /// The template.
    pub id: TemplateId,
    /// By which staff know it.
    pub name: String,
    /// The language of the text: the resident's, or the nearest that there is.
    pub language: Language,
    /// What to say.
    pub text: String,
}

/// The answer to `GET /v1/staff/reports/{id}/replies`, in the order of their names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ReadyReplies {
    /// The replies.
    pub replies: Vec<ReadyReply>,
}

impl TemplateVersion {
    /// Checks its name and texts.
    ///
    /// # Errors
    /// A [`Violation`] of `name` or `texts`.
    pub fn check(&self) -> Result<(), Violation> {
        check_required_text("name", &self.name, limits::TITLE_CHARS_MAX)?;
        check_count("texts", self.texts.len(), limits::TEXTS_MAX)?;
        if self.texts.is_empty() {
            return Err(Violation::invalid("texts", "need at least one entry"));
        }
        let mut languages = BTreeSet::new();
        if !self.texts.iter().all(|text| languages.insert(&text.language)) {
            return Err(Violation::invalid("texts", "have two in one language"));
        }
        self.texts
            .iter()
            .try_for_each(|text| check_required_text("texts.text", &text.text, limits::MESSAGE_CHARS_MAX))
    }
}

impl ReplyTemplate {
    /// The reply to a report whose resident wants answers in `wanted`: in that language, else in another form
    /// of it, else in the first of the patrol's own that there is, else in the first of all. None for a template
    /// without a text.
    pub fn ready(&self, wanted: &Language, patrols: &[Language], reference: &str) -> Option<ReadyReply> {
        let of = |language: &Language| self.texts.iter().find(|text| text.language == *language);
        let text = of(wanted)
            .or_else(|| {
                self.texts
                    .iter()
                    .find(|text| text.language.primary() == wanted.primary())
            })
            .or_else(|| patrols.iter().find_map(of))
            .or_else(|| self.texts.first())?;
        Some(ReadyReply {
            id: self.id,
            name: self.name.clone(),
            language: text.language.clone(),
            text: text.text.replace(REFERENCE, reference),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> Language {
        tag.parse().unwrap()
    }

    fn template(texts: &[(&str, &str)]) -> ReplyTemplate {
        ReplyTemplate {
            id: TemplateId::from_random([1; 16]),
            revision: 1,
            name: "Thanks".into(),
            texts: texts
                .iter()
                .map(|(tag, text)| TemplateText {
                    language: language(tag),
                    text: (*text).into(),
                })
                .collect(),
        }
    }

    fn chosen(texts: &[(&str, &str)], wanted: &str) -> String {
        let patrols = [language("es"), language("en")];
        let ready = template(texts).ready(&language(wanted), &patrols, "AQ-7K2M9");
        ready.unwrap().language.as_str().to_owned()
    }

    #[test]
    fn a_reply_is_in_the_residents_language_or_the_nearest() {
        let texts = [
            ("en", "Thanks"),
            ("pt", "Obrigado"),
            ("es", "Gracias"),
            ("pt-BR", "Obrigada"),
        ];
        assert_eq!(chosen(&texts, "pt-BR"), "pt-BR");
        assert_eq!(chosen(&texts, "pt-PT"), "pt");
        assert_eq!(chosen(&texts, "uk"), "es");
        assert_eq!(chosen(&[("ar", "شكرا"), ("fr", "Merci")], "uk"), "ar");
        assert!(template(&[]).ready(&language("en"), &[], "AQ-7K2M9").is_none());
    }

    #[test]
    fn a_reply_names_the_report() {
        let ready = template(&[("en", "Thanks for {reference}.")]).ready(&language("en"), &[], "AQ-7K2M9");
        assert_eq!(ready.unwrap().text, "Thanks for AQ-7K2M9.");
    }

    #[test]
    fn a_template_has_a_name_and_one_text_in_each_language() {
        let with = |name: &str, texts: &[(&str, &str)]| {
            let template = template(texts);
            TemplateVersion {
                revision: 0,
                name: name.into(),
                texts: template.texts,
            }
            .check()
            .is_ok()
        };
        assert!(with("Thanks", &[("en", "Thanks"), ("es", "Gracias")]));
        assert!(!with(" ", &[("en", "Thanks")]));
        assert!(!with("Thanks", &[]));
        assert!(!with("Thanks", &[("en", "Thanks"), ("en", "Many thanks")]));
        assert!(!with("Thanks", &[("en", " ")]));
    }
}
