//! An S3-compatible storage of the tests' own: moto, which keeps everything in memory, on a free port of the
//! loopback device; gone when it is dropped.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::Context as _;

use crate::run::{self, Group};
use crate::stage::{self, Stage};

/// The variable that names the storage to the tests.
pub(crate) const TEST_URL: &str = "LAMPLIGHT_TEST_S3_URL";

/// What the server writes, before its address, when it takes connections.
const READY: &str = "Running on ";
/// How long the server may take to start; it takes a second or two.
const READY_WITHIN: Duration = Duration::from_secs(60);

/// A running storage.
pub(crate) struct Storage {
    url: String,
    _server: Group,
}

impl Storage {
    /// Starts it by this program. Its own log goes to `log`.
    ///
    /// # Errors
    /// When it does not come up.
    pub(crate) fn start(stage: &Stage, program: &Path, log: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new(program);
        command
            .args(["--host", "127.0.0.1", "--port", "0"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let mut server = stage.session.spawn(&mut command)?;
        let complaints = server.stderr.take().context("the server's output is not read")?;
        let line = run::follow(complaints, stage::create(log)?, READY)
            .recv_timeout(READY_WITHIN)
            .map_err(|_| anyhow::anyhow!("the storage does not start; see {}", log.display()))?;
        let (_, url) = line.split_once(READY).context("a line without its marker")?;
        Ok(Self {
            url: url.trim().to_owned(),
            _server: server,
        })
    }

    /// Its address.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}
