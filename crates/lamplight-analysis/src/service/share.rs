//! A share with what it is a share of.

use serde::{Deserialize, Serialize};

/// A part of a whole; no share where there is no whole.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// How many it holds for.
    pub part: usize,
    /// Out of how many.
    pub whole: usize,
}

impl Share {
    /// From 0 to 1.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }

    pub(super) fn of(marks: impl Iterator<Item = bool>) -> Self {
        let add = |share: Self, mark: bool| Self {
            part: share.part + usize::from(mark),
            whole: share.whole + 1,
        };
        marks.fold(Self::default(), add)
    }
}
