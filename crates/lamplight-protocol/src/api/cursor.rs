//! How far a reader of the journal is.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::limits;

/// How far a reader of the journal is: `<epoch>.<position>`. Opaque to clients; they keep it and send it
/// back.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Cursor(String);

/// A text that is not a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not a cursor; leave it away to begin anew")]
pub struct CursorError;

impl Cursor {
    /// The cursor as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, CursorError> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
        let well_formed = (1..=limits::CURSOR_BYTES_MAX).contains(&text.len()) && text.bytes().all(allowed);
        if well_formed {
            Ok(Self(text.to_owned()))
        } else {
            Err(CursorError)
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Cursor {
    type Error = CursorError;

    fn try_from(text: String) -> Result<Self, CursorError> {
        text.parse()
    }
}

impl From<Cursor> for String {
    fn from(cursor: Cursor) -> Self {
        cursor.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_short_and_plain() {
        assert!("k3.1024-7".parse::<Cursor>().is_ok());
        assert!("a".repeat(limits::CURSOR_BYTES_MAX).parse::<Cursor>().is_ok());
        for bad in ["", "a b", "a'--", &"a".repeat(limits::CURSOR_BYTES_MAX + 1)] {
            assert!(bad.parse::<Cursor>().is_err(), "{bad}");
        }
    }
}
