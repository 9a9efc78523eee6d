//! The live stream: one journal, one ring of frames already serialised, one cursor for each reader.
//!
//! The journal in the store is the truth. One task follows it and appends what is new to the [`ring`], each
//! frame written once for all readers. A [`reader`] finds its next frame in the ring; one that has fallen
//! off its end, or comes back with an old cursor, pages it from the journal until it is in the ring again.
//! Nothing is queued for a reader: whoever does not read costs a cursor and what the kernel buffers.
//!
//! **Invariants:** a reader gets every frame after its cursor, in the order of the journal, once; a frame of
//! a report goes to staff within whose reach it is and to those who presented its receipt, and carries no text.

mod frames;
mod reader;
mod ring;
mod stream;
#[cfg(test)]
mod tests;

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use lamplight_protocol::api::Cursor;
use lamplight_store::model::JournalPage;
use lamplight_store::{Store, StoreError};
use tokio::sync::{Notify, watch};
use tokio_util::sync::CancellationToken;

use crate::live::ring::Ring;

pub use crate::live::reader::Audience;
pub use crate::live::stream::{Listener, Place, open_stream};

/// Rows that are taken from the journal at once.
const PAGE_ROWS: u32 = 256;
/// How long to wait before the journal is asked again after it failed, in milliseconds.
const RETRY_MS: u64 = 1_000;

/// Carries the journal to those who listen.
pub struct Hub {
    store: Arc<dyn Store>,
    /// Written by the one task that follows the journal, read by every reader, never across an await.
    ring: RwLock<Ring>,
    /// Rung after each commit of this process. Rings that come together are one.
    doorbell: Notify,
    /// Counts what was appended; readers who have seen everything wait for its next value.
    appended: watch::Sender<u64>,
}

impl Hub {
    /// Begins at the journal's head.
    ///
    /// # Errors
    /// A [`StoreError`] when the store cannot be asked.
    pub async fn open(store: Arc<dyn Store>) -> Result<Arc<Self>, StoreError> {
        let head = store.head().await?;
        Ok(Arc::new(Self {
            store,
            ring: RwLock::new(Ring::beginning_at(head)),
            doorbell: Notify::new(),
            appended: watch::Sender::new(0),
        }))
    }

    /// Says that this process has committed something.
    pub fn ring_doorbell(&self) {
        self.doorbell.notify_one();
    }

    /// The newest cursor that the ring has.
    fn head(&self) -> Cursor {
        self.with_ring(|ring| ring.head().clone())
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
