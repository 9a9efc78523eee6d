//! The console: a person at the desk, played by a real browser on the real pages.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context as _, ensure};
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// What the person writes to the resident.
pub const ANSWER: &str = "Thank you. We are on our way.";

/// A person at the desk, who signs in, waits for one report and answers it.
pub struct Desk {
    browser: Child,
    says: Lines<BufReader<ChildStdout>>,
}

impl Desk {
    /// Sends somebody to the desk with an invitation, to wait for a report from this place.
    ///
    /// # Errors
    /// When Node is missing.
    pub fn send(invitation: &str, place: &str, shots: Option<&Path>) -> anyhow::Result<Self> {
        Self::with_script("real-desk", invitation, place, shots)
    }

    /// The same, by a passkey; they take the report in charge before they answer.
    ///
    /// # Errors
    /// When Node is missing.
    pub fn send_for_a_shift(invitation: &str, place: &str, shots: Option<&Path>) -> anyhow::Result<Self> {
        Self::with_script("real-shift", invitation, place, shots)
    }

    fn with_script(
        script: &str,
        invitation: &str,
        place: &str,
        shots: Option<&Path>,
    ) -> anyhow::Result<Self> {
        let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui");
        let mut command = Command::new("node");
        command
            .current_dir(ui)
            .arg(format!("scripts/browser/{script}.mjs"))
            .args(["--link", invitation, "--place", place, "--answer", ANSWER])
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        if let Some(folder) = shots {
            command.arg("--shots").arg(folder);
        }
        let mut browser = command.spawn().context("node is missing")?;
        let output = browser.stdout.take().context("the browser has no output")?;
        Ok(Self {
            browser,
            says: BufReader::new(output).lines(),
        })
    }

    /// Waits until the person says this word.
    ///
    /// # Errors
    /// When they say another, or are gone.
    pub async fn hear(&mut self, word: &str) -> anyhow::Result<()> {
        let said = self
            .says
            .next_line()
            .await?
            .with_context(|| format!("nobody said {word:?}"))?;
        ensure!(said == word, "{said:?} was said in place of {word:?}");
        Ok(())
    }

    /// Waits until the person leaves.
    ///
    /// # Errors
    /// When they left in anger.
    pub async fn leave(mut self) -> anyhow::Result<()> {
        let status = self.browser.wait().await?;
        ensure!(status.success(), "the desk ended with {status}");
        Ok(())
    }
}
