//! A sound until somebody deals with what it is about. The desktop's service plays it, each time that the same
//! notification is handed to it again: it knows the volume, and whether the resident is to be disturbed at all.

use std::time::Duration;

use tauri::async_runtime::{JoinHandle, spawn};
use tokio::time::sleep;

/// The sound, by its name in the freedesktop sound theme.
pub(super) const ALARM: &str = "alarm-clock-elapsed";
/// Between two sounds: long enough to read what it is about.
const APART: Duration = Duration::from_secs(15);
/// Sounds in all: five minutes. Whoever has not heard it by then is not there.
const SOUNDS_MAX: u32 = 20;

/// Sounds until it is dropped, or until nobody can be there.
pub(super) struct Alarm(JoinHandle<()>);

impl Drop for Alarm {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Goes on with the sound of a notification that was just shown.
pub(super) fn until_dropped(shown: notify_rust::Notification) -> Alarm {
    Alarm(spawn(async move {
        for _ in 1..SOUNDS_MAX {
            sleep(APART).await;
            // A service that is gone has nothing more to sound.
            if shown.show_async().await.is_err() {
                return;
            }
        }
    }))
}
