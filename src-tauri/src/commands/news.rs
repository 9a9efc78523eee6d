//! What the patrol tells everybody.

use lamplight_protocol::alert::Alert;
use lamplight_protocol::area::Area;
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::event::Event;
use lamplight_protocol::news::News;
use lamplight_protocol::place::Place;
use lamplight_resident::Core;
use lamplight_resident::error::CoreError;
use lamplight_resident::view::Home;
use tauri::ipc::Response;
use tauri::{State, command};

#[command(async)]
pub(crate) fn home(core: State<'_, Core>) -> Result<Home, CoreError> {
    core.home()
}

#[command(async)]
pub(crate) fn dismiss_salvage(core: State<'_, Core>) -> Result<(), CoreError> {
    core.dismiss_salvage()
}

#[command(async)]
pub(crate) fn area(core: State<'_, Core>) -> Result<Area, CoreError> {
    core.area()
}

#[command(async)]
pub(crate) fn alerts(core: State<'_, Core>) -> Result<Vec<Alert>, CoreError> {
    core.alerts()
}

#[command(async)]
pub(crate) fn events(core: State<'_, Core>) -> Result<Vec<Event>, CoreError> {
    core.events()
}

#[command(async)]
pub(crate) fn news(core: State<'_, Core>) -> Result<Vec<News>, CoreError> {
    core.news()
}

/// Answers with the bytes as they are; none of them while the picture is not on this device.
#[command(async)]
pub(crate) fn picture_bytes(core: State<'_, Core>, sha256: PhotoHash) -> Result<Response, CoreError> {
    Ok(Response::new(core.picture_bytes(&sha256)?.unwrap_or_default()))
}

#[command(async)]
pub(crate) fn last_place(core: State<'_, Core>) -> Result<Option<Place>, CoreError> {
    core.last_place()
}
