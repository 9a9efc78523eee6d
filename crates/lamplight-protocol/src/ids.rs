//! Identifiers. Ids are random (UUID version 4), so that none tells how many there are or joins two reports
//! of one phone.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// An id or a receipt that does not have its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Not a UUID in its hyphenated form.
    #[error("this is not an id: expected 32 hexadecimal digits with hyphens")]
    NotUuid,
    /// Not 20 characters of Crockford's Base32.
    #[error("this is not a receipt: expected 20 letters and digits")]
    NotReceipt,
}

macro_rules! random_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, format = Uuid))]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
        pub struct $name(Uuid);

        impl $name {
            /// Makes an id of 16 random bytes, of which 122 bits are kept.
            pub fn from_random(bytes: [u8; 16]) -> Self {
                Self(uuid::Builder::from_random_bytes(bytes).into_uuid())
            }

            /// The 16 bytes of the id.
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl AsRef<[u8; 16]> for $name {
            fn as_ref(&self) -> &[u8; 16] {
                self.as_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                // Uuid also reads braces and URNs; a path segment has one spelling only.
                match Uuid::try_parse(text) {
                    Ok(id) if text.len() == uuid::fmt::Hyphenated::LENGTH => Ok(Self(id)),
                    _ => Err(IdError::NotUuid),
                }
            }
        }
    };
}

random_id!(
    /// A resident's report. Made on the device.
    ReportId
);
random_id!(
    /// One write: a message, a withdrawal, a change of status. Made by whoever writes, so that sending it
    /// twice is the same as once.
    OperationId
);
random_id!(
    /// A safety alert through all its updates. Made by whoever publishes it.
    AlertId
);
random_id!(
    /// A community event. Made by whoever publishes it.
    EventId
);
random_id!(
    /// An item of news. Made by whoever publishes it.
    NewsId
);
random_id!(
    /// A reply template. Made by whoever writes it.
    TemplateId
);
random_id!(
    /// A plan of walks for one shift. Made by whoever plans it.
    PatrolId
);
random_id!(
    /// A trial of something that the patrol tries. Made by whoever plans it.
    TrialId
);
random_id!(
    /// A person or a program on the patrol's side.
    StaffId
);
random_id!(
    /// An invitation of a person to the patrol. Made by whoever invites.
    InviteId
);
random_id!(
    /// A place in which a person of the patrol is signed in, by which it is listed and ended. Its secret is
    /// another.
    SessionId
);
random_id!(
    /// A passkey of somebody of the patrol, by which it is listed and removed. Its authenticator has another name for it.
    PasskeyId
);

/// The secret that lets its holder read and write one report's thread: 100 random bits, written as 20
/// characters of Crockford's Base32. Reading forgives case, hyphens, spaces, and the letters that are
/// taken for digits (I and L for 1, O for 0), because people copy it from paper.
///
/// `Debug` does not show it, and it is wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq, Hash, Zeroize, ZeroizeOnDrop, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
pub struct Receipt(String);

/// Crockford's Base32: no I, L, O or U.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Receipt {
    /// Characters of a receipt; each carries 5 bits.
    pub const CHARS: usize = 20;

    /// Makes a receipt of random bytes, one for each character, of which 5 bits are kept.
    pub fn from_random(bytes: [u8; Self::CHARS]) -> Self {
        Self(crockford(&bytes))
    }

    /// The receipt as its 20 characters, the form in which it is sent and hashed.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The receipt in four groups of five, the form in which it is shown to people.
    pub fn grouped(&self) -> String {
        let groups: Vec<&str> = self
            .0
            .as_bytes()
            .chunks(5)
            .filter_map(|group| std::str::from_utf8(group).ok())
            .collect();
        groups.join("-")
    }
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Receipt(hidden)")
    }
}

impl FromStr for Receipt {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let symbols: Option<String> = text
            .chars()
            .filter(|c| !matches!(c, '-' | ' '))
            .map(crockford_symbol)
            .collect();
        match symbols {
            Some(symbols) if symbols.len() == Self::CHARS => Ok(Self(symbols)),
            _ => Err(IdError::NotReceipt),
        }
    }
}

impl From<Receipt> for String {
    fn from(receipt: Receipt) -> Self {
        receipt.0.clone()
    }
}

impl TryFrom<String> for Receipt {
    type Error = IdError;

    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

/// Writes the low five bits of each byte as one character of Crockford's Base32.
pub fn crockford(bytes: &[u8]) -> String {
    bytes
        .iter()
        .filter_map(|byte| CROCKFORD.get(usize::from(byte & 31)))
        .map(|&symbol| char::from(symbol))
        .collect()
}

fn crockford_symbol(c: char) -> Option<char> {
    let c = match c.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    };
    u8::try_from(c)
        .ok()
        .filter(|byte| CROCKFORD.contains(byte))
        .map(char::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_receipt_survives_being_copied_from_paper(bytes: [u8; 20]) {
            let receipt = Receipt::from_random(bytes);
            let copied = receipt.grouped().to_lowercase().replace('0', "o").replace('1', "l");
            prop_assert_eq!(copied.parse::<Receipt>(), Ok(receipt));
        }

        #[test]
        fn an_id_reads_back_as_itself(bytes: [u8; 16]) {
            let id = ReportId::from_random(bytes);
            prop_assert_eq!(id.to_string().parse::<ReportId>(), Ok(id));
        }
    }

    #[test]
    fn debug_hides_a_receipt() {
        let receipt = Receipt::from_random([7; 20]);
        assert_eq!(format!("{receipt:?}"), "Receipt(hidden)");
    }

    #[test]
    fn only_the_hyphenated_spelling_is_an_id() {
        assert_eq!(
            "{550e8400-e29b-41d4-a716-446655440000}".parse::<ReportId>(),
            Err(IdError::NotUuid)
        );
        assert_eq!(
            "550e8400e29b41d4a716446655440000".parse::<ReportId>(),
            Err(IdError::NotUuid)
        );
    }

    #[test]
    fn a_receipt_of_another_length_or_alphabet_is_refused() {
        for text in [
            "",
            "0123456789ABCDEFGHJ",
            "0123456789ABCDEFGHJKM",
            "0123456789ABCDEFGHJU",
        ] {
            assert_eq!(text.parse::<Receipt>(), Err(IdError::NotReceipt));
        }
    }
}
