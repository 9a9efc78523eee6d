//! Who is listening, and so what of the journal they hear.

use std::collections::HashMap;

use axum::body::Bytes;
use lamplight_protocol::ids::ReportId;
use lamplight_store::model::{Belonging, Reach};

use super::ring::Content;

/// Who is listening.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Audience {
    /// Anybody: the public feed.
    Public,
    /// The holder of receipts: the public feed, and hints for these reports, each with the revision of which they
    /// were told. They are told of newer ones only: what the desk notes for itself makes no revision, and when it
    /// does so is nobody's to know.
    Holder(HashMap<ReportId, u32>),
    /// Staff: the public feed, and hints for the reports within their reach.
    Staff(Reach),
}

impl Audience {
    /// What this audience hears of a row, if anything. Whatever is given here must be told.
    pub(super) fn hears<'a>(&mut self, content: &'a Content) -> Option<&'a Bytes> {
        let hint = match content {
            Content::Public(bytes) => return Some(bytes),
            Content::Report(hint) => hint,
        };
        match self {
            Self::Public => None,
            Self::Staff(reach) => may_know(reach, hint.belonging.as_ref()).then_some(&hint.for_staff),
            Self::Holder(told) => {
                let told = told.get_mut(&hint.id).filter(|told| **told < hint.revision)?;
                *told = hint.revision;
                Some(&hint.for_resident)
            }
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
