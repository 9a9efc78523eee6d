//! Operations: later writes, each under an id of its own, so that sending one twice is the same as once.

use lamplight_protocol::ids::{OperationId, StaffId};
use lamplight_protocol::time::TimestampMillis;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::Topic;
use crate::model::Hash;

/// A write that comes in.
pub(crate) struct Operation {
    pub(crate) id: OperationId,
    pub(crate) topic: Topic,
    /// What it changes.
    pub(crate) subject: String,
    pub(crate) body_hash: Hash,
    pub(crate) at: TimestampMillis,
    /// Who writes; nobody of the patrol when absent.
    pub(crate) by: Option<StaffId>,
}

/// What is known of an operation's id.
pub(crate) enum Earlier {
    /// Nothing.
    Nothing,
    /// It did the same before; this was the answer.
    Same { revision: u32, at: TimestampMillis },
    /// It did something else.
    Other,
}

impl Operation {
    /// Looks for an earlier use of the id. To be asked while the subject's row is locked: only then can no
    /// second copy of the same operation slip in between.
    pub(crate) async fn earlier(&self, tx: &mut Transaction) -> Result<Earlier, StoreError> {
        let row = tx
            .row(
                "SELECT topic, subject, staff_id, body_hash, revision, at
                 FROM operation
                 WHERE id = $1",
                [self.id.into()],
            )
            .await?;
        let Some(row) = row else {
            return Ok(Earlier::Nothing);
        };
        let same = row.get::<String>("topic")? == self.topic.as_str()
            && row.get::<String>("subject")? == self.subject
            && row.parse_optional("staff_id")? == self.by
            && row.get::<Vec<u8>>("body_hash")? == self.body_hash;
        if !same {
            return Ok(Earlier::Other);
        }
        Ok(Earlier::Same {
            revision: row.count("revision")?,
            at: row.time("at")?,
        })
    }

    /// Remembers the operation and its answer.
    pub(crate) async fn keep(&self, tx: &mut Transaction, revision: u32) -> Result<(), StoreError> {
        tx.execute_one(
            "INSERT INTO operation (id, topic, subject, body_hash, revision, at, staff_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            [
                self.id.into(),
                self.topic.as_str().into(),
                self.subject.as_str().into(),
                (&self.body_hash).into(),
                revision.into(),
                self.at.into(),
                self.by.into(),
            ],
        )
        .await
    }
}
