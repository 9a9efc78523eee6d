//! What the resident answers to events, and how far the answers are on their way.

use bytes::Bytes;
use lamplight_protocol::api::Rsvp;
use lamplight_protocol::digest::ContentDigest;
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::ids::{EventId, OperationId, Receipt};
use lamplight_protocol::time::TimestampMillis;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::CoreError;
use crate::outbox::sha256;
use crate::retry::RETRY_DELAY_MS_MAX;
use crate::view::{AnswerState, EventAnswer};

/// How long an attempt is its sender's alone, in milliseconds: longer than any call can take
/// ([`crate::remote::CALL_TIMEOUT`]).
const LEASE_MS: i64 = 45_000;
/// Answers that the device keeps. Those to events that are no longer shown go at once, so that only servers in
/// use before leave any.
const RSVPS_KEPT: u32 = 1_000;

/// An answer as it is sent, this time and every other time.
#[derive(Debug, Clone)]
pub(crate) struct Attempt {
    pub(crate) event: EventId,
    pub(crate) operation: OperationId,
    pub(crate) receipt: Receipt,
    pub(crate) body: Bytes,
    pub(crate) digest: ContentDigest,
    /// Attempts so far, this one included.
    pub(crate) attempts: u32,
}

/// What became of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Settled {
    Kept,
    Refused(ErrorCode),
    RetryAt(TimestampMillis),
}

/// Keeps what the resident means, due at once. `receipt` is for an event that was not answered before.
pub(crate) fn put(
    tx: &Connection,
    event: EventId,
    people: u32,
    receipt: &Receipt,
    now: TimestampMillis,
) -> Result<(), CoreError> {
    tx.prepare_cached(
        "INSERT INTO rsvps (event_id, url, receipt, people, kept, state, code, operation, sent, attempts, next_at,
             answered_at)
         SELECT ?1, url, ?2, ?3, 0, 'waiting', '', '', 0, 0, ?4, ?4 FROM server
         WHERE TRUE
         ON CONFLICT (event_id, url) DO UPDATE
         SET people = excluded.people, state = 'waiting', code = '', forgets = 0,
             answered_at = CASE WHEN people > 0 AND excluded.people > 0 THEN answered_at ELSE excluded.answered_at END,
             next_at = CASE operation WHEN '' THEN excluded.next_at ELSE next_at END",
    )?
    .execute(params![
        event.to_string(),
        receipt.expose(),
        people,
        now.as_millis()
    ])?;
    Ok(())
}

/// What the resident answered to an event of the server in use. None when they said nothing.
pub(crate) fn answer(connection: &Connection, event: EventId) -> Result<Option<EventAnswer>, CoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT people, kept, state, code FROM rsvps JOIN server USING (url) WHERE event_id = ?1",
    )?;
    let row = statement
        .query_row([event.to_string()], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, String>(3)?,
            ))
        })
        .optional()?;
    row.map(|(people, kept, state, code)| {
        Ok(EventAnswer {
            people,
            kept,
            state: match state.as_str() {
                "waiting" => AnswerState::Waiting,
                "kept" => AnswerState::Kept,
                _ => AnswerState::Refused,
            },
            refusal: match code.as_str() {
                "" => None,
                code => Some(serde_json::from_value(code.into())?),
            },
        })
    })
    .transpose()
}

/// When the next answer may be sent. None when none waits.
pub(crate) fn next_at(connection: &Connection) -> Result<Option<TimestampMillis>, CoreError> {
    let mut statement = connection
        .prepare_cached("SELECT min(next_at) FROM rsvps JOIN server USING (url) WHERE state = 'waiting'")?;
    let ms: Option<i64> = statement.query_row([], |row| row.get(0))?;
    Ok(ms.map(TimestampMillis::from_millis))
}

/// How many answers wait.
pub(crate) fn count_waiting(connection: &Connection) -> Result<u32, CoreError> {
    let mut statement = connection
        .prepare_cached("SELECT count(*) FROM rsvps JOIN server USING (url) WHERE state = 'waiting'")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// Makes what waits for a retry due, where there is a reason to; otherwise only what waits further ahead than any
/// rule would let it, because the clock was set back.
pub(crate) fn pull_back(tx: &Connection, now: TimestampMillis, wake: bool) -> Result<(), CoreError> {
    let latest = if wake {
        now
    } else {
        now.plus_millis(RETRY_DELAY_MS_MAX)
    };
    tx.prepare_cached("UPDATE rsvps SET next_at = ?1 WHERE state = 'waiting' AND next_at > ?1")?
        .execute([latest.as_millis()])?;
    Ok(())
}

/// Records an attempt of the answer that waits longest, if one is due. `operation` names it when it is the
/// first of this answer; what was recorded before goes out again as it was.
pub(crate) fn attempt(
    tx: &Connection,
    operation: OperationId,
    now: TimestampMillis,
) -> Result<Option<Attempt>, CoreError> {
    let Some((event, url)) = due(tx, now)? else {
        return Ok(None);
    };
    tx.prepare_cached(
        "UPDATE rsvps
         SET sent = CASE operation WHEN '' THEN people ELSE sent END,
             operation = CASE operation WHEN '' THEN ?3 ELSE operation END,
             attempts = attempts + 1, next_at = ?4
         WHERE event_id = ?1 AND url = ?2",
    )?
    .execute(params![
        event,
        url,
        operation.to_string(),
        now.plus_millis(LEASE_MS).as_millis()
    ])?;
    read_attempt(tx, &event, &url).map(Some)
}

fn due(tx: &Connection, now: TimestampMillis) -> Result<Option<(String, String)>, CoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT event_id, url FROM rsvps JOIN server USING (url)
         WHERE state = 'waiting' AND next_at <= ?1
         ORDER BY next_at, event_id",
    )?;
    let row = statement.query_row([now.as_millis()], |row| Ok((row.get(0)?, row.get(1)?)));
    Ok(row.optional()?)
}

