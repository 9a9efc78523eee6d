//! What a resident does with reports that are not handed in yet.
//!
//! A draft has the id of the report that it becomes. Every change of it is one durable transaction, so that
//! nobody writes the same words twice because a telephone rang. Its photos are kept as they will be sent.

mod submit;

use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::error::check_count;
use lamplight_protocol::ids::{Receipt, ReportId};
use lamplight_protocol::limits::{
    BEHAVIOURS_MAX, CONTACT_NAME_CHARS_MAX, CONTACT_REACH_CHARS_MAX, NOTE_CHARS_MAX,
    PHOTO_DESCRIPTION_CHARS_MAX, PHOTOS_PER_REPORT_MAX,
};
use lamplight_protocol::place::Place;
use lamplight_protocol::report::Category;
use lamplight_protocol::text::check_text;
use rusqlite::Connection;

use crate::Core;
use crate::error::{CoreError, PhotoProblem};
use crate::local::{drafts, photos};
use crate::photo::PreparedPhoto;
use crate::view::{Draft, Photo, ReportDraft};

/// Drafts at once: more than anybody writes, and few enough to be read through.
pub const DRAFTS_MAX: u32 = 50;

impl Core {
    /// Begins a draft.
    ///
    /// # Errors
    /// [`CoreError::DraftsTooMany`], [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn start_draft(&self, category: Category) -> Result<Draft, CoreError> {
        let draft = Draft {
            id: ReportId::from_random(self.inner.platform.random()?),
            report: ReportDraft::about(category),
            photos: Vec::new(),
            changed_at: self.now(),
        };
        let receipt = Receipt::from_random(self.inner.platform.random()?);
        self.write(|tx| {
            if drafts::count(tx)? >= DRAFTS_MAX {
                return Err(CoreError::DraftsTooMany);
            }
            drafts::insert(tx, draft.id, &receipt, &draft.report, draft.changed_at)
        })?;
        self.drafts_changed();
        Ok(draft)
    }

    /// Every draft, the one that was changed last first.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn drafts(&self) -> Result<Vec<Draft>, CoreError> {
        self.db().read(drafts::list)
    }

    /// One draft. None when it is not on this device, or no longer a draft.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn draft(&self, id: ReportId) -> Result<Option<Draft>, CoreError> {
        self.db().read(|db| drafts::find(db, id))
    }

    /// Keeps what was filled in so far. It need not be complete; it must fit.
    ///
    /// Nobody is told: whoever writes knows, and a list that is read again at every letter would only flicker.
    ///
    /// # Errors
    /// [`CoreError::Invalid`] when something is over its limit; [`CoreError::NotFound`],
    /// [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn save_draft(&self, id: ReportId, report: &ReportDraft) -> Result<(), CoreError> {
        check_limits(report)?;
        let now = self.now();
        let found = self.write(|tx| drafts::update(tx, id, report, now))?;
        if found { Ok(()) } else { Err(CoreError::NotFound) }
    }

    /// Throws a draft away, with its photos.
    ///
    /// # Errors
    /// [`CoreError::NotFound`], [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn discard_draft(&self, id: ReportId) -> Result<(), CoreError> {
        self.write(|tx| {
            if !drafts::remove(tx, id)? {
                return Err(CoreError::NotFound);
            }
            photos::forget_all(tx, id)
        })?;
        self.drafts_changed();
        self.db().empty_log()
    }

    /// Puts a photo into a draft: a JPEG, PNG or WebP file. It takes up to a few seconds of one processor.
    ///
    /// # Errors
    /// [`CoreError::Photo`]; [`CoreError::NotFound`], [`CoreError::NotSaved`], also when the disk is nearly
    /// full, [`CoreError::Internal`].
    pub fn attach_photo(&self, id: ReportId, file: &[u8]) -> Result<Photo, CoreError> {
        // Before the work, to spare it; and again with the writer's lock, to be sure.
        self.db().read(|db| check_room_in(db, id))?;
        let photo = PreparedPhoto::of_file(file)?;
        let shown = photo.shown().clone();
        self.db().check_room(u64::from(shown.size_bytes))?;
        let now = self.now();
        self.write(|tx| {
            let there = check_room_in(tx, id)?;
            if there.iter().any(|other| other.sha256 == shown.sha256) {
                return Err(PhotoProblem::PhotoTwice.into());
            }
            photos::insert(tx, id, photos::next_position(tx, id)?, &photo)?;
            drafts::touch(tx, id, now)
        })?;
        Ok(shown)
    }

    /// Takes a photo out of a draft.
    ///
    /// # Errors
    /// [`CoreError::NotFound`], [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn detach_photo(&self, id: ReportId, sha256: &PhotoHash) -> Result<(), CoreError> {
        let now = self.now();
        self.write(|tx| {
            let found = drafts::exists(tx, id)? && photos::remove(tx, id, sha256)?;
            if !found {
                return Err(CoreError::NotFound);
            }
            drafts::touch(tx, id, now)?;
            Ok(())
        })?;
        self.db().empty_log()
    }

    /// Says what a photo of a draft shows, for those who cannot see it; nothing to take the words back.
    ///
    /// # Errors
    /// [`CoreError::Invalid`] when they are too long; [`CoreError::NotFound`], [`CoreError::NotSaved`],
    /// [`CoreError::Internal`].
    pub fn describe_photo(
        &self,
        id: ReportId,
        sha256: &PhotoHash,
        description: Option<&str>,
    ) -> Result<(), CoreError> {
        let description = description.map(str::trim).unwrap_or_default();
        check_text("description", description, PHOTO_DESCRIPTION_CHARS_MAX)?;
        let now = self.now();
        self.write(|tx| {
            let found = drafts::touch(tx, id, now)? && photos::describe(tx, id, sha256, description)?;
            if found { Ok(()) } else { Err(CoreError::NotFound) }
        })
    }

    /// A photo of a draft or a report, as JPEG. None when it is not on this device, or no longer: the bytes of
    /// a photo that was received stay for 30 days.
    ///
    /// # Errors
    /// [`CoreError::Internal`].
    pub fn photo_bytes(&self, id: ReportId, sha256: &PhotoHash) -> Result<Option<Vec<u8>>, CoreError> {
        self.db().read(|db| photos::bytes(db, id, sha256))
    }

    /// Tells those who show how many drafts there are.
    pub(crate) fn drafts_changed(&self) {
        self.inner.changes.tell(crate::view::Scope::Reports);
    }
}

