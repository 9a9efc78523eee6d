//! Plans of walks are kept, changed, called off, walked and forgotten.

use lamplight_protocol::api::{PatrolClash, PatrolEntry, PatrolLog};
use lamplight_protocol::ids::PatrolId;
use lamplight_protocol::limits::PATROL_ENTRIES_MAX;
use lamplight_protocol::patrol::{
    AskedPlace, MapPart, PatrolChange, PatrolEdit, PatrolMaking, PatrolNote, PatrolNoteKind, PatrolOrder,
    PatrolPlan, PatrolRoute, PatrolStop, PatrolVisit, PlannedVisit, StopReason, UnassignedStop,
    UnassignedWhy,
};
use lamplight_protocol::place::Point;
use lamplight_store::Store;
use lamplight_store::model::{PatrolDeed, PatrolWrite, StaffWrite};

use crate::fixtures::{at, done, done_before, hash, operation_id, person};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_plan_is_kept_changed_and_called_off,
    every_change_of_a_plan_is_done_once,
    a_change_of_a_plan_rests_on_the_newest_revision,
    what_is_logged_stands_in_its_order_and_changes_no_revision,
    a_log_has_an_end,
    a_unit_in_two_plans_at_a_time_is_told,
    plans_are_listed_by_their_shift,
    a_plan_is_forgotten_with_its_log_and_no_other,
    nothing_of_a_plan_lies_in_the_clear_but_its_shift,
);

const HOUR: i64 = 3_600;

pub(crate) fn patrol_id(number: u32) -> PatrolId {
    let mut bytes = [8; 16];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    PatrolId::from_random(bytes)
}

fn place(words: &str) -> AskedPlace {
    AskedPlace {
        at: Point::new(60.171, 24.941).unwrap(),
        words: words.into(),
    }
}

/// A plan of four hours that begins at a second, with one visit and one stop that nobody visits.
pub(crate) fn plan(number: u32, starts: i64, units: Vec<u32>) -> PatrolPlan {
    let stop = |number: u32, why| PatrolStop {
        number,
        at: Point::new(60.17, 24.94).unwrap(),
        words: Some("Hämeentie 17".into()),
        why,
    };
    let visit = PlannedVisit {
        stop: 1,
        walk_metres: 400,
        walk_s: 320,
        arrives_at: at(starts + 320),
        leaves_at: at(starts + 1_220),
    };
    let routes = units
        .iter()
        .map(|unit| PatrolRoute {
            unit: *unit,
            visits: if *unit == units[0] {
                vec![visit]
            } else {
                Vec::new()
            },
            breaks: Vec::new(),
            back_metres: 400,
            back_at: at(starts + 1_540),
            walked_metres: 800,
        })
        .collect();
    PatrolPlan {
        id: patrol_id(number),
        revision: 1,
        planned_at: at(0),
        changed_at: at(0),
        called_off_at: None,
        order: PatrolOrder {
            starts_at: at(starts),
            ends_at: at(starts + 4 * HOUR),
            base: place("Police station"),
            units,
            stay_minutes: 15,
            break_minutes: 0,
            by_map: true,
            asked: vec![place("Market")],
        },
        making: PatrolMaking {
            seed: 7,
            epochs: 12,
            map: MapPart::NoMap,
            map_made_at: None,
        },
        stops: vec![stop(1, StopReason::Asked), stop(2, StopReason::AtRandom)],
        routes,
        unassigned: vec![UnassignedStop {
            stop: 2,
            why: UnassignedWhy::TooFar,
        }],
        edits: Vec::new(),
    }
}

/// A write on plan `patrol`, in operation `operation`.
pub(crate) fn on_patrol(patrol: u32, operation: u32) -> PatrolWrite {
    PatrolWrite {
        operation: operation_id(operation),
        id: patrol_id(patrol),
        body_hash: hash(operation),
        by: person(1),
        at: at(operation.into()),
    }
}

