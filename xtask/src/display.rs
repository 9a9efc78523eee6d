//! A display without a screen, for windows under test.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::Context as _;

use crate::run::{self, Group};
use crate::stage::{self, Stage};

/// How long the display server may take to start; it takes about a tenth of a second.
const READY_WITHIN: Duration = Duration::from_secs(30);

/// A running display server, ended when it is dropped. One serves a whole run: the first window on a new
/// one sometimes stalls for seconds.
pub(crate) struct Display {
    number: String,
    _server: Group,
}

impl Display {
    /// Starts a display server on a number that is free; its complaints go to `log`.
    ///
    /// # Errors
    /// When Xvfb is not installed or does not come up.
    pub(crate) fn start(stage: &Stage, log: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new("Xvfb");
        command
            // It picks the number and writes it to this descriptor once it takes connections.
            .args(["-displayfd", "1"])
            .args(["-screen", "0", "1280x900x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(stage::create(log)?);
        let mut server = stage.session.spawn(&mut command)?;
        let output = server.stdout.take().context("the display's number is not read")?;
        let number = run::follow(output, std::io::sink(), "")
            .recv_timeout(READY_WITHIN)
            .map_err(|_| anyhow::anyhow!("Xvfb does not start; see {}", log.display()))?;
        Ok(Self {
            number,
            _server: server,
        })
    }

    /// A command that shows its windows here, with a message bus of its own, in which nobody else's daemons
    /// answer.
    pub(crate) fn command(&self, inner: &Command) -> Command {
        let mut command = Command::new("dbus-run-session");
        command.arg("--").arg(inner.get_program()).args(inner.get_args());
        if let Some(folder) = inner.get_current_dir() {
            command.current_dir(folder);
        }
        for (name, value) in inner.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command
            .env("DISPLAY", format!(":{}", self.number))
            .env_remove("WAYLAND_DISPLAY")
            .env("LC_ALL", locale());
        command
    }
}

/// English with UTF-8 where the system has it; else the locale that every system has. Without either,
/// the webview says that its language is "C".
fn locale() -> &'static str {
    let known = Command::new("locale")
        .arg("-a")
        .stdin(Stdio::null())
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).to_lowercase());
    match known {
        Ok(names) if names.lines().any(|name| name == "en_us.utf8") => "en_US.UTF-8",
        _ => "C.UTF-8",
    }
}
