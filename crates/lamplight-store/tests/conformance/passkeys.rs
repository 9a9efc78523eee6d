//! Passkeys: kept, used, removed.

use std::sync::Arc;

use lamplight_protocol::ids::PasskeyId;
use lamplight_store::model::{
    Actor, NewCeremony, NewPasskey, Opens, Passkey, PasskeyAdded, PasskeyRemoved, PasskeyUse, Roles,
};
use lamplight_store::{PASSKEYS_MAX, Store};

use crate::fixtures::{at, hash, staff_id};
use crate::home::Home;
use crate::on_both_engines;
use crate::people::{enrolment, id, invite, new_session, session, with_ana};

on_both_engines!(
    a_ceremony_is_given_back_once_and_ends_by_itself,
    whoever_enrols_by_a_passkey_has_that_alone,
    a_passkey_is_of_one_person_and_there_is_an_end_to_them,
    a_counter_that_was_seen_opens_nothing,
    whoever_is_shut_out_has_no_use_of_a_passkey,
    the_last_way_in_stays,
    of_two_who_remove_one_of_two_at_once_one_does,
);

/// Ana, as the audit has her.
fn by() -> Actor {
    Actor::person(staff_id(1), Roles::default())
}

pub(crate) fn passkey_id(number: u32) -> PasskeyId {
    id(PasskeyId::from_random, number)
}

pub(crate) fn passkey(number: u32) -> NewPasskey {
    NewPasskey {
        id: passkey_id(number),
        credential: vec![number as u8; 16],
        name: format!("Key {number}"),
        record: format!("record {number}"),
        at: at(50),
    }
}

fn used(number: u32, counter: u32) -> PasskeyUse {
    PasskeyUse {
        id: passkey_id(number),
        counter,
        record: format!("record after {counter}"),
    }
}

/// A store in which Ana, who is person 1, has enrolled by passkey 1 and has session 11.
async fn with_key_of_ana(home: &Home) -> Arc<dyn Store> {
    let store = home.open().await;
    store.invite(&invite(1, "Ana", Opens::Enrolment)).await.unwrap();
    let opened = store
        .enrol_by_passkey(&hash(1), &passkey(1), &new_session(11))
        .await
        .unwrap();
    assert_eq!(opened, Some(session(11, 1, "Ana")));
    store
}

async fn a_ceremony_is_given_back_once_and_ends_by_itself(home: Home) {
    let store = home.open().await;
    for number in [1, 2] {
        let ceremony = NewCeremony {
            hash: hash(number),
            state: format!("state {number}"),
            at: at(0),
            expires_at: at(100),
        };
        store.begin_ceremony(&ceremony).await.unwrap();
    }
    let taken = (0..8).map(|_| {
        let store = Arc::clone(&store);
        tokio::spawn(async move { store.end_ceremony(&hash(1), at(99)).await.unwrap() })
    });
    let taken = futures_util::future::join_all(taken).await;
    let taken: Vec<String> = taken.into_iter().filter_map(Result::unwrap).collect();
    assert_eq!(taken, ["state 1"]);
    assert_eq!(store.end_ceremony(&hash(2), at(100)).await.unwrap(), None);
    assert_eq!(store.end_ceremony(&hash(3), at(0)).await.unwrap(), None);
}

async fn whoever_enrols_by_a_passkey_has_that_alone(home: Home) {
    let store = with_ana(&home).await;
    store.add_passkey(staff_id(1), &passkey(2), &by()).await.unwrap();
    store.invite(&invite(3, "Ana", Opens::Enrolment)).await.unwrap();
    let opened = store
        .enrol_by_passkey(&hash(3), &passkey(3), &new_session(12))
        .await
        .unwrap();
    assert_eq!(opened, Some(session(12, 1, "Ana")));
    assert_eq!(store.credentials("Ana").await.unwrap(), None);
    assert_eq!(store.sessions(staff_id(1), at(60)).await.unwrap().len(), 1);
    let kept = Passkey {
        id: passkey_id(3),
        credential: vec![3; 16],
        name: "Key 3".into(),
        created_at: at(50),
        used_at: None,
    };
    assert_eq!(store.passkeys(staff_id(1)).await.unwrap(), [kept]);
    assert!(store.people(at(60)).await.unwrap()[0].enrolled);
    // The invitation is spent.
    let again = store
        .enrol_by_passkey(&hash(3), &passkey(4), &new_session(13))
        .await
        .unwrap();
    assert_eq!(again, None);
    // And a password chosen later is the only way in again.
    store.invite(&invite(5, "Ana", Opens::Enrolment)).await.unwrap();
    store
        .enrol(&enrolment(5, "of ana"), &new_session(14))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(store.passkeys(staff_id(1)).await.unwrap(), []);
}

