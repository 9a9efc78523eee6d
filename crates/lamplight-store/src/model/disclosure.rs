//! Looking at what is withheld of a report.

use lamplight_protocol::disclosure::{Disclosure, DisclosureRequest};
use lamplight_protocol::ids::{OperationId, ReportId};
use lamplight_protocol::time::TimestampMillis;

use crate::model::{Actor, Hash, Reach};

/// Somebody wants to see what is withheld.
#[derive(Debug, Clone)]
pub struct Disclosing {
    /// The operation.
    pub id: OperationId,
    /// The report.
    pub report_id: ReportId,
    /// Keyed hash of the body's digest.
    pub body_hash: Hash,
    /// Who.
    pub by: Actor,
    /// Which reports they may have to do with. Any other is not found.
    pub reach: Reach,
    /// What, and why.
    pub request: DisclosureRequest,
    /// When.
    pub at: TimestampMillis,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Disclosed {
    /// Here it is, and it is recorded that it was given.
    Given(Disclosure),
    /// The operation's id was used before for something else.
    Conflict,
    /// There is no such report.
    NotFound,
}
