//! How patrol time is dealt out among cells, so that no place is patrolled far beyond what was reported from it and no
//! place is forgotten.

pub mod allocation;
pub mod feedback;
