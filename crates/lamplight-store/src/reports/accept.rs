//! Taking reports in: any number in one transaction, each table by one statement.

use std::collections::{BTreeMap, HashMap, HashSet};

use lamplight_protocol::ids::ReportId;
use lamplight_protocol::report::PhotoAnnouncement;
use lamplight_protocol::status::Status;
use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal;
use crate::model::{Acceptance, IncomingReport};
use crate::reports::receipt::{Number, Receipt};
use crate::reports::sealed::{Sealed, seal};
use crate::rows::Rows;
use crate::seal::KeyEncryptionKey;
use crate::value::Value;

/// Reports that were sealed and wait to be written.
pub(crate) struct Batch<'a> {
    incoming: &'a [IncomingReport],
    /// Each id's first report in the batch. In the order of ids, so that two instances that take the same
    /// reports at once wait for each other instead of locking each other out.
    firsts: Vec<First<'a>>,
}

struct First<'a> {
    index: usize,
    incoming: &'a IncomingReport,
    sealed: Sealed,
}

/// A report that was not known, and the number that it was given.
struct New<'a> {
    number: Number,
    first: &'a First<'a>,
}

impl<'a> Batch<'a> {
    /// Seals the reports. This is the costly part, so it is done before any lock is held.
    pub(crate) fn seal(kek: &KeyEncryptionKey, incoming: &'a [IncomingReport]) -> Result<Self, StoreError> {
        let mut firsts = BTreeMap::new();
        for (index, report) in incoming.iter().enumerate() {
            firsts.entry(report.id).or_insert((index, report));
        }
        let firsts = firsts
            .into_values()
            .map(|(index, incoming)| {
                Ok(First {
                    index,
                    incoming,
                    sealed: seal(kek, incoming.id, &incoming.report)?,
                })
            })
            .collect::<Result<_, StoreError>>()?;
        Ok(Self { incoming, firsts })
    }

    /// Writes what is new and answers each report in its place.
    pub(crate) async fn keep(self, tx: &mut Transaction) -> Result<Vec<Acceptance>, StoreError> {
        let new = insert_receipts(tx, &self.firsts).await?;
        let known = known_receipts(tx, self.incoming, new.len()).await?;
        insert_reports(tx, &new).await?;
        insert_sealed(tx, &new).await?;
        insert_photos(tx, &new).await?;
        insert_first_entries(tx, &new).await?;
        let numbers: Vec<Number> = new.iter().map(|new| new.number).collect();
        journal::append_received(tx, &numbers).await?;
        self.answers(&new, &known)
    }

    fn answers(
        &self,
        new: &[New<'_>],
        known: &HashMap<ReportId, Receipt>,
    ) -> Result<Vec<Acceptance>, StoreError> {
        let new: HashSet<usize> = new.iter().map(|new| new.first.index).collect();
        self.incoming
            .iter()
            .enumerate()
            .map(|(index, report)| {
                if new.contains(&index) {
                    return Ok(received(report));
                }
                let receipt = known.get(&report.id).ok_or(StoreError::Damaged("receipt"))?;
                Ok(receipt.answer_again(&report.receipt_hash, &report.body_hash))
            })
            .collect()
    }
}

fn received(report: &IncomingReport) -> Acceptance {
    Acceptance::Accepted {
        reference: report.reference.clone(),
        revision: 1,
        received_at: report.received_at,
        repeated: false,
    }
}

/// Writes the receipts and tells which reports are new. This row decides: it is the first that is written
/// and it is never deleted, so of two that bring the same report at once one waits and then finds it known.
async fn insert_receipts<'a>(
    tx: &mut Transaction,
    firsts: &'a [First<'a>],
) -> Result<Vec<New<'a>>, StoreError> {
    let numbers: HashMap<ReportId, Number> = Rows::of(firsts)
        .column("report_id", |first| first.incoming.id)
        .column("receipt_hash", |first| &first.incoming.receipt_hash)
        .column("body_hash", |first| &first.incoming.body_hash)
        .column("reference", |first| first.incoming.reference.as_str())
        .column("received_at", |first| first.incoming.received_at)
        .insert(
            tx,
            "receipt",
            "ON CONFLICT (report_id) DO NOTHING RETURNING report_id, number",
        )
        .await?
        .iter()
        .map(|row| Ok((row.parse("report_id")?, row.get("number")?)))
        .collect::<Result<_, StoreError>>()?;
    Ok(firsts
        .iter()
        .filter_map(|first| {
            let number = *numbers.get(&first.incoming.id)?;
            Some(New { number, first })
        })
        .collect())
}

