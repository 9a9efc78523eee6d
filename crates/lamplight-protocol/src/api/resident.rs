//! Bodies of the calls that residents make.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::api::Cursor;
use crate::api::later::known_only;
use crate::area::{Area, AreaPack};
use crate::digest::ContentDigest;
use crate::error::{Violation, check_count};
use crate::ids::{Receipt, ReportId};
use crate::limits;
use crate::report::Category;
use crate::thread::ThreadChanges;
use crate::time::TimestampMillis;

/// The answer to `GET /v1/area`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct AreaInfo {
    /// The place.
    pub area: Area,
    /// Whether somebody at the desk is watching now.
    pub desk_watching: bool,
    /// Its map; none where the patrol has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<AreaPack>,
}

/// The answer to every write of a resident. It counts only if `id` and `digest` are those that were sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Accepted {
    /// The last id in the path of the call, echoed.
    pub id: String,
    /// The digest of the body, echoed.
    pub digest: ContentDigest,
    /// The short name by which people speak of the report.
    pub reference: String,
    /// The report's revision that the write made.
    pub revision: u32,
    /// When the server took it, by its own clock.
    pub received_at: TimestampMillis,
}

/// Takes a report back: the body of `PUT …/withdrawal/{op}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Withdrawal {}

/// Opens a report again that was resolved or closed: the body of `PUT …/reopening/{op}`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reopening {}

/// Says whether it was put right, once after each closing: the body of `PUT …/feedback/{op}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Feedback {
    /// Whether it was.
    pub fixed: bool,
}

/// Finds a report that was sent from another device: the body of `POST /v1/threads/find`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindRequest {
    /// The short name by which people speak of it, for example `AQ-7K2M9`.
    pub reference: String,
    /// Its receipt.
    pub receipt: Receipt,
}

/// The report that a reference and a receipt belong to. Its thread is read like any other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FoundReport {
    /// The report.
    pub report_id: ReportId,
    /// What it is about.
    pub category: Category,
    /// Whether it is a practice report.
    pub practice: bool,
    /// When it was seen.
    pub occurred_at: TimestampMillis,
    /// When the server took it.
    pub received_at: TimestampMillis,
}

/// A report and the receipt that opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThreadKey {
    /// The report.
    pub report_id: ReportId,
    /// Its receipt.
    pub receipt: Receipt,
    /// The newest revision that the device has; 0 for none.
    #[serde(default)]
    pub after_revision: u32,
}

/// The body of `POST /v1/threads/changes`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThreadsRequest {
    /// The threads to ask about.
    pub threads: Vec<ThreadKey>,
}

/// The answer to `POST /v1/threads/changes`, in the order of the request. Threads with nothing new are
/// left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ThreadsAnswer {
    /// What changed.
    #[serde(deserialize_with = "known_only")]
    pub threads: Vec<ThreadChanges>,
}

/// The body of `POST /v1/live`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveRequest {
    /// Where to go on in the feed; from now when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Cursor>,
    /// The threads to be told about.
    #[serde(default)]
    pub threads: Vec<ThreadKey>,
}

impl ThreadsRequest {
    /// Refuses more threads than one call may name, and a thread that is named twice: it would be told twice.
    ///
    /// # Errors
    /// A [`Violation`] of `threads`.
    pub fn check(&self) -> Result<(), Violation> {
        check_count("threads", self.threads.len(), limits::THREADS_PER_CALL_MAX)?;
        let mut named = BTreeSet::new();
        if self.threads.iter().all(|key| named.insert(key.report_id)) {
            Ok(())
        } else {
            Err(Violation::invalid("threads", "name a report twice"))
        }
    }
}

impl LiveRequest {
    /// Refuses more threads than one call may name.
    ///
    /// # Errors
    /// A [`Violation`] of `threads`.
    pub fn check(&self) -> Result<(), Violation> {
        check_count("threads", self.threads.len(), limits::THREADS_PER_CALL_MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_names_threads_up_to_its_limit() {
        let request = |count: usize| ThreadsRequest {
            threads: (0..count).map(key).collect(),
        };
        assert!(request(limits::THREADS_PER_CALL_MAX).check().is_ok());
        assert!(request(limits::THREADS_PER_CALL_MAX + 1).check().is_err());
    }

    #[test]
    fn a_call_names_a_thread_once() {
        let later = ThreadKey {
            after_revision: 7,
            ..key(1)
        };
        let request = |threads: &[&ThreadKey]| ThreadsRequest {
            threads: threads.iter().map(|&key| key.clone()).collect(),
        };
        assert!(request(&[&key(1), &key(2)]).check().is_ok());
        let refused = request(&[&key(1), &key(2), &later]).check().unwrap_err();
        assert_eq!(refused.field, "threads");
    }

    fn key(number: usize) -> ThreadKey {
        ThreadKey {
            report_id: ReportId::from_random((number as u128).to_be_bytes()),
            receipt: Receipt::from_random([1; 20]),
            after_revision: 0,
        }
    }
}
