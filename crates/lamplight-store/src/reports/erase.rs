//! Erasing a report: its key goes, with all that it sealed. What stays is its receipt, as a tombstone.

use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::{self, Topic};
use crate::model::{Acceptance, Erasure};
use crate::photos::objects;
use crate::reports::receipt::{self, Receipt, State};
use crate::reports::{hold, merge};
use crate::seal::KeyEncryptionKey;

/// Does it. Unless the answer is a new acceptance, nothing may be committed.
pub(crate) async fn erase(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    erasure: &Erasure,
) -> Result<Acceptance, StoreError> {
    let id = erasure.report_id;
    // The report's row is locked first, so that a second erasure waits here and then finds the tombstone, and
    // no photo arrives any more.
    let locked = tx
        .row(
            "UPDATE report
             SET changed_at = $3
             WHERE number = (SELECT number FROM receipt WHERE report_id = $1 AND receipt_hash = $2)
             RETURNING revision",
            [id.into(), (&erasure.receipt_hash).into(), erasure.at.into()],
        )
        .await?;
    let receipt = receipt::opened(tx, id, &erasure.receipt_hash).await?;
    let (Some(locked), Some(receipt)) = (locked, &receipt) else {
        return answer_again(receipt);
    };
    if hold::holds(tx, receipt.number, erasure.at).await? {
        return Ok(Acceptance::OnHold);
    }
    let revision = locked.count("revision")?.saturating_add(1);
    merge::release(tx, kek, receipt.number, erasure.at).await?;
    objects::discard_of(tx, receipt.number, erasure.at).await?;
    tx.execute_one("DELETE FROM report WHERE number = $1", [receipt.number.into()])
        .await?;
    tx.execute_one(
        "UPDATE receipt
         SET body_hash = NULL, erased_at = $2, erased_revision = $3
         WHERE number = $1",
        [receipt.number.into(), erasure.at.into(), revision.into()],
    )
    .await?;
    tx.execute(
        "DELETE FROM operation WHERE topic = $1 AND subject = $2",
        [Topic::Report.as_str().into(), id.into()],
    )
    .await?;
    journal::append(tx, Topic::Report, receipt.number).await?;
    Ok(Acceptance::Accepted {
        reference: receipt.reference.clone(),
        revision,
        received_at: erasure.at,
        repeated: false,
    })
}

fn answer_again(receipt: Option<Receipt>) -> Result<Acceptance, StoreError> {
    let Some(receipt) = receipt else {
        return Ok(Acceptance::WrongReceipt);
    };
    match receipt.state {
        State::Erased { at, revision } => Ok(Acceptance::Accepted {
            reference: receipt.reference,
            revision,
            received_at: at,
            repeated: true,
        }),
        State::Open { .. } => Err(StoreError::Damaged("a receipt without its report")),
    }
}
