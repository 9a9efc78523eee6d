//! The journal and the public feed.

use lamplight_protocol::api::{Cursor, FeedItem};
use lamplight_store::model::{EventAction, JournalEntry};
use lamplight_store::{Store, StoreError};

use crate::fixtures::{
    accept, admin, alert_content, alert_id, at, entry, event_id, on_alert, on_event, publish_alert,
    publish_event, report, resident_says, sends,
};
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    the_feed_comes_in_pages_oldest_first,
    the_journal_comes_in_pages,
    a_later_change_takes_the_place_of_an_earlier_one,
    a_reader_of_everything_holds_the_head,
    reports_are_not_in_the_feed,
    the_journal_carries_feed_items_as_they_are_in_the_feed,
    a_repeated_write_leaves_no_row,
    a_cursor_of_another_epoch_has_ended,
    a_cursor_that_was_never_given_out_has_ended,
    a_cursor_outlives_its_row,
);

fn name(item: &FeedItem) -> String {
    match item {
        FeedItem::Alert(alert) => alert.content.texts[0].headline.clone(),
        FeedItem::Event(event) => event.content.texts[0].title.clone(),
        other => panic!("{other:?}"),
    }
}

/// The head, once everything committed may be read.
async fn head(home: &Home, store: &dyn Store) -> Cursor {
    home.settle().await;
    store.head().await.unwrap()
}

/// Reads the whole feed after a cursor in pages.
async fn read_feed(
    home: &Home,
    store: &dyn Store,
    after: Option<&Cursor>,
    limit: u32,
) -> (Vec<String>, Cursor) {
    home.settle().await;
    let mut names = Vec::new();
    let mut after = after.cloned();
    loop {
        let page = store.feed(after.as_ref(), limit).await.unwrap();
        assert!(page.items.len() <= limit as usize);
        assert!(!page.more || page.items.len() == limit as usize);
        names.extend(page.items.iter().map(name));
        if !page.more {
            return (names, page.next);
        }
        after = Some(page.next);
    }
}

/// Reads the whole journal after a cursor in pages.
async fn read_journal(
    home: &Home,
    store: &dyn Store,
    after: &Cursor,
    limit: u32,
) -> (Vec<JournalEntry>, Cursor) {
    home.settle().await;
    let mut entries = Vec::new();
    let mut after = after.clone();
    loop {
        let page = store.journal(&after, limit).await.unwrap();
        assert!(page.rows.len() <= limit as usize);
        assert_eq!(
            page.next,
            page.rows.last().map_or(after, |row| row.cursor.clone())
        );
        after = page.next;
        if page.rows.is_empty() {
            return (entries, after);
        }
        entries.extend(page.rows.into_iter().map(|row| row.entry));
    }
}

async fn the_feed_comes_in_pages_oldest_first(home: Home) {
    let store = home.open().await;
    let limit = 3;
    let mut published = 0;
    for count in [0, 2, 3, 4, 6] {
        for number in published + 1..=count {
            store.change_alert(&publish_alert(number)).await.unwrap();
        }
        published = count;
        let (names, next) = read_feed(&home, &*store, None, limit).await;
        let expected: Vec<_> = (1..=count).map(|number| format!("alert {number}")).collect();
        assert_eq!(names, expected);
        assert_eq!(next, head(&home, &*store).await);
        assert_eq!(
            read_feed(&home, &*store, Some(&next), limit).await,
            (Vec::new(), next)
        );
    }
}

async fn the_journal_comes_in_pages(home: Home) {
    let store = home.open().await;
    let beginning = head(&home, &*store).await;
    let limit = 3;
    let mut received = 0;
    for count in [0, 2, 3, 4, 6] {
        for number in received + 1..=count {
            accept(&*store, [number]).await;
        }
        received = count;
        let (entries, next) = read_journal(&home, &*store, &beginning, limit).await;
        let expected: Vec<_> = (1..=count).map(|number| entry(number, 1)).collect();
        assert_eq!(entries, expected);
        assert_eq!(next, head(&home, &*store).await);
    }
}

async fn a_later_change_takes_the_place_of_an_earlier_one(home: Home) {
    let store = home.open().await;
    let beginning = head(&home, &*store).await;
    accept(&*store, [1, 2]).await;
    store.change_alert(&publish_alert(1)).await.unwrap();
    store.change_event(&publish_event(2)).await.unwrap();
    let between = head(&home, &*store).await;
    store.accept_operation(&resident_says(5, "hello")).await.unwrap();
    let update = on_alert(1, 6, 1, sends(alert_content("wider now")));
    store.change_alert(&update).await.unwrap();

    let (names, _) = read_feed(&home, &*store, None, 9).await;
    assert_eq!(names, ["event 2", "wider now"]);
    let (names, _) = read_feed(&home, &*store, Some(&between), 9).await;
    assert_eq!(names, ["wider now"]);
    let (entries, _) = read_journal(&home, &*store, &beginning, 9).await;
    assert_eq!(entries.len(), 4);
    assert_eq!(entries[2], entry(1, 2));
}

