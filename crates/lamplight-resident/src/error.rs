//! Errors, split by what the caller does next.
//!
//! **Architecture invariant:** no error that leaves the core carries a cause. A database's message may quote
//! what somebody wrote, so it is turned into a kind here and goes no further.

use std::io;

use lamplight_protocol::error::{ErrorCode, Violation};
use lamplight_protocol::limits::PHOTOS_PER_REPORT_MAX;
use serde::Serialize;

use crate::config::ServerUrlError;
use crate::drafts::DRAFTS_MAX;
use crate::platform::NoEntropy;

/// Why the core could not do what it was asked. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(tag = "kind", content = "message", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum CoreError {
    /// The input breaks a rule: show the sentence beside the field.
    #[error("{field} {detail}")]
    Invalid {
        /// `invalid` or `too_large`.
        code: ErrorCode,
        /// The field, as a path such as `place.point`.
        field: String,
        /// The rest of a sentence that begins with the field.
        detail: String,
    },
    /// There is nothing under this id on the device: go back to the list.
    #[error("there is no such report on this device")]
    NotFound,
    /// The device could not keep it: keep the draft and let the person try again.
    #[error("nothing was saved: {reason}")]
    NotSaved {
        /// What stands in the way.
        reason: NotSavedReason,
    },
    /// It makes no sense for this report now: say so.
    #[error("{0}")]
    NotPossible(String),
    /// The photo cannot be taken: say why, and let the person choose another.
    #[error("{0}")]
    Photo(PhotoProblem),
    /// Something that was written tells who somebody is, and not what they did: ask what they did, or send it without.
    #[error(
        "{field} tells how somebody looks, and not what they did; say in the note what they did, or leave that out"
    )]
    AppearanceOnly {
        /// Where it stands, as a path such as `note` or `photos.0.description`.
        field: String,
    },
    /// There are as many drafts as fit: let the person send or discard one.
    #[error("there are {DRAFTS_MAX} drafts already; send or discard one first")]
    DraftsTooMany,
    /// What only the server knows could not be asked: let the person try again.
    #[error("the patrol's server did not answer; try again when there is a connection")]
    Unanswered,
    /// The data on this device is damaged: nothing was changed, and the next start saves what can be read.
    #[error(
        "the data on this device is damaged; close Lamplight everywhere and open it again, and it saves what it can"
    )]
    Damaged,
    /// The core failed: say that it was not the person's fault.
    #[error("something went wrong inside the app")]
    Internal,
}

/// Why a photo cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum PhotoProblem {
    /// A format that only some devices can read.
    #[error(
        "this is a HEIC picture; in your camera's settings choose \"most compatible\", or share it as JPEG"
    )]
    PhotoHeic,
    /// No picture, or no whole one.
    #[error(
        "this file cannot be read as a picture; choose a JPEG, PNG or WebP file that opens on this device"
    )]
    PhotoUnreadable,
    /// More pixels, or more bytes, than the device can take in safely.
    #[error("this picture is too large; at most 64 megapixels and 12,000 pixels a side can be read")]
    PhotoTooLarge,
    /// The report has as many as fit.
    #[error("a report takes {PHOTOS_PER_REPORT_MAX} photos; remove one first")]
    PhotosTooMany,
    /// It is there already.
    #[error("this photo is there already")]
    PhotoTwice,
}

/// What keeps the device from saving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum NotSavedReason {
    /// No room left.
    #[error("there is no room left on this device; make some room and try again")]
    DiskFull,
    /// Too little room for a photo: what is left is kept for words.
    #[error("this device is nearly full; make some room and add the photo again")]
    DiskNearlyFull,
    /// The data folder does not take it.
    #[error("the data folder cannot be written; check who owns it and whether the disk is well")]
    NotWritable,
    /// Another program kept the database to itself for too long.
    #[error("another program is using the data folder; try again")]
    Busy,
}

/// Why the core could not be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The data folder cannot be made, read or written.
    #[error("the data folder cannot be written; choose another, or change who may write to it")]
    NotWritable,
    /// No room left.
    #[error("there is no room left on this device; make some room and try again")]
    DiskFull,
    /// Another program kept the database to itself for too long.
    #[error("another program is using the data folder; try again")]
    Busy,
    /// The database was made by a newer version.
    #[error("the data folder was made by a newer version of Lamplight; use that version or a newer one")]
    NewerVersion,
    /// The database is not one, or no longer.
    #[error("the data in this folder is damaged; keep a copy of the folder and choose another")]
    Damaged,
    /// The server's address in the configuration cannot be used.
    #[error("{0}")]
    Server(#[from] ServerUrlError),
}

impl From<Violation> for CoreError {
    fn from(violation: Violation) -> Self {
        Self::Invalid {
            code: violation.code,
            field: violation.field,
            detail: violation.detail,
        }
    }
}

impl From<PhotoProblem> for CoreError {
    fn from(problem: PhotoProblem) -> Self {
        Self::Photo(problem)
    }
}

impl From<ServerUrlError> for CoreError {
    fn from(error: ServerUrlError) -> Self {
        Self::Invalid {
            code: ErrorCode::Invalid,
            field: "server_url".into(),
            detail: error.to_string(),
        }
    }
}

