//! Duplicates: one report follows another, and whoever sent it hears what becomes of that.
//!
//! A report that is followed follows none, so the one that is followed can always be locked first. Where it is
//! erased or taken back, those that followed it are open again: what others saw as well must not go with it.

use lamplight_protocol::api::{DeskContent, ReportRef};
use lamplight_protocol::ids::{ReportId, StaffId};
use lamplight_protocol::limits::MERGED_MAX;
use lamplight_protocol::status::{Ending, Status};
use lamplight_protocol::thread::EntryContent;
use lamplight_protocol::time::TimestampMillis;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{Reach, StaffAction, StaffOperation, StaffWrite};
use crate::reports::desk_log;
use crate::reports::receipt::Number;
use crate::reports::under_change::ReportUnderChange;
use crate::seal::KeyEncryptionKey;

/// The report that another is to follow, if the request is about that.
fn named(request: &StaffOperation) -> Option<ReportId> {
    match &request.action {
        StaffAction::Status(change) => change.ending.duplicate_of,
        _ => None,
    }
}

/// Locks the report that is to be followed if it is the older of the two. Two that are merged into each other
/// at once are then locked in one order by both, and the second finds what the first did.
pub(crate) async fn lock_older(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    request: &StaffOperation,
) -> Result<Option<ReportUnderChange>, StoreError> {
    let Some(original) = named(request) else {
        return Ok(None);
    };
    let row = tx
        .row(
            "SELECT 1 AS found
             FROM receipt AS original
             JOIN receipt AS duplicate ON duplicate.report_id = $2
             WHERE original.report_id = $1 AND original.number < duplicate.number",
            [original.into(), request.report_id.into()],
        )
        .await?;
    if row.is_none() {
        return Ok(None);
    }
    ReportUnderChange::lock(tx, kek, &request.reach, original, request.at).await
}

/// The report that is to be followed, locked; or why it cannot be. None where the request is about no such.
/// One that is erased later leaves its id behind: nobody can open it, and nothing of it is told.
pub(crate) async fn original(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    request: &StaffOperation,
    locked: Option<ReportUnderChange>,
    duplicate: &ReportUnderChange,
) -> Result<Result<Option<ReportUnderChange>, StaffWrite>, StoreError> {
    let Some(id) = named(request) else {
        return Ok(Ok(None));
    };
    if id == request.report_id {
        return Ok(Err(StaffWrite::NoSuchOriginal));
    }
    let original = match locked {
        Some(original) => Some(original),
        None => ReportUnderChange::lock(tx, kek, &request.reach, id, request.at).await?,
    };
    let Some(original) =
        original.filter(|original| original.merged_into.is_none() && original.status != Status::Withdrawn)
    else {
        return Ok(Err(StaffWrite::NoSuchOriginal));
    };
    let to_come = 1 + followers(tx, duplicate.number).await?.len();
    if followers(tx, original.number).await?.len() + to_come > MERGED_MAX {
        return Ok(Err(StaffWrite::NoRoom));
    }
    Ok(Ok(Some(original)))
}

/// Has a closed report follow another, and all that followed it.
pub(crate) async fn follow(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    duplicate: &mut ReportUnderChange,
    original: &ReportUnderChange,
    by: StaffId,
) -> Result<(), StoreError> {
    for id in followers(tx, duplicate.number).await? {
        if let Some(mut follower) =
            ReportUnderChange::lock(tx, kek, &Reach::EVERYTHING, id, original.at).await?
        {
            follower.merged_into = Some(original.number);
            follower.add(tx, standing(original)).await?;
            follower.keep(tx).await?;
        }
    }
    duplicate.merged_into = Some(original.number);
    // That the other one was received goes without saying.
    if original.status != Status::Received {
        duplicate.add(tx, standing(original)).await?;
    }
    let report = reference_of(tx, duplicate.number).await?;
    desk_log::append(tx, original, by, &DeskContent::Merged { report }).await?;
    original.keep(tx).await
}

/// Tells those who sent a duplicate how the report that it follows stands now.
pub(crate) async fn tell(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    original: &ReportUnderChange,
) -> Result<(), StoreError> {
    for id in followers(tx, original.number).await? {
        if let Some(mut follower) =
            ReportUnderChange::lock(tx, kek, &Reach::EVERYTHING, id, original.at).await?
        {
            follower.add(tx, standing(original)).await?;
            follower.keep(tx).await?;
        }
    }
    Ok(())
}

/// Opens the reports again that follow one, because it goes.
pub(crate) async fn release(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    original: Number,
    at: TimestampMillis,
) -> Result<(), StoreError> {
    for id in followers(tx, original).await? {
        if let Some(mut follower) = ReportUnderChange::lock(tx, kek, &Reach::EVERYTHING, id, at).await? {
            follower.go_to(tx, Status::Seen, Ending::default()).await?;
            follower.assignee = None;
            follower.keep(tx).await?;
        }
    }
    Ok(())
}

/// Writes for staff that a report stands by itself again.
pub(crate) async fn log_unmerged(
    tx: &mut Transaction,
    report: &ReportUnderChange,
    followed: Number,
    by: StaffId,
) -> Result<(), StoreError> {
    let content = DeskContent::Unmerged {
        report: reference_of(tx, followed).await?,
    };
    desk_log::append(tx, report, by, &content).await
}

fn standing(original: &ReportUnderChange) -> EntryContent {
    EntryContent::Original {
        status: original.status,
        reason: original.ended_reason,
    }
}

/// The reports that follow one, in the order of their numbers. [`MERGED_MAX`] bounds them.
async fn followers(tx: &mut Transaction, original: Number) -> Result<Vec<ReportId>, StoreError> {
    let followers = of_report(tx, original).await?;
    Ok(followers.into_iter().map(|follower| follower.id).collect())
}

/// The reports that follow one, by their names.
pub(crate) async fn of_report(tx: &mut Transaction, original: Number) -> Result<Vec<ReportRef>, StoreError> {
    tx.rows(
        "SELECT report_id, reference
         FROM report
         JOIN receipt USING (number)
         WHERE merged_into = $1
         ORDER BY number",
        [original.into()],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(ReportRef {
            id: row.parse("report_id")?,
            reference: row.get("reference")?,
        })
    })
    .collect()
}

async fn reference_of(tx: &mut Transaction, report: Number) -> Result<ReportRef, StoreError> {
    let row = tx
        .row(
            "SELECT report_id, reference FROM receipt WHERE number = $1",
            [report.into()],
        )
        .await?
        .ok_or(StoreError::Damaged("a report without its receipt"))?;
    Ok(ReportRef {
        id: row.parse("report_id")?,
        reference: row.get("reference")?,
    })
}
