//! Alerts are prepared, sent at their time, ended, recalled and dropped.

use std::sync::Arc;

use lamplight_protocol::alert::{AlertState, Urgency};
use lamplight_protocol::api::AlertStepKind;
use lamplight_protocol::limits::DAY_MS;
use lamplight_store::model::{AlertAction, AlertChange, AlertRefusal, StaffWrite};

use crate::alert_stage::{approves, fed, loud, loudest, read, refused, scheduled, take};
use crate::fixtures::{alert_content, alert_id, at, done, done_before, on_alert, plan, says, sends};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_draft_may_lack_parts_and_nobody_outside_hears_of_it,
    what_lacks_a_part_or_a_language_is_not_sent,
    an_all_clear_needs_nobody_else,
    a_recall_says_why_in_each_language,
    a_plan_is_dropped_and_what_was_sent_stays,
    a_scheduled_alert_is_sent_once_whoever_tries,
    what_expired_before_its_time_is_not_sent,
);

async fn a_draft_may_lack_parts_and_nobody_outside_hears_of_it(home: Home) {
    let store = home.open().await;
    let mut content = loud("half written");
    content.texts[0].instruction.clear();
    let draft = on_alert(1, 1, 0, AlertAction::Draft(plan(content)));
    assert_eq!(take(&*store, &draft).await, done(1));
    assert_eq!(take(&*store, &draft).await, done_before(1));
    let file = read(&*store).await;
    assert_eq!((file.state, file.published), (AlertState::Draft, None));
    assert_eq!(file.steps[0].kind, AlertStepKind::Wrote);
    assert_eq!(store.published_alert(alert_id(1)).await.unwrap(), None);
    assert_eq!(fed(&*store).await, 0);
}

async fn what_lacks_a_part_or_a_language_is_not_sent(home: Home) {
    let store = home.open().await;
    let mut lacking = alert_content("no instruction");
    lacking.texts[0].instruction.clear();
    let StaffWrite::Alert(AlertRefusal::Content(violation)) =
        take(&*store, &on_alert(1, 1, 0, sends(lacking))).await
    else {
        panic!("it was sent");
    };
    assert_eq!(violation.field, "texts.0.instruction");
    let bilingual = AlertChange {
        languages: vec!["en".parse().unwrap(), "es".parse().unwrap()],
        ..on_alert(1, 2, 0, sends(alert_content("English only")))
    };
    let StaffWrite::Alert(AlertRefusal::Content(violation)) = take(&*store, &bilingual).await else {
        panic!("it was sent");
    };
    assert_eq!(violation.field, "texts");
    assert_eq!(fed(&*store).await, 0);
    assert_eq!(store.alert(alert_id(1), at(0)).await.unwrap(), None);
}

async fn an_all_clear_needs_nobody_else(home: Home) {
    let store = home.open().await;
    take(&*store, &on_alert(1, 1, 0, sends(loud("gas")))).await;
    let early = on_alert(1, 2, 1, AlertAction::End(Vec::new()));
    assert_eq!(
        take(&*store, &early).await,
        refused(AlertRefusal::NothingPublished)
    );
    take(&*store, &approves(3, 1, &loud("gas"))).await;
    // A plan of an update goes with the end.
    take(
        &*store,
        &on_alert(1, 4, 2, AlertAction::Draft(plan(loudest("it burns")))),
    )
    .await;
    let end = on_alert(1, 5, 3, AlertAction::End(says("all clear")));
    assert_eq!(take(&*store, &end).await, done(4));
    let file = read(&*store).await;
    assert_eq!((file.state, file.plan), (AlertState::Ended, None));
    let ended = file.published.unwrap();
    assert_eq!((ended.content.urgency, ended.revision), (Urgency::Past, 2));
}