fn edited(plan: &PatrolPlan) -> PatrolPlan {
    let edit = PatrolEdit {
        at: at(2),
        change: PatrolChange::TakeOut { stop: 1 },
        reason: "the market is closed".into(),
    };
    PatrolPlan {
        revision: plan.revision + 1,
        edits: vec![edit],
        ..plan.clone()
    }
}

fn visit(minutes: u32) -> PatrolLog {
    PatrolLog::Visit(PatrolVisit {
        stop: 1,
        unit: 1,
        minutes,
        contacts: 3,
        note: Some("the lamp by the steps is out".into()),
    })
}

fn note(text: &str) -> PatrolLog {
    PatrolLog::Note(PatrolNote {
        kind: PatrolNoteKind::GoodNews,
        text: text.into(),
    })
}

async fn keep(store: &dyn Store, operation: u32, plan: PatrolPlan) -> StaffWrite {
    let write = PatrolWrite {
        id: plan.id,
        ..on_patrol(0, operation)
    };
    let deed = PatrolDeed::Plan(Box::new(plan));
    store.change_patrol(&write, &deed).await.unwrap()
}

/// Does everything that can be done with a plan, once.
pub(crate) async fn walk(store: &dyn Store, first: u32) {
    let plan = plan(first, 0, vec![1]);
    let deeds = [
        PatrolDeed::Plan(Box::new(plan.clone())),
        PatrolDeed::Edit(Box::new(edited(&plan))),
        PatrolDeed::Log(visit(12)),
        PatrolDeed::Log(note("a bench was mended")),
        PatrolDeed::CallOff(2),
    ];
    for (operation, deed) in (first..).zip(deeds) {
        let answer = store.change_patrol(&on_patrol(first, operation), &deed).await;
        assert!(matches!(answer.unwrap(), StaffWrite::Done { .. }), "{deed:?}");
    }
}

async fn a_plan_is_kept_changed_and_called_off(home: Home) {
    let store = home.open().await;
    let first = plan(1, 0, vec![1, 2]);
    assert_eq!(store.patrol(first.id).await.unwrap(), None);
    assert_eq!(keep(&*store, 1, first.clone()).await, done(1));
    let kept = store.patrol(first.id).await.unwrap().unwrap();
    assert_eq!(
        (kept.plan, kept.clashes, kept.log),
        (first.clone(), vec![], vec![])
    );

    let second = edited(&first);
    let edit = PatrolDeed::Edit(Box::new(second.clone()));
    assert_eq!(
        store.change_patrol(&on_patrol(1, 2), &edit).await.unwrap(),
        done(2)
    );
    assert_eq!(store.patrol(first.id).await.unwrap().unwrap().plan, second);

    let call_off = PatrolDeed::CallOff(2);
    assert_eq!(
        store.change_patrol(&on_patrol(1, 3), &call_off).await.unwrap(),
        done(3)
    );
    let gone = store.patrol(first.id).await.unwrap().unwrap().plan;
    assert_eq!((gone.revision, gone.called_off_at), (3, Some(at(3))));
    for late in [PatrolDeed::CallOff(3), PatrolDeed::Log(visit(1)), edit] {
        let late = store.change_patrol(&on_patrol(1, 4), &late).await;
        assert_eq!(late.unwrap(), StaffWrite::Over);
    }
}

