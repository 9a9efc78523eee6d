//! Errors: one for a start that fails, one for a call that is refused.
//!
//! What fails inside (a [`StoreError`]) and what a caller is told (an [`ApiError`]) are two types, because a
//! cause may hold what somebody wrote. The mapping is exhaustive, so a new cause needs a decision here.

use std::borrow::Cow;
use std::path::PathBuf;

use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use lamplight_protocol::error::{ErrorBody, ErrorCode, Violation};
use lamplight_protocol::limits::THREAD_ENTRIES_MAX;
use lamplight_protocol::status::Refusal;
use lamplight_store::StoreError;

use crate::access::AccessError;
use crate::media::{MediaError, MediaTrouble};
use crate::platform::NoEntropy;

/// Why the server does not start, in one line that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder cannot be made or written.
    #[error("cannot write to the data folder {}: {}; choose another with --data or change its owner", .path.display(), .source)]
    DataFolder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// Nobody has ever served from this folder.
    #[error("no deployment here: {}; start one with `lamplight-server serve --data {}`", .0.display(), .0.display())]
    NoDeployment(PathBuf),
    /// The port is taken, or the address is not of this machine.
    #[error("cannot listen on {address}: {source}; choose another with --listen")]
    Listen {
        /// The address.
        address: std::net::SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The database exists and its secrets do not.
    #[error(
        "this database has its secrets elsewhere, and {} is not there; put back the file that was made with it",
        .0.display()
    )]
    SecretsLost(PathBuf),
    /// Others may read the secrets.
    #[error("other users may read {}; run: chmod 600 '{}'", .0.display(), .0.display())]
    SecretsExposed(PathBuf),
    /// A file that an operator wrote does not read.
    #[error("{}: {detail}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// Photos cannot be kept where they are to be.
    #[error("photos cannot be kept in {place}: {trouble}")]
    Media {
        /// The folder or the bucket.
        place: String,
        /// What is wrong with it, and what to do.
        trouble: MediaTrouble,
    },
    /// A value on the command line makes no sense.
    #[error("{0}")]
    Usage(String),
    /// The database does not open.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system gives no random numbers.
    #[error(transparent)]
    NoEntropy(#[from] NoEntropy),
}

/// A call that is refused, as its caller is told.
///
/// It becomes the protocol's [`ErrorBody`] on its way out, where the id of the call is added; see
/// [`crate::http::envelope`].
#[derive(Debug, Clone)]
pub struct ApiError {
    code: ErrorCode,
    detail: Cow<'static, str>,
    field: Option<String>,
    retry_after_s: u16,
}

/// How long a caller waits who comes at a bad moment, in seconds.
const RETRY_AFTER_S: u16 = 2;
/// How long a caller waits who finds no place for a live stream, in seconds. Places become free slowly, and
/// whoever has none asks for everything once a minute.
const STREAM_AFTER_S: u16 = 60;

