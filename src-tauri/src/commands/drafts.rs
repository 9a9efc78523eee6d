//! Drafts and their photos.

use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::error::Violation;
use lamplight_protocol::ids::ReportId;
use lamplight_protocol::report::Category;
use lamplight_resident::Core;
use lamplight_resident::error::{CoreError, PhotoProblem};
use lamplight_resident::view::{Draft, NoteReview, Photo, ReportDraft, Saved};
use tauri::async_runtime::spawn_blocking;
use tauri::ipc::{InvokeBody, Request, Response};
use tauri::{AppHandle, Manager, Runtime, State, command};

use crate::shared;

/// The header that names the draft when the body is a photo.
const DRAFT_ID: &str = "draft-id";

/// Answers with the picture that another app shared first, as it is; with no bytes when there is none.
#[command(async)]
pub(crate) fn take_shared_photo<R: Runtime>(app: AppHandle<R>) -> Result<Response, CoreError> {
    let cache = app.path().app_cache_dir().map_err(|_| CoreError::Internal)?;
    let picture = shared::take(&cache.join(shared::FOLDER)).map_err(|_| CoreError::Internal)?;
    Ok(Response::new(picture.unwrap_or_default()))
}

#[command(async)]
pub(crate) fn start_draft(core: State<'_, Core>, category: Category) -> Result<Draft, CoreError> {
    core.start_draft(category)
}

#[command(async)]
pub(crate) fn drafts(core: State<'_, Core>) -> Result<Vec<Draft>, CoreError> {
    core.drafts()
}

#[command(async)]
pub(crate) fn draft(core: State<'_, Core>, id: ReportId) -> Result<Option<Draft>, CoreError> {
    core.draft(id)
}

#[command(async)]
pub(crate) fn save_draft(core: State<'_, Core>, id: ReportId, report: ReportDraft) -> Result<(), CoreError> {
    core.save_draft(id, &report)
}

#[command(async)]
pub(crate) fn discard_draft(core: State<'_, Core>, id: ReportId) -> Result<(), CoreError> {
    core.discard_draft(id)
}

#[command(async)]
pub(crate) fn review_note(core: State<'_, Core>, text: String) -> Result<Option<NoteReview>, CoreError> {
    core.review_note(&text)
}

#[command(async)]
pub(crate) fn submit_draft(core: State<'_, Core>, id: ReportId) -> Result<Saved, CoreError> {
    core.submit_draft(id)
}

/// The body is the file as it is: as JSON, every byte of a photo would be a number in text.
#[command]
pub(crate) async fn attach_photo(core: State<'_, Core>, request: Request<'_>) -> Result<Photo, CoreError> {
    let id = named_draft(&request)?;
    let InvokeBody::Raw(file) = request.body() else {
        return Err(PhotoProblem::PhotoUnreadable.into());
    };
    let (core, file) = (core.inner().clone(), file.clone());
    // A large photo takes seconds, and the threads of the runtime carry everything else.
    let attached = spawn_blocking(move || core.attach_photo(id, &file)).await;
    attached.unwrap_or(Err(CoreError::Internal))
}

fn named_draft(request: &Request<'_>) -> Result<ReportId, CoreError> {
    let id = request.headers().get(DRAFT_ID).and_then(|id| id.to_str().ok());
    let id = id.and_then(|id| id.parse().ok());
    id.ok_or_else(|| Violation::invalid(DRAFT_ID, "must name a draft").into())
}

#[command(async)]
pub(crate) fn detach_photo(core: State<'_, Core>, id: ReportId, sha256: PhotoHash) -> Result<(), CoreError> {
    core.detach_photo(id, &sha256)
}

#[command(async)]
pub(crate) fn describe_photo(
    core: State<'_, Core>,
    id: ReportId,
    sha256: PhotoHash,
    description: Option<String>,
) -> Result<(), CoreError> {
    core.describe_photo(id, &sha256, description.as_deref())
}

/// Answers with the bytes as they are; none of them when the photo is not on this device.
#[command(async)]
pub(crate) fn photo_bytes(
    core: State<'_, Core>,
    id: ReportId,
    sha256: PhotoHash,
) -> Result<Response, CoreError> {
    let bytes = core.photo_bytes(id, &sha256)?;
    Ok(Response::new(bytes.unwrap_or_default()))
}
