//! Giving out what is withheld of a report, to somebody who says why. In the lists and the report itself it is not.

use lamplight_protocol::disclosure::{Disclosure, Withheld};
use lamplight_protocol::place::Place;
use lamplight_protocol::report::Category;
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::model::{Act, AuditRecord, Disclosing, Object};
use crate::reports::receipt::Number;
use crate::reports::{reach, sealed};
use crate::seal::{Field, KeyEncryptionKey, ReportKey};

/// A place as the desk sees it without a reason. Words may name a door, so they are withheld too.
pub(crate) fn shown(category: Category, place: Place) -> Place {
    if !category.is_sensitive() {
        return place;
    }
    Place {
        point: place.point.map(lamplight_protocol::place::Point::coarse),
        words: None,
    }
}

/// What was found for somebody who asks.
pub(crate) enum Found {
    /// What they asked for, to be given once the record of it is durable.
    This {
        given: Disclosure,
        record: Box<AuditRecord>,
    },
    /// The operation's id was used before for something else.
    Conflict,
    /// There is no such report.
    Nothing,
}

/// Looks it up, and keeps why. Asking again under the same id is another look, and leaves another row.
pub(crate) async fn disclose(
    tx: &mut Transaction,
    kek: &KeyEncryptionKey,
    asked: &Disclosing,
) -> Result<Found, StoreError> {
    let mut values = vec![asked.report_id.into()];
    let condition = reach::condition(&asked.reach, &mut values);
    let sql = format!(
        "SELECT number, revision, key_wrapped, details_sealed, contact_sealed
         FROM receipt
         JOIN report USING (number)
         JOIN report_sealed USING (number)
         WHERE report_id = $1 AND {condition}"
    );
    let Some(row) = tx.rows(AssertSqlSafe(sql), values).await?.into_iter().next() else {
        return Ok(Found::Nothing);
    };
    let key = sealed::key_of(kek, asked.report_id, &row)?;
    if !keep_why(tx, row.get("number")?, &key, asked).await? {
        return Ok(Found::Conflict);
    }
    let mut given = Disclosure {
        id: asked.id,
        place: None,
        contact: None,
    };
    let act = match asked.request.what {
        Withheld::Place => {
            given.place = Some(sealed::details_of(&key, &row)?.place);
            Act::ReportPlaceRead
        }
        Withheld::Contact => {
            given.contact = sealed::contact_of(&key, &row)?;
            Act::ReportContactRead
        }
    };
    let revision = row.count("revision")?;
    let record = asked
        .by
        .did(act, Object::Report(asked.report_id), asked.at)
        .revisions(Some(revision), revision)
        .because(asked.request.reason.as_str());
    let record = Box::new(record);
    Ok(Found::This { given, record })
}

/// Whether the reason is kept: now, or before under the same id.
async fn keep_why(
    tx: &mut Transaction,
    number: Number,
    key: &ReportKey,
    asked: &Disclosing,
) -> Result<bool, StoreError> {
    let request = &asked.request;
    let words = request.words.as_deref().filter(|words| !words.trim().is_empty());
    let sealed = words
        .map(|words| key.seal_text(Field::Disclosure(asked.id), words))
        .transpose()?;
    // Written even where it changes nothing: that locks the row and gives back what stands there.
    let kept = tx
        .row(
            "INSERT INTO disclosure (operation_id, number, body_hash, at, staff_id, what, reason, words_sealed)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (operation_id) DO UPDATE SET at = disclosure.at
             RETURNING number, body_hash, staff_id",
            [
                asked.id.into(),
                number.into(),
                (&asked.body_hash).into(),
                asked.at.into(),
                asked.by.staff_id().into(),
                request.what.as_str().into(),
                request.reason.as_str().into(),
                sealed.into(),
            ],
        )
        .await?
        .ok_or(StoreError::Damaged("disclosure"))?;
    Ok(kept.get::<i64>("number")? == number
        && kept.get::<Vec<u8>>("body_hash")? == asked.body_hash
        && kept.parse_optional("staff_id")? == asked.by.staff_id())
}
