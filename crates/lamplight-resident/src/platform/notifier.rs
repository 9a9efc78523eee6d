//! What the core asks of whoever shows notifications. The core decides what is told, how loud, and in what words;
//! the shell only shows it.

use lamplight_protocol::ids::{AlertId, EventId};
use lamplight_protocol::text::Language;
use serde::Serialize;

/// Shows notifications outside the window.
pub trait Notifier: Send + Sync {
    /// Shows it, in place of the one with the same handle. May block.
    ///
    /// # Errors
    /// [`NotShown`] when it is certain that nobody saw it. Whoever cannot tell says that it was shown: what is told
    /// twice is worse than what stands in the app.
    fn show(&self, notification: &Notification) -> Result<(), NotShown>;

    /// Takes it out of sight, and ends its sound. It may have gone already.
    fn withdraw(&self, handle: u32);

    /// Whether this machine shows notifications, as far as it can be asked. May block.
    fn is_able(&self) -> bool;

    /// The language of the system; none where it has none.
    fn language(&self) -> Option<Language>;
}

/// It was surely not shown: nothing on this machine shows notifications, or the app may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this machine shows no notifications")]
pub struct NotShown;

/// Something to be shown outside the window, in the resident's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// By which it is replaced and withdrawn. 0 for what is about nothing, and never replaced.
    pub handle: u32,
    /// What it is about and opens; none for what is about nothing.
    pub about: Option<Subject>,
    /// How loud it is.
    pub loudness: Loudness,
    /// Whether it draws attention again, or quietly takes the place of what was there.
    pub anew: bool,
    /// One line.
    pub title: String,
    /// What else it says, in a few lines of plain text.
    pub body: String,
    /// What a tap on it does, in a word.
    pub opens: String,
}

/// What a notification is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum Subject {
    /// An alert.
    Alert(AlertId),
    /// An event.
    Event(EventId),
}

/// How loud a notification is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loudness {
    /// Stands in the list.
    Low,
    /// Shows up for a while.
    Normal,
    /// Stays in sight until somebody deals with it.
    Critical,
    /// The same, and sounds until somebody does.
    Alarm,
}