async fn a_reader_of_everything_holds_the_head(home: Home) {
    let store = home.open().await;
    let empty = store.feed(None, 9).await.unwrap();
    assert_eq!((empty.items.len(), empty.more), (0, false));
    assert_eq!(empty.next, head(&home, &*store).await);

    store.change_alert(&publish_alert(1)).await.unwrap();
    accept(&*store, [1, 2]).await;
    // Behind the last public row lie two of reports.
    let head = head(&home, &*store).await;
    let page = store.feed(None, 1).await.unwrap();
    assert_eq!((page.items.len(), page.more), (1, false));
    assert_eq!(page.next, head);
    assert_eq!(store.feed(Some(&head), 1).await.unwrap().next, head);

    accept(&*store, [3]).await;
    home.settle().await;
    let page = store.feed(Some(&head), 1).await.unwrap();
    assert!(page.items.is_empty());
    assert_eq!(page.next, store.head().await.unwrap());
    assert_ne!(page.next, head);
    assert_eq!(store.journal(&page.next, 9).await.unwrap().next, page.next);
}

async fn reports_are_not_in_the_feed(home: Home) {
    let store = home.open().await;
    for number in 1..=4 {
        accept(&*store, [number]).await;
        store.change_event(&publish_event(number)).await.unwrap();
    }
    let (names, _) = read_feed(&home, &*store, None, 2).await;
    assert_eq!(names, ["event 1", "event 2", "event 3", "event 4"]);
}

async fn the_journal_carries_feed_items_as_they_are_in_the_feed(home: Home) {
    let store = home.open().await;
    let beginning = head(&home, &*store).await;
    store.change_alert(&publish_alert(1)).await.unwrap();
    store.change_event(&publish_event(2)).await.unwrap();
    store
        .change_event(&on_event(2, 3, EventAction::Cancel(1, "rain".into())))
        .await
        .unwrap();

    home.settle().await;
    let items = store.feed(None, 9).await.unwrap().items;
    let (entries, _) = read_journal(&home, &*store, &beginning, 9).await;
    assert_eq!(entries.len(), 2);
    for (entry, item) in entries.iter().zip(&items) {
        let JournalEntry::Public { kind, json } = entry else {
            panic!("{entry:?}");
        };
        assert_eq!(kind, item.kind());
        assert!(!json.contains('\n'), "a frame has one line");
        assert_eq!(&serde_json::from_str::<FeedItem>(json).unwrap(), item);
    }
    let alert = store.published_alert(alert_id(1)).await.unwrap().unwrap();
    let event = store.event(event_id(2)).await.unwrap().unwrap();
    assert_eq!(items, [FeedItem::Alert(alert), FeedItem::Event(event)]);
}

async fn a_repeated_write_leaves_no_row(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    store.accept_operation(&resident_says(5, "hello")).await.unwrap();
    store.change_alert(&publish_alert(1)).await.unwrap();
    let head = head(&home, &*store).await;
    store.accept_reports(&[report(1)]).await.unwrap();
    store.accept_operation(&resident_says(5, "hello")).await.unwrap();
    store.change_alert(&publish_alert(1)).await.unwrap();
    home.settle().await;
    assert_eq!(store.head().await.unwrap(), head);
    assert!(store.journal(&head, 9).await.unwrap().rows.is_empty());
}

async fn a_cursor_of_another_epoch_has_ended(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    store.change_alert(&publish_alert(1)).await.unwrap();
    let old = head(&home, &*store).await;
    store.begin_epoch(&admin(), at(900)).await.unwrap();
    assert!(matches!(
        store.feed(Some(&old), 9).await,
        Err(StoreError::CursorExpired)
    ));
    assert!(matches!(
        store.journal(&old, 9).await,
        Err(StoreError::CursorExpired)
    ));
    let (names, next) = read_feed(&home, &*store, None, 9).await;
    assert_eq!(names, ["alert 1"]);
    assert_eq!(next, head(&home, &*store).await);
    store.change_alert(&publish_alert(2)).await.unwrap();
    let (names, _) = read_feed(&home, &*store, Some(&next), 9).await;
    assert_eq!(names, ["alert 2"]);
}

async fn a_cursor_that_was_never_given_out_has_ended(home: Home) {
    let store = home.open().await;
    accept(&*store, [1]).await;
    let head = head(&home, &*store).await;
    let (epoch, _) = head.as_str().split_once('.').unwrap();
    let ends = [
        "9999999999-1",
        "0-99",
        "18446744073709551616-1",
        "-1",
        "1-",
        "1",
        "",
        "x-1",
    ];
    for end in ends {
        // On PostgreSQL, transaction 0 lies before every row, with whatever id.
        if end == "0-99" && !home.is_sqlite() {
            continue;
        }
        let cursor: Cursor = format!("{epoch}.{end}").parse().unwrap();
        let answer = store.journal(&cursor, 9).await;
        assert!(
            matches!(answer, Err(StoreError::CursorExpired)),
            "{end}: {answer:?}"
        );
    }
    let answer = store.feed(Some(&epoch.parse().unwrap()), 9).await;
    assert!(matches!(answer, Err(StoreError::CursorExpired)));
}

async fn a_cursor_outlives_its_row(home: Home) {
    let store = home.open().await;
    store.change_alert(&publish_alert(1)).await.unwrap();
    store.change_alert(&publish_alert(2)).await.unwrap();
    let head = head(&home, &*store).await;
    let update = on_alert(2, 3, 1, sends(alert_content("wider now")));
    store.change_alert(&update).await.unwrap();
    let (names, _) = read_feed(&home, &*store, Some(&head), 9).await;
    assert_eq!(names, ["wider now"]);
}
