//! From the core to the window: tells it that something changed. What changed is for the window to read.

use lamplight_resident::Core;
use lamplight_resident::view::{Change, Scope};
use tauri::{AppHandle, Emitter, Runtime};
use tokio::sync::broadcast::error::RecvError;

/// The event's name in the window.
const CHANGE_EVENT: &str = "change";

/// Carries the core's change notices to the window until the core is gone.
pub(crate) async fn carry_changes<R: Runtime>(core: Core, app: AppHandle<R>) {
    let mut changes = core.changes();
    drop(core);
    let mut revision = 0;
    loop {
        match changes.recv().await {
            Ok(change) => {
                revision = change.revision;
                tell(&app, change);
            }
            // The oldest notices were dropped, and nobody knows what they named.
            Err(RecvError::Lagged(_)) => {
                for scope in Scope::ALL {
                    tell(&app, Change { scope, revision });
                }
            }
            Err(RecvError::Closed) => return,
        }
    }
}

fn tell<R: Runtime>(app: &AppHandle<R>, change: Change) {
    // A window that is closing cannot be told; it will read everything when it opens again.
    let _ = app.emit(CHANGE_EVENT, change);
}
