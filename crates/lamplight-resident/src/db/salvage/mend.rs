//! Making one sound whole of the rows that could be read: what does not read is dropped, what can be known
//! from elsewhere is put right, and what the server knows is asked for again.
//!
//! **Architecture invariant:** a body that was frozen is kept as it was or not at all, so that nothing is
//! ever sent under an id in other words than before.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::sound::{self, Operation};
use crate::outbox;

/// What came of it.
pub(super) struct Tally {
    /// Reports that are here.
    pub(super) reports: u32,
    /// Reports of which something is missing, or everything but a trace.
    pub(super) lost: u32,
    /// Something was dropped or put right.
    pub(super) was_mended: bool,
}

/// Mends a database of the newest version.
pub(super) fn mend(tx: &Connection) -> rusqlite::Result<Tally> {
    file_new(tx)?;
    let before = tx.total_changes();
    let mut incomplete = traces(tx)?;
    let mut dropped = drop_unsound_operations(tx)?;
    let photo = "report_id, sha256, position, width_px, height_px, size_bytes";
    drop_unsound(tx, "photos", photo, sound::photo)?;
    drop_spoiled_bytes(tx)?;
    drop_unsound(tx, "drafts", "id, receipt, content", sound::draft)?;
    drop_unsound(
        tx,
        "threads",
        "report_id, status, revision, read_revision",
        sound::thread,
    )?;
    drop_unsound(tx, "entries", "report_id, entry", sound::entry)?;
    drop_unsound(tx, "news", "kind, item", sound::news)?;
    drop_unsound(
        tx,
        "rsvps",
        "event_id, url, receipt, operation, code",
        sound::rsvp,
    )?;
    drop_unsound(tx, "pictures", "number, sha256, bytes", sound::photo_bytes)?;
    take_frozen_reports(tx)?;
    drop_unsound(tx, "reports", "id, receipt, content", sound::report)?;
    part_drafts_from_reports(tx)?;
    dropped.append(&mut photos_lost(tx)?);
    drop_orphans(tx)?;
    queue_unqueued(tx)?;
    drop_unreadable_choices(tx)?;
    keep_what_was_told(tx)?;
    let was_mended = tx.total_changes() != before;
    note_all_filed(tx)?;
    ask_anew(tx)?;
    let here = ids(tx, "SELECT id FROM reports UNION SELECT id FROM drafts")?;
    incomplete.retain(|id| !here.contains(id));
    incomplete.append(&mut dropped);
    Ok(Tally {
        reports: tx.query_row("SELECT count(*) FROM reports", [], |row| row.get(0))?,
        lost: u32::try_from(incomplete.len()).unwrap_or(u32::MAX),
        was_mended,
    })
}

/// The reports of which any row tells. An erasure outlives its report.
fn traces(tx: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    let mut traces = ids(
        tx,
        "SELECT id FROM reports
         UNION SELECT report_id FROM operations WHERE kind <> 'erasure'
         UNION SELECT report_id FROM threads
         UNION SELECT report_id FROM entries
         UNION SELECT report_id FROM photos",
    )?;
    traces.retain(|id| sound::is_report_id(id));
    Ok(traces)
}

