//! What the store promises, on both engines.
//!
//! SQLite always runs. PostgreSQL runs on the server that `LAMPLIGHT_TEST_POSTGRES_URL` names, in a new
//! database for each test; `LAMPLIGHT_TEST_POSTGRES_OTHER_URL` names another cluster, for restores.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    reason = "a test fails by panicking, and says what it skipped"
)]

mod accepting;
mod access;
mod alert_alone;
mod alert_approvals;
mod alert_lists;
mod alert_stage;
mod alert_steps;
mod alerts;
mod analyses;
mod audit;
mod audit_walk;
mod caring;
mod desk;
mod doorbell;
mod erasing;
mod events;
mod finding;
mod fixtures;
mod forgetting;
mod holding;
mod home;
mod initiatives;
mod intake;
mod journal;
mod news;
mod opening;
mod passkeys;
mod patrols;
mod people;
mod photos;
mod pictures;
mod places;
mod presence;
mod reach;
mod reminders;
mod residents;
mod restoring;
mod rsvps;
mod sealing;
mod second_thoughts;
mod served;
mod snapshots;
mod staff;
mod tampering;
mod templates;
mod threads;
mod told;
mod triage;
mod triage_lists;
mod triage_many;
mod trials;
mod upgrading;
mod withheld;
mod writers;
