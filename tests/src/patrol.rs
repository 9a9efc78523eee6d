//! The patrol: the real server as a process of its own, with a service token in hand.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};

use anyhow::{Context as _, ensure};
use lamplight_protocol::api::CONTENT_DIGEST;
use lamplight_protocol::digest::PhotoHash;
use lamplight_protocol::ids::EventId;
use lamplight_town::{AREA_JSON, Town};
use reqwest::Method;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, ChildStdout, Command};
use tokio::sync::OnceCell;

use crate::programs::{path_of, terminate};

/// Where a patrol keeps its data and listens, also while it is not running.
pub struct Station {
    data: TempDir,
    elsewhere: Option<PathBuf>,
    port: u16,
    extra: Vec<String>,
    environment: Vec<(String, String)>,
    // Made at the first opening, and good for every later one.
    token: OnceCell<String>,
}

impl Station {
    /// A fresh data folder and a free port of this machine.
    ///
    /// # Errors
    /// When the system gives neither.
    pub fn new() -> anyhow::Result<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        Ok(Self {
            data: tempfile::tempdir()?,
            elsewhere: None,
            port,
            extra: Vec::new(),
            environment: Vec::new(),
            token: OnceCell::new(),
        })
    }

    /// The same, with its data in a folder of the caller's choice; the caller takes it away in the end.
    ///
    /// # Errors
    /// When the system gives no port.
    pub fn in_folder(folder: &Path) -> anyhow::Result<Self> {
        let mut station = Self::new()?;
        station.elsewhere = Some(folder.to_owned());
        Ok(station)
    }

    /// The same, with further arguments for `serve`.
    #[must_use]
    pub fn with_arguments(mut self, arguments: &[&str]) -> Self {
        self.extra.extend(arguments.iter().map(ToString::to_string));
        self
    }

    /// The same, with a variable in the environment of every command of the server's program.
    #[must_use]
    pub fn with_environment(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The address under which the server can be reached when it runs.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        self.elsewhere.as_deref().unwrap_or(self.data.path())
    }

    /// Gives it the demo's town of this seed, as an operator does; returns the map's bytes.
    ///
    /// # Errors
    /// When the town cannot be made or written.
    pub fn settle(&self, seed: u64) -> anyhow::Result<Vec<u8>> {
        let pack = Town::grow(seed)?.pack()?;
        std::fs::create_dir_all(self.data())?;
        std::fs::write(self.data().join("area.json"), AREA_JSON)?;
        std::fs::write(self.data().join("area.pmtiles"), &pack)?;
        Ok(pack)
    }

    /// Starts the server and waits until it listens.
    ///
    /// # Errors
    /// When it is not built or does not start.
    pub async fn open(&self) -> anyhow::Result<Patrol> {
        let mut process = self
            .program()?
            .arg("serve")
            .args(["--data".as_ref(), self.data().as_os_str()])
            .args(["--listen", &format!("127.0.0.1:{}", self.port)])
            .args(&self.extra)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let stdout = process.stdout.take().context("the server has no output")?;
        let mut output = BufReader::new(stdout);
        let mut first = String::new();
        output.read_line(&mut first).await?;
        let url = first
            .trim()
            .strip_prefix("listening on ")
            .context("the server did not start")?
            .to_owned();
        let token = self.token.get_or_try_init(|| self.create_token()).await?;
        Ok(Patrol {
            url,
            token: token.clone(),
            http: http()?,
            process,
            _output: output,
        })
    }

    async fn create_token(&self) -> anyhow::Result<String> {
        let create = ["token", "create", "--role", "staff", "--name", "tests"];
        Ok(self.command(&create).await?.trim().to_owned())
    }

    /// Runs another command of the server's program on this data folder and gives what it printed.
    ///
    /// # Errors
    /// When the command fails.
    pub async fn command(&self, arguments: &[&str]) -> anyhow::Result<String> {
        let output = self
            .program()?
            .args(arguments)
            .args(["--data".as_ref(), self.data().as_os_str()])
            .output()
            .await?;
        ensure!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(String::from_utf8(output.stdout)?)
    }

    fn program(&self) -> anyhow::Result<Command> {
        let mut command = Command::new(path_of("lamplight-server")?);
        let environment = self.environment.iter().map(|(name, value)| (name, value));
        // Never the developer's own folder: a stray file beside the tests would change what they show.
        command
            .current_dir(self.data())
            .envs(environment)
            .stdin(Stdio::null());
        Ok(command)
    }
}

