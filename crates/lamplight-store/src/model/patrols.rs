//! Writes of staff on plans of walks.

use lamplight_protocol::api::PatrolLog;
use lamplight_protocol::ids::{OperationId, PatrolId};
use lamplight_protocol::patrol::PatrolPlan;
use lamplight_protocol::time::TimestampMillis;

use crate::model::{Actor, Hash};

/// A write of staff on a plan of walks, but for what it does.
#[derive(Debug, Clone)]
pub struct PatrolWrite {
    /// The operation.
    pub operation: OperationId,
    /// The plan.
    pub id: PatrolId,
    /// Keyed hash of the body's digest.
    pub body_hash: Hash,
    /// Who.
    pub by: Actor,
    /// When.
    pub at: TimestampMillis,
}

/// What a write of staff on a plan of walks does.
#[derive(Debug, Clone)]
pub enum PatrolDeed {
    /// Keeps a new plan, of revision 1.
    Plan(Box<PatrolPlan>),
    /// Puts a plan in the place of the one whose revision is one less.
    Edit(Box<PatrolPlan>),
    /// Calls a plan off, on the strength of a revision.
    CallOff(u32),
    /// Logs something of a plan.
    Log(PatrolLog),
}
