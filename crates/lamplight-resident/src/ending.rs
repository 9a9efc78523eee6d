//! What a resident may still do about a report that has ended. Pure.

use lamplight_protocol::limits::REOPEN_WINDOW_MS;
use lamplight_protocol::status::Status;
use lamplight_protocol::thread::{EntryContent, ThreadEntry};
use lamplight_protocol::time::TimestampMillis;

/// How a report ended the last time, and whether the resident has said something to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ending {
    /// When, by the server's clock.
    at: TimestampMillis,
    /// The resident said whether it was put right.
    pub(crate) is_answered: bool,
}

impl Ending {
    /// Reads it from the entries of a thread, oldest first. None while the report is open, was withdrawn, or
    /// has no entries here yet.
    pub(crate) fn of(entries: &[ThreadEntry]) -> Option<Self> {
        let mut ending = None;
        for entry in entries {
            match entry.content {
                EntryContent::Status {
                    status: Status::Resolved | Status::Closed,
                    ..
                } => {
                    ending = Some(Self {
                        at: entry.at,
                        is_answered: false,
                    });
                }
                EntryContent::Status { .. } => ending = None,
                EntryContent::Feedback { .. } => {
                    ending = ending.map(|ending| Self {
                        is_answered: true,
                        ..ending
                    });
                }
                EntryContent::Message { .. }
                | EntryContent::Original { .. }
                | EntryContent::Removed { .. }
                | EntryContent::Initiative { .. }
                | EntryContent::Unknown => {}
            }
        }
        ending
    }

    /// Whether it is lately enough to be opened again. The server has the last word, by its own clock.
    pub(crate) fn may_reopen(self, now: TimestampMillis) -> bool {
        now.millis_since(self.at) <= REOPEN_WINDOW_MS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(contents: &[EntryContent]) -> Vec<ThreadEntry> {
        (1..)
            .zip(contents)
            .map(|(revision, content)| ThreadEntry {
                revision,
                at: TimestampMillis::from_millis(i64::from(revision) * 1_000),
                content: content.clone(),
            })
            .collect()
    }

    fn became(status: Status) -> EntryContent {
        EntryContent::Status { status, ending: None }
    }

    const FIXED: EntryContent = EntryContent::Feedback { fixed: true };

    #[test]
    fn only_resolved_and_closed_reports_have_ended_in_this_sense() {
        assert_eq!(Ending::of(&[]), None);
        for status in Status::ALL {
            let ended = Ending::of(&entries(&[became(Status::Received), became(status)])).is_some();
            assert_eq!(ended, matches!(status, Status::Resolved | Status::Closed));
        }
    }

    #[test]
    fn each_ending_is_asked_about_once() {
        let mut thread = vec![became(Status::Resolved)];
        assert!(!Ending::of(&entries(&thread)).unwrap().is_answered);
        thread.extend([EntryContent::Unknown, FIXED]);
        assert!(Ending::of(&entries(&thread)).unwrap().is_answered);
        thread.push(became(Status::Seen));
        assert_eq!(Ending::of(&entries(&thread)), None);
        thread.push(became(Status::Closed));
        assert!(!Ending::of(&entries(&thread)).unwrap().is_answered);
    }

    #[test]
    fn a_report_may_be_opened_again_until_the_window_closes() {
        let ending = Ending::of(&entries(&[became(Status::Closed)])).unwrap();
        let closes = TimestampMillis::from_millis(1_000 + REOPEN_WINDOW_MS);
        assert!(ending.may_reopen(closes));
        assert!(!ending.may_reopen(closes.plus_millis(1)));
    }
}
