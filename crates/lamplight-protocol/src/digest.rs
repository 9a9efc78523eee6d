//! Digests of bodies (RFC 9530), of photos and of area packs.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

/// The SHA-256 of a request's body, in the form that the `Content-Digest` header gives it:
/// `sha-256=:<base64>:`.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct ContentDigest([u8; 32]);

/// A digest that does not have its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DigestError {
    /// Not of the form `sha-256=:<base64>:`.
    #[error("this is not a digest: expected sha-256=:<base64 of 32 bytes>:")]
    NotContentDigest,
    /// Not 64 lower-case hexadecimal digits.
    #[error("this is not a photo's hash: expected 64 lower-case hexadecimal digits")]
    NotPhotoHash,
    /// Not 64 lower-case hexadecimal digits.
    #[error("this is not a pack's hash: expected 64 lower-case hexadecimal digits")]
    NotPackHash,
}

impl ContentDigest {
    /// Takes the 32 bytes of a SHA-256.
    pub fn from_sha256(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes of the SHA-256.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for ContentDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sha-256=:{}:", STANDARD.encode(self.0))
    }
}

impl fmt::Debug for ContentDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for ContentDigest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        text.strip_prefix("sha-256=:")
            .and_then(|rest| rest.strip_suffix(':'))
            .and_then(|encoded| STANDARD.decode(encoded).ok())
            .and_then(|bytes| bytes.try_into().ok())
            .map(Self)
            .ok_or(DigestError::NotContentDigest)
    }
}

impl From<ContentDigest> for String {
    fn from(digest: ContentDigest) -> Self {
        digest.to_string()
    }
}

impl TryFrom<String> for ContentDigest {
    type Error = DigestError;

    fn try_from(text: String) -> Result<Self, DigestError> {
        text.parse()
    }
}

/// A SHA-256 as 64 lower-case hexadecimal digits, fit for a path.
macro_rules! hash_in_digits {
    ($(#[$doc:meta])* $name:ident, $error:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
        pub struct $name(String);

        impl $name {
            /// Takes the 32 bytes of the SHA-256.
            pub fn from_sha256(bytes: [u8; 32]) -> Self {
                Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
            }

            /// The 64 hexadecimal digits.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = DigestError;

            fn from_str(text: &str) -> Result<Self, DigestError> {
                let well_formed =
                    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
                if well_formed {
                    Ok(Self(text.to_owned()))
                } else {
                    Err(DigestError::$error)
                }
            }
        }

        impl From<$name> for String {
            fn from(hash: $name) -> Self {
                hash.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = DigestError;

            fn try_from(text: String) -> Result<Self, DigestError> {
                text.parse()
            }
        }
    };
}

hash_in_digits! {
    /// The SHA-256 of a photo as the device encoded it: 64 lower-case hexadecimal digits, fit for a path.
    PhotoHash, NotPhotoHash
}

hash_in_digits! {
    /// The SHA-256 of an area pack: 64 lower-case hexadecimal digits, fit for a path.
    PackHash, NotPackHash
}

impl PhotoHash {
    /// The same in the form that the `Content-Digest` header gives it.
    pub fn content_digest(&self) -> ContentDigest {
        let mut bytes = [0; 32];
        for (byte, digits) in bytes.iter_mut().zip(self.0.as_bytes().chunks_exact(2)) {
            *byte = digits
                .iter()
                .fold(0, |value, digit| value * 16 + value_of(*digit));
        }
        ContentDigest(bytes)
    }
}

/// The value of a lower-case hexadecimal digit.
fn value_of(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        _ => digit - b'a' + 10,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_content_digest_reads_back_as_itself(bytes: [u8; 32]) {
            let digest = ContentDigest::from_sha256(bytes);
            prop_assert_eq!(digest.to_string().parse(), Ok(digest));
        }
    }

    proptest! {
        #[test]
        fn a_photos_hash_reads_back_as_itself(bytes: [u8; 32]) {
            let hash = PhotoHash::from_sha256(bytes);
            prop_assert_eq!(hash.as_str().parse(), Ok(hash.clone()));
            prop_assert_eq!(hash.content_digest(), ContentDigest::from_sha256(bytes));
        }
    }

    #[test]
    fn other_algorithms_and_lengths_are_refused() {
        for text in ["", "md5=:AAAA:", "sha-256=:AAAA:", "sha-256=AAAA"] {
            assert_eq!(text.parse::<ContentDigest>(), Err(DigestError::NotContentDigest));
        }
        assert_eq!(
            "AB".repeat(32).parse::<PhotoHash>(),
            Err(DigestError::NotPhotoHash)
        );
        assert!("ab".repeat(32).parse::<PhotoHash>().is_ok());
    }
}
