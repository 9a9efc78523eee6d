//! Many writers at once, on PostgreSQL: a reader of the journal misses nothing, and nobody locks another out.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use lamplight_protocol::api::Cursor;
use lamplight_protocol::ids::ReportId;
use lamplight_store::Store;
use lamplight_store::model::{Acceptance, JournalEntry};
use sqlx::{Connection, PgConnection};

use crate::fixtures::{accept, report, report_id};
use crate::home::{Home, await_count, on_postgres};

/// How many rows are written; more before a release.
const ROWS: &str = "LAMPLIGHT_JOURNAL_ROWS";
const WRITERS: u32 = 32;

/// Reads one page, and refuses to see a report twice.
async fn read_on(reader: &dyn Store, cursor: Cursor, seen: &mut HashSet<ReportId>) -> Cursor {
    let page = reader.journal(&cursor, 100).await.unwrap();
    for row in page.rows {
        let JournalEntry::Report { id, .. } = row.entry else {
            panic!("{row:?}");
        };
        assert!(seen.insert(id), "seen twice: {id}");
    }
    page.next
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_reader_beside_32_writers_misses_no_row_and_sees_none_twice() {
    on_postgres(read_beside_writers).await;
}

async fn read_beside_writers(home: Home) {
    let rows: u32 = std::env::var(ROWS).map_or(5_000, |rows| rows.parse().unwrap());
    // Four instances, because one has ten connections only.
    let mut instances = Vec::new();
    for _ in 0..4 {
        instances.push(home.open().await);
    }
    let beginning = instances[0].head().await.unwrap();
    let next = Arc::new(AtomicU32::new(1));
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..WRITERS {
        let store = Arc::clone(&instances[writer as usize % instances.len()]);
        let next = Arc::clone(&next);
        writers.spawn(async move {
            loop {
                // Transactions of several lengths, so that they end in another order than they began.
                let length = 1 + writer % 7;
                let first = next.fetch_add(length, Ordering::Relaxed);
                if first > rows {
                    return;
                }
                accept(&*store, first..first + length).await;
            }
        });
    }

    let reader = home.open().await;
    let mut seen = HashSet::new();
    let mut cursor = beginning;
    while !writers.is_empty() {
        while let Some(writer) = writers.try_join_next() {
            writer.unwrap();
        }
        cursor = read_on(&*reader, cursor, &mut seen).await;
    }
    home.settle().await;
    loop {
        let next = read_on(&*reader, cursor.clone(), &mut seen).await;
        if next == cursor {
            break;
        }
        cursor = next;
    }
    assert_eq!(cursor, reader.head().await.unwrap());
    let written = reader.export_reports(None, u32::MAX).await.unwrap();
    assert!(written.len() >= rows as usize);
    assert_eq!(seen.len(), written.len());
    assert!((1..=rows).all(|number| seen.contains(&report_id(number))));
}

#[tokio::test]
async fn groups_in_opposite_orders_do_not_lock_each_other_out() {
    on_postgres(bring_in_opposite_orders).await;
}

/// Both groups are made to meet at the report in their middle: in the order in which they came, each would
/// then hold what the other waits for.
async fn bring_in_opposite_orders(home: Home) {
    let store = home.open().await;
    let mut meddler = PgConnection::connect(&home.url).await.unwrap();
    let mut middle = meddler.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO receipt (report_id, receipt_hash, body_hash, reference, received_at)
         VALUES ($1, '', '', '', 0)",
    )
    .bind(report_id(2).to_string())
    .execute(&mut *middle)
    .await
    .unwrap();

    let mut bringing = tokio::task::JoinSet::new();
    for group in [[1, 2, 3], [3, 2, 1]] {
        let store = Arc::clone(&store);
        bringing.spawn(async move { store.accept_reports(&group.map(report)).await.unwrap() });
    }
    let waiting = "SELECT count(*) FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock'";
    // Beside the transaction: within one, the list of backends stays as it was first read.
    let mut watcher = PgConnection::connect(&home.url).await.unwrap();
    await_count(&mut watcher, waiting, |backends| backends >= 2).await;
    middle.rollback().await.unwrap();
    let new = bringing.join_all().await.into_iter().flatten();
    let new = new.filter(|answer| matches!(answer, Acceptance::Accepted { repeated: false, .. }));
    assert_eq!(new.count(), 3);
}
