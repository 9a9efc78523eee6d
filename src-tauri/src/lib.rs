//! The resident app's shell: a window, the commands it may call, and the core's sync task.
//!
//! **Invariant:** no rule lives here. What is true of a report, a status or a retry is decided in
//! `lamplight-resident`; this crate only carries calls in and news out.

mod bridge;
mod commands;
mod downloads;
mod launch;
mod navigation;
mod pace;
mod sync_task;

use lamplight_resident::{Core, Platform};
use tauri::{App, Builder, Context, Manager, RunEvent, Runtime};

pub use crate::launch::Options;
use crate::sync_task::SyncTask;

/// Opens the window and runs until it is closed.
///
/// # Errors
/// When the data folder cannot be opened or no window can be shown; the message is one line for people.
pub fn run(options: Options) -> Result<(), Box<dyn std::error::Error>> {
    let app = build(Builder::default(), tauri::generate_context!(), options)?;
    app.run(|app, event| {
        if let RunEvent::Exit = event
            && let Some(task) = app.try_state::<SyncTask>()
        {
            task.end();
        }
    });
    Ok(())
}

/// Puts the app together on any runtime, the real one or the one of the tests.
fn build<R: Runtime>(
    builder: Builder<R>,
    context: Context<R>,
    options: Options,
) -> Result<App<R>, Box<dyn std::error::Error>> {
    let app = builder
        .plugin(navigation::guard())
        .invoke_handler(commands::dispatch())
        .build(context)?;
    let config = options.into_config(app.path().app_data_dir()?);
    let core = Core::open(config, Platform::system())?;
    app.manage(SyncTask::start(core.clone()));
    tauri::async_runtime::spawn(bridge::carry_changes(core.clone(), app.handle().clone()));
    app.manage(core);
    Ok(app)
}

#[cfg(test)]
mod tests;
