//! How a row of the audit is written: with the change that it tells of, or not at all.

use std::ops::{Deref, DerefMut};

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{AuditRecord, StaffWrite};

/// A transaction that changes something for the patrol. It cannot be committed without what is to be recorded.
pub(crate) struct StaffTransaction(Transaction);

impl StaffTransaction {
    pub(crate) fn of(tx: Transaction) -> Self {
        Self(tx)
    }

    /// Makes the change and its record durable.
    pub(crate) async fn commit(mut self, record: AuditRecord) -> Result<(), StoreError> {
        append(&mut self.0, &record).await?;
        self.0.commit().await
    }

    /// Leaves everything as it was: there is nothing to record.
    pub(crate) async fn roll_back(self) -> Result<(), StoreError> {
        self.0.roll_back().await
    }

    /// Makes what was newly done durable, and gives the answer. Anything else has left nothing to keep.
    pub(crate) async fn settle(self, change: Change) -> Result<StaffWrite, StoreError> {
        match change {
            Change::Not(answer) => Ok(answer),
            Change::Done { revision, record } => {
                self.commit(record).await?;
                Ok(StaffWrite::Done {
                    revision,
                    repeated: false,
                })
            }
        }
    }
}

impl Deref for StaffTransaction {
    type Target = Transaction;

    fn deref(&self) -> &Transaction {
        &self.0
    }
}

impl DerefMut for StaffTransaction {
    fn deref_mut(&mut self) -> &mut Transaction {
        &mut self.0
    }
}

/// What became of a change by staff, before it is committed.
pub(crate) enum Change {
    /// It is done now, and made this revision.
    Done { revision: u32, record: AuditRecord },
    /// It is not, or was before: nothing may be committed.
    Not(StaffWrite),
}

impl From<StaffWrite> for Change {
    fn from(answer: StaffWrite) -> Self {
        Self::Not(answer)
    }
}

/// Writes a row into the tail. Only for [`StaffTransaction`], and for jobs, which change many things at once.
pub(crate) async fn append(tx: &mut Transaction, record: &AuditRecord) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO audit_tail
             (at, actor, staff_id, roles, act, object, object_id,
              revision_before, revision_after, reason, request_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        [
            record.at.into(),
            record.by.who.as_str().into(),
            record.by.staff_id().into(),
            record.by.roles.to_string().into(),
            record.act.as_str().into(),
            record.object.kind().into(),
            record.object.id().into(),
            record.revision_before.into(),
            record.revision_after.into(),
            record.reason.into(),
            record.by.request_id.clone().into(),
        ],
    )
    .await
}
