//! Every change by the patrol leaves a row, and nobody changes a row unnoticed.

use std::sync::Arc;

use lamplight_protocol::alert::{AlertContent, Severity};
use lamplight_protocol::api::{Assignment, HoldStep, NewReferral, ReferralTarget, TemplateRemoval};
use lamplight_protocol::disclosure::Withheld;
use lamplight_protocol::ids::{InviteId, SessionId};
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::redaction::{Redaction, RemovedPart};
use lamplight_protocol::status::Status;
use lamplight_store::Store;
use lamplight_store::model::{
    Act, Actor, AlertAction, AlertChange, AuditFilter, AuditRow, Cutoffs, Enrolment, EventAction, Factor,
    Forgetting, NewInvite, NewSession, NewToken, NewsAction, Object, Opens, PasskeyAdded, PasskeyRemoved, PlanDraft,
    Rights, Role, StaffAction, StaffOperation, StaffWrite, TemplateAction, TotpSecret,
};

use crate::fixtures::{
    accept, admin, alert_content, alert_id, at, author, by_dispatcher, event_content, event_id, goes_to,
    hash, on_alert, on_event, person, plan, publish_alert, publish_event, report_id, says, sends, staff_id,
    staff_says,
};
use crate::holding::step as hold_step;
use crate::home::Home;
use crate::news::{content as news_content, on_news, publish_news};
use crate::on_both_engines;
use crate::passkeys::{passkey, passkey_id};
use crate::pictures::new_picture;
use crate::triage_lists::{template as on_template, version as template_version};
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

fn invite(number: u32, opens: Opens) -> NewInvite {
    NewInvite {
        id: InviteId::from_random([number as u8; 16]),
        person: staff_id(number),
        name: format!("person {number}"),
        rights: Rights::everywhere([Role::Officer]),
        opens,
        hash: hash(number),
        by: admin(),
        created_at: at(0),
        expires_at: at(10_000),
    }
}

fn session(number: u32) -> NewSession {
    NewSession {
        id: SessionId::from_random([number as u8; 16]),
        hash: hash(number),
        replaces: None,
        at: at(1),
        expires_at: at(20_000),
    }
}

async fn change_people(store: &dyn Store) {
    let (by, now) = (&admin(), at(2));
    store.invite(&invite(1, Opens::Enrolment)).await.unwrap();
    let enrolment = Enrolment {
        invite: hash(1),
        password: "phc".into(),
        totp: TotpSecret(vec![1; 20].into()),
        totp_step: 1,
        recovery: vec![hash(70)],
    };
    store.enrol(&enrolment, &session(11)).await.unwrap().unwrap();
    let signed_in = store.sign_in(staff_id(1), Factor::Code(2), &session(12)).await;
    signed_in.unwrap().unwrap();
    store.end_session(&hash(11), by, now).await.unwrap();
    assert_eq!(store.end_sessions_of(staff_id(1), by, now).await.unwrap(), 1);
    let fewer = Rights::everywhere([Role::Responder]);
    assert!(store.set_rights(staff_id(1), &fewer, by, now).await.unwrap());
    assert!(store.shut_out(staff_id(1), by, now).await.unwrap());
    assert!(store.let_in(staff_id(1), by, now).await.unwrap());
    store.invite(&invite(2, Opens::Session)).await.unwrap();
    store
        .redeem_invite(&hash(2), &session(13))
        .await
        .unwrap()
        .unwrap();
    let id = SessionId::from_random([13; 16]);
    assert!(store.end_session_of(staff_id(2), id, by, now).await.unwrap());
    store.invite(&invite(3, Opens::Session)).await.unwrap();
    let id = InviteId::from_random([3; 16]);
    assert!(store.withdraw_invite(id, by, now).await.unwrap());
    let token = NewToken {
        id: staff_id(9),
        name: "city hall".into(),
        rights: Rights::everywhere([Role::Officer]),
        hash: hash(9),
        by: Actor::command_line(),
        created_at: now,
    };
    store.create_token(&token).await.unwrap();
    assert!(
        store
            .revoke_token(staff_id(9), &Actor::command_line(), now)
            .await
            .unwrap()
    );
}

async fn change_passkeys(store: &dyn Store) {
    for number in [1, 2] {
        let added = store.add_passkey(staff_id(1), &passkey(number), &admin()).await;
        assert_eq!(added.unwrap(), PasskeyAdded::Added);
    }
    let removed = store
        .remove_passkey(staff_id(1), passkey_id(1), &admin(), at(2))
        .await;
    assert_eq!(removed.unwrap(), PasskeyRemoved::Removed);
}

async fn publish(store: &dyn Store) {
    let alert = |number, revision, action| on_alert(20, number, revision, action);
    for change in [
        publish_alert(20),
        alert(21, 1, sends(alert_content("again"))),
        alert(22, 2, AlertAction::End(Vec::new())),
    ] {
        assert!(matches!(
            store.change_alert(&change).await.unwrap(),
            StaffWrite::Done { .. }
        ));
    }
    let event = |number, action| on_event(30, number, action);
    for change in [
        publish_event(30),
        event(31, EventAction::Update(1, event_content("again"))),
        event(32, EventAction::Cancel(2, "rain".into())),
    ] {
        assert!(matches!(
            store.change_event(&change).await.unwrap(),
            StaffWrite::Done { .. }
        ));
    }
}

