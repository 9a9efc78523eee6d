//! Lists that a server of a later version may write.

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
#[serde(untagged)]
enum Entry<T> {
    Known(T),
    Unknown(IgnoredAny),
}

/// Reads a list and leaves out what does not read: an alert with a word of a later version must not hide the
/// alerts beside it, nor hold the cursor.
pub(super) fn known_only<'de, D, T>(list: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let entries = Vec::<Entry<T>>::deserialize(list)?;
    let known = |entry| match entry {
        Entry::Known(value) => Some(value),
        Entry::Unknown(IgnoredAny) => None,
    };
    Ok(entries.into_iter().filter_map(known).collect())
}
