//! How a server ends: in time, whatever hangs.

use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout, timeout_at};

use crate::accept;

/// What the whole of a stop may take, in milliseconds. The command line promises it, and whoever starts
/// servers kills one that takes much longer.
const STOP_MS_MAX: u64 = 10_000;
/// How long the tasks may take to end, in milliseconds: as long as the calls under way, and a moment.
const TASKS_MS_MAX: u64 = accept::DRAIN_MS_MAX + 500;
/// How long the store may take to close after them, in milliseconds. One that is not closed in time
/// recovers at the next start, as after a crash.
const CLOSE_MS_MAX: u64 = 1_000;
/// How long the program may then wait for threads that are still at work, in milliseconds.
pub const LEFTOVERS_MS_MAX: u64 = 250;
const _: () = assert!(TASKS_MS_MAX + CLOSE_MS_MAX + LEFTOVERS_MS_MAX < STOP_MS_MAX);

/// Waits for the tasks, then for the store to close, and gives up on whatever takes too long.
pub(super) async fn wind_down(
    tasks: impl IntoIterator<Item = JoinHandle<()>>,
    closing: impl Future<Output = ()>,
) {
    let tasks_end = Instant::now() + Duration::from_millis(TASKS_MS_MAX);
    for mut task in tasks {
        match timeout_at(tasks_end, &mut task).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) => tracing::error!("a task of the server did not end by itself"),
            Err(_) => {
                task.abort();
                tracing::warn!("a task of the server was cut off");
            }
        }
    }
    if timeout(Duration::from_millis(CLOSE_MS_MAX), closing)
        .await
        .is_err()
    {
        tracing::warn!("the database was not closed in time; it recovers at the next start");
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    async fn took(tasks: Vec<JoinHandle<()>>, closing: impl Future<Output = ()>) -> Duration {
        let begun = Instant::now();
        wind_down(tasks, closing).await;
        begun.elapsed()
    }

    #[tokio::test(start_paused = true)]
    async fn a_stop_is_over_in_time_whatever_hangs() {
        let tasks = || vec![tokio::spawn(pending()), tokio::spawn(pending())];
        let whole = Duration::from_millis(STOP_MS_MAX - LEFTOVERS_MS_MAX);
        assert!(took(tasks(), pending()).await < whole);
        assert!(took(Vec::new(), pending()).await < whole);
    }

    #[tokio::test(start_paused = true)]
    async fn a_stop_waits_for_what_ends_and_then_closes_the_store() {
        let ended = Arc::new(AtomicBool::new(false));
        let (ends, is_ended) = (Arc::clone(&ended), Arc::clone(&ended));
        let task = tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(accept::DRAIN_MS_MAX)).await;
            ends.store(true, Ordering::Relaxed);
        });
        let closing = async move { assert!(is_ended.load(Ordering::Relaxed)) };
        assert!(took(vec![task], closing).await >= Duration::from_millis(accept::DRAIN_MS_MAX));
    }
}
