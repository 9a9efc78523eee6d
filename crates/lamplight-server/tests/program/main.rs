//! The program as its operators run it: its commands, its exit codes, its one line when it cannot start.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "in a test the panic is the answer"
)]

mod analysis;
mod backups;
mod deployment;
mod full;
mod http;
mod importing;
mod planning;
mod secured;
mod serving;
mod starting;
mod tools;
mod watching;