/// The receipts against which repeated reports are answered.
async fn known_receipts(
    tx: &mut Transaction,
    incoming: &[IncomingReport],
    new_count: usize,
) -> Result<HashMap<ReportId, Receipt>, StoreError> {
    if incoming.len() == new_count {
        return Ok(HashMap::new());
    }
    let ids = incoming.iter().map(|report| report.id.into()).collect();
    let sql = format!(
        "SELECT number, report_id, receipt_hash, body_hash, reference, received_at, erased_at, erased_revision
         FROM receipt
         WHERE report_id {}",
        tx.is_one_of()
    );
    tx.rows(AssertSqlSafe(sql), [Value::Many(ids)])
        .await?
        .iter()
        .map(|row| Ok((row.parse("report_id")?, Receipt::of(row)?)))
        .collect()
}

async fn insert_reports(tx: &mut Transaction, new: &[New<'_>]) -> Result<(), StoreError> {
    Rows::of(new)
        .column("number", |new| new.number)
        .column("category", |new| new.first.incoming.report.category.as_str())
        .column("status", |_| Status::Received.as_str())
        .column("revision", |_| 1_u32)
        .column("practice", |new| new.first.incoming.report.practice)
        .column("language", |new| new.first.incoming.report.language.as_str())
        .column("district", |new| new.first.incoming.district.clone())
        .column("cell", |new| new.first.incoming.cell.clone())
        .column("occurred_at", |new| new.first.incoming.report.occurred_at)
        .column("occurred_in_future", |new| new.first.incoming.occurred_in_future)
        .column("received_at", |new| new.first.incoming.received_at)
        .column("changed_at", |new| new.first.incoming.received_at)
        .column("due_at", |new| new.first.incoming.due_at)
        .column("entered_by", |new| new.first.incoming.entered_by)
        .insert(tx, "report", "")
        .await?;
    Ok(())
}

async fn insert_sealed(tx: &mut Transaction, new: &[New<'_>]) -> Result<(), StoreError> {
    Rows::of(new)
        .column("number", |new| new.number)
        .column("key_wrapped", |new| new.first.sealed.key_wrapped.clone())
        .column("details_sealed", |new| new.first.sealed.details.clone())
        .column("contact_sealed", |new| new.first.sealed.contact.clone())
        .insert(tx, "report_sealed", "")
        .await?;
    Ok(())
}

async fn insert_photos(tx: &mut Transaction, new: &[New<'_>]) -> Result<(), StoreError> {
    let photos: Vec<(Number, i64, &PhotoAnnouncement)> = new
        .iter()
        .flat_map(|new| {
            let photos = (0..).zip(&new.first.incoming.report.photos);
            photos.map(|(index, photo)| (new.number, index, photo))
        })
        .collect();
    Rows::of(&photos)
        .column("number", |(number, _, _)| *number)
        .column("place_in_report", |(_, index, _)| *index)
        .column("sha256", |(_, _, photo)| photo.sha256.as_str())
        .column("size_bytes", |(_, _, photo)| photo.size_bytes)
        .insert(tx, "report_photo", "")
        .await?;
    Ok(())
}

async fn insert_first_entries(tx: &mut Transaction, new: &[New<'_>]) -> Result<(), StoreError> {
    Rows::of(new)
        .column("number", |new| new.number)
        .column("revision", |_| 1_u32)
        .column("at", |new| new.first.incoming.received_at)
        .column("kind", |_| "status")
        .column("status", |_| Status::Received.as_str())
        .insert(tx, "thread_entry", "")
        .await?;
    Ok(())
}
