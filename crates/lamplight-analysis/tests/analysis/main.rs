//! What the analysis promises, looked at from outside.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a test fails by panicking, and its numbers are small"
)]

mod backtest;
mod guard_rails;
mod suppression;
mod survey;
