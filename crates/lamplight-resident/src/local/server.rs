//! What the server told about itself, and how far this device is with its feed.

use lamplight_protocol::api::{AreaInfo, Cursor, ServiceFigures};
use lamplight_protocol::time::TimestampMillis;
use rusqlite::{Connection, params};

use crate::config::ServerUrl;
use crate::error::CoreError;
use crate::local::pictures;

/// How far this device is with the feed of its server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FeedPosition {
    /// None to begin a snapshot.
    pub(crate) cursor: Option<Cursor>,
    /// Grows with each snapshot.
    pub(crate) generation: i64,
    /// A snapshot is not complete yet.
    pub(crate) snapshot: bool,
}

/// Makes sure that area and news are those of this server. When another server is named, what the last one
/// said is dropped; the resident's own reports stay.
pub(crate) fn belong_to(tx: &Connection, url: &ServerUrl) -> Result<(), CoreError> {
    let changed = tx
        .prepare_cached(
            "UPDATE server
             SET url = ?1, cursor = '', generation = generation + 1, snapshot = 1, synced_at = 0,
                 area = '', area_etag = '', area_version = area_version + 1,
                 figures = '', figures_etag = '', figures_asked_at = 0
             WHERE url <> ?1",
        )?
        .execute([url.as_str()])?;
    if changed == 1 {
        tx.execute("DELETE FROM news", [])?;
        pictures::remove_all(tx)?;
    }
    Ok(())
}

/// Notes that a report is being sent to this server, unless it was sent to one before. From then on no other
/// hears of it.
pub(crate) fn bind(tx: &Connection, report_id: &str) -> Result<(), CoreError> {
    tx.prepare_cached(
        "INSERT OR IGNORE INTO report_servers (report_id, url) SELECT ?1, url FROM server WHERE url <> ''",
    )?
    .execute([report_id])?;
    Ok(())
}

/// Whether area and news are those of this server.
pub(crate) fn belongs_to(connection: &Connection, url: &ServerUrl) -> Result<bool, CoreError> {
    let mut statement = connection.prepare_cached("SELECT url = ?1 FROM server")?;
    Ok(statement.query_row([url.as_str()], |row| row.get(0))?)
}

/// The address of the server whose area and news these are; empty before one was named.
pub(crate) fn url(connection: &Connection) -> Result<String, CoreError> {
    let mut statement = connection.prepare_cached("SELECT url FROM server")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// How far this device is with the feed.
pub(crate) fn feed_position(connection: &Connection) -> Result<FeedPosition, CoreError> {
    let mut statement = connection.prepare_cached("SELECT cursor, generation, snapshot FROM server")?;
    let (cursor, generation, snapshot): (String, i64, bool) =
        statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let cursor = match cursor.as_str() {
        "" => None,
        cursor => Some(cursor.parse().map_err(|_| CoreError::damaged("cursor"))?),
    };
    Ok(FeedPosition {
        cursor,
        generation,
        snapshot,
    })
}

/// Moves on in the feed.
pub(crate) fn set_cursor(tx: &Connection, cursor: &Cursor, snapshot: bool) -> Result<(), CoreError> {
    tx.prepare_cached("UPDATE server SET cursor = ?1, snapshot = ?2")?
        .execute(params![cursor.as_str(), snapshot])?;
    Ok(())
}

/// Begins a snapshot.
pub(crate) fn begin_snapshot(tx: &Connection) -> Result<(), CoreError> {
    tx.prepare_cached("UPDATE server SET cursor = '', generation = generation + 1, snapshot = 1")?
        .execute([])?;
    Ok(())
}

/// When the feed was last brought up to date. None for never.
pub(crate) fn synced_at(connection: &Connection) -> Result<Option<TimestampMillis>, CoreError> {
    let mut statement = connection.prepare_cached("SELECT synced_at FROM server")?;
    let ms: i64 = statement.query_row([], |row| row.get(0))?;
    Ok((ms != 0).then(|| TimestampMillis::from_millis(ms)))
}

/// Notes that the feed is up to date.
pub(crate) fn set_synced_at(tx: &Connection, now: TimestampMillis) -> Result<(), CoreError> {
    tx.prepare_cached("UPDATE server SET synced_at = ?1")?
        .execute([now.as_millis()])?;
    Ok(())
}

/// Grows whenever the area changes, so that readers may keep a parsed one.
pub(crate) fn area_version(connection: &Connection) -> Result<i64, CoreError> {
    let mut statement = connection.prepare_cached("SELECT area_version FROM server")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// The area as the server told it, with its version. None while it is not known.
pub(crate) fn area(connection: &Connection) -> Result<(i64, Option<AreaInfo>), CoreError> {
    let mut statement = connection.prepare_cached("SELECT area_version, area FROM server")?;
    let (version, json): (i64, String) = statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let area = match json.as_str() {
        "" => None,
        json => Some(serde_json::from_str(json)?),
    };
    Ok((version, area))
}

/// The tag of the area that is stored; empty when there is none.
pub(crate) fn area_etag(connection: &Connection) -> Result<String, CoreError> {
    let mut statement = connection.prepare_cached("SELECT area_etag FROM server")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Stores the area as the server told it.
pub(crate) fn set_area(tx: &Connection, info: &AreaInfo, etag: &str) -> Result<(), CoreError> {
    tx.prepare_cached(
        "UPDATE server
         SET area = ?1, area_etag = ?2, area_version = area_version + 1",
    )?
    .execute(params![serde_json::to_string(info)?, etag])?;
    Ok(())
}

/// How the patrol served residents. None while it is not known.
pub(crate) fn figures(connection: &Connection) -> Result<Option<ServiceFigures>, CoreError> {
    let mut statement = connection.prepare_cached("SELECT figures FROM server")?;
    let json: String = statement.query_row([], |row| row.get(0))?;
    // What an earlier version kept in another form is fetched again.
    Ok(serde_json::from_str(&json).ok())
}

/// The tag of the figures that are stored, empty when there are none, and when they were last asked for.
pub(crate) fn figures_asked(connection: &Connection) -> Result<(String, TimestampMillis), CoreError> {
    let mut statement = connection.prepare_cached("SELECT figures_etag, figures_asked_at FROM server")?;
    let (etag, at): (String, i64) = statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((etag, TimestampMillis::from_millis(at)))
}

/// Stores how the patrol served residents.
pub(crate) fn set_figures(tx: &Connection, figures: &ServiceFigures, etag: &str) -> Result<(), CoreError> {
    tx.prepare_cached("UPDATE server SET figures = ?1, figures_etag = ?2")?
        .execute(params![serde_json::to_string(figures)?, etag])?;
    Ok(())
}

/// Notes that the server was asked for figures.
pub(crate) fn set_figures_asked(tx: &Connection, now: TimestampMillis) -> Result<(), CoreError> {
    tx.prepare_cached("UPDATE server SET figures_asked_at = ?1")?
        .execute([now.as_millis()])?;
    Ok(())
}
