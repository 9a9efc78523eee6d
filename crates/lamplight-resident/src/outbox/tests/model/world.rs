//! A device, its server, and what the resident was told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use lamplight_protocol::status::{Ending, Status};
use lamplight_protocol::thread::{EntryContent, ThreadEntry};
use proptest::sample::Index;

use super::super::*;
use super::server::Server;
use super::{Fate, Step};
use crate::config::UNDO_HOLD_MS;
use crate::photo::PreparedPhoto;
use crate::testing::{photo, picture};

/// Photos by their hashes.
type Photos = BTreeSet<String>;

/// Pictures that differ, also as JPEG.
const SHADES: [u8; 2] = [1, 120];
/// The same, prepared once: that is what takes long in a debug build.
static PREPARED: LazyLock<[PreparedPhoto; 2]> = LazyLock::new(|| SHADES.map(photo));

pub(super) struct World {
    device: Device,
    server: Server,
    /// Begun, and neither handed in nor discarded.
    drafts: BTreeMap<ReportId, Photos>,
    /// Saved, and neither undone nor erased.
    saved: BTreeMap<ReportId, Photos>,
    /// What was said about reports, by kind.
    said: Vec<(ReportId, Kind)>,
}

impl World {
    pub(super) fn new() -> Self {
        Self {
            device: Device::holding_for_undo(UNDO_HOLD_MS),
            server: Server::default(),
            drafts: BTreeMap::new(),
            saved: BTreeMap::new(),
            said: Vec::new(),
        }
    }

    pub(super) fn take(&mut self, step: &Step) {
        match step {
            Step::Submit(photos) => self.submit(*photos),
            Step::Begin(photos) => self.begin(*photos),
            Step::Send(fate) => self.send(*fate),
            Step::Pass(ms) => self.device.pass(*ms),
            Step::Restart => self.device.restart(),
            Step::Restore(writes_lost) => self.restore(usize::from(*writes_lost)),
            Step::HandIn(index) | Step::DiscardDraft(index) => {
                if let Some(id) = pick(&self.drafts, index) {
                    self.act_on_draft(step, id);
                }
            }
            Step::Undo(index) | Step::Withdraw(index) | Step::Erase(index) => {
                if let Some(id) = pick(&self.saved, index) {
                    self.take_back(step, id);
                }
            }
            Step::Reply(index)
            | Step::Resolve(index)
            | Step::Reopen(index)
            | Step::SayWhetherFixed(index) => {
                if let Some(id) = pick(&self.saved, index) {
                    self.go_on(step, id);
                }
            }
        }
    }

    fn submit(&mut self, photos: u8) {
        let photos = &PREPARED[..usize::from(photos)];
        let draft = draft(Category::Vandalism);
        let saved = self.device.core.submit_report(&draft, photos).unwrap();
        let hashes = photos
            .iter()
            .map(|photo| photo.shown().sha256.as_str().to_owned());
        self.saved.insert(saved.id, hashes.collect());
    }

    fn begin(&mut self, photos: u8) {
        let core = &self.device.core;
        let id = core.start_draft(Category::Vandalism).unwrap().id;
        core.save_draft(id, &draft(Category::Vandalism)).unwrap();
        let attach = |shade: &u8| core.attach_photo(id, &picture(*shade)).unwrap().sha256;
        let shades = &SHADES[..usize::from(photos)];
        let hashes = shades.iter().map(|shade| attach(shade).as_str().to_owned());
        self.drafts.insert(id, hashes.collect());
    }

    fn act_on_draft(&mut self, step: &Step, id: ReportId) {
        let core = &self.device.core;
        if matches!(step, Step::DiscardDraft(_)) {
            core.discard_draft(id).unwrap();
            self.drafts.remove(&id);
            return;
        }
        match core.submit_draft(id) {
            Ok(saved) => {
                assert_eq!(saved.id, id);
                self.saved.extend(self.drafts.remove_entry(&id));
            }
            // It was undone, and the clock was set back to before what it tells of.
            Err(refusal) => assert!(
                matches!(&refusal, CoreError::Invalid { field, .. } if field == "occurred_at"),
                "{refusal:?}"
            ),
        }
    }

    fn take_back(&mut self, step: &Step, id: ReportId) {
        let core = &self.device.core;
        let is_gone = match step {
            // Refused when it is on its way already, or something was added.
            Step::Undo(_) => core.undo_report(id).is_ok(),
            // Refused when it is over already.
            Step::Withdraw(_) => core.withdraw_report(id).is_ok() && core.thread(id).unwrap().is_none(),
            _ => core.erase_report(id).is_ok(),
        };
        if is_gone {
            let photos = self.saved.remove(&id).unwrap();
            self.said.retain(|(about, _)| *about != id);
            if matches!(step, Step::Undo(_)) {
                self.drafts.insert(id, photos);
            }
        }
    }