fn ids(tx: &Connection, sql: &str) -> rusqlite::Result<BTreeSet<String>> {
    tx.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

/// Drops the rows of a table that are not `sound`; it is told the columns that it needs.
fn drop_unsound(
    tx: &Connection,
    table: &str,
    columns: &str,
    sound: fn(&rusqlite::Row<'_>) -> rusqlite::Result<bool>,
) -> rusqlite::Result<()> {
    let keys: Vec<String> = {
        let mut key = tx.prepare("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk")?;
        key.query_map([table], |row| row.get(0))?
            .collect::<Result<_, _>>()?
    };
    let count = columns.split(',').count();
    let key = keys.join(", ");
    let places = vec!["?"; keys.len()].join(", ");
    let mut drop = tx.prepare(&format!("DELETE FROM {table} WHERE ({key}) = ({places})"))?;
    let mut unsound = Vec::new();
    let mut statement = tx.prepare(&format!("SELECT {columns}, {key} FROM {table}"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if !sound(row)? {
            let key: Result<Vec<rusqlite::types::Value>, _> =
                (count..count + keys.len()).map(|at| row.get(at)).collect();
            unsound.push(key?);
        }
    }
    for key in unsound {
        drop.execute(rusqlite::params_from_iter(key))?;
    }
    Ok(())
}

/// Drops the bytes of photos that are not as they were.
fn drop_spoiled_bytes(tx: &Connection) -> rusqlite::Result<()> {
    let mut drop = tx.prepare("UPDATE photos SET bytes = x'' WHERE rowid = ?1")?;
    let mut spoiled: Vec<i64> = Vec::new();
    let mut statement = tx.prepare("SELECT rowid, sha256, bytes FROM photos WHERE length(bytes) > 0")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if !sound::photo_bytes(row)? {
            spoiled.push(row.get(0)?);
        }
    }
    for photo in spoiled {
        drop.execute([photo])?;
    }
    Ok(())
}

/// Drops operations that cannot be sent as they are. Gives the reports that they belong to.
fn drop_unsound_operations(tx: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    let mut unsound = Vec::new();
    let mut statement =
        tx.prepare("SELECT report_id, seq, id, kind, receipt, digest, body FROM operations")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let operation = Operation::from_row(row)?;
        if !operation.is_sound() {
            unsound.push((operation.report_id, operation.seq, operation.kind));
        }
    }
    let mut reports = BTreeSet::new();
    for (report_id, seq, kind) in unsound {
        tx.execute(
            "DELETE FROM operations WHERE report_id = ?1 AND seq = ?2",
            params![report_id, seq],
        )?;
        // The report itself is queued again, if it is there.
        if kind != "report" && sound::is_report_id(&report_id) {
            reports.insert(report_id);
        }
    }
    Ok(reports)
}

/// Takes the words of a report from what was frozen of it: that is known to be as it was written.
fn take_frozen_reports(tx: &Connection) -> rusqlite::Result<()> {
    let mut statement = tx.prepare(
        "SELECT report_id, receipt, urgent, saved_at, CAST(body AS TEXT) FROM operations
         WHERE kind = 'report' AND length(digest) > 0",
    )?;
    let mut put = tx.prepare(
        "INSERT INTO reports (id, receipt, category, urgent, saved_at, content)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE
         SET receipt = excluded.receipt, category = excluded.category, content = excluded.content
         WHERE receipt <> excluded.receipt OR category <> excluded.category OR content <> excluded.content",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let content: String = row.get(4)?;
        if let Some(category) = sound::category(&content) {
            put.execute(params![
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                category,
                row.get::<_, bool>(2)?,
                row.get::<_, i64>(3)?,
                content,
            ])?;
        }
    }
    Ok(())
}

/// What is a draft and a report at once was one and became the other, and the damage lies between. What was
/// never sent is the resident's to hand in again.
fn part_drafts_from_reports(tx: &Connection) -> rusqlite::Result<()> {
    tx.execute_batch(
        "DELETE FROM drafts WHERE id IN
             (SELECT report_id FROM operations WHERE kind = 'report' AND attempts > 0)
             OR id IN (SELECT report_id FROM threads);
         DELETE FROM reports WHERE id IN (SELECT id FROM drafts);",
    )
}

/// Drops the photos of drafts that have lost their bytes. Gives the drafts that lack a photo, and the reports
/// with one that can no longer be sent.
fn photos_lost(tx: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    tx.execute(
        "DELETE FROM photos WHERE length(bytes) = 0 AND report_id IN (SELECT id FROM drafts)",
        [],
    )?;
    let hurt = ids(
        tx,
        "SELECT id FROM drafts AS d
         WHERE photos > (SELECT count(*) FROM photos AS p WHERE p.report_id = d.id)
         UNION
         SELECT o.report_id FROM operations AS o
         WHERE o.kind = 'photo' AND o.state = 'waiting' AND NOT EXISTS
             (SELECT 1 FROM photos AS p
              WHERE p.report_id = o.report_id AND p.sha256 = o.id AND length(p.bytes) > 0)",
    )?;
    tx.execute(
        "UPDATE drafts SET photos = found.photos
         FROM (SELECT d.id, (SELECT count(*) FROM photos AS p WHERE p.report_id = d.id) AS photos
               FROM drafts AS d) AS found
         WHERE found.id = drafts.id AND found.photos <> drafts.photos",
        [],
    )?;
    Ok(hurt)
}

/// Drops what has nothing to belong to.
fn drop_orphans(tx: &Connection) -> rusqlite::Result<()> {
    tx.execute_batch(
        "DELETE FROM entries WHERE report_id NOT IN (SELECT id FROM reports);
         DELETE FROM threads WHERE report_id NOT IN (SELECT id FROM reports);
         DELETE FROM operations WHERE kind <> 'erasure' AND report_id NOT IN (SELECT id FROM reports);
         DELETE FROM photos
         WHERE report_id NOT IN (SELECT id FROM reports UNION SELECT id FROM drafts);
         DELETE FROM photo_descriptions
         WHERE (report_id, sha256) NOT IN (SELECT report_id, sha256 FROM photos);",
    )
}

/// Queues what has lost its place in the queue. The id is the same and so are the bytes: if the server has it
/// already, it answers as it did the first time.
fn queue_unqueued(tx: &Connection) -> rusqlite::Result<()> {
    const COLUMNS: &str = "report_id, seq, id, kind, receipt, state, urgent, attempts, next_at, saved_at,
         accepted_at, attention_code, attention_detail, attention_field, digest, body";
    tx.execute_batch(&format!(
        "INSERT INTO operations ({COLUMNS})
         SELECT id, 0, id, 'report', receipt, 'waiting', urgent, 0, saved_at, saved_at, 0, '', '', '', x'', x''
         FROM reports AS r
         WHERE NOT followed
           AND NOT EXISTS (SELECT 1 FROM threads AS t WHERE t.report_id = r.id)
           AND NOT EXISTS (SELECT 1 FROM operations AS o WHERE o.report_id = r.id AND o.seq = 0);

         INSERT INTO operations ({COLUMNS})
         SELECT r.id,
                (SELECT coalesce(max(o.seq), 0) FROM operations AS o WHERE o.report_id = r.id)
                    + row_number() OVER (PARTITION BY r.id ORDER BY p.position),
                p.sha256, 'photo', r.receipt, 'waiting', 0, 0, r.saved_at, r.saved_at, 0, '', '', '', x'', x''
         FROM reports AS r
         JOIN photos AS p ON p.report_id = r.id
         WHERE length(p.bytes) > 0 AND NOT EXISTS
             (SELECT 1 FROM operations AS o WHERE o.report_id = r.id AND o.kind = 'photo' AND o.id = p.sha256);"
    ))
}

/// Files what was still to be filed, which is no damage. Reports are filed in their order: where it does not read
/// how far that went, whatever has a smaller number than one with an operation or a thread was filed too.
fn file_new(tx: &Connection) -> rusqlite::Result<()> {
    tx.execute_batch(
        "UPDATE filing SET filed = max(filed, (
             SELECT coalesce(max(number), 0) FROM reports
             WHERE id IN (SELECT report_id FROM operations UNION SELECT report_id FROM threads)))",
    )?;
    outbox::file(tx)
}

