//! The whole queue against a server that keeps what the protocol says: reports with photos, drafts, second
//! thoughts and what is said afterwards, through lost answers, refusals of the way, restarts, clocks that
//! jump, and a restore from a backup.

mod server;
mod world;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use world::World;

use super::*;

/// Cases of a run when nobody asks for another number: as many as the reliability goals want with every change.
const CASES: u32 = 1_000;

/// What may happen.
#[derive(Debug, Clone)]
enum Step {
    /// A report is saved at once, with so many photos.
    Submit(u8),
    /// A draft is begun, with so many photos.
    Begin(u8),
    HandIn(Index),
    DiscardDraft(Index),
    Reply(Index),
    Undo(Index),
    Withdraw(Index),
    Erase(Index),
    /// The patrol resolves a report, and the device hears of it.
    Resolve(Index),
    Reopen(Index),
    SayWhetherFixed(Index),
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
    let index = any::<Index>;
    prop_oneof![
        3 => (0..3_u8).prop_map(Step::Submit),
        2 => (0..3_u8).prop_map(Step::Begin),
        2 => index().prop_map(Step::HandIn),
        1 => index().prop_map(Step::DiscardDraft),
        1 => index().prop_map(Step::Reply),
        1 => index().prop_map(Step::Undo),
        1 => index().prop_map(Step::Withdraw),
        1 => index().prop_map(Step::Erase),
        2 => index().prop_map(Step::Resolve),
        1 => index().prop_map(Step::Reopen),
        1 => index().prop_map(Step::SayWhetherFixed),
        9 => fate.prop_map(Step::Send),
        3 => (0..120_000_i64).prop_map(Step::Pass),
        1 => (-DAY_MS / 2..DAY_MS / 2).prop_map(Step::Pass),
        1 => Just(Step::Restart),
        1 => (0..4_u8).prop_map(Step::Restore),
    ]
}

/// As many cases as `PROPTEST_CASES` says.
fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|cases| cases.parse().ok()).unwrap_or(CASES)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn what_was_saved_arrives_exactly_once_and_what_was_taken_back_does_not(steps in vec(step(), 1..50)) {
        let mut world = World::new();
        for step in &steps {
            world.take(step);
        }
        world.heal();
        world.check();
    }
}
