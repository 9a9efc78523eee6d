//! Forgetting what is past keeping: photos of reports that ended some time ago, and later the reports themselves.
//!
//! A report that is forgotten ends as one that was erased: its key goes, its receipt stays as a tombstone, and
//! whoever holds that is told. What stays beside it says of no report whose it was, and is for figures.
//!
//! One instance at a time does this, in chunks. Legal holds keep what they hold.

mod photos;
mod reports;

use async_trait::async_trait;
use lamplight_protocol::time::TimestampMillis;

use crate::error::StoreError;
use crate::model::Cutoffs;

pub(crate) use self::photos::forget_photos;
pub(crate) use self::reports::forget_reports;

/// What the server asks of its memory about what is past keeping. As for [`crate::Store`], each method is one
/// transaction.
#[async_trait]
pub trait Retention: Send + Sync {
    /// Forgets at most `limit` reports that ended before their time, the longest ended first, and tells how many.
    /// None when another instance is at it.
    async fn forget_reports(
        &self,
        cutoffs: &Cutoffs,
        now: TimestampMillis,
        limit: u32,
    ) -> Result<Option<u32>, StoreError>;
    /// Forgets the photos of at most `limit` reports that ended before their time, and tells of how many. None
    /// when another instance is at it.
    async fn forget_photos(
        &self,
        cutoffs: &Cutoffs,
        now: TimestampMillis,
        limit: u32,
    ) -> Result<Option<u32>, StoreError>;
}
