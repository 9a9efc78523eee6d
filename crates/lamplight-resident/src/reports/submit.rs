//! Saving a report: the one path that must be fast, and that must never lose anything.

use lamplight_protocol::error::Violation;
use lamplight_protocol::ids::{Receipt, ReportId};
use lamplight_protocol::limits::OCCURRED_AHEAD_MS_MAX;
use lamplight_protocol::place::Place;
use lamplight_protocol::report::{Contact, NewReport};
use lamplight_protocol::text::Language;
use lamplight_protocol::time::TimestampMillis;

use crate::Core;
use crate::error::CoreError;
use crate::local::reports::{self, NewRow};
use crate::local::settings;
use crate::outbox::{self, Kind, NewOperation};
use crate::view::{ReportDraft, Saved};

impl Core {
    /// Saves a report. When this returns, report and outbox row are on the disk, and the report will be sent
    /// as soon as it can be. No network is touched.
    ///
    /// # Errors
    /// [`CoreError::Invalid`] when the draft breaks a rule, and nothing was saved;
    /// [`CoreError::NotSaved`] when the device could not keep it; [`CoreError::Internal`].
    pub fn submit_report(&self, draft: &ReportDraft) -> Result<Saved, CoreError> {
        let now = self.now();
        let (area, language) = self
            .db()
            .read(|connection| Ok((self.known_area(connection)?, settings::language(connection)?)))?;
        let report = complete(draft, language, now)?;
        report.check(&area.info.area)?;
        let content = serde_json::to_string(&report)?;
        let id = ReportId::from_random(self.inner.platform.random()?);
        let receipt = Receipt::from_random(self.inner.platform.random()?);
        let urgent = area.info.area.is_urgent(report.category);
        let next_at = now.plus_millis(self.hold_ms(urgent, now));

        self.db().write(|tx| {
            reports::insert(
                tx,
                &NewRow {
                    id,
                    receipt: &receipt,
                    category: report.category,
                    urgent,
                    saved_at: now,
                    content: &content,
                },
            )?;
            outbox::add(
                tx,
                &NewOperation {
                    report_id: id,
                    seq: 0,
                    id: id.to_string(),
                    kind: Kind::Report,
                    receipt: &receipt,
                    next_at,
                    saved_at: now,
                    body: &[],
                },
            )
        })?;
        self.reports_changed();
        Ok(Saved {
            id,
            receipt,
            undo_until: (next_at > now).then_some(next_at),
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

/// Makes a draft into a report: what was left out is filled in, and what says nothing is left out.
fn complete(
    draft: &ReportDraft,
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
        photos: Vec::new(),
    })
}

/// The text without the white space around it; none when nothing else is there.
fn text(given: Option<&str>) -> Option<String> {
    given
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(ToOwned::to_owned)
}
