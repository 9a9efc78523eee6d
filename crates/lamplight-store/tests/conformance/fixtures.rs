//! Reports, alerts and writes for tests. Everything is made from a number, so that it can be named again.

use lamplight_protocol::ids::{OperationId, ReportId, StaffId};
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::place::{Place, Point};
use lamplight_protocol::report::{Category, NewReport};
use lamplight_protocol::text::Language;
use lamplight_protocol::time::TimestampMillis;
use lamplight_store::model::{Acceptance, Hash, IncomingReport, ThreadClaim};

/// 2026-11-20T10:00:00Z.
pub(crate) const NOW: i64 = 1_795_168_800_000;

/// So many seconds after the beginning of the test's day.
pub(crate) fn at(seconds: i64) -> TimestampMillis {
    TimestampMillis::from_millis(NOW + seconds * 1_000)
}

fn bytes<const N: usize>(number: u32) -> [u8; N] {
    let mut bytes = [0; N];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    bytes
}

pub(crate) fn report_id(number: u32) -> ReportId {
    ReportId::from_random(bytes(number))
}

pub(crate) fn operation_id(number: u32) -> OperationId {
    OperationId::from_random(bytes(number))
}

pub(crate) fn staff_id(number: u32) -> StaffId {
    StaffId::from_random(bytes(number))
}

pub(crate) fn hash(number: u32) -> Hash {
    bytes(number)
}

/// A report that came in `number` seconds after the day's beginning. Its receipt and its body hash to its
/// own number.
pub(crate) fn report(number: u32) -> IncomingReport {
    let received_at = at(number.into());
    IncomingReport {
        id: report_id(number),
        receipt_hash: hash(number),
        body_hash: hash(number),
        reference: format!("AQ-{number:05}"),
        report: NewReport {
            category: Category::Vandalism,
            behaviours: Vec::new(),
            place: Place {
                point: Some(Point::new(60.12345, 24.54321).unwrap()),
                words: Some(format!("Mill Street {number}")),
            },
            occurred_at: received_at.plus_millis(-60_000),
            note: Some(format!("note {number}")),
            contact: None,
            language: Language::english(),
            practice: false,
            photos: Vec::new(),
        },
        district: Some("harbour".into()),
        cell: Some("8811f2c0c1fffff".into()),
        occurred_in_future: false,
        received_at,
        due_at: received_at.plus_millis(DAY_MS),
    }
}

/// What the receipt of a report opens, from a revision on.
pub(crate) fn claim(number: u32, after_revision: u32) -> ThreadClaim {
    ThreadClaim {
        report_id: report_id(number),
        receipt_hash: hash(number),
        after_revision,
    }
}

/// The answer to a report of [`report`].
pub(crate) fn accepted(number: u32, repeated: bool) -> Acceptance {
    Acceptance::Accepted {
        reference: format!("AQ-{number:05}"),
        revision: 1,
        received_at: at(number.into()),
        repeated,
    }
}
