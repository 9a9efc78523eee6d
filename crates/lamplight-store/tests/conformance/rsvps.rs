//! Who means to come to events.

use lamplight_protocol::api::Attendance;
use lamplight_protocol::event::EventContent;
use lamplight_protocol::limits::DAY_MS;
use lamplight_store::Store;
use lamplight_store::model::{EventAction, RsvpAnswer, RsvpChange};

use crate::fixtures::{at, done, event_content, event_id, hash, on_event, operation_id};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    of_many_at_once_as_many_come_as_fit,
    a_change_of_the_capacity_tells_whether_it_is_full,
    who_came_is_forgotten_and_how_many_is_not,
    what_is_long_over_does_not_wait_behind_many_that_are_still_to_come,
    answers_go_with_their_event,
);

fn rsvp(operation: u32, device: u32, people: u32) -> RsvpChange {
    RsvpChange {
        operation: operation_id(operation),
        event: event_id(1),
        receipt_hash: hash(device),
        body_hash: hash(operation),
        people,
        at: at(2_000),
    }
}

fn places(capacity: Option<u32>) -> EventContent {
    EventContent {
        capacity,
        ..event_content("a walk")
    }
}

async fn publish(store: &dyn Store, capacity: u32) {
    let publish = on_event(1, 1, EventAction::Publish(places(Some(capacity))));
    assert_eq!(store.change_event(&publish).await.unwrap(), done(1));
}

async fn taken(store: &dyn Store, rsvp: &RsvpChange) -> bool {
    matches!(
        store.rsvp(rsvp).await.unwrap(),
        RsvpAnswer::Taken { repeated: false, .. }
    )
}

async fn is_full(store: &dyn Store) -> bool {
    store.event(event_id(1)).await.unwrap().unwrap().full
}

async fn of_many_at_once_as_many_come_as_fit(home: Home) {
    let store = home.open().await;
    publish(&*store, 7).await;
    let answers = futures_util::future::join_all((10..30).map(|number| {
        let store = store.clone();
        async move { taken(&*store, &rsvp(number, number, 1)).await }
    }));
    assert_eq!(answers.await.into_iter().filter(|taken| *taken).count(), 7);
    let attendance = store.attendance(event_id(1)).await.unwrap();
    let seven = Attendance {
        answers: 7,
        people: 7,
    };
    assert_eq!(attendance, Some(seven));
    assert!(is_full(&*store).await);
}

async fn a_change_of_the_capacity_tells_whether_it_is_full(home: Home) {
    let store = home.open().await;
    publish(&*store, 2).await;
    assert!(taken(&*store, &rsvp(10, 1, 2)).await);
    assert!(is_full(&*store).await);
    for (revision, capacity, full) in [(1, Some(3), false), (2, Some(1), true), (3, None, false)] {
        let update = EventAction::Update(revision, places(capacity));
        let updated = store
            .change_event(&on_event(1, 20 + revision, update))
            .await
            .unwrap();
        assert_eq!(updated, done(revision + 1));
        assert_eq!(is_full(&*store).await, full, "{capacity:?}");
        if full {
            assert_eq!(store.rsvp(&rsvp(30, 2, 1)).await.unwrap(), RsvpAnswer::Full);
            assert!(taken(&*store, &rsvp(31, 1, 1)).await, "one fewer comes");
        }
    }
}

async fn who_came_is_forgotten_and_how_many_is_not(home: Home) {
    let store = home.open().await;
    publish(&*store, 9).await;
    assert!(taken(&*store, &rsvp(10, 1, 2)).await);
    assert!(taken(&*store, &rsvp(11, 2, 3)).await);
    let ends_at = event_content("").ends_at;
    assert_eq!(store.forget_rsvps(ends_at).await.unwrap(), Some(0));
    let after = ends_at.plus_millis(1);
    assert_eq!(store.forget_rsvps(after).await.unwrap(), Some(1));
    assert_eq!(
        store.forget_rsvps(after.plus_millis(DAY_MS)).await.unwrap(),
        Some(0)
    );
    let came = Attendance {
        answers: 2,
        people: 5,
    };
    assert_eq!(store.attendance(event_id(1)).await.unwrap(), Some(came));
    for table in ["rsvp", "operation WHERE staff_id IS NULL"] {
        assert_eq!(home.meddle(&format!("DELETE FROM {table}")).await, 0, "{table}");
    }
}

async fn what_is_long_over_does_not_wait_behind_many_that_are_still_to_come(home: Home) {
    let store = home.open().await;
    publish(&*store, 9).await;
    home.meddle(
        "INSERT INTO publication
             (topic, id, revision, state, published_at, changed_at, published_body_hash, frame, document)
         WITH RECURSIVE place (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < 600)
         SELECT topic, 'another-' || n, revision, state, published_at, changed_at, published_body_hash, frame,
                document
         FROM publication CROSS JOIN place",
    )
    .await;
    home.meddle(
        "INSERT INTO rsvp (event, receipt_hash, people) SELECT number, published_body_hash, 1 FROM publication",
    )
    .await;
    let sooner = |ms: i64| EventContent {
        ends_at: event_content("").ends_at.plus_millis(-ms),
        ..places(None)
    };
    let over = on_event(2, 2, EventAction::Publish(sooner(DAY_MS)));
    assert_eq!(store.change_event(&over).await.unwrap(), done(1));
    let answer = RsvpChange {
        event: event_id(2),
        ..rsvp(10, 1, 2)
    };
    assert!(taken(&*store, &answer).await);
    let now = event_content("").ends_at;
    assert_eq!(store.forget_rsvps(now).await.unwrap(), Some(1));
    assert_eq!(store.forget_rsvps(now).await.unwrap(), Some(0));
    // What is brought forward is over sooner.
    let brought_forward = on_event(1, 11, EventAction::Update(1, sooner(1)));
    assert_eq!(store.change_event(&brought_forward).await.unwrap(), done(2));
    assert_eq!(store.forget_rsvps(now).await.unwrap(), Some(1));
}

async fn answers_go_with_their_event(home: Home) {
    let store = home.open().await;
    publish(&*store, 9).await;
    assert!(taken(&*store, &rsvp(10, 1, 2)).await);
    home.meddle("DELETE FROM publication").await;
    assert_eq!(home.meddle("DELETE FROM rsvp").await, 0);
    assert_eq!(store.attendance(event_id(1)).await.unwrap(), None);
    assert_eq!(store.rsvp(&rsvp(11, 2, 1)).await.unwrap(), RsvpAnswer::NotFound);
}
