//! News of the patrol.

use serde::{Deserialize, Serialize};

use crate::alert::check_texts;
use crate::error::Violation;
use crate::ids::NewsId;
use crate::limits;
use crate::picture::{Picture, check_description};
use crate::text::{Language, check_required_text};
use crate::time::TimestampMillis;

/// News in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct NewsText {
    /// The language.
    pub language: Language,
    /// What it is about.
    pub title: String,
    /// What there is to know.
    pub text: String,
    /// What the picture shows; exactly where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture_description: Option<String>,
    /// What an initiative changed, once that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
}

/// What staff write: the body of a new item, and of an update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct NewsContent {
    /// A picture, which was sent before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// Whether it tells what the patrol did because residents asked for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<bool>"))]
    pub initiative: bool,
    /// The item in each language; at least one.
    pub texts: Vec<NewsText>,
}

impl NewsContent {
    /// Checks every rule.
    ///
    /// # Errors
    /// The first [`Violation`] found.
    pub fn check(&self) -> Result<(), Violation> {
        check_texts(self.texts.iter().map(|text| &text.language), self.texts.len())?;
        self.texts.iter().try_for_each(|text| {
            check_required_text("texts.title", &text.title, limits::TITLE_CHARS_MAX)?;
            check_required_text("texts.text", &text.text, limits::NEWS_TEXT_CHARS_MAX)?;
            self.check_outcome(text.outcome.as_deref())?;
            check_description(self.picture.as_ref(), text.picture_description.as_ref())
        })
    }

    fn check_outcome(&self, outcome: Option<&str>) -> Result<(), Violation> {
        match outcome {
            None => Ok(()),
            Some(_) if !self.initiative => Err(Violation::invalid(
                "texts.outcome",
                "only an initiative changes something",
            )),
            Some(outcome) => check_required_text("texts.outcome", outcome, limits::OUTCOME_CHARS_MAX),
        }
    }
}

/// An item of news as it is published. One that was withdrawn is not told any more, but that it is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct News {
    /// The item.
    pub id: NewsId,
    /// Grows by one with each change; starts at 1.
    pub revision: u32,
    /// When it was first published, by the server's clock.
    pub published_at: TimestampMillis,
    /// When it was last changed, by the server's clock.
    pub changed_at: TimestampMillis,
    /// What it says.
    pub content: NewsContent,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Part = fn(&mut NewsContent) -> &mut String;

    fn content() -> NewsContent {
        NewsContent {
            picture: Some(Picture {
                sha256: "a".repeat(64).parse().unwrap(),
                size_bytes: 5,
            }),
            initiative: true,
            texts: vec![NewsText {
                language: Language::english(),
                title: "New lamps".into(),
                text: "The steps are lit again.".into(),
                picture_description: Some("Lamps along the steps".into()),
                outcome: Some("Half as many reports of broken lamps.".into()),
            }],
        }
    }

    proptest! {
        #[test]
        fn every_text_says_something_up_to_its_limit(over in 0_usize..2) {
            let texts: [(Part, usize); 4] = [
                (|n| &mut n.texts[0].title, limits::TITLE_CHARS_MAX),
                (|n| &mut n.texts[0].text, limits::NEWS_TEXT_CHARS_MAX),
                (
                    |n| n.texts[0].picture_description.get_or_insert_default(),
                    limits::PICTURE_DESCRIPTION_CHARS_MAX,
                ),
                (
                    |n| n.texts[0].outcome.get_or_insert_default(),
                    limits::OUTCOME_CHARS_MAX,
                ),
            ];
            for (text, max) in texts {
                let mut content = content();
                *text(&mut content) = "字".repeat(max + over);
                prop_assert_eq!(content.check().is_ok(), over == 0);
                *text(&mut content) = " ".into();
                prop_assert!(content.check().is_err());
            }
        }
    }

    #[test]
    fn only_an_initiative_has_an_outcome() {
        let told = NewsContent {
            initiative: false,
            ..content()
        };
        assert_eq!(told.check().unwrap_err().field, "texts.outcome");
    }

    #[test]
    fn news_are_told_in_some_language_and_in_each_once() {
        let none = NewsContent {
            texts: Vec::new(),
            ..content()
        };
        let mut twice = content();
        twice.texts.push(content().texts.remove(0));
        for wrong in [none, twice] {
            assert_eq!(wrong.check().unwrap_err().field, "texts");
        }
    }
}
