//! Who watches the desk, and of what others are told while nobody does.

use lamplight_protocol::report::Category;
use lamplight_store::Store;
use lamplight_store::model::{Channel, Erasure, LostNotice, Notice, NoticeOutcome, Untold};

use crate::fixtures::{accept, at, hash, report, report_id};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    the_last_to_watch_is_known_to_every_instance,
    an_urgent_report_is_told_of_once_by_each_channel,
    what_is_not_urgent_or_old_or_practice_is_told_to_nobody,
    instances_that_ask_at_once_get_different_notices,
    an_instance_that_ends_leaves_its_notice_to_the_next,
    a_notice_that_failed_waits_and_one_given_up_is_listed,
    nobody_is_told_of_a_report_that_was_opened,
    a_late_answer_changes_nothing,
    an_erased_report_takes_its_notices_with_it,
);

fn untold() -> Untold {
    Untold {
        categories: vec![Category::Vandalism],
        since: at(0),
        limit: 10,
    }
}

async fn queue(store: &dyn Store, channel: Channel) -> u64 {
    store.queue_notices(channel, &untold(), at(100)).await.unwrap()
}

/// Takes the next notice of the webhook at a second, for ten seconds.
async fn next(store: &dyn Store, second: i64) -> Option<Notice> {
    store
        .next_notice(Channel::Webhook, at(second), at(second + 10))
        .await
        .unwrap()
}

fn notice(number: u32, attempts: u32) -> Notice {
    Notice {
        report_id: report_id(number),
        category: Category::Vandalism,
        channel: Channel::Webhook,
        attempts,
    }
}

async fn the_last_to_watch_is_known_to_every_instance(home: Home) {
    let (one, other) = (home.open().await, home.open().await);
    assert_eq!(other.last_presence().await.unwrap(), None);
    one.note_presence(at(60)).await.unwrap();
    assert_eq!(other.last_presence().await.unwrap(), Some(at(60)));
    // A clock that ran ahead is put right by the next.
    other.note_presence(at(50)).await.unwrap();
    assert_eq!(one.last_presence().await.unwrap(), Some(at(50)));
}

async fn an_urgent_report_is_told_of_once_by_each_channel(home: Home) {
    let store = home.open().await;
    accept(store.as_ref(), [1]).await;
    assert_eq!(queue(store.as_ref(), Channel::Webhook).await, 1);
    assert_eq!(queue(store.as_ref(), Channel::Webhook).await, 0);
    assert_eq!(store.waiting_notices().await.unwrap(), 1);
    let taken = next(store.as_ref(), 100).await.unwrap();
    assert_eq!(taken, notice(1, 1));
    store
        .settle_notice(&taken, NoticeOutcome::Told, at(101))
        .await
        .unwrap();
    assert_eq!(next(store.as_ref(), 1_000).await, None);
    assert_eq!(queue(store.as_ref(), Channel::Webhook).await, 0);
    assert_eq!(queue(store.as_ref(), Channel::Mail).await, 1);
    let mail = store.next_notice(Channel::Mail, at(100), at(110)).await.unwrap();
    assert_eq!(mail.unwrap().channel, Channel::Mail);
}

async fn what_is_not_urgent_or_old_or_practice_is_told_to_nobody(home: Home) {
    let store = home.open().await;
    let mut quiet = report(1);
    quiet.report.category = Category::NoiseDisorder;
    let mut practice = report(2);
    practice.report.practice = true;
    let mut old = report(3);
    old.received_at = at(-1);
    store.accept_reports(&[quiet, practice, old]).await.unwrap();
    assert_eq!(queue(store.as_ref(), Channel::Webhook).await, 0);
}

