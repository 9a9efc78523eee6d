//! Many rows by one statement.
//!
//! A durable commit costs the same for one row as for hundreds, and so nearly does a statement: each one
//! hops a thread on SQLite and a network on PostgreSQL. Rows travel as JSON to `json_each` on the one, and
//! as an array for each column to `UNNEST` on the other; everything else is written once.

use sqlx::AssertSqlSafe;

use crate::database::Transaction;
use crate::error::StoreError;
use crate::value::{Row, Value};

/// Rows to be inserted, column by column.
pub(crate) struct Rows<'a, T> {
    items: &'a [T],
    columns: Vec<Column>,
}

struct Column {
    name: &'static str,
    values: Vec<Value>,
}

impl<'a, T> Rows<'a, T> {
    /// One row for each item.
    pub(crate) fn of(items: &'a [T]) -> Self {
        Self {
            items,
            columns: Vec::new(),
        }
    }

    /// Adds a column.
    pub(crate) fn column<V: Into<Value>>(mut self, name: &'static str, value: impl Fn(&'a T) -> V) -> Self {
        let values = self.items.iter().map(|item| value(item).into()).collect();
        self.columns.push(Column { name, values });
        self
    }

    /// Inserts the rows into a table; `tail` says what to do about conflicts and what to return.
    pub(crate) async fn insert(
        self,
        tx: &mut Transaction,
        table: &'static str,
        tail: &'static str,
    ) -> Result<Vec<Row>, StoreError> {
        if self.items.is_empty() {
            return Ok(Vec::new());
        }
        let names: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        let (source, values) = match tx {
            Transaction::Sqlite(_) => (self.source_of_json(), vec![self.into_json()]),
            Transaction::Postgres(_) => (self.source_of_arrays(), self.into_arrays()),
        };
        let sql = format!("INSERT INTO {table} ({}) {source} {tail}", names.join(", "));
        tx.rows(AssertSqlSafe(sql), values).await
    }

    fn source_of_json(&self) -> String {
        let picked: Vec<String> = self
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| match column.values.first() {
                Some(Value::Bytes(_)) => format!("unhex(value ->> {index})"),
                _ => format!("value ->> {index}"),
            })
            .collect();
        // Without WHERE, SQLite would read the ON of a following ON CONFLICT as that of a join.
        format!("SELECT {} FROM json_each($1) WHERE true", picked.join(", "))
    }

    fn into_json(self) -> Value {
        let mut columns: Vec<_> = self
            .columns
            .into_iter()
            .map(|column| column.values.into_iter())
            .collect();
        let rows: serde_json::Value = (0..self.items.len())
            .map(|_| {
                columns
                    .iter_mut()
                    .map(|column| column.next().map_or(serde_json::Value::Null, Value::into_json))
                    .collect::<serde_json::Value>()
            })
            .collect();
        Value::Text(Some(rows.to_string()))
    }

    fn source_of_arrays(&self) -> String {
        let arrays: Vec<String> = self
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let of = match column.values.first() {
                    Some(Value::Int(_)) => "bigint[]",
                    Some(Value::Bytes(_)) => "bytea[]",
                    _ => "text[]",
                };
                format!("${}::{of}", index + 1)
            })
            .collect();
        format!("SELECT * FROM UNNEST({})", arrays.join(", "))
    }

    fn into_arrays(self) -> Vec<Value> {
        self.columns
            .into_iter()
            .map(|column| Value::Many(column.values))
            .collect()
    }
}
