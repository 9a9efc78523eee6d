//! The schema's history, built into the program. A migration is never edited once it was released, and
//! both engines get theirs in one commit.

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migrate, Migration, MigrationType, Migrator};

use crate::error::StoreError;

macro_rules! migrations {
    ($engine:literal: $($version:literal $name:literal),+ $(,)?) => {
        vec![$(Migration::new(
            $version,
            $name.into(),
            MigrationType::Simple,
            include_str!(concat!("../migrations/", $engine, "/", $name, ".sql")).into_sql_str(),
            false,
        )),+]
    };
}

pub(crate) fn of_sqlite() -> Vec<Migration> {
    migrations!("sqlite": 1 "0001_begin", 2 "0002_photos", 3 "0003_cut_offs", 4 "0004_rights", 5 "0005_people",
        6 "0006_audit", 7 "0007_triage", 8 "0008_alerts", 9 "0009_retention", 10 "0010_presence", 11 "0011_events",
        12 "0012_passkeys", 13 "0013_disclosures", 14 "0014_event_ends", 15 "0015_reminders",
        16 "0016_pictures", 17 "0017_news", 18 "0018_incidents", 19 "0019_publication", 20 "0020_patrols",
        21 "0021_initiatives", 22 "0022_trials",
        23 "0023_incident_categories")
}

pub(crate) fn of_postgres() -> Vec<Migration> {
    migrations!("postgres": 1 "0001_begin", 2 "0002_photos", 3 "0003_cut_offs", 4 "0004_rights", 5 "0005_people",
        6 "0006_audit", 7 "0007_triage", 8 "0008_alerts", 9 "0009_retention", 10 "0010_presence", 11 "0011_events",
        12 "0012_passkeys", 13 "0013_disclosures", 14 "0014_event_ends", 15 "0015_reminders",
        16 "0016_pictures", 17 "0017_news", 18 "0018_incidents", 19 "0019_publication", 20 "0020_patrols",
        21 "0021_initiatives", 22 "0022_trials",
        23 "0023_incident_categories")
}

/// Brings a database up to date.
pub(crate) async fn run<C: Migrate>(
    migrations: Vec<Migration>,
    connection: &mut C,
) -> Result<(), StoreError> {
    // Not `run`: its future cannot be sent to another thread, because the compiler cannot settle the
    // lifetimes of `Acquire` in it. `run_direct` is what `run` itself calls.
    Migrator::with_migrations(migrations)
        .run_direct(None, connection, false)
        .await
        .map_err(StoreError::while_migrating)
}
