//! What the patrol tells everybody.

use lamplight_protocol::alert::Alert;
use lamplight_protocol::api::ServiceFigures;
use lamplight_protocol::area::Area;
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::ids::EventId;
use lamplight_protocol::news::News;
use lamplight_protocol::text::Language;
use lamplight_resident::Core;
use lamplight_resident::error::{CoreError, NotSavedReason};
use lamplight_resident::view::{Home, MyEvent};
use tauri::ipc::Response;
use tauri::{AppHandle, Manager, Runtime, State, command};

use crate::downloads;

/// What is told of a folder for downloads that is not there or takes nothing.
const NOT_WRITABLE: CoreError = CoreError::NotSaved {
    reason: NotSavedReason::NotWritable,
};

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
pub(crate) fn events(core: State<'_, Core>) -> Result<Vec<MyEvent>, CoreError> {
    core.events()
}

#[command(async)]
pub(crate) fn answer_event(core: State<'_, Core>, id: EventId, people: u32) -> Result<(), CoreError> {
    core.answer_event(id, people)
}

/// Puts an event as a calendar file among the downloads, and answers with the file's name.
#[command(async)]
pub(crate) fn keep_calendar_file<R: Runtime>(
    app: AppHandle<R>,
    core: State<'_, Core>,
    id: EventId,
    language: Language,
) -> Result<String, CoreError> {
    let file = core.calendar_file(id, &language)?;
    let folder = app.path().download_dir().map_err(|_| NOT_WRITABLE)?;
    downloads::keep(&folder, &file.name, file.text.as_bytes()).map_err(|_| NOT_WRITABLE)
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
pub(crate) fn figures(core: State<'_, Core>) -> Result<Option<ServiceFigures>, CoreError> {
    core.figures()
}
