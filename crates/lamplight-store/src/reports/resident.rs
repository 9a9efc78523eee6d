//! What residents do to their reports later: say something, take one back, open it again, say whether it was
//! put right.

use lamplight_protocol::status::{Capacity, Ending, Status};
use lamplight_protocol::thread::{Author, EntryContent};

use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::Topic;
use crate::model::{Acceptance, Reach, ResidentAction, ResidentOperation};
use crate::operation::{Earlier, Operation};
use crate::reports::under_change::ReportUnderChange;
use crate::reports::{merge, receipt};
use crate::seal::KeyEncryptionKey;

/// Does it. Unless the answer is a new acceptance, nothing may be committed.
pub(crate) async fn operate(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    request: &ResidentOperation,
) -> Result<Acceptance, StoreError> {
    let Some(receipt) = receipt::opened(tx, request.report_id, &request.receipt_hash).await? else {
        return Ok(Acceptance::WrongReceipt);
    };
    let Some(mut report) =
        ReportUnderChange::lock(tx, kek, &Reach::EVERYTHING, request.report_id, request.at).await?
    else {
        return Ok(Acceptance::Gone);
    };
    let operation = Operation {
        id: request.id,
        topic: Topic::Report,
        subject: request.report_id.to_string(),
        body_hash: request.body_hash,
        at: request.at,
        by: None,
    };
    match operation.earlier(tx).await? {
        Earlier::Nothing => {}
        Earlier::Other => return Ok(Acceptance::Conflict),
        Earlier::Same { revision, at } => {
            return Ok(Acceptance::Accepted {
                reference: receipt.reference,
                revision,
                received_at: at,
                repeated: true,
            });
        }
    }
    match &request.action {
        ResidentAction::Message(_) if report.is_full() => return Ok(Acceptance::ThreadFull),
        ResidentAction::Message(text) => {
            let content = EntryContent::Message {
                id: request.id,
                from: Author::Resident,
                text: text.clone(),
            };
            report.add(tx, content).await?;
        }
        ResidentAction::Withdraw => {
            if let Err(refusal) = report.check_step(Status::Withdrawn, &[Capacity::Resident]) {
                return Ok(Acceptance::Refused(refusal));
            }
            report.go_to(tx, Status::Withdrawn, Ending::default()).await?;
            merge::release(tx, kek, report.number, request.at).await?;
        }
        ResidentAction::Reopen => {
            if let Err(refusal) = report.check_step(Status::Seen, &[Capacity::Resident]) {
                return Ok(Acceptance::Refused(refusal));
            }
            report.go_to(tx, Status::Seen, Ending::default()).await?;
            report.assignee = None;
            merge::tell(tx, kek, &report).await?;
        }
        ResidentAction::Feedback(_) if !report.asks_for_feedback(tx).await? => {
            return Ok(Acceptance::NotAsked);
        }
        ResidentAction::Feedback(fixed) => {
            report.add(tx, EntryContent::Feedback { fixed: *fixed }).await?;
        }
    }
    report.was_said();
    report.keep(tx).await?;
    operation.keep(tx, report.revision).await?;
    Ok(Acceptance::Accepted {
        reference: receipt.reference,
        revision: report.revision,
        received_at: request.at,
        repeated: false,
    })
}
