//! "You said, we did": residents hear once of what was done because they asked for it.

use lamplight_protocol::news::NewsContent;
use lamplight_protocol::thread::{EntryContent, ThreadState};
use lamplight_store::Store;
use lamplight_store::model::{
    Erasure, NewsAction, ResidentAction, ResidentOperation, StaffAction, StaffOperation, StaffWrite,
};

use crate::fixtures::{accept, at, by_dispatcher, by_resident, claim, hash, report, report_id};
use crate::home::Home;
use crate::news::{content, news_id, on_news, publish_news};
use crate::on_both_engines;

on_both_engines!(
    an_initiative_is_told_once_in_each_thread_that_asked,
    only_news_of_an_initiative_that_stand_are_told,
    how_many_asked_outlives_their_reports,
    neither_practice_nor_what_was_taken_back_asks_for_anything,
);

fn initiative() -> NewsContent {
    NewsContent {
        initiative: true,
        ..content("New lamps")
    }
}

fn tells(operation: u32, report: u32, item: u32) -> StaffOperation {
    StaffOperation {
        report_id: report_id(report),
        ..by_dispatcher(operation, StaffAction::Initiative(news_id(item)))
    }
}

/// How often the thread of a report tells of an item.
async fn told(store: &dyn Store, report: u32, item: u32) -> usize {
    let changes = store.thread_changes(&[claim(report, 0)]).await.unwrap();
    let ThreadState::Open { entries, .. } = &changes[0].state else {
        panic!("{changes:?}");
    };
    let said = EntryContent::Initiative { news: news_id(item) };
    entries.iter().filter(|entry| entry.content == said).count()
}

async fn asked(store: &dyn Store) -> Vec<u32> {
    let standing = store.initiatives(10).await.unwrap();
    standing.into_iter().map(|(_, reports)| reports).collect()
}

async fn an_initiative_is_told_once_in_each_thread_that_asked(home: Home) {
    let store = home.open().await;
    accept(&*store, [1, 2]).await;
    let published = on_news(9, 9, NewsAction::Publish(initiative()));
    store.change_news(&published).await.unwrap();
    assert!(asked(&*store).await.is_empty());
    let first = store.change_report(&tells(11, 1, 9)).await.unwrap();
    assert_eq!(
        first,
        StaffWrite::Done {
            revision: 2,
            repeated: false
        }
    );
    // The same again, and the same by somebody who does not know of it.
    for operation in [11, 12] {
        let again = store.change_report(&tells(operation, 1, 9)).await.unwrap();
        assert_eq!(
            again,
            StaffWrite::Done {
                revision: 2,
                repeated: true
            }
        );
    }
    store.change_report(&tells(13, 2, 9)).await.unwrap();
    for report in [1, 2] {
        assert_eq!(told(&*store, report, 9).await, 1);
    }
    assert_eq!(asked(&*store).await, [2]);
}

async fn only_news_of_an_initiative_that_stand_are_told(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    store.change_news(&publish_news(8)).await.unwrap();
    let published = on_news(9, 9, NewsAction::Publish(initiative()));
    store.change_news(&published).await.unwrap();
    store.change_report(&tells(11, 1, 9)).await.unwrap();
    let withdrawn = on_news(9, 10, NewsAction::Withdraw(1));
    store.change_news(&withdrawn).await.unwrap();
    for (operation, item) in [(12, 7), (13, 8), (14, 9)] {
        let answer = store.change_report(&tells(operation, 1, item)).await.unwrap();
        assert_eq!(answer, StaffWrite::NoSuchInitiative, "{item}");
    }
    assert!(asked(&*store).await.is_empty());
}

async fn how_many_asked_outlives_their_reports(home: Home) {
    let store = home.open().await;
    accept(&*store, [1, 2]).await;
    let published = on_news(9, 9, NewsAction::Publish(initiative()));
    store.change_news(&published).await.unwrap();
    for report in [1, 2] {
        store.change_report(&tells(10 + report, report, 9)).await.unwrap();
    }
    let erasure = Erasure {
        report_id: report_id(1),
        receipt_hash: hash(1),
        at: at(40),
    };
    store.erase_report(&erasure).await.unwrap();
    assert_eq!(asked(&*store).await, [2]);
}

async fn neither_practice_nor_what_was_taken_back_asks_for_anything(home: Home) {
    let store = home.open().await;
    let mut practice = report(1);
    practice.report.practice = true;
    store.accept_reports(&[practice, report(2)]).await.unwrap();
    let published = on_news(9, 9, NewsAction::Publish(initiative()));
    store.change_news(&published).await.unwrap();
    store.change_report(&tells(11, 1, 9)).await.unwrap();
    assert_eq!(told(&*store, 1, 9).await, 1);
    let taken_back = ResidentOperation {
        report_id: report_id(2),
        receipt_hash: hash(2),
        ..by_resident(12, ResidentAction::Withdraw)
    };
    store.accept_operation(&taken_back).await.unwrap();
    let answer = store.change_report(&tells(13, 2, 9)).await.unwrap();
    assert_eq!(answer, StaffWrite::Over);
    assert!(asked(&*store).await.is_empty());
}
