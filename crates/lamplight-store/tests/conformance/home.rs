//! Where a test's database lives, and how one test runs on both engines.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use lamplight_store::seal::KeyEncryptionKey;
use lamplight_store::{Store, StoreError};
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use tempfile::TempDir;

/// Names the PostgreSQL server; its path is the database to connect to for making others.
pub(crate) const POSTGRES: &str = "LAMPLIGHT_TEST_POSTGRES_URL";

/// How long a test waits for something that other tests, or tasks of its own, bring about.
const AWAITED_AT_MOST: Duration = Duration::from_secs(60);

/// Makes every named test run on both engines.
#[macro_export]
macro_rules! on_both_engines {
    ($($test:ident),+ $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test]
                async fn $test() {
                    $crate::home::on_sqlite(super::$test).await;
                }
            )+
        }

        mod postgres {
            $(
                #[tokio::test]
                async fn $test() {
                    $crate::home::on_postgres(super::$test).await;
                }
            )+
        }
    };
}

/// A database of a test's own, and the key that goes with it.
#[derive(Clone)]
pub(crate) struct Home {
    pub(crate) url: String,
    pub(crate) kek: KeyEncryptionKey,
    /// The folder of a SQLite file; none on PostgreSQL.
    folder: Option<Arc<TempDir>>,
}

impl Home {
    pub(crate) fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            url: format!("sqlite:{}", folder.path().join("lamplight.db").display()),
            kek: KeyEncryptionKey::from_bytes([7; 32]),
            folder: Some(Arc::new(folder)),
        }
    }

    /// A PostgreSQL database with the same secrets.
    pub(crate) fn on_postgres(url: String) -> Self {
        Self {
            url,
            kek: KeyEncryptionKey::from_bytes([7; 32]),
            folder: None,
        }
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.folder.is_some()
    }

    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.as_ref().unwrap().path()
    }

    pub(crate) async fn open(&self) -> Arc<dyn Store> {
        self.try_open().await.unwrap()
    }

    pub(crate) async fn try_open(&self) -> Result<Arc<dyn Store>, StoreError> {
        lamplight_store::open(&self.url, &self.kek).await
    }

    /// Waits until readers of the journal may read what was committed. On PostgreSQL, a transaction under
    /// way in any database of the cluster hides the rows that were written after it began; and other tests
    /// run beside this one.
    pub(crate) async fn settle(&self) {
        if self.is_sqlite() {
            return;
        }
        let mut connection = PgConnection::connect(&self.url).await.unwrap();
        let hidden =
            "SELECT (SELECT count(*) FROM journal WHERE tx >= pg_snapshot_xmin(pg_current_snapshot()))
                    + (SELECT count(*) FROM audit_tail WHERE tx >= pg_snapshot_xmin(pg_current_snapshot()))";
        await_count(&mut connection, hidden, |rows| rows == 0).await;
        connection.close().await.unwrap();
    }

    /// Runs a statement behind the store's back.
    pub(crate) async fn meddle(&self, sql: &str) -> u64 {
        self.try_to_meddle(sql).await.unwrap()
    }

    /// The same with one that the database may refuse.
    pub(crate) async fn try_to_meddle(&self, sql: &str) -> Result<u64, sqlx::Error> {
        let sql = AssertSqlSafe(sql.to_owned());
        if self.is_sqlite() {
            let mut connection = SqliteConnection::connect(&self.url).await?;
            let done = sqlx::query(sql).execute(&mut connection).await;
            connection.close().await?;
            Ok(done?.rows_affected())
        } else {
            let mut connection = PgConnection::connect(&self.url).await?;
            let done = sqlx::query(sql).execute(&mut connection).await;
            connection.close().await?;
            Ok(done?.rows_affected())
        }
    }
}

/// Asks for a count until it is as wished.
///
/// # Panics
/// When that takes longer than anything in these tests does.
pub(crate) async fn await_count(connection: &mut PgConnection, sql: &'static str, wished: fn(i64) -> bool) {
    let begun = Instant::now();
    loop {
        let count = sqlx::query_scalar(sql).fetch_one(&mut *connection).await.unwrap();
        if wished(count) {
            return;
        }
        assert!(
            begun.elapsed() < AWAITED_AT_MOST,
            "still {count} after {AWAITED_AT_MOST:?}: {sql}"
        );
    }
}

/// The PostgreSQL server that a variable names. Without one a test is skipped; but not where the run is to
/// decide whether a change is sound.
///
/// # Panics
/// When none is named and the run is one of continuous integration.
pub(crate) fn server_named_by(variable: &str) -> Option<String> {
    let server = std::env::var(variable).ok();
    if server.is_none() {
        let decides = std::env::var("CI").is_ok_and(|ci| ci == "true");
        assert!(!decides, "{variable} must name a PostgreSQL server where CI=true");
        println!("skipped: {variable} names no PostgreSQL server");
    }
    server
}

pub(crate) async fn on_sqlite<F>(test: fn(Home) -> F)
where
    F: Future<Output = ()>,
{
    test(Home::on_sqlite()).await;
}

pub(crate) async fn on_postgres<F>(test: fn(Home) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let Some(server) = server_named_by(POSTGRES) else {
        return;
    };
    let name = create_database(&server).await;
    let home = Home::on_postgres(url_of(&server, &name));
    // In a task of its own, so that the database is dropped after a failure too.
    let outcome = tokio::spawn(test(home)).await;
    drop_database(&server, &name).await;
    if let Err(failure) = outcome {
        std::panic::resume_unwind(failure.into_panic());
    }
}

/// Makes a database with a name that no other test uses.
pub(crate) async fn create_database(server: &str) -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let name = format!(
        "lamplight_test_{}_{}",
        std::process::id(),
        MADE.fetch_add(1, Ordering::Relaxed)
    );
    administer(server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    administer(server, &format!("CREATE DATABASE {name}")).await;
    name
}

pub(crate) async fn drop_database(server: &str, name: &str) {
    administer(server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

pub(crate) async fn administer(server: &str, sql: &str) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    sqlx::query(AssertSqlSafe(sql.to_owned()))
        .execute(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
}

/// The address of another database on the same server.
pub(crate) fn url_of(server: &str, name: &str) -> String {
    let (base, _) = server.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}
