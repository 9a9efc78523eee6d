//! Alerts are prepared, approved by a second person, sent, recalled and reviewed.

use std::sync::Arc;

use lamplight_protocol::alert::{AlertContent, AlertState, AlertStatus, Severity, Urgency};
use lamplight_protocol::api::{AlertStepKind, DeskAlert};
use lamplight_protocol::limits::{ALERT_APPROVAL_MS_MAX, DAY_MS};
use lamplight_store::Store;
use lamplight_store::model::{
    Actor, AlertAction, AlertChange, AlertRefusal, NewInvite, NewSession, Opens, PlanDraft, Rights, Role,
    StaffWrite, Who,
};

use crate::fixtures::{
    alert_content, alert_id, at, author, done, done_before, on_alert, person, plan, says, sends, staff_id,
};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_draft_may_lack_parts_and_nobody_outside_hears_of_it,
    what_lacks_a_part_or_a_language_is_not_sent,
    a_loud_alert_waits_for_another_person,
    an_approval_is_of_exactly_what_was_seen,
    an_edit_voids_what_was_proposed,
    a_declined_plan_is_a_draft_again,
    what_waits_too_long_for_approval_lapses,
    a_program_never_approves,
    an_update_of_a_loud_alert_needs_approval_anew,
    an_all_clear_needs_nobody_else,
    a_recall_says_why_in_each_language,
    a_plan_is_dropped_and_what_was_sent_stays,
    alone_only_at_the_highest_level_and_with_nobody_else_on_duty,
    what_went_alone_is_reviewed_by_somebody_else,
    a_scheduled_alert_is_sent_once_whoever_tries,
    what_expired_before_its_time_is_not_sent,
    of_an_approval_an_edit_and_a_withdrawal_at_once_one_wins,
);

fn loud(headline: &str) -> AlertContent {
    AlertContent {
        severity: Severity::Severe,
        ..alert_content(headline)
    }
}

fn loudest(headline: &str) -> AlertContent {
    AlertContent {
        severity: Severity::Extreme,
        ..alert_content(headline)
    }
}

/// The same step by another person.
fn by(person_number: u32, change: AlertChange) -> AlertChange {
    AlertChange {
        by: author(person_number),
        actor: person(person_number),
        ..change
    }
}

/// A program with a service token.
fn program() -> Actor {
    Actor {
        who: Who::Program(staff_id(9)),
        ..person(9)
    }
}

fn approves(operation: u32, revision: u32, seen: &AlertContent) -> AlertChange {
    let action = AlertAction::Decide {
        digest: plan(seen.clone()).digest,
        approve: true,
        words: None,
    };
    by(2, on_alert(1, operation, revision, action))
}

fn scheduled(content: AlertContent, seconds: i64) -> AlertAction {
    AlertAction::Send(PlanDraft {
        send_at: Some(at(seconds)),
        ..plan(content)
    })
}

async fn take(store: &dyn Store, change: &AlertChange) -> StaffWrite {
    store.change_alert(change).await.unwrap()
}

async fn read(store: &dyn Store) -> DeskAlert {
    store.alert(alert_id(1), at(0)).await.unwrap().unwrap()
}

async fn fed(store: &dyn Store) -> usize {
    store.feed(None, 10).await.unwrap().items.len()
}

fn refused(refusal: AlertRefusal) -> StaffWrite {
    StaffWrite::Alert(refusal)
}

async fn a_draft_may_lack_parts_and_nobody_outside_hears_of_it(home: Home) {
    let store = home.open().await;
    let mut content = loud("half written");
    content.texts[0].instruction.clear();
    let draft = on_alert(1, 1, 0, AlertAction::Draft(plan(content)));
    assert_eq!(take(&*store, &draft).await, done(1));
    assert_eq!(take(&*store, &draft).await, done_before(1));
    let file = read(&*store).await;
    assert_eq!((file.state, file.published), (AlertState::Draft, None));
    assert_eq!(file.steps[0].kind, AlertStepKind::Wrote);
    assert_eq!(store.published_alert(alert_id(1)).await.unwrap(), None);
    assert_eq!(fed(&*store).await, 0);
}