/// Publishes news, changes and withdraws them, with a picture.
async fn tell_news(store: &dyn Store) {
    assert!(store.keep_picture(&new_picture(1, "one")).await.unwrap());
    for change in [
        publish_news(200),
        on_news(200, 201, NewsAction::Update(1, news_content("again"))),
        on_news(200, 202, NewsAction::Withdraw(2)),
    ] {
        let answer = store.change_news(&change).await.unwrap();
        assert!(matches!(answer, StaffWrite::Done { .. }), "{answer:?}");
    }
}

/// What the desk does with a report besides its status, and its templates.
async fn work_at_the_desk(store: &dyn Store) {
    let target = ReferralTarget::Responders;
    let actions = [
        StaffAction::Assign(Assignment {
            from: None,
            to: Some(staff_id(7)),
            message: None,
        }),
        StaffAction::Refer(NewReferral {
            to: target,
            reason: "needs help".into(),
        }),
        StaffAction::EndReferral(target),
        StaffAction::Note("ask the school".into()),
        StaffAction::Redact(Redaction {
            revision: 4,
            part: RemovedPart::Note,
            spans: None,
            reason: "names somebody".into(),
        }),
    ];
    for (number, action) in (50..).zip(actions) {
        let write = by_dispatcher(number, action);
        let answer = store.change_report(&write).await.unwrap();
        assert!(matches!(answer, StaffWrite::Done { .. }), "{answer:?}");
    }
    for (number, action) in [
        (60, TemplateAction::Write(template_version(0, "Thanks"))),
        (61, TemplateAction::Remove(TemplateRemoval { revision: 1 })),
    ] {
        let answer = store.change_template(&on_template(number, action)).await.unwrap();
        assert!(matches!(answer, StaffWrite::Done { .. }), "{answer:?}");
    }
}

/// Holds a report and lets it go, and has another one forgotten.
async fn keep_and_forget(store: &dyn Store) {
    let steps = [
        (70, 1, HoldStep::Ask),
        (71, 1, HoldStep::TakeBack),
        (72, 1, HoldStep::Ask),
        (73, 2, HoldStep::Agree),
        (74, 1, HoldStep::AskEnd),
        (75, 2, HoldStep::Agree),
    ];
    for (number, by, taken) in steps {
        let taken = hold_step(number, by, taken);
        let answer = store.change_report(&taken).await.unwrap();
        assert!(matches!(answer, StaffWrite::Done { .. }), "{answer:?}");
    }
    accept(store, [2]).await;
    let closes = StaffOperation {
        report_id: report_id(2),
        ..goes_to(76, 1, Status::Closed)
    };
    store.change_report(&closes).await.unwrap();
    let later = at(2_000);
    let cutoffs = Cutoffs {
        reports: later,
        unfounded: later,
        photos: later,
    };
    assert_eq!(
        store
            .forget(Forgetting::Reports, &cutoffs, later, 9)
            .await
            .unwrap(),
        Some(1)
    );
}

/// Takes alerts through every step that takes a second person, or a later time.
async fn prepare(store: &dyn Store) {
    let loudest = |headline| AlertContent {
        severity: Severity::Extreme,
        ..alert_content(headline)
    };
    let decides = |approve| AlertAction::Decide {
        digest: plan(loudest("fire")).digest,
        approve,
        words: None,
    };
    let later = PlanDraft {
        send_at: Some(at(500)),
        ..plan(alert_content("water off"))
    };
    let second = |change: AlertChange| AlertChange {
        by: author(2),
        actor: person(2),
        ..change
    };
    let alone = AlertAction::Submit(Some("nobody answers".into()));
    for change in [
        on_alert(150, 150, 0, AlertAction::Draft(plan(loudest("fire")))),
        on_alert(150, 151, 1, AlertAction::Submit(None)),
        second(on_alert(150, 152, 2, decides(false))),
        on_alert(150, 153, 3, AlertAction::Submit(None)),
        second(on_alert(150, 154, 4, decides(true))),
        on_alert(150, 155, 5, AlertAction::Recall(says("a mistake"))),
        on_alert(156, 156, 0, AlertAction::Draft(plan(loudest("fire")))),
        on_alert(156, 157, 1, alone),
        second(on_alert(156, 158, 2, AlertAction::Review("it was right".into()))),
        on_alert(159, 159, 0, AlertAction::Draft(plan(alert_content("no")))),
        on_alert(159, 160, 1, AlertAction::Discard),
        on_alert(161, 161, 0, AlertAction::Send(later)),
    ] {
        let answer = store.change_alert(&change).await.unwrap();
        assert!(matches!(answer, StaffWrite::Done { .. }), "{answer:?}");
    }
    let after_its_end = at(0).plus_millis(2 * DAY_MS);
    let missed = store.send_due_alert(alert_id(161), "patrol.example", after_its_end);
    assert!(missed.await.unwrap());
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
    assert_eq!(seen.len(), 10 + 15 + 3 + 7 + 8 + 13 + 4 + 5);
    let finding = store.verify_audit(None).await.unwrap();
    assert_eq!((finding.rows, finding.problems), (65, Vec::new()));
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
