//! What people outside the console are reminded of: how much of each kind waits, and nothing else about it.

use lamplight_protocol::time::TimestampMillis;

use crate::model::Channel;

/// How much waits for the desk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Reports that were not answered when that was due.
    pub reports: u32,
    /// Alerts that wait for a second person.
    pub proposals: u32,
    /// Alerts that one person sent alone, and that nobody has reviewed.
    pub reviews: u32,
}

impl Waiting {
    /// Whether nothing does.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }

    /// The smaller number of each kind.
    pub(crate) fn at_most(self, most: Self) -> Self {
        Self {
            reports: self.reports.min(most.reports),
            proposals: self.proposals.min(most.proposals),
            reviews: self.reviews.min(most.reviews),
        }
    }
}

/// A reminder that a channel is to give, taken for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminder {
    /// The channel.
    pub channel: Channel,
    /// Of what.
    pub waiting: Waiting,
    /// Attempts so far, this one included.
    pub attempts: u32,
}

/// A reminder that was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LostReminder {
    /// The channel.
    pub channel: Channel,
    /// When it was given up.
    pub at: TimestampMillis,
}
