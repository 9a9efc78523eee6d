//! Closed lists (statuses, roles, reasons) are stored by their names on the wire, so that a row reads the
//! same as a body.

use serde::Serialize;
use serde::de::{DeserializeOwned, IntoDeserializer, value::Error};

use crate::error::StoreError;

/// The name of a value.
pub(crate) fn name_of<T: Serialize>(value: &T) -> Result<String, StoreError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => Ok(name),
        _ => Err(StoreError::Damaged("a value without a name")),
    }
}

/// The value of a name that was read from `column`.
pub(crate) fn value_of<T: DeserializeOwned>(name: &str, column: &'static str) -> Result<T, StoreError> {
    T::deserialize(IntoDeserializer::<Error>::into_deserializer(name))
        .map_err(|_| StoreError::Damaged(column))
}
