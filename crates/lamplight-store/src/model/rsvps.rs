//! Who means to come to events.

use lamplight_protocol::ids::{EventId, OperationId};
use lamplight_protocol::time::TimestampMillis;

use crate::model::Hash;

/// How many come, as a device says it.
#[derive(Debug, Clone)]
pub struct RsvpChange {
    /// The operation.
    pub operation: OperationId,
    /// The event.
    pub event: EventId,
    /// Keyed hash of the receipt that came with it. One device has one for each event.
    pub receipt_hash: Hash,
    /// Keyed hash of the body's digest.
    pub body_hash: Hash,
    /// How many people; 0 for nobody.
    pub people: u32,
    /// When the server took it.
    pub at: TimestampMillis,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RsvpAnswer {
    /// It is kept. `repeated` when it had been before.
    Taken {
        /// When it was first taken.
        at: TimestampMillis,
        /// Whether it had been kept before.
        repeated: bool,
    },
    /// The operation's id was used before for something else.
    Conflict,
    /// There is no such event.
    NotFound,
    /// It is past, or was cancelled.
    Over,
    /// So many do not fit any more.
    Full,
}
