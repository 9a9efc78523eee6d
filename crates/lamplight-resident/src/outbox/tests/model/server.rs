//! A server as the protocol wants it.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::report::NewReport;

use super::super::attention;
use crate::outbox::{Call, Frozen, Kind};
use crate::retry::Outcome;
use crate::testing::accepted;

/// Keeps every write once. Restoring a backup undoes its newest.
#[derive(Default)]
pub(super) struct Server {
    writes: Vec<Write>,
    /// Every body that ever came with an id.
    bodies: BTreeMap<(String, String, bool), Bytes>,
    revision: u32,
}

struct Write {
    sent: Frozen,
    /// As it was answered the first time, and ever after.
    revision: u32,
}

impl Server {
    pub(super) fn take(&mut self, sent: &Frozen) -> Outcome {
        self.check_body(sent);
        let erases = kind(sent) == Kind::Erasure;
        if !erases && self.knows(sent, Kind::Erasure) {
            return attention(ErrorCode::Gone);
        }
        if kind(sent) != Kind::Report && !self.knows(sent, Kind::Report) {
            assert!(erases, "something came before its report");
            return attention(ErrorCode::WrongReceipt);
        }
        if kind(sent) == Kind::Photo {
            assert!(
                self.announced(sent).contains(&sent.key.id),
                "a photo that nobody announced"
            );
        }
        let revision = self.keep(sent);
        accepted(sent, revision)
    }

    fn check_body(&mut self, sent: &Frozen) {
        let id = (
            sent.key.report_id.clone(),
            sent.key.id.clone(),
            kind(sent) == Kind::Erasure,
        );
        let first = self.bodies.entry(id).or_insert_with(|| sent.body.clone());
        assert_eq!(first, &sent.body, "an operation came with another body");
        assert_eq!(sent.digest, crate::outbox::attempt::sha256(&sent.body));
    }

    fn keep(&mut self, sent: &Frozen) -> u32 {
        if let Some(write) = self.writes.iter().find(|write| write.sent.key == sent.key) {
            return write.revision;
        }
        let revision = self.next_revision();
        self.writes.push(Write {
            sent: sent.clone(),
            revision,
        });
        revision
    }

    /// The revision of something that the patrol does.
    pub(super) fn next_revision(&mut self) -> u32 {
        self.revision += 1;
        self.revision
    }

    pub(super) fn restore(&mut self, writes_lost: usize) {
        self.writes
            .truncate(self.writes.len().saturating_sub(writes_lost));
    }

    fn of_report<'s>(&'s self, sent: &'s Frozen) -> impl Iterator<Item = &'s Frozen> {
        let writes = self.writes.iter().map(|write| &write.sent);
        writes.filter(|write| write.key.report_id == sent.key.report_id)
    }

    fn knows(&self, sent: &Frozen, wanted: Kind) -> bool {
        self.of_report(sent).any(|write| kind(write) == wanted)
    }

    /// The photos that a report announces.
    fn announced(&self, sent: &Frozen) -> BTreeSet<String> {
        let mut reports = self.of_report(sent).filter(|write| kind(write) == Kind::Report);
        let report: NewReport = serde_json::from_slice(&reports.next().unwrap().body).unwrap();
        let photos = report.photos.iter();
        photos.map(|photo| photo.sha256.as_str().to_owned()).collect()
    }

    /// The writes of this kind: of which report, and their ids.
    pub(super) fn writes(&self, wanted: Kind) -> BTreeSet<(String, String)> {
        let writes = self.writes.iter().map(|write| &write.sent);
        let wanted = writes.filter(|write| kind(write) == wanted);
        wanted
            .map(|write| (write.key.report_id.clone(), write.key.id.clone()))
            .collect()
    }
}

pub(super) fn kind(sent: &Frozen) -> Kind {
    match sent.call {
        Call::Report(..) => Kind::Report,
        Call::Photo(..) => Kind::Photo,
        Call::Message(..) => Kind::Message,
        Call::Withdrawal(..) => Kind::Withdrawal,
        Call::Reopening(..) => Kind::Reopening,
        Call::Feedback(..) => Kind::Feedback,
        Call::Erasure(..) => Kind::Erasure,
    }
}
