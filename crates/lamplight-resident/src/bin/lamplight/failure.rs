//! How a command fails: what is said, and the exit status.

use std::io;
use std::path::Path;

use lamplight_protocol::error::Violation;
use lamplight_resident::error::PhotoProblem;
use lamplight_resident::{CoreError, OpenError};
use serde::Serialize;

/// Failed, and nothing was saved.
pub(crate) const NOTHING_SAVED: u8 = 1;
/// Wrong usage or input.
pub(crate) const WRONG_INPUT: u8 = 2;
/// Something still waits to be sent.
pub(crate) const WAITING: u8 = 3;
/// Something needs attention.
pub(crate) const ATTENTION: u8 = 4;

/// The code of what a new start may put right.
const DAMAGED: &str = "damaged";

/// Why a command did not do what it was asked.
#[derive(Debug, Serialize)]
pub(crate) struct Failure {
    #[serde(skip)]
    pub(crate) exit: u8,
    /// What a script acts on.
    code: String,
    /// What a person can do about it.
    pub(crate) detail: String,
    /// The field or flag that is meant.
    pub(crate) field: Option<String>,
}

impl Failure {
    pub(crate) fn usage(detail: String) -> Self {
        Self {
            exit: WRONG_INPUT,
            code: "usage".into(),
            detail,
            field: None,
        }
    }

    pub(crate) fn invalid(field: &str, detail: String) -> Self {
        Self {
            exit: WRONG_INPUT,
            code: "invalid".into(),
            detail,
            field: Some(field.into()),
        }
    }

    /// A file that cannot be opened: which, why, and what to do.
    pub(crate) fn file(file: &Path, error: &io::Error) -> Self {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file; check its name and folder".into(),
            io::ErrorKind::PermissionDenied => "you may not read it; change who may, or copy it".into(),
            io::ErrorKind::IsADirectory => "it is a folder; name a file in it".into(),
            // In the system's words: they are about the file, and nobody but the person at the terminal reads them.
            _ => format!("{error}; copy it to another place and try again"),
        };
        let detail = format!("{} cannot be opened: {reason}", file.display());
        Self::plain(WRONG_INPUT, "file_not_opened", detail)
    }

    /// A photo that cannot be taken: which file, and why.
    pub(crate) fn photo(file: &Path, problem: PhotoProblem) -> Self {
        Self {
            detail: format!("{}: {problem}", file.display()),
            ..Self::from(CoreError::from(problem))
        }
    }

    fn plain(exit: u8, code: &str, detail: String) -> Self {
        Self {
            exit,
            code: code.into(),
            detail,
            field: None,
        }
    }

    /// Whether the data was found damaged. Opened anew, it is put right.
    pub(crate) fn is_damage(&self) -> bool {
        self.code == DAMAGED
    }

    /// The sentence for a person.
    pub(crate) fn sentence(&self) -> String {
        match &self.field {
            Some(field) => format!("{field} {}", self.detail),
            None => self.detail.clone(),
        }
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        let (exit, code) = match error {
            OpenError::NotWritable => (WRONG_INPUT, "not_writable"),
            OpenError::NewerVersion => (WRONG_INPUT, "newer_version"),
            OpenError::Damaged => (WRONG_INPUT, DAMAGED),
            OpenError::Server(error) => return Self::invalid("server", error.to_string()),
            OpenError::DiskFull => (NOTHING_SAVED, "disk_full"),
            OpenError::Busy => (NOTHING_SAVED, "busy"),
        };
        Self::plain(exit, code, error.to_string())
    }
}

impl From<CoreError> for Failure {
    fn from(error: CoreError) -> Self {
        let detail = error.to_string();
        match error {
            CoreError::Invalid { code, field, detail } => Violation { code, field, detail }.into(),
            CoreError::NotFound => Self::plain(WRONG_INPUT, "not_found", detail),
            CoreError::NotPossible(_) => Self::plain(WRONG_INPUT, "not_possible", detail),
            CoreError::Photo(problem) => Self::plain(WRONG_INPUT, &name(problem), detail),
            CoreError::AppearanceOnly { field } => Self {
                field: Some(field),
                ..Self::plain(WRONG_INPUT, "appearance_only", detail)
            },
            CoreError::DraftsTooMany => Self::plain(WRONG_INPUT, "drafts_too_many", detail),
            CoreError::Unanswered => Self::plain(NOTHING_SAVED, "unanswered", detail),
            CoreError::NotSaved { .. } => Self::plain(NOTHING_SAVED, "not_saved", detail),
            CoreError::Damaged => Self::plain(NOTHING_SAVED, DAMAGED, detail),
            CoreError::Internal => Self::plain(NOTHING_SAVED, "internal", detail),
        }
    }
}

impl From<Violation> for Failure {
    fn from(violation: Violation) -> Self {
        Self {
            exit: WRONG_INPUT,
            code: name(violation.code),
            detail: violation.detail,
            field: Some(violation.field),
        }
    }
}

/// The name of a code, as it is written in JSON.
fn name(code: impl Serialize) -> String {
    let name = serde_json::to_value(code).unwrap_or_default();
    name.as_str().unwrap_or("invalid").into()
}