async fn what_lacks_a_part_or_a_language_is_not_sent(home: Home) {
    let store = home.open().await;
    let mut lacking = alert_content("no instruction");
    lacking.texts[0].instruction.clear();
    let StaffWrite::Alert(AlertRefusal::Content(violation)) =
        take(&*store, &on_alert(1, 1, 0, sends(lacking))).await
    else {
        panic!("it was sent");
    };
    assert_eq!(violation.field, "texts.0.instruction");
    let bilingual = AlertChange {
        languages: vec!["en".parse().unwrap(), "es".parse().unwrap()],
        ..on_alert(1, 2, 0, sends(alert_content("English only")))
    };
    let StaffWrite::Alert(AlertRefusal::Content(violation)) = take(&*store, &bilingual).await else {
        panic!("it was sent");
    };
    assert_eq!(violation.field, "texts");
    assert_eq!(fed(&*store).await, 0);
    assert_eq!(store.alert(alert_id(1), at(0)).await.unwrap(), None);
}

async fn a_loud_alert_waits_for_another_person(home: Home) {
    let store = home.open().await;
    let content = loud("gas");
    assert_eq!(
        take(&*store, &on_alert(1, 1, 0, sends(content.clone()))).await,
        done(1)
    );
    let file = read(&*store).await;
    assert_eq!(file.state, AlertState::AwaitingApproval);
    assert_eq!(file.plan.unwrap().proposed_by, Some(author(1)));
    assert_eq!(fed(&*store).await, 0);

    let own = by(1, approves(2, 1, &content));
    assert_eq!(take(&*store, &own).await, refused(AlertRefusal::SamePerson));
    assert_eq!(take(&*store, &approves(3, 1, &content)).await, done(2));
    assert_eq!(take(&*store, &approves(3, 1, &content)).await, done_before(2));
    let file = read(&*store).await;
    assert_eq!((file.state, file.plan), (AlertState::Active, None));
    assert_eq!(file.steps[0].kind, AlertStepKind::Approved);
    assert_eq!(file.published.unwrap().content, content);
    home.settle().await;
    assert_eq!(fed(&*store).await, 1);
}

async fn an_approval_is_of_exactly_what_was_seen(home: Home) {
    let store = home.open().await;
    take(&*store, &on_alert(1, 1, 0, sends(loud("gas")))).await;
    let other = approves(2, 1, &loud("gas, elsewhere"));
    assert_eq!(take(&*store, &other).await, refused(AlertRefusal::OtherPlan));
    assert_eq!(fed(&*store).await, 0);
}

async fn an_edit_voids_what_was_proposed(home: Home) {
    let store = home.open().await;
    take(&*store, &on_alert(1, 1, 0, sends(loud("gas")))).await;
    let edit = on_alert(1, 2, 1, AlertAction::Draft(plan(loud("more gas"))));
    assert_eq!(take(&*store, &edit).await, done(2));
    let late = approves(3, 1, &loud("gas"));
    assert_eq!(take(&*store, &late).await, StaffWrite::ChangedMeanwhile(2));
    let blind = approves(4, 2, &loud("gas"));
    assert_eq!(take(&*store, &blind).await, refused(AlertRefusal::NotProposed));
    // Whoever wrote it last is no second person either, whoever proposed it.
    let proposed = by(3, on_alert(1, 5, 2, AlertAction::Submit(None)));
    assert_eq!(take(&*store, &proposed).await, done(3));
    let writer = by(1, approves(6, 3, &loud("more gas")));
    assert_eq!(take(&*store, &writer).await, refused(AlertRefusal::SamePerson));
    assert_eq!(take(&*store, &approves(7, 3, &loud("more gas"))).await, done(4));
}

async fn a_declined_plan_is_a_draft_again(home: Home) {
    let store = home.open().await;
    take(&*store, &on_alert(1, 1, 0, sends(loud("gas")))).await;
    let action = AlertAction::Decide {
        digest: plan(loud("gas")).digest,
        approve: false,
        words: Some("it was a barbecue".into()),
    };
    assert_eq!(take(&*store, &by(2, on_alert(1, 2, 1, action))).await, done(2));
    let file = read(&*store).await;
    assert_eq!(file.state, AlertState::Draft);
    assert_eq!(file.steps[0].words.as_deref(), Some("it was a barbecue"));
    assert_eq!(
        take(&*store, &approves(3, 2, &loud("gas"))).await,
        refused(AlertRefusal::NotProposed)
    );
}

async fn what_waits_too_long_for_approval_lapses(home: Home) {
    let store = home.open().await;
    take(&*store, &on_alert(1, 1, 0, sends(loud("gas")))).await;
    let late = AlertChange {
        at: at(1).plus_millis(ALERT_APPROVAL_MS_MAX),
        ..approves(2, 1, &loud("gas"))
    };
    assert_eq!(take(&*store, &late).await, refused(AlertRefusal::Lapsed));
    let then = store.alert(alert_id(1), late.at).await.unwrap().unwrap();
    assert_eq!(then.state, AlertState::Draft);
    let in_time = AlertChange {
        at: late.at.plus_millis(-1),
        ..late
    };
    assert_eq!(take(&*store, &in_time).await, done(2));
}

