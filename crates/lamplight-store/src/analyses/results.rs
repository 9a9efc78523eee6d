//! What was found, and when the next is to be made.

use lamplight_protocol::time::TimestampMillis;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{AnalysisKind, AnalysisTurn};

/// Results of each kind that stay: a week of maps.
const KEPT_OF_EACH: u32 = 7;

/// A result on its way in.
pub(crate) struct NewResult<'a, T> {
    pub(crate) kind: AnalysisKind,
    pub(crate) made_at: TimestampMillis,
    pub(crate) method: u32,
    pub(crate) document: &'a T,
    /// The turn in which it was made.
    pub(crate) turn: &'a AnalysisTurn,
}

/// Keeps a result, lets the oldest go, and says when the next is due.
pub(crate) async fn keep<T: Serialize + Sync>(
    tx: &mut Transaction,
    new: &NewResult<'_, T>,
) -> Result<(), StoreError> {
    let document = serde_json::to_string(new.document).map_err(|_| StoreError::Damaged("a result"))?;
    let kind = new.kind.as_str();
    tx.execute_one(
        "INSERT INTO analysis_result (kind, made_at, method, document) VALUES ($1, $2, $3, $4)",
        [
            kind.into(),
            new.made_at.into(),
            new.method.into(),
            document.into(),
        ],
    )
    .await?;
    tx.execute(
        "DELETE FROM analysis_result
         WHERE kind = $1
           AND number NOT IN (
               SELECT number FROM analysis_result WHERE kind = $1 ORDER BY number DESC LIMIT $2)",
        [kind.into(), KEPT_OF_EACH.into()],
    )
    .await?;
    // What became due meanwhile stays so: it is to be made of something newer.
    tx.execute(
        "INSERT INTO analysis_turn (kind, due_at)
         VALUES ($1, $2)
         ON CONFLICT (kind) DO UPDATE SET due_at = excluded.due_at WHERE analysis_turn.due_at = $3",
        [kind.into(), new.turn.next_at.into(), new.turn.until.into()],
    )
    .await?;
    Ok(())
}

/// Drops what was found before a time.
pub(crate) async fn forget_results(tx: &mut Transaction, before: TimestampMillis) -> Result<(), StoreError> {
    tx.execute("DELETE FROM analysis_result WHERE made_at < $1", [before.into()])
        .await?;
    Ok(())
}

/// The latest of a kind.
pub(crate) async fn latest<T: DeserializeOwned>(
    tx: &mut Transaction,
    kind: AnalysisKind,
) -> Result<Option<T>, StoreError> {
    let row = tx
        .row(
            "SELECT document FROM analysis_result WHERE kind = $1 ORDER BY number DESC LIMIT 1",
            [kind.as_str().into()],
        )
        .await?;
    row.map(|row| {
        let document: String = row.get("document")?;
        serde_json::from_str(&document).map_err(|_| StoreError::Damaged("a result"))
    })
    .transpose()
}

/// Takes the turn of a kind that is due.
pub(crate) async fn begin_turn(
    tx: &mut Transaction,
    kind: AnalysisKind,
    now: TimestampMillis,
    until: TimestampMillis,
) -> Result<bool, StoreError> {
    let begun = tx
        .execute(
            "INSERT INTO analysis_turn (kind, due_at)
             VALUES ($1, $3)
             ON CONFLICT (kind) DO UPDATE
             SET due_at = excluded.due_at
             WHERE analysis_turn.due_at <= $2",
            [kind.as_str().into(), now.into(), until.into()],
        )
        .await?;
    Ok(begun == 1)
}

/// Has every kind made at the next look.
pub(crate) async fn make_due(tx: &mut Transaction, at: TimestampMillis) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE analysis_turn SET due_at = $1 WHERE due_at > $1",
        [at.into()],
    )
    .await?;
    Ok(())
}
