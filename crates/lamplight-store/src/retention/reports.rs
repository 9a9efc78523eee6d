//! Reports that are past keeping.

use lamplight_protocol::report::Category;
use lamplight_protocol::status::ClosingReason;
use lamplight_protocol::time::TimestampMillis;
use sqlx::AssertSqlSafe;

use super::many;
use crate::audit::record;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal;
use crate::model::{Act, Actor, Cutoffs, Object};
use crate::names::name_of;
use crate::reports::receipt::Number;

/// Forgets these.
pub(super) async fn forget(
    tx: &mut Transaction,
    numbers: &[Number],
    now: TimestampMillis,
) -> Result<(), StoreError> {
    record_each(tx, numbers, now).await?;
    for step in [
        KEEP_FIGURES,
        DISCARD_OBJECTS,
        LEAVE_TOMBSTONES,
        FORGET_OPERATIONS,
        FORGET_LAPSED_HOLDS,
        FORGET,
    ] {
        let sql = step.replace("IS_ONE_OF", &tx.is_one_of());
        let mut values = vec![many(numbers)];
        if sql.contains("$2") {
            values.push(now.into());
        }
        tx.rows(AssertSqlSafe(sql), values).await?;
    }
    journal::append_changed(tx, numbers).await
}

const KEEP_FIGURES: &str = "
    INSERT INTO past_report
        (category, status, ended_reason, district, cell, occurred_at, received_at, due_at, answered_at, ended_at,
         first_due_at, first_answered_at, first_ended_at, reopened_at, fixed)
    SELECT category, status, ended_reason, district,
           CASE WHEN category = 'wellbeing' THEN NULL ELSE cell END,
           occurred_at, received_at, due_at, answered_at, ended_at,
           first_due_at, first_answered_at, first_ended_at, reopened_at,
           (SELECT fixed FROM thread_entry
            WHERE thread_entry.number = report.number AND kind = 'feedback'
            ORDER BY thread_entry.revision DESC LIMIT 1)
    FROM report
    WHERE practice = 0 AND number IS_ONE_OF
    ORDER BY ended_at, number";
const DISCARD_OBJECTS: &str = "
    INSERT INTO discarded_object (name, discarded_at)
    SELECT object, $2 FROM report_photo WHERE number IS_ONE_OF AND object IS NOT NULL
    UNION ALL
    SELECT thumbnail, $2 FROM report_photo WHERE number IS_ONE_OF AND thumbnail IS NOT NULL";
const LEAVE_TOMBSTONES: &str = "
    UPDATE receipt
    SET body_hash = NULL, erased_at = $2,
        erased_revision = (SELECT revision + 1 FROM report WHERE report.number = receipt.number)
    WHERE number IS_ONE_OF";
const FORGET_OPERATIONS: &str = "
    DELETE FROM operation
    WHERE topic = 'report' AND subject IN (SELECT report_id FROM receipt WHERE number IS_ONE_OF)";
const FORGET_LAPSED_HOLDS: &str = "DELETE FROM legal_hold WHERE number IS_ONE_OF";
const FORGET: &str = "DELETE FROM report WHERE number IS_ONE_OF";

/// Reports that are past keeping. One that follows another stays for as long as that one does: whoever sent it is
/// still to hear what becomes of it.
pub(super) async fn past_keeping(
    tx: &mut Transaction,
    cutoffs: &Cutoffs,
    now: TimestampMillis,
    limit: u32,
) -> Result<Vec<Number>, StoreError> {
    let ended = "report.ended_at < $3
           AND (report.ended_at < $4 OR (report.category = $5 AND report.ended_reason = $6))
           AND NOT EXISTS (
               SELECT 1 FROM report AS original
               WHERE original.number = report.merged_into
                 AND (original.ended_at IS NULL OR original.ended_at >= $4))";
    let values = [
        cutoffs.reports.max(cutoffs.unfounded).into(),
        cutoffs.reports.into(),
        Category::SuspiciousActivity.as_str().into(),
        name_of(&ClosingReason::NoBasis)?.into(),
    ];
    super::not_held(tx, ended, values, now, limit).await
}

/// Says in the audit that it was the server that forgot them, and nobody of the patrol.
async fn record_each(
    tx: &mut Transaction,
    numbers: &[Number],
    now: TimestampMillis,
) -> Result<(), StoreError> {
    let sql = format!("SELECT report_id FROM receipt WHERE number {}", tx.is_one_of());
    for row in &tx.rows(AssertSqlSafe(sql), [many(numbers)]).await? {
        let report = Object::Report(row.parse("report_id")?);
        record::append(tx, &Actor::server().did(Act::ReportForget, report, now)).await?;
    }
    Ok(())
}
