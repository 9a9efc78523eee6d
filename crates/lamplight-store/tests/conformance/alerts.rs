//! Alerts are published, updated and ended.

use std::sync::Arc;

use lamplight_protocol::alert::{Alert, AlertReference, AlertState, Level, Urgency};
use lamplight_protocol::api::{Cursor, DeskAlert};
use lamplight_protocol::limits::DAY_MS;
use lamplight_store::Store;
use lamplight_store::model::{AlertAction, AlertChange, AlertFilter, StaffWrite};

use crate::fixtures::{
    accept, alert_content, alert_id, at, done, done_before, hash, on_alert, operation_id, publish_alert,
    says, sends, staff_says,
};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_new_alert_reads_back,
    each_change_is_a_message_that_refers_to_those_before_it,
    publishing_twice_is_the_same_as_once,
    a_change_that_comes_again_is_done_once,
    a_change_rests_on_the_newest_revision,
    an_ended_alert_cannot_be_changed,
    an_alert_that_begins_later_is_scheduled,
    an_operation_has_one_meaning,
    of_many_publications_at_once_one_is_new,
    alerts_are_listed_newest_first_in_pages,
);

async fn read(store: &dyn Store, number: u32) -> Alert {
    store.published_alert(alert_id(number)).await.unwrap().unwrap()
}

async fn list(store: &dyn Store, before: Option<Cursor>, limit: u32) -> (Vec<DeskAlert>, Option<Cursor>) {
    let filter = AlertFilter {
        before,
        limit,
        ..AlertFilter::default()
    };
    store.alerts(&filter, at(0)).await.unwrap()
}

async fn a_new_alert_reads_back(home: Home) {
    let store = home.open().await;
    assert_eq!(store.change_alert(&publish_alert(1)).await.unwrap(), done(1));
    let expected = Alert {
        id: alert_id(1),
        revision: 1,
        state: AlertState::Active,
        identifier: operation_id(1),
        sender: "patrol.example".into(),
        sent: at(1),
        references: Vec::new(),
        level: Level::Moderate,
        content: alert_content("alert 1"),
        closing: Vec::new(),
    };
    assert_eq!(read(&*store, 1).await, expected);
    assert_eq!(store.published_alert(alert_id(2)).await.unwrap(), None);
}

async fn each_change_is_a_message_that_refers_to_those_before_it(home: Home) {
    let store = home.open().await;
    store.change_alert(&publish_alert(1)).await.unwrap();
    let update = on_alert(1, 2, 1, sends(alert_content("wider now")));
    assert_eq!(store.change_alert(&update).await.unwrap(), done(2));
    let alert = read(&*store, 1).await;
    assert_eq!((alert.state, alert.revision), (AlertState::Updated, 2));
    assert_eq!((alert.identifier, alert.sent), (operation_id(2), at(2)));
    assert_eq!(alert.content, alert_content("wider now"));

    let end = on_alert(1, 3, 2, AlertAction::End(says("all clear")));
    assert_eq!(store.change_alert(&end).await.unwrap(), done(3));
    let alert = read(&*store, 1).await;
    assert_eq!((alert.state, alert.revision), (AlertState::Ended, 3));
    assert_eq!(alert.closing, says("all clear"));
    // The danger is past: the message is as quiet as can be.
    assert_eq!(
        (alert.content.urgency, alert.level),
        (Urgency::Past, Level::Minor)
    );
    let earlier = |number: u32| AlertReference {
        identifier: operation_id(number),
        sent: at(number.into()),
    };
    assert_eq!(alert.references, [earlier(1), earlier(2)]);
}

async fn publishing_twice_is_the_same_as_once(home: Home) {
    let store = home.open().await;
    store.change_alert(&publish_alert(1)).await.unwrap();
    let update = on_alert(1, 2, 1, sends(alert_content("wider now")));
    store.change_alert(&update).await.unwrap();
    let again = AlertChange {
        at: at(0).plus_millis(30 * DAY_MS),
        ..publish_alert(1)
    };
    for again in [publish_alert(1), again] {
        assert_eq!(store.change_alert(&again).await.unwrap(), done_before(1));
    }
    let other = AlertChange {
        body_hash: hash(9),
        ..publish_alert(1)
    };
    assert_eq!(store.change_alert(&other).await.unwrap(), StaffWrite::Conflict);
    assert_eq!(read(&*store, 1).await.revision, 2);
}

