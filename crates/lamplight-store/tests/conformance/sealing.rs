//! What residents write lies nowhere in the clear: not in the file, not in its WAL, not in a backup.

use std::path::Path;
use std::process::Command;

use lamplight_protocol::api::StatusChange;
use lamplight_protocol::disclosure::Withheld;
use lamplight_protocol::place::Point;
use lamplight_protocol::report::Contact;
use lamplight_protocol::status::{Ending, Status};
use lamplight_store::Store;
use lamplight_store::model::{Disclosed, Erasure, Reach, StaffAction};

use crate::fixtures::{at, by_dispatcher, hash, report, report_id, resident_says, staff_says};
use crate::home::Home;
use crate::on_both_engines;
use crate::withheld::look;

on_both_engines!(what_residents_and_staff_write_lies_nowhere_in_the_clear);

const LAT: f64 = 60.12345;
const LON: f64 = 24.54321;
const TEXTS: [&str; 7] = [
    "canary-note",
    "canary-words",
    "canary-name",
    "canary-reach",
    "canary-resident-says",
    "canary-staff-says",
    "canary-outcome",
];

/// Writes every canary.
async fn plant(store: &dyn Store) {
    let mut planted = report(1);
    planted.report.note = Some("canary-note".into());
    planted.report.place.words = Some("canary-words".into());
    planted.report.place.point = Some(Point::new(LAT, LON).unwrap());
    planted.report.contact = Some(Contact {
        name: Some("canary-name".into()),
        reach: Some("canary-reach".into()),
    });
    store.accept_reports(&[planted]).await.unwrap();
    store
        .accept_operation(&resident_says(5, "canary-resident-says"))
        .await
        .unwrap();
    store
        .change_report(&staff_says(6, "canary-staff-says"))
        .await
        .unwrap();
    for (number, revision, to) in [(7, 3, Status::Seen), (8, 4, Status::Resolved)] {
        let change = StatusChange {
            revision,
            to,
            ending: Ending {
                outcome: (to == Status::Resolved).then(|| "canary-outcome".into()),
                ..Ending::default()
            },
            message: None,
        };
        store
            .change_report(&by_dispatcher(number, StaffAction::Status(change)))
            .await
            .unwrap();
    }
    let Disclosed::Given(contact) = store.disclose(&look(1, 9, Withheld::Contact)).await.unwrap() else {
        panic!("no contact was given");
    };
    let read = store.report(&Reach::EVERYTHING, report_id(1)).await.unwrap();
    let read = serde_json::to_string(&(read, contact)).unwrap();
    for text in TEXTS {
        assert!(read.contains(text), "{text} was not planted");
    }
}

/// Everything that would give a canary away: texts, also as hexadecimal digits (PostgreSQL writes bytes so
/// in a dump), and coordinates as text and as numbers.
fn traces() -> Vec<Vec<u8>> {
    let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    let mut traces: Vec<Vec<u8>> = TEXTS.iter().map(|text| text.as_bytes().to_vec()).collect();
    traces.extend(TEXTS.iter().map(|text| hex(text).into_bytes()));
    for degrees in [LAT, LON] {
        traces.push(degrees.to_string().into_bytes());
        traces.push(degrees.to_le_bytes().to_vec());
        traces.push(degrees.to_be_bytes().to_vec());
    }
    traces
}

fn found_in(bytes: &[u8], trace: &[u8]) -> bool {
    bytes.windows(trace.len()).any(|window| window == trace)
}

fn assert_clean(what: &str, bytes: &[u8]) {
    assert!(
        found_in(bytes, b"AQ-00001"),
        "{what} holds nothing, so the search proves nothing"
    );
    for trace in traces() {
        let shown = String::from_utf8_lossy(&trace);
        assert!(!found_in(bytes, &trace), "{what} holds {shown}");
    }
}

async fn what_residents_and_staff_write_lies_nowhere_in_the_clear(home: Home) {
    let store = home.open().await;
    plant(&*store).await;
    if home.is_sqlite() {
        let backup = home.folder().join("backup.db");
        home.meddle(&format!("VACUUM INTO '{}'", backup.display())).await;
        assert_clean("the backup", &std::fs::read(&backup).unwrap());
        assert_clean("file and WAL", &file_and_wal(home.folder()));
        store.close().await;
        assert_clean(
            "the closed file",
            &std::fs::read(home.folder().join("lamplight.db")).unwrap(),
        );
    } else {
        let dump = Command::new("pg_dump").arg(&home.url).output().unwrap();
        assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
        assert_clean("the dump", &dump.stdout);
    }
}

fn file_and_wal(folder: &Path) -> Vec<u8> {
    let file = std::fs::read(folder.join("lamplight.db")).unwrap();
    let wal = std::fs::read(folder.join("lamplight.db-wal")).unwrap();
    [file, wal].concat()
}

/// Sealed or not, what was erased is to go: here the key and everything under it, byte for byte.
#[tokio::test]
async fn an_erased_report_leaves_its_key_neither_in_the_file_nor_in_the_wal() {
    let home = Home::on_sqlite();
    let store = home.open().await;
    plant(&*store).await;
    let sealed = sealed_columns(&home).await;
    assert_eq!(sealed.len(), 6);
    let before = file_and_wal(home.folder());
    assert!(sealed.iter().all(|column| found_in(&before, column)));

    let erasure = Erasure {
        report_id: report_id(1),
        receipt_hash: hash(1),
        at: at(9_000),
    };
    store.erase_report(&erasure).await.unwrap();
    let after = file_and_wal(home.folder());
    assert!(sealed.iter().all(|column| !found_in(&after, column)));
}

/// The wrapped key, details, contact, two messages and the outcome.
async fn sealed_columns(home: &Home) -> Vec<Vec<u8>> {
    use sqlx::{Connection, SqliteConnection};
    let mut connection = SqliteConnection::connect(&home.url).await.unwrap();
    let columns = sqlx::query_scalar(
        "SELECT key_wrapped FROM report_sealed
         UNION ALL SELECT details_sealed FROM report_sealed
         UNION ALL SELECT contact_sealed FROM report_sealed
         UNION ALL SELECT sealed FROM thread_entry WHERE sealed IS NOT NULL",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    connection.close().await.unwrap();
    columns
}
