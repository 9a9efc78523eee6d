//! PostgreSQL: how a database is opened, and what only this engine needs.

use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Connection};

use crate::database::Transaction;
use crate::error::StoreError;
use crate::migrations;

/// Connections of one instance. PostgreSQL allows 100 in all unless it is told otherwise.
const CONNECTIONS_MAX: u32 = 10;
/// How long a caller waits for a connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);
/// What every connection sets. A write transaction that stays open hides all later journal rows from
/// readers until it ends, so neither a statement, nor a wait for a lock, nor a pause between two statements
/// may be long. And an answered write is durable, whatever the cluster's default.
const SETTINGS: [(&str, &str); 4] = [
    ("statement_timeout", "10s"),
    ("lock_timeout", "5s"),
    ("idle_in_transaction_session_timeout", "10s"),
    ("synchronous_commit", "on"),
];

/// A ring keeps nothing, so nothing of it needs to be on the disk before it is heard.
const SETTINGS_OF_BELLS: [(&str, &str); 2] = [("statement_timeout", "10s"), ("synchronous_commit", "off")];
/// One that listens for other instances, and one that rings at them.
const BELLS_MAX: u32 = 2;

/// The connections of one instance.
pub(crate) struct PostgresPools {
    pub(crate) work: PgPool,
    /// Apart, because rings must not wait for work, nor work for them.
    pub(crate) bells: PgPool,
}

impl PostgresPools {
    /// Opens the database and brings its tables up to date.
    pub(crate) async fn open(url: &str) -> Result<Self, StoreError> {
        let options = PgConnectOptions::from_str(url)
            .map_err(StoreError::while_opening)?
            .application_name("lamplight-server");
        migrate(&options).await?;
        let pool = |connections: u32| {
            PgPoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(ACQUIRE_TIMEOUT)
        };
        let bells = options.clone().options(SETTINGS_OF_BELLS);
        let work = pool(CONNECTIONS_MAX).connect_with(options.options(SETTINGS));
        Ok(Self {
            work: work.await.map_err(StoreError::while_opening)?,
            bells: pool(BELLS_MAX).connect_lazy_with(bells),
        })
    }

    pub(crate) async fn close(&self) {
        self.bells.close().await;
        self.work.close().await;
    }
}

/// Migrates on a connection of its own, without the time limits: a migration may have much to do, and
/// several instances that start together wait here for the first.
async fn migrate(options: &PgConnectOptions) -> Result<(), StoreError> {
    let mut connection = options.connect().await.map_err(StoreError::while_opening)?;
    migrations::run(migrations::of_postgres(), &mut connection).await?;
    connection.close().await?;
    Ok(())
}

/// The cluster and the database in it, as PostgreSQL names them: a dump restored anywhere else has another
/// home.
pub(crate) async fn home(tx: &mut Transaction) -> Result<String, StoreError> {
    let row = tx
        .row(
            "SELECT (SELECT system_identifier FROM pg_control_system())::text
                    || '/'
                    || (SELECT oid FROM pg_database WHERE datname = current_database())::text AS home",
            [],
        )
        .await?
        .ok_or(StoreError::Damaged("the name of the cluster"))?;
    row.get("home")
}

/// Whether rows of the journal or of the audit's tail belong to transactions that this cluster has yet to begin. Readers
/// would wait for them for ever. Always false on SQLite, whose journal counts by itself.
pub(crate) async fn holds_future_rows(tx: &mut Transaction) -> Result<bool, StoreError> {
    if matches!(tx, Transaction::Sqlite(_)) {
        return Ok(false);
    }
    let row = tx
        .row(
            "SELECT 1 AS found
             WHERE EXISTS (SELECT 1 FROM journal WHERE tx >= pg_snapshot_xmax(pg_current_snapshot()))
                OR EXISTS (SELECT 1 FROM audit_tail WHERE tx >= pg_snapshot_xmax(pg_current_snapshot()))",
            [],
        )
        .await?;
    Ok(row.is_some())
}

/// Gives every row that has one a transaction older than any of this cluster. Their order stays, by their ids.
pub(crate) async fn move_rows_to_the_past(tx: &mut Transaction) -> Result<(), StoreError> {
    if matches!(tx, Transaction::Sqlite(_)) {
        return Ok(());
    }
    // The whole journal may take longer than any statement in service.
    tx.execute("SET LOCAL statement_timeout = 0", []).await?;
    tx.execute("UPDATE journal SET tx = '0'", []).await?;
    tx.execute("UPDATE audit_tail SET tx = '0'", []).await?;
    Ok(())
}
