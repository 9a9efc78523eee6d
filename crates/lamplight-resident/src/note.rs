//! What a resident writes about a person: it must tell what they did, and not only who they are.
//!
//! It is looked at on the device and without a network, before anything is handed in, and nobody is told what was
//! found. Nothing is stopped for good: [`NoteReview::without`] always can be sent.

use lamplight_narrative::{Kind, review, without_descriptions};
use lamplight_protocol::limits::NOTE_CHARS_MAX;
use lamplight_protocol::report::NewReport;
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

/// Refuses a report that tells who somebody is and nothing that they did: in its note, in the words of its place, or in
/// what is said to be seen on a photo.
pub(crate) fn check(report: &NewReport) -> Result<(), CoreError> {
    let note = report.note.as_deref().unwrap_or_default();
    if tells_looks_only(note) {
        return Err(CoreError::AppearanceOnly { field: "note".into() });
    }
    let place = report
        .place
        .words
        .as_deref()
        .map(|words| ("place.words".to_owned(), words));
    let photos = (0..)
        .zip(&report.photos)
        .filter_map(|(number, photo): (usize, _)| {
            let words = photo.description.as_deref()?;
            Some((format!("photos.{number}.description"), words))
        });
    // The note may tell the deed of whoever is seen on a photo.
    let mut others = place.into_iter().chain(photos);
    match others.find(|(_, words)| tells_looks_only(&format!("{note}\n\n{words}"))) {
        Some((field, _)) => Err(CoreError::AppearanceOnly { field }),
        None => Ok(()),
    }
}

fn tells_looks_only(text: &str) -> bool {
    review(text).is_some_and(|concern| concern.kind == Kind::AppearanceOnly)
}
