//! Reports and their threads.

use lamplight_protocol::ids::{OperationId, ReportId};
use lamplight_resident::Core;
use lamplight_resident::error::CoreError;
use lamplight_resident::view::{Draft, ReportList, Thread};
use tauri::{State, command};

#[command(async)]
pub(crate) fn undo_report(core: State<'_, Core>, id: ReportId) -> Result<Draft, CoreError> {
    core.undo_report(id)
}

#[command(async)]
pub(crate) fn reopen_report(core: State<'_, Core>, id: ReportId) -> Result<(), CoreError> {
    core.reopen_report(id)
}

#[command(async)]
pub(crate) fn give_feedback(core: State<'_, Core>, id: ReportId, fixed: bool) -> Result<(), CoreError> {
    core.give_feedback(id, fixed)
}

#[command]
pub(crate) async fn follow_report(
    core: State<'_, Core>,
    reference: String,
    receipt: String,
) -> Result<ReportId, CoreError> {
    core.follow_report(&reference, &receipt).await
}

#[command(async)]
pub(crate) fn withdraw_report(core: State<'_, Core>, id: ReportId) -> Result<(), CoreError> {
    core.withdraw_report(id)
}

#[command(async)]
pub(crate) fn erase_everything(core: State<'_, Core>) -> Result<(), CoreError> {
    core.erase_everything()
}

#[command(async)]
pub(crate) fn erase_report(core: State<'_, Core>, id: ReportId) -> Result<(), CoreError> {
    core.erase_report(id)
}

#[command(async)]
pub(crate) fn retry_report(core: State<'_, Core>, id: ReportId) -> Result<(), CoreError> {
    core.retry_report(id)
}

#[command(async)]
pub(crate) fn discard_report(core: State<'_, Core>, id: ReportId) -> Result<(), CoreError> {
    core.discard_report(id)
}

#[command(async)]
pub(crate) fn reports(core: State<'_, Core>, newest: u32) -> Result<ReportList, CoreError> {
    core.report_list(newest)
}

#[command(async)]
pub(crate) fn thread(core: State<'_, Core>, id: ReportId) -> Result<Option<Thread>, CoreError> {
    core.thread(id)
}

#[command(async)]
pub(crate) fn mark_read(core: State<'_, Core>, id: ReportId, revision: u32) -> Result<(), CoreError> {
    core.mark_read(id, revision)
}

#[command(async)]
pub(crate) fn reply(core: State<'_, Core>, id: ReportId, text: String) -> Result<OperationId, CoreError> {
    core.reply(id, &text)
}
