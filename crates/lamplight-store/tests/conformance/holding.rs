//! A report is held for a legal case.

use lamplight_protocol::api::{HoldChange, HoldStage, HoldStep};
use lamplight_protocol::limits::HOLD_ASKED_MS_MAX;
use lamplight_protocol::redaction::{Redaction, RemovedPart};
use lamplight_store::Store;
use lamplight_store::model::{Acceptance, Erasure, Reach, StaffAction, StaffOperation, StaffWrite};

use crate::fixtures::{accept, at, by_dispatcher, done, done_before, hash, person, report_id};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    it_takes_two_people_to_hold_a_report_and_two_to_let_it_go,
    what_is_held_is_neither_erased_nor_redacted,
    a_hold_that_nobody_agrees_with_lapses,
    a_step_that_was_taken_before_is_not_taken_again,
    a_held_report_cannot_be_deleted_by_mistake,
);

/// A step of a hold of report 1 by somebody, in operation `number`.
pub(crate) fn step(number: u32, by: u32, step: HoldStep) -> StaffOperation {
    let change = HoldChange {
        step,
        reason: format!("case {number}"),
    };
    StaffOperation {
        by: person(by),
        ..by_dispatcher(number, StaffAction::Hold(change))
    }
}

async fn stage(store: &dyn Store) -> Option<HoldStage> {
    let report = store.report(&Reach::EVERYTHING, report_id(1)).await.unwrap();
    report.unwrap().hold.map(|hold| hold.stage)
}

fn erasure(seconds: i64) -> Erasure {
    Erasure {
        report_id: report_id(1),
        receipt_hash: hash(1),
        at: at(seconds),
    }
}

fn redaction(number: u32) -> StaffOperation {
    by_dispatcher(
        number,
        StaffAction::Redact(Redaction {
            revision: 1,
            part: RemovedPart::Note,
            spans: None,
            reason: "names somebody".into(),
        }),
    )
}

async fn it_takes_two_people_to_hold_a_report_and_two_to_let_it_go(home: Home) {
    use HoldStage::{Asked, EndAsked, Standing};
    use HoldStep::{Agree, Ask, AskEnd, TakeBack};
    let store = home.open().await;
    accept(&*store, [1]).await;
    let elsewhere = StaffWrite::ChangedMeanwhile(1);
    let alone = StaffWrite::SecondPersonNeeded;
    for (number, (by, taken, answer, after)) in (10..).zip([
        (1, Agree, elsewhere.clone(), None),
        (1, AskEnd, elsewhere.clone(), None),
        (1, TakeBack, elsewhere.clone(), None),
        (1, Ask, done(1), Some(Asked)),
        (2, Ask, elsewhere.clone(), Some(Asked)),
        (1, Agree, alone.clone(), Some(Asked)),
        (1, TakeBack, done(1), None),
        (1, Ask, done(1), Some(Asked)),
        (2, AskEnd, elsewhere.clone(), Some(Asked)),
        (2, Agree, done(1), Some(Standing)),
        (3, Agree, elsewhere.clone(), Some(Standing)),
        (1, TakeBack, elsewhere, Some(Standing)),
        (1, AskEnd, done(1), Some(EndAsked)),
        (2, TakeBack, done(1), Some(Standing)),
        (2, AskEnd, done(1), Some(EndAsked)),
        (2, Agree, alone, Some(EndAsked)),
        (1, Agree, done(1), None),
    ]) {
        let answered = store.change_report(&step(number, by, taken)).await.unwrap();
        assert_eq!(answered, answer, "{number} {taken:?}");
        assert_eq!(stage(&*store).await, after, "{number} {taken:?}");
    }
    let report = store.report(&Reach::EVERYTHING, report_id(1)).await.unwrap();
    assert_eq!(report.unwrap().desk.len(), 8, "each step that was taken is told");
}

async fn what_is_held_is_neither_erased_nor_redacted(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let hold = [step(10, 1, HoldStep::Ask), step(11, 2, HoldStep::Agree)];
    for (number, taken) in (20..).zip(hold) {
        store.change_report(&taken).await.unwrap();
        assert_eq!(
            store.erase_report(&erasure(2_000)).await.unwrap(),
            Acceptance::OnHold
        );
        let redacted = store.change_report(&redaction(number)).await.unwrap();
        assert_eq!(redacted, StaffWrite::OnHold);
    }
    for taken in [step(12, 1, HoldStep::AskEnd), step(13, 2, HoldStep::Agree)] {
        assert_eq!(
            store.erase_report(&erasure(2_000)).await.unwrap(),
            Acceptance::OnHold
        );
        store.change_report(&taken).await.unwrap();
    }
    assert_eq!(store.change_report(&redaction(30)).await.unwrap(), done(2));
    let erased = store.erase_report(&erasure(2_000)).await.unwrap();
    assert!(matches!(erased, Acceptance::Accepted { repeated: false, .. }));
}

async fn a_hold_that_nobody_agrees_with_lapses(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let asked = step(10, 1, HoldStep::Ask);
    store.change_report(&asked).await.unwrap();
    let lapses_at = asked.at.plus_millis(HOLD_ASKED_MS_MAX);
    let just_before = Erasure {
        at: lapses_at.plus_millis(-1),
        ..erasure(0)
    };
    assert_eq!(
        store.erase_report(&just_before).await.unwrap(),
        Acceptance::OnHold
    );
    let late = StaffOperation {
        at: lapses_at,
        ..step(11, 2, HoldStep::Agree)
    };
    let agreed = store.change_report(&late).await.unwrap();
    assert_eq!(agreed, StaffWrite::ChangedMeanwhile(1));
    let erased = Erasure {
        at: lapses_at,
        ..erasure(0)
    };
    let erased = store.erase_report(&erased).await.unwrap();
    assert!(matches!(erased, Acceptance::Accepted { .. }), "{erased:?}");
}

async fn a_step_that_was_taken_before_is_not_taken_again(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let asked = step(10, 1, HoldStep::Ask);
    assert_eq!(store.change_report(&asked).await.unwrap(), done(1));
    store.change_report(&step(11, 2, HoldStep::Agree)).await.unwrap();
    assert_eq!(store.change_report(&asked).await.unwrap(), done_before(1));
    assert_eq!(stage(&*store).await, Some(HoldStage::Standing));
}

async fn a_held_report_cannot_be_deleted_by_mistake(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    store.change_report(&step(10, 1, HoldStep::Ask)).await.unwrap();
    assert!(home.try_to_meddle("DELETE FROM report").await.is_err());
    store
        .change_report(&step(11, 1, HoldStep::TakeBack))
        .await
        .unwrap();
    assert!(home.try_to_meddle("DELETE FROM report").await.is_ok());
}
