//! Photos of drafts and of reports, as they will be sent.

use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::ids::ReportId;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::error::CoreError;
use crate::photo::PreparedPhoto;
use crate::view::Photo;

/// The place behind the photos that are there.
pub(crate) fn next_position(connection: &Connection, report: ReportId) -> Result<u32, CoreError> {
    let mut statement = connection
        .prepare_cached("SELECT coalesce(max(position), 0) + 1 FROM photos WHERE report_id = ?1")?;
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
            (report_id, sha256, position, width_px, height_px, size_bytes, bytes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        report.to_string(),
        shown.sha256.as_str(),
        position,
        shown.width_px,
        shown.height_px,
        shown.size_bytes,
        photo.bytes(),
    ])?;
    match &shown.description {
        Some(description) => set_description(tx, report, &shown.sha256, description),
        None => Ok(()),
    }
}

/// The photos of a draft or a report, in their order.
pub(crate) fn list(connection: &Connection, report: ReportId) -> Result<Vec<Photo>, CoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT p.sha256, p.width_px, p.height_px, p.size_bytes, d.description
         FROM photos AS p LEFT JOIN photo_descriptions AS d
             ON d.report_id = p.report_id AND d.sha256 = p.sha256
         WHERE p.report_id = ?1
         ORDER BY p.position",
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
    Ok(Photo {
        sha256: sha256
            .parse()
            .map_err(|_| CoreError::damaged("hash of a photo"))?,
        width_px: row.get(1)?,
        height_px: row.get(2)?,
        size_bytes: row.get(3)?,
        description: row.get(4)?,
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

/// Says what a photo shows; nothing to take the words back. Tells whether there is such a photo.
pub(crate) fn describe(
    tx: &Connection,
    report: ReportId,
    sha256: &PhotoHash,
    description: &str,
) -> Result<bool, CoreError> {
    let mut photo = tx.prepare_cached("SELECT 1 FROM photos WHERE report_id = ?1 AND sha256 = ?2")?;
    if !photo.exists([&report.to_string(), sha256.as_str()])? {
        return Ok(false);
    }
    if description.is_empty() {
        tx.prepare_cached("DELETE FROM photo_descriptions WHERE report_id = ?1 AND sha256 = ?2")?
            .execute([&report.to_string(), sha256.as_str()])?;
    } else {
        set_description(tx, report, sha256, description)?;
    }
    Ok(true)
}

fn set_description(
    tx: &Connection,
    report: ReportId,
    sha256: &PhotoHash,
    description: &str,
) -> Result<(), CoreError> {
    tx.prepare_cached(
        "INSERT INTO photo_descriptions (report_id, sha256, description) VALUES (?1, ?2, ?3)
         ON CONFLICT (report_id, sha256) DO UPDATE SET description = excluded.description",
    )?
    .execute([&report.to_string(), sha256.as_str(), description])?;
    Ok(())
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
