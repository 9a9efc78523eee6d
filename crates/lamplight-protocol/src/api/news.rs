//! Bodies of the calls by which staff write news.

use serde::{Deserialize, Serialize};

use crate::api::Cursor;
use crate::news::{News, NewsContent};

/// Changes an item of news: the body of `PUT /v1/staff/news/{id}/updates/{op}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NewsUpdate {
    /// The revision on which the decision rests.
    pub revision: u32,
    /// What it says from now on.
    pub content: NewsContent,
}

/// Withdraws an item of news: the body of `PUT /v1/staff/news/{id}/withdrawal/{op}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct NewsWithdrawal {
    /// The revision on which the decision rests.
    pub revision: u32,
}

/// The answer to `GET /v1/staff/news`, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct NewsPage {
    /// The items.
    pub news: Vec<News>,
    /// Where the next page begins; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
}
