//! Every change by the patrol leaves a row, and nobody changes a row unnoticed.

use std::sync::Arc;

use lamplight_protocol::disclosure::Withheld;
use lamplight_protocol::status::Status;
use lamplight_store::Store;
use lamplight_store::model::{Act, Actor, AuditFilter, AuditRow, Object, Opens, Rights, Role};

use crate::audit_walk::{
    bring_in, change_passkeys, change_people, invite, keep_and_forget, prepare, publish, tell_news,
    work_at_the_desk,
};
use crate::fixtures::{
    accept, admin, alert_id, at, event_id, goes_to, hash, person, report_id, staff_id, staff_says,
};
use crate::home::Home;
use crate::on_both_engines;
use crate::patrols::walk;
use crate::trials::try_out;
use crate::withheld::look;

on_both_engines!(
    every_change_by_staff_leaves_a_row,
    what_changes_nothing_leaves_no_row,
    a_change_whose_row_cannot_be_kept_is_not_made,
    of_many_writers_no_row_is_skipped_or_doubled,
    the_list_goes_by_person_act_and_time,
    what_is_past_keeping_goes_and_the_rest_still_verifies,
    the_table_itself_refuses_changes,
);

/// Chains all there is.
pub(crate) async fn chain(home: &Home, store: &dyn Store) {
    loop {
        let chained = store.chain_audit(7).await.unwrap();
        if chained == Some(0) && store.audit_state().await.unwrap().unchained == 0 {
            return;
        }
        home.settle().await;
        tokio::task::yield_now().await;
    }
}

/// Every row, in the order of the chain.
pub(crate) async fn rows(home: &Home, store: &dyn Store) -> Vec<AuditRow> {
    chain(home, store).await;
    store.audit_after(0, 10_000).await.unwrap()
}

/// Actor, person or program, act, kind and id of the object, revisions before and after.
type Said<'a> = (
    &'a str,
    Option<&'a str>,
    &'a str,
    &'a str,
    Option<&'a str>,
    Option<i64>,
    Option<i64>,
);

/// What a row says of who did what.
fn said(row: &AuditRow) -> Said<'_> {
    (
        &row.actor,
        row.staff_id.as_deref(),
        &row.act,
        &row.object,
        row.object_id.as_deref(),
        row.revision_before,
        row.revision_after,
    )
}

async fn every_change_by_staff_leaves_a_row(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    store.change_report(&goes_to(40, 1, Status::Seen)).await.unwrap();
    store.change_report(&staff_says(41, "hello")).await.unwrap();
    for (number, what) in [(42, Withheld::Place), (43, Withheld::Contact)] {
        store.disclose(&look(1, number, what)).await.unwrap();
    }
    publish(&*store).await;
    change_people(&*store).await;
    change_passkeys(&*store).await;
    work_at_the_desk(&*store).await;
    keep_and_forget(&*store).await;
    prepare(&*store).await;
    tell_news(&*store).await;
    bring_in(&*store).await;
    walk(&*store, 300).await;
    try_out(&*store, 400).await;
    store.begin_epoch(&Actor::command_line(), at(900)).await.unwrap();
    for act in [
        Act::ReportEnter,
        Act::ReportsExport,
        Act::AuditExport,
        Act::DeploymentBackup,
    ] {
        store
            .record(&admin(), act, Object::Deployment, at(901))
            .await
            .unwrap();
    }
    let rows = rows(&home, &*store).await;
    let (bo, me) = (staff_id(1).to_string(), staff_id(900).to_string());
    let (report, alert) = (report_id(1).to_string(), alert_id(20).to_string());
    let event = event_id(30).to_string();
    let bo = Some(bo.as_str());
    let expected = [
        (
            "person",
            bo,
            "report.status",
            "report",
            Some(&*report),
            Some(1),
            Some(2),
        ),
        (
            "person",
            bo,
            "report.message",
            "report",
            Some(&report),
            Some(2),
            Some(3),
        ),
        (
            "person",
            bo,
            "report.place_read",
            "report",
            Some(&report),
            Some(3),
            Some(3),
        ),
        (
            "person",
            bo,
            "report.contact_read",
            "report",
            Some(&report),
            Some(3),
            Some(3),
        ),
        (
            "person",
            bo,
            "alert.publish",
            "alert",
            Some(&alert),
            None,
            Some(1),
        ),
        (
            "person",
            bo,
            "alert.update",
            "alert",
            Some(&alert),
            Some(1),
            Some(2),
        ),
        ("person", bo, "alert.end", "alert", Some(&alert), Some(2), Some(3)),
        (
            "person",
            bo,
            "event.publish",
            "event",
            Some(&event),
            None,
            Some(1),
        ),
        (
            "person",
            bo,
            "event.update",
            "event",
            Some(&event),
            Some(1),
            Some(2),
        ),
        (
            "person",
            bo,
            "event.cancel",
            "event",
            Some(&event),
            Some(2),
            Some(3),
        ),
        ("person", Some(&*me), "person.invite", "person", bo, None, None),
    ];
    let all: Vec<_> = rows.iter().map(said).collect();
    assert_eq!(all[..expected.len()], expected);
    assert_eq!(
        (rows[0].roles.as_str(), rows[0].at, rows[0].position),
        ("dispatcher", at(1_040).as_millis(), 1)
    );
    let seen: Vec<&str> = rows.iter().map(|row| row.act.as_str()).collect();
    for act in Act::ALL {
        assert!(seen.contains(&act.as_str()), "{act:?} leaves no row here");
    }
    assert_eq!(seen.len(), 10 + 15 + 3 + 9 + 8 + 13 + 4 + 3 + 5 + 5 + 2);
    let finding = store.verify_audit(None).await.unwrap();
    assert_eq!((finding.rows, finding.problems), (77, Vec::new()));
}

