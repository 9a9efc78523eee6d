//! News. What was withdrawn leaves a tombstone in the feed, and none of its words.

use async_trait::async_trait;
use lamplight_protocol::api::{Cursor, FeedItem};
use lamplight_protocol::ids::NewsId;
use lamplight_protocol::news::News;
use lamplight_protocol::picture::Picture;
use serde::Serialize;

use crate::audit::record::Change;
use crate::database::Transaction;
use crate::error::StoreError;
use crate::journal::Topic;
use crate::model::{Act, AuditRecord, NewsAction, NewsChange, Object, StaffWrite};
use crate::operation::Operation;
use crate::publication::{self, Publication};

/// What the server asks of its memory of news. As for [`crate::Store`], each method is one transaction.
#[async_trait]
pub trait Newsroom: Send + Sync {
    /// Publishes, changes or withdraws an item of news.
    async fn change_news(&self, change: &NewsChange) -> Result<StaffWrite, StoreError>;
    /// One item; none when there is none, or it was withdrawn.
    async fn news_item(&self, id: NewsId) -> Result<Option<News>, StoreError>;
    /// Items that stand, newest first, and where the next page begins.
    async fn news(
        &self,
        before: Option<&Cursor>,
        limit: u32,
    ) -> Result<(Vec<News>, Option<Cursor>), StoreError>;
    /// Initiatives that stand, newest first, each with how many reports asked for it.
    async fn initiatives(&self, limit: u32) -> Result<Vec<(News, u32)>, StoreError>;
}

/// Where an item stands that is kept as a document.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NewsState {
    Published,
}

impl Publication for News {
    type State = NewsState;
    const TOPIC: Topic = Topic::News;

    fn revision(&self) -> u32 {
        self.revision
    }

    fn state(&self) -> NewsState {
        NewsState::Published
    }

    fn picture(&self) -> Option<&Picture> {
        self.content.picture.as_ref()
    }

    fn into_feed_item(self) -> FeedItem {
        FeedItem::News(self)
    }

    fn of_feed_item(item: FeedItem) -> Option<Self> {
        match item {
            FeedItem::News(news) => Some(news),
            _ => None,
        }
    }
}

/// Publishes, changes or withdraws an item.
pub(crate) async fn change(tx: &mut Transaction, change: &NewsChange) -> Result<Change, StoreError> {
    let (operation, record) = (operation(change), record(change));
    match &change.action {
        NewsAction::Publish(content) => {
            let news = News {
                id: change.id,
                revision: 1,
                published_at: change.at,
                changed_at: change.at,
                content: content.clone(),
            };
            publication::publish(tx, &operation, record, news).await
        }
        NewsAction::Update(revision, content) => {
            let update = |news: News| {
                Some(News {
                    revision: news.revision + 1,
                    changed_at: change.at,
                    content: content.clone(),
                    ..news
                })
            };
            publication::change(tx, &operation, record, *revision, update).await
        }
        NewsAction::Withdraw(revision) => {
            let tombstone = FeedItem::NewsRemoved { id: change.id };
            publication::withdraw::<News>(tx, &operation, record, *revision, tombstone).await
        }
    }
}

/// Initiatives that stand and that reports asked for.
pub(crate) async fn initiatives(tx: &mut Transaction, limit: u32) -> Result<Vec<(News, u32)>, StoreError> {
    tx.rows(
        "SELECT publication.document, initiative.reports
         FROM initiative
         JOIN publication ON publication.id = initiative.news AND publication.topic = 'news'
         WHERE publication.state = 'published'
         ORDER BY publication.published_at DESC, publication.number DESC
         LIMIT $1",
        [limit.into()],
    )
    .await?
    .iter()
    .map(|row| Ok((publication::document_of(row)?, row.count("reports")?)))
    .collect()
}

fn record(change: &NewsChange) -> AuditRecord {
    let act = match change.action {
        NewsAction::Publish(_) => Act::NewsPublish,
        NewsAction::Update(..) => Act::NewsUpdate,
        NewsAction::Withdraw(_) => Act::NewsWithdraw,
    };
    change.by.did(act, Object::News(change.id), change.at)
}

fn operation(change: &NewsChange) -> Operation {
    Operation {
        id: change.operation,
        topic: Topic::News,
        subject: change.id.to_string(),
        body_hash: change.body_hash,
        at: change.at,
        by: change.by.staff_id(),
    }
}
