//! The people of the patrol.

use std::sync::Arc;

use lamplight_protocol::ids::{InviteId, SessionId};
use lamplight_store::Store;
use lamplight_store::model::{
    Attempt, Districts, Enrolment, Factor, NewInvite, NewSession, Opens, Rights, Role, Session, TotpSecret,
};

use crate::fixtures::{admin, at, hash, staff_id};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    an_invitation_opens_one_session,
    an_invitation_ends_or_is_taken_back_or_gives_way_to_the_next,
    of_many_who_redeem_at_once_one_comes_in,
    a_person_lasts_and_their_rights_hold_at_once,
    whoever_enrols_is_known_again,
    enrolling_anew_ends_what_was_before,
    what_an_authenticator_reckons_with_lies_sealed,
    of_two_hundred_uses_of_one_code_one_succeeds,
    a_code_is_good_once_and_none_before_it_is_good_after,
    a_recovery_code_is_good_once,
    sessions_are_listed_and_ended,
    a_session_takes_the_place_of_the_one_that_came_with_it,
    whoever_is_shut_out_is_out_and_stays_out,
    attempts_wait_ever_longer_until_one_succeeds,
    of_many_attempts_at_once_few_are_made,
);

pub(crate) fn id<T>(make: fn([u8; 16]) -> T, number: u32) -> T {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    make(bytes)
}

fn session_id(number: u32) -> SessionId {
    id(SessionId::from_random, number)
}

fn rights() -> Rights {
    Rights {
        roles: [Role::Dispatcher, Role::Responder].into_iter().collect(),
        districts: Districts::Only(["harbour".into()].into()),
    }
}

/// An invitation of a person of a name, in which everything else is made of a number.
pub(crate) fn invite(number: u32, name: &str, opens: Opens) -> NewInvite {
    NewInvite {
        id: id(InviteId::from_random, number),
        person: staff_id(number),
        name: name.into(),
        rights: rights(),
        opens,
        hash: hash(number),
        by: admin(),
        created_at: at(0),
        expires_at: at(100),
    }
}

/// A session to be opened; its cookie hashes to its number.
pub(crate) fn new_session(number: u32) -> NewSession {
    NewSession {
        id: session_id(number),
        hash: hash(number),
        replaces: None,
        at: at(50),
        expires_at: at(500),
    }
}

pub(crate) fn session(number: u32, person: u32, name: &str) -> Session {
    Session {
        id: session_id(number),
        person: staff_id(person),
        name: name.into(),
        rights: rights(),
        created_at: at(50),
        expires_at: at(500),
    }
}

pub(crate) fn enrolment(invite: u32, password: &str) -> Enrolment {
    Enrolment {
        invite: hash(invite),
        password: password.into(),
        totp: TotpSecret(b"planted-secret-of-20".to_vec().into()),
        totp_step: 10,
        recovery: vec![hash(901), hash(902)],
    }
}

/// A store in which Ana, who is person 1, has enrolled and has session 11.
pub(crate) async fn with_ana(home: &Home) -> Arc<dyn Store> {
    let store = home.open().await;
    store.invite(&invite(1, "Ana", Opens::Enrolment)).await.unwrap();
    let opened = store
        .enrol(&enrolment(1, "of ana"), &new_session(11))
        .await
        .unwrap();
    assert_eq!(opened, Some(session(11, 1, "Ana")));
    store
}

async fn an_invitation_opens_one_session(home: Home) {
    let store = home.open().await;
    store.invite(&invite(1, "Bo", Opens::Session)).await.unwrap();
    let redeem = async |code, number| {
        store
            .redeem_invite(&hash(code), &new_session(number))
            .await
            .unwrap()
    };
    assert_eq!(redeem(9, 11).await, None);
    assert_eq!(redeem(1, 11).await, Some(session(11, 1, "Bo")));
    assert_eq!(redeem(1, 12).await, None);
    let by_hash = async |number| store.session_by_hash(&hash(number), at(60)).await.unwrap();
    assert_eq!(by_hash(11).await, Some(session(11, 1, "Bo")));
    assert_eq!(by_hash(12).await, None);
    // One that opens a session chooses no password, and the other way round.
    store.invite(&invite(2, "Cy", Opens::Session)).await.unwrap();
    let enrolled = store.enrol(&enrolment(2, "x"), &new_session(13)).await.unwrap();
    assert_eq!(enrolled, None);
    store.invite(&invite(3, "Dee", Opens::Enrolment)).await.unwrap();
    assert_eq!(redeem(3, 14).await, None);
}

