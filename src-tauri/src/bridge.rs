//! From the core to the window: tells it that something changed. What changed is for the window to read.

use lamplight_resident::Core;
use tauri::{AppHandle, Emitter, Runtime};
use tokio::sync::broadcast::error::RecvError;

/// The event's name in the window.
const CHANGE_EVENT: &str = "change";

/// Carries the core's change notices to the window until the core is gone.
pub(crate) async fn carry_changes<R: Runtime>(core: Core, app: AppHandle<R>) {
    let mut changes = core.changes();
    drop(core);
    loop {
        match changes.recv().await {
            Ok(change) => {
                // A window that is closing cannot be told; it will read everything when it opens again.
                let _ = app.emit(CHANGE_EVENT, change);
            }
            // The notices that were missed named nothing that a later one of the same scope would not.
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}
