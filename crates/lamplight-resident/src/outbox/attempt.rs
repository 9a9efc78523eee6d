//! Recording an attempt, before a byte of it is sent.

use bytes::Bytes;
use lamplight_protocol::digest::{ContentDigest, PhotoHash};
use lamplight_protocol::ids::{OperationId, Receipt, ReportId};
use lamplight_protocol::time::TimestampMillis;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{Key, Kind, schedule};
use crate::error::CoreError;
use crate::local::{photos, server};

/// How long an attempt is its sender's alone, in milliseconds: longer than any call can take
/// ([`crate::remote::CALL_TIMEOUT`]).
const LEASE_MS: i64 = 45_000;
/// The same for a photo ([`crate::remote::PHOTO_TIMEOUT`]), and below the cap on retries: a longer wait would
/// be taken for a clock that was set back.
const PHOTO_LEASE_MS: i64 = 285_000;
/// The code of a photo that this device can no longer read. No server gives it.
const PHOTO_LOST: &str = "photo_lost";
/// What is said about it.
const PHOTO_LOST_DETAIL: &str =
    "this photo can no longer be read on this device; the report goes on without it";
/// The code of words that this device can no longer read as they were frozen. No server gives it.
const WORDS_LOST: &str = "words_lost";
/// What is said about it.
const WORDS_LOST_DETAIL: &str = "these words were damaged on this device; please write them again";

/// An operation as it is sent, this time and every other time.
#[derive(Debug, Clone)]
pub(crate) struct Frozen {
    pub(crate) key: Key,
    pub(crate) call: Call,
    pub(crate) receipt: Receipt,
    pub(crate) body: Bytes,
    pub(crate) digest: ContentDigest,
    /// Attempts so far, this one included.
    pub(crate) attempts: u32,
}

/// Where an operation goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Call {
    Report(ReportId),
    Photo(ReportId, PhotoHash),
    Message(ReportId, OperationId),
    Withdrawal(ReportId, OperationId),
    Reopening(ReportId, OperationId),
    Feedback(ReportId, OperationId),
    Erasure(ReportId),
}

/// Records an attempt, and freezes body and digest if it is the first. None when there is nothing to send
/// any more: another process has taken the operation, the resident took it back, or a damaged disk did.
pub(crate) fn freeze(tx: &Connection, key: &Key, now: TimestampMillis) -> Result<Option<Frozen>, CoreError> {
    match freeze_readable(tx, key, now) {
        Err(CoreError::Damaged) => give_up(tx, key, WORDS_LOST, WORDS_LOST_DETAIL, now).map(|()| None),
        frozen => frozen,
    }
}

fn freeze_readable(tx: &Connection, key: &Key, now: TimestampMillis) -> Result<Option<Frozen>, CoreError> {
    let Some(stored) = read(tx, key, now)? else {
        return Ok(None);
    };
    let call = call(stored.kind, key)?;
    let attempts = stored.attempts.saturating_add(1);
    let (body, digest) = match &call {
        Call::Photo(report, sha256) => {
            let Some(bytes) = photos::bytes(tx, *report, sha256)? else {
                give_up_photo(tx, key, now)?;
                return Ok(None);
            };
            // Not reckoned from the bytes, which costs more than to read them: the server does that.
            let digest = sha256.content_digest();
            freeze_digest(tx, key, digest)?;
            (bytes, digest)
        }
        _ => match frozen_digest(&stored)? {
            Some(digest) => (
                words_as_frozen(tx, key, stored.kind, stored.body, digest)?,
                digest,
            ),
            None => freeze_body(tx, key, stored.kind, stored.body)?,
        },
    };
    server::bind(tx, &key.report_id)?;
    lease(tx, key, attempts, now.plus_millis(lease_ms(stored.kind)))?;
    Ok(Some(Frozen {
        key: key.clone(),
        call,
        receipt: stored.receipt,
        body: body.into(),
        digest,
        attempts,
    }))
}

/// The digest that goes with a body.
pub(crate) fn sha256(body: &[u8]) -> ContentDigest {
    ContentDigest::from_sha256(crate::sha256::sha256(body))
}

struct Stored {
    kind: Kind,
    receipt: Receipt,
    attempts: u32,
    digest: Vec<u8>,
    body: Vec<u8>,
}

fn read(tx: &Connection, key: &Key, now: TimestampMillis) -> Result<Option<Stored>, CoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT kind, receipt, attempts, digest, body FROM operations
         WHERE report_id = ?1 AND seq = ?2 AND id = ?3 AND state = 'waiting' AND next_at <= ?4",
    )?;
    let row = statement
        .query_row(params![key.report_id, key.seq, key.id, now.as_millis()], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        })
        .optional()?;
    row.map(|(kind, receipt, attempts, digest, body)| {
        Ok(Stored {
            kind: Kind::from_column(&kind)?,
            receipt: receipt.parse().map_err(|_| CoreError::damaged("receipt"))?,
            attempts,
            digest,
            body,
        })
    })
    .transpose()
}

/// The digest that was frozen; none before the first attempt.
fn frozen_digest(stored: &Stored) -> Result<Option<ContentDigest>, CoreError> {
    if stored.digest.is_empty() {
        return Ok(None);
    }
    let digest = <[u8; 32]>::try_from(stored.digest.as_slice())
        .map_err(|_| CoreError::damaged("digest of an operation"))?;
    Ok(Some(ContentDigest::from_sha256(digest)))
}