async fn an_invitation_ends_or_is_taken_back_or_gives_way_to_the_next(home: Home) {
    let store = home.open().await;
    store.invite(&invite(1, "Ana", Opens::Session)).await.unwrap();
    let just = at(100).plus_millis(-1);
    let waiting = async |number, now| store.invite_by_hash(&hash(number), now).await.unwrap().is_some();
    assert!(waiting(1, just).await);
    assert!(!waiting(1, at(100)).await);
    let late = NewSession {
        at: at(100),
        ..new_session(11)
    };
    assert_eq!(store.redeem_invite(&hash(1), &late).await.unwrap(), None);

    let person = store.invite(&invite(2, " ANA ", Opens::Enrolment)).await.unwrap();
    assert_eq!(person, staff_id(1));
    assert!(!waiting(1, just).await && waiting(2, just).await);
    assert_eq!(store.invites(at(50)).await.unwrap().len(), 1);
    let invite_id = id(InviteId::from_random, 2);
    assert!(store.withdraw_invite(invite_id, &admin(), at(40)).await.unwrap());
    assert!(!store.withdraw_invite(invite_id, &admin(), at(40)).await.unwrap());
    assert!(!waiting(2, just).await);
    assert_eq!(store.people(at(50)).await.unwrap().len(), 1);
}

async fn of_many_who_redeem_at_once_one_comes_in(home: Home) {
    let store = home.open().await;
    store.invite(&invite(1, "Bo", Opens::Session)).await.unwrap();
    let mut redeeming = tokio::task::JoinSet::new();
    for number in 11..31 {
        let store = Arc::clone(&store);
        redeeming.spawn(async move { store.redeem_invite(&hash(1), &new_session(number)).await.unwrap() });
    }
    assert_eq!(redeeming.join_all().await.into_iter().flatten().count(), 1);
}

async fn a_person_lasts_and_their_rights_hold_at_once(home: Home) {
    let store = with_ana(&home).await;
    store.invite(&invite(2, "Bo", Opens::Enrolment)).await.unwrap();
    let people = store.people(at(60)).await.unwrap();
    let told: Vec<_> = people
        .iter()
        .map(|person| {
            (
                person.name.as_str(),
                person.enrolled,
                person.sessions,
                person.invited_until,
            )
        })
        .collect();
    assert_eq!(told, [("Ana", true, 1, None), ("Bo", false, 0, Some(at(100)))]);
    let later = &store.people(at(500)).await.unwrap()[0];
    assert_eq!((later.sessions, later.enrolled), (0, true));

    let fewer = Rights::everywhere([Role::Publisher]);
    assert!(
        store
            .set_rights(staff_id(1), &fewer, &admin(), at(40))
            .await
            .unwrap()
    );
    assert!(
        !store
            .set_rights(staff_id(9), &fewer, &admin(), at(40))
            .await
            .unwrap()
    );
    let now = store.session_by_hash(&hash(11), at(60)).await.unwrap().unwrap();
    assert_eq!(now.rights, fewer);
}

async fn whoever_enrols_is_known_again(home: Home) {
    let store = with_ana(&home).await;
    let known = store.credentials(" ana ").await.unwrap().unwrap();
    assert_eq!((known.person, known.password.as_str()), (staff_id(1), "of ana"));
    assert_eq!(known.totp, enrolment(1, "").totp);
    assert_eq!(store.credentials("Bo").await.unwrap(), None);
    store.invite(&invite(2, "Bo", Opens::Enrolment)).await.unwrap();
    assert_eq!(store.credentials("Bo").await.unwrap(), None);
    let again = store
        .enrol(&enrolment(1, "another"), &new_session(12))
        .await
        .unwrap();
    assert_eq!(again, None, "an invitation is taken up once");
}