async fn a_passkey_is_of_one_person_and_there_is_an_end_to_them(home: Home) {
    let store = with_ana(&home).await;
    store.invite(&invite(2, "Bo", Opens::Enrolment)).await.unwrap();
    for number in 1..=PASSKEYS_MAX {
        let added = store
            .add_passkey(staff_id(1), &passkey(number), &by())
            .await
            .unwrap();
        assert_eq!(added, PasskeyAdded::Added);
    }
    let more = store.add_passkey(staff_id(1), &passkey(99), &by()).await.unwrap();
    assert_eq!(more, PasskeyAdded::TooMany);
    let same = NewPasskey {
        id: passkey_id(50),
        ..passkey(1)
    };
    assert_eq!(
        store.add_passkey(staff_id(2), &same, &by()).await.unwrap(),
        PasskeyAdded::Known
    );
    let enrolled = store
        .enrol_by_passkey(&hash(2), &same, &new_session(21))
        .await
        .unwrap();
    assert_eq!(enrolled, None);
    assert!(
        store.invite_by_hash(&hash(2), at(50)).await.unwrap().is_some(),
        "it is not spent"
    );
}

async fn a_counter_that_was_seen_opens_nothing(home: Home) {
    let store = with_key_of_ana(&home).await;
    let sign_in = async |counter, number| {
        let opened = store
            .sign_in_by_passkey(&used(1, counter), &new_session(number))
            .await;
        opened.unwrap().is_some()
    };
    assert!(
        sign_in(0, 20).await && sign_in(0, 21).await,
        "an authenticator may not count"
    );
    assert!(sign_in(5, 22).await);
    assert!(!sign_in(5, 23).await && !sign_in(4, 24).await && !sign_in(0, 25).await);
    assert!(sign_in(6, 26).await);
    let kept = store.passkey_by_credential(&[1; 16]).await.unwrap().unwrap();
    assert_eq!(
        (kept.person, kept.record.as_str()),
        (staff_id(1), "record after 6")
    );
    assert_eq!(
        store.passkeys(staff_id(1)).await.unwrap()[0].used_at,
        Some(at(50))
    );
    let unknown = store
        .sign_in_by_passkey(&used(7, 1), &new_session(27))
        .await
        .unwrap();
    assert_eq!(unknown, None);
}

async fn whoever_is_shut_out_has_no_use_of_a_passkey(home: Home) {
    let store = with_key_of_ana(&home).await;
    store.shut_out(staff_id(1), &by(), at(60)).await.unwrap();
    assert_eq!(store.passkey_by_credential(&[1; 16]).await.unwrap(), None);
    let opened = store
        .sign_in_by_passkey(&used(1, 1), &new_session(20))
        .await
        .unwrap();
    assert_eq!(opened, None);
}

async fn the_last_way_in_stays(home: Home) {
    let store = with_key_of_ana(&home).await;
    let remove = async |person, number| {
        store
            .remove_passkey(staff_id(person), passkey_id(number), &by(), at(60))
            .await
            .unwrap()
    };
    assert_eq!(remove(1, 1).await, PasskeyRemoved::LastWayIn);
    store.add_passkey(staff_id(1), &passkey(2), &by()).await.unwrap();
    assert_eq!(remove(2, 2).await, PasskeyRemoved::NotFound, "it is another's");
    assert_eq!(remove(1, 1).await, PasskeyRemoved::Removed);
    assert_eq!(remove(1, 1).await, PasskeyRemoved::NotFound);
    assert_eq!(remove(1, 2).await, PasskeyRemoved::LastWayIn);
}

async fn of_two_who_remove_one_of_two_at_once_one_does(home: Home) {
    let store = with_key_of_ana(&home).await;
    store.add_passkey(staff_id(1), &passkey(2), &by()).await.unwrap();
    let removals = [1, 2].map(|number| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            store
                .remove_passkey(staff_id(1), passkey_id(number), &by(), at(60))
                .await
                .unwrap()
        })
    });
    let mut removed: Vec<_> = futures_util::future::join_all(removals)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    removed.sort_by_key(|removed| *removed == PasskeyRemoved::LastWayIn);
    assert_eq!(removed, [PasskeyRemoved::Removed, PasskeyRemoved::LastWayIn]);
}
