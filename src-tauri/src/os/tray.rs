//! The icon beside the clock, by which the window comes back and the app ends.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lamplight_resident::Core;
use lamplight_resident::view::Scope;
use lamplight_words::Message;
use tauri::async_runtime::{spawn, spawn_blocking};
use tauri::menu::{Menu, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Manager, Wry};
use tokio::sync::broadcast::error::RecvError;

use super::show_window;

const ICON: &str = "lamplight";
const OPEN: &str = "open";
const QUIT: &str = "quit";

/// Puts the icon up, where the system can show one.
pub(super) fn put_up(app: &AppHandle) {
    // Where the library that draws it is not installed, tray-icon panics. Without an icon closing the window ends the
    // app, and whoever starts it again finds it.
    let _ = catch_unwind(AssertUnwindSafe(|| build(app)));
}

fn build(app: &AppHandle) -> tauri::Result<()> {
    let open = MenuItem::with_id(app, OPEN, "", true, None::<&str>)?;
    let quit = MenuItem::with_id(app, QUIT, "", true, None::<&str>)?;
    let core = app.state::<Core>().inner().clone();
    word(&core, &open, &quit)?;
    let mut icon = TrayIconBuilder::with_id(ICON)
        .menu(&Menu::with_items(app, &[&open, &quit])?)
        .tooltip("Lamplight")
        .on_menu_event(|app, event| match event.id().as_ref() {
            OPEN => show_window(app),
            QUIT => app.exit(0),
            _ => {}
        });
    if let Some(image) = app.default_window_icon() {
        icon = icon.icon(image.clone());
    }
    icon.build(app)?;
    spawn(follow_language(core, open, quit));
    Ok(())
}

fn word(core: &Core, open: &MenuItem<Wry>, quit: &MenuItem<Wry>) -> tauri::Result<()> {
    // A database that does not read is told of by the window.
    let Ok(words) = core.words() else { return Ok(()) };
    open.set_text(words.say(Message::TrayOpen))?;
    quit.set_text(words.say(Message::TrayQuit))
}

/// Words the menu anew when the resident may have chosen another language.
async fn follow_language(core: Core, open: MenuItem<Wry>, quit: MenuItem<Wry>) {
    let mut changes = core.changes();
    loop {
        match changes.recv().await {
            Err(RecvError::Closed) => return,
            Ok(change) if change.scope != Scope::Settings => {}
            Ok(_) | Err(RecvError::Lagged(_)) => {
                let (core, open, quit) = (core.clone(), open.clone(), quit.clone());
                // A menu that is gone needs no words.
                let _ = spawn_blocking(move || word(&core, &open, &quit)).await;
            }
        }
    }
}

/// Whether the icon is up and somebody shows it. Asked each time: panels come and go.
pub(super) fn is_in_sight(app: &AppHandle) -> bool {
    app.tray_by_id(ICON).is_some() && shows_icons()
}

/// On Linux icons are shown by whoever owns this name on the session's bus; elsewhere always.
#[cfg(target_os = "linux")]
fn shows_icons() -> bool {
    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    /// Whoever closes a window waits for this.
    const ANSWER_MAX: std::time::Duration = std::time::Duration::from_secs(1);
    let asked = async {
        let bus = zbus::Connection::session().await?;
        let watcher = zbus::Proxy::new(&bus, WATCHER, "/StatusNotifierWatcher", WATCHER).await?;
        watcher
            .get_property::<bool>("IsStatusNotifierHostRegistered")
            .await
    };
    tauri::async_runtime::block_on(async {
        matches!(tokio::time::timeout(ANSWER_MAX, asked).await, Ok(Ok(true)))
    })
}

#[cfg(not(target_os = "linux"))]
fn shows_icons() -> bool {
    true
}
