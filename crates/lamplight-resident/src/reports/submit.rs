//! Saving a report: the one path that must be fast, and that must never lose anything.

use std::collections::HashSet;

use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::error::Violation;
use lamplight_protocol::ids::{Receipt, ReportId};
use lamplight_protocol::limits::{OCCURRED_AHEAD_MS_MAX, PHOTOS_PER_REPORT_MAX};
use lamplight_protocol::place::Place;
use lamplight_protocol::report::{Category, Contact, NewReport, PhotoAnnouncement};
use lamplight_protocol::text::Language;
use lamplight_protocol::time::TimestampMillis;
use rusqlite::Connection;

use crate::Core;
use crate::error::{CoreError, PhotoProblem};
use crate::local::reports::{self, NewRow};
use crate::local::{photos, settings};
use crate::note;
use crate::photo::PreparedPhoto;
use crate::view::{Photo, ReportDraft, Saved};

/// A report that keeps every rule, not yet written down.
pub(crate) struct Ready {
    category: Category,
    /// The body as it will be sent.
    content: String,
    /// People should call when it does not arrive.
    urgent: bool,
    now: TimestampMillis,
    /// When it may be sent.
    next_at: TimestampMillis,
}

impl Core {
    /// Saves a report with its photos. When this returns, all of it is on the disk, and it will be sent as soon
    /// as it can be. No network is touched.
    ///
    /// # Errors
    /// [`CoreError::Invalid`], [`CoreError::Photo`] or [`CoreError::AppearanceOnly`] when the draft breaks a rule,
    /// and nothing was saved;
    /// [`CoreError::NotSaved`] when the device could not keep it; [`CoreError::Internal`].
    pub fn submit_report(&self, draft: &ReportDraft, photos: &[PreparedPhoto]) -> Result<Saved, CoreError> {
        let shown: Vec<Photo> = photos.iter().map(|photo| photo.shown().clone()).collect();
        check_photos(&shown)?;
        let size_bytes = shown.iter().map(|photo| u64::from(photo.size_bytes)).sum();
        if size_bytes > 0 {
            self.db().check_room(size_bytes)?;
        }
        let id = ReportId::from_random(self.inner.platform.random()?);
        let receipt = Receipt::from_random(self.inner.platform.random()?);
        // To read the rules apart from the write would make a tap a fifth dearer: the connection that writes
        // has their pages, the one that reads would have to fetch them again after every write.
        let saved = self.db().write(|tx| {
            let ready = self.make_ready(tx, draft, announced(&shown))?;
            for (position, photo) in (1..).zip(photos) {
                photos::insert(tx, id, position, photo)?;
            }
            self.hand_in(tx, id, receipt, &ready)
        })?;
        self.reports_changed();
        Ok(saved)
    }

    /// Looks at every rule, and decides when the report may be sent.
    pub(crate) fn make_ready(
        &self,
        connection: &Connection,
        draft: &ReportDraft,
        photos: Vec<PhotoAnnouncement>,
    ) -> Result<Ready, CoreError> {
        let now = self.now();
        let area = self.known_area(connection)?;
        let language = settings::language(connection)?;
        let report = complete(draft, photos, language, now)?;
        report.check(&area.info.area)?;
        note::check(&report)?;
        let is_urgent = area.info.area.is_urgent(report.category);
        Ok(Ready {
            category: report.category,
            content: serde_json::to_string(&report)?,
            urgent: is_urgent && !report.practice,
            now,
            next_at: now.plus_millis(self.hold_ms(is_urgent, now)),
        })
    }

    /// Writes a report down. Its photos are there already, under the same id; the operations that send them all
    /// are filed by whoever writes next.
    pub(crate) fn hand_in(
        &self,
        tx: &Connection,
        id: ReportId,
        receipt: Receipt,
        ready: &Ready,
    ) -> Result<Saved, CoreError> {
        reports::insert(
            tx,
            &NewRow {
                id,
                receipt: &receipt,
                category: ready.category,
                urgent: ready.urgent,
                saved_at: ready.now,
                content: &ready.content,
                followed: false,
                next_at: ready.next_at,
            },
        )?;
        Ok(Saved {
            id,
            receipt,
            undo_until: (ready.next_at > ready.now).then_some(ready.next_at),
        })
    }

    /// How long a report waits for undo, in milliseconds. Urgent ones do not wait. Neither does anything
    /// after a time offline that was longer than the wait itself: the moment that the network is back may be
    /// the only one.
    fn hold_ms(&self, urgent: bool, now: TimestampMillis) -> i64 {
        let hold_ms = self.inner.undo_hold_ms;
        if urgent || self.inner.connection.offline_for_ms(now) > hold_ms {
            0
        } else {
            hold_ms
        }
    }
}

/// The general rules would refuse the same, in words that fit a form.
fn check_photos(photos: &[Photo]) -> Result<(), PhotoProblem> {
    if photos.len() > PHOTOS_PER_REPORT_MAX {
        return Err(PhotoProblem::PhotosTooMany);
    }
    let hashes: HashSet<&PhotoHash> = photos.iter().map(|photo| &photo.sha256).collect();
    if hashes.len() < photos.len() {
        return Err(PhotoProblem::PhotoTwice);
    }
    Ok(())
}

/// What a report says of its photos.
pub(crate) fn announced(photos: &[Photo]) -> Vec<PhotoAnnouncement> {
    let announce = |photo: &Photo| PhotoAnnouncement {
        sha256: photo.sha256.clone(),
        size_bytes: photo.size_bytes,
        description: photo.description.clone(),
    };
    photos.iter().map(announce).collect()
}

/// Makes a draft into a report: what was left out is filled in, and what says nothing is left out.
fn complete(
    draft: &ReportDraft,
    photos: Vec<PhotoAnnouncement>,
    language: Option<Language>,
    now: TimestampMillis,
) -> Result<NewReport, Violation> {
    let occurred_at = draft.occurred_at.unwrap_or(now);
    if occurred_at.millis_since(now) > OCCURRED_AHEAD_MS_MAX {
        return Err(Violation::invalid(
            "occurred_at",
            "lies in the future; say when it was seen, or check this device's clock",
        ));
    }
    let contact = draft.contact.as_ref().map(|contact| Contact {
        name: text(contact.name.as_deref()),
        reach: text(contact.reach.as_deref()),
    });
    Ok(NewReport {
        category: draft.category,
        behaviours: draft.behaviours.clone(),
        place: Place {
            point: draft.place.point,
            words: text(draft.place.words.as_deref()),
        },
        occurred_at,
        note: text(draft.note.as_deref()),
        contact: contact.filter(|contact| contact.name.is_some() || contact.reach.is_some()),
        language: language.unwrap_or_else(Language::english),
        practice: draft.practice,
        photos,
    })
}

/// The text without the white space around it; none when nothing else is there.
fn text(given: Option<&str>) -> Option<String> {
    given
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(ToOwned::to_owned)
}
