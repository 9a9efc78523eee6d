//! Handing a draft in, and taking a report back to be a draft again.

use lamplight_protocol::ids::ReportId;
use lamplight_protocol::report::NewReport;
use rusqlite::Connection;

use crate::Core;
use crate::error::CoreError;
use crate::local::{drafts, reports};
use crate::outbox;
use crate::reports::announced;
use crate::view::{Draft, ReportDraft, Saved};

impl Core {
    /// Hands a draft in, in one transaction; the id stays the same. When this returns it is on the disk, and it
    /// will be sent as soon as it can be.
    ///
    /// # Errors
    /// [`CoreError::Invalid`] or [`CoreError::AppearanceOnly`] when it is not complete or breaks a rule, and it stays
    /// a draft;
    /// [`CoreError::NotFound`], [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn submit_draft(&self, id: ReportId) -> Result<Saved, CoreError> {
        // What is handed in must be what stands in the draft at this moment, whichever window wrote it last.
        let saved = self.db().write(|tx| {
            let draft = drafts::find(tx, id)?.ok_or(CoreError::NotFound)?;
            let receipt = drafts::receipt(tx, id)?.ok_or(CoreError::NotFound)?;
            let ready = self.make_ready(tx, &draft.report, announced(&draft.photos))?;
            drafts::remove(tx, id)?;
            self.hand_in(tx, id, receipt, &ready)
        })?;
        self.reports_changed();
        Ok(saved)
    }

    /// Takes a report back while nothing of it has left this device: it is a draft again, with all its photos
    /// and under the same receipt. Editing a report that waits is this and handing it in again.
    ///
    /// It is never refused for the number of drafts: somebody who wants a report back must get it.
    ///
    /// # Errors
    /// [`CoreError::NotPossible`] when it is too late: it is on its way, or something was added to it, and it
    /// can be withdrawn instead; [`CoreError::NotFound`], [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn undo_report(&self, id: ReportId) -> Result<Draft, CoreError> {
        let now = self.now();
        let draft = self.write(|tx| {
            let receipt = reports::receipt(tx, id)?.ok_or(CoreError::NotFound)?;
            check_undo(tx, id)?;
            let report = unfinished(reports::content(tx, id)?.ok_or(CoreError::NotFound)?);
            reports::remove(tx, id)?;
            drafts::insert(tx, id, &receipt, &report, now)?;
            drafts::find(tx, id)?.ok_or(CoreError::Internal)
        })?;
        self.reports_changed();
        Ok(draft)
    }
}

fn check_undo(tx: &Connection, id: ReportId) -> Result<(), CoreError> {
    if !outbox::is_unattempted(tx, id)? {
        return Err(CoreError::NotPossible(
            "this report is on its way already; you can withdraw it instead".into(),
        ));
    }
    // A draft has no place for what was written about it, and words are not thrown away in passing.
    if outbox::has_addition(tx, id)? {
        return Err(CoreError::NotPossible(
            "you have added something to this report; you can withdraw it instead".into(),
        ));
    }
    Ok(())
}

fn unfinished(report: NewReport) -> ReportDraft {
    ReportDraft {
        category: report.category,
        behaviours: report.behaviours,
        place: report.place,
        occurred_at: Some(report.occurred_at),
        note: report.note,
        contact: report.contact,
        practice: report.practice,
    }
}
