//! Threads as the holders of receipts read them.

use std::collections::HashMap;

use lamplight_protocol::ids::ReportId;
use lamplight_protocol::limits;
use lamplight_protocol::thread::{ThreadChanges, ThreadState};
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{OpenedThread, ThreadClaim};
use crate::reports::{entries, sealed};
use crate::seal::KeyEncryptionKey;
use crate::value::{Row, Value};

/// Entries in one answer, whichever threads they are of. With the longest texts that is some 8 MB, of the
/// 32 MiB that a device reads.
const ENTRIES_PER_ANSWER_MAX: u32 = 1_000;
// A thread must get on with every answer.
const _: () = assert!(ENTRIES_PER_ANSWER_MAX >= limits::PAGE_ITEMS_MAX);

/// What changed in the claimed threads, in the order of the claims; threads with nothing new are left out.
/// So are those for which an answer has no room any more: the device asks for what it has not got from the
/// revisions that it has, and then the threads before them have nothing new.
pub(crate) async fn changes(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    claims: &[ThreadClaim],
) -> Result<Vec<ThreadChanges>, StoreError> {
    let rows = claimed(tx, claims).await?;
    let mut changes = Vec::new();
    let mut room = ENTRIES_PER_ANSWER_MAX;
    for claim in claims {
        let state = match rows.get(&claim.report_id).filter(|row| opens(claim, row)) {
            None => Some(ThreadState::Unknown),
            Some(row) => state(tx, kek, claim, row, room).await?,
        };
        if let Some(ThreadState::Open { entries, .. }) = &state {
            room = room.saturating_sub(u32::try_from(entries.len()).unwrap_or(u32::MAX));
        }
        changes.extend(state.map(|state| ThreadChanges {
            report_id: claim.report_id,
            state,
        }));
    }
    Ok(changes)
}

/// The claimed threads that the receipts open, those of erased reports among them.
pub(crate) async fn opened(
    tx: &mut Transaction,
    claims: &[ThreadClaim],
) -> Result<Vec<OpenedThread>, StoreError> {
    let rows = claimed(tx, claims).await?;
    let opened = claims
        .iter()
        .filter_map(|claim| Some((claim, rows.get(&claim.report_id).filter(|row| opens(claim, row))?)));
    opened
        .map(|(claim, row)| {
            let revision = row.count("newest")?;
            Ok(OpenedThread {
                report_id: claim.report_id,
                revision,
                has_news: revision > claim.after_revision,
            })
        })
        .collect()
}

async fn claimed(tx: &mut Transaction, claims: &[ThreadClaim]) -> Result<HashMap<ReportId, Row>, StoreError> {
    if claims.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "SELECT number, report_id, receipt_hash, reference, status, revision, key_wrapped,
                coalesce(revision, erased_revision) AS newest
         FROM receipt
         LEFT JOIN report USING (number)
         LEFT JOIN report_sealed USING (number)
         WHERE report_id {}",
        tx.is_one_of()
    );
    let ids = claims.iter().map(|claim| claim.report_id.into()).collect();
    tx.rows(AssertSqlSafe(sql), [Value::Many(ids)])
        .await?
        .into_iter()
        .map(|row| Ok((row.parse("report_id")?, row)))
        .collect()
}

fn opens(claim: &ThreadClaim, row: &Row) -> bool {
    row.get::<Vec<u8>>("receipt_hash")
        .is_ok_and(|hash| hash == claim.receipt_hash)
}

/// None when there is nothing new, or no room for it. A thread with more news than one answer may hold is
/// told up to a revision, from which the device asks on.
async fn state(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    claim: &ThreadClaim,
    row: &Row,
    room: u32,
) -> Result<Option<ThreadState>, StoreError> {
    if row.get::<Option<i64>>("revision")?.is_none() {
        return Ok(Some(ThreadState::Erased));
    }
    if row.count("revision")? <= claim.after_revision || room == 0 {
        return Ok(None);
    }
    let key = sealed::key_of(kek, claim.report_id, row)?;
    let entries = entries::after(
        tx,
        row.get("number")?,
        &key,
        claim.after_revision,
        limits::PAGE_ITEMS_MAX.min(room),
    )
    .await?;
    let last = entries
        .last()
        .ok_or(StoreError::Damaged("a thread without its entries"))?;
    Ok(Some(ThreadState::Open {
        revision: last.revision,
        reference: row.get("reference")?,
        status: row.parse("status")?,
        entries,
    }))
}