async fn a_program_never_approves(home: Home) {
    let store = home.open().await;
    take(&*store, &on_alert(1, 1, 0, sends(loud("gas")))).await;
    let program = AlertChange {
        actor: program(),
        ..approves(2, 1, &loud("gas"))
    };
    assert_eq!(take(&*store, &program).await, refused(AlertRefusal::NeedsPerson));
}

/// Updates a published alert, and sees what residents see stay until somebody else has approved it.
async fn is_updated_by_two(store: &dyn Store, revision: u32, content: &AlertContent) {
    let heard = read(store).await.published.unwrap();
    let operation = 10 * revision;
    let update = on_alert(1, operation, revision, sends(content.clone()));
    assert_eq!(take(store, &update).await, done(revision + 1));
    let file = read(store).await;
    let plan = file.plan.unwrap();
    assert_eq!(
        (plan.state, plan.needs_approval),
        (AlertState::AwaitingApproval, true)
    );
    assert_eq!(file.published.unwrap(), heard);
    let approval = approves(operation + 1, revision + 1, content);
    assert_eq!(take(store, &approval).await, done(revision + 2));
    assert_eq!(&read(store).await.published.unwrap().content, content);
}

async fn an_update_of_a_loud_alert_needs_approval_anew(home: Home) {
    let store = home.open().await;
    take(&*store, &on_alert(1, 1, 0, sends(loud("gas")))).await;
    take(&*store, &approves(2, 1, &loud("gas"))).await;
    is_updated_by_two(&*store, 2, &loud("gas, also in Quay Road")).await;
    is_updated_by_two(&*store, 4, &loudest("it burns")).await;
    let exercise = AlertContent {
        status: AlertStatus::Exercise,
        ..loud("it was an exercise")
    };
    is_updated_by_two(&*store, 6, &exercise).await;
    is_updated_by_two(&*store, 8, &alert_content("nearly out")).await;
    // From then on what is quiet is updated by one, until it is to be loud again.
    let quiet = on_alert(1, 100, 10, sends(alert_content("out, and the road is open")));
    assert_eq!(take(&*store, &quiet).await, done(11));
    assert_eq!(read(&*store).await.plan, None);
    is_updated_by_two(&*store, 11, &loud("gas again")).await;
}

async fn an_all_clear_needs_nobody_else(home: Home) {
    let store = home.open().await;
    take(&*store, &on_alert(1, 1, 0, sends(loud("gas")))).await;
    let early = on_alert(1, 2, 1, AlertAction::End(Vec::new()));
    assert_eq!(
        take(&*store, &early).await,
        refused(AlertRefusal::NothingPublished)
    );
    take(&*store, &approves(3, 1, &loud("gas"))).await;
    // A plan of an update goes with the end.
    take(
        &*store,
        &on_alert(1, 4, 2, AlertAction::Draft(plan(loudest("it burns")))),
    )
    .await;
    let end = on_alert(1, 5, 3, AlertAction::End(says("all clear")));
    assert_eq!(take(&*store, &end).await, done(4));
    let file = read(&*store).await;
    assert_eq!((file.state, file.plan), (AlertState::Ended, None));
    let ended = file.published.unwrap();
    assert_eq!((ended.content.urgency, ended.revision), (Urgency::Past, 2));
}

async fn a_recall_says_why_in_each_language(home: Home) {
    let store = home.open().await;
    take(&*store, &on_alert(1, 1, 0, sends(alert_content("wrong")))).await;
    for lacking in [Vec::new(), says(" ")] {
        let silent = on_alert(1, 2, 1, AlertAction::Recall(lacking));
        let StaffWrite::Alert(AlertRefusal::Content(violation)) = take(&*store, &silent).await else {
            panic!("it was recalled");
        };
        assert!(violation.field.starts_with("closing"), "{}", violation.field);
    }
    let mut in_another = says("a mistake");
    in_another[0].language = "es".parse().unwrap();
    assert!(matches!(
        take(&*store, &on_alert(1, 3, 1, AlertAction::Recall(in_another))).await,
        StaffWrite::Alert(AlertRefusal::Content(_))
    ));
    let recall = on_alert(1, 4, 1, AlertAction::Recall(says("a mistake")));
    assert_eq!(take(&*store, &recall).await, done(2));
    let recalled = read(&*store).await.published.unwrap();
    assert_eq!(
        (recalled.state, recalled.closing),
        (AlertState::Recalled, says("a mistake"))
    );
    assert_eq!(recalled.references.len(), 1);
    assert_eq!(
        take(&*store, &on_alert(1, 5, 2, sends(alert_content("again")))).await,
        StaffWrite::Over
    );
}

