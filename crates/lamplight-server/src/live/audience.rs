//! Who is listening, and so what of the journal they hear.

use std::collections::HashSet;

use axum::body::Bytes;
use lamplight_protocol::ids::ReportId;
use lamplight_store::model::{Belonging, Reach};

use super::ring::Content;

/// Who is listening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Audience {
    /// Anybody: the public feed.
    Public,
    /// The holder of receipts: the public feed, and hints for these reports.
    Holder(HashSet<ReportId>),
    /// Staff: the public feed, and hints for the reports within their reach.
    Staff(Reach),
}

impl Audience {
    /// What this audience hears of a row, if anything.
    pub(super) fn hears<'a>(&self, content: &'a Content) -> Option<&'a Bytes> {
        match (self, content) {
            (_, Content::Public(bytes)) => Some(bytes),
            (
                Self::Staff(reach),
                Content::Report {
                    for_staff, belonging, ..
                },
            ) if may_know(reach, belonging.as_ref()) => Some(for_staff),
            (Self::Holder(reports), Content::Report { id, for_resident, .. }) if reports.contains(id) => {
                Some(for_resident)
            }
            (Self::Public | Self::Holder(_) | Self::Staff(_), Content::Report { .. }) => None,
        }
    }
}

/// Nothing tells any more whose an erased report was. That it is gone is told to everybody who reads reports,
/// so that its words leave every screen; the hint holds an id that opens nothing.
fn may_know(reach: &Reach, report: Option<&Belonging>) -> bool {
    match report {
        Some(report) => reach.covers(report),
        None => reach.is_something(),
    }
}
