//! Reports come in.

use lamplight_store::model::Acceptance;

use crate::fixtures::{accepted, hash, report};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_report_that_comes_again_gets_the_first_answer,
    another_body_or_another_receipt_is_a_conflict_and_changes_nothing,
    the_same_report_may_come_twice_in_one_group,
);

async fn a_report_that_comes_again_gets_the_first_answer(home: Home) {
    let store = home.open().await;
    let first = store.accept_reports(&[report(1)]).await.unwrap();
    assert_eq!(first, [accepted(1, false)]);

    let mut again = report(1);
    again.received_at = report(9).received_at;
    again.reference = "AQ-OTHER".into();
    let second = store.accept_reports(&[again]).await.unwrap();
    assert_eq!(second, [accepted(1, true)]);
}

async fn another_body_or_another_receipt_is_a_conflict_and_changes_nothing(home: Home) {
    let store = home.open().await;
    store.accept_reports(&[report(1)]).await.unwrap();
    let before = store.report(report(1).id).await.unwrap();

    let mut other_body = report(1);
    other_body.body_hash = hash(2);
    other_body.report.note = Some("something else".into());
    let mut other_receipt = report(1);
    other_receipt.receipt_hash = hash(2);
    let answers = store.accept_reports(&[other_body, other_receipt]).await.unwrap();
    assert_eq!(answers, [Acceptance::Conflict, Acceptance::Conflict]);
    assert_eq!(store.report(report(1).id).await.unwrap(), before);
}

async fn the_same_report_may_come_twice_in_one_group(home: Home) {
    let store = home.open().await;
    let mut other_body = report(1);
    other_body.body_hash = hash(2);
    let group = [report(2), report(1), report(1), other_body, report(3)];
    let answers = store.accept_reports(&group).await.unwrap();
    assert_eq!(
        answers,
        [
            accepted(2, false),
            accepted(1, false),
            accepted(1, true),
            Acceptance::Conflict,
            accepted(3, false)
        ]
    );
    assert!(store.accept_reports(&[]).await.unwrap().is_empty());
}
