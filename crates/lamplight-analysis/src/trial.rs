//! Did it work: cells that are patrolled by the plan against cells that are not, chosen by lot.

pub mod assignment;
pub mod counting;
pub mod power;
pub mod rate_ratio;

/// The normal value that leaves 2.5 % above it: for intervals of 95 %.
const Z_95: f64 = 1.959_963_984_540_054;
