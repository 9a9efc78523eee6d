//! The core and its program from outside, without the real server. What needs one is tested against the real
//! one, in the workspace's `tests`.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod answers;
#[cfg(feature = "cli")]
mod cli;
mod device;
mod erasing;
mod folder;
mod migrations;
mod note;
mod rules;
