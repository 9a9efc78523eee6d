//! Trials are planned once, one at a time, called off before they end, and measured once.

use lamplight_protocol::api::IncidentOrigin;
use lamplight_protocol::ids::TrialId;
use lamplight_protocol::place::Point;
use lamplight_protocol::text::Language;
use lamplight_protocol::trial::{
    CountedCategory, TrialAssignment, TrialCounts, TrialFinding, TrialOrder, TrialOutlook, TrialPair,
    TrialPlan, TrialResult, TrialText,
};
use lamplight_store::Store;
use lamplight_store::model::{ImportedIncident, KeptTrial, StaffWrite, TrialDeed, TrialWrite};

use crate::fixtures::{admin, at, done, done_before, hash, operation_id, person};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_trial_is_kept_as_it_was_planned_and_once,
    one_trial_is_planned_at_a_time_whoever_plans,
    a_trial_is_called_off_before_it_ends_and_not_after,
    what_cannot_be_measured_is_given_up_once,
    a_trial_is_measured_once_whoever_measures,
    what_is_to_be_measured_has_ended_and_was_neither_measured_nor_called_off,
    trials_are_listed_by_when_they_begin,
    what_counts_imported_records_waits_for_them,
    what_was_told_long_ago_and_what_never_began_is_forgotten,
);

fn trial_id(number: u32) -> TrialId {
    let mut bytes = [9; 16];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    TrialId::from_random(bytes)
}

fn plan(number: u32, starts: i64, ends: i64) -> TrialPlan {
    let place = |lat| Point::new(lat, 24.94).unwrap();
    TrialPlan {
        id: trial_id(number),
        planned_at: at(0),
        order: TrialOrder {
            texts: vec![TrialText {
                language: Language::english(),
                title: "Walks in the evening".into(),
                text: "Two officers walk by".into(),
            }],
            categories: vec![CountedCategory {
                source: None,
                name: "vandalism".into(),
            }],
            starts_at: at(starts),
            ends_at: at(ends),
            assignment: TrialAssignment::MatchedPairs,
            pairs: 3,
        },
        seed: 7,
        cell_m: 150.0,
        outlook: TrialOutlook {
            pairs: 1,
            before_days: 365.0,
            expected_per_arm: 40.5,
            needed_per_arm: 231.0,
            reduction: 0.23,
            power: 0.2,
        },
        before: TrialCounts {
            treated: 20,
            control: 21,
        },
        pairs: vec![TrialPair {
            treated: place(60.17),
            control: place(60.18),
        }],
    }
}

fn result(treated: u32) -> TrialResult {
    TrialResult {
        measured_at: at(5_000),
        before: TrialCounts {
            treated: 20,
            control: 21,
        },
        during: TrialCounts { treated, control: 19 },
        finding: TrialFinding::TooFewEvents {
            needed_per_arm: 231.0,
        },
        around: TrialCounts::default(),
        around_ratio: None,
    }
}

fn on_trial(trial: u32, operation: u32, when: i64) -> TrialWrite {
    TrialWrite {
        operation: operation_id(operation),
        id: trial_id(trial),
        body_hash: hash(operation),
        by: person(1),
        at: at(when),
    }
}

/// Plans trial `number` in an operation of that number.
async fn keep(store: &dyn Store, number: u32, starts: i64, ends: i64) -> StaffWrite {
    let deed = TrialDeed::Plan(Box::new(plan(number, starts, ends)));
    store
        .change_trial(&on_trial(number, number, 0), &deed)
        .await
        .unwrap()
}

async fn call_off(store: &dyn Store, trial: u32, operation: u32, when: i64) -> StaffWrite {
    let write = on_trial(trial, operation, when);
    store.change_trial(&write, &TrialDeed::CallOff).await.unwrap()
}

/// Everything that somebody of the patrol can do with a trial: two rows of the audit.
pub(crate) async fn try_out(store: &dyn Store, first: u32) {
    assert_eq!(keep(store, first, 2_000, 3_000).await, done(1));
    assert_eq!(call_off(store, first, first + 1, 2_500).await, done(2));
}

