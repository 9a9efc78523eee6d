//! The feed: what everybody may see.

use serde::{Deserialize, Serialize};

use crate::alert::Alert;
use crate::api::Cursor;
use crate::api::later::known_only;
use crate::event::Event;
use crate::ids::{AlertId, EventId, NewsId};
use crate::news::News;

/// One change that everybody may see. A later change of the same thing takes the place of an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum FeedItem {
    /// An alert as it stands now.
    Alert(Alert),
    /// An event as it stands now.
    Event(Event),
    /// An item of news as it stands now.
    News(News),
    /// An alert that is no longer shown.
    AlertRemoved {
        /// Which.
        id: AlertId,
    },
    /// An event that is no longer shown.
    EventRemoved {
        /// Which.
        id: EventId,
    },
    /// An item of news that is no longer shown.
    NewsRemoved {
        /// Which.
        id: NewsId,
    },
    /// Something that this version does not know; it is passed over.
    #[serde(other)]
    Unknown,
}

impl FeedItem {
    /// The name of the live frame that carries it, the same as its `kind`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Alert(_) => "alert",
            Self::Event(_) => "event",
            Self::News(_) => "news",
            Self::AlertRemoved { .. } => "alert_removed",
            Self::EventRemoved { .. } => "event_removed",
            Self::NewsRemoved { .. } => "news_removed",
            Self::Unknown => "unknown",
        }
    }
}

/// The answer to `GET /v1/feed`: changes after the cursor, oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FeedPage {
    /// The changes.
    #[serde(deserialize_with = "known_only")]
    pub items: Vec<FeedItem>,
    /// The cursor after the last of them.
    pub next: Cursor,
    /// Whether there are more right now.
    pub more: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_with_a_word_of_a_later_version_does_not_hide_the_others() {
        let id = "9c5b94b1-35ad-49bb-b118-8e8fc24abf80";
        let json = format!(
            r#"{{"items":[{{"kind":"event","id":"{id}","mood":"?"}},{{"kind":"event_removed","id":"{id}"}}],
                "next":"1.2","more":false}}"#
        );
        let page: FeedPage = serde_json::from_str(&json).unwrap();
        let id = id.parse().unwrap();
        assert_eq!(page.items, [FeedItem::EventRemoved { id }]);
    }

    #[test]
    fn a_feed_item_of_a_later_version_is_passed_over() {
        let item: FeedItem = serde_json::from_str(r#"{"kind":"weather","id":"1","words":["?"]}"#).unwrap();
        assert_eq!(item, FeedItem::Unknown);
    }
}
