//! Removing a part of a report for good. What was sealed before is written over, so only backups of before
//! still hold it.

use lamplight_protocol::api::DeskContent;
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::redaction::{REMOVED_MARK, Redaction, RemovedPart, without};
use lamplight_protocol::thread::EntryContent;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{StaffOperation, StaffWrite};
use crate::photos::objects;
use crate::reports::under_change::ReportUnderChange;
use crate::reports::{desk_log, entries, sealed, staff};
use crate::seal::Field;

/// What became of a part: what is left of a text, or that nothing of it is.
type Left = Option<String>;

/// Does it; the answer when it may not be.
pub(crate) async fn redact(
    tx: &mut Transaction,
    report: &mut ReportUnderChange,
    request: &StaffOperation,
    redaction: &Redaction,
) -> Result<Option<StaffWrite>, StoreError> {
    if redaction.revision != report.revision {
        return Ok(Some(StaffWrite::ChangedMeanwhile(report.revision)));
    }
    let removed = match &redaction.part {
        RemovedPart::Note | RemovedPart::PlaceWords => from_details(tx, report, redaction).await?,
        RemovedPart::Contact => contact(tx, report).await?,
        RemovedPart::Message { revision } => from_message(tx, report, *revision, redaction).await?,
        RemovedPart::Photo { sha256 } => photo(tx, report, sha256).await?,
        RemovedPart::Unknown => None,
    };
    let Some(left) = removed else {
        return Ok(Some(StaffWrite::NoSuchPart));
    };
    let part = redaction.part.clone();
    let content = DeskContent::Redacted {
        part: part.clone(),
        reason: redaction.reason.clone(),
    };
    desk_log::append(tx, report, staff::author(request)?, &content).await?;
    report.add(tx, EntryContent::Removed { part, left }).await?;
    Ok(None)
}

async fn from_details(
    tx: &mut Transaction,
    report: &ReportUnderChange,
    redaction: &Redaction,
) -> Result<Option<Left>, StoreError> {
    let mut details = sealed::read_details(tx, report.number, &report.key).await?;
    let text = match redaction.part {
        RemovedPart::Note => &mut details.note,
        _ => &mut details.place.words,
    };
    let Some(left) = text
        .as_deref()
        .and_then(|text| without(text, redaction.spans.as_deref()).ok())
    else {
        return Ok(None);
    };
    text.clone_from(&left);
    sealed::write_details(tx, report.number, &report.key, &details).await?;
    Ok(Some(left))
}

async fn contact(tx: &mut Transaction, report: &ReportUnderChange) -> Result<Option<Left>, StoreError> {
    let removed = tx
        .execute(
            "UPDATE report_sealed SET contact_sealed = NULL
             WHERE number = $1 AND contact_sealed IS NOT NULL",
            [report.number.into()],
        )
        .await?;
    Ok((removed > 0).then_some(None))
}

/// A message stays as an entry, because each revision has one: its text goes.
async fn from_message(
    tx: &mut Transaction,
    report: &ReportUnderChange,
    revision: u32,
    redaction: &Redaction,
) -> Result<Option<Left>, StoreError> {
    let field = Field::Entry(revision);
    let Some(sealed) = entries::sealed_message(tx, report.number, revision).await? else {
        return Ok(None);
    };
    let text = report.key.open_text(field, &sealed)?;
    let Ok(left) = without(&text, redaction.spans.as_deref()) else {
        return Ok(None);
    };
    let text = left.as_deref().unwrap_or(REMOVED_MARK);
    tx.execute_one(
        "UPDATE thread_entry SET sealed = $3 WHERE number = $1 AND revision = $2",
        [
            report.number.into(),
            revision.into(),
            report.key.seal_text(field, text)?.into(),
        ],
    )
    .await?;
    Ok(Some(left))
}

/// Takes a photo away, with what it shows in words. One that is still to come is not wanted any more.
async fn photo(
    tx: &mut Transaction,
    report: &ReportUnderChange,
    sha256: &PhotoHash,
) -> Result<Option<Left>, StoreError> {
    objects::discard_photo(tx, report.number, sha256.as_str(), report.at).await?;
    let row = tx
        .row(
            "UPDATE report_photo
             SET state = 'unreadable', object = NULL, thumbnail = NULL, leased_until = 0, removed_at = $3,
                 received_at = coalesce(received_at, $3)
             WHERE number = $1 AND sha256 = $2 AND removed_at IS NULL
             RETURNING place_in_report",
            [report.number.into(), sha256.as_str().into(), report.at.into()],
        )
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let mut details = sealed::read_details(tx, report.number, &report.key).await?;
    if let Some(description) = details
        .photo_descriptions
        .get_mut(row.count("place_in_report")? as usize)
    {
        *description = None;
    }
    sealed::write_details(tx, report.number, &report.key, &details).await?;
    Ok(Some(None))
}
