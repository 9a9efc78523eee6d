//! Recording an attempt, before a byte of it is sent.

use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::ids::{OperationId, Receipt, ReportId};
use lamplight_protocol::time::TimestampMillis;
use rusqlite::{Connection, OptionalExtension as _, params};
use sha2::{Digest as _, Sha256};

use super::{Key, Kind};
use crate::error::CoreError;

/// How long an attempt is its sender's alone, in milliseconds: longer than any call can take
/// ([`crate::remote::CALL_TIMEOUT`]).
const LEASE_MS: i64 = 45_000;

/// An operation as it is sent, this time and every other time.
#[derive(Debug, Clone)]
pub(crate) struct Frozen {
    pub(crate) key: Key,
    pub(crate) call: Call,
    pub(crate) receipt: Receipt,
    pub(crate) body: Vec<u8>,
    pub(crate) digest: ContentDigest,
    /// Attempts so far, this one included.
    pub(crate) attempts: u32,
}

/// Where an operation goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    Report(ReportId),
    Message(ReportId, OperationId),
    Withdrawal(ReportId, OperationId),
    Erasure(ReportId),
}

/// Records an attempt, and freezes body and digest if it is the first. None when there is nothing to send
/// any more: another process has taken the operation, or the resident took it back.
pub(crate) fn freeze(tx: &Connection, key: &Key, now: TimestampMillis) -> Result<Option<Frozen>, CoreError> {
    let Some(stored) = read(tx, key, now)? else {
        return Ok(None);
    };
    let (body, digest) = if stored.digest.is_empty() {
        let body = body_to_freeze(tx, key, &stored)?;
        let digest = sha256(&body);
        (body, digest)
    } else {
        let digest = <[u8; 32]>::try_from(stored.digest.as_slice())
            .map_err(|_| CoreError::damaged("digest of an operation"))?;
        (stored.body, ContentDigest::from_sha256(digest))
    };
    let attempts = stored.attempts.saturating_add(1);
    tx.prepare_cached(
        "UPDATE operations SET attempts = ?3, next_at = ?4, digest = ?5, body = ?6
         WHERE report_id = ?1 AND seq = ?2",
    )?
    .execute(params![
        key.report_id,
        key.seq,
        attempts,
        now.plus_millis(LEASE_MS).as_millis(),
        digest.as_bytes(),
        body,
    ])?;
    Ok(Some(Frozen {
        key: key.clone(),
        call: call(stored.kind, key)?,
        receipt: stored.receipt,
        body,
        digest,
        attempts,
    }))
}

/// The digest that goes with a body.
pub(crate) fn sha256(body: &[u8]) -> ContentDigest {
    ContentDigest::from_sha256(Sha256::digest(body).into())
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

fn body_to_freeze(tx: &Connection, key: &Key, stored: &Stored) -> Result<Vec<u8>, CoreError> {
    if stored.kind != Kind::Report {
        return Ok(stored.body.clone());
    }
    let mut statement = tx.prepare_cached("SELECT content FROM reports WHERE id = ?1")?;
    let content: String = statement.query_row([&key.report_id], |row| row.get(0))?;
    Ok(content.into_bytes())
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
    Ok(match kind {
        Kind::Report => Call::Report(report),
        Kind::Message => Call::Message(report, operation()?),
        Kind::Withdrawal => Call::Withdrawal(report, operation()?),
        Kind::Erasure => Call::Erasure(report),
    })
}
