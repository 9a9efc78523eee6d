//! Events are published, updated and cancelled.

use lamplight_protocol::event::{Event, EventState};
use lamplight_store::Store;
use lamplight_store::model::{EventAction, EventChange, StaffWrite};

use crate::fixtures::{
    at, done, done_before, event_content, event_id, hash, on_event, publish_alert, publish_event,
};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    an_event_is_published_updated_and_cancelled,
    every_change_is_done_once,
    what_was_done_can_be_asked_for_without_doing_it,
    a_change_rests_on_the_newest_revision,
    a_cancelled_event_cannot_be_changed,
    events_are_listed_newest_first_in_pages,
);

async fn read(store: &dyn Store, number: u32) -> Event {
    store.event(event_id(number)).await.unwrap().unwrap()
}

async fn an_event_is_published_updated_and_cancelled(home: Home) {
    let store = home.open().await;
    assert_eq!(store.change_event(&publish_event(1)).await.unwrap(), done(1));
    let mut expected = Event {
        id: event_id(1),
        revision: 1,
        state: EventState::Published,
        changed_at: at(1),
        content: event_content("event 1"),
        full: false,
        cancellation_note: None,
    };
    assert_eq!(read(&*store, 1).await, expected);

    let update = on_event(1, 2, EventAction::Update(1, event_content("a longer walk")));
    assert_eq!(store.change_event(&update).await.unwrap(), done(2));
    expected.revision = 2;
    expected.changed_at = at(2);
    expected.content = event_content("a longer walk");
    assert_eq!(read(&*store, 1).await, expected);

    let cancel = on_event(1, 3, EventAction::Cancel(2, "rain".into()));
    assert_eq!(store.change_event(&cancel).await.unwrap(), done(3));
    expected.revision = 3;
    expected.changed_at = at(3);
    expected.state = EventState::Cancelled;
    expected.cancellation_note = Some("rain".into());
    assert_eq!(read(&*store, 1).await, expected);
    assert_eq!(store.event(event_id(2)).await.unwrap(), None);
}

async fn every_change_is_done_once(home: Home) {
    let store = home.open().await;
    let update = on_event(1, 2, EventAction::Update(1, event_content("a longer walk")));
    let cancel = on_event(1, 3, EventAction::Cancel(2, "rain".into()));
    for (change, revision) in [(publish_event(1), 1), (update, 2), (cancel, 3)] {
        assert_eq!(store.change_event(&change).await.unwrap(), done(revision));
        assert_eq!(store.change_event(&change).await.unwrap(), done_before(revision));
        let other_body = EventChange {
            body_hash: hash(9),
            ..change
        };
        assert_eq!(
            store.change_event(&other_body).await.unwrap(),
            StaffWrite::Conflict
        );
    }
}

async fn what_was_done_can_be_asked_for_without_doing_it(home: Home) {
    let store = home.open().await;
    let update = on_event(1, 2, EventAction::Update(1, event_content("a longer walk")));
    for (change, answer) in [(publish_event(1), done_before(1)), (update, done_before(2))] {
        assert_eq!(store.answer_event_again(&change).await.unwrap(), None);
        store.change_event(&change).await.unwrap();
        assert_eq!(store.answer_event_again(&change).await.unwrap(), Some(answer));
        let other = EventChange {
            body_hash: hash(9),
            ..change
        };
        assert_eq!(
            store.answer_event_again(&other).await.unwrap(),
            Some(StaffWrite::Conflict)
        );
    }
}

async fn a_change_rests_on_the_newest_revision(home: Home) {
    let store = home.open().await;
    store.change_event(&publish_event(1)).await.unwrap();
    for stale in [0, 2] {
        let cancel = on_event(1, 2, EventAction::Cancel(stale, "rain".into()));
        assert_eq!(
            store.change_event(&cancel).await.unwrap(),
            StaffWrite::ChangedMeanwhile(1)
        );
    }
    let unknown = on_event(2, 3, EventAction::Cancel(1, "rain".into()));
    assert_eq!(store.change_event(&unknown).await.unwrap(), StaffWrite::NotFound);
}

async fn a_cancelled_event_cannot_be_changed(home: Home) {
    let store = home.open().await;
    store.change_event(&publish_event(1)).await.unwrap();
    store
        .change_event(&on_event(1, 2, EventAction::Cancel(1, "rain".into())))
        .await
        .unwrap();
    let update = on_event(1, 3, EventAction::Update(2, event_content("sun")));
    let cancel = on_event(1, 4, EventAction::Cancel(2, "snow".into()));
    for change in [update, cancel] {
        assert_eq!(store.change_event(&change).await.unwrap(), StaffWrite::Over);
    }
}

async fn events_are_listed_newest_first_in_pages(home: Home) {
    let store = home.open().await;
    store.change_alert(&publish_alert(7)).await.unwrap();
    for number in 1..=4 {
        store.change_event(&publish_event(number)).await.unwrap();
    }
    let (first, next) = store.events(None, 3).await.unwrap();
    let (second, end) = store.events(next.as_ref(), 3).await.unwrap();
    let ids: Vec<_> = first.iter().chain(&second).map(|event| event.id).collect();
    assert_eq!(ids, [4, 3, 2, 1].map(event_id));
    assert_eq!((first.len(), end), (3, None));
}
