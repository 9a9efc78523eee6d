//! Everything that the patrol can do, done once, for the audit to tell of.

use lamplight_protocol::alert::{AlertContent, Severity};
use lamplight_protocol::api::{Assignment, HoldStep, NewReferral, ReferralTarget, TemplateRemoval};
use lamplight_protocol::ids::{InviteId, SessionId};
use lamplight_protocol::limits::DAY_MS;
use lamplight_protocol::news::NewsContent;
use lamplight_protocol::redaction::{Redaction, RemovedPart};
use lamplight_protocol::status::Status;
use lamplight_store::Store;
use lamplight_store::model::{
    Actor, AlertAction, AlertChange, Cutoffs, Enrolment, EventAction, Factor, Forgetting, NewInvite,
    NewSession, NewToken, NewsAction, Opens, PasskeyAdded, PasskeyRemoved, PlanDraft, Rights, Role,
    StaffAction, StaffOperation, StaffWrite, TemplateAction, TotpSecret,
};

use crate::analyses::streets;
use crate::fixtures::{
    accept, admin, alert_content, alert_id, at, author, by_dispatcher, event_content, goes_to, hash,
    on_alert, on_event, person, plan, publish_alert, publish_event, report_id, says, sends, staff_id,
};
use crate::holding::step as hold_step;
use crate::news::{content as news_content, news_id, on_news, publish_news};
use crate::passkeys::{passkey, passkey_id};
use crate::pictures::new_picture;
use crate::templates::{template as on_template, version as template_version};

pub(crate) fn invite(number: u32, opens: Opens) -> NewInvite {
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

pub(crate) async fn change_people(store: &dyn Store) {
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

pub(crate) async fn change_passkeys(store: &dyn Store) {
    for number in [1, 2] {
        let added = store.add_passkey(staff_id(1), &passkey(number), &admin()).await;
        assert_eq!(added.unwrap(), PasskeyAdded::Added);
    }
    let removed = store
        .remove_passkey(staff_id(1), passkey_id(1), &admin(), at(2))
        .await;
    assert_eq!(removed.unwrap(), PasskeyRemoved::Removed);
}

pub(crate) async fn publish(store: &dyn Store) {
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
pub(crate) async fn tell_news(store: &dyn Store) {
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

/// Imports incidents and streets.
pub(crate) async fn bring_in(store: &dyn Store) {
    let by = Actor::command_line();
    store.begin_import("police", &by, at(3)).await.unwrap();
    assert!(store.begin_forgetting("police", &by, at(3)).await.unwrap());
    assert!(!store.begin_forgetting("nobody", &by, at(3)).await.unwrap());
    store.keep_streets(&streets(), &by).await.unwrap();
}

/// What the desk does with a report besides its status, and its templates.
pub(crate) async fn work_at_the_desk(store: &dyn Store) {
    let initiative = NewsContent {
        initiative: true,
        ..news_content("done")
    };
    let published = on_news(210, 210, NewsAction::Publish(initiative));
    store.change_news(&published).await.unwrap();
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
        StaffAction::Initiative(news_id(210)),
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
pub(crate) async fn keep_and_forget(store: &dyn Store) {
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
pub(crate) async fn prepare(store: &dyn Store) {
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