async fn enrolling_anew_ends_what_was_before(home: Home) {
    let store = with_ana(&home).await;
    store.invite(&invite(2, "Ana", Opens::Enrolment)).await.unwrap();
    assert!(store.session_by_hash(&hash(11), at(60)).await.unwrap().is_some());
    let anew = Enrolment {
        recovery: vec![hash(903)],
        ..enrolment(2, "of ana, anew")
    };
    store.enrol(&anew, &new_session(12)).await.unwrap().unwrap();
    assert_eq!(store.session_by_hash(&hash(11), at(60)).await.unwrap(), None);
    let known = store.credentials("Ana").await.unwrap().unwrap();
    assert_eq!(known.password, "of ana, anew");
    let with_recovery = async |code, number| {
        let factor = Factor::Recovery(hash(code));
        let opened = store.sign_in(staff_id(1), factor, &new_session(number)).await;
        opened.unwrap().is_some()
    };
    assert!(
        !with_recovery(901, 13).await,
        "old recovery codes are good no more"
    );
    assert!(with_recovery(903, 14).await);
}

async fn what_an_authenticator_reckons_with_lies_sealed(home: Home) {
    let store = with_ana(&home).await;
    let condition = if home.is_sqlite() {
        "instr(hex(totp_sealed), hex('planted-secret')) > 0"
    } else {
        "position('planted-secret'::bytea in totp_sealed) > 0"
    };
    let found = home
        .meddle(&format!("UPDATE person SET name = name WHERE {condition}"))
        .await;
    assert_eq!(found, 0);
    // And it opens for its person alone.
    store.invite(&invite(2, "Bo", Opens::Enrolment)).await.unwrap();
    store
        .enrol(&enrolment(2, "of bo"), &new_session(12))
        .await
        .unwrap()
        .unwrap();
    let (ana, bo) = (staff_id(1), staff_id(2));
    home.meddle(&format!(
        "UPDATE person SET totp_sealed = (SELECT totp_sealed FROM person WHERE id = '{ana}') WHERE id = '{bo}'"
    ))
    .await;
    assert!(store.credentials("Bo").await.is_err());
    assert!(store.credentials("Ana").await.is_ok());
}

async fn of_two_hundred_uses_of_one_code_one_succeeds(home: Home) {
    let store = with_ana(&home).await;
    let mut signing_in = tokio::task::JoinSet::new();
    for number in 1_000..1_200 {
        let store = Arc::clone(&store);
        signing_in.spawn(async move {
            let code = Factor::Code(11);
            // Too many at once may be told to come back; that is no success.
            let opened = store.sign_in(staff_id(1), code, &new_session(number)).await;
            opened.ok().flatten()
        });
    }
    assert_eq!(signing_in.join_all().await.into_iter().flatten().count(), 1);
    assert_eq!(store.sessions(staff_id(1), at(60)).await.unwrap().len(), 2);
}

async fn a_code_is_good_once_and_none_before_it_is_good_after(home: Home) {
    let store = with_ana(&home).await;
    let with_code = async |step, number| {
        let opened = store
            .sign_in(staff_id(1), Factor::Code(step), &new_session(number))
            .await;
        opened.unwrap().is_some()
    };
    assert!(!with_code(10, 20).await, "the code that enrolled is used up");
    assert!(with_code(12, 21).await);
    assert!(!with_code(12, 22).await);
    assert!(!with_code(11, 23).await);
    assert!(with_code(13, 24).await);
}

async fn a_recovery_code_is_good_once(home: Home) {
    let store = with_ana(&home).await;
    let with_code = async |person, code, number| {
        let factor = Factor::Recovery(hash(code));
        let opened = store
            .sign_in(staff_id(person), factor, &new_session(number))
            .await;
        opened.unwrap().is_some()
    };
    assert!(!with_code(1, 900, 20).await);
    assert!(!with_code(2, 901, 21).await, "it is another's");
    assert!(with_code(1, 901, 22).await);
    assert!(!with_code(1, 901, 23).await);
    assert!(with_code(1, 902, 24).await);
}

