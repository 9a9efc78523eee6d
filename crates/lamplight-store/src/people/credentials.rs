//! Passwords and second factors.

use lamplight_protocol::ids::StaffId;
use zeroize::Zeroizing;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{Credentials, Enrolment, Factor, Hash, TotpSecret, name_key};
use crate::passkeys;
use crate::rows::Rows;
use crate::seal::KeyEncryptionKey;

/// By what somebody of this name is known again.
pub(crate) async fn of_name(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    name: &str,
) -> Result<Option<Credentials>, StoreError> {
    let row = tx
        .row(
            "SELECT id, password, totp_sealed
             FROM person
             WHERE name_key = $1 AND disabled_at IS NULL AND password IS NOT NULL",
            [name_key(name).into()],
        )
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let person = row.parse("id")?;
    let totp = kek.open_totp(person, &row.get::<Vec<u8>>("totp_sealed")?)?;
    Ok(Some(Credentials {
        person,
        password: row.get("password")?,
        totp: TotpSecret(Zeroizing::new(totp)),
    }))
}

/// Keeps what somebody chose, in the place of what they had.
pub(crate) async fn keep(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    person: StaffId,
    enrolment: &Enrolment,
) -> Result<(), StoreError> {
    tx.execute_one(
        "UPDATE person
         SET password = $2, totp_sealed = $3, totp_step = $4
         WHERE id = $1",
        [
            person.into(),
            enrolment.password.as_str().into(),
            kek.seal_totp(person, &enrolment.totp.0)?.into(),
            enrolment.totp_step.into(),
        ],
    )
    .await?;
    // Whoever is invited anew has lost what they had, or somebody else has it.
    passkeys::forget_all_of(tx, person).await?;
    tx.execute("DELETE FROM recovery_code WHERE person_id = $1", [person.into()])
        .await?;
    Rows::of(&enrolment.recovery)
        .column("person_id", |_| person)
        .column("hash", |hash: &Hash| hash)
        .insert(tx, "recovery_code", "")
        .await?;
    Ok(())
}

/// Uses a second factor up; false when it is not good. One statement looks and uses, so that of many at once
/// only one succeeds.
pub(crate) async fn use_up(
    tx: &mut Transaction,
    person: StaffId,
    factor: Factor,
) -> Result<bool, StoreError> {
    let used = match factor {
        Factor::Code(step) => {
            tx.execute(
                "UPDATE person
                 SET totp_step = $2
                 WHERE id = $1 AND totp_step < $2 AND disabled_at IS NULL",
                [person.into(), step.into()],
            )
            .await?
        }
        Factor::Recovery(hash) => {
            tx.execute(
                "DELETE FROM recovery_code
                 WHERE person_id = $1 AND hash = $2
                   AND EXISTS (SELECT 1 FROM person WHERE id = $1 AND disabled_at IS NULL)",
                [person.into(), (&hash).into()],
            )
            .await?
        }
    };
    Ok(used == 1)
}
