//! What the window may ask of the core. Each command is an adapter of a line or two: no rule lives here.
//!
//! Every command is `async` for Tauri's sake (`#[command(async)]`), because a panic in a synchronous one
//! would take the whole app with it.
#![expect(
    clippy::needless_pass_by_value,
    reason = "Tauri hands a command its arguments by value"
)]

include!("list.rs");

mod drafts;
mod hearing;
mod news;
mod places;
mod reports;
mod settings;

pub(crate) use drafts::*;
pub(crate) use hearing::*;
pub(crate) use news::*;
pub(crate) use places::*;
pub(crate) use reports::*;
pub(crate) use settings::*;

macro_rules! handler {
    ($($command:ident),* $(,)?) => {
        tauri::generate_handler![$($command),*]
    };
}

/// Dispatches a call of the window to its command.
pub(crate) fn dispatch<R: tauri::Runtime>() -> impl Fn(tauri::ipc::Invoke<R>) -> bool + Send + Sync + 'static
{
    commands!(handler)
}
