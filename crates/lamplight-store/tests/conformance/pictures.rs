//! Pictures are kept for as long as something shows them.

use lamplight_protocol::picture::Picture;
use lamplight_store::Store;
use lamplight_store::model::{EventAction, NewPicture, StaffWrite};

use crate::fixtures::{at, done, done_before, event_content, on_event, person};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_picture_is_made_of_a_file_once,
    what_is_published_shows_a_picture_that_is_there,
    everybody_sees_a_picture_while_something_published_shows_it,
    a_picture_that_nothing_shows_is_forgotten_after_its_time,
    a_picture_is_never_forgotten_beneath_what_shows_it,
    a_lost_picture_is_sent_again,
);

fn hash_of(digit: char, number: u32) -> lamplight_protocol::digest::PhotoHash {
    format!("{digit}{number:063}").parse().unwrap()
}

pub(crate) fn picture(number: u32) -> Picture {
    Picture {
        sha256: hash_of('b', number),
        size_bytes: 5,
    }
}

pub(crate) fn new_picture(number: u32, object: &str) -> NewPicture {
    NewPicture {
        picture: picture(number),
        received: hash_of('a', number),
        object: object.into(),
        by: person(1),
        at: at(10),
    }
}

fn shows(picture: Option<Picture>) -> lamplight_protocol::event::EventContent {
    let mut content = event_content("a walk");
    content.texts[0].picture_description = picture.as_ref().map(|_| "People on the steps".into());
    content.picture = picture;
    content
}

async fn public(store: &dyn Store, number: u32) -> Option<String> {
    store
        .public_picture_object(&picture(number).sha256)
        .await
        .unwrap()
}

async fn a_picture_is_made_of_a_file_once(home: Home) {
    let store = home.open().await;
    let file = hash_of('a', 1);
    assert_eq!(store.picture_of(&file, at(1)).await.unwrap(), None);
    assert!(store.keep_picture(&new_picture(1, "one")).await.unwrap());
    // Two were making it at once.
    assert!(!store.keep_picture(&new_picture(1, "other")).await.unwrap());
    for file in [file, picture(1).sha256] {
        assert_eq!(store.picture_of(&file, at(1)).await.unwrap(), Some(picture(1)));
    }
    let object = store.picture_object(&picture(1).sha256).await.unwrap();
    assert_eq!(object.as_deref(), Some("one"));
    assert_eq!(store.needed_objects("", 9).await.unwrap(), ["one"]);
    let held = ["one", "other"].map(String::from);
    assert_eq!(store.discard_strays(&held, at(1)).await.unwrap(), 1);
}

async fn what_is_published_shows_a_picture_that_is_there(home: Home) {
    let store = home.open().await;
    let publish = on_event(1, 1, EventAction::Publish(shows(Some(picture(1)))));
    let refused = store.change_event(&publish).await.unwrap();
    assert_eq!(refused, StaffWrite::NoSuchPicture);
    store.keep_picture(&new_picture(1, "one")).await.unwrap();
    assert_eq!(store.change_event(&publish).await.unwrap(), done(1));
    assert_eq!(store.change_event(&publish).await.unwrap(), done_before(1));

    let other_size = Picture {
        size_bytes: 6,
        ..picture(1)
    };
    for (operation, wrong) in [(2, other_size), (3, picture(2))] {
        let update = on_event(1, operation, EventAction::Update(1, shows(Some(wrong))));
        assert_eq!(
            store.change_event(&update).await.unwrap(),
            StaffWrite::NoSuchPicture
        );
    }
}

async fn everybody_sees_a_picture_while_something_published_shows_it(home: Home) {
    let store = home.open().await;
    for number in 1..=2 {
        let object = format!("object {number}");
        store.keep_picture(&new_picture(number, &object)).await.unwrap();
    }
    assert_eq!(public(&*store, 1).await, None);
    for event in 1..=2 {
        let publish = on_event(event, event, EventAction::Publish(shows(Some(picture(1)))));
        store.change_event(&publish).await.unwrap();
    }
    assert_eq!(public(&*store, 1).await.as_deref(), Some("object 1"));

    let other = on_event(1, 3, EventAction::Update(1, shows(Some(picture(2)))));
    store.change_event(&other).await.unwrap();
    for number in 1..=2 {
        assert!(public(&*store, number).await.is_some(), "{number}");
    }
    let none = on_event(2, 4, EventAction::Update(1, shows(None)));
    store.change_event(&none).await.unwrap();
    assert_eq!(public(&*store, 1).await, None);
    // Whoever meant to come still sees what it was.
    let cancel = on_event(1, 5, EventAction::Cancel(2, "rain".into()));
    store.change_event(&cancel).await.unwrap();
    assert!(public(&*store, 2).await.is_some());
}

async fn a_picture_that_nothing_shows_is_forgotten_after_its_time(home: Home) {
    let store = home.open().await;
    for number in 1..=3 {
        let object = format!("object-{number}");
        store.keep_picture(&new_picture(number, &object)).await.unwrap();
    }
    let publish = on_event(1, 1, EventAction::Publish(shows(Some(picture(1)))));
    store.change_event(&publish).await.unwrap();
    store.picture_of(&hash_of('a', 2), at(50)).await.unwrap();
    assert_eq!(store.forget_pictures(at(10), at(99), 9).await.unwrap(), 0);
    assert_eq!(store.forget_pictures(at(11), at(99), 0).await.unwrap(), 0);
    assert_eq!(store.forget_pictures(at(11), at(99), 9).await.unwrap(), 1);
    assert_eq!(store.discarded_objects(at(99), 9).await.unwrap(), ["object-3"]);
    assert_eq!(store.forget_pictures(at(51), at(99), 9).await.unwrap(), 1);
    assert_eq!(store.needed_objects("", 9).await.unwrap(), ["object-1"]);
}

async fn a_picture_is_never_forgotten_beneath_what_shows_it(home: Home) {
    let (one, other) = (home.open().await, home.open().await);
    for number in 1..=20 {
        let object = format!("object-{number}");
        one.keep_picture(&new_picture(number, &object)).await.unwrap();
        let mut publish = on_event(number, number, EventAction::Publish(shows(Some(picture(number)))));
        publish.at = at(1_000);
        let (published, forgotten) = tokio::join!(
            one.change_event(&publish),
            other.forget_pictures(at(100), at(100), 9)
        );
        let published = published.unwrap();
        forgotten.unwrap();
        let is_there = public(&*one, number).await.is_some();
        assert_eq!(published == done(1), is_there, "{number}");
        if !is_there {
            assert_eq!(published, StaffWrite::NoSuchPicture);
        }
    }
}

async fn a_lost_picture_is_sent_again(home: Home) {
    let store = home.open().await;
    store.keep_picture(&new_picture(1, "one")).await.unwrap();
    let publish = on_event(1, 1, EventAction::Publish(shows(Some(picture(1)))));
    store.change_event(&publish).await.unwrap();
    store.lose_objects(&["one".into()]).await.unwrap();
    assert_eq!(public(&*store, 1).await, None);
    assert_eq!(store.picture_of(&hash_of('a', 1), at(2)).await.unwrap(), None);
    assert!(store.needed_objects("", 9).await.unwrap().is_empty());
    assert!(store.keep_picture(&new_picture(1, "two")).await.unwrap());
    assert_eq!(public(&*store, 1).await.as_deref(), Some("two"));
}
