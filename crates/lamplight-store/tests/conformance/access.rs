//! Tokens, invitations and sessions.

use std::sync::Arc;

use lamplight_store::model::{Districts, Invite, NewToken, Person, Presence, Rights, Role, Session, Token};

use crate::fixtures::{at, hash, staff_id};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_token_opens_until_it_is_revoked,
    an_invitation_opens_one_session,
    an_invitation_ends,
    of_many_who_redeem_at_once_one_comes_in,
    a_session_ends_by_itself_or_by_its_holder,
    people_are_listed_while_they_may_come_in,
    a_revoked_person_is_out_and_stays_out,
);

/// Two roles, in one district.
fn at_the_harbour() -> Rights {
    Rights {
        roles: [Role::Dispatcher, Role::Responder].into_iter().collect(),
        districts: Districts::Only(["harbour".into()].into()),
    }
}

fn admin() -> Rights {
    Rights::everywhere([Role::Admin])
}

fn token(number: u32, rights: Rights) -> NewToken {
    NewToken {
        id: staff_id(number),
        name: format!("token {number}"),
        rights,
        hash: hash(number),
        created_at: at(number.into()),
    }
}

fn listed(number: u32, rights: Rights, revoked_at: Option<i64>) -> Token {
    Token {
        id: staff_id(number),
        name: format!("token {number}"),
        rights,
        created_at: at(number.into()),
        revoked_at: revoked_at.map(at),
    }
}

async fn a_token_opens_until_it_is_revoked(home: Home) {
    let store = home.open().await;
    store.create_token(&token(1, at_the_harbour())).await.unwrap();
    store.create_token(&token(2, admin())).await.unwrap();
    assert_eq!(
        store.token_by_hash(&hash(1)).await.unwrap(),
        Some(listed(1, at_the_harbour(), None))
    );
    assert_eq!(store.token_by_hash(&hash(3)).await.unwrap(), None);

    assert!(store.revoke_token(staff_id(1), at(50)).await.unwrap());
    assert!(store.revoke_token(staff_id(1), at(60)).await.unwrap());
    assert!(!store.revoke_token(staff_id(3), at(60)).await.unwrap());
    assert_eq!(store.token_by_hash(&hash(1)).await.unwrap(), None);
    assert_eq!(
        store.tokens().await.unwrap(),
        [listed(1, at_the_harbour(), Some(50)), listed(2, admin(), None)]
    );
}

fn invite(number: u32) -> Invite {
    Invite {
        staff_id: staff_id(number),
        name: "Bo".into(),
        rights: at_the_harbour(),
        hash: hash(number),
        created_at: at(0),
        expires_at: at(100),
    }
}

fn session(number: u32) -> Session {
    Session {
        staff_id: staff_id(number),
        name: "Bo".into(),
        rights: at_the_harbour(),
        expires_at: at(500),
    }
}

async fn an_invitation_opens_one_session(home: Home) {
    let store = home.open().await;
    store.create_invite(&invite(1)).await.unwrap();
    let redeem = |code, opened| store.redeem_invite(code, opened, at(50), at(500));
    let (invite_hash, first, second) = (hash(1), hash(11), hash(12));
    assert_eq!(redeem(&second, &first).await.unwrap(), None);
    assert_eq!(redeem(&invite_hash, &first).await.unwrap(), Some(session(1)));
    assert_eq!(redeem(&invite_hash, &second).await.unwrap(), None);
    assert_eq!(
        store.session_by_hash(&first, at(60)).await.unwrap(),
        Some(session(1))
    );
    assert_eq!(store.session_by_hash(&second, at(60)).await.unwrap(), None);
}

