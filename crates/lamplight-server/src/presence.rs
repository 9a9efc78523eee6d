//! Whether somebody watches the desk.
//!
//! An instance with a person's console open says so in the store, again and again, and reads what the others say. So
//! it is true across instances, and ends by itself when a program ends with consoles open. What residents are told
//! comes from memory: every device asks for it, and must cost no look into the store.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;

use lamplight_protocol::time::TimestampMillis;
use lamplight_store::{Store, StoreError};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::platform::Clock;

/// How long after the last console was closed residents are told that nobody watches, in milliseconds: five minutes.
pub const ABSENT_MS: i64 = 5 * 60 * 1_000;
/// How long after the last sign of an open console others are told of urgent reports, in milliseconds: three beats, so
/// that a page that is loaded again, or a beat that comes late, sends no mail.
pub const CLOSED_MS: i64 = 60_000;
/// Between two beats, in milliseconds.
const BEAT_MS: u64 = 20_000;
/// Nobody was seen yet.
const NEVER: i64 = i64::MIN;

/// Knows of every open console.
pub struct Presence {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    /// Consoles that are open at this instance, with a person before them.
    consoles: AtomicUsize,
    /// When one was last known to be open at any instance, in milliseconds.
    seen_at: AtomicI64,
    /// Rung when a first console opens, so that the others hear of it at once.
    opened: Notify,
}

/// Counts an open console with a person before it, as long as it lives.
pub struct Watch(Arc<Presence>);

impl Drop for Watch {
    fn drop(&mut self) {
        let now = self.0.clock.now().as_millis();
        self.0.seen_at.store(now, Ordering::Relaxed);
        self.0.consoles.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Presence {
    /// Nobody is known to watch yet.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> Arc<Self> {
        Arc::new(Self {
            store,
            clock,
            consoles: AtomicUsize::new(0),
            seen_at: AtomicI64::new(NEVER),
            opened: Notify::new(),
        })
    }

    /// Somebody begins to watch.
    pub fn begin(this: &Arc<Self>) -> Watch {
        if this.consoles.fetch_add(1, Ordering::Relaxed) == 0 {
            this.opened.notify_one();
        }
        Watch(Arc::clone(this))
    }

    /// Whether somebody watches, as residents are told it.
    pub fn desk_is_watching(&self) -> bool {
        self.was_seen_within(ABSENT_MS)
    }

    /// Whether a console is open, or was a moment ago.
    pub fn console_is_open(&self) -> bool {
        self.was_seen_within(CLOSED_MS)
    }

    fn was_seen_within(&self, ms: i64) -> bool {
        let seen_at = self.seen_at.load(Ordering::Relaxed);
        self.consoles.load(Ordering::Relaxed) > 0 || self.clock.now().as_millis().saturating_sub(seen_at) < ms
    }

    /// Beats until `end`.
    pub async fn keep(self: Arc<Self>, end: CancellationToken) {
        end.run_until_cancelled(async {
            loop {
                if let Err(error) = self.beat().await {
                    tracing::warn!(%error, "whether somebody watches could not be asked");
                }
                tokio::select! {
                    () = self.opened.notified() => {}
                    () = tokio::time::sleep(Duration::from_millis(BEAT_MS)) => {}
                }
            }
        })
        .await;
    }

    /// Says that a console is open, if one is, and hears what other instances say.
    ///
    /// # Errors
    /// A [`StoreError`] when the store cannot be asked: then it is as it was known last.
    pub async fn beat(&self) -> Result<(), StoreError> {
        if self.consoles.load(Ordering::Relaxed) > 0 {
            let now = self.clock.now();
            self.seen_at.store(now.as_millis(), Ordering::Relaxed);
            return self.store.note_presence(now).await;
        }
        let last = self.store.last_presence().await?;
        let last = last.map_or(NEVER, TimestampMillis::as_millis);
        self.seen_at.fetch_max(last, Ordering::Relaxed);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::World;

    #[tokio::test]
    async fn a_console_at_one_instance_is_known_at_the_others_and_forgotten_when_its_instance_is_gone() {
        let (one, other) = {
            let world = World::new().await;
            let other = world.restarted().await;
            (world, other)
        };
        other.presence().beat().await.unwrap();
        assert!(!other.presence().desk_is_watching());

        let watch = Presence::begin(one.presence());
        one.presence().beat().await.unwrap();
        other.presence().beat().await.unwrap();
        assert!(other.presence().desk_is_watching() && other.presence().console_is_open());

        // The instance ends without a word.
        std::mem::forget(watch);
        other.pass(CLOSED_MS);
        other.presence().beat().await.unwrap();
        assert!(other.presence().desk_is_watching() && !other.presence().console_is_open());
        other.pass(ABSENT_MS - CLOSED_MS);
        other.presence().beat().await.unwrap();
        assert!(!other.presence().desk_is_watching());
    }

    #[tokio::test]
    async fn a_restart_does_not_send_a_desk_home_that_was_just_watched() {
        let world = World::new().await;
        drop(Presence::begin(world.presence()));
        let _watch = Presence::begin(world.presence());
        world.presence().beat().await.unwrap();
        let restarted = world.restarted().await;
        restarted.presence().beat().await.unwrap();
        assert!(restarted.presence().desk_is_watching());
    }
}