async fn a_change_that_comes_again_is_done_once(home: Home) {
    let store = home.open().await;
    store.change_alert(&publish_alert(1)).await.unwrap();
    let update = on_alert(1, 2, 1, sends(alert_content("wider now")));
    let end = on_alert(1, 3, 2, AlertAction::End(Vec::new()));
    store.change_alert(&update).await.unwrap();
    store.change_alert(&end).await.unwrap();
    assert_eq!(store.change_alert(&update).await.unwrap(), done_before(2));
    assert_eq!(store.change_alert(&end).await.unwrap(), done_before(3));
    let other_body = AlertChange {
        body_hash: hash(9),
        ..end
    };
    assert_eq!(
        store.change_alert(&other_body).await.unwrap(),
        StaffWrite::Conflict
    );
    assert_eq!(read(&*store, 1).await.revision, 3);
}

async fn a_change_rests_on_the_newest_revision(home: Home) {
    let store = home.open().await;
    store.change_alert(&publish_alert(1)).await.unwrap();
    for stale in [0, 2] {
        let update = on_alert(1, 2, stale, sends(alert_content("wider now")));
        assert_eq!(
            store.change_alert(&update).await.unwrap(),
            StaffWrite::ChangedMeanwhile(1)
        );
    }
    assert_eq!(read(&*store, 1).await.content, alert_content("alert 1"));
    let unknown = on_alert(2, 3, 1, AlertAction::End(Vec::new()));
    assert_eq!(store.change_alert(&unknown).await.unwrap(), StaffWrite::NotFound);
}

async fn an_ended_alert_cannot_be_changed(home: Home) {
    let store = home.open().await;
    store.change_alert(&publish_alert(1)).await.unwrap();
    store
        .change_alert(&on_alert(1, 2, 1, AlertAction::End(Vec::new())))
        .await
        .unwrap();
    let update = on_alert(1, 3, 2, sends(alert_content("again")));
    let end = on_alert(1, 4, 2, AlertAction::End(says("really")));
    for change in [update, end] {
        assert_eq!(store.change_alert(&change).await.unwrap(), StaffWrite::Over);
    }
    assert_eq!(read(&*store, 1).await.closing, Vec::new());
}

async fn an_alert_that_begins_later_is_scheduled(home: Home) {
    let store = home.open().await;
    let mut content = alert_content("storm tomorrow");
    content.effective = Some(at(60));
    content.expires = at(60).plus_millis(DAY_MS);
    let publication = on_alert(1, 1, 0, sends(content.clone()));
    store.change_alert(&publication).await.unwrap();
    assert_eq!(read(&*store, 1).await.state, AlertState::Scheduled);

    content.effective = Some(at(2));
    let update = on_alert(1, 2, 1, sends(content));
    store.change_alert(&update).await.unwrap();
    assert_eq!(read(&*store, 1).await.state, AlertState::Updated);
}

async fn an_operation_has_one_meaning(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    store.change_report(&staff_says(5, "hello")).await.unwrap();
    store.change_alert(&publish_alert(1)).await.unwrap();
    let taken = AlertChange {
        operation: operation_id(5),
        ..publish_alert(2)
    };
    assert_eq!(store.change_alert(&taken).await.unwrap(), StaffWrite::Conflict);
    assert_eq!(store.published_alert(alert_id(2)).await.unwrap(), None);
    let taken = on_alert(1, 5, 1, AlertAction::End(Vec::new()));
    assert_eq!(store.change_alert(&taken).await.unwrap(), StaffWrite::Conflict);
}

async fn of_many_publications_at_once_one_is_new(home: Home) {
    let store = home.open().await;
    let mut publishing = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let store = Arc::clone(&store);
        publishing.spawn(async move { store.change_alert(&publish_alert(1)).await.unwrap() });
    }
    let answers = publishing.join_all().await;
    assert_eq!(answers.iter().filter(|answer| **answer == done(1)).count(), 1);
    assert_eq!(
        answers.iter().filter(|answer| **answer == done_before(1)).count(),
        7
    );
}

async fn alerts_are_listed_newest_first_in_pages(home: Home) {
    let store = home.open().await;
    let limit = 3;
    for count in [0, 2, 3, 4, 6] {
        let listed = list(&*store, None, 100).await.0.len() as u32;
        for number in listed + 1..=count {
            // Pairs share a time, so that ids decide.
            let publication = AlertChange {
                at: at((number / 2).into()),
                ..publish_alert(number)
            };
            store.change_alert(&publication).await.unwrap();
        }
        let mut ids = Vec::new();
        let mut before = None;
        loop {
            let (alerts, next) = list(&*store, before, limit).await;
            assert_eq!(next.is_some(), ids.len() + alerts.len() < count as usize);
            ids.extend(alerts.into_iter().map(|alert| alert.id));
            before = next;
            if before.is_none() {
                break;
            }
        }
        let expected: Vec<_> = (1..=count).rev().map(alert_id).collect();
        assert_eq!(ids, expected);
    }
}
