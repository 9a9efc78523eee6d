//! What a desktop gives beside the window: notifications, a place for an icon, a start with the computer.
//!
//! **Invariant:** nothing here decides what is told or how loud. And nothing here may make the app unreachable: a
//! window goes out of sight only where the icon brings it back.

mod autostart;
mod notifier;
mod sound;
mod staying;
mod tray;

use std::sync::Arc;

use lamplight_resident::Platform;
use tauri::{AppHandle, Builder, Emitter, Manager, RunEvent, Runtime, WindowEvent, Wry};

pub(crate) use self::autostart::{set_starts, starts};
use self::notifier::DesktopNotifier;
use crate::WINDOW;
use crate::launch::Options;

/// The event that asks the window to show what a notification was about; its payload is that.
const OPEN_EVENT: &str = "open-subject";

/// The platform of a desktop.
pub(crate) fn platform(app: &AppHandle) -> Platform {
    let app = app.clone();
    let notifier = DesktopNotifier::new(move |about| {
        show_window(&app);
        if let Some(about) = about {
            // A window that is closing cannot be told; what is next stands on its first screen.
            let _ = app.emit(OPEN_EVENT, about);
        }
    });
    Platform {
        notifier: Some(Arc::new(notifier)),
        ..Platform::system()
    }
}

/// Lets whoever starts the app a second time have the window of the first. An app on a folder of its own is another
/// resident's, and has a window of its own.
pub(crate) fn single_instance(builder: Builder<Wry>, options: &Options) -> Builder<Wry> {
    if options.data.is_some() {
        return builder;
    }
    builder.plugin(tauri_plugin_single_instance::init(|app, _, _| show_window(app)))
}

/// Sets up what stays when the window is out of sight.
pub(crate) fn start(app: &AppHandle, hidden: bool) {
    tray::put_up(app);
    if hidden {
        staying::hide_once_reachable(app);
    }
}

/// Takes part in what happens to the app.
pub(crate) fn on_event(app: &AppHandle, event: &RunEvent) {
    if let RunEvent::WindowEvent {
        event: WindowEvent::CloseRequested { api, .. },
        ..
    } = event
        && staying::stays(app)
    {
        api.prevent_close();
        staying::hide(app);
    }
}

/// Brings the window back into sight.
fn show_window<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(WINDOW) {
        // Each of them fails only where the window is about to go.
        let _ = window.show();
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
