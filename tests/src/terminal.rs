//! A resident at a terminal: the real `lamplight` on a folder of its own, a process for each command.

use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use anyhow::{bail, ensure};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::picture::Picture;
use crate::programs::path_of;
use crate::tally::Planted;

/// The exit status of `sync` when something still waits.
pub const WAITING: i32 = 3;

/// What the resident was told of a report: it is saved.
#[derive(Deserialize)]
struct Told {
    id: String,
}

/// A report as the device shows it.
#[derive(Debug, Clone, Deserialize)]
pub struct Shown {
    /// The report's id.
    pub id: String,
    /// How far it is, in the word that the program prints.
    pub delivery: String,
    /// Its photos that still have to be sent.
    pub photos_waiting: u32,
    /// What of it needs the resident's attention.
    pub attention: Option<Value>,
}

/// A resident's terminal, over any number of commands.
pub struct Terminal {
    data: TempDir,
    program: Option<PathBuf>,
}

impl Terminal {
    /// A terminal on which nothing was ever written.
    ///
    /// # Errors
    /// When the system gives no folder.
    pub fn new() -> anyhow::Result<Self> {
        Ok(Self {
            data: tempfile::tempdir()?,
            program: None,
        })
    }

    /// The same, in a folder below this one.
    ///
    /// # Errors
    /// When the system gives no folder.
    pub fn within(folder: &Path) -> anyhow::Result<Self> {
        Ok(Self {
            data: tempfile::tempdir_in(folder)?,
            program: None,
        })
    }

    /// The same, with another build of the program.
    #[must_use]
    pub fn with_program(mut self, program: &Path) -> Self {
        self.program = Some(program.to_owned());
        self
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// Starts `report` with this note and these photos against this server, and does not wait for it.
    ///
    /// # Errors
    /// When the program is not built.
    pub fn start_report(&self, server: &str, note: &str, photos: &[Picture]) -> anyhow::Result<Child> {
        let place = ["--category", "vandalism", "--place", "by the footbridge"];
        let mut command = self.command(server)?;
        command.arg("report").args(place).args(["--note", note]);
        for photo in photos {
            command.arg("--photo").arg(photo.file());
        }
        Ok(command.spawn()?)
    }

    /// Starts `sync` against this server, and does not wait for it.
    ///
    /// # Errors
    /// When the program is not built.
    pub fn start_sync(&self, server: &str) -> anyhow::Result<Child> {
        Ok(self.command(server)?.arg("sync").spawn()?)
    }

    /// Starts `sync --watch` against this server: a program that keeps the folder open until it is ended.
    ///
    /// # Errors
    /// When the program is not built.
    pub fn start_watch(&self, server: &str) -> anyhow::Result<Child> {
        Ok(self.command(server)?.args(["sync", "--watch"]).spawn()?)
    }

    /// Saves a report with this note and these photos. None when the program said that it could not.
    ///
    /// # Errors
    /// When the program is not built or says what nobody understands.
    pub async fn report(
        &self,
        server: &str,
        note: String,
        photos: &[Picture],
    ) -> anyhow::Result<Option<Planted>> {
        let output = self
            .start_report(server, &note, photos)?
            .wait_with_output()
            .await?;
        planted(&output, note, photos)
    }

    /// Saves a word about a report and gives the word's id. None when the program said that it could not.
    ///
    /// # Errors
    /// When the program is not built.
    pub async fn reply(&self, server: &str, report: &str, text: &str) -> anyhow::Result<Option<String>> {
        let output = self
            .command(server)?
            .args(["reply", report, text])
            .output()
            .await?;
        let answer: Option<Value> = lines(&output).pop();
        Ok(answer.and_then(|answer| answer.get("id")?.as_str().map(str::to_owned)))
    }

    /// Syncs once and gives the exit status; none when a signal ended it.
    ///
    /// # Errors
    /// When the program is not built.
    pub async fn sync(&self, server: &str) -> anyhow::Result<Option<i32>> {
        let output = self.start_sync(server)?.wait_with_output().await?;
        Ok(output.status.code())
    }

    /// The reports of this terminal.
    ///
    /// # Errors
    /// When the data folder cannot be used; the message holds what the program said.
    pub async fn reports(&self, server: &str) -> anyhow::Result<Vec<Shown>> {
        self.list(server, "reports").await
    }

    /// The alerts that this terminal knows.
    ///
    /// # Errors
    /// When the data folder cannot be used; the message holds what the program said.
    pub async fn alerts(&self, server: &str) -> anyhow::Result<Vec<Value>> {
        self.list(server, "alerts").await
    }

    async fn list<T: DeserializeOwned>(&self, server: &str, what: &str) -> anyhow::Result<Vec<T>> {
        let output = self.command(server)?.arg(what).output().await?;
        ensure!(
            output.status.success(),
            "{what}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(lines(&output))
    }

    fn command(&self, server: &str) -> anyhow::Result<Command> {
        let program = match &self.program {
            Some(program) => program.clone(),
            None => path_of("lamplight")?,
        };
        let mut command = Command::new(program);
        command
            .arg("--json")
            .arg("--data")
            .arg(self.data())
            .args(["--server", server])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        Ok(command)
    }
}

/// What a `report` told, also one that was killed after it had told it.
///
/// # Errors
/// When it says that it succeeded, and told nothing.
pub fn planted(output: &Output, note: String, photos: &[Picture]) -> anyhow::Result<Option<Planted>> {
    let told: Option<Told> = lines(output).pop();
    if output.status.success() && told.is_none() {
        bail!("a report was saved, and nobody was told");
    }
    Ok(told.map(|told| Planted {
        id: told.id,
        note,
        photos: photos.iter().map(Picture::sha256).collect(),
    }))
}

/// The lines of JSON that were written whole; a killed program may have left half a line.
fn lines<T: DeserializeOwned>(output: &Output) -> Vec<T> {
    output
        .stdout
        .split(|byte| *byte == b'\n')
        .filter_map(|line| serde_json::from_slice(line).ok())
        .collect()
}
