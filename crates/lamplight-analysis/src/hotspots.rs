//! Where incidents lie denser than elsewhere: smoothing, local statistics and clusters.
//!
//! Gi* says that a place is statistically unusual. It does not rank places: a score does that (`score`).

pub mod clusters;
pub mod discovery;
pub mod getis_ord;
pub mod kernel;
