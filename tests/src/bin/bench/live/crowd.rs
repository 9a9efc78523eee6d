//! The readers' process, as the one who measures leads it.

use std::net::SocketAddr;
use std::process::Stdio;

use anyhow::Context as _;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use super::words::{Ask, Heard};

/// A process of readers. It ends when this is dropped.
pub(crate) struct Crowd {
    to: ChildStdin,
    from: Lines<BufReader<ChildStdout>>,
    _process: Child,
}

impl Crowd {
    /// Starts it; it has no reader yet.
    pub(crate) fn start(server: SocketAddr, path: &str) -> anyhow::Result<Self> {
        let mut process = Command::new(std::env::current_exe()?)
            .args(["readers-of-live", "--server", &server.to_string(), "--path", path])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let to = process.stdin.take().context("a process without input")?;
        let from = process.stdout.take().context("a process without output")?;
        Ok(Self {
            to,
            from: BufReader::new(from).lines(),
            _process: process,
        })
    }

    /// Asks, and does not wait.
    pub(crate) async fn ask(&mut self, word: Ask) -> anyhow::Result<()> {
        let line = serde_json::to_string(&word)? + "\n";
        Ok(self.to.write_all(line.as_bytes()).await?)
    }

    /// Waits for the answer to what was asked.
    pub(crate) async fn heard(&mut self) -> anyhow::Result<Heard> {
        let line = self.from.next_line().await?;
        Ok(serde_json::from_str(&line.context("the readers have ended")?)?)
    }

    /// Asks, and waits until it is done.
    pub(crate) async fn done(&mut self, word: Ask) -> anyhow::Result<Heard> {
        self.ask(word).await?;
        self.heard().await
    }
}
