//! Persons and their rights.

use lamplight_protocol::ids::StaffId;
use lamplight_protocol::time::TimestampMillis;

use crate::access::{districts_text, rights_of};
use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{Person, Rights};
use crate::people::sessions;

/// Everybody, in the order of their names. Each was invited by hand, so they are few.
pub(crate) async fn all(tx: &mut Transaction, now: TimestampMillis) -> Result<Vec<Person>, StoreError> {
    tx.rows(
        "SELECT id, name, roles, districts, created_at, disabled_at,
                CAST(CASE WHEN password IS NOT NULL
                            OR EXISTS (SELECT 1 FROM passkey WHERE person_id = person.id)
                          THEN 1 ELSE 0 END AS BIGINT) AS enrolled,
                (SELECT max(expires_at) FROM invite
                 WHERE person_id = person.id AND expires_at > $1) AS invited_until,
                (SELECT count(*) FROM session
                 WHERE person_id = person.id AND expires_at > $1) AS sessions
         FROM person
         ORDER BY name_key",
        [now.into()],
    )
    .await?
    .iter()
    .map(|row| {
        let time = |column| {
            let millis = row.get::<Option<i64>>(column)?;
            Ok::<_, StoreError>(millis.map(TimestampMillis::from_millis))
        };
        Ok(Person {
            id: row.parse("id")?,
            name: row.get("name")?,
            rights: rights_of(row)?,
            created_at: row.time("created_at")?,
            disabled_at: time("disabled_at")?,
            enrolled: row.flag("enrolled")?,
            invited_until: time("invited_until")?,
            sessions: row.count("sessions")?,
        })
    })
    .collect()
}

/// What became of a change of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Changed {
    /// It is so now.
    Now,
    /// It was so before.
    Before,
    /// There is no such person.
    NoSuchPerson,
}

impl Changed {
    /// Of a statement that changes the person's row if that is not yet as wished.
    async fn of(tx: &mut Transaction, person: StaffId, changed_rows: u64) -> Result<Self, StoreError> {
        if changed_rows > 0 {
            return Ok(Self::Now);
        }
        let known = tx
            .row("SELECT 1 AS found FROM person WHERE id = $1", [person.into()])
            .await?;
        Ok(if known.is_some() {
            Self::Before
        } else {
            Self::NoSuchPerson
        })
    }
}

/// Gives a person other rights.
pub(crate) async fn set_rights(
    tx: &mut Transaction,
    person: StaffId,
    rights: &Rights,
) -> Result<Changed, StoreError> {
    let changed = tx
        .execute(
            "UPDATE person
             SET roles = $2, districts = $3
             WHERE id = $1 AND (roles <> $2 OR districts IS DISTINCT FROM $3)",
            [
                person.into(),
                rights.roles.to_string().into(),
                districts_text(rights).into(),
            ],
        )
        .await?;
    Changed::of(tx, person, changed).await
}

/// Shuts a person out; the first time counts. The person goes first: whoever signs in at this moment waits for
/// that, and finds it done.
pub(crate) async fn shut_out(
    tx: &mut Transaction,
    person: StaffId,
    at: TimestampMillis,
) -> Result<Changed, StoreError> {
    let changed = tx
        .execute(
            "UPDATE person SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL",
            [person.into(), at.into()],
        )
        .await?;
    tx.execute("DELETE FROM invite WHERE person_id = $1", [person.into()])
        .await?;
    sessions::end_all_of(tx, person).await?;
    Changed::of(tx, person, changed).await
}

/// Lets a person in again.
pub(crate) async fn let_in(tx: &mut Transaction, person: StaffId) -> Result<Changed, StoreError> {
    let changed = tx
        .execute(
            "UPDATE person SET disabled_at = NULL WHERE id = $1 AND disabled_at IS NOT NULL",
            [person.into()],
        )
        .await?;
    Changed::of(tx, person, changed).await
}
