//! A session's message bus of one test's own.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, ChildStdout, Command};

/// How long the bus may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A session's message bus, on which nobody else's services answer.
pub struct Bus {
    address: String,
    _daemon: Child,
    _runtime: TempDir,
}

impl Bus {
    /// Starts a bus. The services that it starts keep their sockets in a folder of its own: the bus for screen readers
    /// names its socket after the display, and takes that of another session on the same display with it when it ends.
    ///
    /// # Errors
    /// When D-Bus is not installed.
    pub async fn start() -> anyhow::Result<Self> {
        let runtime = tempfile::tempdir()?;
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address"])
            .env("XDG_RUNTIME_DIR", runtime.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("dbus-daemon is missing; `cargo xtask test` installs it")?;
        let output = daemon.stdout.take().context("the bus has no output")?;
        let address = first_line(output).await?;
        ensure!(!address.is_empty(), "the bus does not start");
        Ok(Self {
            address,
            _daemon: daemon,
            _runtime: runtime,
        })
    }

    /// Where it is found.
    pub fn address(&self) -> &str {
        &self.address
    }
}

async fn first_line(output: ChildStdout) -> anyhow::Result<String> {
    let mut line = String::new();
    let mut output = BufReader::new(output);
    tokio::time::timeout(PATIENCE, output.read_line(&mut line)).await??;
    Ok(line.trim().to_owned())
}