async fn a_trial_is_kept_as_it_was_planned_and_once(home: Home) {
    let store = home.open().await;
    assert_eq!(store.trial(trial_id(1)).await.unwrap(), None);
    let write = on_trial(1, 1, 0);
    assert_eq!(store.answer_trial_again(&write).await.unwrap(), None);
    assert_eq!(keep(&*store, 1, 10, 20).await, done(1));
    assert_eq!(keep(&*store, 1, 10, 20).await, done_before(1));
    assert_eq!(
        store.answer_trial_again(&write).await.unwrap(),
        Some(done_before(1))
    );
    let other = TrialWrite {
        body_hash: hash(9),
        ..write
    };
    let deed = TrialDeed::Plan(Box::new(plan(1, 30, 40)));
    assert_eq!(
        store.change_trial(&other, &deed).await.unwrap(),
        StaffWrite::Conflict
    );
    let kept = KeptTrial {
        plan: plan(1, 10, 20),
        called_off_at: None,
        result: None,
    };
    assert_eq!(store.trial(trial_id(1)).await.unwrap(), Some(kept));
}

async fn one_trial_is_planned_at_a_time_whoever_plans(home: Home) {
    let (store, other) = (home.open().await, home.open().await);
    let planners: [&dyn Store; 2] = [&*store, &*other];
    let plans = (1..=6)
        .zip(planners.into_iter().cycle())
        .map(|(number, store)| keep(store, number, 10, 20));
    let answers = futures_util::future::join_all(plans).await;
    assert_eq!(answers.iter().filter(|answer| **answer == done(1)).count(), 1);
    assert!(
        answers
            .iter()
            .all(|answer| matches!(answer, StaffWrite::Done { .. } | StaffWrite::TrialMeanwhile))
    );
    for (number, (starts, ends), expected) in [
        (11, (19, 30), StaffWrite::TrialMeanwhile),
        (12, (1, 11), StaffWrite::TrialMeanwhile),
        (13, (12, 15), StaffWrite::TrialMeanwhile),
        (14, (20, 30), done(1)),
        (15, (5, 10), done(1)),
    ] {
        assert_eq!(keep(&*store, number, starts, ends).await, expected, "{number}");
    }
    assert_eq!(call_off(&*store, 14, 30, 3).await, done(2));
    assert_eq!(keep(&*store, 16, 22, 28).await, done(1));
}

async fn a_trial_is_called_off_before_it_ends_and_not_after(home: Home) {
    let store = home.open().await;
    assert_eq!(call_off(&*store, 1, 50, 5).await, StaffWrite::NotFound);
    keep(&*store, 1, 10, 20).await;
    keep(&*store, 2, 20, 30).await;
    assert_eq!(call_off(&*store, 1, 51, 20).await, StaffWrite::Over);
    assert_eq!(call_off(&*store, 2, 52, 29).await, done(2));
    assert_eq!(call_off(&*store, 2, 52, 29).await, done_before(2));
    assert_eq!(call_off(&*store, 2, 53, 29).await, StaffWrite::Over);
    let trial = store.trial(trial_id(2)).await.unwrap().unwrap();
    assert_eq!(trial.called_off_at, Some(at(29)));
}

async fn what_cannot_be_measured_is_given_up_once(home: Home) {
    let store = home.open().await;
    keep(&*store, 1, 10, 20).await;
    keep(&*store, 2, 30, 40).await;
    assert!(store.keep_trial_result(trial_id(2), &result(1)).await.unwrap());
    for (number, expected) in [(1, true), (1, false), (2, false), (3, false)] {
        let given_up = store.give_up_trial(trial_id(number), at(50)).await.unwrap();
        assert_eq!(given_up, expected, "{number}");
    }
    assert!(!store.keep_trial_result(trial_id(1), &result(1)).await.unwrap());
    let called_off = async |number| {
        store
            .trial(trial_id(number))
            .await
            .unwrap()
            .unwrap()
            .called_off_at
    };
    assert_eq!((called_off(1).await, called_off(2).await), (Some(at(50)), None));
}

async fn a_trial_is_measured_once_whoever_measures(home: Home) {
    let (store, other) = (home.open().await, home.open().await);
    keep(&*store, 1, 10, 20).await;
    let measurers: [&dyn Store; 2] = [&*store, &*other];
    let results: Vec<TrialResult> = (0..8).map(result).collect();
    let measures = results
        .iter()
        .zip(measurers.into_iter().cycle())
        .map(|(result, measurer)| measurer.keep_trial_result(trial_id(1), result));
    let first: Vec<bool> = futures_util::future::join_all(measures)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert_eq!(first.iter().filter(|first| **first).count(), 1);
    let kept = first.iter().position(|first| *first).unwrap();
    assert!(!store.keep_trial_result(trial_id(1), &result(99)).await.unwrap());
    let trial = store.trial(trial_id(1)).await.unwrap().unwrap();
    assert_eq!(trial.result, Some(results[kept]));
    assert!(!store.keep_trial_result(trial_id(2), &result(1)).await.unwrap());
}