async fn instances_that_ask_at_once_get_different_notices(home: Home) {
    let (one, other) = (home.open().await, home.open().await);
    accept(one.as_ref(), 1..=4).await;
    let (queued, again) = tokio::join!(
        queue(one.as_ref(), Channel::Webhook),
        queue(other.as_ref(), Channel::Webhook)
    );
    assert_eq!(queued + again, 4);
    let mut taken = Vec::new();
    for _ in 0..2 {
        let (left, right) = tokio::join!(next(one.as_ref(), 100), next(other.as_ref(), 100));
        taken.extend([left.unwrap().report_id, right.unwrap().report_id]);
    }
    taken.sort();
    taken.dedup();
    assert_eq!(taken.len(), 4);
    assert_eq!(next(one.as_ref(), 100).await, None);
}

async fn an_instance_that_ends_leaves_its_notice_to_the_next(home: Home) {
    let store = home.open().await;
    accept(store.as_ref(), [1]).await;
    queue(store.as_ref(), Channel::Webhook).await;
    next(store.as_ref(), 100).await.unwrap();
    assert_eq!(next(store.as_ref(), 109).await, None);
    assert_eq!(next(store.as_ref(), 110).await, Some(notice(1, 2)));
}

async fn a_notice_that_failed_waits_and_one_given_up_is_listed(home: Home) {
    let store = home.open().await;
    accept(store.as_ref(), [1]).await;
    queue(store.as_ref(), Channel::Webhook).await;
    let first = next(store.as_ref(), 100).await.unwrap();
    let again = NoticeOutcome::Again(at(160));
    store.settle_notice(&first, again, at(101)).await.unwrap();
    assert_eq!(next(store.as_ref(), 159).await, None);
    let second = next(store.as_ref(), 160).await.unwrap();
    assert_eq!(second.attempts, 2);
    assert_eq!(store.lost_notices(10).await.unwrap(), []);
    store
        .settle_notice(&second, NoticeOutcome::GivenUp, at(161))
        .await
        .unwrap();
    assert_eq!(next(store.as_ref(), 1_000).await, None);
    let lost = LostNotice {
        report_id: report_id(1),
        channel: Channel::Webhook,
        at: at(161),
    };
    assert_eq!(store.lost_notices(10).await.unwrap(), [lost]);
    assert_eq!(store.waiting_notices().await.unwrap(), 0);
}

async fn nobody_is_told_of_a_report_that_was_opened(home: Home) {
    let store = home.open().await;
    accept(store.as_ref(), [1, 2]).await;
    queue(store.as_ref(), Channel::Webhook).await;
    home.meddle("UPDATE report SET status = 'seen' WHERE number = 1")
        .await;
    assert_eq!(next(store.as_ref(), 100).await, Some(notice(2, 1)));
    assert_eq!(next(store.as_ref(), 105).await, None);
    assert_eq!(store.waiting_notices().await.unwrap(), 1);
}

async fn a_late_answer_changes_nothing(home: Home) {
    let store = home.open().await;
    accept(store.as_ref(), [1]).await;
    queue(store.as_ref(), Channel::Webhook).await;
    let late = next(store.as_ref(), 100).await.unwrap();
    let held = next(store.as_ref(), 110).await.unwrap();
    let outcome = NoticeOutcome::GivenUp;
    store.settle_notice(&late, outcome, at(111)).await.unwrap();
    assert_eq!(store.waiting_notices().await.unwrap(), 1);
    store
        .settle_notice(&held, NoticeOutcome::Told, at(112))
        .await
        .unwrap();
    assert_eq!(store.waiting_notices().await.unwrap(), 0);
}

async fn an_erased_report_takes_its_notices_with_it(home: Home) {
    let store = home.open().await;
    accept(store.as_ref(), [1]).await;
    queue(store.as_ref(), Channel::Webhook).await;
    let erasure = Erasure {
        report_id: report_id(1),
        receipt_hash: hash(1),
        at: at(200),
    };
    store.erase_report(&erasure).await.unwrap();
    assert_eq!(store.waiting_notices().await.unwrap(), 0);
    assert_eq!(next(store.as_ref(), 100).await, None);
}
