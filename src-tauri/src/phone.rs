//! What stands in the place of the desktop on phones. Their systems decide what runs out of sight and what may be
//! shown; until something here asks them, nothing is told outside the app, and the settings say so.

use lamplight_resident::Platform;
use lamplight_resident::error::CoreError;
use tauri::{AppHandle, Builder, RunEvent, Runtime, Wry};

use crate::launch::Options;

/// The platform of a phone.
pub(crate) fn platform(_: &AppHandle) -> Platform {
    Platform::system()
}

/// A phone starts an app once by itself.
pub(crate) fn single_instance(builder: Builder<Wry>, _: &Options) -> Builder<Wry> {
    builder
}

/// Nothing stays when the app is out of sight.
pub(crate) fn start(_: &AppHandle, _: bool) {}

/// Nothing happens to a window that its system does not see to.
pub(crate) fn on_event(_: &AppHandle, _: &RunEvent) {}

/// A phone starts no app with itself.
pub(crate) fn starts<R: Runtime>(_: &AppHandle<R>) -> bool {
    false
}

/// Not offered.
///
/// # Errors
/// None.
#[expect(clippy::unnecessary_wraps, reason = "the desktop's counterpart may fail")]
pub(crate) fn set_starts<R: Runtime>(_: &AppHandle<R>, _: bool) -> Result<(), CoreError> {
    Ok(())
}
