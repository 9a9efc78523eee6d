//! Filing: writing down the operations of new reports.
//!
//! A tap waits for the disk, so it writes one row, its report, and nothing of the queue. Its operations are
//! **filed** by the next write of any other kind, in the transaction of that write and before anything else
//! (see [`crate::Core::write`]). So whoever changes the queue finds all of it in one table, and only those
//! who show it have to look at what is still unfiled.

use rusqlite::Connection;

/// Files the operations of every report that was saved since the last time. What has its place already keeps it.
pub(crate) fn file(tx: &Connection) -> rusqlite::Result<()> {
    let anything = tx
        .prepare_cached("SELECT 1 FROM reports WHERE number > (SELECT filed FROM filing)")?
        .exists([])?;
    if !anything {
        return Ok(());
    }
    tx.prepare_cached(
        "INSERT INTO operations
            (report_id, seq, id, kind, receipt, state, urgent, attempts, next_at, saved_at, accepted_at,
             attention_code, attention_detail, attention_field, digest, body)
         SELECT
             report_id, row_number() OVER (PARTITION BY report_id ORDER BY seq) - 1,
             id, kind, receipt, 'waiting', urgent, 0, next_at, saved_at, 0, '', '', '', x'', x''
         FROM unfiled
         WHERE TRUE
         ON CONFLICT DO NOTHING",
    )?
    .execute([])?;
    tx.prepare_cached("UPDATE filing SET filed = (SELECT max(number) FROM reports)")?
        .execute([])?;
    Ok(())
}