impl ApiError {
    /// A refusal of this code, with a sentence that a person can act on.
    pub fn new(code: ErrorCode, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code,
            detail: detail.into(),
            field: None,
            retry_after_s: RETRY_AFTER_S,
        }
    }

    /// A refusal of one field.
    pub fn of_field(code: ErrorCode, field: impl Into<String>, detail: impl Into<Cow<'static, str>>) -> Self {
        Self {
            field: Some(field.into()),
            ..Self::new(code, detail)
        }
    }

    /// What a program acts on.
    pub fn code(&self) -> ErrorCode {
        self.code
    }

    /// The field that broke a rule.
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// What its caller is told.
    pub fn detail(&self) -> &str {
        &self.detail
    }

    /// There is nothing under this path or id.
    pub fn not_found() -> Self {
        Self::new(
            ErrorCode::NotFound,
            "there is nothing here; check the address and the id",
        )
    }

    /// The receipt is missing, misspelt or another report's. The cases are not told apart.
    pub fn wrong_receipt() -> Self {
        Self::new(
            ErrorCode::WrongReceipt,
            "this receipt does not open this report; check both",
        )
    }

    /// The id was used before for something else.
    pub fn conflict() -> Self {
        Self::new(
            ErrorCode::Conflict,
            "this id was used before for something else; nothing was changed. Make a new id",
        )
    }

    /// The thread has no room for another message.
    pub fn thread_full() -> Self {
        Self::new(
            ErrorCode::TooLarge,
            format!("this conversation is full ({THREAD_ENTRIES_MAX} entries); go on in a new report"),
        )
    }

    /// The report is kept for a legal case.
    pub fn on_hold() -> Self {
        Self::new(
            ErrorCode::OnHold,
            "this report is kept for a legal case; nothing of it can be removed until that ends",
        )
    }

    /// As many live streams are open as may be.
    pub fn no_place() -> Self {
        Self {
            retry_after_s: STREAM_AFTER_S,
            ..Self::new(
                ErrorCode::Busy,
                "as many live streams are open as this server carries; please ask for news without one",
            )
        }
    }

    /// Too many attempts to sign in have failed; in so many milliseconds the next may be made.
    pub fn too_many_attempts(after_ms: i64) -> Self {
        Self::busy_for(after_ms, "too many attempts from here have failed")
    }

    /// Too many calls came from one address; in so many milliseconds the next may be made.
    pub fn too_often(after_ms: i64) -> Self {
        Self::busy_for(after_ms, "too many calls have come from your network")
    }

    fn busy_for(after_ms: i64, why: &str) -> Self {
        let after_s = u16::try_from(after_ms.max(1).saturating_add(999) / 1_000).unwrap_or(u16::MAX);
        Self {
            retry_after_s: after_s,
            ..Self::new(ErrorCode::Busy, format!("{why}; try again in {after_s} seconds"))
        }
    }

    /// There is no room left on the server.
    fn storage_full() -> Self {
        Self::new(
            ErrorCode::StorageFull,
            "the server has no room left; nothing was kept. It is sent again later",
        )
    }

    /// Something failed inside. The cause is logged by whoever calls this, without its contents.
    pub fn internal() -> Self {
        Self::new(ErrorCode::Internal, "the server failed; please try again")
    }
}

impl From<Violation> for ApiError {
    fn from(violation: Violation) -> Self {
        let detail = violation.to_string();
        Self::of_field(violation.code, violation.field, detail)
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        let detail = refusal.to_string();
        match refusal {
            Refusal::NoSuchStep { .. } | Refusal::TooLate => {
                Self::of_field(ErrorCode::Invalid, "status", detail)
            }
            Refusal::NotYours => Self::new(ErrorCode::Forbidden, detail),
        }
    }
}

impl From<NoEntropy> for ApiError {
    fn from(error: NoEntropy) -> Self {
        tracing::error!(%error, "call failed");
        Self::internal()
    }
}

impl From<AccessError> for ApiError {
    fn from(error: AccessError) -> Self {
        match error {
            AccessError::Invalid(violation) => violation.into(),
            AccessError::Store(error) => error.into(),
            AccessError::NoEntropy(error) => error.into(),
            error @ (AccessError::NotHashed(_) | AccessError::NoCeremony) => {
                tracing::error!(%error, "call failed");
                Self::internal()
            }
        }
    }
}

impl From<MediaError> for ApiError {
    fn from(error: MediaError) -> Self {
        match error {
            MediaError::Full => Self::storage_full(),
            // Logged where it happened.
            MediaError::Failed => Self::internal(),
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::CursorExpired => Self::new(
                ErrorCode::CursorExpired,
                "this cursor is of another time; begin anew without one",
            ),
            StoreError::Full => {
                tracing::error!(%error, "call refused");
                Self::storage_full()
            }
            StoreError::Busy => {
                tracing::warn!(%error, "call refused");
                Self::new(
                    ErrorCode::Busy,
                    "too many ask at this moment; please try again in a moment",
                )
            }
            StoreError::NewerVersion
            | StoreError::NotRestored
            | StoreError::WrongSecrets
            | StoreError::Open(_)
            | StoreError::NoSnapshot
            | StoreError::Closed
            | StoreError::NoEntropy
            | StoreError::Engine(_)
            | StoreError::Damaged(_) => {
                // The Display of these says what kind of failure it is, and holds nothing that was stored.
                tracing::error!(%error, "call failed");
                Self::internal()
            }
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.code.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = status.into_response();
        let headers = response.headers_mut();
        match self.code {
            ErrorCode::Busy | ErrorCode::ServerPaused => {
                headers.insert(RETRY_AFTER, HeaderValue::from(self.retry_after_s));
            }
            ErrorCode::SignInRequired => {
                headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            _ => {}
        }
        response.extensions_mut().insert(ErrorBody {
            code: self.code,
            detail: self.detail.into_owned(),
            field: self.field,
            id: None,
        });
        response
    }
}
