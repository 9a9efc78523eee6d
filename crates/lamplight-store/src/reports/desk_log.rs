//! What only staff see of a report: their notes, and who did what. Sealed with the report's key, it goes with
//! the report.

use lamplight_protocol::api::{DeskContent, DeskEntry, StaffRef};
use lamplight_protocol::ids::StaffId;
use lamplight_protocol::limits::DESK_ENTRIES_MAX;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::reports::receipt::Number;
use crate::reports::under_change::ReportUnderChange;
use crate::seal::{Field, ReportKey};

/// Entries that the desk reads at once: the newest ones.
const ENTRIES_READ_MAX: u32 = 200;

/// Adds an entry to the log of a locked report.
pub(crate) async fn append(
    tx: &mut Transaction,
    report: &ReportUnderChange,
    by: StaffId,
    content: &DeskContent,
) -> Result<(), StoreError> {
    let position = length(tx, report.number).await?.saturating_add(1);
    let sealed = report.key.seal_json(Field::Desk(position), content)?;
    tx.execute_one(
        "INSERT INTO desk_entry (number, position, at, staff_id, sealed) VALUES ($1, $2, $3, $4, $5)",
        [
            report.number.into(),
            position.into(),
            report.at.into(),
            by.into(),
            sealed.into(),
        ],
    )
    .await
}

/// Whether the log has no room for another note.
pub(crate) async fn is_full(tx: &mut Transaction, report: Number) -> Result<bool, StoreError> {
    Ok(length(tx, report).await? >= DESK_ENTRIES_MAX)
}

async fn length(tx: &mut Transaction, report: Number) -> Result<u32, StoreError> {
    tx.row(
        "SELECT coalesce(max(position), 0) AS newest FROM desk_entry WHERE number = $1",
        [report.into()],
    )
    .await?
    .ok_or(StoreError::Damaged("a count"))?
    .count("newest")
}

/// The newest entries, oldest first.
pub(crate) async fn newest(
    tx: &mut Transaction,
    report: Number,
    key: &ReportKey,
) -> Result<Vec<DeskEntry>, StoreError> {
    let mut entries = tx
        .rows(
            "SELECT position, at, staff_id, sealed,
                    (SELECT name FROM person WHERE person.id = staff_id) AS person_name,
                    (SELECT name FROM token WHERE token.id = staff_id) AS token_name
             FROM desk_entry
             WHERE number = $1
             ORDER BY position DESC
             LIMIT $2",
            [report.into(), ENTRIES_READ_MAX.into()],
        )
        .await?
        .iter()
        .map(|row| {
            let field = Field::Desk(row.count("position")?);
            Ok(DeskEntry {
                at: row.time("at")?,
                by: StaffRef {
                    id: row.parse("staff_id")?,
                    name: row
                        .get::<Option<String>>("person_name")?
                        .or(row.get("token_name")?)
                        .unwrap_or_default(),
                },
                content: key.open_json(field, &row.get::<Vec<u8>>("sealed")?)?,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    entries.reverse();
    Ok(entries)
}

/// A person or a program of the patrol, by what people call them.
pub(crate) async fn staff(tx: &mut Transaction, id: StaffId) -> Result<StaffRef, StoreError> {
    let row = tx
        .row(
            "SELECT name FROM person WHERE id = $1 UNION ALL SELECT name FROM token WHERE id = $1",
            [id.into()],
        )
        .await?;
    Ok(StaffRef {
        id,
        name: row.map(|row| row.get("name")).transpose()?.unwrap_or_default(),
    })
}