fn read_attempt(tx: &Connection, event: &str, url: &str) -> Result<Attempt, CoreError> {
    let mut statement = tx.prepare_cached(
        "SELECT operation, receipt, sent, attempts FROM rsvps WHERE event_id = ?1 AND url = ?2",
    )?;
    let (operation, receipt, people, attempts): (String, String, u32, u32) = statement
        .query_row([event, url], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
    let body = serde_json::to_vec(&Rsvp { people })?;
    Ok(Attempt {
        event: event.parse().map_err(|_| CoreError::damaged("id of an event"))?,
        operation: operation
            .parse()
            .map_err(|_| CoreError::damaged("id of an answer"))?,
        receipt: receipt
            .parse()
            .map_err(|_| CoreError::damaged("receipt of an answer"))?,
        digest: sha256(&body),
        body: body.into(),
        attempts,
    })
}

/// Writes down what became of an attempt, unless another process did. An answer that was changed meanwhile is
/// still to be sent, and due at once. Tells whether the answer was forgotten by that.
pub(crate) fn settle(
    tx: &Connection,
    operation: OperationId,
    settled: Settled,
    now: TimestampMillis,
) -> Result<bool, CoreError> {
    let (state, code) = match settled {
        Settled::RetryAt(at) => return wait_until(tx, operation, at).map(|()| false),
        Settled::Kept => ("kept", String::new()),
        Settled::Refused(code) => ("refused", code_name(code)?),
    };
    tx.prepare_cached(
        "UPDATE rsvps
         SET kept = CASE ?2 WHEN 'kept' THEN sent ELSE kept END,
             state = CASE WHEN people = sent THEN ?2 ELSE 'waiting' END,
             code = CASE WHEN people = sent THEN ?3 ELSE '' END,
             operation = '', sent = 0, attempts = 0, next_at = ?4
         WHERE operation = ?1",
    )?
    .execute(params![operation.to_string(), state, code, now.as_millis()])?;
    let forgotten = tx
        .prepare_cached("DELETE FROM rsvps WHERE forgets AND state <> 'waiting'")?
        .execute([])?;
    Ok(forgotten > 0)
}

/// A code as the protocol writes it.
fn code_name(code: ErrorCode) -> Result<String, CoreError> {
    Ok(serde_json::from_value(serde_json::to_value(code)?)?)
}

fn wait_until(tx: &Connection, operation: OperationId, at: TimestampMillis) -> Result<(), CoreError> {
    tx.prepare_cached("UPDATE rsvps SET next_at = ?2 WHERE operation = ?1")?
        .execute(params![operation.to_string(), at.as_millis()])?;
    Ok(())
}

/// Sends every answer once more that the server had kept: it may have lost them.
pub(crate) fn present_again(tx: &Connection, now: TimestampMillis) -> Result<(), CoreError> {
    tx.prepare_cached(
        "UPDATE rsvps SET state = 'waiting', next_at = ?1
         WHERE state = 'kept' AND url = (SELECT url FROM server)",
    )?
    .execute([now.as_millis()])?;
    Ok(())
}

/// Takes every answer back that the server in use may count, and forgets it once that is done; the others are forgotten
/// at once. What another server counts only that one can be told, and nobody knows whether it will be asked again.
pub(crate) fn erase_all(tx: &Connection, now: TimestampMillis) -> Result<(), CoreError> {
    tx.prepare_cached(
        "DELETE FROM rsvps
         WHERE (kept = 0 AND operation = '') OR url <> (SELECT url FROM server)",
    )?
    .execute([])?;
    tx.prepare_cached(
        "UPDATE rsvps
         SET people = 0, state = 'waiting', code = '', forgets = 1,
             next_at = CASE operation WHEN '' THEN ?1 ELSE next_at END",
    )?
    .execute([now.as_millis()])?;
    Ok(())
}

/// Forgets answers to events that the server in use no longer shows, once no reminder of them is in sight, and the oldest of other servers.
pub(crate) fn trim(tx: &Connection) -> Result<(), CoreError> {
    tx.prepare_cached(
        "DELETE FROM rsvps
         WHERE url = (SELECT url FROM server)
           AND event_id NOT IN (SELECT id FROM news WHERE kind = 'event')
           AND NOT reminder_stands",
    )?
    .execute([])?;
    tx.prepare_cached(
        "DELETE FROM rsvps WHERE (event_id, url) IN
            (SELECT event_id, url FROM rsvps ORDER BY next_at DESC, event_id LIMIT -1 OFFSET ?1)",
    )?
    .execute([RSVPS_KEPT])?;
    Ok(())
}