/// The body of a digest. What the disk has changed since would be refused for ever; but a report's words stand
/// a second time, with the report.
fn words_as_frozen(
    tx: &Connection,
    key: &Key,
    kind: Kind,
    stored: Vec<u8>,
    digest: ContentDigest,
) -> Result<Vec<u8>, CoreError> {
    if sha256(&stored) == digest {
        return Ok(stored);
    }
    let again = match kind {
        Kind::Report => content(tx, key)?,
        _ => Vec::new(),
    };
    if sha256(&again) == digest {
        Ok(again)
    } else {
        Err(CoreError::damaged("body of an operation"))
    }
}

fn content(tx: &Connection, key: &Key) -> Result<Vec<u8>, CoreError> {
    let mut statement = tx.prepare_cached("SELECT content FROM reports WHERE id = ?1")?;
    let content: String = statement.query_row([&key.report_id], |row| row.get(0))?;
    Ok(content.into_bytes())
}

fn freeze_body(
    tx: &Connection,
    key: &Key,
    kind: Kind,
    stored: Vec<u8>,
) -> Result<(Vec<u8>, ContentDigest), CoreError> {
    let body = match kind {
        Kind::Report => announcing_its_photos(tx, key, content(tx, key)?)?,
        _ => stored,
    };
    let digest = sha256(&body);
    tx.prepare_cached("UPDATE operations SET digest = ?3, body = ?4 WHERE report_id = ?1 AND seq = ?2")?
        .execute(params![key.report_id, key.seq, digest.as_bytes(), body])?;
    Ok((body, digest))
}

/// Words that were never sent have no digest. But a photo that they do not name is one that the server never
/// takes, and all that follows it would wait for ever.
fn announcing_its_photos(tx: &Connection, key: &Key, content: Vec<u8>) -> Result<Vec<u8>, CoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT 1 FROM operations WHERE report_id = ?1 AND kind = 'photo' AND instr(?2, CAST(id AS BLOB)) = 0",
    )?;
    if statement.exists(params![key.report_id, content])? {
        return Err(CoreError::damaged("photos of a report"));
    }
    Ok(content)
}

fn freeze_digest(tx: &Connection, key: &Key, digest: ContentDigest) -> Result<(), CoreError> {
    tx.prepare_cached("UPDATE operations SET digest = ?3 WHERE report_id = ?1 AND seq = ?2")?
        .execute(params![key.report_id, key.seq, digest.as_bytes()])?;
    Ok(())
}

fn lease(tx: &Connection, key: &Key, attempts: u32, until: TimestampMillis) -> Result<(), CoreError> {
    tx.prepare_cached("UPDATE operations SET attempts = ?3, next_at = ?4 WHERE report_id = ?1 AND seq = ?2")?
        .execute(params![key.report_id, key.seq, attempts, until.as_millis()])?;
    schedule::followers_due_at(tx, key, until)
}

fn lease_ms(kind: Kind) -> i64 {
    match kind {
        Kind::Photo => PHOTO_LEASE_MS,
        _ => LEASE_MS,
    }
}

/// Whether an operation was refused because the disk has changed what was frozen.
pub(super) fn was_spoiled(sent: &Frozen) -> bool {
    matches!(sent.call, Call::Photo(..)) && sha256(&sent.body) != sent.digest
}

/// Shows that a photo is lost, and lets the next operation of its report pass.
pub(super) fn give_up_photo(tx: &Connection, key: &Key, now: TimestampMillis) -> Result<(), CoreError> {
    give_up(tx, key, PHOTO_LOST, PHOTO_LOST_DETAIL, now)
}

/// Shows that an operation is lost, and lets the next of its report pass. To fail instead would stop the whole
/// queue at it, at every pass.
fn give_up(
    tx: &Connection,
    key: &Key,
    code: &str,
    detail: &str,
    now: TimestampMillis,
) -> Result<(), CoreError> {
    tracing::error!(code, "something that was to be sent can no longer be read");
    let changed = tx
        .prepare_cached(
            "UPDATE operations SET state = 'attention', attention_code = ?4, attention_detail = ?5
             WHERE report_id = ?1 AND seq = ?2 AND id = ?3 AND state = 'waiting'",
        )?
        .execute(params![key.report_id, key.seq, key.id, code, detail])?;
    schedule::followers_due_after(tx, key, changed, now)?;
    Ok(())
}

fn call(kind: Kind, key: &Key) -> Result<Call, CoreError> {
    let report = key
        .report_id
        .parse()
        .map_err(|_| CoreError::damaged("id of a report"))?;
    let operation = || {
        key.id
            .parse()
            .map_err(|_| CoreError::damaged("id of an operation"))
    };
    let photo = || key.id.parse().map_err(|_| CoreError::damaged("hash of a photo"));
    Ok(match kind {
        Kind::Report => Call::Report(report),
        Kind::Photo => Call::Photo(report, photo()?),
        Kind::Message => Call::Message(report, operation()?),
        Kind::Withdrawal => Call::Withdrawal(report, operation()?),
        Kind::Reopening => Call::Reopening(report, operation()?),
        Kind::Feedback => Call::Feedback(report, operation()?),
        Kind::Erasure => Call::Erasure(report),
    })
}
