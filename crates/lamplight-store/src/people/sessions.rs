//! Sessions.

use lamplight_protocol::ids::{SessionId, StaffId};
use lamplight_protocol::time::TimestampMillis;

use crate::access::rights_of;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{Hash, NewSession, Session};
use crate::value::Row;

/// Opens a session, ends the one whose place it takes, and drops those that have ended. None when the person
/// was shut out meanwhile.
pub(crate) async fn open(
    tx: &mut Transaction,
    person: StaffId,
    session: &NewSession,
) -> Result<Option<Session>, StoreError> {
    tx.execute(
        "DELETE FROM session WHERE expires_at <= $1 OR hash = $2",
        [
            session.at.into(),
            session.replaces.as_ref().map(|hash| hash.to_vec()).into(),
        ],
    )
    .await?;
    tx.execute_one(
        "INSERT INTO session (id, hash, person_id, created_at, expires_at, seen_at)
         VALUES ($1, $2, $3, $4, $5, $4)",
        [
            session.id.into(),
            (&session.hash).into(),
            person.into(),
            session.at.into(),
            session.expires_at.into(),
        ],
    )
    .await?;
    by_hash(tx, &session.hash, session.at).await
}

/// The session of a hash, with the rights of its person now.
pub(crate) async fn by_hash(
    tx: &mut Transaction,
    hash: &Hash,
    now: TimestampMillis,
) -> Result<Option<Session>, StoreError> {
    tx.row(
        "SELECT session.id, person_id, name, roles, districts, session.created_at, expires_at
         FROM session
         JOIN person ON person.id = person_id
         WHERE hash = $1 AND expires_at > $2 AND disabled_at IS NULL",
        [hash.into(), now.into()],
    )
    .await?
    .as_ref()
    .map(session_of)
    .transpose()
}

/// Those of a person, oldest first. Each was opened by hand, so they are few.
pub(crate) async fn of_person(
    tx: &mut Transaction,
    person: StaffId,
    now: TimestampMillis,
) -> Result<Vec<Session>, StoreError> {
    tx.rows(
        "SELECT session.id, person_id, name, roles, districts, session.created_at, expires_at
         FROM session
         JOIN person ON person.id = person_id
         WHERE person_id = $1 AND expires_at > $2
         ORDER BY session.created_at, session.id",
        [person.into(), now.into()],
    )
    .await?
    .iter()
    .map(session_of)
    .collect()
}

fn session_of(row: &Row) -> Result<Session, StoreError> {
    Ok(Session {
        id: row.parse("id")?,
        person: row.parse("person_id")?,
        name: row.get("name")?,
        rights: rights_of(row)?,
        created_at: row.time("created_at")?,
        expires_at: row.time("expires_at")?,
    })
}

/// Ends the session of a hash, and tells which it was; none when it had ended.
pub(crate) async fn end(tx: &mut Transaction, hash: &Hash) -> Result<Option<SessionId>, StoreError> {
    tx.row("DELETE FROM session WHERE hash = $1 RETURNING id", [hash.into()])
        .await?
        .map(|row| row.parse("id"))
        .transpose()
}

/// Ends one of a person's.
pub(crate) async fn end_one_of(
    tx: &mut Transaction,
    person: StaffId,
    id: SessionId,
) -> Result<bool, StoreError> {
    let ended = tx
        .execute(
            "DELETE FROM session WHERE person_id = $1 AND id = $2",
            [person.into(), id.into()],
        )
        .await?;
    Ok(ended > 0)
}

/// Ends all of a person's.
pub(crate) async fn end_all_of(tx: &mut Transaction, person: StaffId) -> Result<u32, StoreError> {
    let ended = tx
        .execute("DELETE FROM session WHERE person_id = $1", [person.into()])
        .await?;
    Ok(u32::try_from(ended).unwrap_or(u32::MAX))
}

/// How long after a console was last seen open its person counts as on duty, in milliseconds: two minutes, so
/// that a stream that is renewed, or another instance's, is not taken for an absence.
const ON_DUTY_MS: i64 = 2 * 60 * 1_000;

/// Remembers that a console of a session was open.
pub(crate) async fn saw(tx: &mut Transaction, hash: &Hash, now: TimestampMillis) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE session SET seen_at = $2 WHERE hash = $1",
        [hash.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// How many people beside this one are at an open console and may publish. The desk's presence
/// ([`crate::presence`]) knows only that somebody watches over reports: here it matters who, and that they may
/// publish, which they may without reading any report.
pub(crate) async fn publishers_on_duty(
    tx: &mut Transaction,
    beside: StaffId,
    now: TimestampMillis,
) -> Result<u32, StoreError> {
    tx.row(
        "SELECT count(DISTINCT person.id) AS others
         FROM session
         JOIN person ON person.id = person_id
         WHERE expires_at > $2 AND seen_at > $3 AND disabled_at IS NULL
               AND person.id <> $1 AND (',' || roles || ',') LIKE '%,publisher,%'",
        [beside.into(), now.into(), now.plus_millis(-ON_DUTY_MS).into()],
    )
    .await?
    .ok_or(StoreError::Damaged("session"))?
    .count("others")
}
