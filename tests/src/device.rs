//! A resident's device: the real core on a folder of its own.

use std::path::Path;

use lamplight_protocol::place::{Place, Point};
use lamplight_protocol::report::Category;
use lamplight_resident::view::ReportDraft;
use lamplight_resident::{Config, Core, Platform};
use tempfile::TempDir;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// A device that holds its data until it is dropped, over any number of starts of the app.
pub struct Device {
    data: TempDir,
}

impl Device {
    /// A device on which the app was never started.
    ///
    /// # Errors
    /// When the system gives no folder.
    pub fn new() -> anyhow::Result<Self> {
        Ok(Self {
            data: tempfile::tempdir()?,
        })
    }

    /// The same, in a folder below this one.
    ///
    /// # Errors
    /// When the system gives no folder.
    pub fn within(folder: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            data: tempfile::tempdir_in(folder)?,
        })
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// Starts the app against this server, without the pause for undo.
    ///
    /// # Errors
    /// When the folder cannot be opened.
    pub fn open(&self, server_url: &str) -> anyhow::Result<Core> {
        self.open_on(server_url, Platform::system())
    }

    /// The same, with a clock or chance of the caller's own.
    ///
    /// # Errors
    /// When the folder cannot be opened.
    pub fn open_on(&self, server_url: &str, platform: Platform) -> anyhow::Result<Core> {
        let config = Config {
            data_dir: self.data().to_owned(),
            server_url: Some(server_url.to_owned()),
            undo_hold_ms: 0,
        };
        Ok(Core::open(config, platform)?)
    }
}

/// A core whose sync loop runs until this is ended.
pub struct Running {
    cancel: CancellationToken,
    task: JoinHandle<()>,
}

impl Running {
    /// Starts the sync loop.
    pub fn start(core: &Core) -> Self {
        let cancel = CancellationToken::new();
        let (core, token) = (core.clone(), cancel.clone());
        Self {
            cancel,
            task: tokio::spawn(async move { core.run(token).await }),
        }
    }

    /// Ends it and waits until it has ended.
    ///
    /// # Errors
    /// When the loop had panicked.
    pub async fn end(self) -> anyhow::Result<()> {
        self.cancel.cancel();
        Ok(self.task.await?)
    }
}

/// A report of vandalism at a place of the fictional town.
pub fn vandalism(note: &str) -> ReportDraft {
    ReportDraft {
        category: Category::Vandalism,
        behaviours: Vec::new(),
        place: Place {
            point: Point::new(60.0101, 0.0202).ok(),
            words: Some("by the footbridge".into()),
        },
        occurred_at: None,
        note: Some(note.into()),
        contact: None,
        practice: false,
    }
}
