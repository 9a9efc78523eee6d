//! What everybody was told of months.

use lamplight_store::Store;
use lamplight_store::model::ToldMonth;

use crate::fixtures::at;
use crate::home::Home;
use crate::on_both_engines;

on_both_engines!(
    a_month_is_told_once_whoever_tells_it,
    what_was_told_is_read_newest_first_until_it_is_forgotten,
);

fn told(month: i64, document: &str) -> ToldMonth {
    ToldMonth {
        begins_at: at(month),
        published_at: at(month + 100),
        document: document.into(),
    }
}

async fn a_month_is_told_once_whoever_tells_it(home: Home) {
    let store = home.open().await;
    let other = home.open().await;
    let documents: Vec<ToldMonth> = (0..8).map(|number| told(1, &number.to_string())).collect();
    let tellers: [&dyn Store; 2] = [&*store, &*other];
    let tells = documents
        .iter()
        .zip(tellers.into_iter().cycle())
        .map(|(month, teller)| teller.tell_month(month));
    let first: Vec<bool> = futures_util::future::join_all(tells)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    assert_eq!(first.iter().filter(|first| **first).count(), 1);
    let kept = first.iter().position(|first| *first).unwrap();
    assert!(!store.tell_month(&told(1, "later")).await.unwrap());
    assert_eq!(store.told_months(9).await.unwrap(), [documents[kept].clone()]);
}

async fn what_was_told_is_read_newest_first_until_it_is_forgotten(home: Home) {
    let store = home.open().await;
    for month in [2, 1, 3] {
        assert!(store.tell_month(&told(month, "{}")).await.unwrap());
    }
    let begins = async |limit| {
        let months = store.told_months(limit).await.unwrap();
        months.iter().map(|month| month.begins_at).collect::<Vec<_>>()
    };
    assert_eq!(begins(2).await, [3, 2].map(at));
    store.forget_told_months(at(2)).await.unwrap();
    assert_eq!(begins(9).await, [3, 2].map(at));
}
