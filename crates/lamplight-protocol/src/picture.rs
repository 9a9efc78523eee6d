//! Pictures that the patrol shows to everybody, each told in words to those who cannot see it.

use serde::{Deserialize, Serialize};

use crate::digest::PhotoHash;
use crate::error::Violation;
use crate::limits;
use crate::text::check_required_text;

/// A picture as it is shown: the file that the server made of the one it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Picture {
    /// The SHA-256 of its bytes, by which it is fetched and checked.
    pub sha256: PhotoHash,
    /// The number of its bytes.
    pub size_bytes: u32,
}

/// Checks that a text says what the picture shows, exactly where there is one.
///
/// # Errors
/// A [`Violation`] of `texts.picture_description`.
pub(crate) fn check_description(
    picture: Option<&Picture>,
    description: Option<&String>,
) -> Result<(), Violation> {
    const FIELD: &str = "texts.picture_description";
    match (picture, description) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(Violation::invalid(
            FIELD,
            "describes a picture, and there is none",
        )),
        (Some(_), None) => Err(Violation::invalid(
            FIELD,
            "is missing: say in each language what the picture shows, for those who cannot see it",
        )),
        (Some(_), Some(description)) => {
            check_required_text(FIELD, description, limits::PICTURE_DESCRIPTION_CHARS_MAX)
        }
    }
}
