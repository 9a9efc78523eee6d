//! A desktop's notification service on a message bus of its own, which keeps what it is asked to show: dbusmock, for
//! the app that shows it is the real one.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use anyhow::Context as _;
use tempfile::TempDir;
use tokio::process::Command;

use crate::bus::Bus;
use crate::programs::Group;

/// How long the service may take to start, and a notification to come.
const PATIENCE: Duration = Duration::from_secs(20);
/// Debian has dbusmock for its own Python, which need not be the first on the path.
const PYTHON: &str = "/usr/bin/python3";

/// The notification service of a bus.
pub struct Notifications {
    log: PathBuf,
    _folder: TempDir,
    _service: Group,
}

/// One call to show something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notify {
    /// The notification whose place it takes; 0 for none.
    pub replaces: u32,
    /// Its first line.
    pub title: String,
    /// 0 low, 1 normal, 2 critical.
    pub urgency: u32,
    /// Everything that it says, as it was logged.
    pub text: String,
}

impl Notifications {
    /// Starts the service, and waits until it owns its name.
    ///
    /// # Errors
    /// When dbusmock is not installed.
    pub async fn start(bus: &Bus) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let log = folder.path().join("notify.log");
        let mut command = Command::new(PYTHON);
        command
            .args(["-m", "dbusmock", "--template", "notification_daemon", "--logfile"])
            .arg(&log)
            .env("DBUS_SESSION_BUS_ADDRESS", bus.address())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let service = Group::start(&mut command).context("python3-dbusmock is missing")?;
        let started = Self {
            log,
            _folder: folder,
            _service: service,
        };
        started.wait_until_it_answers(bus).await?;
        Ok(started)
    }

    async fn wait_until_it_answers(&self, bus: &Bus) -> anyhow::Result<()> {
        let has_owner = || async {
            let asked = Command::new("dbus-send")
                .args(["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/"])
                .args([
                    "org.freedesktop.DBus.NameHasOwner",
                    "string:org.freedesktop.Notifications",
                ])
                .env("DBUS_SESSION_BUS_ADDRESS", bus.address())
                .output()
                .await?;
            anyhow::Ok(String::from_utf8_lossy(&asked.stdout).contains("boolean true"))
        };
        let waiting = async {
            while !has_owner().await? {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            anyhow::Ok(())
        };
        tokio::time::timeout(PATIENCE, waiting)
            .await
            .context("the notification service does not start")?
    }

    /// What the app asked it to show so far, in that order.
    ///
    /// # Errors
    /// When its log does not read.
    pub fn shown(&self) -> anyhow::Result<Vec<Notify>> {
        let log = std::fs::read_to_string(&self.log)?;
        let calls = log.split(" Notify \"Lamplight\" ").skip(1);
        Ok(calls.filter_map(read).collect())
    }

    /// Waits until something with this in its title was shown, and gives the first.
    ///
    /// # Errors
    /// When nothing was.
    pub async fn wait_for(&self, title: &str) -> anyhow::Result<Notify> {
        let looking = async {
            loop {
                let shown = self.shown()?;
                if let Some(found) = shown.into_iter().find(|shown| shown.title.contains(title)) {
                    return anyhow::Ok(found);
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(PATIENCE, looking)
            .await
            .with_context(|| format!("nothing with {title:?} was shown"))?
    }
}

/// Reads what follows the name of the app: the replaced number, icon, title, body, actions and hints. None while it
/// is still being written.
fn read(call: &str) -> Option<Notify> {
    let (replaces, rest) = call.split_once(' ')?;
    let (_icon, rest) = rest.strip_prefix('"')?.split_once("\" \"")?;
    let (title, text) = rest.split_once("\" \"")?;
    let (_, urgency) = text.split_once("\"urgency\": ")?;
    let digits: String = urgency.chars().take_while(char::is_ascii_digit).collect();
    Some(Notify {
        replaces: replaces.parse().ok()?,
        title: title.to_owned(),
        urgency: digits.parse().ok()?,
        text: text.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_read_as_dbusmock_writes_it() {
        let call = "7 \"lamplight-app\" \"Severe: Gas\" \"Keep \"away\".\nMill Street\" \
                    [\"default\", \"Open\"] {\"urgency\": 2, \"sender-pid\": 1} 0\n1.0 GetCapabilities\n";
        let shown = read(call).unwrap();
        assert_eq!(
            (shown.replaces, shown.title.as_str(), shown.urgency),
            (7, "Severe: Gas", 2)
        );
        assert_eq!(read("7 \"lamplight-app\" \"Severe"), None);
    }
}
