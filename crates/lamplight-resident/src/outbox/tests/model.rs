//! The whole queue against a server that keeps what the protocol says, through lost answers, refusals of the
//! way, restarts, clocks that jump, and a restore from a backup.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::config::UNDO_HOLD_MS;
use crate::outbox::Frozen;

/// What may happen.
#[derive(Debug, Clone)]
enum Step {
    Submit,
    Reply(Index),
    Undo(Index),
    Withdraw(Index),
    Erase(Index),
    /// The operation that is due first is sent.
    Send(Fate),
    /// Time goes on, or the clock is set back.
    Pass(i64),
    Restart,
    /// The server is restored from a backup that lacks its newest writes.
    Restore(u8),
}

/// What becomes of a call.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Answered,
    AnswerLost,
    NeverArrived,
}

fn step() -> impl Strategy<Value = Step> {
    let fate = prop_oneof![
        3 => Just(Fate::Answered),
        1 => Just(Fate::AnswerLost),
        1 => Just(Fate::NeverArrived),
    ];
    prop_oneof![
        3 => Just(Step::Submit),
        1 => any::<Index>().prop_map(Step::Reply),
        1 => any::<Index>().prop_map(Step::Undo),
        1 => any::<Index>().prop_map(Step::Withdraw),
        1 => any::<Index>().prop_map(Step::Erase),
        6 => fate.prop_map(Step::Send),
        3 => (0..120_000_i64).prop_map(Step::Pass),
        1 => (-DAY_MS / 2..DAY_MS / 2).prop_map(Step::Pass),
        1 => Just(Step::Restart),
        1 => (0..4_u8).prop_map(Step::Restore),
    ]
}

/// A server as the protocol wants it. Restoring a backup undoes its newest writes.
#[derive(Default)]
struct Server {
    writes: Vec<Frozen>,
    /// Every body that ever came with an id.
    bodies: BTreeMap<(String, String, bool), Bytes>,
}

impl Server {
    fn take(&mut self, sent: &Frozen) -> Outcome {
        let erases = matches!(sent.call, Call::Erasure(_));
        let first = self
            .bodies
            .entry((sent.key.report_id.clone(), sent.key.id.clone(), erases))
            .or_insert_with(|| sent.body.clone());
        assert_eq!(first, &sent.body, "an operation came with another body");
        let known = |call: fn(&Call) -> bool| {
            self.writes
                .iter()
                .any(|write| write.key.report_id == sent.key.report_id && call(&write.call))
        };
        if !erases && known(|call| matches!(call, Call::Erasure(_))) {
            return attention(ErrorCode::Gone);
        }
        if !matches!(sent.call, Call::Report(_)) && !known(|call| matches!(call, Call::Report(_))) {
            assert!(erases, "something came before its report");
            return attention(ErrorCode::WrongReceipt);
        }
        if !self.writes.iter().any(|write| write.key == sent.key) {
            self.writes.push(sent.clone());
        }
        accepted(sent, 2)
    }

    fn restore(&mut self, writes_lost: usize) {
        self.writes
            .truncate(self.writes.len().saturating_sub(writes_lost));
    }

    fn ids(&self, wanted: fn(&Call) -> bool) -> BTreeSet<String> {
        let writes = self.writes.iter().filter(|write| wanted(&write.call));
        writes.map(|write| write.key.id.clone()).collect()
    }
}

/// A device, its server, and what the resident was told.
struct World {
    device: Device,
    server: Server,
    /// Saved, and neither undone nor erased.
    saved: BTreeSet<ReportId>,
}

impl World {
    fn new() -> Self {
        Self {
            device: Device::holding_for_undo(UNDO_HOLD_MS),
            server: Server::default(),
            saved: BTreeSet::new(),
        }
    }

    fn pick(&self, index: &Index) -> Option<ReportId> {
        let all: Vec<ReportId> = self.saved.iter().copied().collect();
        (!all.is_empty()).then(|| *index.get(&all))
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Submit => {
                let saved = self
                    .device
                    .core
                    .submit_report(&draft(Category::Vandalism), &[])
                    .unwrap();
                self.saved.insert(saved.id);
            }
            Step::Send(fate) => self.send(*fate),
            Step::Pass(ms) => self.device.pass(*ms),
            Step::Restart => self.device.restart(),
            Step::Restore(writes_lost) => self.restore(usize::from(*writes_lost)),
            Step::Reply(index) | Step::Undo(index) | Step::Withdraw(index) | Step::Erase(index) => {
                if let Some(id) = self.pick(index) {
                    self.act(step, id);
                }
            }
        }
    }

    fn act(&mut self, step: &Step, id: ReportId) {
        let core = &self.device.core;
        match step {
            Step::Reply(_) => _ = core.reply(id, "It is the north wall.").unwrap(),
            Step::Undo(_) => {
                // Refused when it is on its way already.
                if core.undo_report(id).is_ok() {
                    self.saved.remove(&id);
                }
            }
            Step::Withdraw(_) => {
                // Refused when it is over already.
                let _ = core.withdraw_report(id);
                if core.thread(id).unwrap().is_none() {
                    self.saved.remove(&id);
                }
            }
            _ => {
                core.erase_report(id).unwrap();
                self.saved.remove(&id);
            }
        }
    }

    fn send(&mut self, fate: Fate) {
        let now = self.device.now();
        self.device
            .core
            .db()
            .write(|tx| pull_back(tx, now, UNDO_HOLD_MS))
            .unwrap();
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
        self.device.core.db().write(|tx| present_again(tx, now)).unwrap();
    }

    /// From now on everything works.
    fn heal(&mut self) {
        for _ in 0..1_000 {
            self.device.pass(RETRY_DELAY_MS_MAX);
            if self.device.core.outbox().unwrap().waiting == 0 {
                return;
            }
            self.send(Fate::Answered);
        }
        panic!("the queue never emptied");
    }
}

proptest! {
    // As many as the reliability goals ask for with every change.
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_was_saved_arrives_exactly_once_and_what_was_taken_back_does_not(steps in vec(step(), 1..50)) {
        let mut world = World::new();
        for step in &steps {
            world.take(step);
        }
        world.heal();
        let reports = world.server.ids(|call| matches!(call, Call::Report(_)));
        let erased = world.server.ids(|call| matches!(call, Call::Erasure(_)));
        let standing: BTreeSet<String> = reports.difference(&erased).cloned().collect();
        let saved: BTreeSet<String> = world.saved.iter().map(ToString::to_string).collect();
        prop_assert_eq!(standing, saved);
        prop_assert_eq!(world.device.core.outbox().unwrap(), Outbox::default());
        let here: BTreeSet<ReportId> =
            world.device.core.reports().unwrap().iter().map(|report| report.id).collect();
        prop_assert_eq!(here, world.saved);
    }
}
