//! Who of the patrol has read what. Marks are kept for open reports and for what a resident said since one
//! ended; an ending makes all others needless, so that they never outgrow the desk.

use lamplight_protocol::ids::StaffId;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::reports::reach::bound;
use crate::reports::receipt::Number;
use crate::value::Value;

/// The condition that the resident said something that the reader has not read. Appends the values that it needs.
pub(crate) fn unread(reader: Option<StaffId>, values: &mut Vec<Value>) -> String {
    const NEW_TO_SOME: &str = "report.said_revision > report.settled_revision";
    let Some(reader) = reader else {
        return format!("({NEW_TO_SOME})");
    };
    format!(
        "({NEW_TO_SOME}
          AND report.said_revision > coalesce(
              (SELECT read_mark.revision FROM read_mark
               WHERE read_mark.number = report.number AND read_mark.person_id = {}), 0))",
        bound(reader, values)
    )
}

/// Writes that a person has read a report up to a revision; never back. A program reads nothing.
pub(crate) async fn set(
    tx: &mut Transaction,
    report: Number,
    reader: StaffId,
    revision: u32,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO read_mark (number, person_id, revision)
         SELECT $1, id, $3 FROM person WHERE id = $2
         ON CONFLICT (number, person_id) DO UPDATE
         SET revision = CASE WHEN excluded.revision > read_mark.revision
                             THEN excluded.revision ELSE read_mark.revision END",
        [report.into(), reader.into(), revision.into()],
    )
    .await?;
    Ok(())
}

/// Makes a report unread for somebody.
pub(crate) async fn forget(tx: &mut Transaction, report: Number, reader: StaffId) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM read_mark WHERE number = $1 AND person_id = $2",
        [report.into(), reader.into()],
    )
    .await?;
    Ok(())
}

/// Forgets who has read a report.
pub(crate) async fn forget_all(tx: &mut Transaction, report: Number) -> Result<(), StoreError> {
    tx.execute("DELETE FROM read_mark WHERE number = $1", [report.into()])
        .await?;
    Ok(())
}
