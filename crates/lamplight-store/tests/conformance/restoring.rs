//! A dump is restored into another cluster.

use std::io::Write;
use std::process::{Command, Stdio};

use lamplight_protocol::status::Status;
use lamplight_store::StoreError;
use lamplight_store::model::Reach;

use crate::fixtures::{
    accept, accepted, alert_id, at, done, entry, goes_to, publish_alert, report, report_id, resident_says,
};
use crate::home::{
    Home, POSTGRES, administer, create_database, drop_database, on_postgres, server_named_by, url_of,
};

/// Names a server of another cluster.
const OTHER: &str = "LAMPLIGHT_TEST_POSTGRES_OTHER_URL";

#[tokio::test]
async fn a_dump_restored_into_another_cluster_serves_after_restore_only() {
    on_postgres(restore_elsewhere).await;
}

/// There the journal's transactions are all of the past, and only its home tells.
#[tokio::test]
async fn a_dump_restored_beside_its_original_serves_after_restore_only() {
    on_postgres(restore_beside).await;
}

async fn restore_beside(home: Home) {
    let server = std::env::var(POSTGRES).unwrap();
    let name = create_database(&server).await;
    let beside = Home::on_postgres(url_of(&server, &name));
    let outcome = tokio::spawn(async move {
        let store = home.open().await;
        accept(&*store, [1]).await;
        copy(&home.url, &beside.url);
        assert!(matches!(beside.try_open().await, Err(StoreError::NotRestored)));
        lamplight_store::restore(&beside.url, &beside.kek, at(900))
            .await
            .unwrap();
        assert!(
            beside
                .open()
                .await
                .report(&Reach::EVERYTHING, report_id(1))
                .await
                .unwrap()
                .is_some()
        );
        // The original serves on.
        home.open().await;
    })
    .await;
    drop_database(&server, &name).await;
    if let Err(failure) = outcome {
        std::panic::resume_unwind(failure.into_panic());
    }
}

async fn restore_elsewhere(home: Home) {
    let Some(other) = server_named_by(OTHER) else {
        return;
    };
    let name = create_database(&other).await;
    let elsewhere = Home::on_postgres(url_of(&other, &name));
    // In a task of its own, so that the database is dropped after a failure too.
    let outcome = tokio::spawn(async move { restore_and_serve(&home, &elsewhere).await }).await;
    drop_database(&other, &name).await;
    if let Err(failure) = outcome {
        std::panic::resume_unwind(failure.into_panic());
    }
}

async fn restore_and_serve(home: &Home, elsewhere: &Home) {
    let store = home.open().await;
    get_ahead(home, elsewhere).await;
    accept(&*store, 1..=20).await;
    store.accept_operation(&resident_says(30, "hello")).await.unwrap();
    store.change_alert(&publish_alert(1)).await.unwrap();
    home.settle().await;
    let old_cursor = store.head().await.unwrap();
    let reports = store.export_reports(None, 100).await.unwrap();
    copy(&home.url, &elsewhere.url);

    assert!(matches!(elsewhere.try_open().await, Err(StoreError::NotRestored)));
    // Transactions of the future tell, too, where somebody has set the home right by hand.
    elsewhere
        .meddle(
            "UPDATE installation
             SET home = (SELECT system_identifier FROM pg_control_system())::text || '/'
                        || (SELECT oid FROM pg_database WHERE datname = current_database())::text",
        )
        .await;
    assert!(matches!(elsewhere.try_open().await, Err(StoreError::NotRestored)));
    lamplight_store::restore(&elsewhere.url, &elsewhere.kek, at(900))
        .await
        .unwrap();
    let restored = elsewhere.open().await;
    assert_eq!(restored.export_reports(None, 100).await.unwrap(), reports);
    let check = restored.check().await.unwrap();
    assert_eq!((check.reports, check.problems), (20, Vec::new()));
    for old in [
        restored.feed(Some(&old_cursor), 9).await.err(),
        restored.journal(&old_cursor, 9).await.err(),
    ] {
        assert!(matches!(old, Some(StoreError::CursorExpired)), "{old:?}");
    }
    elsewhere.settle().await;
    let page = restored.feed(None, 9).await.unwrap();
    assert_eq!(page.items.len(), 1);
    assert_eq!(page.next, restored.head().await.unwrap());
    assert!(restored.published_alert(alert_id(1)).await.unwrap().is_some());

    // Phones present again what they know to be accepted; then life goes on, in order.
    let again = restored.accept_reports(&[report(1), report(21)]).await.unwrap();
    assert_eq!(again, [accepted(1, true), accepted(21, false)]);
    assert_eq!(
        restored
            .change_report(&goes_to(31, 2, Status::Seen))
            .await
            .unwrap(),
        done(3)
    );
    elsewhere.settle().await;
    let rows = restored.journal(&page.next, 9).await.unwrap().rows;
    let entries: Vec<_> = rows.into_iter().map(|row| row.entry).collect();
    assert_eq!(entries, [entry(21, 1), entry(1, 3)]);
    restored.close().await;
    store.close().await;
}

/// Uses up transactions until the first cluster counts ahead of the other, so that a dump of the one holds
/// transactions that the other has yet to begin.
async fn get_ahead(home: &Home, elsewhere: &Home) {
    while counter(&home.url).await <= counter(&elsewhere.url).await + 100 {
        administer(
            &home.url,
            "DO $$ BEGIN
                 FOR i IN 1..1000 LOOP
                     PERFORM pg_current_xact_id();
                     COMMIT;
                 END LOOP;
             END $$",
        )
        .await;
    }
}

async fn counter(url: &str) -> i64 {
    use sqlx::{Connection, PgConnection};
    let mut connection = PgConnection::connect(url).await.unwrap();
    let next = sqlx::query_scalar("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    next
}

/// `pg_dump | psql`.
fn copy(from: &str, to: &str) {
    let dump = Command::new("pg_dump").arg(from).output().unwrap();
    assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
    let mut psql = Command::new("psql")
        .args(["--quiet", "--set=ON_ERROR_STOP=1", to])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    psql.stdin.take().unwrap().write_all(&dump.stdout).unwrap();
    assert!(psql.wait().unwrap().success());
}
