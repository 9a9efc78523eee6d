//! Databases are opened, or refused with a word that helps.

use lamplight_store::StoreError;
use lamplight_store::model::Reach;
use lamplight_store::seal::KeyEncryptionKey;

use crate::fixtures::{accept, at, report, report_id};
use crate::home::{Home, on_sqlite};
use crate::on_both_engines;

on_both_engines!(
    what_was_kept_is_there_after_closing,
    several_instances_may_open_a_new_database_at_once,
    other_secrets_are_refused,
    a_database_of_a_newer_version_is_refused,
    a_changed_migration_is_refused,
    a_closed_store_says_so,
);

async fn what_was_kept_is_there_after_closing(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    home.settle().await;
    let head = store.head().await.unwrap();
    store.close().await;
    let store = home.open().await;
    assert!(
        store
            .report(&Reach::EVERYTHING, report_id(1))
            .await
            .unwrap()
            .is_some()
    );
    assert_eq!(store.head().await.unwrap(), head);
}

async fn several_instances_may_open_a_new_database_at_once(home: Home) {
    let (a, b, c) = tokio::join!(home.open(), home.open(), home.open());
    accept(&*a, [1]).await;
    accept(&*b, [2]).await;
    assert!(
        c.report(&Reach::EVERYTHING, report_id(2))
            .await
            .unwrap()
            .is_some()
    );
    home.settle().await;
    assert_eq!(a.head().await.unwrap(), b.head().await.unwrap());
}

#[tokio::test]
async fn a_transaction_that_a_full_disk_ended_keeps_no_later_one_out() {
    on_sqlite(meet_a_full_disk).await;
}

async fn meet_a_full_disk(home: Home) {
    let store = home.open().await;
    // As on a full disk, the engine ends the transaction by itself.
    home.meddle("CREATE TRIGGER full BEFORE INSERT ON report BEGIN SELECT RAISE(ROLLBACK, 'full'); END")
        .await;
    assert!(store.accept_reports(&[report(1)]).await.is_err());
    home.meddle("DROP TRIGGER full").await;
    accept(&*store, [1]).await;
    assert!(
        store
            .report(&Reach::EVERYTHING, report_id(1))
            .await
            .unwrap()
            .is_some()
    );
}

async fn other_secrets_are_refused(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    store.close().await;
    let other = KeyEncryptionKey::from_bytes([8; 32]);
    let refused = lamplight_store::open(&home.url, &other).await;
    assert!(matches!(refused, Err(StoreError::WrongSecrets)));
    let refused = lamplight_store::restore(&home.url, &other, at(900)).await;
    assert!(matches!(refused, Err(StoreError::WrongSecrets)));
    assert!(
        home.open()
            .await
            .report(&Reach::EVERYTHING, report_id(1))
            .await
            .unwrap()
            .is_some()
    );
}

async fn a_database_of_a_newer_version_is_refused(home: Home) {
    home.open().await.close().await;
    home.meddle("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 1")
        .await;
    assert!(matches!(home.try_open().await, Err(StoreError::NewerVersion)));
}

async fn a_changed_migration_is_refused(home: Home) {
    home.open().await.close().await;
    home.meddle("UPDATE _sqlx_migrations SET checksum = 'x'").await;
    assert!(matches!(home.try_open().await, Err(StoreError::Damaged(_))));
}

async fn a_closed_store_says_so(home: Home) {
    let store = home.open().await;
    store.close().await;
    assert!(matches!(store.head().await, Err(StoreError::Closed)));
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_answered_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
    std::fs::write(
        folder.path().join("letter.txt"),
        "Dear Ana, this is no database. ".repeat(100),
    )
    .unwrap();
    let cases = [
        (
            "mysql://localhost/x".into(),
            "must begin with sqlite: or postgres:",
        ),
        ("nonsense".into(), "must begin with sqlite: or postgres:"),
        (path("missing/lamplight.db"), "check that its folder exists"),
        (path("letter.txt"), "is not a SQLite database"),
        ("postgres://nobody@127.0.0.1:1/x".into(), "does not answer"),
    ];
    for (url, expected) in cases {
        let kek = KeyEncryptionKey::from_bytes([7; 32]);
        let error = lamplight_store::open(&url, &kek).await.err().unwrap();
        assert!(matches!(error, StoreError::Open(_)), "{url}: {error:?}");
        assert!(error.to_string().contains(expected), "{url}: {error}");
    }
}
