//! Invitations.

use lamplight_protocol::ids::{InviteId, StaffId};
use lamplight_protocol::time::TimestampMillis;

use crate::access::districts_text;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{Hash, Invite, NewInvite, Opens, name_key};
use crate::names::{name_of, value_of};
use crate::value::Row;

/// Keeps an invitation in the place of any other of the same person, and drops those that have ended.
pub(crate) async fn keep(tx: &mut Transaction, invite: &NewInvite) -> Result<StaffId, StoreError> {
    let person: StaffId = tx
        .row(
            "INSERT INTO person (id, name, name_key, roles, districts, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (name_key) DO UPDATE
             SET roles = excluded.roles, districts = excluded.districts, disabled_at = NULL
             RETURNING id",
            [
                invite.person.into(),
                invite.name.as_str().into(),
                name_key(&invite.name).into(),
                invite.rights.roles.to_string().into(),
                districts_text(&invite.rights).into(),
                invite.created_at.into(),
            ],
        )
        .await?
        .ok_or(StoreError::Damaged("person"))?
        .parse("id")?;
    tx.execute(
        "DELETE FROM invite WHERE expires_at <= $1 OR person_id = $2",
        [invite.created_at.into(), person.into()],
    )
    .await?;
    tx.execute_one(
        "INSERT INTO invite (id, hash, person_id, opens, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        [
            invite.id.into(),
            (&invite.hash).into(),
            person.into(),
            name_of(&invite.opens)?.into(),
            invite.created_at.into(),
            invite.expires_at.into(),
        ],
    )
    .await?;
    Ok(person)
}

/// Those that wait, oldest first. They are made by hand, so they are few.
pub(crate) async fn waiting(tx: &mut Transaction, now: TimestampMillis) -> Result<Vec<Invite>, StoreError> {
    tx.rows(
        "SELECT invite.id, person_id, name, opens, invite.created_at, expires_at
         FROM invite
         JOIN person ON person.id = person_id
         WHERE expires_at > $1
         ORDER BY invite.created_at, invite.id",
        [now.into()],
    )
    .await?
    .iter()
    .map(invite_of)
    .collect()
}

/// The one of a hash, while it waits.
pub(crate) async fn by_hash(
    tx: &mut Transaction,
    hash: &Hash,
    now: TimestampMillis,
) -> Result<Option<Invite>, StoreError> {
    tx.row(
        "SELECT invite.id, person_id, name, opens, invite.created_at, expires_at
         FROM invite
         JOIN person ON person.id = person_id
         WHERE hash = $1 AND expires_at > $2",
        [hash.into(), now.into()],
    )
    .await?
    .as_ref()
    .map(invite_of)
    .transpose()
}

fn invite_of(row: &Row) -> Result<Invite, StoreError> {
    Ok(Invite {
        id: row.parse("id")?,
        person: row.parse("person_id")?,
        name: row.get("name")?,
        opens: value_of(&row.get::<String>("opens")?, "opens")?,
        created_at: row.time("created_at")?,
        expires_at: row.time("expires_at")?,
    })
}

/// Takes one back.
pub(crate) async fn withdraw(tx: &mut Transaction, id: InviteId) -> Result<bool, StoreError> {
    let withdrawn = tx
        .execute("DELETE FROM invite WHERE id = $1", [id.into()])
        .await?;
    Ok(withdrawn > 0)
}

/// Spends one, and gives its person. One statement looks and spends, so that of many at once one succeeds.
pub(crate) async fn spend(
    tx: &mut Transaction,
    hash: &Hash,
    opens: Opens,
    now: TimestampMillis,
) -> Result<Option<StaffId>, StoreError> {
    tx.row(
        "DELETE FROM invite
         WHERE hash = $1 AND opens = $2 AND expires_at > $3
         RETURNING person_id",
        [hash.into(), name_of(&opens)?.into(), now.into()],
    )
    .await?
    .map(|row| row.parse("person_id"))
    .transpose()
}
