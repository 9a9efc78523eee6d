//! What the desk's triage puts into the store and takes out of it.

use lamplight_protocol::api::{TemplateRemoval, TemplateVersion};
use lamplight_protocol::ids::{OperationId, TemplateId};
use lamplight_protocol::time::TimestampMillis;

use crate::model::{Actor, Hash};

/// A write on a reply template.
#[derive(Debug, Clone)]
pub struct TemplateChange {
    /// The operation.
    pub operation: OperationId,
    /// The template.
    pub id: TemplateId,
    /// Keyed hash of the body's digest.
    pub body_hash: Hash,
    /// Who.
    pub by: Actor,
    /// What it does.
    pub action: TemplateAction,
    /// When.
    pub at: TimestampMillis,
}

/// What a write on a reply template does.
#[derive(Debug, Clone)]
pub enum TemplateAction {
    /// Writes it, for the first time or anew.
    Write(TemplateVersion),
    /// Takes it away.
    Remove(TemplateRemoval),
}

/// What the index of the open reports holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenReportsHeld {
    /// Reports.
    pub reports: usize,
    /// Bytes of their words.
    pub words_bytes: usize,
    /// Open reports that it has no room for.
    pub left_out: usize,
}