async fn every_change_of_a_plan_is_done_once(home: Home) {
    let store = home.open().await;
    let first = plan(1, 0, vec![1]);
    let deeds = [
        (PatrolDeed::Plan(Box::new(first.clone())), 1),
        (PatrolDeed::Edit(Box::new(edited(&first))), 2),
        (PatrolDeed::Log(visit(12)), 2),
        (PatrolDeed::CallOff(2), 3),
    ];
    for (operation, (deed, revision)) in (1..).zip(deeds) {
        let write = on_patrol(1, operation);
        assert_eq!(store.answer_patrol_again(&write).await.unwrap(), None);
        assert_eq!(store.change_patrol(&write, &deed).await.unwrap(), done(revision));
        assert_eq!(
            store.change_patrol(&write, &deed).await.unwrap(),
            done_before(revision)
        );
        let again = store.answer_patrol_again(&write).await.unwrap();
        assert_eq!(again, Some(done_before(revision)));
        let other_body = PatrolWrite {
            body_hash: hash(99),
            ..write
        };
        assert_eq!(
            store.change_patrol(&other_body, &deed).await.unwrap(),
            StaffWrite::Conflict
        );
        let again = store.answer_patrol_again(&other_body).await.unwrap();
        assert_eq!(again, Some(StaffWrite::Conflict));
    }
    assert_eq!(keep(&*store, 20, first).await, StaffWrite::Conflict);
    let log = store.patrol(patrol_id(1)).await.unwrap().unwrap().log;
    assert_eq!(log.len(), 1);
}

async fn a_change_of_a_plan_rests_on_the_newest_revision(home: Home) {
    let store = home.open().await;
    let first = plan(1, 0, vec![1]);
    let edit = PatrolDeed::Edit(Box::new(edited(&first)));
    let nothing = store.change_patrol(&on_patrol(1, 1), &edit).await.unwrap();
    assert_eq!(nothing, StaffWrite::NotFound);
    keep(&*store, 2, first).await;
    assert_eq!(
        store.change_patrol(&on_patrol(1, 3), &edit).await.unwrap(),
        done(2)
    );
    for stale in [edit, PatrolDeed::CallOff(1), PatrolDeed::CallOff(3)] {
        let late = store.change_patrol(&on_patrol(1, 4), &stale).await.unwrap();
        assert_eq!(late, StaffWrite::ChangedMeanwhile(2));
    }
}

async fn what_is_logged_stands_in_its_order_and_changes_no_revision(home: Home) {
    let store = home.open().await;
    keep(&*store, 1, plan(1, 0, vec![1])).await;
    let logged = [visit(12), note("found: a child's glove"), visit(9)];
    for (operation, what) in (2..).zip(&logged) {
        let deed = PatrolDeed::Log(what.clone());
        let answer = store.change_patrol(&on_patrol(1, operation), &deed).await;
        assert_eq!(answer.unwrap(), done(1));
    }
    let expected: Vec<PatrolEntry> = (2..)
        .zip(logged)
        .map(|(operation, what)| PatrolEntry {
            at: at(operation),
            what,
        })
        .collect();
    assert_eq!(store.patrol(patrol_id(1)).await.unwrap().unwrap().log, expected);
}

async fn a_log_has_an_end(home: Home) {
    let store = home.open().await;
    keep(&*store, 1, plan(1, 0, vec![1])).await;
    let log = PatrolDeed::Log(visit(12));
    store.change_patrol(&on_patrol(1, 2), &log).await.unwrap();
    let nearly = PATROL_ENTRIES_MAX - 1;
    home.meddle(&format!("UPDATE patrol_entry SET position = {nearly}"))
        .await;
    for (operation, expected) in [(3, done(1)), (4, StaffWrite::NoRoom)] {
        let answer = store.change_patrol(&on_patrol(1, operation), &log).await;
        assert_eq!(answer.unwrap(), expected);
    }
}

async fn a_unit_in_two_plans_at_a_time_is_told(home: Home) {
    let store = home.open().await;
    let plans = [
        (1, 0, vec![1, 2]),
        (2, 4 * HOUR, vec![1]),
        (3, 4 * HOUR - 1, vec![2, 3]),
        (4, HOUR, vec![4]),
    ];
    for (number, starts, units) in plans {
        keep(&*store, number, plan(number, starts, units)).await;
    }
    let clash = |other: u32, starts: i64| PatrolClash {
        unit: 2,
        other: patrol_id(other),
        starts_at: at(starts),
        ends_at: at(starts + 4 * HOUR),
    };
    let clashes = async |number| store.patrol(patrol_id(number)).await.unwrap().unwrap().clashes;
    assert_eq!(clashes(1).await, [clash(3, 4 * HOUR - 1)]);
    assert_eq!(clashes(3).await, [clash(1, 0)]);
    // One that begins when the other ends does not clash with it.
    assert_eq!((clashes(2).await, clashes(4).await), (vec![], vec![]));
    let listed = |patrols: Vec<lamplight_protocol::api::PatrolSummary>| {
        let clashing = patrols.into_iter().filter(|patrol| patrol.clashes);
        clashing.map(|patrol| patrol.id).collect::<Vec<_>>()
    };
    let page = store.patrols(None, 9).await.unwrap().0;
    assert_eq!(listed(page), [patrol_id(3), patrol_id(1)]);

    store
        .change_patrol(&on_patrol(3, 30), &PatrolDeed::CallOff(1))
        .await
        .unwrap();
    assert_eq!((clashes(1).await, clashes(3).await), (vec![], vec![]));
}

