//! Erasing a report: its key goes, with all that it sealed. What stays is its receipt, as a tombstone.

use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::{self, Topic};
use crate::model::{Acceptance, Erasure};
use crate::reports::receipt::{self, State};

/// Does it. Unless the answer is a new acceptance, nothing may be committed.
pub(crate) async fn erase(tx: &mut Transaction, erasure: &Erasure) -> Result<Acceptance, StoreError> {
    let id = erasure.report_id;
    // The report's row goes first, so that a second erasure waits here and then finds the tombstone.
    let deleted = tx
        .row(
            "DELETE FROM report
             WHERE id = $1 AND id IN (SELECT report_id FROM receipt WHERE receipt_hash = $2)
             RETURNING reference, revision",
            [id.into(), (&erasure.receipt_hash).into()],
        )
        .await?;
    let Some(deleted) = deleted else {
        return answer_again(tx, erasure).await;
    };
    let revision = deleted.count("revision")?.saturating_add(1);
    tx.execute_one(
        "UPDATE receipt
         SET body_hash = NULL, erased_at = $2, erased_revision = $3
         WHERE report_id = $1",
        [id.into(), erasure.at.into(), revision.into()],
    )
    .await?;
    tx.execute(
        "DELETE FROM operation WHERE topic = $1 AND subject = $2",
        [Topic::Report.as_str().into(), id.into()],
    )
    .await?;
    journal::append_report(tx, id, revision).await?;
    Ok(Acceptance::Accepted {
        reference: deleted.get("reference")?,
        revision,
        received_at: erasure.at,
        repeated: false,
    })
}

async fn answer_again(tx: &mut Transaction, erasure: &Erasure) -> Result<Acceptance, StoreError> {
    let receipt = receipt::opened(tx, erasure.report_id, &erasure.receipt_hash).await?;
    Ok(match receipt.map(|receipt| (receipt.reference, receipt.state)) {
        Some((reference, State::Erased { at, revision })) => Acceptance::Accepted {
            reference,
            revision,
            received_at: at,
            repeated: true,
        },
        Some((_, State::Open { .. })) => return Err(StoreError::Damaged("a receipt without its report")),
        None => Acceptance::WrongReceipt,
    })
}
