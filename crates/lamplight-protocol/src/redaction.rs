//! Redaction: taking a part of a report away for good, so that what is left says where something stood.

use serde::{Deserialize, Serialize};

use crate::digest::PhotoHash;
use crate::error::{Violation, check_count};
use crate::limits;
use crate::text::check_required_text;

/// What stands where something was removed. Of one length, so that it tells nothing of what was there.
pub const REMOVED_MARK: &str = "▇▇▇";

/// A part of a report that can be removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum RemovedPart {
    /// What happened, in the resident's words.
    Note,
    /// The place in words.
    PlaceWords,
    /// How to reach the resident.
    Contact,
    /// A message.
    Message {
        /// The revision that it made.
        revision: u32,
    },
    /// A photo, with what it shows in words.
    Photo {
        /// The hash under which it was announced.
        sha256: PhotoHash,
    },
    /// Something that this version does not know.
    #[serde(other)]
    Unknown,
}

/// A stretch of a text, in Unicode code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Span {
    /// The first that is removed.
    pub from: u32,
    /// The first that stays.
    pub to: u32,
}

/// Removes a part of a report: the body of `PUT …/redactions/{op}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct Redaction {
    /// The revision on which the decision rests.
    pub revision: u32,
    /// Which part.
    pub part: RemovedPart,
    /// Which stretches of a text; all of it when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spans: Option<Vec<Span>>,
    /// Why, for other staff.
    pub reason: String,
}

impl RemovedPart {
    /// Whether stretches of it can be removed.
    pub fn is_text(&self) -> bool {
        matches!(self, Self::Note | Self::PlaceWords | Self::Message { .. })
    }
}

impl Redaction {
    /// Checks that it removes something that can be, in stretches that follow each other.
    ///
    /// # Errors
    /// A [`Violation`] of `part`, `spans` or `reason`.
    pub fn check(&self) -> Result<(), Violation> {
        check_required_text("reason", &self.reason, limits::REASON_CHARS_MAX)?;
        if self.part == RemovedPart::Unknown {
            return Err(Violation::invalid(
                "part",
                "must be one of note, place_words, contact, message, photo",
            ));
        }
        match &self.spans {
            None => Ok(()),
            Some(_) if !self.part.is_text() => Err(Violation::invalid("spans", "go with a text only")),
            Some(spans) => check_spans(spans),
        }
    }
}

fn check_spans(spans: &[Span]) -> Result<(), Violation> {
    check_count("spans", spans.len(), limits::REDACTION_SPANS_MAX)?;
    let mut end = 0;
    let in_order = spans.iter().all(|span| {
        let follows = span.from >= end && span.to > span.from;
        end = span.to;
        follows
    });
    if spans.is_empty() || !in_order {
        return Err(Violation::invalid(
            "spans",
            "must be at least one, each of something, and in the order of the text",
        ));
    }
    Ok(())
}

/// What is left of a text without some stretches of it, which are in order; none when nothing of it is. A
/// stretch beyond the end of the text is one of another text: none is removed then, and it is an error.
///
/// # Errors
/// A [`Violation`] of `spans`.
pub fn without(text: &str, spans: Option<&[Span]>) -> Result<Option<String>, Violation> {
    let Some(spans) = spans else {
        return Ok(None);
    };
    let chars = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if spans.iter().any(|span| span.to > chars) {
        return Err(Violation::invalid("spans", "reach beyond the end of the text"));
    }
    let mut left = String::new();
    for (index, letter) in (0..).zip(text.chars()) {
        match spans.iter().find(|span| (span.from..span.to).contains(&index)) {
            None => left.push(letter),
            Some(span) if span.from == index => left.push_str(REMOVED_MARK),
            Some(_) => {}
        }
    }
    let says_something = left.replace(REMOVED_MARK, "").chars().any(char::is_alphanumeric);
    Ok(says_something.then_some(left))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(from: u32, to: u32) -> Span {
        Span { from, to }
    }

    fn redaction(part: RemovedPart, spans: Option<Vec<Span>>) -> Redaction {
        Redaction {
            revision: 1,
            part,
            spans,
            reason: "names a neighbour".into(),
        }
    }

    #[test]
    fn stretches_are_removed_letter_by_letter() {
        let left = |spans: &[Span]| without("Señor Óscar did it", Some(spans)).unwrap();
        assert_eq!(left(&[span(6, 11)]).as_deref(), Some("Señor ▇▇▇ did it"));
        assert_eq!(
            left(&[span(0, 5), span(6, 11)]).as_deref(),
            Some("▇▇▇ ▇▇▇ did it")
        );
        assert_eq!(left(&[span(0, 18)]), None);
        assert_eq!(without("Óscar", None).unwrap(), None);
        assert!(without("Óscar", Some(&[span(3, 6)])).is_err());
    }

    #[test]
    fn what_is_removed_is_something_and_in_order() {
        let passes = |part, spans| redaction(part, spans).check().is_ok();
        assert!(passes(RemovedPart::Note, None));
        assert!(passes(RemovedPart::Note, Some(vec![span(0, 2), span(2, 3)])));
        assert!(passes(RemovedPart::Contact, None));
        for wrong in [
            vec![],
            vec![span(2, 2)],
            vec![span(3, 5), span(0, 2)],
            vec![span(0, 3), span(2, 4)],
        ] {
            assert!(!passes(RemovedPart::Note, Some(wrong)));
        }
        assert!(!passes(RemovedPart::Contact, Some(vec![span(0, 2)])));
        assert!(!passes(RemovedPart::Unknown, None));
        assert!(
            Redaction {
                reason: " ".into(),
                ..redaction(RemovedPart::Note, None)
            }
            .check()
            .is_err()
        );
    }

    proptest! {
        #[test]
        fn nothing_of_a_removed_stretch_is_left(before in "[a-m]{0,9}", gone in "[n-zñ]{1,9}", after in "[a-m]{0,9}") {
            let (from, to) = (before.chars().count(), before.chars().count() + gone.chars().count());
            let span = Span { from: u32::try_from(from).unwrap(), to: u32::try_from(to).unwrap() };
            let left = without(&format!("{before}{gone}{after}"), Some(&[span])).unwrap().unwrap_or_default();
            prop_assert!(!left.chars().any(|letter| gone.contains(letter)));
        }
    }
}
