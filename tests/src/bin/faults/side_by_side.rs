//! Runs side by side, because most of their time is spent waiting.

use std::future::Future;

use futures_util::{StreamExt as _, TryStreamExt as _, stream};

/// Does so many pieces of work, some at once. Each gets its seed: the first one's, and so on upwards.
///
/// # Errors
/// The first error of any; the others are dropped where they stand.
pub(crate) async fn side_by_side<T, F>(
    first_seed: u64,
    count: u32,
    at_once: usize,
    work: impl Fn(u64) -> F,
) -> anyhow::Result<Vec<T>>
where
    F: Future<Output = anyhow::Result<T>>,
{
    let seeds = (0..u64::from(count)).map(|n| first_seed.wrapping_add(n));
    stream::iter(seeds.map(work))
        .buffer_unordered(at_once)
        .try_collect()
        .await
}
