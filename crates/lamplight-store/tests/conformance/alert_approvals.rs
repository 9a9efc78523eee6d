//! Loud alerts take a second person.

use std::sync::Arc;

use lamplight_protocol::alert::{AlertContent, AlertState, AlertStatus};
use lamplight_protocol::api::AlertStepKind;
use lamplight_protocol::limits::ALERT_APPROVAL_MS_MAX;
use lamplight_store::Store;
use lamplight_store::model::{AlertAction, AlertChange, AlertRefusal, StaffWrite};

use crate::alert_stage::{approves, by, fed, loud, loudest, program, read, refused, take};
use crate::fixtures::{alert_content, alert_id, at, author, done, done_before, on_alert, plan, sends};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_loud_alert_waits_for_another_person,
    an_approval_is_of_exactly_what_was_seen,
    an_edit_voids_what_was_proposed,
    a_declined_plan_is_a_draft_again,
    what_waits_too_long_for_approval_lapses,
    a_program_never_approves,
    an_update_of_a_loud_alert_needs_approval_anew,
    of_an_approval_an_edit_and_a_withdrawal_at_once_one_wins,
);

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
