//! The loudest alerts may go out with one person, and are reviewed by another.

use lamplight_protocol::alert::AlertState;
use lamplight_protocol::api::AlertStepKind;
use lamplight_protocol::limits::DAY_MS;
use lamplight_store::Store;
use lamplight_store::model::{
    AlertAction, AlertChange, AlertRefusal, NewInvite, NewSession, Opens, Rights, Role,
};

use crate::alert_stage::{by, loud, loudest, program, read, refused, take};
use crate::fixtures::{at, done, on_alert, person, plan};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    alone_only_at_the_highest_level_and_with_nobody_else_on_duty,
    what_went_alone_is_reviewed_by_somebody_else,
);

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
