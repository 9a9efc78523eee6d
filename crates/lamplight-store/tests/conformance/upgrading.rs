//! A database of an earlier version is brought up to date with all that it holds.

use lamplight_protocol::report::PhotoAnnouncement;
use lamplight_protocol::status::Status;
use lamplight_store::model::{Reach, Rights, Role};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection, SqlSafeStr};

use crate::fixtures::{claim, goes_to, report, report_id, resident_says, staff_id, staff_says};
use crate::home::Home;
use crate::on_both_engines;

const FIRST_VERSION: &str = include_str!("../../migrations/sqlite/0001_begin.sql");

/// What takes the seventh migration and the second back, where SQLite has words for it.
const BACK_TO_THE_FIRST: [&str; 30] = [
    "CREATE INDEX report_status_newest ON report (status, received_at DESC, number DESC)",
    "DROP TABLE reply_template",
    "DROP TABLE read_mark",
    "DROP TABLE referral",
    "DROP TABLE desk_entry",
    "DROP INDEX report_open_newest",
    "DROP INDEX report_open_due",
    "DROP INDEX report_spoken",
    "DROP INDEX report_ended",
    "DROP INDEX report_merged",
    "ALTER TABLE report_photo DROP COLUMN removed_at",
    "ALTER TABLE report DROP COLUMN answered_at",
    "ALTER TABLE report DROP COLUMN said_revision",
    "ALTER TABLE report DROP COLUMN settled_revision",
    "ALTER TABLE report DROP COLUMN ended_reason",
    "ALTER TABLE report DROP COLUMN merged_into",
    "ALTER TABLE report DROP COLUMN entered_by",
    "DROP INDEX report_photo_checking",
    "DROP INDEX report_photo_object",
    "DROP INDEX report_photo_thumbnail",
    "DROP INDEX receipt_reference",
    "DROP TABLE discarded_object",
    "ALTER TABLE installation DROP COLUMN objects_held_until",
    "ALTER TABLE report_photo DROP COLUMN leased_until",
    "ALTER TABLE report_photo DROP COLUMN received_at",
    "ALTER TABLE report_photo DROP COLUMN thumbnail",
    "ALTER TABLE report_photo DROP COLUMN object",
    "ALTER TABLE report_photo DROP COLUMN state",
    "DROP INDEX thread_entry_news",
    "DROP TABLE initiative",
];

/// The statement of the first version that makes a table.
fn first_version_of(table: &str) -> &'static str {
    let begin = FIRST_VERSION.find(&format!("CREATE TABLE {table} (")).unwrap();
    let statement = &FIRST_VERSION[begin..];
    &statement[..statement.find(';').unwrap()]
}

#[tokio::test]
async fn a_database_of_the_first_version_keeps_all_that_it_holds() {
    let home = Home::on_sqlite();
    let store = home.open().await;
    let mut with_photo = report(1);
    with_photo.report.photos = vec![PhotoAnnouncement {
        sha256: "a".repeat(64).parse().unwrap(),
        size_bytes: 5,
        description: None,
    }];
    store.accept_reports(&[with_photo, report(2)]).await.unwrap();
    store.accept_operation(&resident_says(5, "hello")).await.unwrap();
    store.change_report(&staff_says(6, "hello")).await.unwrap();
    store.change_report(&goes_to(7, 3, Status::Closed)).await.unwrap();
    let before = store.report(&Reach::EVERYTHING, report_id(1)).await.unwrap();
    let thread = store.thread_changes(&[claim(1, 0), claim(2, 0)]).await.unwrap();
    store.close().await;

    for statement in BACK_TO_THE_FIRST {
        home.meddle(statement).await;
    }
    home.meddle("ALTER TABLE thread_entry RENAME TO later").await;
    home.meddle(first_version_of("thread_entry")).await;
    home.meddle(
        "INSERT INTO thread_entry
         SELECT number, revision, at, kind, operation_id, author, status, reason, duplicate_of, sealed
         FROM later",
    )
    .await;
    home.meddle("DROP TABLE later").await;
    home.meddle("DELETE FROM _sqlx_migrations WHERE version IN (2, 7, 21)")
        .await;

    let store = home.open().await;
    assert_eq!(
        store.report(&Reach::EVERYTHING, report_id(1)).await.unwrap(),
        before
    );
    assert_eq!(
        store.thread_changes(&[claim(1, 0), claim(2, 0)]).await.unwrap(),
        thread
    );
    let check = store.check().await.unwrap();
    assert_eq!((check.reports, check.problems), (2, Vec::new()));
}

on_both_engines!(whoever_could_do_everything_still_can);

/// The migrations of the second version.
fn second_version(home: &Home) -> Vec<Migration> {
    macro_rules! migrations {
        ($engine:literal) => {
            vec![
                migration(
                    1,
                    "0001_begin",
                    include_str!(concat!("../../migrations/", $engine, "/0001_begin.sql")),
                ),
                migration(
                    2,
                    "0002_photos",
                    include_str!(concat!("../../migrations/", $engine, "/0002_photos.sql")),
                ),
            ]
        };
    }
    if home.is_sqlite() {
        migrations!("sqlite")
    } else {
        migrations!("postgres")
    }
}

fn migration(version: i64, name: &'static str, sql: &'static str) -> Migration {
    Migration::new(
        version,
        name.into(),
        MigrationType::Simple,
        sql.into_sql_str(),
        false,
    )
}

/// Makes a database as the second version left it.
async fn make_second_version(home: &Home) {
    let migrator = Migrator::with_migrations(second_version(home));
    if home.is_sqlite() {
        let options = home.url.parse::<SqliteConnectOptions>().unwrap();
        let mut connection = options.create_if_missing(true).connect().await.unwrap();
        migrator.run_direct(None, &mut connection, false).await.unwrap();
        connection.close().await.unwrap();
    } else {
        let mut connection = PgConnection::connect(&home.url).await.unwrap();
        migrator.run_direct(None, &mut connection, false).await.unwrap();
        connection.close().await.unwrap();
    }
}

async fn whoever_could_do_everything_still_can(home: Home) {
    make_second_version(&home).await;
    for (number, role, hash) in [(1, "staff", "11"), (2, "admin", "22")] {
        let id = staff_id(number);
        let bytes = if home.is_sqlite() {
            format!("x'{}'", hash.repeat(32))
        } else {
            format!("'\\x{}'", hash.repeat(32))
        };
        home.meddle(&format!(
            "INSERT INTO token (id, name, role, hash, created_at)
             VALUES ('{id}', 'of before', '{role}', {bytes}, {number})"
        ))
        .await;
    }
    let store = home.open().await;
    let tokens = store.tokens().await.unwrap();
    let desk = [Role::Dispatcher, Role::Officer, Role::Responder, Role::Publisher];
    let rights: Vec<Rights> = tokens.into_iter().map(|token| token.rights).collect();
    assert_eq!(rights, [Rights::everywhere(desk), Rights::everywhere(Role::ALL)]);
    assert!(store.token_by_hash(&[0x22; 32]).await.unwrap().is_some());
}
