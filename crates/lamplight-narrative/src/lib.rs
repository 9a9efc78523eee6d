//! Whether a text tells who somebody is, and not what they did.
//!
//! [`review`] reads what a resident wrote, in any of the languages of the app, and says when it describes a person
//! only by origin, skin, religion, nationality, dress, age or sex. It knows words and where they stand beside each
//! other; it understands nothing. `docs/profiling.md` tells how often it is right, and what it cannot see.
//!
//! A text goes three ways through it: [`fold`] makes one spelling of many, [`words`] undoes what hides a word, and
//! for each language a [`lexicon`] marks words, among which [`description`] finds a person who is described.
//!
//! **Architecture invariant:** no input or output, no clock, nothing is remembered. The time it takes grows with the
//! text's length, and nothing else.

mod deed;
mod description;
mod fold;
mod lexicon;
mod marks;
mod text;
mod words;

use std::ops::Range;

use description::Finding;
use lexicon::LEXICONS;

/// What is missing in a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It tells who somebody is, and nothing that they did.
    AppearanceOnly,
    /// It tells somebody's origin and something they did, and fewer than [`DETAILS_MIN`] details beyond their looks.
    FewDetails,
}

/// Details that a description of a person needs beside how they look by birth: what they did, wore, or had with them.
/// As many as Nextdoor's form asked for since 2016.
pub const DETAILS_MIN: usize = 2;

/// A description of a person that lacks something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concern {
    /// What is missing.
    pub kind: Kind,
    /// Where the description stands in the text, in bytes.
    pub span: Range<usize>,
}

/// Looks for a description of a person that lacks what they did, in every language that is known.
///
/// # Example
/// ```
/// use lamplight_narrative::{Kind, review};
///
/// let concern = review("Two Asian men near the shop.").unwrap();
/// assert_eq!(concern.kind, Kind::AppearanceOnly);
/// assert!(review("Black paint on the wall of the Polish bakery.").is_none());
/// ```
pub fn review(text: &str) -> Option<Concern> {
    let words = words::of(text);
    let findings: Vec<Finding> = LEXICONS
        .iter()
        .map(|lexicon| description::find(&lexicon.read(&words)))
        .collect();
    // Somebody may write in two languages at once: what was done counts in whichever it is told.
    let tells_a_deed = findings.iter().any(|finding| finding.tells_a_deed);
    // A description for the sake of somebody who needs help is none to hold against them.
    let is_for_them = findings.iter().any(|finding| finding.tells_a_need);
    if is_for_them {
        return None;
    }
    let details = findings.iter().map(|finding| finding.details).max().unwrap_or(0);
    let described = findings.iter().filter_map(|finding| finding.described.as_ref());
    let described: Vec<_> = described.collect();
    let first = if tells_a_deed {
        described
            .iter()
            .find(|person| person.by_birth && details < DETAILS_MIN)?
    } else {
        described.first()?
    };
    Some(Concern {
        kind: if tells_a_deed {
            Kind::FewDetails
        } else {
            Kind::AppearanceOnly
        },
        span: first.span.clone(),
    })
}

/// The text without the sentences that describe a person by their looks only, so that [`review`] no longer finds
/// [`Kind::AppearanceOnly`] in it. Empty when nothing is left.
pub fn without_descriptions(text: &str) -> String {
    let mut kept = text.to_owned();
    // Each turn takes at least one sentence away; a text with more of them is given up as a whole.
    for _ in 0..SENTENCES_TAKEN_MAX {
        match review(&kept) {
            Some(Concern {
                kind: Kind::AppearanceOnly,
                span,
            }) => {
                kept.replace_range(words::sentence_around(&kept, span), " ");
            }
            _ => return kept.trim().to_owned(),
        }
    }
    String::new()
}

/// Sentences that are taken out of one text one by one.
const SENTENCES_TAKEN_MAX: usize = 20;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kind(text: &str) -> Option<Kind> {
        review(text).map(|concern| concern.kind)
    }

    #[test]
    fn a_deed_makes_a_description_and_two_details_make_it_whole() {
        assert_eq!(kind("A black man by the shop."), Some(Kind::AppearanceOnly));
        assert_eq!(kind("A black man broke the window."), Some(Kind::FewDetails));
        assert_eq!(
            kind("A black man in a red jacket broke the window with a hammer."),
            None
        );
    }

    #[test]
    fn a_deed_that_is_denied_or_only_feared_is_none() {
        for text in [
            "Black man, did not break anything",
            "Black man, might steal something",
            "An Arab, probably going to rob somebody",
        ] {
            assert_eq!(kind(text), Some(Kind::AppearanceOnly), "{text}");
        }
    }

    #[test]
    fn a_deed_counts_in_whichever_language_it_is_told() {
        assert_eq!(kind("Un hombre negro"), Some(Kind::AppearanceOnly));
        assert_eq!(
            kind("Un hombre negro. He smashed the window."),
            Some(Kind::FewDetails)
        );
    }

    #[test]
    fn it_says_where_the_description_stands() {
        let text = "Lamp out. Two Asian men near it.";
        assert_eq!(&text[review(text).unwrap().span], "Asian men");
    }

    #[test]
    fn only_the_sentences_that_describe_are_taken_out() {
        assert_eq!(
            without_descriptions("The lamp is out. Two Asian men near it. Please come."),
            "The lamp is out.  Please come."
        );
        assert_eq!(without_descriptions("Two Asian men."), "");
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_and_what_is_left_passes(text in "\\PC{0,200}") {
            let kept = without_descriptions(&text);
            prop_assert!(kind(&kept) != Some(Kind::AppearanceOnly));
        }

        #[test]
        fn words_of_the_lexicons_in_any_order_leave_something_that_passes(
            words in prop::collection::vec(
                prop::sample::select(vec![
                    "black", "man", "the", ".", "was", "gitano", "un", "циган", "чоловік", "رجل", "أسود", "broke", "not",
                    "b l a c k", "bl4ck", ",", "bike", "suspicious", "my", "from", "africa", "hoodie", "standing", "\n",
                ]),
                0..60,
            )
        ) {
            let text = words.join(" ");
            if let Some(concern) = review(&text) {
                prop_assert!(text.get(concern.span).is_some_and(|words| !words.is_empty()));
            }
            prop_assert!(kind(&without_descriptions(&text)) != Some(Kind::AppearanceOnly));
        }
    }
}