async fn sessions_are_listed_and_ended(home: Home) {
    let store = with_ana(&home).await;
    for (step, number) in [(11, 12), (12, 13), (13, 14)] {
        let factor = Factor::Code(step);
        store
            .sign_in(staff_id(1), factor, &new_session(number))
            .await
            .unwrap()
            .unwrap();
    }
    let listed = async || {
        let sessions = store.sessions(staff_id(1), at(60)).await.unwrap();
        sessions.into_iter().map(|session| session.id).collect::<Vec<_>>()
    };
    assert_eq!(listed().await, [11, 12, 13, 14].map(session_id));
    assert!(store.sessions(staff_id(1), at(500)).await.unwrap().is_empty());
    store.end_session(&hash(11), &admin(), at(40)).await.unwrap();
    assert!(
        !store
            .end_session_of(staff_id(2), session_id(12), &admin(), at(40))
            .await
            .unwrap()
    );
    assert!(
        store
            .end_session_of(staff_id(1), session_id(12), &admin(), at(40))
            .await
            .unwrap()
    );
    assert_eq!(listed().await, [13, 14].map(session_id));
    assert_eq!(
        store
            .end_sessions_of(staff_id(1), &admin(), at(40))
            .await
            .unwrap(),
        2
    );
    assert_eq!(
        store
            .end_sessions_of(staff_id(1), &admin(), at(40))
            .await
            .unwrap(),
        0
    );
    assert_eq!(store.session_by_hash(&hash(13), at(60)).await.unwrap(), None);
}

async fn a_session_takes_the_place_of_the_one_that_came_with_it(home: Home) {
    let store = with_ana(&home).await;
    let next = NewSession {
        replaces: Some(hash(11)),
        ..new_session(12)
    };
    store
        .sign_in(staff_id(1), Factor::Code(11), &next)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(store.session_by_hash(&hash(11), at(60)).await.unwrap(), None);
    assert!(store.session_by_hash(&hash(12), at(60)).await.unwrap().is_some());
}

async fn whoever_is_shut_out_is_out_and_stays_out(home: Home) {
    let store = with_ana(&home).await;
    assert!(store.shut_out(staff_id(1), &admin(), at(60)).await.unwrap());
    assert!(store.shut_out(staff_id(1), &admin(), at(70)).await.unwrap());
    assert!(!store.shut_out(staff_id(9), &admin(), at(60)).await.unwrap());
    assert_eq!(store.people(at(70)).await.unwrap()[0].disabled_at, Some(at(60)));
    assert_eq!(store.session_by_hash(&hash(11), at(60)).await.unwrap(), None);
    assert_eq!(store.credentials("Ana").await.unwrap(), None);
    for factor in [Factor::Code(11), Factor::Recovery(hash(901))] {
        let opened = store.sign_in(staff_id(1), factor, &new_session(12)).await;
        assert_eq!(opened.unwrap(), None);
    }
    assert!(store.let_in(staff_id(1), &admin(), at(80)).await.unwrap());
    assert!(store.credentials("Ana").await.unwrap().is_some());
    assert_eq!(store.session_by_hash(&hash(11), at(60)).await.unwrap(), None);
}

async fn attempts_wait_ever_longer_until_one_succeeds(home: Home) {
    let store = home.open().await;
    let waits_ms = [0, 0, 2_000, 5_000];
    let attempt = async |key, seconds| {
        let (key, now) = (hash(key), at(seconds));
        store.begin_attempt(&key, now, &waits_ms).await.unwrap()
    };
    assert_eq!(attempt(1, 0).await, Attempt::Go);
    assert_eq!(attempt(1, 0).await, Attempt::Go);
    assert_eq!(attempt(1, 0).await, Attempt::Wait(at(2)));
    assert_eq!(attempt(2, 0).await, Attempt::Go, "another key does not wait");
    assert_eq!(attempt(1, 2).await, Attempt::Go);
    assert_eq!(attempt(1, 3).await, Attempt::Wait(at(7)));
    assert_eq!(attempt(1, 7).await, Attempt::Go);
    assert_eq!(
        attempt(1, 8).await,
        Attempt::Wait(at(12)),
        "the last wait is for all after"
    );
    store.forget_attempts(&hash(1)).await.unwrap();
    assert_eq!(attempt(1, 8).await, Attempt::Go);

    // A day later, nothing is left of them.
    assert_eq!(attempt(3, 8 + 24 * 60 * 60 + 1).await, Attempt::Go);
    assert_eq!(home.meddle("DELETE FROM attempt").await, 1);
}

async fn of_many_attempts_at_once_few_are_made(home: Home) {
    let store = home.open().await;
    let mut attempts = tokio::task::JoinSet::new();
    for _ in 0..40 {
        let store = Arc::clone(&store);
        attempts.spawn(async move { store.begin_attempt(&hash(1), at(0), &[0, 0, 0, 2_000]).await.ok() });
    }
    let made = attempts
        .join_all()
        .await
        .into_iter()
        .filter(|attempt| *attempt == Some(Attempt::Go))
        .count();
    assert_eq!(made, 3);
}
