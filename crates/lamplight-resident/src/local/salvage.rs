//! What was saved from a damaged database, until the resident has seen it.

use lamplight_protocol::time::TimestampMillis;
use rusqlite::{Connection, OptionalExtension as _};

use crate::error::CoreError;
use crate::view::Salvage;

/// The notice. None when there is nothing to tell.
pub(crate) fn find(connection: &Connection) -> Result<Option<Salvage>, CoreError> {
    let mut statement = connection.prepare_cached("SELECT reports, lost, at FROM salvage")?;
    let notice = statement.query_row([], |row| {
        Ok(Salvage {
            reports: row.get(0)?,
            lost: row.get(1)?,
            at: TimestampMillis::from_millis(row.get(2)?),
        })
    });
    Ok(notice.optional()?)
}

/// Drops the notice.
pub(crate) fn forget(tx: &Connection) -> Result<(), CoreError> {
    tx.prepare_cached("DELETE FROM salvage")?.execute([])?;
    Ok(())
}
