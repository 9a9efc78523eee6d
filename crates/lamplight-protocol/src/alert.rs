//! Safety alerts, with the fields of the Common Alerting Protocol 1.2 (OASIS, CAP-v1.2-os).

mod content;
mod scales;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::ids::{AlertId, OperationId};
use crate::time::TimestampMillis;

pub(crate) use self::content::check_texts;
pub use self::content::{AlertContent, AlertText, ClosingText, check_closing};
pub use self::scales::{AlertCategory, AlertStatus, Certainty, Level, Severity, Urgency, level};

/// Where an alert stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum AlertState {
    /// Being written; nobody outside sees it.
    Draft,
    /// Waiting for a second person.
    AwaitingApproval,
    /// Approved, and not begun.
    Scheduled,
    /// In force as first published.
    Active,
    /// In force, changed since it was published.
    Updated,
    /// Over: the all-clear was given.
    Ended,
    /// Taken back: it should not have been sent.
    Recalled,
    /// Its time ran out. Only the desk is told so: for residents their own clock tells.
    Expired,
}

/// Names an earlier message of the same alert (CAP `references`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct AlertReference {
    /// Its identifier.
    pub identifier: OperationId,
    /// When it was sent.
    pub sent: TimestampMillis,
}

/// An alert as it is published. Every change is a new message of the same alert: it has its own
/// `identifier` and `sent`, and refers to those before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct Alert {
    /// The alert, through all its messages.
    pub id: AlertId,
    /// Grows by one with each message; starts at 1.
    pub revision: u32,
    /// Where it stands. Whether it has expired is for the reader's clock to tell.
    pub state: AlertState,
    /// This message (CAP `identifier`).
    pub identifier: OperationId,
    /// The deployment that sends it (CAP `sender`).
    pub sender: String,
    /// When this message was sent (CAP `sent`), by the server's clock.
    pub sent: TimestampMillis,
    /// Earlier messages, oldest first (CAP `references`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional = nullable, as = "Option<Vec<AlertReference>>"))]
    pub references: Vec<AlertReference>,
    /// How loud it is.
    pub level: Level,
    /// What it says.
    pub content: AlertContent,
    /// What was said at its end, in each language; empty when nothing was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "ts", ts(optional = nullable, as = "Option<Vec<ClosingText>>"))]
    pub closing: Vec<ClosingText>,
}

impl Alert {
    /// Whether people should act on it now. A scheduled alert comes into force by the reader's clock: no
    /// second message says so, because one that is lost would leave people unwarned.
    pub fn is_in_force(&self, now: TimestampMillis) -> bool {
        let published = matches!(
            self.state,
            AlertState::Scheduled | AlertState::Active | AlertState::Updated
        );
        published && self.content.effective.is_none_or(|begins| begins <= now) && now < self.content.expires
    }
}
