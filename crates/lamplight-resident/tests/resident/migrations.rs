//! Folders of earlier versions: everything that waits in them waits still, byte for byte.

use std::path::Path;

use lamplight_protocol::report::Category;
use lamplight_resident::DATABASE_FILE;
use lamplight_resident::view::Delivery;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::device::open;

const FIRST: &str = include_str!("../../migrations/0001-reports-outbox-news.sql");

/// One report of each state with something of each kind behind it: what waits untouched, what was tried, what
/// was accepted and what was refused.
const FULL_OUTBOX: &str = r#"
    INSERT INTO reports (id, receipt, category, urgent, saved_at, content) VALUES
        ('00000000-0000-4000-8000-000000000001', '00000000000000000001', 'vandalism', 0, 1000,
         '{"category":"vandalism","place":{"words":"by the steps"},"occurred_at":"2026-11-20T10:00:00.000Z","note":"Paint.","language":"en"}'),
        ('00000000-0000-4000-8000-000000000002', '00000000000000000002', 'vandalism', 0, 2000,
         '{"category":"vandalism","occurred_at":"2026-11-20T10:00:00.000Z","language":"en"}'),
        ('00000000-0000-4000-8000-000000000003', '00000000000000000003', 'suspicious_activity', 1, 3000,
         '{"category":"suspicious_activity","behaviours":["hiding"],"occurred_at":"2026-11-20T10:00:00.000Z","language":"en"}'),
        ('00000000-0000-4000-8000-000000000004', '00000000000000000004', 'suspicious_activity', 1, 4000,
         '{"category":"suspicious_activity","behaviours":["hiding"],"occurred_at":"2026-11-20T10:00:00.000Z","language":"en","practice":true}');
    INSERT INTO threads
        (report_id, reference, status, revision, read_revision, seen, erased, received_at, changed_at) VALUES
        ('00000000-0000-4000-8000-000000000002', 'AQ-7K2M9', 'seen', 4, 2, 1, 0, 2500, 2600);
    INSERT INTO entries (report_id, revision, from_patrol, entry) VALUES
        ('00000000-0000-4000-8000-000000000002', 3, 1,
         '{"revision":3,"at":"2026-11-20T10:00:00.000Z","kind":"message","id":"00000000-0000-4000-8000-00000000000a","from":"patrol","text":"Thank you."}'),
        ('00000000-0000-4000-8000-000000000002', 4, 0,
         '{"revision":4,"at":"2026-11-20T10:00:00.000Z","kind":"status","status":"seen"}');
    INSERT INTO operations
        (report_id, seq, id, kind, receipt, state, attempts, next_at, saved_at, accepted_at,
         attention_code, attention_detail, attention_field, digest, body) VALUES
        ('00000000-0000-4000-8000-000000000001', 0, '00000000-0000-4000-8000-000000000001', 'report',
         '00000000000000000001', 'waiting', 2, 9000, 1000, 0, '', '', '',
         x'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', x'7b7d'),
        ('00000000-0000-4000-8000-000000000001', 1, '00000000-0000-4000-8000-00000000000b', 'message',
         '00000000000000000001', 'waiting', 0, 1100, 1100, 0, '', '', '', x'', CAST('{"text":"North."}' AS BLOB)),
        ('00000000-0000-4000-8000-000000000002', 0, '00000000-0000-4000-8000-000000000002', 'report',
         '00000000000000000002', 'accepted', 1, 2000, 2000, 2500, '', '', '',
         x'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', x'7b7d'),
        ('00000000-0000-4000-8000-000000000002', 1, '00000000-0000-4000-8000-00000000000c', 'withdrawal',
         '00000000000000000002', 'attention', 1, 2700, 2700, 0, 'invalid', 'is over', 'status',
         x'00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', x'7b7d'),
        ('00000000-0000-4000-8000-000000000003', 0, '00000000-0000-4000-8000-000000000003', 'report',
         '00000000000000000003', 'waiting', 0, 3000, 3000, 0, '', '', '', x'', x''),
        ('00000000-0000-4000-8000-000000000004', 0, '00000000-0000-4000-8000-000000000004', 'report',
         '00000000000000000004', 'waiting', 0, 4000, 4000, 0, '', '', '', x'', x''),
        ('00000000-0000-4000-8000-000000000005', 1, '00000000-0000-4000-8000-000000000005', 'erasure',
         '00000000000000000005', 'waiting', 3, 5000, 5000, 0, '', '', '', x'', x'');
"#;

const OPERATIONS: &str = "
    SELECT report_id, seq, id, kind, receipt, state, attempts, next_at, saved_at, accepted_at,
           attention_code, attention_detail, attention_field, digest, body
    FROM operations ORDER BY report_id, seq";

fn rows(dir: &Path, sql: &str) -> Vec<Vec<Value>> {
    let database = Connection::open(dir.join(DATABASE_FILE)).unwrap();
    let mut statement = database.prepare(sql).unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect());
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn a_folder_of_the_first_version_keeps_every_operation_that_waits() {
    let dir = tempfile::tempdir().unwrap();
    let database = Connection::open(dir.path().join(DATABASE_FILE)).unwrap();
    database.execute_batch(FIRST).unwrap();
    database.execute_batch(FULL_OUTBOX).unwrap();
    database.pragma_update(None, "user_version", 1).unwrap();
    drop(database);
    let before = rows(dir.path(), OPERATIONS);
    assert_eq!(before.len(), 7);

    let core = open(dir.path());
    assert_eq!(rows(dir.path(), OPERATIONS), before);
    let outbox = core.outbox().unwrap();
    assert_eq!((outbox.waiting, outbox.attention), (5, 1));
    let home = core.home().unwrap();
    assert_eq!((home.unread, home.drafts, home.salvage), (1, 0, None));
    // Of the two urgent ones, one is practice.
    assert!(home.call_instead);
    let urgent = rows(dir.path(), "SELECT report_id FROM operations WHERE urgent = 1");
    assert_eq!(
        urgent,
        [[Value::Text("00000000-0000-4000-8000-000000000003".into())]]
    );
    let reports = core.reports().unwrap();
    assert_eq!(reports.len(), 4);
    let received = reports
        .iter()
        .find(|report| report.delivery == Delivery::Seen)
        .unwrap();
    assert_eq!((received.unread, received.category), (1, Category::Vandalism));
    assert_eq!(received.attention.as_ref().unwrap().detail, "is over");
}