async fn plans_are_listed_by_their_shift(home: Home) {
    let store = home.open().await;
    for (number, starts) in [
        (1, 0),
        (2, 20 * HOUR),
        (3, 10 * HOUR),
        (4, 10 * HOUR),
        (5, 30 * HOUR),
    ] {
        keep(&*store, number, plan(number, starts, vec![number, 50 + number])).await;
    }
    let mut seen = Vec::new();
    let mut after = None;
    for size in [2, 2, 1] {
        let (page, next) = store.patrols(after.as_ref(), 2).await.unwrap();
        assert_eq!((page.len(), next.is_some()), (size, size == 2));
        seen.extend(page);
        after = next;
    }
    let ids: Vec<PatrolId> = seen.iter().map(|patrol| patrol.id).collect();
    assert_eq!(ids, [5, 2, 4, 3, 1].map(patrol_id));
    let newest = &seen[0];
    assert_eq!((newest.revision, newest.stops, newest.unassigned), (1, 1, 1));
    assert_eq!((&newest.units, newest.called_off), (&vec![5, 55], false));
    assert_eq!((newest.starts_at, newest.ends_at), (at(30 * HOUR), at(34 * HOUR)));
}

async fn a_plan_is_forgotten_with_its_log_and_no_other(home: Home) {
    let store = home.open().await;
    walk(&*store, 10).await;
    keep(&*store, 30, plan(30, 1, vec![1])).await;
    let forgotten = async |before: i64| store.forget_patrols(at(before), 9).await.unwrap();
    assert_eq!(forgotten(4 * HOUR).await, Some(0));
    assert_eq!(forgotten(4 * HOUR + 1).await, Some(1));
    assert_eq!(store.patrol(patrol_id(10)).await.unwrap(), None);
    assert!(store.patrol(patrol_id(30)).await.unwrap().is_some());
    for (table, rows) in [
        ("patrol_entry", 0),
        ("patrol_unit", 1),
        ("operation", 1),
        ("patrol", 1),
    ] {
        assert_eq!(
            home.meddle(&format!("DELETE FROM {table}")).await,
            rows,
            "{table}"
        );
    }
}

async fn nothing_of_a_plan_lies_in_the_clear_but_its_shift(home: Home) {
    let store = home.open().await;
    keep(&*store, 1, plan(1, 0, vec![1])).await;
    store
        .change_patrol(&on_patrol(1, 2), &PatrolDeed::Log(visit(12)))
        .await
        .unwrap();
    assert_eq!(store.check().await.unwrap().problems, Vec::<String>::new());
    if home.is_sqlite() {
        store.close().await;
        let bytes = std::fs::read(home.folder().join("lamplight.db")).unwrap();
        for canary in ["Hämeentie", "Market", "the lamp by the steps", "24.94"] {
            let is_there = bytes
                .windows(canary.len())
                .any(|window| window == canary.as_bytes());
            assert!(!is_there, "{canary}");
        }
    }
    let store = home.open().await;
    home.meddle("UPDATE patrol SET revision = 2").await;
    let problems = store.check().await.unwrap().problems;
    assert_eq!(problems.len(), 1, "{problems:?}");
}
