//! The photos of a report, as the desk and an export read them.

use lamplight_protocol::api::ReportPhoto;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::names::value_of;
use crate::reports::receipt::Number;

/// The photos that a report announced, in its order, with what they show. The report bounds their number.
pub(crate) async fn of_report(
    tx: &mut Transaction,
    number: Number,
    descriptions: Vec<Option<String>>,
) -> Result<Vec<ReportPhoto>, StoreError> {
    let rows = tx
        .rows(
            "SELECT sha256, state
             FROM report_photo
             WHERE number = $1
             ORDER BY place_in_report",
            [number.into()],
        )
        .await?;
    // Reports of before there were descriptions have none for their photos.
    let descriptions = descriptions.into_iter().chain(std::iter::repeat(None));
    rows.iter()
        .zip(descriptions)
        .map(|(row, description)| {
            Ok(ReportPhoto {
                sha256: row.parse("sha256")?,
                state: value_of(&row.get::<String>("state")?, "state")?,
                description,
            })
        })
        .collect()
}
