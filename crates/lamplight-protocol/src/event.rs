//! Community events.

use serde::{Deserialize, Serialize};

use crate::alert::check_texts;
use crate::error::{Violation, check_count};
use crate::ids::EventId;
use crate::limits;
use crate::picture::{Picture, check_description};
use crate::place::Point;
use crate::text::{Language, check_required_text};
use crate::time::TimestampMillis;

/// What kind of event it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum EventKind {
    /// A walk, a watch, a repair day.
    SafetyEvent,
    /// A meeting where residents and patrol talk.
    Forum,
    /// Learning something.
    Education,
    /// A celebration.
    Celebration,
    /// An undertaking that residents asked for.
    Initiative,
}

/// An event in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct EventText {
    /// The language.
    pub language: Language,
    /// What it is called.
    pub title: String,
    /// What happens there and whom it is for.
    pub description: String,
    /// What the event's picture shows; exactly where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture_description: Option<String>,
}

/// What staff decide about an event: the body of a new one, and of an update.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct EventContent {
    /// What kind it is.
    pub kind: EventKind,
    /// When it begins.
    pub starts_at: TimestampMillis,
    /// When it ends.
    pub ends_at: TimestampMillis,
    /// The zone in which its times are told, as in the IANA database, for example `Europe/Madrid`.
    pub time_zone: String,
    /// Where, in words.
    pub place: String,
    /// Where, on the map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// How many people fit; absent when it does not matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// The languages spoken there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional = nullable, as = "Option<Vec<Language>>"))]
    pub languages: Vec<Language>,
    /// A picture of it, which was sent before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
    /// The event in each language; at least one.
    pub texts: Vec<EventText>,
}

impl EventContent {
    /// Checks every rule, against the server's clock.
    ///
    /// # Errors
    /// The first [`Violation`] found.
    pub fn check(&self, now: TimestampMillis) -> Result<(), Violation> {
        if self.ends_at <= self.starts_at {
            return Err(Violation::invalid("ends_at", "must be after the event begins"));
        }
        if self.ends_at <= now {
            return Err(Violation::invalid("ends_at", "has already passed"));
        }
        if self.ends_at.millis_since(self.starts_at) > limits::EVENT_LASTS_MS_MAX {
            return Err(Violation::invalid(
                "ends_at",
                "must be within 31 days of its begin",
            ));
        }
        if self.starts_at.millis_since(now) > limits::EVENT_AHEAD_MS_MAX {
            return Err(Violation::invalid("starts_at", "lies more than two years ahead"));
        }
        check_required_text("time_zone", &self.time_zone, limits::LANGUAGE_TAG_BYTES_MAX)?;
        check_required_text("place", &self.place, limits::PLACE_WORDS_CHARS_MAX)?;
        check_count("languages", self.languages.len(), limits::TEXTS_MAX)?;
        check_texts(self.texts.iter().map(|text| &text.language), self.texts.len())?;
        self.texts.iter().try_for_each(|text| {
            check_required_text("texts.title", &text.title, limits::TITLE_CHARS_MAX)?;
            check_required_text(
                "texts.description",
                &text.description,
                limits::EVENT_TEXT_CHARS_MAX,
            )?;
            check_description(self.picture.as_ref(), text.picture_description.as_ref())
        })
    }
}

/// Where an event stands. Whether it is past is for the reader's clock to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum EventState {
    /// Being written; nobody outside sees it.
    Draft,
    /// To be held.
    Published,
    /// Will not be held.
    Cancelled,
}

/// An event as it is published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct Event {
    /// The event.
    pub id: EventId,
    /// Grows by one with each change; starts at 1.
    pub revision: u32,
    /// Where it stands.
    pub state: EventState,
    /// When it was last changed, by the server's clock.
    pub changed_at: TimestampMillis,
    /// What it says.
    pub content: EventContent,
    /// Whether as many mean to come as fit.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<bool>"))]
    pub full: bool,
    /// Why it was cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancellation_note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: TimestampMillis = TimestampMillis::EPOCH;

    type Part = fn(&mut EventContent) -> &mut String;

    fn content() -> EventContent {
        EventContent {
            kind: EventKind::SafetyEvent,
            starts_at: NOW.plus_millis(limits::DAY_MS),
            ends_at: NOW.plus_millis(limits::DAY_MS + 1),
            time_zone: "Europe/Madrid".into(),
            place: "Quay steps".into(),
            point: None,
            capacity: None,
            languages: Vec::new(),
            picture: None,
            texts: vec![EventText {
                language: Language::english(),
                title: "Walk with the patrol".into(),
                description: "An hour along the water.".into(),
                picture_description: None,
            }],
        }
    }

    fn picture() -> Picture {
        Picture {
            sha256: "a".repeat(64).parse().unwrap(),
            size_bytes: 5,
        }
    }

    fn pictured() -> EventContent {
        let mut content = content();
        content.picture = Some(picture());
        content.texts[0].picture_description = Some("People on the steps".into());
        content
    }

    proptest! {
        #[test]
        fn an_event_ends_after_it_begins_and_within_its_limits(starts in -40_i64..800, lasts in -3_i64..40) {
            let starts_at = NOW.plus_millis(starts * limits::DAY_MS);
            let ends_at = starts_at.plus_millis(lasts * limits::DAY_MS);
            let content = EventContent { starts_at, ends_at, ..content() };
            let sound = starts <= 730 && (1..=31).contains(&lasts) && starts + lasts > 0;
            prop_assert_eq!(content.check(NOW).is_ok(), sound);
        }

        #[test]
        fn each_language_describes_the_picture_exactly_where_there_is_one(
            pictured: bool,
            described in proptest::collection::vec(any::<bool>(), 1..4),
        ) {
            let languages = ["en", "es", "uk"];
            let texts = described.iter().zip(languages).map(|(described, language)| EventText {
                language: language.parse().unwrap(),
                picture_description: described.then(|| "People on the steps".into()),
                ..content().texts.remove(0)
            });
            let content = EventContent {
                picture: pictured.then(picture),
                texts: texts.collect(),
                ..content()
            };
            let refused = content.check(NOW).err().map(|violation| violation.field);
            let sound = described.iter().all(|described| *described == pictured);
            prop_assert_eq!(refused, (!sound).then(|| "texts.picture_description".to_owned()));
        }

        #[test]
        fn every_text_passes_at_its_limit_and_not_beyond(over in 0_usize..2) {
            let texts: [(Part, usize); 4] = [
                (|e| &mut e.place, limits::PLACE_WORDS_CHARS_MAX),
                (|e| &mut e.texts[0].title, limits::TITLE_CHARS_MAX),
                (|e| &mut e.texts[0].description, limits::EVENT_TEXT_CHARS_MAX),
                (
                    |e| e.texts[0].picture_description.get_or_insert_default(),
                    limits::PICTURE_DESCRIPTION_CHARS_MAX,
                ),
            ];
            for (text, max) in texts {
                let mut content = pictured();
                *text(&mut content) = "字".repeat(max + over);
                prop_assert_eq!(content.check(NOW).is_ok(), over == 0);
            }
        }
    }
}