async fn what_changes_nothing_leaves_no_row(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let seen = goes_to(40, 1, Status::Seen);
    store.change_report(&seen).await.unwrap();
    store.invite(&invite(1, Opens::Session)).await.unwrap();
    let before = rows(&home, &*store).await.len();

    store.change_report(&seen).await.unwrap();
    store
        .change_report(&goes_to(41, 1, Status::Assigned))
        .await
        .unwrap();
    store
        .change_report(&goes_to(42, 2, Status::Received))
        .await
        .unwrap();
    let (by, now) = (&admin(), at(2));
    let same = Rights::everywhere([Role::Officer]);
    assert!(store.set_rights(staff_id(1), &same, by, now).await.unwrap());
    assert!(store.let_in(staff_id(1), by, now).await.unwrap());
    assert!(!store.shut_out(staff_id(7), by, now).await.unwrap());
    assert_eq!(store.end_sessions_of(staff_id(1), by, now).await.unwrap(), 0);
    store.end_session(&hash(77), by, now).await.unwrap();
    assert!(!store.revoke_token(staff_id(7), by, now).await.unwrap());
    assert_eq!(rows(&home, &*store).await.len(), before);
}

async fn a_change_whose_row_cannot_be_kept_is_not_made(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    home.meddle("ALTER TABLE audit_tail RENAME TO audit_gone").await;
    assert!(store.change_report(&staff_says(40, "hello")).await.is_err());
    assert!(store.invite(&invite(1, Opens::Session)).await.is_err());
    home.meddle("ALTER TABLE audit_gone RENAME TO audit_tail").await;
    let kept = store
        .report(&lamplight_store::model::Reach::EVERYTHING, report_id(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(kept.summary.revision, 1);
    assert!(store.people(at(1)).await.unwrap().is_empty());
}

async fn of_many_writers_no_row_is_skipped_or_doubled(home: Home) {
    const WRITERS: u32 = 8;
    const EACH: u32 = 25;
    let store = home.open().await;
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let store: Arc<dyn Store> = Arc::clone(&store);
            tokio::spawn(async move {
                for number in 0..EACH {
                    let by = person(writer * 1_000 + number);
                    store
                        .record(&by, Act::ReportsExport, Object::Deployment, at(1))
                        .await
                        .unwrap();
                }
            })
        })
        .collect();
    // Two leaders at once, as two instances are.
    let leaders: Vec<_> = (0..2)
        .map(|_| {
            let store: Arc<dyn Store> = Arc::clone(&store);
            tokio::spawn(async move {
                for _ in 0..100 {
                    store.chain_audit(5).await.unwrap();
                }
            })
        })
        .collect();
    for task in writers.into_iter().chain(leaders) {
        task.await.unwrap();
    }
    let rows = rows(&home, &*store).await;
    let positions: Vec<i64> = rows.iter().map(|row| row.position).collect();
    let expected: Vec<i64> = (1..=i64::from(WRITERS * EACH)).collect();
    assert_eq!(positions, expected);
    let mut authors: Vec<_> = rows.iter().map(|row| row.staff_id.clone()).collect();
    authors.sort();
    authors.dedup();
    assert_eq!(authors.len(), rows.len());
    assert_eq!(
        store.verify_audit(None).await.unwrap().problems,
        Vec::<String>::new()
    );
}

