//! What staff do to reports: say something, change the status.

use lamplight_protocol::api::StatusChange;
use lamplight_protocol::status::{Capacity, Status};
use lamplight_protocol::thread::{Author, EntryContent};

use crate::audit::record::Change;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::Topic;
use crate::model::{Act, Object, StaffAction, StaffOperation, StaffWrite};
use crate::operation::{Earlier, Operation};
use crate::reports::reach;
use crate::reports::under_change::ReportUnderChange;
use crate::seal::KeyEncryptionKey;

/// Does it.
pub(crate) async fn operate(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    request: &StaffOperation,
) -> Result<Change, StoreError> {
    let Some(mut report) =
        ReportUnderChange::lock(tx, kek, &request.reach, request.report_id, request.at).await?
    else {
        return Ok(StaffWrite::NotFound.into());
    };
    let operation = Operation {
        id: request.id,
        topic: Topic::Report,
        subject: request.report_id.to_string(),
        body_hash: request.body_hash,
        at: request.at,
        by: request.by.staff_id(),
    };
    match operation.earlier(tx).await? {
        Earlier::Nothing => {}
        Earlier::Other => return Ok(StaffWrite::Conflict.into()),
        Earlier::Same { revision, .. } => {
            return Ok(StaffWrite::Done {
                revision,
                repeated: true,
            }
            .into());
        }
    }
    let before = report.revision;
    match &request.action {
        action if action.says_something() && report.is_full() => return Ok(StaffWrite::ThreadFull.into()),
        StaffAction::Message(text) => say(tx, &mut report, request, text).await?,
        StaffAction::Status(change) => {
            if let Some(answer) = refuse(&report, request, change) {
                return Ok(answer.into());
            }
            if !has_its_original(tx, request, change).await? {
                return Ok(StaffWrite::NoSuchOriginal.into());
            }
            report.go_to(tx, change.to, change.ending.clone()).await?;
            report.assignee = match change.to {
                Status::Assigned => request.by.staff_id(),
                Status::Received | Status::Seen => None,
                _ => report.assignee,
            };
            if let Some(text) = &change.message {
                say(tx, &mut report, request, text).await?;
            }
        }
    }
    report.keep(tx).await?;
    operation.keep(tx, report.revision).await?;
    let act = match &request.action {
        StaffAction::Message(_) => Act::ReportMessage,
        StaffAction::Status(_) => Act::ReportStatus,
    };
    let record = request
        .by
        .did(act, Object::Report(request.report_id), request.at)
        .revisions(Some(before), report.revision);
    Ok(Change::Done {
        revision: report.revision,
        record,
    })
}

/// Why a change of status may not be, if so.
fn refuse(report: &ReportUnderChange, request: &StaffOperation, change: &StatusChange) -> Option<StaffWrite> {
    if change.revision != report.revision {
        return Some(StaffWrite::ChangedMeanwhile(report.revision));
    }
    let mut acting_as = request.acting_as.clone();
    if report.assignee.is_some() && report.assignee == request.by.staff_id() {
        acting_as.push(Capacity::Assignee);
    }
    report
        .check_step(change.to, &acting_as)
        .err()
        .map(StaffWrite::Refused)
}

/// Whether the report of which this one is to be a duplicate, if it is, is another one within the same reach.
/// One that is erased later leaves its id behind: nobody can open it, and nothing of it is told.
async fn has_its_original(
    tx: &mut Transaction,
    request: &StaffOperation,
    change: &StatusChange,
) -> Result<bool, StoreError> {
    let Some(original) = change.ending.duplicate_of else {
        return Ok(true);
    };
    Ok(original != request.report_id && reach::has(tx, &request.reach, original).await?)
}

async fn say(
    tx: &mut Transaction,
    report: &mut ReportUnderChange,
    request: &StaffOperation,
    text: &str,
) -> Result<(), StoreError> {
    let content = EntryContent::Message {
        id: request.id,
        from: Author::Patrol,
        text: text.to_owned(),
    };
    report.add(tx, content).await
}