/// An HTTP client of its own for each patrol.
///
/// # Errors
/// When the TLS library cannot be set up.
pub(crate) fn http() -> anyhow::Result<reqwest::Client> {
    // Another test may have been first; one provider for the process is all that is wanted.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // A redirect is an answer to look at: the one to the console brings the session.
    let stays = reqwest::redirect::Policy::none();
    Ok(reqwest::Client::builder().redirect(stays).build()?)
}

/// A server that runs.
pub struct Patrol {
    url: String,
    token: String,
    http: reqwest::Client,
    process: Child,
    // Kept open: a server whose output is closed would fail at its next line.
    _output: BufReader<ChildStdout>,
}

impl Patrol {
    /// The address under which it can be reached.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A service token for the staff API.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The number of the server's process, for measuring.
    pub fn id(&self) -> Option<u32> {
        self.process.id()
    }

    /// Publishes an alert and gives its id.
    ///
    /// # Errors
    /// When the server refuses it.
    pub async fn publish_alert(&self, content: &Value) -> anyhow::Result<String> {
        let id = random_id()?;
        self.staff(Method::PUT, &format!("alerts/{id}"), Some(content))
            .await?;
        Ok(id)
    }

    /// Publishes an event and gives its id.
    ///
    /// # Errors
    /// When the server refuses it.
    pub async fn publish_event(&self, content: &Value) -> anyhow::Result<String> {
        let id = random_id()?;
        self.staff(Method::PUT, &format!("events/{id}"), Some(content))
            .await?;
        Ok(id)
    }

    /// How many mean to come to an event.
    ///
    /// # Errors
    /// When the server refuses it.
    pub async fn attendance(&self, event: EventId) -> anyhow::Result<Value> {
        self.staff(Method::GET, &format!("events/{event}/attendance"), None)
            .await
    }

    /// Sends a file, and gives the picture that the server made of it.
    ///
    /// # Errors
    /// When the server refuses it.
    pub async fn send_picture(&self, file: &[u8]) -> anyhow::Result<Value> {
        let sha256 = PhotoHash::from_sha256(Sha256::digest(file).into());
        let answer = self
            .http
            .put(format!("{}/v1/staff/pictures/{}", self.url, sha256.as_str()))
            .bearer_auth(&self.token)
            .header(CONTENT_DIGEST, sha256.content_digest().to_string())
            .body(file.to_vec())
            .send()
            .await?;
        Ok(answer.error_for_status()?.json().await?)
    }

    /// The desk's list of reports.
    ///
    /// # Errors
    /// When the server does not answer.
    pub async fn reports(&self) -> anyhow::Result<Vec<Value>> {
        let page = self.staff(Method::GET, "reports", None).await?;
        Ok(page
            .get("reports")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default())
    }

    /// A call of the staff API; the path follows `/v1/staff/`.
    ///
    /// # Errors
    /// When the server refuses it; the message holds its answer.
    pub async fn staff(&self, method: Method, path: &str, body: Option<&Value>) -> anyhow::Result<Value> {
        let request = self
            .http
            .request(method, format!("{}/v1/staff/{path}", self.url))
            .bearer_auth(&self.token);
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        let answer = request.send().await?;
        let status = answer.status();
        let text = answer.text().await?;
        ensure!(status.is_success(), "{path}: {status}: {text}");
        Ok(serde_json::from_str(&text)?)
    }

    /// Ends the server where it stands, as a power cut would, and waits until it is gone.
    ///
    /// # Errors
    /// When it has ended already.
    pub async fn kill(mut self) -> anyhow::Result<()> {
        Ok(self.process.kill().await?)
    }

    /// Asks the server to end and waits for it.
    ///
    /// # Errors
    /// When it has ended already.
    pub async fn close(mut self) -> anyhow::Result<ExitStatus> {
        terminate(&mut self.process).await
    }
}

/// A fresh id for an alert, an event or an operation.
///
/// # Errors
/// When the system has no randomness.
pub fn random_id() -> anyhow::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(lamplight_protocol::ids::OperationId::from_random(bytes).to_string())
}
