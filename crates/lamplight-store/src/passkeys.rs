//! Passkeys: kept, used, removed.

use async_trait::async_trait;
use lamplight_protocol::ids::{PasskeyId, StaffId};
use lamplight_protocol::time::TimestampMillis;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{
    Actor, Hash, NewCeremony, NewPasskey, NewSession, Passkey, PasskeyAdded, PasskeyRecord, PasskeyRemoved,
    PasskeyUse, Session,
};

/// Passkeys of one person: a phone, a computer and a key for each of three desks, and one in the safe.
pub const PASSKEYS_MAX: u32 = 10;

/// What the server asks of its memory about passkeys. As for [`crate::Store`], each method is one transaction.
#[async_trait]
pub trait Passkeys: Send + Sync {
    /// Keeps what a browser was asked to do, and drops what has ended.
    async fn begin_ceremony(&self, ceremony: &NewCeremony) -> Result<(), StoreError>;
    /// Gives back what a browser was asked to do, this once. None when it was given back, has ended or never was.
    async fn end_ceremony(&self, hash: &Hash, now: TimestampMillis) -> Result<Option<String>, StoreError>;

    /// Spends an invitation to enrol: keeps the passkey as the only way in of its person, ends their other sessions,
    /// and opens one. None when it was spent, has ended, opens something else or never was, and for a passkey that is
    /// kept already.
    async fn enrol_by_passkey(
        &self,
        invite: &Hash,
        passkey: &NewPasskey,
        session: &NewSession,
    ) -> Result<Option<Session>, StoreError>;
    /// Keeps a passkey beside the ways in that a person has.
    async fn add_passkey(
        &self,
        person: StaffId,
        passkey: &NewPasskey,
        by: &Actor,
    ) -> Result<PasskeyAdded, StoreError>;
    /// The passkeys of a person, oldest first.
    async fn passkeys(&self, person: StaffId) -> Result<Vec<Passkey>, StoreError>;
    /// Removes a passkey, unless its person could not come in again.
    async fn remove_passkey(
        &self,
        person: StaffId,
        id: PasskeyId,
        by: &Actor,
        at: TimestampMillis,
    ) -> Result<PasskeyRemoved, StoreError>;

    /// The passkey that an authenticator calls so, of a person who may come in.
    async fn passkey_by_credential(&self, credential: &[u8]) -> Result<Option<PasskeyRecord>, StoreError>;
    /// Notes a use and opens a session. None when the counter was seen before, which tells of a copy, or the person is
    /// shut out.
    async fn sign_in_by_passkey(
        &self,
        used: &PasskeyUse,
        session: &NewSession,
    ) -> Result<Option<Session>, StoreError>;
}

/// Keeps a ceremony.
pub(crate) async fn begin(tx: &mut Transaction, ceremony: &NewCeremony) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM ceremony WHERE expires_at <= $1",
        [ceremony.at.into()],
    )
    .await?;
    tx.execute_one(
        "INSERT INTO ceremony (hash, state, expires_at) VALUES ($1, $2, $3)",
        [
            (&ceremony.hash).into(),
            ceremony.state.as_str().into(),
            ceremony.expires_at.into(),
        ],
    )
    .await
}

/// Takes a ceremony. One statement looks and takes, so that of many at once one gets it.
pub(crate) async fn end(
    tx: &mut Transaction,
    hash: &Hash,
    now: TimestampMillis,
) -> Result<Option<String>, StoreError> {
    tx.row(
        "DELETE FROM ceremony WHERE hash = $1 AND expires_at > $2 RETURNING state",
        [hash.into(), now.into()],
    )
    .await?
    .map(|row| row.get("state"))
    .transpose()
}

/// Keeps a passkey; false when it is kept already.
pub(crate) async fn keep(
    tx: &mut Transaction,
    person: StaffId,
    passkey: &NewPasskey,
) -> Result<bool, StoreError> {
    let kept = tx
        .execute(
            "INSERT INTO passkey (id, person_id, credential, name, record, counter, created_at)
             VALUES ($1, $2, $3, $4, $5, 0, $6)
             ON CONFLICT DO NOTHING",
            [
                passkey.id.into(),
                person.into(),
                passkey.credential.clone().into(),
                passkey.name.as_str().into(),
                passkey.record.as_str().into(),
                passkey.at.into(),
            ],
        )
        .await?;
    Ok(kept == 1)
}

/// Makes a passkey the only way in.
pub(crate) async fn keep_alone(
    tx: &mut Transaction,
    person: StaffId,
    passkey: &NewPasskey,
) -> Result<bool, StoreError> {
    forget_all_of(tx, person).await?;
    tx.execute("DELETE FROM recovery_code WHERE person_id = $1", [person.into()])
        .await?;
    tx.execute(
        "UPDATE person SET password = NULL, totp_sealed = NULL WHERE id = $1",
        [person.into()],
    )
    .await?;
    keep(tx, person, passkey).await
}

