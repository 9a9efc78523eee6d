//! The schema of the device database, and how it is brought up to date.

use rusqlite::Connection;
use rusqlite_migration::{M, MigrationDefinitionError, Migrations};

use crate::error::OpenError;

const MIGRATIONS: &[M<'static>] = &[
    M::up(include_str!("../../migrations/0001-reports-outbox-news.sql")),
    M::up(include_str!(
        "../../migrations/0002-drafts-photos-second-thoughts.sql"
    )),
    M::up(include_str!("../../migrations/0003-servers-of-reports.sql")),
    M::up(include_str!("../../migrations/0004-cheap-submit.sql")),
    M::up(include_str!("../../migrations/0005-one-row-a-tap.sql")),
    M::up(include_str!("../../migrations/0006-pictures.sql")),
    M::up(include_str!("../../migrations/0007-news.sql")),
    M::up(include_str!("../../migrations/0008-rsvps.sql")),
    M::up(include_str!("../../migrations/0009-figures.sql")),
    M::up(include_str!("../../migrations/0010-alerts-told.sql")),
    M::up(include_str!(
        "../../migrations/0011-answers-that-are-forgotten.sql"
    )),
    M::up(include_str!("../../migrations/0012-reminders.sql")),
];

/// The version that this program makes and reads.
#[expect(clippy::cast_possible_truncation, reason = "there are a handful")]
pub(super) const NEWEST: u32 = MIGRATIONS.len() as u32;

/// Makes the schema, or brings it up to date.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), OpenError> {
    migrate_to(connection, NEWEST)
}

/// Makes the schema as it was in some version, or brings it up to that.
pub(super) fn migrate_to(connection: &mut Connection, version: u32) -> Result<(), OpenError> {
    let version = usize::try_from(version).unwrap_or(usize::MAX);
    // To make a table anew, SQLite says, its foreign keys must not be looked at: to drop the old one would drop
    // whatever refers to it. A transaction is too late for that.
    let looks_at_keys: bool = connection.pragma_query_value(None, "foreign_keys", |row| row.get(0))?;
    connection.pragma_update(None, "foreign_keys", false)?;
    let done = Migrations::from_slice(MIGRATIONS).to_version(connection, version);
    connection.pragma_update(None, "foreign_keys", looks_at_keys)?;
    done.map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => OpenError::from(err),
        rusqlite_migration::Error::MigrationDefinition(MigrationDefinitionError::DatabaseTooFarAhead) => {
            OpenError::NewerVersion
        }
        _ => OpenError::Damaged,
    })
}

/// The version of a database; 0 for an empty one.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Whether a database has the tables of this version, whatever number its header gives.
pub(super) fn is_ours(connection: &Connection) -> Result<bool, OpenError> {
    let mut ours = Connection::open_in_memory()?;
    migrate(&mut ours)?;
    Ok(definitions(connection)? == definitions(&ours)?)
}

fn definitions(connection: &Connection) -> rusqlite::Result<Vec<Option<String>>> {
    let mut statement = connection.prepare("SELECT sql FROM sqlite_schema ORDER BY name")?;
    statement.query_map([], |row| row.get(0))?.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_are_sound() {
        Migrations::from_slice(MIGRATIONS).validate().unwrap();
    }
}
