//! Places and the map.

use lamplight_protocol::digest::PackHash;
use lamplight_protocol::place::{Place, Point};
use lamplight_resident::Core;
use lamplight_resident::error::CoreError;
use lamplight_resident::view::{AreaMap, FoundPlace, Located};
use tauri::ipc::Response;
use tauri::{State, command};

#[command(async)]
pub(crate) fn last_place(core: State<'_, Core>) -> Result<Option<Place>, CoreError> {
    core.last_place()
}

#[command(async)]
pub(crate) fn map(core: State<'_, Core>) -> Result<AreaMap, CoreError> {
    core.map()
}

/// Answers with the bytes as they are; none of them once another map has taken its place.
#[command(async)]
pub(crate) fn map_bytes(
    core: State<'_, Core>,
    sha256: PackHash,
    offset: u32,
    length: u32,
) -> Result<Response, CoreError> {
    Ok(Response::new(
        core.map_bytes(&sha256, offset, length)?.unwrap_or_default(),
    ))
}

#[command(async)]
pub(crate) fn locate(core: State<'_, Core>, point: Point) -> Result<Located, CoreError> {
    core.locate(point)
}

#[command(async)]
pub(crate) fn find_places(
    core: State<'_, Core>,
    typed: String,
    near: Option<Point>,
) -> Result<Vec<FoundPlace>, CoreError> {
    core.find_places(&typed, near)
}
