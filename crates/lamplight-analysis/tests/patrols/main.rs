//! Streets, ways, plans and their checker together, as a caller uses them.
#![expect(
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "in tests a failure is a panic"
)]

mod breaches;
mod choices;
mod extract;
mod instances;
mod plans;
mod streets;
mod tasks;
