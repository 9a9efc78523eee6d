//! The streets of the area.

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{KeptStreets, StreetsForm};

/// Keeps streets in place of those before.
pub(crate) async fn keep(tx: &mut Transaction, streets: &KeptStreets) -> Result<(), StoreError> {
    tx.execute_one(
        "INSERT INTO streets (only_row, form, made_from, kept_at, file)
         VALUES (1, $1, $2, $3, $4)
         ON CONFLICT (only_row) DO UPDATE
         SET form = excluded.form, made_from = excluded.made_from, kept_at = excluded.kept_at, file = excluded.file",
        [
            streets.form.as_str().into(),
            streets.made_from.as_str().into(),
            streets.kept_at.into(),
            streets.file.clone().into(),
        ],
    )
    .await
}

/// The streets that are kept.
pub(crate) async fn kept(tx: &mut Transaction) -> Result<Option<KeptStreets>, StoreError> {
    let row = tx
        .row(
            "SELECT form, made_from, kept_at, file FROM streets WHERE only_row = 1",
            [],
        )
        .await?;
    row.map(|row| {
        let form: String = row.get("form")?;
        Ok(KeptStreets {
            form: StreetsForm::named(&form).ok_or(StoreError::Damaged("form"))?,
            made_from: row.get("made_from")?,
            kept_at: row.time("kept_at")?,
            file: row.get("file")?,
        })
    })
    .transpose()
}
