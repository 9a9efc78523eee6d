//! A data folder with everything in it that a resident can have, and its copies to be damaged.

use std::fs;
use std::path::Path;

use lamplight_protocol::error::ErrorCode;
use lamplight_protocol::report::Category;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row, params};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use crate::db::files::Files;
use crate::db::{DATABASE_FILE, schema};
use crate::error::OpenError;
use crate::retry::Outcome;
use crate::testing::Device;
use crate::view::Salvage;
use crate::{Config, Core, Platform};

/// Reports that a folder has.
pub(super) const REPORTS: usize = 30;
/// The tables that hold what the resident wrote or was told.
pub(super) const TABLES: [&str; 8] = [
    "reports",
    "operations",
    "threads",
    "entries",
    "drafts",
    "photos",
    "photo_descriptions",
    "settings",
];

/// Held by a test; the folder goes with it.
pub(super) struct Folder(TempDir);

impl Folder {
    /// Left by an app that was closed.
    pub(super) fn closed() -> Self {
        let device = device();
        device.core.db().empty_log().unwrap();
        Self::copy_of(device.dir())
    }

    /// Left by an app that was killed: about half stands in the log only.
    pub(super) fn killed() -> Self {
        Self::copy_of(device().dir())
    }

    pub(super) fn copy_of(dir: &Path) -> Self {
        let copy = tempfile::tempdir().unwrap();
        for file in [DATABASE_FILE.to_owned(), format!("{DATABASE_FILE}-wal")] {
            if dir.join(&file).exists() {
                fs::copy(dir.join(&file), copy.path().join(&file)).unwrap();
            }
        }
        Self(copy)
    }

    /// Everything that is there, as if whoever has it open were killed now.
    pub(super) fn left_by(dir: &Path) -> Self {
        let copy = tempfile::tempdir().unwrap();
        for entry in fs::read_dir(dir).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
        }
        Self(copy)
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(super) fn files(&self) -> Files {
        Files::of(self.path())
    }

    pub(super) fn open(&self) -> Result<Core, OpenError> {
        let config = Config {
            data_dir: self.path().to_owned(),
            server_url: Some("http://127.0.0.1:9".into()),
            undo_hold_ms: 0,
        };
        let core = Core::open(config, Platform::system())?;
        core.db().without_fsync();
        Ok(core)
    }

    /// What SQLite says, of the folder itself.
    pub(super) fn connect(&self) -> Connection {
        Connection::open(self.files().database).unwrap()
    }

    /// What SQLite says, of a copy, since reading it empties the log.
    pub(super) fn connect_in_copy(&self) -> Connection {
        let copy = Self::copy_of(self.path());
        let memory = Connection::open_in_memory().unwrap();
        let mut target = memory;
        rusqlite::backup::Backup::new(&copy.connect(), &mut target)
            .unwrap()
            .run_to_completion(1_000, std::time::Duration::ZERO, None)
            .unwrap();
        target
    }

    pub(super) fn reports(&self) -> Vec<Vec<Value>> {
        rows(&self.connect_in_copy(), "reports")
    }

    /// An empty database of the newest version, which takes rows in any order.
    pub(super) fn new_database(&self) -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        schema::migrate(&mut connection).unwrap();
        connection
    }
}

/// A table's rows, in the order of its key.
pub(super) fn rows(connection: &Connection, table: &str) -> Vec<Vec<Value>> {
    let mut statement = connection
        .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))
        .unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| (0..columns).map(|at| value(row, at)).collect());
    rows.unwrap().map(Result::unwrap).collect()
}

/// A value. A text that is none comes as its bytes: nobody may have read it yet, and SQLite does not look.
fn value(row: &Row<'_>, column: usize) -> rusqlite::Result<Value> {
    match row.get_ref(column)? {
        ValueRef::Text(bytes) if std::str::from_utf8(bytes).is_err() => Ok(Value::Blob(bytes.to_vec())),
        _ => row.get(column),
    }
}

/// What the resident is told of a salvage.
pub(super) fn told(core: &Core) -> Option<Salvage> {
    core.home().unwrap().salvage
}

/// Reports in all states: waiting, tried, refused, received, answered, withdrawn, to be erased; and drafts.
fn device() -> Device {
    let device = Device::new();
    for number in 0..REPORTS {
        // What came before this stands in the database, and what comes after it in the log.
        if number == REPORTS / 2 {
            device.core.db().empty_log().unwrap();
        }
        let report = device.save();
        add_draft_with_photo(&device, number);
        if number * 5 / REPORTS == 4 {
            continue;
        }
        let sent = device.attempt();
        match number * 5 / REPORTS {
            0 => device.settle(&sent, &Outcome::RetryAt(device.now().plus_millis(60_000_000))),
            1 => device.settle(&sent, &refused()),
            2 => {
                device.settle(&sent, &crate::testing::accepted(&sent, 1));
                device.core.reply(report.id, "It is the north wall.").unwrap();
                device.deliver(2);
                device.core.withdraw_report(report.id).unwrap();
                let withdrawal = device.attempt();
                device.settle(
                    &withdrawal,
                    &Outcome::RetryAt(device.now().plus_millis(60_000_000)),
                );
            }
            _ => {
                device.settle(&sent, &crate::testing::accepted(&sent, 1));
                device.core.erase_report(report.id).unwrap();
                let erasure = device.attempt();
                device.settle(&erasure, &Outcome::RetryAt(device.now().plus_millis(60_000_000)));
            }
        }
    }
    device
}

fn refused() -> Outcome {
    Outcome::Attention {
        code: ErrorCode::Invalid,
        detail: "must be shorter".into(),
        field: Some("note".into()),
    }
}

/// A photo of bytes that are no picture: here they are only kept.
fn add_draft_with_photo(device: &Device, number: usize) {
    let draft = device.core.start_draft(Category::Vehicle).unwrap();
    let bytes = vec![u8::try_from(number).unwrap(); 3_000 + 700 * number];
    let sha256: String = Sha256::digest(&bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let write = |tx: &Connection| {
        tx.execute(
            "INSERT INTO photos
                 (report_id, sha256, position, width_px, height_px, size_bytes, bytes)
             VALUES (?1, ?2, 1, 10, 10, length(?3), ?3)",
            params![draft.id.to_string(), sha256, bytes],
        )?;
        tx.execute(
            "INSERT INTO photo_descriptions (report_id, sha256, description) VALUES (?1, ?2, 'A wall.')",
            params![draft.id.to_string(), sha256],
        )?;
        tx.execute(
            "UPDATE drafts SET photos = 1 WHERE id = ?1",
            [draft.id.to_string()],
        )?;
        Ok(())
    };
    device.core.db().write(write).unwrap();
}
