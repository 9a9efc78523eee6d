//! What a resident writes about a person: it must tell what they did, and not only who they are.
//!
//! It is looked at on the device and without a network, before anything is handed in, and nobody is told what was
//! found. Nothing is stopped for good: [`NoteReview::without`] always can be sent.

use lamplight_narrative::{Kind, review, without_descriptions};
use lamplight_protocol::limits::NOTE_CHARS_MAX;
use lamplight_protocol::text::check_text;

use crate::Core;
use crate::error::CoreError;
use crate::view::{NoteConcern, NoteReview};

impl Core {
    /// Looks at a note as it stands. None when nothing is missing in it.
    ///
    /// # Errors
    /// [`CoreError::Invalid`] when it is longer than a note may be.
    pub fn review_note(&self, text: &str) -> Result<Option<NoteReview>, CoreError> {
        check_text("note", text, NOTE_CHARS_MAX)?;
        Ok(look_at(text))
    }
}

/// What is found in a text. None when nothing is missing in it.
pub fn look_at(text: &str) -> Option<NoteReview> {
    review(text).map(|concern| NoteReview {
        concern: match concern.kind {
            Kind::AppearanceOnly => NoteConcern::AppearanceOnly,
            Kind::FewDetails => NoteConcern::FewDetails,
        },
        words: text.get(concern.span).unwrap_or_default().to_owned(),
        without: without_descriptions(text),
    })
}

/// Refuses a note that tells who somebody is and nothing that they did.
pub(crate) fn check(note: Option<&str>) -> Result<(), CoreError> {
    match note.and_then(review) {
        Some(concern) if concern.kind == Kind::AppearanceOnly => Err(CoreError::AppearanceOnly),
        _ => Ok(()),
    }
}
