//! Reports by the short name that people speak of them by.

use lamplight_protocol::api::FoundReport;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::NamedReport;
use crate::reports::receipt::Number;

/// Reports of one reference that are looked at. The server makes references of 33 million, so that hardly
/// ever two share one.
const NAMESAKES_MAX: u32 = 100;

/// The numbers of the reports whose reference this is, however it is typed.
pub(crate) async fn numbers(tx: &mut Transaction, typed: &str) -> Result<Vec<Number>, StoreError> {
    tx.rows(
        "SELECT number FROM receipt WHERE reference = $1 ORDER BY number LIMIT $2",
        [typed.trim().to_uppercase().into(), NAMESAKES_MAX.into()],
    )
    .await?
    .iter()
    .map(|row| row.get("number"))
    .collect()
}

/// The reports of a reference that are still there.
pub(crate) async fn named(tx: &mut Transaction, reference: &str) -> Result<Vec<NamedReport>, StoreError> {
    tx.rows(
        "SELECT report_id, receipt_hash, category, practice, occurred_at, report.received_at
         FROM receipt
         JOIN report USING (number)
         WHERE reference = $1
         ORDER BY number
         LIMIT $2",
        [reference.into(), NAMESAKES_MAX.into()],
    )
    .await?
    .iter()
    .map(|row| {
        Ok(NamedReport {
            receipt_hash: row
                .get::<Vec<u8>>("receipt_hash")?
                .try_into()
                .map_err(|_| StoreError::Damaged("receipt_hash"))?,
            found: FoundReport {
                report_id: row.parse("report_id")?,
                category: row.parse("category")?,
                practice: row.flag("practice")?,
                occurred_at: row.time("occurred_at")?,
                received_at: row.time("received_at")?,
            },
        })
    })
    .collect()
}