async fn the_list_goes_by_person_act_and_time(home: Home) {
    let store = home.open().await;
    for number in 0..9 {
        let act = [Act::ReportsExport, Act::AuditExport, Act::ReportStatus][number as usize % 3];
        let by = person(number % 2);
        store
            .record(&by, act, Object::Deployment, at(number.into()))
            .await
            .unwrap();
    }
    assert_eq!(store.audit_state().await.unwrap().unchained, 9);
    chain(&home, &*store).await;
    let list = |filter: AuditFilter| {
        let store = Arc::clone(&store);
        async move {
            let page = store.audit(&filter).await.unwrap();
            let positions: Vec<i64> = page.rows.iter().map(|listed| listed.row.position).collect();
            (positions, page.next)
        }
    };
    let filter = AuditFilter {
        limit: 4,
        ..AuditFilter::default()
    };
    let mut all = Vec::new();
    let mut next = AuditFilter { ..filter.clone() };
    loop {
        let (positions, after) = list(next.clone()).await;
        assert!(positions.len() <= 4);
        all.extend(positions);
        let Some(after) = after else { break };
        next.before = Some(after);
    }
    assert_eq!(all, [9, 8, 7, 6, 5, 4, 3, 2, 1]);
    let of_one = AuditFilter {
        staff: Some(staff_id(1)),
        limit: 9,
        ..AuditFilter::default()
    };
    assert_eq!(list(of_one).await.0, [8, 6, 4, 2]);
    for (act, expected) in [
        ("audit.export", vec![8, 5, 2]),
        ("report", vec![9, 6, 3]),
        ("reports", vec![7, 4, 1]),
        ("rep", vec![]),
    ] {
        let of_act = AuditFilter {
            act: Some(act.into()),
            limit: 9,
            ..AuditFilter::default()
        };
        assert_eq!(list(of_act).await.0, expected, "{act}");
    }
    let of_a_time = AuditFilter {
        from: Some(at(2)),
        until: Some(at(4)),
        limit: 9,
        ..AuditFilter::default()
    };
    assert_eq!(list(of_a_time).await.0, [4, 3]);
}

async fn what_is_past_keeping_goes_and_the_rest_still_verifies(home: Home) {
    let store = home.open().await;
    for number in 0..20 {
        let (by, now) = (person(number), at(number.into()));
        store
            .record(&by, Act::AuditExport, Object::Deployment, now)
            .await
            .unwrap();
    }
    chain(&home, &*store).await;
    let head = store.audit_state().await.unwrap().head;
    let mut dropped = 0;
    loop {
        let some = store.prune_audit(at(12), at(100), 5).await.unwrap().unwrap();
        if some == 0 {
            break;
        }
        assert!(some <= 5);
        dropped += some;
        let finding = store.verify_audit(Some(&head)).await.unwrap();
        assert_eq!(finding.problems, Vec::<String>::new());
    }
    assert_eq!(dropped, 12);
    let kept = store.audit_after(0, 100).await.unwrap();
    assert_eq!(kept.first().map(|row| row.position), Some(13));

    // The rest goes too, and the chain goes on from where it was.
    store.prune_audit(at(100), at(200), 100).await.unwrap();
    assert_eq!(store.audit_state().await.unwrap().head, head);
    store
        .record(&person(1), Act::AuditExport, Object::Deployment, at(300))
        .await
        .unwrap();
    assert_eq!(rows(&home, &*store).await.len(), 1);
    let finding = store.verify_audit(Some(&head)).await.unwrap();
    assert_eq!((finding.count, finding.dropped, finding.rows), (21, 20, 1));
    assert_eq!(finding.problems, Vec::<String>::new());
}

async fn the_table_itself_refuses_changes(home: Home) {
    let store = home.open().await;
    store
        .record(&person(1), Act::AuditExport, Object::Deployment, at(1))
        .await
        .unwrap();
    chain(&home, &*store).await;
    for sql in ["UPDATE audit SET act = 'nothing'", "DELETE FROM audit"] {
        let meddling = tokio::spawn({
            let home = home.clone();
            async move { home.meddle(sql).await }
        });
        assert!(meddling.await.is_err(), "{sql}");
    }
    assert_eq!(
        store.verify_audit(None).await.unwrap().problems,
        Vec::<String>::new()
    );
}
