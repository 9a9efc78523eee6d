//! A data folder of its own, and the program run on it.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::JoinHandle;

use tempfile::TempDir;

pub(crate) struct Deployment {
    folder: TempDir,
}

/// What a command that has ended left behind.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A server that runs. Killed when dropped.
pub(crate) struct Running {
    child: Child,
    pub(crate) address: SocketAddr,
    /// Where its metrics are read.
    pub(crate) metrics: Option<SocketAddr>,
    stderr: Option<JoinHandle<String>>,
}

impl Deployment {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// One that has its secrets and its database.
    pub(crate) fn made() -> Self {
        let deployment = Self::new();
        deployment.done(&["token", "create", "--role", "staff", "--name", "first"]);
        deployment
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file of keys that only its owner reads.
    pub(crate) fn keys(&self, text: &str) -> PathBuf {
        let path = self.path("keys.toml");
        std::fs::write(&path, text).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        path
    }

    /// The program with these words and this data folder.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lamplight-server"));
        command
            .args(words)
            .arg("--data")
            .arg(self.path("data"))
            .env_remove("RUST_LOG")
            .env_remove("AWS_ACCESS_KEY_ID");
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, words: &[&str]) -> Ended {
        Ended::from(self.command(words).output().unwrap())
    }

    /// Runs a command that must succeed, and gives what it printed.
    pub(crate) fn done(&self, words: &[&str]) -> String {
        let ended = self.run(words);
        assert_eq!(ended.code, 0, "{words:?}: {ended:?}");
        ended.stdout
    }

    /// Starts a server on a free port.
    pub(crate) fn serve(&self) -> Running {
        self.serve_logging("info")
    }

    pub(crate) fn serve_logging(&self, level: &str) -> Running {
        self.serve_with(level, "http", &[])
    }

    /// Starts a server that speaks TLS.
    pub(crate) fn serve_secured(&self, certificate: &Path, key: &Path) -> Running {
        let (certificate, key) = (certificate.to_str().unwrap(), key.to_str().unwrap());
        self.serve_with("info", "https", &["--tls-cert", certificate, "--tls-key", key])
    }

    /// Starts a server whose metrics can be read.
    pub(crate) fn serve_watched(&self) -> Running {
        self.serve_with("info", "http", &["--metrics-listen", "127.0.0.1:0"])
    }

    /// Starts a server that believes this machine about whom it speaks for.
    pub(crate) fn serve_behind_a_proxy(&self, level: &str) -> Running {
        self.serve_with(level, "http", &["--trusted-proxy", "127.0.0.1"])
    }

    fn serve_with(&self, level: &str, scheme: &str, words: &[&str]) -> Running {
        let words = [&["serve", "--listen", "127.0.0.1:0"], words].concat();
        let mut command = self.command(&words);
        let mut child = command
            .env("RUST_LOG", level)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stderr = child.stderr.take().unwrap();
        // Read all the time, from before it listens: a full pipe would stop the server.
        let stderr = std::thread::spawn(move || {
            let mut text = String::new();
            stderr.read_to_string(&mut text).unwrap();
            text
        });
        let (mut first, mut second) = (String::new(), String::new());
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        stdout.read_line(&mut first).unwrap();
        let metrics = words.contains(&"--metrics-listen").then(|| {
            stdout.read_line(&mut second).unwrap();
            let address = second.trim_end().strip_prefix("metrics on http://");
            address
                .and_then(|address| address.strip_suffix("/metrics")?.parse().ok())
                .unwrap()
        });
        let address = first
            .trim_end()
            .strip_prefix(&format!("listening on {scheme}://"));
        let address = address.unwrap_or_else(|| panic!("the first line was {first:?}"));
        let address = address.parse().unwrap();
        Running {
            child,
            address,
            metrics,
            stderr: Some(stderr),
        }
    }
}

impl Running {
    /// Sends it a signal, by its short name.
    pub(crate) fn signal(&self, name: &str) {
        let (signal, id) = (format!("-{name}"), self.child.id().to_string());
        assert!(
            Command::new("kill")
                .args([signal, id])
                .status()
                .unwrap()
                .success()
        );
    }

    /// Tells the server to go away, waits until it has, and gives its exit code and its log.
    pub(crate) fn terminate(mut self) -> (i32, String) {
        self.signal("TERM");
        let status = self.child.wait().unwrap();
        let log = self.stderr.take().unwrap().join().unwrap();
        (status.code().unwrap_or(-1), log)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Already gone after `terminate`, and then there is nothing to kill.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Ended {
    /// Asserts that the program did not do what it should, and said why in one line.
    #[track_caller]
    pub(crate) fn failed(&self, because: &str) {
        assert_eq!((self.code, self.stdout.as_str()), (1, ""), "{self:?}");
        let lines: Vec<&str> = self.stderr.lines().collect();
        assert!(lines.len() == 1 && lines[0].contains(because), "{self:?}");
    }

    /// Asserts that the program did not start, and said why in one line.
    #[track_caller]
    pub(crate) fn could_not_start(&self, because: &str) {
        assert_eq!(self.code, 2, "{self:?}");
        assert_eq!(self.stdout, "", "{self:?}");
        let lines: Vec<&str> = self.stderr.lines().collect();
        assert_eq!(lines.len(), 1, "{self:?}");
        assert!(
            lines[0].starts_with("lamplight-server: ") && lines[0].contains(because),
            "{self:?}"
        );
    }
}
