//! Values on their way into a statement, and rows on their way out, whichever engine it is: every value is
//! bound and read as one of three types.

use std::str::FromStr;

use lamplight_protocol::ids::{
    AlertId, EventId, InviteId, NewsId, OperationId, PasskeyId, PatrolId, ReportId, SessionId, StaffId,
    TemplateId, TrialId,
};
use lamplight_protocol::time::TimestampMillis;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Decode, Postgres, Row as _, SqlSafeStr, Sqlite, Type};

use crate::error::StoreError;

/// A value on its way into a statement.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    Int(Option<i64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
    /// Values of one type in one parameter: JSON on SQLite, an array on PostgreSQL.
    Many(Vec<Value>),
}

impl Value {
    /// The value as JSON, bytes as hexadecimal digits.
    pub(crate) fn into_json(self) -> serde_json::Value {
        match self {
            Self::Int(value) => value.into(),
            Self::Text(value) => value.into(),
            Self::Bytes(value) => value.map(|bytes| hex(&bytes)).into(),
            Self::Many(values) => values.into_iter().map(Self::into_json).collect(),
        }
    }

    fn into_int(self) -> Option<i64> {
        if let Self::Int(value) = self { value } else { None }
    }

    fn into_text(self) -> Option<String> {
        if let Self::Text(value) = self { value } else { None }
    }

    fn into_bytes(self) -> Option<Vec<u8>> {
        if let Self::Bytes(value) = self {
            value
        } else {
            None
        }
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|nibble| char::from_digit(nibble.into(), 16))
        .collect()
}

/// The bytes of hexadecimal digits; none when they are not that.
pub(crate) fn unhex(digits: &str) -> Option<Vec<u8>> {
    let nibbles: Vec<u8> = digits
        .chars()
        .map(|digit| digit.to_digit(16).and_then(|nibble| u8::try_from(nibble).ok()))
        .collect::<Option<_>>()?;
    let (pairs, rest) = nibbles.as_chunks::<2>();
    rest.is_empty()
        .then(|| pairs.iter().map(|[high, low]| high << 4 | low).collect())
}

/// A statement with its values, for SQLite.
pub(crate) fn sqlite_query(
    sql: impl SqlSafeStr,
    values: impl IntoIterator<Item = Value>,
) -> Query<'static, Sqlite, SqliteArguments> {
    values
        .into_iter()
        .fold(sqlx::query(sql), |query, value| match value {
            Value::Int(value) => query.bind(value),
            Value::Text(value) => query.bind(value),
            Value::Bytes(value) => query.bind(value),
            many @ Value::Many(_) => query.bind(many.into_json().to_string()),
        })
}

/// A statement with its values, for PostgreSQL.
pub(crate) fn postgres_query(
    sql: impl SqlSafeStr,
    values: impl IntoIterator<Item = Value>,
) -> Query<'static, Postgres, PgArguments> {
    values
        .into_iter()
        .fold(sqlx::query(sql), |query, value| match value {
            Value::Int(value) => query.bind(value),
            Value::Text(value) => query.bind(value),
            Value::Bytes(value) => query.bind(value),
            Value::Many(values) => bind_array(query, values),
        })
}

/// All values of an array are of the first one's type: they come from one column.
fn bind_array(
    query: Query<'static, Postgres, PgArguments>,
    values: Vec<Value>,
) -> Query<'static, Postgres, PgArguments> {
    let values = values.into_iter();
    match values.as_slice().first() {
        Some(Value::Int(_)) => query.bind(values.map(Value::into_int).collect::<Vec<_>>()),
        Some(Value::Bytes(_)) => query.bind(values.map(Value::into_bytes).collect::<Vec<_>>()),
        _ => query.bind(values.map(Value::into_text).collect::<Vec<_>>()),
    }
}

macro_rules! value_from {
    ($variant:ident: $($from:ty => |$value:ident| $into:expr),+ $(,)?) => {$(
        impl From<$from> for Value {
            fn from($value: $from) -> Self {
                Self::$variant(Some($into))
            }
        }
        impl From<Option<$from>> for Value {
            fn from(value: Option<$from>) -> Self {
                Self::$variant(value.map(|$value| $into))
            }
        }
    )+};
}

value_from!(Int:
    i64 => |value| value,
    u32 => |value| value.into(),
    bool => |value| value.into(),
    TimestampMillis => |value| value.as_millis(),
);
value_from!(Text:
    &str => |value| value.to_owned(),
    String => |value| value,
    ReportId => |value| value.to_string(),
    OperationId => |value| value.to_string(),
    NewsId => |value| value.to_string(),
    AlertId => |value| value.to_string(),
    EventId => |value| value.to_string(),
    StaffId => |value| value.to_string(),
    TemplateId => |value| value.to_string(),
    InviteId => |value| value.to_string(),
    SessionId => |value| value.to_string(),
    PasskeyId => |value| value.to_string(),
    PatrolId => |value| value.to_string(),
    TrialId => |value| value.to_string(),
);
value_from!(Bytes:
    &[u8; 32] => |value| value.to_vec(),
    Vec<u8> => |value| value,
);

/// A row that a statement gave.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Row {
    /// The value of a column.
    pub(crate) fn get<T>(&self, column: &'static str) -> Result<T, StoreError>
    where
        T: for<'r> Decode<'r, Sqlite> + Type<Sqlite> + for<'r> Decode<'r, Postgres> + Type<Postgres>,
    {
        Ok(match self {
            Self::Sqlite(row) => row.try_get(column)?,
            Self::Postgres(row) => row.try_get(column)?,
        })
    }

    /// The value of a text column that holds an id or a name.
    pub(crate) fn parse<T: FromStr>(&self, column: &'static str) -> Result<T, StoreError> {
        self.get::<String>(column)?
            .parse()
            .map_err(|_| StoreError::Damaged(column))
    }

    /// The same, where there may be none.
    pub(crate) fn parse_optional<T: FromStr>(&self, column: &'static str) -> Result<Option<T>, StoreError> {
        self.get::<Option<String>>(column)?
            .map(|text| text.parse().map_err(|_| StoreError::Damaged(column)))
            .transpose()
    }

    /// The value of a column that counts.
    pub(crate) fn count(&self, column: &'static str) -> Result<u32, StoreError> {
        u32::try_from(self.get::<i64>(column)?).map_err(|_| StoreError::Damaged(column))
    }

    /// The value of a column that holds 0 or 1.
    pub(crate) fn flag(&self, column: &'static str) -> Result<bool, StoreError> {
        Ok(self.get::<i64>(column)? != 0)
    }

    /// The same, where there may be none.
    pub(crate) fn time_optional(&self, column: &'static str) -> Result<Option<TimestampMillis>, StoreError> {
        Ok(self.get::<Option<i64>>(column)?.map(TimestampMillis::from_millis))
    }

    /// The value of a column that holds a time.
    pub(crate) fn time(&self, column: &'static str) -> Result<TimestampMillis, StoreError> {
        Ok(TimestampMillis::from_millis(self.get(column)?))
    }
}
