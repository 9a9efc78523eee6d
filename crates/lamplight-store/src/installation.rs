//! What a database knows about itself: its epoch, its home, and the secrets that belong to it.

use lamplight_protocol::ids::crockford;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::postgres;
use crate::seal::{KeyEncryptionKey, random};

/// Characters of an epoch: 50 random bits. Two epochs of one database must differ, no more.
const EPOCH_CHARS: usize = 10;

/// Introduces the secrets to the database: a new one remembers them, another must know them.
pub(crate) async fn claim(tx: &mut Transaction, kek: &KeyEncryptionKey) -> Result<(), StoreError> {
    let home = home(tx).await?;
    tx.execute(
        "INSERT INTO installation (only_row, epoch, home, secrets_check)
         VALUES (1, $1, $2, $3)
         ON CONFLICT (only_row) DO NOTHING",
        [new_epoch()?.into(), home.into(), kek.check_value()?.into()],
    )
    .await?;
    // Read back rather than assumed: another instance may have been first.
    let row = tx
        .row("SELECT secrets_check FROM installation WHERE only_row = 1", [])
        .await?
        .ok_or(StoreError::Damaged("installation"))?;
    if kek.made(&row.get::<Vec<u8>>("secrets_check")?) {
        Ok(())
    } else {
        Err(StoreError::WrongSecrets)
    }
}

/// Refuses a database that was filled from a dump and not told so: its journal's transactions are those of
/// another cluster, and its readers' cursors may lie beyond what the dump holds.
pub(crate) async fn check_restored(tx: &mut Transaction) -> Result<(), StoreError> {
    let home = home(tx).await?;
    let row = tx
        .row("SELECT home FROM installation WHERE only_row = 1", [])
        .await?
        .ok_or(StoreError::Damaged("installation"))?;
    let moved = row.get::<String>("home")? != home;
    if moved || postgres::holds_future_rows(tx).await? {
        return Err(StoreError::NotRestored);
    }
    Ok(())
}

/// Begins a new epoch in this place: cursors of the old one end.
pub(crate) async fn begin_epoch(tx: &mut Transaction) -> Result<(), StoreError> {
    let home = home(tx).await?;
    tx.execute_one(
        "UPDATE installation SET epoch = $1, home = $2 WHERE only_row = 1",
        [new_epoch()?.into(), home.into()],
    )
    .await?;
    postgres::move_rows_to_the_past(tx).await
}

/// Where the database lives. A SQLite file may be moved as it is; a PostgreSQL dump may not.
async fn home(tx: &mut Transaction) -> Result<String, StoreError> {
    match tx {
        Transaction::Sqlite(_) => Ok("file".into()),
        Transaction::Postgres(_) => postgres::home(tx).await,
    }
}

fn new_epoch() -> Result<String, StoreError> {
    Ok(crockford(&random::<EPOCH_CHARS>()?))
}
