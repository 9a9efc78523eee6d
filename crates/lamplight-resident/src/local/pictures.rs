//! Pictures of what the patrol tells everybody, as they came from the server.

use std::collections::HashSet;

use lamplight_protocol::digest::PhotoHash;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::CoreError;

/// The bytes of a picture. None while it is not on this device.
pub(crate) fn bytes(connection: &Connection, sha256: &PhotoHash) -> Result<Option<Vec<u8>>, CoreError> {
    let mut statement = connection.prepare_cached("SELECT bytes FROM pictures WHERE sha256 = ?1")?;
    let bytes = statement.query_row([sha256.as_str()], |row| row.get(0));
    Ok(bytes.optional()?)
}

/// The hashes of all that are on this device.
pub(crate) fn kept(connection: &Connection) -> Result<HashSet<String>, CoreError> {
    let mut statement = connection.prepare_cached("SELECT sha256 FROM pictures")?;
    let hashes = statement.query_map([], |row| row.get(0))?;
    Ok(hashes.collect::<Result<_, _>>()?)
}

/// Stores a picture whose bytes are those of its hash.
pub(crate) fn put(tx: &Connection, sha256: &PhotoHash, bytes: &[u8]) -> Result<(), CoreError> {
    tx.prepare_cached("INSERT OR IGNORE INTO pictures (sha256, bytes) VALUES (?1, ?2)")?
        .execute(params![sha256.as_str(), bytes])?;
    Ok(())
}

/// Drops a picture.
pub(crate) fn remove(tx: &Connection, sha256: &str) -> Result<(), CoreError> {
    tx.prepare_cached("DELETE FROM pictures WHERE sha256 = ?1")?
        .execute([sha256])?;
    Ok(())
}

/// Drops them all.
pub(crate) fn remove_all(tx: &Connection) -> Result<(), CoreError> {
    tx.execute("DELETE FROM pictures", [])?;
    Ok(())
}
