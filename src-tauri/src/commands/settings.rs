//! What the resident chose, and a nudge to sync.

use lamplight_protocol::text::Language;
use lamplight_resident::Core;
use lamplight_resident::error::CoreError;
use lamplight_resident::view::Settings;
use tauri::{State, command};

#[command(async)]
pub(crate) fn settings(core: State<'_, Core>) -> Result<Settings, CoreError> {
    core.settings()
}

#[command(async)]
pub(crate) fn set_server(core: State<'_, Core>, url: Option<String>) -> Result<(), CoreError> {
    core.set_server(url.as_deref())
}

#[command(async)]
pub(crate) fn set_language(core: State<'_, Core>, language: Option<Language>) -> Result<(), CoreError> {
    core.set_language(language)
}

#[command(async)]
#[expect(
    clippy::unnecessary_wraps,
    reason = "a command that borrows state must return a Result"
)]
pub(crate) fn sync_now(core: State<'_, Core>) -> Result<(), CoreError> {
    core.wake();
    Ok(())
}
