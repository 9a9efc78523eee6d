//! The peers: programs for Python, in `tests/peers`.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, ensure};
use serde::de::DeserializeOwned;

use crate::drain::peers_folder;

/// A Python that has them.
pub(super) struct Peers<'a> {
    python: &'a Path,
}

impl<'a> Peers<'a> {
    pub(super) fn of(python: &'a Path) -> Self {
        Self { python }
    }

    /// What a program prints, as its last line.
    pub(super) fn ask<T: DeserializeOwned>(&self, program: &str, arguments: &[&str]) -> anyhow::Result<T> {
        let output = Command::new(self.python)
            .arg(peers_folder().join(program))
            .args(arguments)
            .output()
            .with_context(|| format!("{} does not start", self.python.display()))?;
        ensure!(
            output.status.success(),
            "{program}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let printed = String::from_utf8(output.stdout)?;
        let last = printed
            .lines()
            .last()
            .with_context(|| format!("{program} printed nothing"))?;
        serde_json::from_str(last).with_context(|| format!("{program} printed {last}"))
    }
}
