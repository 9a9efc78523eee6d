//! From the core to the window: tells it that something changed. What changed is for the window to read.

use lamplight_resident::Core;
use lamplight_resident::view::{Change, Scope};
use tauri::{AppHandle, Emitter, Runtime};
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, timeout_at};

use crate::pace::Pace;

/// The event's name in the window.
const CHANGE_EVENT: &str = "change";

/// Carries the core's change notices to the window, no faster than it can follow, until the core is gone.
pub(crate) async fn carry_changes<R: Runtime>(core: Core, app: AppHandle<R>) {
    let mut changes = core.changes();
    drop(core);
    let mut pace = Pace::default();
    let mut revision = 0;
    loop {
        let now = Instant::now();
        for change in pace.take_due(now) {
            tell(&app, change);
        }
        let received = match pace.next_at() {
            Some(at) => timeout_at(at, changes.recv()).await,
            None => Ok(changes.recv().await),
        };
        let news = match received {
            // It is time for what was kept.
            Err(_) => continue,
            Ok(Ok(change)) => {
                revision = change.revision;
                vec![change]
            }
            // The oldest notices were dropped, and nobody knows what they named.
            Ok(Err(RecvError::Lagged(_))) => Scope::ALL.map(|scope| Change { scope, revision }).to_vec(),
            Ok(Err(RecvError::Closed)) => return,
        };
        for change in news {
            if let Some(change) = pace.take(change, Instant::now()) {
                tell(&app, change);
            }
        }
    }
}

fn tell<R: Runtime>(app: &AppHandle<R>, change: Change) {
    // A window that is closing cannot be told; it will read everything when it opens again.
    let _ = app.emit(CHANGE_EVENT, change);
}
