//! Passkeys, and the ceremonies in which browsers use them.

use lamplight_protocol::ids::{PasskeyId, StaffId};
use lamplight_protocol::time::TimestampMillis;

use crate::model::Hash;

/// What a browser is asked to do, until it has.
#[derive(Debug, Clone)]
pub struct NewCeremony {
    /// Keyed hash of the cookie that goes with it.
    pub hash: Hash,
    /// What is needed to check what comes back; the store does not look into it.
    pub state: String,
    /// When it begins.
    pub at: TimestampMillis,
    /// When it ends unused.
    pub expires_at: TimestampMillis,
}

/// A passkey to be kept.
#[derive(Debug, Clone)]
pub struct NewPasskey {
    /// By which it is listed and removed.
    pub id: PasskeyId,
    /// The authenticator's own name for it.
    pub credential: Vec<u8>,
    /// What its person calls it.
    pub name: String,
    /// Its public key, with what else is needed to check it; the store does not look into it.
    pub record: String,
    /// When it is kept.
    pub at: TimestampMillis,
}

/// A passkey, as its person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// By which it is listed and removed.
    pub id: PasskeyId,
    /// The authenticator's own name for it.
    pub credential: Vec<u8>,
    /// What its person calls it.
    pub name: String,
    /// When it was kept.
    pub created_at: TimestampMillis,
    /// When somebody last signed in with it.
    pub used_at: Option<TimestampMillis>,
}

/// A passkey, as it is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyRecord {
    /// By which it is listed and removed.
    pub id: PasskeyId,
    /// Whose it is.
    pub person: StaffId,
    /// As [`NewPasskey::record`].
    pub record: String,
}

/// A use of a passkey that was checked.
#[derive(Debug, Clone)]
pub struct PasskeyUse {
    /// Which.
    pub id: PasskeyId,
    /// How often it was used by now, as its authenticator counts; 0 when it does not.
    pub counter: u32,
    /// Its record from now on.
    pub record: String,
}

/// What became of a passkey that was to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyAdded {
    /// It is kept.
    Added,
    /// Its person has as many as they may.
    TooMany,
    /// It is kept already, for them or for somebody else.
    Known,
}

/// What became of a passkey that was to be removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyRemoved {
    /// It opens nothing any more.
    Removed,
    /// Without it, its person could not come in again.
    LastWayIn,
    /// They have none of this id.
    NotFound,
}