async fn a_plan_is_dropped_and_what_was_sent_stays(home: Home) {
    let store = home.open().await;
    let draft = |operation, revision| {
        on_alert(
            1,
            operation,
            revision,
            AlertAction::Draft(plan(alert_content("x"))),
        )
    };
    take(&*store, &draft(1, 0)).await;
    let drop_it = on_alert(1, 2, 1, AlertAction::Discard);
    assert_eq!(take(&*store, &drop_it).await, done(2));
    assert_eq!(store.alert(alert_id(1), at(0)).await.unwrap(), None);
    assert_eq!(take(&*store, &drop_it).await, done_before(2));

    take(&*store, &on_alert(1, 3, 0, sends(alert_content("sent")))).await;
    take(&*store, &draft(4, 1)).await;
    assert_eq!(
        take(&*store, &on_alert(1, 5, 2, AlertAction::Discard)).await,
        done(3)
    );
    let file = read(&*store).await;
    assert_eq!((file.state, file.plan), (AlertState::Active, None));
    assert_eq!(
        take(&*store, &on_alert(1, 6, 3, AlertAction::Discard)).await,
        refused(AlertRefusal::NothingPlanned)
    );
}

/// Has somebody sign in who may publish, at a moment.
async fn signs_in(store: &dyn Store, name: &str, number: u8, role: Role) -> lamplight_protocol::ids::StaffId {
    let invite = NewInvite {
        id: lamplight_protocol::ids::InviteId::from_random([number; 16]),
        hash: [number; 32],
        person: lamplight_protocol::ids::StaffId::from_random([number; 16]),
        name: name.into(),
        rights: Rights::everywhere([role]),
        opens: Opens::Session,
        by: person(9),
        created_at: at(0),
        expires_at: at(0).plus_millis(DAY_MS),
    };
    let person = store.invite(&invite).await.unwrap();
    let session = NewSession {
        id: lamplight_protocol::ids::SessionId::from_random([number; 16]),
        hash: [number; 32],
        at: at(0),
        expires_at: at(0).plus_millis(DAY_MS),
        replaces: None,
    };
    store
        .redeem_invite(&[number; 32], &session)
        .await
        .unwrap()
        .unwrap();
    person
}

async fn alone_only_at_the_highest_level_and_with_nobody_else_on_duty(home: Home) {
    let store = home.open().await;
    let alone = |operation, revision| {
        on_alert(
            1,
            operation,
            revision,
            AlertAction::Submit(Some("nobody answers".into())),
        )
    };
    take(&*store, &on_alert(1, 1, 0, AlertAction::Draft(plan(loud("gas"))))).await;
    assert_eq!(
        take(&*store, &alone(2, 1)).await,
        refused(AlertRefusal::NotUrgentEnough)
    );
    take(
        &*store,
        &on_alert(1, 3, 1, AlertAction::Draft(plan(loudest("fire")))),
    )
    .await;
    let program = AlertChange {
        actor: program(),
        ..alone(4, 2)
    };
    assert_eq!(take(&*store, &program).await, refused(AlertRefusal::NeedsPerson));

    signs_in(&*store, "an officer", 7, Role::Officer).await;
    let colleague = signs_in(&*store, "a publisher", 8, Role::Publisher).await;
    assert_eq!(
        take(&*store, &alone(5, 2)).await,
        refused(AlertRefusal::OthersOnDuty(1))
    );
    // Long after their console was last seen, or once they are shut out, they are on duty no more.
    let later = AlertChange {
        at: at(600),
        ..alone(6, 2)
    };
    store.saw_console(&[8; 32], at(590)).await.unwrap();
    assert_eq!(
        take(&*store, &later).await,
        refused(AlertRefusal::OthersOnDuty(1))
    );
    assert!(store.shut_out(colleague, &person(9), at(595)).await.unwrap());
    assert_eq!(take(&*store, &later).await, done(3));
    let file = read(&*store).await;
    assert_eq!((file.state, file.review_due), (AlertState::Active, true));
    assert_eq!(
        (file.steps[0].kind, file.steps[0].words.as_deref()),
        (AlertStepKind::SentAlone, Some("nobody answers"))
    );
}

