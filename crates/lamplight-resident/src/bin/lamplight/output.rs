//! Where lines go. A reader that has gone away (`lamplight reports | head`) is no failure of the command.

use std::io::{self, Write as _};

use serde::Serialize;

use crate::failure::Failure;

/// How answers are written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    json: bool,
}

impl Output {
    pub(crate) fn new(json: bool) -> Self {
        Self { json }
    }

    /// Writes one answer: as one line of JSON, or in words.
    pub(crate) fn answer(self, value: &impl Serialize, words: impl FnOnce() -> String) {
        let text = if self.json {
            serde_json::to_string(value).unwrap_or_default()
        } else {
            words()
        };
        let mut out = io::stdout().lock();
        let _ = writeln!(out, "{text}").and_then(|()| out.flush());
    }

    /// Says something to a person; nothing to a program.
    pub(crate) fn remark(self, words: &str) {
        if !self.json {
            let _ = writeln!(io::stdout().lock(), "{words}");
        }
    }

    /// Writes a line on the error output that is no failure of the command.
    pub(crate) fn warning(self, words: &str) {
        let text = if self.json {
            serde_json::json!({ "warning": { "detail": words } }).to_string()
        } else {
            format!("lamplight: {words}")
        };
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// Writes why a command failed.
    pub(crate) fn failure(self, failure: &Failure) {
        let text = if self.json {
            serde_json::json!({ "error": failure }).to_string()
        } else {
            format!("lamplight: {}", failure.sentence())
        };
        let _ = writeln!(io::stderr().lock(), "{text}");
    }
}
