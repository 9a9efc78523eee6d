//! Service tokens, of which only hashes are kept, and how rights are written.

use lamplight_protocol::ids::StaffId;
use lamplight_protocol::time::TimestampMillis;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{Districts, Hash, NewToken, Rights, Token};
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

/// Revokes a token; false when that was done before, or there is none of this id.
pub(crate) async fn revoke_token(
    tx: &mut Transaction,
    id: StaffId,
    at: TimestampMillis,
) -> Result<bool, StoreError> {
    let revoked = tx
        .execute(
            "UPDATE token
             SET revoked_at = $2
             WHERE id = $1 AND revoked_at IS NULL",
            [id.into(), at.into()],
        )
        .await?;
    Ok(revoked > 0)
}

/// Whether there is a token of this id, revoked or not.
pub(crate) async fn is_token(tx: &mut Transaction, id: StaffId) -> Result<bool, StoreError> {
    let found = tx
        .row("SELECT 1 AS found FROM token WHERE id = $1", [id.into()])
        .await?;
    Ok(found.is_some())
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
pub(crate) fn districts_text(rights: &Rights) -> Option<String> {
    rights.districts.ids().map(|ids| {
        ids.iter()
            .map(String::as_str)
            .collect::<serde_json::Value>()
            .to_string()
    })
}

/// The rights of a token or a person.
pub(crate) fn rights_of(row: &Row) -> Result<Rights, StoreError> {
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
