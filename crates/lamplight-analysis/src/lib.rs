//! Where, when and by which way to patrol, and whether it did any good.
//!
//! Places are looked at, never people; no demographic figure enters. What a patrol comes upon by itself does not move a
//! score, so that a map of risk cannot feed itself.
//!
//! **Invariants:** pure. No clock, no file, no network; time is a parameter, and so is chance: every random choice is made
//! by a generator that the caller seeds, so that any result can be made again.

pub mod backtest;
pub mod check;
pub mod grid;
pub mod hotspots;
pub mod incidents;
pub mod matrix;
pub mod orienteering;
pub mod patrol_time;
pub mod plan;
pub mod publication;
pub mod score;
pub mod service;
pub mod streets;
pub mod survey;
pub mod trial;

mod number;
mod packed;
