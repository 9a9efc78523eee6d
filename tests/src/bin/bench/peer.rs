//! The peers of `bench drain`: programs for Node, in `tests/peers`.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use serde::Deserialize;
use tokio::process::Command;

use crate::drain::{Load, peers_folder};

/// Another way from a device to a server.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Peer {
    /// PouchDB 9, replicating to express-pouchdb.
    Pouch,
    /// tus, with `@tus/server` and `tus-js-client`.
    Tus,
}

#[derive(Deserialize)]
struct Line {
    elapsed_ms: f64,
    syncs: String,
}

impl Peer {
    /// Those that can carry this: tus carries files only.
    pub(crate) fn of(load: Load) -> &'static [Self] {
        match load.photo_bytes {
            0 => &[Self::Pouch],
            _ => &[Self::Pouch, Self::Tus],
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Pouch => "pouch",
            Self::Tus => "tus",
        }
    }

    /// Drains as much through the peer; gives how long it took and what it syncs to disk.
    pub(crate) async fn drain(self, load: Load) -> anyhow::Result<(Duration, String)> {
        let folder = tempfile::tempdir()?;
        let output = Command::new("node")
            .current_dir(peers_folder())
            .arg(format!("{}.mjs", self.name()))
            .args(["--reports", &load.reports.to_string()])
            .args(["--photo-bytes", &load.photo_bytes.to_string()])
            .arg("--folder")
            .arg(folder.path())
            .output()
            .await
            .context("node is missing")?;
        ensure!(
            output.status.success(),
            "{}: {}",
            self.name(),
            String::from_utf8_lossy(&output.stderr)
        );
        let line: Line = serde_json::from_slice(&output.stdout).context("the peer did not tell its time")?;
        Ok((Duration::from_secs_f64(line.elapsed_ms / 1_000.0), line.syncs))
    }
}
