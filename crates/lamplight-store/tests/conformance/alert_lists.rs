//! Alerts are listed by where they stand.

use lamplight_protocol::ids::AlertId;
use lamplight_protocol::limits::DAY_MS;
use lamplight_store::Store;
use lamplight_store::model::{AlertAction, AlertFilter, AlertStage};

use crate::fixtures::{alert_content, alert_id, at, on_alert, plan, publish_alert, says, sends};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    each_alert_is_in_the_part_where_it_belongs,
    those_who_may_not_prepare_are_told_of_no_plan,
    an_alert_of_an_earlier_version_is_still_there,
);

async fn list(store: &dyn Store, stage: Option<AlertStage>, published_only: bool, days: i64) -> Vec<AlertId> {
    let filter = AlertFilter {
        stage,
        published_only,
        before: None,
        limit: 10,
    };
    let now = at(100).plus_millis(days * DAY_MS);
    let (alerts, _) = store.alerts(&filter, now).await.unwrap();
    alerts.into_iter().map(|alert| alert.id).collect()
}

async fn set(store: &dyn Store) {
    for change in [
        publish_alert(1),
        publish_alert(2),
        on_alert(2, 12, 1, AlertAction::End(says("all clear"))),
        on_alert(3, 3, 0, AlertAction::Draft(plan(alert_content("a draft")))),
        publish_alert(4),
        on_alert(4, 14, 1, AlertAction::Draft(plan(alert_content("an update")))),
    ] {
        store.change_alert(&change).await.unwrap();
    }
}

async fn each_alert_is_in_the_part_where_it_belongs(home: Home) {
    let store = home.open().await;
    set(&*store).await;
    let ids = |numbers: &[u32]| numbers.iter().copied().map(alert_id).collect::<Vec<_>>();
    for (stage, today, in_two_days) in [
        (AlertStage::Waiting, vec![4, 3], vec![4, 3]),
        (AlertStage::Current, vec![4, 1], vec![]),
        (AlertStage::Over, vec![2], vec![4, 2, 1]),
    ] {
        assert_eq!(
            list(&*store, Some(stage), false, 0).await,
            ids(&today),
            "{stage:?}"
        );
        assert_eq!(
            list(&*store, Some(stage), false, 2).await,
            ids(&in_two_days),
            "{stage:?}"
        );
    }
}

async fn those_who_may_not_prepare_are_told_of_no_plan(home: Home) {
    let store = home.open().await;
    set(&*store).await;
    let all = list(&*store, None, false, 0).await;
    assert_eq!(all.len(), 4);
    let published = list(&*store, None, true, 0).await;
    assert_eq!(published, [4, 2, 1].map(alert_id));
}

async fn an_alert_of_an_earlier_version_is_still_there(home: Home) {
    let store = home.open().await;
    store.change_alert(&publish_alert(1)).await.unwrap();
    let before = store.alert(alert_id(1), at(0)).await.unwrap().unwrap();
    store.close().await;
    for statement in [
        "DROP TABLE alert_step",
        "DROP TABLE alert",
        "ALTER TABLE session DROP COLUMN seen_at",
        "DELETE FROM _sqlx_migrations WHERE version = 8",
    ] {
        home.meddle(statement).await;
    }
    let store = home.open().await;
    let after = store.alert(alert_id(1), at(0)).await.unwrap().unwrap();
    assert_eq!((after.revision, after.state), (1, before.state));
    assert_eq!(after.published, before.published);
    assert_eq!(
        list(&*store, Some(AlertStage::Current), true, 0).await,
        [alert_id(1)]
    );
    let update = on_alert(1, 2, 1, sends(alert_content("wider now")));
    store.change_alert(&update).await.unwrap();
}