/// Checks that there is such a draft and that one more photo fits into it. Gives those that are there.
fn check_room_in(connection: &Connection, id: ReportId) -> Result<Vec<Photo>, CoreError> {
    if !drafts::exists(connection, id)? {
        return Err(CoreError::NotFound);
    }
    let there = photos::list(connection, id)?;
    if there.len() >= PHOTOS_PER_REPORT_MAX {
        return Err(PhotoProblem::PhotosTooMany.into());
    }
    Ok(there)
}

/// What holds for a draft at any time: nothing in it is too long to be sent one day.
fn check_limits(draft: &ReportDraft) -> Result<(), CoreError> {
    check_count("behaviours", draft.behaviours.len(), BEHAVIOURS_MAX)?;
    Place::check(&draft.place)?;
    if let Some(note) = &draft.note {
        check_text("note", note, NOTE_CHARS_MAX)?;
    }
    if let Some(contact) = &draft.contact {
        // Not the rule for a contact that is sent: here an empty field is one that is not filled in yet.
        check_text(
            "contact.name",
            contact.name.as_deref().unwrap_or_default(),
            CONTACT_NAME_CHARS_MAX,
        )?;
        check_text(
            "contact.reach",
            contact.reach.as_deref().unwrap_or_default(),
            CONTACT_REACH_CHARS_MAX,
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
