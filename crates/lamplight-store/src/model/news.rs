//! Writes of staff on news.

use lamplight_protocol::ids::{NewsId, OperationId};
use lamplight_protocol::news::NewsContent;
use lamplight_protocol::time::TimestampMillis;

use crate::model::{Actor, Hash};

/// A write of staff on an item of news.
#[derive(Debug, Clone)]
pub struct NewsChange {
    /// The operation.
    pub operation: OperationId,
    /// The item.
    pub id: NewsId,
    /// Keyed hash of the body's digest.
    pub body_hash: Hash,
    /// Who.
    pub by: Actor,
    /// What it does.
    pub action: NewsAction,
    /// When.
    pub at: TimestampMillis,
}

/// What a write of staff on an item of news does.
#[derive(Debug, Clone)]
pub enum NewsAction {
    /// Publishes a new item.
    Publish(NewsContent),
    /// Says something else, on the strength of a revision.
    Update(u32, NewsContent),
    /// Withdraws it, on the strength of a revision: of what it said nothing stays.
    Withdraw(u32),
}
