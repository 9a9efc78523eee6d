//! Reports: how they come in, change, are read and are erased.

pub(crate) mod accept;
pub(crate) mod desk;
pub(crate) mod entries;
pub(crate) mod erase;
pub(crate) mod export;
pub(crate) mod find;
pub(crate) mod reach;
pub(crate) mod receipt;
pub(crate) mod resident;
pub(crate) mod sealed;
pub(crate) mod staff;
pub(crate) mod threads;
pub(crate) mod under_change;