async fn what_went_alone_is_reviewed_by_somebody_else(home: Home) {
    let store = home.open().await;
    take(
        &*store,
        &on_alert(1, 1, 0, AlertAction::Draft(plan(loudest("fire")))),
    )
    .await;
    let alone = AlertAction::Submit(Some("nobody answers".into()));
    assert_eq!(take(&*store, &on_alert(1, 2, 1, alone)).await, done(2));
    // The review is due, also when it is over.
    take(&*store, &on_alert(1, 3, 2, AlertAction::End(Vec::new()))).await;
    let review = |operation| on_alert(1, operation, 3, AlertAction::Review("it was right".into()));
    assert_eq!(take(&*store, &review(4)).await, refused(AlertRefusal::SamePerson));
    let program = AlertChange {
        actor: program(),
        ..by(2, review(5))
    };
    assert_eq!(take(&*store, &program).await, refused(AlertRefusal::NeedsPerson));
    assert!(read(&*store).await.review_due);
    assert_eq!(take(&*store, &by(2, review(6))).await, done(4));
    assert!(!read(&*store).await.review_due);
    let again = by(2, on_alert(1, 7, 4, AlertAction::Review("twice".into())));
    assert_eq!(
        take(&*store, &again).await,
        refused(AlertRefusal::NothingToReview)
    );
}

async fn a_scheduled_alert_is_sent_once_whoever_tries(home: Home) {
    let store = home.open().await;
    let later = on_alert(1, 1, 0, scheduled(alert_content("water off"), 600));
    assert_eq!(take(&*store, &later).await, done(1));
    assert_eq!(read(&*store).await.state, AlertState::Scheduled);
    assert_eq!(fed(&*store).await, 0);
    assert!(store.due_alerts(at(599), 10).await.unwrap().is_empty());
    assert!(
        !store
            .send_due_alert(alert_id(1), "patrol.example", at(599))
            .await
            .unwrap()
    );
    assert_eq!(store.due_alerts(at(600), 10).await.unwrap()[0].id, alert_id(1));
    let mut sending = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let store = Arc::clone(&store);
        sending.spawn(async move {
            store
                .send_due_alert(alert_id(1), "patrol.example", at(600))
                .await
                .unwrap()
        });
    }
    let sent = sending.join_all().await;
    assert_eq!(sent.iter().filter(|sent| **sent).count(), 1);
    let file = read(&*store).await;
    let alert = file.published.unwrap();
    assert_eq!((alert.revision, alert.sent, file.revision), (1, at(600), 2));
    assert!(store.due_alerts(at(700), 10).await.unwrap().is_empty());
}

async fn what_expired_before_its_time_is_not_sent(home: Home) {
    let store = home.open().await;
    take(
        &*store,
        &on_alert(1, 1, 0, scheduled(alert_content("water off"), 600)),
    )
    .await;
    let after_its_end = at(0).plus_millis(2 * DAY_MS);
    let file = store.alert(alert_id(1), after_its_end).await.unwrap().unwrap();
    assert_eq!(file.state, AlertState::Expired);
    assert!(
        store
            .send_due_alert(alert_id(1), "patrol.example", after_its_end)
            .await
            .unwrap()
    );
    let file = read(&*store).await;
    assert_eq!(
        (file.state, file.steps[0].kind),
        (AlertState::Draft, AlertStepKind::Missed)
    );
    assert!(store.due_alerts(after_its_end, 10).await.unwrap().is_empty());
    assert_eq!(fed(&*store).await, 0);
}

async fn of_an_approval_an_edit_and_a_withdrawal_at_once_one_wins(home: Home) {
    let store = home.open().await;
    for round in 0..6_u32 {
        let id = 10 + round;
        let of_this = |change: AlertChange| AlertChange {
            id: alert_id(id),
            ..change
        };
        let operation = 100 * id;
        take(&*store, &of_this(on_alert(id, operation, 0, sends(loud("gas"))))).await;
        let mut racing = tokio::task::JoinSet::new();
        for change in [
            of_this(approves(operation + 1, 1, &loud("gas"))),
            of_this(on_alert(
                id,
                operation + 2,
                1,
                AlertAction::Draft(plan(loudest("fire"))),
            )),
            of_this(on_alert(id, operation + 3, 1, AlertAction::Discard)),
        ] {
            let store = Arc::clone(&store);
            racing.spawn(async move { store.change_alert(&change).await.unwrap() });
        }
        let answers = racing.join_all().await;
        assert_eq!(
            answers.iter().filter(|answer| **answer == done(2)).count(),
            1,
            "{answers:?}"
        );
        let published = store.published_alert(alert_id(id)).await.unwrap();
        assert!(published.is_none_or(|alert| alert.content == loud("gas")));
    }
}
