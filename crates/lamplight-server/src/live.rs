//! The live stream: one journal, one ring of frames already serialised, one cursor for each reader.
//!
//! The journal in the store is the truth. One task follows it and appends what is new to the [`ring`], each
//! frame written once for all readers. A reader is a [`seat`] in one of a few [`shard`]s: a connection and the
//! number of its next frame in the ring, with no task and no queue of its own. One that comes back with an old
//! cursor pages the journal until the ring has what follows; one that does not read, or falls off the ring's
//! end, is let go, and comes back with its cursor.
//!
//! **Invariants:** a reader gets every frame after its cursor, in the order of the journal, once; a frame of
//! a report goes to staff within whose reach it is and to those who presented its receipt, and carries no text.

mod audience;
mod batch;
mod begun;
mod frames;
mod right;
mod ring;
mod seat;
mod shard;
mod stream;
#[cfg(test)]
mod tests;

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use lamplight_protocol::api::Cursor;
use lamplight_store::model::JournalPage;
use lamplight_store::{Store, StoreError};
use tokio::sync::{Notify, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::task::coop::unconstrained;
use tokio_util::sync::CancellationToken;

use crate::live::ring::Ring;
use crate::live::seat::Seat;
use crate::live::shard::{Door, Shard};
use crate::platform::Entropy;

pub use crate::live::seat::Wire;
pub use crate::live::stream::{Handover, Listener, Opening, Place, open_stream};

/// Rows that are taken from the journal at once.
const PAGE_ROWS: u32 = 256;
/// How long to wait before the journal, or a doorbell, is asked again after it failed, in milliseconds.
const RETRY_MS: u64 = 1_000;
/// Between two rings at other instances, in milliseconds: a hundred a second at most, which costs writers nothing.
const RING_EVERY_MS: u64 = 10;

/// Carries the journal to those who listen.
pub struct Hub {
    store: Arc<dyn Store>,
    /// Written by the one task that follows the journal, read by every reader, never across an await.
    ring: RwLock<Ring>,
    /// Rung after each commit of this process. Rings that come together are one.
    doorbell: Notify,
    /// The same, for the other instances.
    outward: Notify,
    /// Counts what was appended; readers who have seen everything wait for its next value.
    appended: watch::Sender<u64>,
    /// Where readers go in: one for each shard, and as many as there are processors.
    doors: Vec<Arc<Door>>,
    /// Readers that went in so far; they take the doors in turn.
    admitted: AtomicUsize,
    /// Readers that were let go because they took nothing.
    let_go: AtomicU64,
}

impl Hub {
    /// Begins at the journal's head.
    ///
    /// # Errors
    /// A [`StoreError`] when the store cannot be asked.
    pub async fn open(store: Arc<dyn Store>) -> Result<Arc<Self>, StoreError> {
        let head = store.head().await?;
        let shards = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Arc::new(Self {
            store,
            ring: RwLock::new(Ring::beginning_at(head)),
            doorbell: Notify::new(),
            outward: Notify::new(),
            appended: watch::Sender::new(0),
            doors: (0..shards).map(|_| Arc::new(Door::open())).collect(),
            admitted: AtomicUsize::new(0),
            let_go: AtomicU64::new(0),
        }))
    }

    /// Says that this process has committed something.
    pub fn ring_doorbell(&self) {
        self.doorbell.notify_one();
        self.outward.notify_one();
    }

    /// Rings at other instances when this one has committed, and hears them, until `end`.
    pub async fn keep_in_touch(&self, end: CancellationToken) {
        let both = async { tokio::join!(self.ring_others(), self.hear_others()) };
        end.run_until_cancelled(both).await;
    }

    async fn ring_others(&self) {
        loop {
            self.outward.notified().await;
            let rung = self.store.ring().await;
            let wait_ms = if rung.is_ok() { RING_EVERY_MS } else { RETRY_MS };
            // What is committed meanwhile is one ring.
            tokio::time::sleep(Duration::from_millis(wait_ms)).await;
        }
    }

    /// While nothing is heard the journal is read now and then all the same.
    async fn hear_others(&self) {
        loop {
            match self.store.doorbell().await {
                Ok(Some(mut bell)) => {
                    while bell.rung().await.is_ok() {
                        self.doorbell.notify_one();
                    }
                }
                Ok(None) => return,
                Err(_) => {}
            }
            tracing::warn!("other instances cannot be heard; what they commit comes a little later");
            tokio::time::sleep(Duration::from_millis(RETRY_MS)).await;
        }
    }

    /// Serves readers until `drain`, and tells them then to come back elsewhere. `streams` are the places that
    /// residents share.
    pub async fn serve_readers(
        self: Arc<Self>,
        streams: Arc<Semaphore>,
        entropy: Arc<dyn Entropy>,
        drain: CancellationToken,
    ) {
        let mut shards = JoinSet::new();
        for door in &self.doors {
            let (hub, door) = (Arc::clone(&self), Arc::clone(door));
            let shard = Shard::new(hub, door, Arc::clone(&streams), Arc::clone(&entropy));
            // Tokio's budget for one task would make the 129th write of a turn look blocked; a shard gives others
            // their turn by itself.
            shards.spawn(unconstrained(shard.run(drain.clone())));
        }
        while let Some(ended) = shards.join_next().await {
            if ended.is_err() {
                tracing::error!("a part of the live streams did not end by itself");
            }
        }
    }

    /// Gives a reader who has caught up to a shard.
    fn admit(&self, seat: Seat) {
        let turn = self.admitted.fetch_add(1, Ordering::Relaxed);
        if let Some(door) = self.doors.get(turn % self.doors.len().max(1)) {
            door.admit(seat);
        }
    }

    /// How many readers were let go because they took nothing.
    pub fn slow_readers_let_go(&self) -> u64 {
        self.let_go.load(Ordering::Relaxed)
    }

    /// The newest cursor that the ring has.
    pub fn head(&self) -> Cursor {
        self.with_ring(|ring| ring.head().clone())
    }

    /// The number that the next frame will have.
    fn end(&self) -> u64 {
        self.with_ring(Ring::end)
    }

    fn head_and_end(&self) -> (Cursor, u64) {
        self.with_ring(|ring| (ring.head().clone(), ring.end()))
    }

    /// Rows that were committed and are not in the ring yet, up to a page of them.
    ///
    /// # Errors
    /// A [`StoreError`] when the store cannot be asked.
    pub async fn lag_rows(&self) -> Result<usize, StoreError> {
        let page = self.store.journal(&self.head(), PAGE_ROWS).await?;
        Ok(page.rows.len())
    }

    /// Follows the journal until `end`: after each ring of the doorbell, and at least every `poll`, because
    /// other instances commit without ringing ours.
    pub async fn follow(&self, poll: Duration, end: CancellationToken) {
        // The store is given up on as well: a database that does not answer must not hold up the end.
        end.run_until_cancelled(self.follow_on(poll)).await;
    }

    async fn follow_on(&self, poll: Duration) {
        loop {
            let wait = match self.take_new().await {
                Ok(()) => poll,
                Err(error) => {
                    tracing::warn!(%error, "the journal could not be read");
                    Duration::from_millis(RETRY_MS)
                }
            };
            tokio::select! {
                () = self.doorbell.notified() => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Appends everything that the journal has beyond the ring.
    async fn take_new(&self) -> Result<(), StoreError> {
        loop {
            let after = self.head();
            let page = match self.store.journal(&after, PAGE_ROWS).await {
                Ok(page) => page,
                Err(StoreError::CursorExpired) => return self.begin_anew().await,
                Err(error) => return Err(error),
            };
            let is_last = page.rows.len() < PAGE_ROWS as usize;
            self.append(page);
            if is_last {
                return Ok(());
            }
        }
    }

    /// A new epoch began while we were running: nothing in the ring is of it.
    async fn begin_anew(&self) -> Result<(), StoreError> {
        let head = self.store.head().await?;
        self.change_ring(|ring| ring.begin_anew(head));
        Ok(())
    }

    fn append(&self, page: JournalPage) {
        if page.rows.is_empty() {
            return;
        }
        self.change_ring(|ring| {
            for row in page.rows {
                ring.append(row);
            }
        });
    }

    fn change_ring(&self, change: impl FnOnce(&mut Ring)) {
        change(&mut self.ring.write().unwrap_or_else(PoisonError::into_inner));
        self.appended.send_modify(|count| *count = count.wrapping_add(1));
    }

    fn with_ring<T>(&self, look: impl FnOnce(&Ring) -> T) -> T {
        look(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }
}
