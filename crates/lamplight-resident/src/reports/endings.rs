//! What a resident says when a report has ended: that it should be opened again, or whether it was put right.

use lamplight_protocol::api::{Feedback, Reopening};
use lamplight_protocol::ids::{OperationId, ReportId};
use rusqlite::Connection;

use super::known_receipt;
use crate::Core;
use crate::ending::Ending;
use crate::error::CoreError;
use crate::local::threads;
use crate::outbox::{self, Kind};

impl Core {
    /// Asks the patrol to open a report again. It is queued like a message.
    ///
    /// # Errors
    /// [`CoreError::NotPossible`] when it has not ended, or too long ago; [`CoreError::NotFound`],
    /// [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn reopen_report(&self, id: ReportId) -> Result<(), CoreError> {
        let body = serde_json::to_vec(&Reopening::default())?;
        let operation = OperationId::from_random(self.inner.platform.random()?);
        let now = self.now();
        self.write(|tx| {
            let receipt = known_receipt(tx, id)?;
            if outbox::has_waiting(tx, id, Kind::Reopening)? {
                return Ok(());
            }
            if !ending(tx, id)?.may_reopen(now) {
                return Err(CoreError::NotPossible(
                    "this report ended more than 14 days ago; please send a new one".into(),
                ));
            }
            self.queue(tx, id, &receipt, operation.to_string(), Kind::Reopening, &body)
        })?;
        self.reports_changed();
        Ok(())
    }

    /// Says whether it was put right, once after each ending. It is queued like a message.
    ///
    /// # Errors
    /// [`CoreError::NotPossible`] when it has not ended, or was answered already; [`CoreError::NotFound`],
    /// [`CoreError::NotSaved`], [`CoreError::Internal`].
    pub fn give_feedback(&self, id: ReportId, fixed: bool) -> Result<(), CoreError> {
        let body = serde_json::to_vec(&Feedback { fixed })?;
        let operation = OperationId::from_random(self.inner.platform.random()?);
        self.write(|tx| {
            let receipt = known_receipt(tx, id)?;
            if ending(tx, id)?.is_answered || outbox::has_waiting(tx, id, Kind::Feedback)? {
                return Err(CoreError::NotPossible(
                    "you have said already whether it was put right".into(),
                ));
            }
            self.queue(tx, id, &receipt, operation.to_string(), Kind::Feedback, &body)
        })?;
        self.reports_changed();
        Ok(())
    }
}

fn ending(connection: &Connection, id: ReportId) -> Result<Ending, CoreError> {
    let ended = if threads::is_erased(connection, id)? {
        None
    } else {
        Ending::of(&threads::entries(connection, id)?)
    };
    ended.ok_or_else(|| CoreError::NotPossible("this report has not ended at the patrol".into()))
}

#[cfg(test)]
mod tests;
