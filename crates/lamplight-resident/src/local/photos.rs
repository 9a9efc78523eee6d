//! Photos of drafts and of reports, as they will be sent.

use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::ids::ReportId;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::error::CoreError;
use crate::photo::PreparedPhoto;
use crate::view::Photo;

/// The place behind the photos that are there.
pub(crate) fn next_position(connection: &Connection, report: ReportId) -> Result<u32, CoreError> {
    let mut statement =
        connection.prepare_cached("SELECT coalesce(max(position), 0) + 1 FROM photos WHERE report_id = ?1")?;
    Ok(statement.query_row([report.to_string()], |row| row.get(0))?)
}

/// Stores a photo at a place in the order of its report.
pub(crate) fn insert(
    tx: &Connection,
    report: ReportId,
    position: u32,
    photo: &PreparedPhoto,
) -> Result<(), CoreError> {
    let shown = photo.shown();
    tx.prepare_cached(
        "INSERT INTO photos
            (report_id, sha256, position, width_px, height_px, size_bytes, description, bytes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        report.to_string(),
        shown.sha256.as_str(),
        position,
        shown.width_px,
        shown.height_px,
        shown.size_bytes,
        shown.description.as_deref().unwrap_or_default(),
        photo.bytes(),
    ])?;
    Ok(())
}

/// The photos of a draft or a report, in their order.
pub(crate) fn list(connection: &Connection, report: ReportId) -> Result<Vec<Photo>, CoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT sha256, width_px, height_px, size_bytes, description
         FROM photos WHERE report_id = ?1 ORDER BY position",
    )?;
    let mut rows = statement.query([report.to_string()])?;
    let mut photos = Vec::new();
    while let Some(row) = rows.next()? {
        photos.push(from_row(row)?);
    }
    Ok(photos)
}

fn from_row(row: &Row<'_>) -> Result<Photo, CoreError> {
    let sha256: String = row.get(0)?;
    let description: String = row.get(4)?;
    Ok(Photo {
        sha256: sha256
            .parse()
            .map_err(|_| CoreError::damaged("hash of a photo"))?,
        width_px: row.get(1)?,
        height_px: row.get(2)?,
        size_bytes: row.get(3)?,
        description: (!description.is_empty()).then_some(description),
    })
}

/// The bytes of a photo. None when there is no such photo, or no longer its bytes.
pub(crate) fn bytes(
    connection: &Connection,
    report: ReportId,
    sha256: &PhotoHash,
) -> Result<Option<Vec<u8>>, CoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT bytes FROM photos WHERE report_id = ?1 AND sha256 = ?2 AND length(bytes) > 0",
    )?;
    let bytes = statement.query_row([&report.to_string(), sha256.as_str()], |row| row.get(0));
    Ok(bytes.optional()?)
}

/// Says what a photo shows. Tells whether there is such a photo.
pub(crate) fn describe(
    tx: &Connection,
    report: ReportId,
    sha256: &PhotoHash,
    description: &str,
) -> Result<bool, CoreError> {
    let changed = tx
        .prepare_cached("UPDATE photos SET description = ?3 WHERE report_id = ?1 AND sha256 = ?2")?
        .execute([&report.to_string(), sha256.as_str(), description])?;
    Ok(changed == 1)
}

/// Drops a photo. Tells whether there was one.
pub(crate) fn remove(tx: &Connection, report: ReportId, sha256: &PhotoHash) -> Result<bool, CoreError> {
    let removed = tx
        .prepare_cached("DELETE FROM photos WHERE report_id = ?1 AND sha256 = ?2")?
        .execute([&report.to_string(), sha256.as_str()])?;
    Ok(removed == 1)
}

/// Drops every photo of a draft or a report that goes for good.
pub(crate) fn forget_all(tx: &Connection, report: ReportId) -> Result<(), CoreError> {
    tx.prepare_cached("DELETE FROM photos WHERE report_id = ?1")?
        .execute([report.to_string()])?;
    Ok(())
}
