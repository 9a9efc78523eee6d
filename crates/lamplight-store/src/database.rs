//! One database, whichever engine it is: its pools and transactions.
//!
//! A statement is written once for both engines: `$1` placeholders, upserts and `RETURNING` mean the same
//! to both. What comes through here is therefore not generic: an enum chooses the engine for each statement,
//! and every value is bound and read as one of three types. sqlx's own `Any` was tried and rejected: it
//! cannot decode a computed boolean on SQLite nor a sum on PostgreSQL.

use std::path::Path;

use sqlx::{Postgres, SqlSafeStr, Sqlite};

use crate::doorbell::{self, Doorbell};
use crate::error::StoreError;
use crate::model::Connections;
use crate::postgres::PostgresPools;
use crate::sqlite::SqlitePools;
use crate::value::{Row, Value, postgres_query, sqlite_query};

/// The pools of an open database.
pub(crate) enum Database {
    Sqlite(SqlitePools),
    Postgres(PostgresPools),
}

/// The file of an address of SQLite; none of another engine's.
pub fn sqlite_file(url: &str) -> Option<&Path> {
    let path = url.strip_prefix("sqlite:")?;
    Some(Path::new(path.strip_prefix("//").unwrap_or(path)))
}

impl Database {
    /// Opens `sqlite:PATH` or `postgres://…`, and brings the tables up to date.
    pub(crate) async fn open(url: &str) -> Result<Self, StoreError> {
        if let Some(file) = sqlite_file(url) {
            return Ok(Self::Sqlite(SqlitePools::open(file).await?));
        }
        match url.split_once(':') {
            Some(("postgres" | "postgresql", _)) => Ok(Self::Postgres(PostgresPools::open(url).await?)),
            _ => Err(StoreError::Open(
                "the address of the database must begin with sqlite: or postgres:".into(),
            )),
        }
    }

    /// Begins a transaction that writes.
    pub(crate) async fn begin_write(&self) -> Result<Transaction, StoreError> {
        Ok(match self {
            // IMMEDIATE: a transaction that reads first and then finds another writer ahead of it could
            // not be retried by waiting.
            Self::Sqlite(pools) => Transaction::Sqlite(pools.writer.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pools) => Transaction::Postgres(pools.work.begin().await?),
        })
    }

    /// Begins a transaction that only reads, and sees one moment throughout.
    pub(crate) async fn begin_read(&self) -> Result<Transaction, StoreError> {
        Ok(match self {
            Self::Sqlite(pools) => Transaction::Sqlite(pools.readers.begin().await?),
            Self::Postgres(pools) => Transaction::Postgres(
                pools
                    .work
                    .begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        })
    }

    /// To be called before a deletion is committed, so that [`Database::forget_deleted`] knows of it also
    /// when it is called by somebody else later.
    pub(crate) fn will_delete(&self) {
        if let Self::Sqlite(pools) = self {
            pools.will_delete();
        }
    }

    /// Sees to it that what was deleted leaves the files. PostgreSQL does so by itself, at its next vacuum.
    pub(crate) async fn forget_deleted(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(pools) => pools.empty_wal().await,
            Self::Postgres(_) => Ok(()),
        }
    }

    /// Writes the database as it is now into a new file.
    pub(crate) async fn snapshot(&self, file: &Path) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(pools) => pools.snapshot(file).await,
            Self::Postgres(_) => Err(StoreError::NoSnapshot),
        }
    }

    /// What other instances ring.
    pub(crate) async fn doorbell(&self) -> Result<Option<Doorbell>, StoreError> {
        match self {
            Self::Sqlite(_) => Ok(None),
            Self::Postgres(pools) => Ok(Some(Doorbell::hang(&pools.bells).await?)),
        }
    }

    /// Rings at the other instances.
    pub(crate) async fn ring(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(pools) => doorbell::ring(&pools.bells).await,
        }
    }

    /// How many connections there are, and how many of them nobody uses.
    pub(crate) fn connections(&self) -> Connections {
        let count = |open: u32, idle: usize| Connections {
            open: open as usize,
            idle,
        };
        match self {
            Self::Sqlite(SqlitePools { writer, readers, .. }) => count(
                writer.size() + readers.size(),
                writer.num_idle() + readers.num_idle(),
            ),
            Self::Postgres(PostgresPools { work, bells }) => {
                count(work.size() + bells.size(), work.num_idle() + bells.num_idle())
            }
        }
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(pools) => pools.close().await,
            Self::Postgres(pools) => pools.close().await,
        }
    }
}

/// A transaction under way. Dropping it rolls it back.
pub(crate) enum Transaction {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Transaction {
    /// Runs a statement and tells how many rows it changed.
    pub(crate) async fn execute(
        &mut self,
        sql: &'static str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<u64, StoreError> {
        Ok(match self {
            Self::Sqlite(tx) => sqlite_query(sql, values)
                .execute(&mut **tx)
                .await?
                .rows_affected(),
            Self::Postgres(tx) => postgres_query(sql, values)
                .execute(&mut **tx)
                .await?
                .rows_affected(),
        })
    }

    /// Runs a statement that must change exactly one row.
    pub(crate) async fn execute_one(
        &mut self,
        sql: &'static str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<(), StoreError> {
        match self.execute(sql, values).await? {
            1 => Ok(()),
            _ => Err(StoreError::Damaged("a statement changed another number of rows")),
        }
    }

    /// All rows of a statement. The statement itself bounds their number.
    pub(crate) async fn rows(
        &mut self,
        sql: impl SqlSafeStr,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Vec<Row>, StoreError> {
        Ok(match self {
            Self::Sqlite(tx) => sqlite_query(sql, values)
                .fetch_all(&mut **tx)
                .await?
                .into_iter()
                .map(Row::Sqlite)
                .collect(),
            Self::Postgres(tx) => postgres_query(sql, values)
                .fetch_all(&mut **tx)
                .await?
                .into_iter()
                .map(Row::Postgres)
                .collect(),
        })
    }

    /// The row of a statement that has one at most.
    pub(crate) async fn row(
        &mut self,
        sql: &'static str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(sql, values).await?.into_iter().next())
    }

    /// The condition that a value is one of the [`Value::Many`] bound as `$1`.
    pub(crate) fn is_one_of(&self) -> String {
        self.is_among("$1")
    }

    /// The same, of those bound elsewhere.
    pub(crate) fn is_among(&self, placeholder: &str) -> String {
        match self {
            Self::Sqlite(_) => format!("IN (SELECT value FROM json_each({placeholder}))"),
            Self::Postgres(_) => format!("= ANY ({placeholder})"),
        }
    }

    /// Leaves everything as it was, at once. A transaction that leads must end by this or be committed: dropped, it
    /// would lead until its connection is used again.
    pub(crate) async fn roll_back(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.rollback().await?,
            Self::Postgres(tx) => tx.rollback().await?,
        }
        Ok(())
    }

    /// Makes everything durable.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
