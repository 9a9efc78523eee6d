//! Who of the patrol may come in: service tokens, invitations, sessions. Only hashes of secrets are kept.

use lamplight_protocol::ids::StaffId;
use lamplight_protocol::time::TimestampMillis;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{Districts, Hash, Invite, NewToken, Person, Rights, Session, Token};
use crate::names::value_of;
use crate::value::Row;

/// Keeps a token.
pub(crate) async fn create_token(tx: &mut Transaction, token: &NewToken) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO token (id, name, roles, districts, hash, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        [
            token.id.into(),
            token.name.as_str().into(),
            token.rights.roles.to_string().into(),
            districts_text(&token.rights).into(),
            (&token.hash).into(),
            token.created_at.into(),
        ],
    )
    .await
}

/// All tokens, oldest first. Administrators make them by hand, so they are few.
pub(crate) async fn tokens(tx: &mut Transaction) -> Result<Vec<Token>, StoreError> {
    tx.rows(
        "SELECT id, name, roles, districts, created_at, revoked_at
         FROM token
         ORDER BY created_at, id",
        [],
    )
    .await?
    .iter()
    .map(token_of)
    .collect()
}

/// Revokes a token; the first time counts.
pub(crate) async fn revoke_token(
    tx: &mut Transaction,
    id: StaffId,
    at: TimestampMillis,
) -> Result<bool, StoreError> {
    let revoked = tx
        .execute(
            "UPDATE token
             SET revoked_at = coalesce(revoked_at, $2)
             WHERE id = $1",
            [id.into(), at.into()],
        )
        .await?;
    Ok(revoked > 0)
}

/// The token of a hash, unless it was revoked.
pub(crate) async fn token_by_hash(tx: &mut Transaction, hash: &Hash) -> Result<Option<Token>, StoreError> {
    tx.row(
        "SELECT id, name, roles, districts, created_at, revoked_at
         FROM token
         WHERE hash = $1 AND revoked_at IS NULL",
        [hash.into()],
    )
    .await?
    .as_ref()
    .map(token_of)
    .transpose()
}

/// The districts as a JSON array of their ids; none for all.
fn districts_text(rights: &Rights) -> Option<String> {
    rights.districts.ids().map(|ids| {
        ids.iter()
            .map(String::as_str)
            .collect::<serde_json::Value>()
            .to_string()
    })
}

/// The rights of a token, an invitation or a session.
fn rights_of(row: &Row) -> Result<Rights, StoreError> {
    let districts = match row.get::<Option<String>>("districts")? {
        None => Districts::All,
        Some(ids) => {
            Districts::Only(serde_json::from_str(&ids).map_err(|_| StoreError::Damaged("districts"))?)
        }
    };
    Ok(Rights {
        roles: row.parse("roles")?,
        districts,
    })
}

fn token_of(row: &Row) -> Result<Token, StoreError> {
    Ok(Token {
        id: row.parse("id")?,
        name: row.get("name")?,
        rights: rights_of(row)?,
        created_at: row.time("created_at")?,
        revoked_at: row
            .get::<Option<i64>>("revoked_at")?
            .map(TimestampMillis::from_millis),
    })
}

/// Keeps an invitation, and drops those that have ended.
pub(crate) async fn create_invite(tx: &mut Transaction, invite: &Invite) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM invite WHERE expires_at <= $1",
        [invite.created_at.into()],
    )
    .await?;
    tx.execute_one(
        "INSERT INTO invite (hash, staff_id, name, roles, districts, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            (&invite.hash).into(),
            invite.staff_id.into(),
            invite.name.as_str().into(),
            invite.rights.roles.to_string().into(),
            districts_text(&invite.rights).into(),
            invite.created_at.into(),
            invite.expires_at.into(),
        ],
    )
    .await
}

/// Spends an invitation and opens a session in its place, and drops sessions that have ended.
pub(crate) async fn redeem_invite(
    tx: &mut Transaction,
    invite_hash: &Hash,
    session_hash: &Hash,
    now: TimestampMillis,
    expires_at: TimestampMillis,
) -> Result<Option<Session>, StoreError> {
    // One statement looks and spends, so that of many at once only one succeeds.
    let invite = tx
        .row(
            "UPDATE invite
             SET spent_at = $2
             WHERE hash = $1 AND spent_at IS NULL AND expires_at > $2
             RETURNING staff_id, name, roles, districts",
            [invite_hash.into(), now.into()],
        )
        .await?;
    let Some(invite) = invite else {
        return Ok(None);
    };
    tx.execute("DELETE FROM session WHERE expires_at <= $1", [now.into()])
        .await?;
    tx.execute_one(
        "INSERT INTO session (hash, staff_id, name, roles, districts, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        [
            session_hash.into(),
            invite.get::<String>("staff_id")?.into(),
            invite.get::<String>("name")?.into(),
            invite.get::<String>("roles")?.into(),
            invite.get::<Option<String>>("districts")?.into(),
            now.into(),
            expires_at.into(),
        ],
    )
    .await?;
    session_by_hash(tx, session_hash, now).await
}

/// The session of a hash, unless it has ended.
pub(crate) async fn session_by_hash(
    tx: &mut Transaction,
    hash: &Hash,
    now: TimestampMillis,
) -> Result<Option<Session>, StoreError> {
    tx.row(
        "SELECT staff_id, name, roles, districts, expires_at
         FROM session
         WHERE hash = $1 AND expires_at > $2",
        [hash.into(), now.into()],
    )
    .await?
    .as_ref()
    .map(|row| {
        Ok(Session {
            staff_id: row.parse("staff_id")?,
            name: row.get("name")?,
            rights: rights_of(row)?,
            expires_at: row.time("expires_at")?,
        })
    })
    .transpose()
}

/// Who is signed in, and who may yet sign in, those first who came first. Invitations are made by hand, so
/// they are few.
pub(crate) async fn people(tx: &mut Transaction, now: TimestampMillis) -> Result<Vec<Person>, StoreError> {
    tx.rows(
        "SELECT staff_id, name, roles, districts, 'signed_in' AS presence, created_at, expires_at
         FROM session
         WHERE expires_at > $1
         UNION ALL
         SELECT staff_id, name, roles, districts, 'invited' AS presence, created_at, expires_at
         FROM invite
         WHERE expires_at > $1 AND spent_at IS NULL
         ORDER BY created_at, staff_id",
        [now.into()],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(Person {
            id: row.parse("staff_id")?,
            name: row.get("name")?,
            rights: rights_of(row)?,
            presence: value_of(&row.get::<String>("presence")?, "presence")?,
            since: row.time("created_at")?,
            until: row.time("expires_at")?,
        })
    })
    .collect()
}

/// Ends everything by which a person comes in. Invitations go first: one that is being spent at this moment
/// is waited for, and its session is then there to be ended.
pub(crate) async fn revoke_person(tx: &mut Transaction, id: StaffId) -> Result<bool, StoreError> {
    let invites = tx
        .execute("DELETE FROM invite WHERE staff_id = $1", [id.into()])
        .await?;
    let sessions = tx
        .execute("DELETE FROM session WHERE staff_id = $1", [id.into()])
        .await?;
    Ok(invites + sessions > 0)
}

/// Ends a session.
pub(crate) async fn end_session(tx: &mut Transaction, hash: &Hash) -> Result<(), StoreError> {
    tx.execute("DELETE FROM session WHERE hash = $1", [hash.into()])
        .await?;
    Ok(())
}
