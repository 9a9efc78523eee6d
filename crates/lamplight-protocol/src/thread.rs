//! What happened to a report, and what resident and patrol said to each other about it.

use serde::{Deserialize, Serialize};

use crate::error::Violation;
use crate::ids::{NewsId, OperationId, ReportId};
use crate::limits;
use crate::redaction::RemovedPart;
use crate::status::{ClosingReason, Ending, Status};
use crate::text::check_required_text;
use crate::time::TimestampMillis;

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Author {
    /// The holder of the receipt.
    Resident,
    /// The patrol. Residents are not told which person.
    Patrol,
}

/// One entry of a thread, in the order of revisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct ThreadEntry {
    /// The report's revision that this entry made. Revisions start at 1 and grow by one.
    pub revision: u32,
    /// When the server took it, by the server's clock.
    pub at: TimestampMillis,
    /// What it is.
    #[serde(flatten)]
    pub content: EntryContent,
}

/// What an entry of a thread says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum EntryContent {
    /// Somebody wrote.
    Message {
        /// The operation that carried it, so that the device knows its own again.
        id: OperationId,
        /// Who wrote.
        from: Author,
        /// What they wrote.
        text: String,
    },
    /// The report changed its status.
    Status {
        /// The new status.
        status: Status,
        /// How it ended, where it did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ending: Option<Ending>,
    },
    /// The resident said whether it was put right.
    Feedback {
        /// Whether it was.
        fixed: bool,
    },
    /// The report of which this one is a duplicate changed its status.
    Original {
        /// Its new status.
        status: Status,
        /// Why nothing was done, where nothing was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<ClosingReason>,
    },
    /// The patrol removed a part of the report.
    Removed {
        /// Which.
        part: RemovedPart,
        /// What is left of a text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left: Option<String>,
    },
    /// The patrol did something that this report, with others, asked for.
    Initiative {
        /// The news that tell of it.
        news: NewsId,
    },
    /// Something that this version does not know; it is passed over.
    #[serde(other)]
    Unknown,
}

/// A message on its way to the server: the body of `PUT …/messages/{op}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewMessage {
    /// What to say.
    pub text: String,
}

impl NewMessage {
    /// Checks that the message says something and fits.
    ///
    /// # Errors
    /// A [`Violation`] of `text`.
    pub fn check(&self) -> Result<(), Violation> {
        check_required_text("text", &self.text, limits::MESSAGE_CHARS_MAX)
    }
}

/// What changed in one thread since the revision that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThreadChanges {
    /// The report.
    pub report_id: ReportId,
    /// What became of it.
    #[serde(flatten)]
    pub state: ThreadState,
}

/// Whether the receipt still opens the report, and what is new in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ThreadState {
    /// The thread is there.
    Open {
        /// Its newest revision.
        revision: u32,
        /// The short name by which people speak of it, for example `AQ-7K2M9`.
        reference: String,
        /// Where the report stands.
        status: Status,
        /// Entries after the revision that was asked for, oldest first.
        entries: Vec<ThreadEntry>,
    },
    /// No report under this id opens with this receipt. The two cases are not told apart, so that nobody
    /// can probe for ids.
    Unknown,
    /// It was erased.
    Erased,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_message_passes_from_one_character_to_its_limit(chars in 0_usize..=limits::MESSAGE_CHARS_MAX + 1) {
            let message = NewMessage { text: "é".repeat(chars) };
            let fits = (1..=limits::MESSAGE_CHARS_MAX).contains(&chars);
            prop_assert_eq!(message.check().is_ok(), fits);
        }
    }

    #[test]
    fn an_entry_of_a_later_version_is_passed_over() {
        let json = r#"{"revision":2,"at":"1970-01-01T00:00:00.000Z","kind":"visit","minutes":4}"#;
        let entry: ThreadEntry = serde_json::from_str(json).unwrap();
        assert_eq!(entry.content, EntryContent::Unknown);
    }

    #[test]
    fn an_entry_is_flat_and_tagged_on_the_wire() {
        let entry = ThreadEntry {
            revision: 2,
            at: TimestampMillis::from_millis(0),
            content: EntryContent::Status {
                status: Status::Seen,
                ending: None,
            },
        };
        let json = serde_json::to_string(&entry).unwrap();
        assert_eq!(
            json,
            r#"{"revision":2,"at":"1970-01-01T00:00:00.000Z","kind":"status","status":"seen"}"#
        );
        assert_eq!(serde_json::from_str::<ThreadEntry>(&json).unwrap(), entry);
    }
}
