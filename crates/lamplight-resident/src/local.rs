//! What this device knows: the stored state, read and written piece by piece.
//!
//! **Architecture invariant:** nothing here decides when something is sent or what an answer means; that is
//! for `outbox` and `retry`. Nothing here opens a transaction; that is for the use-cases.

pub(crate) mod drafts;
pub(crate) mod news;
pub(crate) mod photos;
pub(crate) mod pictures;
pub(crate) mod reminders;
pub(crate) mod reports;
pub(crate) mod rsvps;
pub(crate) mod salvage;
pub(crate) mod server;
pub(crate) mod settings;
pub(crate) mod threads;
