//! A database is copied while it is written.

use lamplight_store::StoreError;
use lamplight_store::model::Reach;

use crate::fixtures::{accept, report, report_id};
use crate::home::{Home, on_postgres};

#[tokio::test]
async fn a_snapshot_holds_what_was_there_at_one_moment() {
    let home = Home::on_sqlite();
    let store = home.open().await;
    accept(&*store, 1..=200).await;
    let file = home.folder().join("snapshot.db");
    let writing = async {
        for number in 201..=260 {
            accept(&*store, [number]).await;
        }
    };
    let (copied, ()) = tokio::join!(store.snapshot(&file), writing);
    copied.unwrap();

    let copy = lamplight_store::open(&format!("sqlite:{}", file.display()), &home.kek)
        .await
        .unwrap();
    let check = copy.check().await.unwrap();
    assert!(check.problems.is_empty(), "{:?}", check.problems);
    assert!((200..=260).contains(&check.reports), "{}", check.reports);
    copy.close().await;
    assert!(
        store
            .report(&Reach::EVERYTHING, report_id(260))
            .await
            .unwrap()
            .is_some()
    );
    assert_eq!(std::fs::read_dir(home.folder()).unwrap().count(), 4);
}

#[tokio::test]
async fn a_snapshot_overwrites_nothing() {
    let home = Home::on_sqlite();
    let store = home.open().await;
    let file = home.folder().join("snapshot.db");
    std::fs::write(&file, "Dear Ana").unwrap();
    assert!(store.snapshot(&file).await.is_err());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "Dear Ana");
    assert!(store.accept_reports(&[report(1)]).await.is_ok());
}

#[tokio::test]
async fn postgresql_is_left_to_its_own_tools() {
    on_postgres(ask_for_a_snapshot).await;
}

async fn ask_for_a_snapshot(home: Home) {
    let refused = home.open().await.snapshot("/tmp/none".as_ref()).await;
    assert!(matches!(refused, Err(StoreError::NoSnapshot)));
}
