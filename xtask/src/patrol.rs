//! A patrol with the demo's fictional town: the real server, as its operator would start it.

mod person;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use anyhow::{Context as _, anyhow, bail};
use serde_json::Value;

use crate::paths;
use crate::run::{self, Group};
use crate::stage::{self, Stage};
use crate::town;

pub(crate) use person::Person;

/// How the server's first line begins.
const LISTENING: &str = "listening on ";
/// How long the server may take to start; it takes well below a second.
const READY_WITHIN: Duration = Duration::from_secs(60);
/// How long one call may take.
const CALL_WITHIN: Duration = Duration::from_secs(30);

/// A running server and the right to publish on it. Dropping it ends the server.
pub(crate) struct Patrol {
    server: Group,
    url: String,
    token: String,
    data: PathBuf,
    log: PathBuf,
}

impl Patrol {
    /// Starts the server on a free port, with its data below `folder`.
    pub(crate) fn start(stage: &Stage, folder: &Path) -> anyhow::Result<Self> {
        let data = folder.join("server");
        let log = folder.join("server.log");
        let config = set_up_town(stage, &folder.join("town"))?;
        let mut command = program();
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(&data)
            .arg("--config")
            .arg(config)
            .stdout(Stdio::piped())
            .stderr(stage::create(&log)?);
        let mut server = stage.session.spawn(&mut command)?;
        let output = server.stdout.take().context("the server's output is not read")?;
        let line = run::follow(output, std::io::sink(), LISTENING)
            .recv_timeout(READY_WITHIN)
            .map_err(|_| anyhow!("the server does not start; see {}", log.display()))?;
        let url = line.trim_start_matches(LISTENING).trim().to_owned();
        let token = create_token(&data, "staff", "demo")?;
        Ok(Self {
            server,
            url,
            token,
            data,
            log,
        })
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Another service token.
    pub(crate) fn create_token(&self, role: &str, name: &str) -> anyhow::Result<String> {
        create_token(&self.data, role, name)
    }

    /// Its data folder.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    /// A service token for its staff API.
    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    /// The file with its log.
    pub(crate) fn log(&self) -> &Path {
        &self.log
    }

    /// Waits for the server's end.
    pub(crate) fn wait(&self) -> ExitStatus {
        self.server.wait()
    }

    /// A link that signs one person in to the console, once.
    pub(crate) fn invitation(&self) -> anyhow::Result<String> {
        self.link("Demo dispatcher", "staff,admin")
    }

    /// Signs somebody in, as a browser does; gives the cookie of their session.
    pub(crate) fn sign_in(&self, name: &str, role: &str) -> anyhow::Result<String> {
        Ok(self.person(name, role)?.cookie())
    }

    /// Somebody of the patrol at the desk.
    pub(crate) fn person(&self, name: &str, role: &str) -> anyhow::Result<Person> {
        Person::signed_in(&self.url, &self.link(name, role)?)
    }

    fn link(&self, name: &str, role: &str) -> anyhow::Result<String> {
        ask(&self.data, &["staff", "link", "--name", name, "--role", role])
    }

    /// Approves the loud alerts that were proposed, as somebody of the patrol: a program never may.
    pub(crate) fn approve_alerts(&self) -> anyhow::Result<()> {
        let approver = self.person("Demo publisher", "publisher")?;
        let waiting = approver.get("alerts?stage=waiting")?;
        let waiting = waiting.get("alerts").and_then(Value::as_array);
        for alert in waiting.into_iter().flatten() {
            let id = alert
                .get("id")
                .and_then(Value::as_str)
                .context("an alert without an id")?;
            let decision = serde_json::json!({
                "revision": alert.get("revision"), "digest": alert.pointer("/plan/digest"), "approve": true
            });
            approver.put(&format!("alerts/{id}/decision/{}", approval_of(id)), &decision)?;
        }
        Ok(())
    }

    /// Writes through the staff API; `path` follows `/v1/staff/`. What is there already stays as it is.
    pub(crate) fn put(&self, path: &str, body: &Value) -> anyhow::Result<()> {
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

/// The id of the decision about an alert: the alert's own but for its first digits, so that it is the same at every
/// start of the demo.
fn approval_of(alert: &str) -> String {
    format!("a99a0ed0{}", alert.get(8..).unwrap_or_default())
}

fn program() -> Command {
    Command::new(paths::debug_program("lamplight-server"))
}

/// Writes the town and the server's settings into one folder; gives the file of the settings.
fn set_up_town(stage: &Stage, folder: &Path) -> anyhow::Result<PathBuf> {
    town::of_the_demo(stage, folder)?;
    let config = folder.join("server.toml");
    std::fs::copy(paths::root().join("xtask/demo/server.toml"), &config)
        .with_context(|| format!("cannot write {}", config.display()))?;
    Ok(config)
}

fn create_token(data: &Path, role: &str, name: &str) -> anyhow::Result<String> {
    ask(data, &["token", "create", "--role", role, "--name", name])
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
