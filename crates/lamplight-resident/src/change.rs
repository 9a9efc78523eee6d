//! News of changes, for whoever shows the state.
//!
//! **Architecture invariant:** a notice says where something changed, never what. Readers read again, so a
//! lost or doubled notice does no harm.

use std::sync::atomic::{AtomicU32, Ordering};

use tokio::sync::broadcast;

use crate::view::{Change, Scope};

/// Notices that a slow reader may fall behind before it is told that it missed some.
const NOTICES_KEPT: usize = 64;

/// Made with the core; ends with its last clone.
pub(crate) struct Changes {
    revision: AtomicU32,
    sender: broadcast::Sender<Change>,
}

impl Changes {
    pub(crate) fn new() -> Self {
        Self {
            revision: AtomicU32::new(0),
            sender: broadcast::Sender::new(NOTICES_KEPT),
        }
    }

    pub(crate) fn tell(&self, scope: Scope) {
        let revision = self.revision.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
        // An error says that nobody listens, which is no error.
        let _ = self.sender.send(Change { scope, revision });
    }

    pub(crate) fn subscribe(&self) -> broadcast::Receiver<Change> {
        self.sender.subscribe()
    }
}
