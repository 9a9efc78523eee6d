//! Errors that cross the wire: a stable machine code, and a sentence that a person can act on.

use serde::{Deserialize, Serialize};

/// Why a call was refused. A code exists only because some client acts on it; every client treats a code
/// that it does not know as a passing fault and tries again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub enum ErrorCode {
    /// A field breaks a rule; `field` names it. The same body will never pass.
    Invalid,
    /// The id was used before with another body. Nothing was changed.
    Conflict,
    /// A text, a list or the body is over its limit.
    TooLarge,
    /// The receipt does not open this report.
    WrongReceipt,
    /// The report was erased; nothing can be added to it.
    Gone,
    /// As many come to the event as fit.
    Full,
    /// The report is kept for a legal case, and nothing of it can be removed until that ends.
    OnHold,
    /// This app is too old for the server. The queue pauses until the app is renewed.
    UpgradeRequired,
    /// The server takes nothing at present, on purpose. The queue pauses and asks again later.
    ServerPaused,
    /// No valid sign-in or service token came with the call.
    SignInRequired,
    /// The role does not allow this.
    Forbidden,
    /// There is nothing under this id or path.
    NotFound,
    /// Somebody changed it since it was read; read it again and decide anew.
    ChangedMeanwhile,
    /// The cursor belongs to another epoch or lies beyond the head; take a fresh snapshot.
    CursorExpired,
    /// Too much at once; `Retry-After` says when to come back.
    Busy,
    /// The server has no room left. Nothing was kept of this call.
    StorageFull,
    /// The server failed; the cause stays in its log.
    Internal,
    /// A code of a later version.
    #[serde(other)]
    Unknown,
}

impl ErrorCode {
    /// The HTTP status that goes with the code.
    pub fn http_status(self) -> u16 {
        match self {
            Self::Invalid => 400,
            Self::SignInRequired => 401,
            Self::WrongReceipt | Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict | Self::ChangedMeanwhile | Self::Full => 409,
            Self::Gone | Self::CursorExpired => 410,
            Self::TooLarge => 413,
            Self::OnHold => 423,
            Self::UpgradeRequired => 426,
            Self::Busy => 429,
            Self::Internal | Self::Unknown => 500,
            Self::ServerPaused => 503,
            Self::StorageFull => 507,
        }
    }

    /// Whether the operation needs a person: sending it again, as it is, can never succeed.
    pub fn needs_attention(self) -> bool {
        matches!(
            self,
            Self::Invalid
                | Self::Conflict
                | Self::TooLarge
                | Self::WrongReceipt
                | Self::Gone
                | Self::OnHold
                | Self::Full
        )
    }

    /// Whether the whole queue should rest.
    pub fn pauses_queue(self) -> bool {
        matches!(self, Self::UpgradeRequired | Self::ServerPaused)
    }
}

/// The body of every answer that is not a success.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
pub struct ErrorBody {
    /// What a program acts on.
    pub code: ErrorCode,
    /// What a person can do about it, one sentence in English.
    pub detail: String,
    /// The field that broke a rule, as a path such as `place.point.lat`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The last id in the path of the call, echoed, so that a device knows the answer is about its
    /// operation and came from us.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// A rule that a value breaks: which field, which rule, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field} {detail}")]
pub struct Violation {
    /// [`ErrorCode::Invalid`] or [`ErrorCode::TooLarge`].
    pub code: ErrorCode,
    /// The field, as a path such as `place.point.lat`.
    pub field: String,
    /// The rest of a sentence that begins with the field.
    pub detail: String,
}

impl Violation {
    /// A value that breaks a rule.
    pub fn invalid(field: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            code: ErrorCode::Invalid,
            field: field.into(),
            detail: detail.into(),
        }
    }

    /// A text over its limit, both counted in characters.
    pub fn too_long(field: impl Into<String>, chars: usize, chars_max: usize) -> Self {
        Self {
            code: ErrorCode::TooLarge,
            field: field.into(),
            detail: format!("has {chars} characters; at most {chars_max} fit"),
        }
    }

    /// The same rule, broken in a part: the field is told as a path from the whole.
    #[must_use]
    pub fn within(self, part: impl std::fmt::Display) -> Self {
        Self {
            field: format!("{part}.{}", self.field),
            ..self
        }
    }

    /// A list over its limit.
    pub fn too_many(field: impl Into<String>, count: usize, count_max: usize) -> Self {
        Self {
            code: ErrorCode::TooLarge,
            field: field.into(),
            detail: format!("has {count} entries; at most {count_max} fit"),
        }
    }
}

/// Refuses a list that holds more than `count_max` entries.
///
/// # Errors
/// A [`Violation`] of `field` when the list is too long.
pub fn check_count(field: &'static str, count: usize, count_max: usize) -> Result<(), Violation> {
    if count > count_max {
        Err(Violation::too_many(field, count, count_max))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_a_later_version_is_read_as_unknown() {
        let body: ErrorBody = serde_json::from_str(r#"{"code":"brand_new","detail":"?"}"#).unwrap();
        assert_eq!(body.code, ErrorCode::Unknown);
        assert!(!body.code.needs_attention() && !body.code.pauses_queue());
    }
}