async fn a_recall_says_why_in_each_language(home: Home) {
    let store = home.open().await;
    take(&*store, &on_alert(1, 1, 0, sends(alert_content("wrong")))).await;
    for lacking in [Vec::new(), says(" ")] {
        let silent = on_alert(1, 2, 1, AlertAction::Recall(lacking));
        let StaffWrite::Alert(AlertRefusal::Content(violation)) = take(&*store, &silent).await else {
            panic!("it was recalled");
        };
        assert!(violation.field.starts_with("closing"), "{}", violation.field);
    }
    let mut in_another = says("a mistake");
    in_another[0].language = "es".parse().unwrap();
    assert!(matches!(
        take(&*store, &on_alert(1, 3, 1, AlertAction::Recall(in_another))).await,
        StaffWrite::Alert(AlertRefusal::Content(_))
    ));
    let recall = on_alert(1, 4, 1, AlertAction::Recall(says("a mistake")));
    assert_eq!(take(&*store, &recall).await, done(2));
    let recalled = read(&*store).await.published.unwrap();
    assert_eq!(
        (recalled.state, recalled.closing),
        (AlertState::Recalled, says("a mistake"))
    );
    assert_eq!(recalled.references.len(), 1);
    assert_eq!(
        take(&*store, &on_alert(1, 5, 2, sends(alert_content("again")))).await,
        StaffWrite::Over
    );
}

async fn a_plan_is_dropped_and_what_was_sent_stays(home: Home) {
    let store = home.open().await;
    let draft = |operation, revision| {
        on_alert(
            1,
            operation,
            revision,
            AlertAction::Draft(plan(alert_content("x"))),
        )
    };
    take(&*store, &draft(1, 0)).await;
    let drop_it = on_alert(1, 2, 1, AlertAction::Discard);
    assert_eq!(take(&*store, &drop_it).await, done(2));
    assert_eq!(store.alert(alert_id(1), at(0)).await.unwrap(), None);
    assert_eq!(take(&*store, &drop_it).await, done_before(2));

    take(&*store, &on_alert(1, 3, 0, sends(alert_content("sent")))).await;
    take(&*store, &draft(4, 1)).await;
    assert_eq!(
        take(&*store, &on_alert(1, 5, 2, AlertAction::Discard)).await,
        done(3)
    );
    let file = read(&*store).await;
    assert_eq!((file.state, file.plan), (AlertState::Active, None));
    assert_eq!(
        take(&*store, &on_alert(1, 6, 3, AlertAction::Discard)).await,
        refused(AlertRefusal::NothingPlanned)
    );
}

async fn a_scheduled_alert_is_sent_once_whoever_tries(home: Home) {
    let store = home.open().await;
    let later = on_alert(1, 1, 0, scheduled(alert_content("water off"), 600));
    assert_eq!(take(&*store, &later).await, done(1));
    assert_eq!(read(&*store).await.state, AlertState::Scheduled);
    assert_eq!(fed(&*store).await, 0);
    assert!(store.due_alerts(at(599), 10).await.unwrap().is_empty());
    assert!(
        !store
            .send_due_alert(alert_id(1), "patrol.example", at(599))
            .await
            .unwrap()
    );
    assert_eq!(store.due_alerts(at(600), 10).await.unwrap()[0].id, alert_id(1));
    let mut sending = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let store = Arc::clone(&store);
        sending.spawn(async move {
            store
                .send_due_alert(alert_id(1), "patrol.example", at(600))
                .await
                .unwrap()
        });
    }
    let sent = sending.join_all().await;
    assert_eq!(sent.iter().filter(|sent| **sent).count(), 1);
    let file = read(&*store).await;
    let alert = file.published.unwrap();
    assert_eq!((alert.revision, alert.sent, file.revision), (1, at(600), 2));
    assert!(store.due_alerts(at(700), 10).await.unwrap().is_empty());
}

async fn what_expired_before_its_time_is_not_sent(home: Home) {
    let store = home.open().await;
    take(
        &*store,
        &on_alert(1, 1, 0, scheduled(alert_content("water off"), 600)),
    )
    .await;
    let after_its_end = at(0).plus_millis(2 * DAY_MS);
    let file = store.alert(alert_id(1), after_its_end).await.unwrap().unwrap();
    assert_eq!(file.state, AlertState::Expired);
    assert!(
        store
            .send_due_alert(alert_id(1), "patrol.example", after_its_end)
            .await
            .unwrap()
    );
    let file = read(&*store).await;
    assert_eq!(
        (file.state, file.steps[0].kind),
        (AlertState::Draft, AlertStepKind::Missed)
    );
    assert!(store.due_alerts(after_its_end, 10).await.unwrap().is_empty());
    assert_eq!(fed(&*store).await, 0);
}