    fn go_on(&mut self, step: &Step, id: ReportId) {
        let core = &self.device.core;
        let thread = core.thread(id).unwrap().unwrap();
        let said = match step {
            Step::Reply(_) => core.reply(id, "It is the north wall.").map(|_| Kind::Message),
            // Nothing more is said while a wish to reopen waits.
            Step::Reopen(_) if thread.reopening => return,
            Step::Reopen(_) => core.reopen_report(id).map(|()| Kind::Reopening),
            Step::SayWhetherFixed(_) => core.give_feedback(id, true).map(|()| Kind::Feedback),
            _ => return self.resolve(id),
        };
        // What is said of endings is refused where the thread does not offer it, and nowhere else.
        let is_offered = match step {
            Step::Reopen(_) => thread.may_reopen,
            Step::SayWhetherFixed(_) => thread.ask_if_fixed,
            _ => true,
        };
        assert_eq!(said.is_ok(), is_offered, "{step:?}");
        self.said.extend(said.ok().map(|kind| (id, kind)));
    }

    /// The patrol can do so once it has the report.
    fn resolve(&mut self, id: ReportId) {
        let now = self.device.now();
        let entry = ThreadEntry {
            revision: self.server.next_revision(),
            at: now,
            content: EntryContent::Status {
                status: Status::Resolved,
                ending: Some(Ending::default()),
            },
        };
        let hear = |tx: &Connection| match threads::status(tx, id)? {
            Some(status) if status.is_open() => threads::put_entry(tx, id, &entry),
            _ => Ok(()),
        };
        self.device.core.write(hear).unwrap();
    }

    fn send(&mut self, fate: Fate) {
        let now = self.device.now();
        let pull_back = |tx: &Connection| pull_back(tx, now, UNDO_HOLD_MS);
        self.device.core.write(pull_back).unwrap();
        let Some(operation) = self.device.try_attempt() else {
            return;
        };
        let outcome = match fate {
            Fate::Answered => self.server.take(&operation),
            Fate::AnswerLost => {
                self.server.take(&operation);
                Outcome::RetryAt(now.plus_millis(1_000))
            }
            Fate::NeverArrived => Outcome::RetryAt(now.plus_millis(1_000)),
        };
        self.device.settle(&operation, &outcome);
    }

    fn restore(&mut self, writes_lost: usize) {
        self.server.restore(writes_lost);
        let now = self.device.now();
        self.device.core.write(|tx| present_again(tx, now)).unwrap();
    }

    /// From now on everything works.
    pub(super) fn heal(&mut self) {
        for _ in 0..1_000 {
            self.device.pass(RETRY_DELAY_MS_MAX);
            if self.device.core.outbox().unwrap().waiting == 0 {
                return;
            }
            self.send(Fate::Answered);
        }
        panic!("the queue never emptied");
    }

    /// The patrol has what was saved, once, and nothing else; the device shows the same.
    pub(super) fn check(&self) {
        let core = &self.device.core;
        assert_eq!(core.outbox().unwrap(), Outbox::default());
        assert_eq!(
            self.standing(Kind::Report),
            of_all(&self.saved, |id, _| vec![id.to_string()])
        );
        let photos = of_all(&self.saved, |_, photos| photos.iter().cloned().collect());
        assert_eq!(self.standing(Kind::Photo), photos);
        for kind in [Kind::Message, Kind::Reopening, Kind::Feedback] {
            let arrived = self.standing(kind);
            let arrived = arrived
                .iter()
                .map(|(report, _)| report.clone())
                .collect::<Vec<_>>();
            let said = self.said.iter().filter(|(_, said)| *said == kind);
            let mut said: Vec<String> = said.map(|(report, _)| report.to_string()).collect();
            said.sort();
            assert_eq!(arrived, said, "{kind:?}");
        }
        let reports = core.reports().unwrap();
        let here: BTreeSet<ReportId> = reports.iter().map(|report| report.id).collect();
        assert_eq!(here, self.saved.keys().copied().collect());
        for draft in core.drafts().unwrap() {
            let photos = draft.photos.iter().map(|photo| photo.sha256.as_str().to_owned());
            assert_eq!(self.drafts.get(&draft.id), Some(&photos.collect()));
        }
        assert_eq!(core.drafts().unwrap().len(), self.drafts.len());
    }

    /// What of this kind is at the patrol and not erased.
    fn standing(&self, kind: Kind) -> BTreeSet<(String, String)> {
        let erased = self.server.writes(Kind::Erasure);
        let is_erased = |report: &str| erased.iter().any(|(other, _)| other == report);
        let writes = self.server.writes(kind).into_iter();
        writes.filter(|(report, _)| !is_erased(report)).collect()
    }
}

fn pick(from: &BTreeMap<ReportId, Photos>, index: &Index) -> Option<ReportId> {
    let all: Vec<ReportId> = from.keys().copied().collect();
    (!all.is_empty()).then(|| *index.get(&all))
}

fn of_all(
    saved: &BTreeMap<ReportId, Photos>,
    ids: impl Fn(&ReportId, &Photos) -> Vec<String>,
) -> BTreeSet<(String, String)> {
    let each = saved.iter().flat_map(|(report, photos)| {
        let ids = ids(report, photos).into_iter();
        ids.map(|id| (report.to_string(), id))
    });
    each.collect()
}
