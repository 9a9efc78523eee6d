//! Going on with the window out of sight.

use std::time::Duration;

use lamplight_resident::Core;
use tauri::async_runtime::{spawn, spawn_blocking};
use tauri::{AppHandle, Manager};
use tokio::time::sleep;

use super::{show_window, tray};
use crate::WINDOW;

/// How long a desktop that has just started may take until it has a place for icons.
const DESKTOP_STARTS_WITHIN_S: u32 = 30;

/// Whether closing the window is to leave the app running: the resident did not choose otherwise, and its icon
/// brings the window back.
pub(super) fn stays(app: &AppHandle) -> bool {
    let chosen = app
        .state::<Core>()
        .hearing_choices()
        .is_ok_and(|hearing| hearing.tells() && hearing.stays);
    chosen && tray::is_in_sight(app)
}

/// Puts the window out of sight. The first time it is said where it went.
pub(super) fn hide(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(WINDOW)
        && window.hide().is_ok()
    {
        let core = app.state::<Core>().inner().clone();
        // An explanation that was not shown stands in the settings.
        spawn_blocking(move || core.explain_staying());
    }
}

/// Leaves the window out of sight at a start with the computer, or shows it where no icon would bring it back.
pub(super) fn hide_once_reachable(app: &AppHandle) {
    let app = app.clone();
    spawn(async move {
        for _ in 0..DESKTOP_STARTS_WITHIN_S {
            let asked = app.clone();
            if spawn_blocking(move || tray::is_in_sight(&asked))
                .await
                .unwrap_or(false)
            {
                return;
            }
            sleep(Duration::from_secs(1)).await;
        }
        show_window(&app);
    });
}
