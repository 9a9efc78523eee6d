//! The tables of a sound database, by which rows of a damaged one are recognised.

use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, params_from_iter};

use super::cells::Row;
use super::record;

/// A table, as its rows are stored.
pub(super) struct Table {
    columns: Vec<Column>,
    has_rowid: bool,
    /// A new database has it too.
    has_one_row: bool,
    /// How a row is put in, up to the list of its columns.
    into: String,
}

struct Column {
    name: String,
    kind: String,
    is_key: bool,
}

/// The tables of a database.
pub(super) fn of(connection: &Connection) -> rusqlite::Result<Vec<Table>> {
    let mut statement = connection.prepare(
        "SELECT name, wr FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )?;
    let tables = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?)))?;
    tables
        .map(|table| {
            let (name, without_rowid) = table?;
            Table::read(connection, &name, !without_rowid)
        })
        .collect()
}

impl Table {
    fn read(connection: &Connection, name: &str, has_rowid: bool) -> rusqlite::Result<Self> {
        // Without row ids, what makes the key is stored first.
        let mut statement = connection.prepare(
            "SELECT name, type, pk > 0 FROM pragma_table_info(?1)
             ORDER BY CASE WHEN ?2 OR pk = 0 THEN 1 ELSE 0 END, CASE WHEN ?2 THEN 0 ELSE pk END, cid",
        )?;
        let columns = statement.query_map((name, has_rowid), |row| {
            Ok(Column {
                name: row.get(0)?,
                kind: row.get(1)?,
                is_key: row.get(2)?,
            })
        })?;
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        // What was found first of what the resident wrote stays.
        let has_one_row = columns.iter().any(|column| column.name == "one");
        let or = if has_one_row { "REPLACE" } else { "IGNORE" };
        Ok(Self {
            columns,
            has_rowid,
            has_one_row,
            into: format!("INSERT OR {or} INTO \"{name}\""),
        })
    }

    /// The columns of a row, if it can be one of this table. It may have fewer than the table: columns that
    /// were added later are not in older rows.
    fn values(&self, row: &Row) -> Option<Vec<Value>> {
        // Before version 5 reports and photos had no row ids, and which version a damaged file has is not always
        // known.
        let is_older = self.has_rowid && !self.has_one_row && row.rowid.is_none();
        if row.rowid.is_some() != self.has_rowid && !is_older {
            return None;
        }
        let mut values = record::decode(&row.bytes)?;
        if values.is_empty() || values.len() > self.columns.len() {
            return None;
        }
        for (column, value) in self.columns.iter().zip(&mut values) {
            // In place of a key that is the row's id, nothing is stored.
            if let (true, Some(rowid), Value::Null) = (column.is_key, row.rowid, &value) {
                *value = Value::Integer(rowid);
            }
            if !column.holds(value) {
                return None;
            }
        }
        Some(values)
    }

    /// Puts a row in, if it can be one of this table and breaks none of its rules. Tells whether it was new.
    pub(super) fn take(&self, tx: &Connection, row: &Row) -> rusqlite::Result<bool> {
        let Some(mut values) = self.values(row) else {
            return Ok(false);
        };
        if self.insert(tx, &values)? {
            return Ok(true);
        }
        // A row of an earlier version may have got its number: then it gets another.
        let number = self.columns.iter().position(|column| column.name == "number");
        let Some(number) = number.and_then(|at| values.get_mut(at)) else {
            return Ok(false);
        };
        *number = Value::Null;
        self.insert(tx, &values)
    }

    fn insert(&self, tx: &Connection, values: &[Value]) -> rusqlite::Result<bool> {
        let names: Vec<&str> = self
            .columns
            .iter()
            .take(values.len())
            .map(|column| column.name.as_str())
            .collect();
        let places = vec!["?"; values.len()].join(", ");
        let sql = format!("{} ({}) VALUES ({places})", self.into, names.join(", "));
        match tx.prepare_cached(&sql)?.execute(params_from_iter(values)) {
            Ok(inserted) => Ok(inserted > 0),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

impl Column {
    fn holds(&self, value: &Value) -> bool {
        matches!(
            (self.kind.as_str(), value),
            ("INTEGER", Value::Integer(_)) | ("TEXT", Value::Text(_)) | ("BLOB", Value::Blob(_))
        )
    }
}