/// Forgets the passkeys of a person.
pub(crate) async fn forget_all_of(tx: &mut Transaction, person: StaffId) -> Result<(), StoreError> {
    tx.execute("DELETE FROM passkey WHERE person_id = $1", [person.into()])
        .await?;
    Ok(())
}

/// Keeps one more, if there is room.
pub(crate) async fn add(
    tx: &mut Transaction,
    person: StaffId,
    passkey: &NewPasskey,
) -> Result<PasskeyAdded, StoreError> {
    hold(tx, person).await?;
    if count_of(tx, person).await? >= PASSKEYS_MAX {
        return Ok(PasskeyAdded::TooMany);
    }
    Ok(if keep(tx, person, passkey).await? {
        PasskeyAdded::Added
    } else {
        PasskeyAdded::Known
    })
}

/// Keeps others from changing a person's ways in until the end of this transaction: two who each remove one of two
/// would leave none.
async fn hold(tx: &mut Transaction, person: StaffId) -> Result<(), StoreError> {
    tx.execute("UPDATE person SET name = name WHERE id = $1", [person.into()])
        .await?;
    Ok(())
}

async fn count_of(tx: &mut Transaction, person: StaffId) -> Result<u32, StoreError> {
    let row = tx
        .row(
            "SELECT count(*) AS passkeys FROM passkey WHERE person_id = $1",
            [person.into()],
        )
        .await?;
    row.map_or(Ok(0), |row| row.count("passkeys"))
}

/// Those of a person, oldest first: no more than [`PASSKEYS_MAX`].
pub(crate) async fn of_person(tx: &mut Transaction, person: StaffId) -> Result<Vec<Passkey>, StoreError> {
    tx.rows(
        "SELECT id, credential, name, created_at, used_at
         FROM passkey
         WHERE person_id = $1
         ORDER BY created_at, id",
        [person.into()],
    )
    .await?
    .iter()
    .map(|row| {
        let used_at = row.get::<Option<i64>>("used_at")?;
        Ok(Passkey {
            id: row.parse("id")?,
            credential: row.get("credential")?,
            name: row.get("name")?,
            created_at: row.time("created_at")?,
            used_at: used_at.map(TimestampMillis::from_millis),
        })
    })
    .collect()
}

/// Removes one, unless it is the last way in.
pub(crate) async fn remove(
    tx: &mut Transaction,
    person: StaffId,
    id: PasskeyId,
) -> Result<PasskeyRemoved, StoreError> {
    hold(tx, person).await?;
    let removed = tx
        .execute(
            "DELETE FROM passkey
             WHERE person_id = $1 AND id = $2
               AND (EXISTS (SELECT 1 FROM passkey WHERE person_id = $1 AND id <> $2)
                    OR EXISTS (SELECT 1 FROM person WHERE id = $1 AND password IS NOT NULL))",
            [person.into(), id.into()],
        )
        .await?;
    if removed > 0 {
        return Ok(PasskeyRemoved::Removed);
    }
    let theirs = of_person(tx, person).await?;
    Ok(if theirs.iter().any(|passkey| passkey.id == id) {
        PasskeyRemoved::LastWayIn
    } else {
        PasskeyRemoved::NotFound
    })
}

/// The one of a credential, of somebody who may come in.
pub(crate) async fn by_credential(
    tx: &mut Transaction,
    credential: &[u8],
) -> Result<Option<PasskeyRecord>, StoreError> {
    tx.row(
        "SELECT passkey.id, person_id, record
         FROM passkey
         JOIN person ON person.id = person_id
         WHERE credential = $1 AND disabled_at IS NULL",
        [credential.to_vec().into()],
    )
    .await?
    .map(|row| {
        Ok(PasskeyRecord {
            id: row.parse("id")?,
            person: row.parse("person_id")?,
            record: row.get("record")?,
        })
    })
    .transpose()
}

/// Notes a use, and gives the person. One statement compares the counter and sets it. Authenticators that keep one
/// passkey on several devices do not count: for them it is 0 always.
pub(crate) async fn note_use(
    tx: &mut Transaction,
    used: &PasskeyUse,
    at: TimestampMillis,
) -> Result<Option<StaffId>, StoreError> {
    tx.row(
        "UPDATE passkey
         SET counter = $2, record = $3, used_at = $4
         WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))
         RETURNING person_id",
        [
            used.id.into(),
            used.counter.into(),
            used.record.as_str().into(),
            at.into(),
        ],
    )
    .await?
    .map(|row| row.parse("person_id"))
    .transpose()
}
