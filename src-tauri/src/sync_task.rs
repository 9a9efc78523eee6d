//! The one task that syncs, from the start of the app to its end.

use std::sync::Mutex;

use lamplight_resident::Core;
use tauri::async_runtime::{JoinHandle, block_on, spawn};
use tokio_util::sync::CancellationToken;

/// Made when the app starts, kept by it, ended when it exits.
pub(crate) struct SyncTask {
    cancel: CancellationToken,
    handle: Mutex<Option<JoinHandle<()>>>,
}

impl SyncTask {
    /// Starts syncing.
    pub(crate) fn start(core: Core) -> Self {
        let cancel = CancellationToken::new();
        let token = cancel.clone();
        let handle = spawn(async move { core.run(token).await });
        Self {
            cancel,
            handle: Mutex::new(Some(handle)),
        }
    }

    /// Stops syncing and waits until nothing is half done.
    pub(crate) fn end(&self) {
        self.cancel.cancel();
        let handle = self.handle.lock().ok().and_then(|mut handle| handle.take());
        if let Some(handle) = handle {
            // An error here means that the task had already ended.
            let _ = block_on(handle);
        }
    }
}
