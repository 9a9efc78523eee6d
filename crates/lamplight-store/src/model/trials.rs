//! Trials, as they are kept and written.

use lamplight_protocol::ids::{OperationId, TrialId};
use lamplight_protocol::time::TimestampMillis;
use lamplight_protocol::trial::{TrialPlan, TrialResult};

use crate::model::{Actor, Hash};

/// A trial, with what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptTrial {
    /// As it was planned.
    pub plan: TrialPlan,
    /// When it was called off, if it was.
    pub called_off_at: Option<TimestampMillis>,
    /// What came of it; none until it is measured.
    pub result: Option<TrialResult>,
}

/// A write of staff on a trial, but for what it does.
#[derive(Debug, Clone)]
pub struct TrialWrite {
    /// The operation.
    pub operation: OperationId,
    /// The trial.
    pub id: TrialId,
    /// Keyed hash of the body's digest.
    pub body_hash: Hash,
    /// Who.
    pub by: Actor,
    /// When.
    pub at: TimestampMillis,
}

/// What a write of staff on a trial does.
#[derive(Debug, Clone)]
pub enum TrialDeed {
    /// Keeps a new trial.
    Plan(Box<TrialPlan>),
    /// Calls one off that has not ended.
    CallOff,
}
