//! Databases of earlier versions with full outboxes: whatever a newer version makes of the schema, it loses
//! and changes nothing that is still to be sent.

use std::collections::BTreeMap;

use lamplight_protocol::time::TimestampMillis;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::files::Files;
use super::{Db, schema};
use crate::outbox;
use crate::testing::{BEGIN, photo};

/// What stands in an operation of version 1.
const COLUMNS: &str = "report_id, seq, id, kind, receipt, state, attempts, next_at, saved_at, accepted_at,
    attention_code, attention_detail, attention_field, digest, body";

fn rows(connection: &Connection, sql: &str) -> Vec<Vec<Value>> {
    let mut statement = connection.prepare(sql).unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| (0..columns).map(|at| row.get(at)).collect());
    rows.unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_new_version_loses_and_changes_nothing_that_is_queued() {
    let dir = tempfile::tempdir().unwrap();
    let mut old = Connection::open(Files::of(dir.path()).database).unwrap();
    schema::migrate_to(&mut old, 1).unwrap();
    old.execute_batch(include_str!("../../tests/golden/0001-full-outbox.sql"))
        .unwrap();
    let operations = format!("SELECT {COLUMNS} FROM operations ORDER BY report_id, seq");
    let (queued, reports) = (
        rows(&old, &operations),
        rows(&old, "SELECT id, receipt, content FROM reports ORDER BY id"),
    );
    assert_eq!(queued.len(), 11);
    drop(old);

    let now = TimestampMillis::from_millis(BEGIN + 3_600_000);
    let db = Db::open(dir.path(), now).unwrap();
    assert_eq!(db.set_aside(), None);
    db.read(|new| {
        assert_eq!(schema::version(new).unwrap(), schema::NEWEST);
        assert_eq!(rows(new, &operations), queued);
        assert_eq!(
            rows(new, "SELECT id, receipt, content FROM reports ORDER BY id"),
            reports
        );
        assert_eq!(rows(new, "SELECT report_id FROM threads").len(), 1);
        assert_eq!(rows(new, "SELECT report_id FROM entries").len(), 1);
        Ok(())
    })
    .unwrap();

    // What was frozen is sent with the same bytes, and everything that may be sent is.
    let frozen: BTreeMap<Place, Vec<u8>> = queued
        .iter()
        .filter_map(|row| match (&row[0], &row[1], &row[13], &row[14]) {
            (Value::Text(report), Value::Integer(seq), Value::Blob(digest), Value::Blob(body))
                if !digest.is_empty() =>
            {
                Some(((report.clone(), *seq), body.clone()))
            }
            _ => None,
        })
        .collect();
    let sent = db
        .write(|tx| {
            let due = outbox::due(tx, now, 100)?;
            let sent = due.iter().map(|key| outbox::freeze(tx, key, now));
            sent.collect::<Result<Vec<_>, _>>()
        })
        .unwrap();
    assert_eq!(sent.len(), 4);
    for operation in sent.into_iter().flatten() {
        let key = (operation.key.report_id.clone(), i64::from(operation.key.seq));
        if let Some(body) = frozen.get(&key) {
            assert_eq!(operation.body, *body);
        }
    }
}

/// Report and place in its order.
type Place = (String, i64);

#[test]
fn photos_of_an_earlier_version_are_kept_whole_and_go_with_their_report() {
    let dir = tempfile::tempdir().unwrap();
    let photo = photo(1);
    let name = photo.shown().sha256.as_str();
    let mut old = Connection::open(Files::of(dir.path()).database).unwrap();
    schema::migrate_to(&mut old, 3).unwrap();
    old.execute(
        "INSERT INTO photos VALUES ('a', ?1, 1, 8, 8, ?2, 'A wall.')",
        (name, photo.shown().size_bytes),
    )
    .unwrap();
    old.execute(
        "INSERT INTO photo_bytes VALUES ('a', ?1, ?2)",
        (name, photo.bytes()),
    )
    .unwrap();
    drop(old);

    let db = Db::open(dir.path(), TimestampMillis::from_millis(BEGIN)).unwrap();
    db.read(|new| {
        let kept = rows(
            new,
            "SELECT description, bytes FROM photos JOIN photo_descriptions USING (sha256)",
        );
        assert_eq!(
            kept,
            [[Value::Text("A wall.".into()), Value::Blob(photo.bytes().to_vec())]]
        );
        Ok(())
    })
    .unwrap();
}
