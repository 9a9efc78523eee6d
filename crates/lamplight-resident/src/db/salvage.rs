//! Bringing what can be read of a damaged database over into a new one.
//!
//! The damaged files are only read, page by page and without SQLite, which gives up a whole table for one bad
//! page. Every row that stands on a sound page is put into a new database of the same version, which takes
//! only what fits its rules; that is brought up to date like any other, and then mended.

mod bytes;
mod cells;
pub(super) mod index;
pub(super) mod log;
mod mend;
pub(super) mod pages;
mod record;
mod sound;
mod tables;

use std::path::Path;

use lamplight_protocol::time::TimestampMillis;
use rusqlite::types::Value;
use rusqlite::{Connection, params};

use self::pages::Pages;
use super::files::Files;
use super::schema;
use crate::error::OpenError;
use crate::view::Salvage;

/// Where the header of the database keeps the version of its schema, in bytes.
const VERSION_AT: usize = 60;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Salvaged {
    /// What the resident is told.
    pub(super) told: Salvage,
    /// Something was dropped or put right.
    pub(super) was_mended: bool,
}

/// Makes a new database at `fresh` of what can be read of the damaged one. It is durable when this returns;
/// the damaged one is untouched. `noted_version` is what is remembered of its schema.
pub(super) fn salvage(
    damaged: &Files,
    fresh: &Path,
    noted_version: Option<u32>,
    now: TimestampMillis,
) -> Result<Salvaged, OpenError> {
    let pages = Pages::open(damaged)?;
    let mut connection = Connection::open(fresh)?;
    // Nobody else knows of this file, and it is thrown away if this does not end well.
    connection.execute_batch(
        "PRAGMA journal_mode = OFF;
         PRAGMA synchronous = OFF;
         PRAGMA foreign_keys = OFF;
         PRAGMA secure_delete = ON;
         PRAGMA trusted_schema = OFF;",
    )?;
    schema::migrate_to(&mut connection, version(&pages, noted_version))?;
    let tx = connection.transaction()?;
    take_rows(&tx, &pages)?;
    tx.commit()?;
    schema::migrate(&mut connection)?;
    let tx = connection.transaction()?;
    let tally = mend::mend(&tx)?;
    let told = Salvage {
        reports: tally.reports,
        lost: tally.lost,
        at: now,
    };
    note(&tx, told)?;
    tx.commit()?;
    connection.close().map_err(|(_, error)| error)?;
    std::fs::File::open(fresh).and_then(|file| file.sync_all())?;
    Ok(Salvaged {
        told,
        was_mended: tally.was_mended,
    })
}

/// The number of rows in each table, in the order of their names; the notice of a salvage aside. What is still
/// to be filed counts as filed.
///
/// # Errors
/// Also when a text in them is none, which SQLite does not look at.
pub(super) fn count_rows(connection: &Connection) -> rusqlite::Result<Vec<(String, u64)>> {
    let mut names = connection.prepare(
        "SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT IN ('salvage', 'sqlite_schema')
         ORDER BY name",
    )?;
    let names = names.query_map([], |row| row.get::<_, String>(0))?;
    names
        .map(|name| {
            let name = name?;
            let mut count = count_readable(connection, &name)?;
            if name == "operations" {
                count += count_readable(connection, "unfiled")?;
            }
            Ok((name, count))
        })
        .collect()
}

fn count_readable(connection: &Connection, table: &str) -> rusqlite::Result<u64> {
    let mut statement = connection.prepare(&format!("SELECT * FROM \"{table}\""))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        count += 1;
        for column in 0..columns {
            row.get::<_, Value>(column)?;
        }
    }
    Ok(count)
}

fn take_rows(tx: &Connection, pages: &Pages) -> rusqlite::Result<()> {
    let tables = tables::of(tx)?;
    for number in 1..=pages.count() {
        for row in cells::rows_of(pages, number) {
            for table in &tables {
                table.take(tx, &row)?;
            }
        }
    }
    Ok(())
}

/// The version of the damaged schema. Of what the header says and what is remembered the greater is right,
/// as far as it can be: a schema only ever grows.
fn version(pages: &Pages, noted: Option<u32>) -> u32 {
    let in_header = bytes::u32_at(&pages.read(1), VERSION_AT);
    [Some(in_header), noted]
        .into_iter()
        .flatten()
        .filter(|version| (1..=schema::NEWEST).contains(version))
        .max()
        .unwrap_or(schema::NEWEST)
}

fn note(tx: &Connection, salvage: Salvage) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT OR REPLACE INTO salvage (one, reports, lost, at) VALUES (1, ?1, ?2, ?3)",
        params![salvage.reports, salvage.lost, salvage.at.as_millis()],
    )?;
    Ok(())
}

#[cfg(test)]
mod tests;
