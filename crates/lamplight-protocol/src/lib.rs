//! The words that the resident app and the patrol server share.
//!
//! Everything here is pure: no clock, no randomness, no input or output. Where a value needs either, it is
//! a parameter. What both sides must agree on is written once, here: ids and times, the bodies of the
//! version 1 calls, the bounds on every text and list, the status table, and the machine-readable errors.
//!
//! **Invariant:** nothing in this crate depends on another crate of the workspace.

pub mod alert;
pub mod api;
pub mod area;
pub mod desk_hours;
pub mod digest;
pub mod disclosure;
pub mod error;
pub mod event;
pub mod help;
pub mod ids;
pub mod limits;
pub mod news;
pub mod patrol;
pub mod picture;
pub mod place;
pub mod redaction;
pub mod report;
pub mod status;
pub mod text;
pub mod thread;
pub mod time;
pub mod trial;
pub mod work;
