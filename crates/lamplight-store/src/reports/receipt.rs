//! Receipts: who may read which report, and the tombstones of erased ones.

use lamplight_protocol::ids::ReportId;
use lamplight_protocol::time::TimestampMillis;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{Acceptance, Hash};
use crate::value::Row;

/// By which the tables know a report; nobody outside does.
pub(crate) type Number = i64;

/// What is remembered of a report's id.
pub(crate) struct Receipt {
    pub(crate) number: Number,
    pub(crate) receipt_hash: Hash,
    pub(crate) reference: String,
    pub(crate) state: State,
}

pub(crate) enum State {
    /// The report is there.
    Open {
        body_hash: Hash,
        received_at: TimestampMillis,
    },
    /// It was erased, which made this revision.
    Erased { at: TimestampMillis, revision: u32 },
}

impl Receipt {
    pub(crate) fn of(row: &Row) -> Result<Self, StoreError> {
        let erased_at: Option<i64> = row.get("erased_at")?;
        let state = match erased_at {
            Some(at) => State::Erased {
                at: TimestampMillis::from_millis(at),
                revision: row.count("erased_revision")?,
            },
            None => State::Open {
                body_hash: hash_of(row, "body_hash")?,
                received_at: row.time("received_at")?,
            },
        };
        Ok(Self {
            number: row.get("number")?,
            receipt_hash: hash_of(row, "receipt_hash")?,
            reference: row.get("reference")?,
            state,
        })
    }

    /// The answer to a report that comes in again under this id.
    pub(crate) fn answer_again(&self, receipt_hash: &Hash, body_hash: &Hash) -> Acceptance {
        match &self.state {
            _ if self.receipt_hash != *receipt_hash => Acceptance::Conflict,
            State::Erased { .. } => Acceptance::Gone,
            State::Open { body_hash: first, .. } if first != body_hash => Acceptance::Conflict,
            State::Open { received_at, .. } => Acceptance::Accepted {
                reference: self.reference.clone(),
                revision: 1,
                received_at: *received_at,
                repeated: true,
            },
        }
    }
}

fn hash_of(row: &Row, column: &'static str) -> Result<Hash, StoreError> {
    Hash::try_from(row.get::<Vec<u8>>(column)?).map_err(|_| StoreError::Damaged(column))
}

/// What is remembered of a report, if this receipt opens it.
pub(crate) async fn opened(
    tx: &mut Transaction,
    id: ReportId,
    receipt_hash: &Hash,
) -> Result<Option<Receipt>, StoreError> {
    let receipt = known(tx, id).await?;
    Ok(receipt.filter(|receipt| receipt.receipt_hash == *receipt_hash))
}

/// What is remembered of a report, whoever asks.
pub(crate) async fn known(tx: &mut Transaction, id: ReportId) -> Result<Option<Receipt>, StoreError> {
    let row = tx
        .row(
            "SELECT number, receipt_hash, body_hash, reference, received_at, erased_at, erased_revision
             FROM receipt
             WHERE report_id = $1",
            [id.into()],
        )
        .await?;
    row.as_ref().map(Receipt::of).transpose()
}
