//! The headless resident app: everything a resident does, kept on the device and synced with the patrol's
//! server. A window, a terminal or a kiosk only shows it.
//!
//! [`Core`] is the one door. Its methods are use-cases: those that change something return when it is on the
//! disk, and none of them touches the network. The network belongs to [`Core::run`] and
//! [`Core::sync_once`].
//!
//! ```no_run
//! use lamplight_protocol::place::Place;
//! use lamplight_protocol::report::Category;
//! use lamplight_resident::view::ReportDraft;
//! use lamplight_resident::{Config, Core, Platform};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let config = Config {
//!     data_dir: "/home/ana/.local/share/lamplight".into(),
//!     server_url: Some("https://patrol.example".into()),
//!     undo_hold_ms: lamplight_resident::config::UNDO_HOLD_MS,
//! };
//! let core = Core::open(config, Platform::system())?;
//! let draft = ReportDraft {
//!     category: Category::LightingHazard,
//!     behaviours: Vec::new(),
//!     place: Place { point: None, words: Some("Quay Road, by the steps".into()) },
//!     occurred_at: None,
//!     note: Some("The second lamp is out.".into()),
//!     contact: None,
//!     practice: false,
//! };
//! let saved = core.submit_report(&draft, &[])?;
//! println!("Saved on this device. Receipt {}", saved.receipt.grouped());
//! # Ok(())
//! # }
//! ```
//!
//! **Architecture invariants:** nothing here knows a window, a UI framework or the server's code; time and
//! randomness come from [`Platform`]; the database is the only state that matters, so any number of
//! processes may share one folder.

mod area;
mod calendar;
mod change;
pub mod config;
mod connection;
mod db;
mod drafts;
mod ending;
pub mod error;
mod feed;
mod figures;
mod follow;
mod live;
mod local;
mod map;
pub mod note;
pub mod notify;
mod outbox;
pub mod photo;
mod pictures;
mod places;
pub mod platform;
mod pull;
mod push;
mod reading;
mod remote;
mod reports;
mod retry;
mod rsvps;
mod settings;
mod sha256;
mod sync;
#[cfg(test)]
mod testing;
pub mod view;

use std::path::Path;
use std::sync::{Arc, Mutex};

use lamplight_protocol::time::TimestampMillis;
use rusqlite::Connection;
use tokio::sync::broadcast;

pub use crate::config::Config;
pub use crate::db::DATABASE_FILE;
pub use crate::drafts::DRAFTS_MAX;
pub use crate::error::{CoreError, OpenError};
pub use crate::map::MAP_BYTES_PER_CALL_MAX;
pub use crate::platform::Platform;

use crate::area::KnownArea;
use crate::change::Changes;
use crate::config::ServerUrl;
use crate::connection::ConnectionState;
use crate::db::Db;
use crate::map::MapState;
use crate::remote::Remote;
use crate::sync::Bells;
use crate::view::Change;

/// The resident app on one data folder. Clones share everything; the folder is closed with the last one.
#[derive(Clone)]
pub struct Core {
    inner: Arc<Inner>,
}

struct Inner {
    platform: Platform,
    undo_hold_ms: i64,
    db: Db,
    /// Who listens for changes.
    changes: Changes,
    /// The configuration's server, until the resident names another.
    server_override: Mutex<Option<ServerUrl>>,
    /// The client of the server in use, made at the first call.
    remote: Mutex<Option<Arc<Remote>>>,
    /// The area, read from the database and kept while its version is the same.
    area: Mutex<Option<KnownArea>>,
    /// Whether the server can be reached, as far as this process knows.
    connection: ConnectionState,
    /// What wakes the loops of [`Core::run`].
    bells: Bells,
    /// The map of the area.
    map: MapState,
}

impl Core {
    /// Opens the data folder, making it when it is not there.
    ///
    /// # Errors
    /// [`OpenError`], each one line for people.
    pub fn open(config: Config, platform: Platform) -> Result<Self, OpenError> {
        let Config {
            data_dir,
            server_url,
            undo_hold_ms,
        } = config;
        let server = server_url.as_deref().map(str::parse).transpose()?;
        let db = Db::open(&data_dir, platform.clock.now())?;
        Ok(Self {
            inner: Arc::new(Inner {
                platform,
                undo_hold_ms,
                db,
                changes: Changes::new(),
                server_override: Mutex::new(server),
                remote: Mutex::new(None),
                area: Mutex::new(None),
                connection: ConnectionState::new(),
                bells: Bells::default(),
                map: MapState::default(),
            }),
        })
    }

    /// News of changes from now on. While [`Core::run`] runs, changes made by other processes on the same
    /// folder are told too.
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.inner.changes.subscribe()
    }

    /// The folder in which a damaged database was set aside when this was opened; what could be read of it is
    /// here again, and [`view::Salvage`] tells how much. None when the database was sound.
    pub fn set_aside(&self) -> Option<&Path> {
        self.db().set_aside()
    }

    fn now(&self) -> TimestampMillis {
        self.inner.platform.clock.now()
    }

    fn db(&self) -> &Db {
        &self.inner.db
    }

    /// Runs `work` in one transaction that is durable when this returns, or that never was. The queue is whole
    /// in it: what taps have left to be filed is filed. Everything but a tap writes this way.
    fn write<T>(&self, work: impl FnOnce(&Connection) -> Result<T, CoreError>) -> Result<T, CoreError> {
        self.db().write(|tx| {
            outbox::file(tx)?;
            work(tx)
        })
    }
}
