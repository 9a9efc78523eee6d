//! News are published, changed and withdrawn.

use lamplight_protocol::api::FeedItem;
use lamplight_protocol::ids::NewsId;
use lamplight_protocol::news::{News, NewsContent, NewsText};
use lamplight_protocol::text::Language;
use lamplight_store::Store;
use lamplight_store::model::{NewsAction, NewsChange, StaffWrite};

use crate::fixtures::{at, done, done_before, hash, operation_id, person, publish_event};
use crate::home::Home;
use crate::on_both_engines;
use crate::pictures::{new_picture, picture};

on_both_engines!(
    news_are_published_changed_and_withdrawn,
    every_change_of_news_is_done_once,
    a_change_of_news_rests_on_the_newest_revision,
    news_are_listed_newest_first_without_what_was_withdrawn,
    news_show_pictures_until_they_are_withdrawn,
);

pub(crate) fn news_id(number: u32) -> NewsId {
    let mut bytes = [9; 16];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    NewsId::from_random(bytes)
}

pub(crate) fn content(title: &str) -> NewsContent {
    NewsContent {
        picture: None,
        initiative: false,
        texts: vec![NewsText {
            language: Language::english(),
            title: title.into(),
            text: "The steps are lit again.".into(),
            picture_description: None,
            outcome: None,
        }],
    }
}

/// A write on item `item`, in operation `operation`.
pub(crate) fn on_news(item: u32, operation: u32, action: NewsAction) -> NewsChange {
    NewsChange {
        operation: operation_id(operation),
        id: news_id(item),
        body_hash: hash(operation),
        by: person(1),
        action,
        at: at(operation.into()),
    }
}

/// Publishes item `number` in an operation of the same number.
pub(crate) fn publish_news(number: u32) -> NewsChange {
    on_news(
        number,
        number,
        NewsAction::Publish(content(&format!("item {number}"))),
    )
}

async fn feed(home: &Home, store: &dyn Store) -> Vec<FeedItem> {
    home.settle().await;
    store.feed(None, 10).await.unwrap().items
}

async fn news_are_published_changed_and_withdrawn(home: Home) {
    let store = home.open().await;
    assert_eq!(store.change_news(&publish_news(1)).await.unwrap(), done(1));
    let mut expected = News {
        id: news_id(1),
        revision: 1,
        published_at: at(1),
        changed_at: at(1),
        content: content("item 1"),
    };
    assert_eq!(store.news_item(news_id(1)).await.unwrap(), Some(expected.clone()));
    let update = on_news(1, 2, NewsAction::Update(1, content("more of it")));
    assert_eq!(store.change_news(&update).await.unwrap(), done(2));
    expected.revision = 2;
    expected.changed_at = at(2);
    expected.content = content("more of it");
    assert_eq!(feed(&home, &*store).await, [FeedItem::News(expected)]);

    let withdraw = on_news(1, 3, NewsAction::Withdraw(2));
    assert_eq!(store.change_news(&withdraw).await.unwrap(), done(3));
    assert_eq!(store.news_item(news_id(1)).await.unwrap(), None);
    let tombstone = FeedItem::NewsRemoved { id: news_id(1) };
    assert_eq!(feed(&home, &*store).await, [tombstone]);
    for late in [
        NewsAction::Update(3, content("once more")),
        NewsAction::Withdraw(3),
    ] {
        let late = on_news(1, 4, late);
        assert_eq!(store.change_news(&late).await.unwrap(), StaffWrite::Over);
    }
}

async fn every_change_of_news_is_done_once(home: Home) {
    let store = home.open().await;
    let update = on_news(1, 2, NewsAction::Update(1, content("more of it")));
    let withdraw = on_news(1, 3, NewsAction::Withdraw(2));
    for (change, revision) in [(publish_news(1), 1), (update, 2), (withdraw, 3)] {
        assert_eq!(store.change_news(&change).await.unwrap(), done(revision));
        assert_eq!(store.change_news(&change).await.unwrap(), done_before(revision));
        let other_body = NewsChange {
            body_hash: hash(9),
            ..change
        };
        assert_eq!(
            store.change_news(&other_body).await.unwrap(),
            StaffWrite::Conflict
        );
    }
    assert_eq!(store.change_news(&publish_news(1)).await.unwrap(), done_before(1));
}

async fn a_change_of_news_rests_on_the_newest_revision(home: Home) {
    let store = home.open().await;
    store.change_news(&publish_news(1)).await.unwrap();
    for stale in [0, 2] {
        let withdraw = on_news(1, 2, NewsAction::Withdraw(stale));
        assert_eq!(
            store.change_news(&withdraw).await.unwrap(),
            StaffWrite::ChangedMeanwhile(1)
        );
    }
    let unknown = on_news(2, 3, NewsAction::Withdraw(1));
    assert_eq!(store.change_news(&unknown).await.unwrap(), StaffWrite::NotFound);
}

async fn news_are_listed_newest_first_without_what_was_withdrawn(home: Home) {
    let store = home.open().await;
    store.change_event(&publish_event(7)).await.unwrap();
    for number in 1..=4 {
        store.change_news(&publish_news(number)).await.unwrap();
    }
    let withdraw = on_news(3, 8, NewsAction::Withdraw(1));
    store.change_news(&withdraw).await.unwrap();
    let (first, next) = store.news(None, 2).await.unwrap();
    let (second, end) = store.news(next.as_ref(), 2).await.unwrap();
    let ids: Vec<_> = first.iter().chain(&second).map(|item| item.id).collect();
    assert_eq!(ids, [4, 2, 1].map(news_id));
    assert_eq!((first.len(), end), (2, None));
}

async fn news_show_pictures_until_they_are_withdrawn(home: Home) {
    let store = home.open().await;
    store.keep_picture(&new_picture(1, "one")).await.unwrap();
    let sha256 = picture(1).sha256;
    let mut shown = content("lamps");
    shown.texts[0].picture_description = Some("Lamps along the steps".into());
    shown.picture = Some(picture(1));
    let publish = on_news(1, 1, NewsAction::Publish(shown));
    store.change_news(&publish).await.unwrap();
    assert!(store.public_picture_object(&sha256).await.unwrap().is_some());
    let withdraw = on_news(1, 2, NewsAction::Withdraw(1));
    store.change_news(&withdraw).await.unwrap();
    assert_eq!(store.public_picture_object(&sha256).await.unwrap(), None);
}
