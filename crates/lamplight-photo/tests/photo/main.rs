//! What becomes of the files that people choose.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test fails by panicking"
)]

mod fixtures;
mod limits;
mod metadata;
mod pixels;
