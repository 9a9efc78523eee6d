//! Whether a row reads as what it should be.

use lamplight_protocol::alert::Alert;
use lamplight_protocol::api::{AreaInfo, Cursor};
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::event::Event;
use lamplight_protocol::ids::{EventId, OperationId, Receipt, ReportId};
use lamplight_protocol::news::News;
use lamplight_protocol::report::NewReport;
use lamplight_protocol::status::Status;
use lamplight_protocol::text::Language;
use lamplight_protocol::thread::{NewMessage, ThreadEntry};
use rusqlite::Row;
use serde::de::DeserializeOwned;

use crate::config::ServerUrl;
use crate::notify::Hearing;
use crate::sha256::sha256;
use crate::view::ReportDraft;

/// A row of `operations`.
pub(super) struct Operation {
    pub(super) report_id: String,
    pub(super) seq: i64,
    id: String,
    pub(super) kind: String,
    receipt: String,
    digest: Vec<u8>,
    body: Vec<u8>,
}

impl Operation {
    pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            report_id: row.get(0)?,
            seq: row.get(1)?,
            id: row.get(2)?,
            kind: row.get(3)?,
            receipt: row.get(4)?,
            digest: row.get(5)?,
            body: row.get(6)?,
        })
    }

    /// Whether it can be sent as it is.
    pub(super) fn is_sound(&self) -> bool {
        let id_reads = match self.kind.as_str() {
            "report" | "erasure" => self.id == self.report_id,
            "photo" => self.id.parse::<PhotoHash>().is_ok(),
            _ => self.id.parse::<OperationId>().is_ok(),
        };
        is_report_id(&self.report_id)
            && self.receipt.parse::<Receipt>().is_ok()
            && u32::try_from(self.seq).is_ok()
            && id_reads
            && self.has_sound_body()
    }

    fn has_sound_body(&self) -> bool {
        match self.kind.as_str() {
            // Its body is kept with the photos, and checked there.
            "photo" => self.digest.is_empty() || self.digest.len() == 32,
            _ if !self.digest.is_empty() => self.digest == sha256(&self.body),
            // Before the first attempt the words stand with the report.
            "report" | "erasure" => self.body.is_empty(),
            "message" => serde_json::from_slice::<NewMessage>(&self.body).is_ok(),
            _ => serde_json::from_slice::<serde_json::Value>(&self.body).is_ok(),
        }
    }
}

pub(super) fn is_report_id(text: &str) -> bool {
    text.parse::<ReportId>().is_ok()
}

pub(super) fn is_server_url(text: &str) -> bool {
    text.is_empty() || text.parse::<ServerUrl>().is_ok()
}

pub(super) fn is_cursor(text: &str) -> bool {
    text.is_empty() || text.parse::<Cursor>().is_ok()
}

pub(super) fn is_language(text: &str) -> bool {
    text.is_empty() || text.parse::<Language>().is_ok()
}

pub(super) fn is_hearing(json: &str) -> bool {
    json.is_empty() || reads::<Hearing>(json)
}

pub(super) fn is_area(json: &str) -> bool {
    json.is_empty() || reads::<AreaInfo>(json)
}

/// The category of a report; none when it does not read as one.
pub(super) fn category(content: &str) -> Option<&'static str> {
    let report: NewReport = serde_json::from_str(content).ok()?;
    Some(report.category.as_str())
}

/// `id, receipt, content`
pub(super) fn report(row: &Row<'_>) -> rusqlite::Result<bool> {
    Ok(has_names(row)? && reads::<NewReport>(&row.get::<_, String>(2)?))
}

/// `id, receipt, content`
pub(super) fn draft(row: &Row<'_>) -> rusqlite::Result<bool> {
    Ok(has_names(row)? && reads::<ReportDraft>(&row.get::<_, String>(2)?))
}

fn has_names(row: &Row<'_>) -> rusqlite::Result<bool> {
    let (id, receipt): (String, String) = (row.get(0)?, row.get(1)?);
    Ok(is_report_id(&id) && receipt.parse::<Receipt>().is_ok())
}

/// `report_id, status, revision, read_revision`
pub(super) fn thread(row: &Row<'_>) -> rusqlite::Result<bool> {
    let mut counts = true;
    for column in 2..=3 {
        counts &= u32::try_from(row.get::<_, i64>(column)?).is_ok();
    }
    let status: String = row.get(1)?;
    Ok(counts && is_report_id(&row.get::<_, String>(0)?) && status.parse::<Status>().is_ok())
}

/// `report_id, entry`
pub(super) fn entry(row: &Row<'_>) -> rusqlite::Result<bool> {
    Ok(is_report_id(&row.get::<_, String>(0)?) && reads::<ThreadEntry>(&row.get::<_, String>(1)?))
}

/// `kind, item`
pub(super) fn news(row: &Row<'_>) -> rusqlite::Result<bool> {
    let item: String = row.get(1)?;
    Ok(match row.get::<_, String>(0)?.as_str() {
        "alert" => reads::<Alert>(&item),
        "news" => reads::<News>(&item),
        _ => reads::<Event>(&item),
    })
}

/// `event_id, url, receipt, operation, code`
pub(super) fn rsvp(row: &Row<'_>) -> rusqlite::Result<bool> {
    let column = |at| row.get::<_, String>(at);
    let (operation, code) = (column(3)?, column(4)?);
    Ok(column(0)?.parse::<EventId>().is_ok()
        && is_server_url(&column(1)?)
        && column(2)?.parse::<Receipt>().is_ok()
        && (operation.is_empty() || operation.parse::<OperationId>().is_ok())
        && (code.is_empty() || serde_json::from_value::<ErrorCode>(code.into()).is_ok()))
}

/// `report_id, sha256, position, width_px, height_px, size_bytes`
pub(super) fn photo(row: &Row<'_>) -> rusqlite::Result<bool> {
    let mut counts = true;
    for column in 2..=5 {
        counts &= u32::try_from(row.get::<_, i64>(column)?).is_ok();
    }
    Ok(counts && names_photo(row)?)
}

fn names_photo(row: &Row<'_>) -> rusqlite::Result<bool> {
    Ok(is_report_id(&row.get::<_, String>(0)?) && row.get::<_, String>(1)?.parse::<PhotoHash>().is_ok())
}

/// Of `rowid, sha256, bytes`, whether the bytes are those of the name.
pub(super) fn photo_bytes(row: &Row<'_>) -> rusqlite::Result<bool> {
    let bytes: Vec<u8> = row.get(2)?;
    let hash = PhotoHash::from_sha256(sha256(&bytes));
    Ok(row.get::<_, String>(1)? == hash.as_str())
}

fn reads<T: DeserializeOwned>(json: &str) -> bool {
    serde_json::from_str::<T>(json).is_ok()
}
