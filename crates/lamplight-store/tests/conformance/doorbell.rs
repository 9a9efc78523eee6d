//! What instances on one database hear of each other.

use std::time::Duration;

use sqlx::{Connection, PgConnection};

use crate::fixtures::accept;
use crate::home::{Home, on_postgres, on_sqlite};

/// Long enough for any machine: what is measured elsewhere is how fast it is.
const HEARD_WITHIN: Duration = Duration::from_secs(20);

#[tokio::test]
async fn where_there_is_one_instance_nobody_rings() {
    on_sqlite(|home: Home| async move {
        let store = home.open().await;
        assert!(store.doorbell().await.unwrap().is_none());
        store.ring().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn one_instance_hears_another_and_finds_what_it_committed() {
    on_postgres(|home: Home| async move {
        let (here, there) = (home.open().await, home.open().await);
        let before = here.head().await.unwrap();
        let mut bell = here.doorbell().await.unwrap().unwrap();
        accept(&*there, 1..3).await;
        there.ring().await.unwrap();
        tokio::time::timeout(HEARD_WITHIN, bell.rung())
            .await
            .expect("nothing was heard")
            .unwrap();
        home.settle().await;
        assert_eq!(here.journal(&before, 10).await.unwrap().rows.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_bell_whose_connection_broke_is_heard_again() {
    on_postgres(|home: Home| async move {
        let (here, there) = (home.open().await, home.open().await);
        let mut bell = here.doorbell().await.unwrap().unwrap();
        let mut admin = PgConnection::connect(&home.url).await.unwrap();
        let cut = "SELECT pg_terminate_backend(pid)
                   FROM pg_stat_activity
                   WHERE datname = current_database() AND query LIKE 'LISTEN %'";
        let cut = sqlx::query(cut).execute(&mut admin).await.unwrap();
        assert_eq!(cut.rows_affected(), 1);
        // Rung until it is heard: the first may fall into the gap.
        let ringing = async {
            loop {
                there.ring().await.unwrap();
            }
        };
        let heard = async {
            tokio::select! {
                rung = bell.rung() => rung.unwrap(),
                () = ringing => {}
            }
        };
        tokio::time::timeout(HEARD_WITHIN, heard)
            .await
            .expect("nothing was heard");
    })
    .await;
}
