//! What a resident does with reports.
//!
//! **Architecture invariant:** each use-case is one transaction. What costs time comes before it: randomness,
//! and a photo's pixels. The rules are looked at inside, on the state that is written to.

mod endings;
mod erasing;
mod submit;

use lamplight_protocol::api::Withdrawal;
use lamplight_protocol::ids::{OperationId, Receipt, ReportId};
use lamplight_protocol::thread::NewMessage;
use rusqlite::Connection;

use crate::Core;
use crate::error::CoreError;
use crate::local::{reports, threads};
use crate::outbox::{self, Kind, NewOperation};
use crate::view::Scope;

pub(crate) use submit::announced;

impl Core {
    /// Takes a report back at the patrol. One that was never sent is simply forgotten.
    ///
    /// # Errors
    /// [`CoreError::NotPossible`] when it is over already; [`CoreError::NotFound`], [`CoreError::NotSaved`],
    /// [`CoreError::Internal`].
    pub fn withdraw_report(&self, id: ReportId) -> Result<(), CoreError> {
        let body = serde_json::to_vec(&Withdrawal::default())?;
        let operation = OperationId::from_random(self.inner.platform.random()?);
        let forgotten = self.write(|tx| {
            let receipt = known_receipt(tx, id)?;
            if forget_if_never_sent(tx, id)? {
                return Ok(true);
            }
            if !outbox::has_waiting(tx, id, Kind::Withdrawal)? {
                refuse_withdrawal_when_over(tx, id)?;
                self.queue(tx, id, &receipt, operation.to_string(), Kind::Withdrawal, &body)?;
            }
            Ok(false)
        })?;
        self.finish_forgetting(forgotten)
    }

    /// Sends again what needed attention.
    ///
    /// # Errors
    /// [`CoreError::NotFound`], [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn retry_report(&self, id: ReportId) -> Result<(), CoreError> {
        self.write(|tx| {
            known_receipt(tx, id)?;
            outbox::retry_refused(tx, id, self.now())
        })?;
        self.reports_changed();
        Ok(())
    }

    /// Forgets a report that the server refused or no longer has, or that was sent from another device and
    /// is only followed here. If the server has the report and refused something that was added to it, only
    /// that is forgotten.
    ///
    /// # Errors
    /// [`CoreError::NotPossible`] when nothing of it needs attention; [`CoreError::NotFound`],
    /// [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn discard_report(&self, id: ReportId) -> Result<(), CoreError> {
        self.write(|tx| {
            known_receipt(tx, id)?;
            let forgotten = forget_if_not_at_server(tx, id)?
                || outbox::drop_refused(tx, id)?
                || forget_if_only_followed(tx, id)?;
            if forgotten {
                return Ok(());
            }
            Err(CoreError::NotPossible(
                "this report is on its way or with the patrol; withdraw or erase it instead".into(),
            ))
        })?;
        self.finish_forgetting(true)
    }

    /// Writes to the patrol about a report.
    ///
    /// # Errors
    /// [`CoreError::Invalid`] when the text is empty or too long; [`CoreError::NotPossible`] when the server
    /// no longer has the report; [`CoreError::NotFound`], [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn reply(&self, id: ReportId, text: &str) -> Result<OperationId, CoreError> {
        let message = NewMessage {
            text: text.trim().to_owned(),
        };
        message.check()?;
        let body = serde_json::to_vec(&message)?;
        let operation = OperationId::from_random(self.inner.platform.random()?);
        self.write(|tx| {
            let receipt = known_receipt(tx, id)?;
            if threads::is_erased(tx, id)? {
                return Err(CoreError::NotPossible(
                    "the patrol no longer has this report; please send a new one".into(),
                ));
            }
            self.queue(tx, id, &receipt, operation.to_string(), Kind::Message, &body)
        })?;
        self.reports_changed();
        Ok(operation)
    }

    /// Notes that the resident has read the thread up to that revision: what has come since it was shown stays
    /// unread.
    ///
    /// # Errors
    /// [`CoreError::NotFound`], [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn mark_read(&self, id: ReportId, revision: u32) -> Result<(), CoreError> {
        let something_new = self.write(|tx| {
            known_receipt(tx, id)?;
            threads::mark_read(tx, id, revision)
        })?;
        if something_new {
            self.inner.changes.tell(Scope::Reports);
        }
        Ok(())
    }

    fn queue(
        &self,
        tx: &Connection,
        report_id: ReportId,
        receipt: &Receipt,
        id: String,
        kind: Kind,
        body: &[u8],
    ) -> Result<(), CoreError> {
        outbox::add(
            tx,
            &NewOperation {
                report_id,
                seq: outbox::next_seq(tx, report_id)?,
                id,
                kind,
                receipt,
                saved_at: self.now(),
                body,
            },
        )
    }

    /// After a use-case that may have forgotten something: what was forgotten must not lie in the log either.
    fn finish_forgetting(&self, forgotten: bool) -> Result<(), CoreError> {
        self.reports_changed();
        if forgotten { self.db().empty_log() } else { Ok(()) }
    }

    /// Tells those who show reports, and the loop that sends them.
    pub(crate) fn reports_changed(&self) {
        self.inner.changes.tell(Scope::Reports);
        self.inner.bells.push.notify_one();
    }
}

fn known_receipt(connection: &Connection, id: ReportId) -> Result<Receipt, CoreError> {
    reports::receipt(connection, id)?.ok_or(CoreError::NotFound)
}

/// Forgets a report of which no byte has left this device. Tells whether it was one.
fn forget_if_never_sent(tx: &Connection, id: ReportId) -> Result<bool, CoreError> {
    if outbox::is_unattempted(tx, id)? {
        return reports::forget(tx, id);
    }
    Ok(false)
}

/// Forgets a report that the server refused or no longer has. Tells whether it was one.
fn forget_if_not_at_server(tx: &Connection, id: ReportId) -> Result<bool, CoreError> {
    if outbox::is_refused(tx, id)? || threads::is_erased(tx, id)? {
        return reports::forget(tx, id);
    }
    Ok(false)
}

/// Forgets a report that was sent from another device, unless something that was written here waits. Tells
/// whether it was one.
fn forget_if_only_followed(tx: &Connection, id: ReportId) -> Result<bool, CoreError> {
    if reports::is_followed(tx, id)? && !outbox::has_anything_waiting(tx, id)? {
        return reports::forget(tx, id);
    }
    Ok(false)
}

fn refuse_withdrawal_when_over(connection: &Connection, id: ReportId) -> Result<(), CoreError> {
    match threads::status(connection, id)? {
        Some(status) if !status.is_open() => Err(CoreError::NotPossible(
            "this report is over already; there is nothing to withdraw".into(),
        )),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
