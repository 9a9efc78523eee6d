//! Reports: how they come in, change, are read and are erased.

pub(crate) mod accept;
pub(crate) mod assign;
pub(crate) mod counts;
pub(crate) mod desk;
pub(crate) mod desk_log;
pub(crate) mod disclose;
pub(crate) mod entries;
pub(crate) mod erase;
pub(crate) mod export;
pub(crate) mod find;
pub(crate) mod hold;
pub(crate) mod list;
pub(crate) mod marks;
pub(crate) mod merge;
pub(crate) mod open;
pub(crate) mod reach;
pub(crate) mod receipt;
pub(crate) mod redact;
pub(crate) mod refer;
pub(crate) mod resident;
pub(crate) mod sealed;
pub(crate) mod service;
pub(crate) mod staff;
pub(crate) mod summary;
pub(crate) mod threads;
pub(crate) mod under_change;