async fn what_is_to_be_measured_has_ended_and_was_neither_measured_nor_called_off(home: Home) {
    let store = home.open().await;
    for number in 1..=4 {
        let starts = 10 * i64::from(number);
        keep(&*store, number, starts, starts + 10).await;
    }
    call_off(&*store, 2, 50, 25).await;
    assert!(!store.keep_trial_result(trial_id(2), &result(1)).await.unwrap());
    assert!(store.keep_trial_result(trial_id(3), &result(1)).await.unwrap());
    let due = async |ended_by, limit| {
        let trials = store.trials_to_measure(at(ended_by), limit).await.unwrap();
        trials.iter().map(|trial| trial.plan.id).collect::<Vec<_>>()
    };
    assert_eq!(due(19, 9).await, []);
    assert_eq!(due(20, 9).await, [trial_id(1)]);
    assert_eq!(due(49, 9).await, [trial_id(1)]);
    assert_eq!(due(50, 9).await, [trial_id(1), trial_id(4)]);
    assert_eq!(due(50, 1).await, [trial_id(1)]);
}

async fn trials_are_listed_by_when_they_begin(home: Home) {
    let store = home.open().await;
    for number in [2, 3, 1] {
        let starts = 10 * i64::from(number);
        keep(&*store, number, starts, starts + 10).await;
    }
    for (limit, expected) in [(0, &[][..]), (2, &[3, 2]), (3, &[3, 2, 1]), (4, &[3, 2, 1])] {
        let trials = store.trials(limit).await.unwrap();
        let ids: Vec<TrialId> = trials.iter().map(|trial| trial.plan.id).collect();
        assert_eq!(
            ids,
            expected
                .iter()
                .map(|number| trial_id(*number))
                .collect::<Vec<_>>()
        );
    }
}

async fn what_counts_imported_records_waits_for_them(home: Home) {
    let store = home.open().await;
    let mut counting = plan(1, 10, 20);
    counting.order.categories.push(CountedCategory {
        source: Some("police".into()),
        name: "Vandalism".into(),
    });
    let deed = TrialDeed::Plan(Box::new(counting));
    let kept = store.change_trial(&on_trial(1, 1, 0), &deed).await.unwrap();
    assert_eq!(kept, done(1));
    let due = async || store.trials_to_measure(at(90), 9).await.unwrap().len();
    assert_eq!(due().await, 0);
    // When it was imported, and when the last happened that was: the files of a source may come one after the other.
    for (imported_at, last_at, expected) in [(19, 18, 0), (30, 19, 0), (19, 20, 0), (20, 20, 1)] {
        let target = store
            .begin_import("police", &admin(), at(imported_at))
            .await
            .unwrap();
        let last = ImportedIncident {
            occurred_at: at(last_at),
            category: "Else".into(),
            place: Point::new(60.0, 24.0).unwrap(),
            origin: IncidentOrigin::Unknown,
        };
        store.import_incidents(target, &[last]).await.unwrap();
        assert_eq!(due().await, 0, "an import that has not ended tells nothing");
        store.end_import(target, at(imported_at)).await.unwrap();
        assert_eq!(due().await, expected, "{imported_at} {last_at}");
    }
    let by = admin();
    assert!(store.begin_forgetting("police", &by, at(31)).await.unwrap());
    assert_eq!(due().await, 0, "what is left is not whole");
}

async fn what_was_told_long_ago_and_what_never_began_is_forgotten(home: Home) {
    let store = home.open().await;
    keep(&*store, 1, 10, 20).await;
    keep(&*store, 2, 30, 40).await;
    keep(&*store, 3, 50, 60).await;
    assert_eq!(call_off(&*store, 2, 12, 35).await, done(2));
    assert_eq!(call_off(&*store, 3, 13, 45).await, done(2));
    let left = async |ended_before, untold_before| {
        let (ended, untold) = (at(ended_before), at(untold_before));
        store.forget_trials(ended, untold).await.unwrap();
        let trials = store.trials(9).await.unwrap();
        trials.iter().map(|trial| trial.plan.id).collect::<Vec<_>>()
    };
    let [first, second, third] = [1, 2, 3].map(trial_id);
    assert_eq!(left(20, 50).await, [third, second, first]);
    assert_eq!(left(20, 51).await, [second, first]);
    assert_eq!(left(21, 90).await, [second]);
}