impl From<NoEntropy> for CoreError {
    fn from(NoEntropy: NoEntropy) -> Self {
        tracing::error!("the system gives no random numbers");
        Self::Internal
    }
}

impl From<rusqlite::Error> for CoreError {
    fn from(error: rusqlite::Error) -> Self {
        match Fault::of(&error) {
            Fault::DiskFull => Self::not_saved(NotSavedReason::DiskFull),
            Fault::NotWritable => Self::not_saved(NotSavedReason::NotWritable),
            Fault::Busy => Self::not_saved(NotSavedReason::Busy),
            Fault::Damaged => Self::Damaged,
            Fault::Other => {
                let code = error.sqlite_error().map(|inner| inner.extended_code);
                tracing::error!(code, "the device database failed");
                Self::Internal
            }
        }
    }
}

impl From<serde_json::Error> for CoreError {
    fn from(error: serde_json::Error) -> Self {
        // The message may quote the text; line and column do not.
        tracing::error!(
            line = error.line(),
            column = error.column(),
            "something stored does not read back"
        );
        Self::Damaged
    }
}

impl CoreError {
    pub(crate) fn not_saved(reason: NotSavedReason) -> Self {
        Self::NotSaved { reason }
    }

    pub(crate) fn damaged(what: &'static str) -> Self {
        tracing::error!(what, "something stored does not read back");
        Self::Damaged
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        match Fault::of(&error) {
            Fault::DiskFull => Self::DiskFull,
            Fault::Busy => Self::Busy,
            Fault::Damaged => Self::Damaged,
            Fault::NotWritable | Fault::Other => Self::NotWritable,
        }
    }
}

impl From<io::Error> for OpenError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::NotWritable,
        }
    }
}

/// Whether a failure of SQLite means that the database is not as it was written.
pub(crate) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(Fault::of(error), Fault::Damaged)
}

/// What a failure of SQLite means for people.
enum Fault {
    DiskFull,
    NotWritable,
    Busy,
    Damaged,
    Other,
}

impl Fault {
    fn of(error: &rusqlite::Error) -> Self {
        use rusqlite::Error;
        use rusqlite::ErrorCode as Sqlite;
        // The index of the log is a file of shared memory; that it cannot grow is a full disk too.
        let extended = error.sqlite_error().map(|inner| inner.extended_code);
        if extended == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE) {
            return Self::DiskFull;
        }
        match error.sqlite_error_code() {
            Some(Sqlite::DiskFull) => Self::DiskFull,
            Some(
                Sqlite::ReadOnly | Sqlite::CannotOpen | Sqlite::PermissionDenied | Sqlite::SystemIoFailure,
            ) => Self::NotWritable,
            Some(Sqlite::DatabaseBusy | Sqlite::DatabaseLocked) => Self::Busy,
            // `Unknown` is SQLite's plain error. A table that our own statement names is not there, or a rule
            // is broken that none of them breaks: then the schema is not as it was written.
            Some(
                Sqlite::DatabaseCorrupt
                | Sqlite::NotADatabase
                | Sqlite::TooBig
                | Sqlite::TypeMismatch
                | Sqlite::ConstraintViolation
                | Sqlite::Unknown,
            ) => Self::Damaged,
            Some(_) => Self::Other,
            None => match error {
                // A statement of ours does not fit the schema.
                Error::SqlInputError { .. }
                | Error::FromSqlConversionFailure(..)
                | Error::IntegralValueOutOfRange(..)
                | Error::InvalidColumnType(..)
                | Error::Utf8Error(..)
                // A row that is there from the first moment on, and that nothing removes.
                | Error::QueryReturnedNoRows => Self::Damaged,
                _ => Self::Other,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_crosses_to_the_ui_as_a_kind_and_its_message() {
        let json = |error: CoreError| serde_json::to_string(&error).unwrap();
        assert_eq!(
            json(CoreError::from(Violation::invalid("place.point", "lies outside"))),
            r#"{"kind":"invalid","message":{"code":"invalid","field":"place.point","detail":"lies outside"}}"#
        );
        assert_eq!(
            json(CoreError::not_saved(NotSavedReason::DiskFull)),
            r#"{"kind":"not_saved","message":{"reason":"disk_full"}}"#
        );
        assert_eq!(
            json(PhotoProblem::PhotoHeic.into()),
            r#"{"kind":"photo","message":"photo_heic"}"#
        );
        let field = "note".into();
        assert_eq!(
            json(CoreError::AppearanceOnly { field }),
            r#"{"kind":"appearance_only","message":{"field":"note"}}"#
        );
        assert_eq!(json(CoreError::DraftsTooMany), r#"{"kind":"drafts_too_many"}"#);
        assert_eq!(json(CoreError::Internal), r#"{"kind":"internal"}"#);
    }

    #[test]
    fn what_the_database_says_never_leaves_the_core() {
        let cause = rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CONSTRAINT),
            Some("near \"they live at 5 Mill Street\"".into()),
        );
        assert_eq!(CoreError::from(cause), CoreError::Damaged);
    }
}
