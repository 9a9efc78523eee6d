//! The resident app's shell: a window, the commands it may call, and the core's sync task.
//!
//! **Invariant:** no rule lives here. What is true of a report, a status or a retry is decided in
//! `lamplight-resident`; this crate only carries calls in and news out.

mod bridge;
mod commands;
mod downloads;
mod launch;
mod navigation;
#[cfg(desktop)]
mod os;
#[cfg(mobile)]
#[path = "phone.rs"]
mod os;
mod pace;
mod shared;
mod sync_task;

use lamplight_resident::{Core, Platform};
use tauri::{App, AppHandle, Builder, Context, Manager, RunEvent, Runtime};

pub use crate::launch::Options;
use crate::sync_task::SyncTask;

/// The one window, as the configuration names it.
const WINDOW: &str = "main";

/// Opens the window and runs until it is closed.
///
/// # Errors
/// When the data folder cannot be opened or no window can be shown; the message is one line for people.
pub fn run(options: Options) -> Result<(), Box<dyn std::error::Error>> {
    let mut context = tauri::generate_context!();
    let hidden = options.hidden;
    for window in &mut context.config_mut().app.windows {
        window.visible = !hidden;
    }
    let builder = os::single_instance(Builder::default(), &options);
    let app = build(builder, context, options, os::platform)?;
    os::start(app.handle(), hidden);
    app.run(|app, event| {
        os::on_event(app, &event);
        on_event(app, &event);
    });
    Ok(())
}

fn on_event<R: Runtime>(app: &AppHandle<R>, event: &RunEvent) {
    match event {
        // A phone runs nothing of an app that is out of sight; what waited meanwhile goes now.
        RunEvent::Resumed => app.state::<Core>().wake(),
        RunEvent::Exit => {
            if let Some(task) = app.try_state::<SyncTask>() {
                task.end();
            }
        }
        _ => {}
    }
}

/// Where a phone's system begins. It may begin again in the same process, so nothing that is set once is set here.
#[cfg(mobile)]
#[tauri::mobile_entry_point]
fn begin() {
    // There is no screen yet on which to say why it does not start.
    let _ = run(Options::default());
}

/// Puts the app together on any runtime, the real one or the one of the tests.
fn build<R: Runtime>(
    builder: Builder<R>,
    context: Context<R>,
    options: Options,
    platform: impl FnOnce(&AppHandle<R>) -> Platform,
) -> Result<App<R>, Box<dyn std::error::Error>> {
    let app = builder
        .plugin(navigation::guard())
        .invoke_handler(commands::dispatch())
        .build(context)?;
    let config = options.into_config(app.path().app_data_dir()?);
    let core = Core::open(config, platform(app.handle()))?;
    app.manage(SyncTask::start(core.clone()));
    tauri::async_runtime::spawn(bridge::carry_changes(core.clone(), app.handle().clone()));
    app.manage(core);
    Ok(app)
}

#[cfg(test)]
mod tests;