/// Every report has its operations now, or needs none.
fn note_all_filed(tx: &Connection) -> rusqlite::Result<()> {
    tx.execute_batch("UPDATE filing SET filed = (SELECT coalesce(max(number), 0) FROM reports)")
}

/// What was told of is not told again, also where no more than the name of a message is left: 4 is the highest level,
/// to which nothing rises.
fn keep_what_was_told(tx: &Connection) -> rusqlite::Result<()> {
    tx.execute_batch(
        "INSERT OR IGNORE INTO told (handle, level, standing) SELECT DISTINCT handle, 4, 0 FROM told_messages",
    )
}

/// Forgets what does not read of the server and of the settings.
fn drop_unreadable_choices(tx: &Connection) -> rusqlite::Result<()> {
    let select = "SELECT url, area, cursor FROM server";
    let (url, area, cursor): (String, String, String) =
        tx.query_row(select, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    if !sound::is_area(&area) || !sound::is_server_url(&url) || !sound::is_cursor(&cursor) {
        tx.execute(
            "UPDATE server SET url = '', area = '', area_etag = '', cursor = ''",
            [],
        )?;
    }
    let select = "SELECT server_url, language, hearing FROM settings";
    let (url, language, hearing): (String, String, String) =
        tx.query_row(select, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    if !sound::is_server_url(&url) {
        tx.execute("UPDATE settings SET server_url = ''", [])?;
    }
    if !sound::is_language(&language) {
        tx.execute("UPDATE settings SET language = ''", [])?;
    }
    if !sound::is_hearing(&hearing) {
        tx.execute("UPDATE settings SET hearing = ''", [])?;
    }
    Ok(())
}

/// Makes the next sync bring everything: nobody can tell which entry or which alert is missing.
fn ask_anew(tx: &Connection) -> rusqlite::Result<()> {
    tx.execute_batch(
        "UPDATE server SET cursor = '', snapshot = 1, generation = generation + 1,
                figures = '', figures_etag = '', figures_asked_at = 0;
         UPDATE threads SET revision = 0;",
    )
}
