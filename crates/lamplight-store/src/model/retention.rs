//! How long things are kept.

use lamplight_protocol::time::TimestampMillis;

/// What ended before these times is forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cutoffs {
    /// Reports, with all that was said about them.
    pub reports: TimestampMillis,
    /// Reports of suspicious activity for which there was no basis: they are about somebody who did nothing.
    pub unfounded: TimestampMillis,
    /// Photos.
    pub photos: TimestampMillis,
}

/// What is forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forgetting {
    /// Reports, with all that was said about them.
    Reports,
    /// Photos of reports that stay.
    Photos,
}
