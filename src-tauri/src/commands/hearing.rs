//! How alerts are heard outside the window.

use lamplight_protocol::ids::AlertId;
use lamplight_resident::Core;
use lamplight_resident::error::CoreError;
use lamplight_resident::notify::Hearing;
use lamplight_resident::view::HearingState;
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Runtime, State, command};

use crate::os::{set_starts, starts};

#[command(async)]
pub(crate) fn alerts_elsewhere(core: State<'_, Core>) -> Result<Vec<AlertId>, CoreError> {
    core.alerts_elsewhere()
}

/// Whether the app starts with the computer is asked of the computer: somebody may have changed it there.
#[command]
pub(crate) async fn hearing<R: Runtime>(
    core: State<'_, Core>,
    app: AppHandle<R>,
) -> Result<HearingState, CoreError> {
    let core = core.inner().clone();
    // The desktop is asked whether it shows notifications, and may take its time.
    let asked = spawn_blocking(move || core.hearing()).await;
    let mut state = asked.unwrap_or(Err(CoreError::Internal))?;
    state.hearing.starts = starts(&app);
    Ok(state)
}

#[command(async)]
pub(crate) fn set_hearing<R: Runtime>(
    core: State<'_, Core>,
    app: AppHandle<R>,
    hearing: Hearing,
) -> Result<(), CoreError> {
    core.set_hearing(&hearing)?;
    set_starts(&app, hearing.starts)
}

/// Answers whether it was shown.
#[command]
pub(crate) async fn try_notification(core: State<'_, Core>) -> Result<bool, CoreError> {
    let core = core.inner().clone();
    let shown = spawn_blocking(move || core.try_notification()).await;
    shown.unwrap_or(Err(CoreError::Internal))
}
