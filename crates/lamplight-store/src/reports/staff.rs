//! What staff do to reports.

use lamplight_protocol::api::{DeskContent, HoldStep, StatusChange};
use lamplight_protocol::ids::StaffId;
use lamplight_protocol::status::{Capacity, Status};
use lamplight_protocol::thread::{Author, EntryContent};

use crate::audit::record::Change;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::Topic;
use crate::model::{Act, Object, StaffAction, StaffOperation, StaffWrite};
use crate::operation::Operation;
use crate::publication::changed_again;
use crate::reports::under_change::ReportUnderChange;
use crate::reports::{assign, desk_log, hold, initiative, marks, merge, redact, refer};
use crate::seal::KeyEncryptionKey;

/// Does it.
pub(crate) async fn operate(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    request: &StaffOperation,
) -> Result<Change, StoreError> {
    let original = merge::lock_older(tx, kek, request).await?;
    let Some(mut report) =
        ReportUnderChange::lock(tx, kek, &request.reach, request.report_id, request.at).await?
    else {
        return Ok(StaffWrite::NotFound.into());
    };
    let operation = operation_of(request);
    if let Some(answer) = changed_again(tx, &operation).await? {
        return Ok(answer.into());
    }
    let (before, revision_before) = (report.status, report.revision);
    if let Some(refused) = act(tx, kek, &mut report, original, request).await? {
        return Ok(refused.into());
    }
    if report.status != before {
        merge::tell(tx, kek, &report).await?;
    }
    report.keep(tx).await?;
    marks::set(tx, report.number, author(request)?, report.revision).await?;
    operation.keep(tx, report.revision).await?;
    let record = request
        .by
        .did(
            act_of(&request.action),
            Object::Report(request.report_id),
            request.at,
        )
        .revisions(Some(revision_before), report.revision);
    Ok(Change::Done {
        revision: report.revision,
        record,
    })
}

fn act_of(action: &StaffAction) -> Act {
    match action {
        StaffAction::Message(_) => Act::ReportMessage,
        StaffAction::Status(_) => Act::ReportStatus,
        StaffAction::Assign(_) => Act::ReportAssign,
        StaffAction::Refer(_) => Act::ReportRefer,
        StaffAction::EndReferral(_) => Act::ReportReferralEnd,
        StaffAction::Note(_) => Act::ReportNote,
        StaffAction::Redact(_) => Act::ReportRedact,
        StaffAction::Initiative(_) => Act::ReportInitiative,
        StaffAction::Hold(change) => match change.step {
            HoldStep::Ask => Act::HoldAsk,
            HoldStep::AskEnd => Act::HoldAskEnd,
            HoldStep::Agree => Act::HoldAgree,
            HoldStep::TakeBack => Act::HoldTakeBack,
        },
    }
}

/// Who writes. Only people and programs of the patrol do.
pub(crate) fn author(request: &StaffOperation) -> Result<StaffId, StoreError> {
    request
        .by
        .staff_id()
        .ok_or(StoreError::Damaged("a change by nobody"))
}

/// Does what is asked for; the answer when it may not be.
async fn act(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    report: &mut ReportUnderChange,
    original: Option<ReportUnderChange>,
    request: &StaffOperation,
) -> Result<Option<StaffWrite>, StoreError> {
    if request.action.says_something() && report.is_full() {
        return Ok(Some(StaffWrite::ThreadFull));
    }
    match &request.action {
        StaffAction::Message(text) => say(tx, report, request, text).await?,
        StaffAction::Status(change) => return go(tx, kek, report, original, request, change).await,
        StaffAction::Assign(assignment) => return assign::assign(tx, report, request, assignment).await,
        StaffAction::Refer(referral) => return refer::refer(tx, report, request, referral).await,
        StaffAction::EndReferral(target) => refer::end(tx, report, request, *target).await?,
        StaffAction::Note(_) if desk_log::is_full(tx, report.number).await? => {
            return Ok(Some(StaffWrite::ThreadFull));
        }
        StaffAction::Note(text) => {
            let note = DeskContent::Note { text: text.clone() };
            desk_log::append(tx, report, author(request)?, &note).await?;
        }
        StaffAction::Hold(change) => return hold::step(tx, report, request, change).await,
        StaffAction::Redact(_) if hold::holds(tx, report.number, request.at).await? => {
            return Ok(Some(StaffWrite::OnHold));
        }
        StaffAction::Redact(redaction) => return redact::redact(tx, report, request, redaction).await,
        StaffAction::Initiative(news) => return initiative::tell(tx, report, *news).await,
    }
    Ok(None)
}

/// Goes to another status; the answer when it may not be.
async fn go(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    report: &mut ReportUnderChange,
    locked: Option<ReportUnderChange>,
    request: &StaffOperation,
    change: &StatusChange,
) -> Result<Option<StaffWrite>, StoreError> {
    if let Some(answer) = refuse(report, request, change) {
        return Ok(Some(answer));
    }
    let original = match merge::original(tx, kek, request, locked, report).await? {
        Ok(original) => original,
        Err(answer) => return Ok(Some(answer)),
    };
    let followed = report.merged_into;
    report.go_to(tx, change.to, change.ending.clone()).await?;
    match change.to {
        Status::Assigned => {
            assign::put_in_charge(tx, report, author(request)?, request.by.staff_id()).await?;
        }
        Status::Received | Status::Seen => report.assignee = None,
        _ => {}
    }
    if let Some(followed) = followed {
        merge::log_unmerged(tx, report, followed, author(request)?).await?;
    }
    if let Some(text) = &change.message {
        say(tx, report, request, text).await?;
    }
    if let Some(original) = original {
        merge::follow(tx, kek, report, &original, author(request)?).await?;
    }
    Ok(None)
}

/// Why a change of status may not be, if so.
fn refuse(report: &ReportUnderChange, request: &StaffOperation, change: &StatusChange) -> Option<StaffWrite> {
    if change.revision != report.revision {
        return Some(StaffWrite::ChangedMeanwhile(report.revision));
    }
    report
        .check_step(change.to, &capacities(report, request))
        .err()
        .map(StaffWrite::Refused)
}

/// In which capacities somebody acts on this report.
pub(crate) fn capacities(report: &ReportUnderChange, request: &StaffOperation) -> Vec<Capacity> {
    let mut acting_as = request.acting_as.clone();
    if report.assignee.is_some() && report.assignee == request.by.staff_id() {
        acting_as.push(Capacity::Assignee);
    }
    acting_as
}

/// The answer that this write would get again; none when its operation is new.
pub(crate) async fn answer_again(
    tx: &mut Transaction,
    request: &StaffOperation,
) -> Result<Option<StaffWrite>, StoreError> {
    changed_again(tx, &operation_of(request)).await
}

fn operation_of(request: &StaffOperation) -> Operation {
    Operation {
        id: request.id,
        topic: Topic::Report,
        subject: request.report_id.to_string(),
        body_hash: request.body_hash,
        at: request.at,
        by: request.by.staff_id(),
    }
}

pub(crate) async fn say(
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
    report.is_answered();
    report.add(tx, content).await
}