async fn an_invitation_ends(home: Home) {
    let store = home.open().await;
    store.create_invite(&invite(1)).await.unwrap();
    store.create_invite(&invite(2)).await.unwrap();
    let (late, just) = (at(100), at(100).plus_millis(-1));
    let session_hash = hash(11);
    let redeemed = store
        .redeem_invite(&hash(1), &session_hash, late, at(500))
        .await
        .unwrap();
    assert_eq!(redeemed, None);
    let redeemed = store
        .redeem_invite(&hash(2), &session_hash, just, at(500))
        .await
        .unwrap();
    assert_eq!(redeemed, Some(session(2)));

    let later = Invite {
        created_at: at(100),
        expires_at: at(200),
        ..invite(3)
    };
    store.create_invite(&later).await.unwrap();
    let left = home.meddle("DELETE FROM invite").await;
    assert_eq!(left, 1, "invitations that ended are dropped");
}

async fn of_many_who_redeem_at_once_one_comes_in(home: Home) {
    let store = home.open().await;
    store.create_invite(&invite(1)).await.unwrap();
    let mut redeeming = tokio::task::JoinSet::new();
    for number in 11..31 {
        let store = Arc::clone(&store);
        redeeming.spawn(async move {
            store
                .redeem_invite(&hash(1), &hash(number), at(50), at(500))
                .await
                .unwrap()
        });
    }
    let sessions: Vec<_> = redeeming.join_all().await.into_iter().flatten().collect();
    assert_eq!(sessions, [session(1)]);
}

async fn a_session_ends_by_itself_or_by_its_holder(home: Home) {
    let store = home.open().await;
    for number in [1, 2] {
        store.create_invite(&invite(number)).await.unwrap();
        let (code, opened) = (hash(number), hash(number + 10));
        store
            .redeem_invite(&code, &opened, at(50), at(500))
            .await
            .unwrap();
    }
    let just = at(500).plus_millis(-1);
    assert!(store.session_by_hash(&hash(11), just).await.unwrap().is_some());
    assert!(store.session_by_hash(&hash(11), at(500)).await.unwrap().is_none());
    store.end_session(&hash(12)).await.unwrap();
    store.end_session(&hash(12)).await.unwrap();
    assert!(store.session_by_hash(&hash(12), at(60)).await.unwrap().is_none());
    assert!(store.session_by_hash(&hash(11), at(60)).await.unwrap().is_some());
}

fn person(number: u32, presence: Presence, since: i64, until: i64) -> Person {
    Person {
        id: staff_id(number),
        name: "Bo".into(),
        rights: at_the_harbour(),
        presence,
        since: at(since),
        until: at(until),
    }
}

async fn people_are_listed_while_they_may_come_in(home: Home) {
    let store = home.open().await;
    assert_eq!(store.people(at(0)).await.unwrap(), []);
    store.create_invite(&invite(1)).await.unwrap();
    store.create_invite(&invite(2)).await.unwrap();
    store
        .redeem_invite(&hash(1), &hash(11), at(50), at(500))
        .await
        .unwrap();
    let invited = person(2, Presence::Invited, 0, 100);
    let signed_in = person(1, Presence::SignedIn, 50, 500);
    assert_eq!(store.people(at(60)).await.unwrap(), [invited, signed_in.clone()]);
    assert_eq!(store.people(at(100)).await.unwrap(), [signed_in]);
    assert_eq!(store.people(at(500)).await.unwrap(), []);
}

async fn a_revoked_person_is_out_and_stays_out(home: Home) {
    let store = home.open().await;
    for number in [1, 2, 3] {
        store.create_invite(&invite(number)).await.unwrap();
    }
    let redeem = async |code, opened| {
        let (code, opened) = (hash(code), hash(opened));
        store
            .redeem_invite(&code, &opened, at(50), at(500))
            .await
            .unwrap()
    };
    for number in [1, 3] {
        assert!(redeem(number, number + 10).await.is_some());
    }
    assert!(store.revoke_person(staff_id(1)).await.unwrap());
    assert!(store.revoke_person(staff_id(2)).await.unwrap());
    assert_eq!(store.session_by_hash(&hash(11), at(60)).await.unwrap(), None);
    assert_eq!(redeem(2, 12).await, None);
    for nobody in [1, 2, 9] {
        assert!(!store.revoke_person(staff_id(nobody)).await.unwrap());
    }
    let left = person(3, Presence::SignedIn, 50, 500);
    assert_eq!(store.people(at(60)).await.unwrap(), [left]);
}
