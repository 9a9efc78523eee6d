//! The parts of a report that are sealed, and what they hold.

use lamplight_protocol::ids::ReportId;
use lamplight_protocol::place::Place;
use lamplight_protocol::report::{Behaviour, Contact, NewReport};
use serde::{Deserialize, Serialize};

use crate::database::Transaction;
use crate::error::StoreError;
use crate::reports::receipt::Number;
use crate::seal::{Field, KeyEncryptionKey, ReportKey};
use crate::value::Row;

/// What is sealed as one: fields of it alone would tell something by being there.
#[derive(Serialize, Deserialize)]
pub(crate) struct Details {
    pub(crate) note: Option<String>,
    pub(crate) place: Place,
    pub(crate) behaviours: Vec<Behaviour>,
    /// What the photos show, in their order in the report. Absent from reports of before there were any.
    #[serde(default)]
    pub(crate) photo_descriptions: Vec<Option<String>>,
}

/// A report's key and what it seals, on the way into the database.
pub(crate) struct Sealed {
    pub(crate) key_wrapped: Vec<u8>,
    pub(crate) details: Vec<u8>,
    pub(crate) contact: Option<Vec<u8>>,
}

/// Seals a new report under a new key.
pub(crate) fn seal(kek: &KeyEncryptionKey, id: ReportId, report: &NewReport) -> Result<Sealed, StoreError> {
    let (key, key_wrapped) = kek.new_report_key(id)?;
    let details = Details {
        note: report.note.clone(),
        place: report.place.clone(),
        behaviours: report.behaviours.clone(),
        photo_descriptions: report
            .photos
            .iter()
            .map(|photo| photo.description.clone())
            .collect(),
    };
    Ok(Sealed {
        details: key.seal_json(Field::Details, &details)?,
        contact: report
            .contact
            .as_ref()
            .map(|contact| key.seal_json(Field::Contact, contact))
            .transpose()?,
        key_wrapped,
    })
}

/// The key of a report, from a row with `key_wrapped`.
pub(crate) fn key_of(kek: &KeyEncryptionKey, id: ReportId, row: &Row) -> Result<ReportKey, StoreError> {
    kek.unwrap(id, &row.get::<Vec<u8>>("key_wrapped")?)
}

/// The details of a report, from a row with `details_sealed`.
pub(crate) fn details_of(key: &ReportKey, row: &Row) -> Result<Details, StoreError> {
    key.open_json(Field::Details, &row.get::<Vec<u8>>("details_sealed")?)
}

/// The details of a locked report.
pub(crate) async fn read_details(
    tx: &mut Transaction,
    report: Number,
    key: &ReportKey,
) -> Result<Details, StoreError> {
    let row = tx
        .row(
            "SELECT details_sealed FROM report_sealed WHERE number = $1",
            [report.into()],
        )
        .await?
        .ok_or(StoreError::Damaged("a report without what is sealed"))?;
    details_of(key, &row)
}

/// Writes other details over those of a locked report.
pub(crate) async fn write_details(
    tx: &mut Transaction,
    report: Number,
    key: &ReportKey,
    details: &Details,
) -> Result<(), StoreError> {
    tx.execute_one(
        "UPDATE report_sealed SET details_sealed = $2 WHERE number = $1",
        [report.into(), key.seal_json(Field::Details, details)?.into()],
    )
    .await
}

/// The contact of a report, from a row with `contact_sealed`.
pub(crate) fn contact_of(key: &ReportKey, row: &Row) -> Result<Option<Contact>, StoreError> {
    row.get::<Option<Vec<u8>>>("contact_sealed")?
        .map(|sealed| key.open_json(Field::Contact, &sealed))
        .transpose()
}
