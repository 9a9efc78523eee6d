//! All phones, spread over as many processes as the limit on open files asks for.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context as _, ensure};
use futures_util::future::try_join_all;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use super::record::Record;
use super::words::Word;

/// Files that a phone with its meter has open: seven of its database, and its connections with both ends of
/// the meter's, of which two phones in three have four and more when all come back.
const FILES_PER_PHONE: u64 = 24;
/// Files that a process has open without any phone.
const FILES_PER_PROCESS: u64 = 100;

/// The processes, and so the phones.
pub(crate) struct Crowd {
    shares: Vec<Process>,
}

struct Process {
    child: Child,
    to: ChildStdin,
    from: Lines<BufReader<ChildStdout>>,
}

impl Crowd {
    /// Starts the processes, which then let the outage pass on each phone.
    pub(crate) fn gather(
        phones: u32,
        files_max: u64,
        server: SocketAddr,
        folder: &Path,
    ) -> anyhow::Result<Self> {
        let share = u32::try_from(files_max.saturating_sub(FILES_PER_PROCESS) / FILES_PER_PHONE)?;
        ensure!(
            share > 0,
            "a process may open {files_max} files here, which is too few for a phone"
        );
        let processes = phones.div_ceil(share);
        let share = phones.div_ceil(processes);
        let shares = (0..processes).map(|process| {
            let first = process * share;
            Process::start(first, share.min(phones - first), server, folder)
        });
        Ok(Self {
            shares: shares.collect::<Result<_, _>>()?,
        })
    }

    pub(crate) fn processes(&self) -> usize {
        self.shares.len()
    }

    /// Says a word to all.
    pub(crate) async fn tell(&mut self, word: Word) -> anyhow::Result<()> {
        for share in &mut self.shares {
            share.to.write_all(word.as_str().as_bytes()).await?;
            share.to.write_all(b"\n").await?;
        }
        Ok(())
    }

    /// Waits until all have said a word.
    pub(crate) async fn hear(&mut self, word: Word) -> anyhow::Result<()> {
        let heard = self.shares.iter_mut().map(async |share| {
            let heard = share.from.next_line().await?.unwrap_or_default();
            ensure!(heard == word.as_str(), "a process of phones has failed");
            Ok(())
        });
        try_join_all(heard).await?;
        Ok(())
    }

    /// What the phones went through, once their apps are closed.
    pub(crate) async fn records(self) -> anyhow::Result<Vec<Record>> {
        let records = self.shares.into_iter().map(Process::records);
        Ok(try_join_all(records).await?.concat())
    }
}

impl Process {
    fn start(first: u32, count: u32, server: SocketAddr, folder: &Path) -> anyhow::Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg("share-of-phones")
            .args(["--first", &first.to_string(), "--count", &count.to_string()])
            .args(["--server", &server.to_string()])
            .arg("--folder")
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let to = child.stdin.take().context("a process without input")?;
        let from = child.stdout.take().context("a process without output")?;
        Ok(Self {
            child,
            to,
            from: BufReader::new(from).lines(),
        })
    }

    async fn records(mut self) -> anyhow::Result<Vec<Record>> {
        let mut records = Vec::new();
        while let Some(line) = self.from.next_line().await? {
            // Phones that were not done say so as late as this.
            if line != Word::Emptied.as_str() {
                records.push(serde_json::from_str(&line)?);
            }
        }
        let status = self.child.wait().await?;
        ensure!(status.success(), "a process of phones ended with {status}");
        Ok(records)
    }
}
