//! Reading what the desk is not to read in passing: where exactly a sensitive report was seen, and how to reach whoever
//! reported. It takes a reason, and leaves a row in the audit.

use serde::{Deserialize, Serialize};

use crate::error::Violation;
use crate::ids::OperationId;
use crate::limits::DISCLOSURE_WORDS_CHARS_MAX;
use crate::place::Place;
use crate::report::Contact;
use crate::text::{check_required_text, check_text};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Withheld {
    /// The exact place.
    Place,
    /// The contact.
    Contact,
}

impl Withheld {
    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Contact => "contact",
        }
    }
}

/// Why somebody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum DisclosureReason {
    /// Somebody is being sent there.
    GoingThere,
    /// Whoever reported is to be asked, or told.
    ReachingThem,
    /// To see whether two reports are of the same thing.
    Comparing,
    /// It is being handed over to another service.
    HandingOver,
    /// Another one, in words.
    Other,
}

impl DisclosureReason {
    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GoingThere => "going_there",
            Self::ReachingThem => "reaching_them",
            Self::Comparing => "comparing",
            Self::HandingOver => "handing_over",
            Self::Other => "other",
        }
    }
}

/// Asks for what is withheld of a report: the body of `PUT /v1/staff/reports/{id}/disclosures/{op}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct DisclosureRequest {
    /// What.
    pub what: Withheld,
    /// Why.
    pub reason: DisclosureReason,
    /// More of why; needed where the reason is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

impl DisclosureRequest {
    /// Checks the words.
    ///
    /// # Errors
    /// A [`Violation`] of `words`.
    pub fn check(&self) -> Result<(), Violation> {
        let words = self.words.as_deref().unwrap_or_default();
        if self.reason == DisclosureReason::Other {
            return check_required_text("words", words, DISCLOSURE_WORDS_CHARS_MAX);
        }
        check_text("words", words, DISCLOSURE_WORDS_CHARS_MAX)
    }
}

/// What was asked for, for this once: nobody keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct Disclosure {
    /// The operation.
    pub id: OperationId,
    /// Where it was, as the resident gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// How to reach whoever reported; absent also when they left nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_reason_needs_words_and_words_have_an_end() {
        let request = |reason, words: Option<String>| DisclosureRequest {
            what: Withheld::Place,
            reason,
            words,
        };
        let (known, other) = (DisclosureReason::GoingThere, DisclosureReason::Other);
        assert!(request(known, None).check().is_ok());
        assert!(
            request(other, Some("the fire service asks".into()))
                .check()
                .is_ok()
        );
        for words in [None, Some(String::new()), Some("  ".into())] {
            assert_eq!(request(other, words).check().unwrap_err().field, "words");
        }
        let long = "x".repeat(DISCLOSURE_WORDS_CHARS_MAX + 1);
        assert!(request(known, Some(long)).check().is_err());
    }

    #[test]
    fn a_name_in_the_database_is_the_name_on_the_wire() {
        use DisclosureReason::{Comparing, GoingThere, HandingOver, Other, ReachingThem};
        for reason in [GoingThere, ReachingThem, Comparing, HandingOver, Other] {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
        }
        for what in [Withheld::Place, Withheld::Contact] {
            assert_eq!(serde_json::to_value(what).unwrap(), what.as_str());
        }
    }
}
