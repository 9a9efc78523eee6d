//! Service tokens.

use lamplight_store::model::{Districts, NewToken, Rights, Role, Token};

use crate::fixtures::{admin as somebody, at, hash, staff_id};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(a_token_opens_until_it_is_revoked);

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
        by: somebody(),
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

    assert!(
        store
            .revoke_token(staff_id(1), &somebody(), at(50))
            .await
            .unwrap()
    );
    assert!(
        store
            .revoke_token(staff_id(1), &somebody(), at(60))
            .await
            .unwrap()
    );
    assert!(
        !store
            .revoke_token(staff_id(3), &somebody(), at(60))
            .await
            .unwrap()
    );
    assert_eq!(store.token_by_hash(&hash(1)).await.unwrap(), None);
    assert_eq!(
        store.tokens().await.unwrap(),
        [listed(1, at_the_harbour(), Some(50)), listed(2, admin(), None)]
    );
}
