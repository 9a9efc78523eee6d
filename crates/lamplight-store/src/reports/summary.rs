//! A report as a row of the desk's list shows it.

use lamplight_narrative::review;
use lamplight_protocol::api::{ReportRef, ReportSummary, StaffRef};
use lamplight_protocol::ids::ReportId;

use crate::error::StoreError;
use crate::model::Reach;
use crate::reports::sealed::Details;
use crate::reports::{disclose, marks};
use crate::value::{Row, Value};

/// The tables of which [`columns`] are.
pub(crate) const TABLES: &str = "report
         JOIN receipt ON receipt.number = report.number
         JOIN report_sealed ON report_sealed.number = report.number";

/// What [`of`] reads. Appends the values that it needs to those of the statement.
pub(crate) fn columns(within: &Reach, values: &mut Vec<Value>) -> String {
    let unread = marks::unread(within.in_charge, values);
    format!(
        "report.number AS number, receipt.report_id AS report_id, receipt.reference AS reference,
         report.category AS category, report.status AS status, report.revision AS revision,
         report.practice AS practice, report.received_at AS received_at, report.changed_at AS changed_at,
         report.due_at AS due_at, report.answered_at AS answered_at, report.district AS district,
         report.language AS language, report.assignee AS assignee, report.entered_by AS entered_by,
         key_wrapped, details_sealed,
         (SELECT name FROM person WHERE person.id = report.assignee) AS assignee_person,
         (SELECT name FROM token WHERE token.id = report.assignee) AS assignee_token,
         (SELECT count(*) FROM report_photo WHERE report_photo.number = report.number) AS photos,
         (SELECT count(*) FROM report_photo
          WHERE report_photo.number = report.number AND state = 'to_come') AS photos_to_come,
         (SELECT count(*) FROM report AS follower WHERE follower.merged_into = report.number) AS merged,
         (SELECT count(*) FROM referral WHERE referral.number = report.number) AS referrals,
         (SELECT original.report_id FROM receipt AS original
          WHERE original.number = report.merged_into) AS original_id,
         (SELECT original.reference FROM receipt AS original
          WHERE original.number = report.merged_into) AS original_reference,
         CAST(CASE WHEN {unread} THEN 1 ELSE 0 END AS BIGINT) AS unread"
    )
}

/// The summary of a row. Whether it is urgent or overdue is for the server to say, which knows the area and the
/// time.
pub(crate) fn of(row: &Row, id: ReportId, details: &Details) -> Result<ReportSummary, StoreError> {
    let category = row.parse("category")?;
    Ok(ReportSummary {
        id,
        reference: row.get("reference")?,
        category,
        status: row.parse("status")?,
        revision: row.count("revision")?,
        practice: row.flag("practice")?,
        received_at: row.time("received_at")?,
        changed_at: row.time("changed_at")?,
        due_at: row.time("due_at")?,
        district: row.get("district")?,
        place_words: disclose::shown(category, details.place.clone()).words,
        photos: row.count("photos")?,
        photos_to_come: row.count("photos_to_come")?,
        language: row.parse("language")?,
        urgent: false,
        overdue: false,
        answered_at: row.time_optional("answered_at")?,
        assignee: assignee(row)?,
        unread: row.flag("unread")?,
        near: details.place.point.map(lamplight_protocol::place::Point::coarse),
        merged: row.count("merged")?,
        merged_into: original(row)?,
        referred: row.count("referrals")? > 0,
        entered_by_staff: row.get::<Option<String>>("entered_by")?.is_some(),
        possible_profiling: details.note.as_deref().is_some_and(|note| review(note).is_some()),
    })
}

fn assignee(row: &Row) -> Result<Option<StaffRef>, StoreError> {
    let Some(id) = row.parse_optional("assignee")? else {
        return Ok(None);
    };
    let name = row.get::<Option<String>>("assignee_person")?;
    Ok(Some(StaffRef {
        id,
        name: name.or(row.get("assignee_token")?).unwrap_or_default(),
    }))
}

fn original(row: &Row) -> Result<Option<ReportRef>, StoreError> {
    let Some(id) = row.parse_optional("original_id")? else {
        return Ok(None);
    };
    Ok(Some(ReportRef {
        id,
        reference: row.get("original_reference")?,
    }))
}
