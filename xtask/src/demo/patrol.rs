//! The demo's patrol: the real server, as its operator would start it.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use anyhow::{Context as _, anyhow, bail};
use serde_json::Value;

use crate::paths;
use crate::run::{self, Group};
use crate::stage::{self, Stage};

/// How the server's first line begins.
const LISTENING: &str = "listening on ";
/// How long the server may take to start; it takes well below a second.
const READY_WITHIN: Duration = Duration::from_secs(60);
/// How long one call may take.
const CALL_WITHIN: Duration = Duration::from_secs(30);

/// A running server and the right to publish on it. Dropping it ends the server.
pub(super) struct Patrol {
    server: Group,
    url: String,
    token: String,
    data: PathBuf,
    log: PathBuf,
}

impl Patrol {
    /// Starts the server on a free port, with its data below `folder`.
    pub(super) fn start(stage: &Stage, folder: &Path) -> anyhow::Result<Self> {
        let data = folder.join("server");
        let log = folder.join("server.log");
        let mut command = program();
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(&data)
            .arg("--config")
            .arg(paths::root().join("xtask/demo/server.toml"))
            .stdout(Stdio::piped())
            .stderr(stage::create(&log)?);
        let mut server = stage.session.spawn(&mut command)?;
        let output = server.stdout.take().context("the server's output is not read")?;
        let line = run::follow(output, std::io::sink(), LISTENING)
            .recv_timeout(READY_WITHIN)
            .map_err(|_| anyhow!("the server does not start; see {}", log.display()))?;
        let url = line.trim_start_matches(LISTENING).trim().to_owned();
        let token = ask(&data, &["token", "create", "--role", "staff", "--name", "demo"])?;
        Ok(Self {
            server,
            url,
            token,
            data,
            log,
        })
    }

    /// Where it listens.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Its data folder.
    pub(super) fn data(&self) -> &Path {
        &self.data
    }

    /// A service token for its staff API.
    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// The file with its log.
    pub(super) fn log(&self) -> &Path {
        &self.log
    }

    /// Waits for the server's end.
    pub(super) fn wait(&self) -> ExitStatus {
        self.server.wait()
    }

    /// A link that signs one person in to the console, once.
    pub(super) fn invitation(&self) -> anyhow::Result<String> {
        ask(
            &self.data,
            &[
                "staff",
                "link",
                "--name",
                "Demo dispatcher",
                "--role",
                "staff,admin",
            ],
        )
    }

    /// Writes through the staff API; `path` follows `/v1/staff/`. What is there already stays as it is.
    pub(super) fn put(&self, path: &str, body: &Value) -> anyhow::Result<()> {
        let answer = ureq::put(format!("{}/v1/staff/{path}", self.url))
            .header("authorization", format!("Bearer {}", self.token))
            .config()
            .timeout_global(Some(CALL_WITHIN))
            .http_status_as_error(false)
            .build()
            .send_json(body);
        let mut answer = answer.with_context(|| format!("the server does not answer to PUT {path}"))?;
        let status = answer.status();
        let published_earlier = status == ureq::http::StatusCode::CONFLICT;
        if !status.is_success() && !published_earlier {
            bail!("PUT {path}: {status}: {}", answer.body_mut().read_to_string()?);
        }
        Ok(())
    }
}

fn program() -> Command {
    Command::new(paths::debug_program("lamplight-server"))
}

/// Runs another command of the server's program on its data folder; gives what it printed.
fn ask(data: &Path, arguments: &[&str]) -> anyhow::Result<String> {
    let mut command = program();
    command
        .args(arguments)
        .arg("--data")
        .arg(data)
        .stdin(Stdio::null());
    let output = command.output()?;
    if !output.status.success() {
        bail!(
            "{} failed: {}",
            run::shown(&command),
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
