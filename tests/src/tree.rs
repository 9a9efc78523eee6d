//! What a screen reader finds in the real window, through AT-SPI as it asks itself.

use std::path::Path;

use anyhow::{Context as _, ensure};
use tokio::process::Command;

use crate::bus::Bus;

/// Where Debian keeps the Python that knows AT-SPI; another one on the path may not.
const PYTHON: &str = "/usr/bin/python3";
/// Roles of what people act on.
const CONTROLS: [&str; 7] = [
    "push button",
    "toggle button",
    "link",
    "entry",
    "check box",
    "radio button",
    "combo box",
];

/// One node of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is, for example `push button`.
    pub role: String,
    /// What it is called; empty for nothing.
    pub name: String,
    /// The states that it is in, with spaces between them.
    pub states: String,
}

/// The page in the window, as it is read from beginning to end.
pub struct Tree(Vec<Node>);

/// The address of the bus for screen readers in this session, which is begun where it is not there. It is asked for,
/// because a display may still name that of an earlier session.
///
/// # Errors
/// When AT-SPI is missing.
pub async fn readers_bus(session: &Bus) -> anyhow::Result<String> {
    let bus = run(session, "--bus").await?.trim().to_owned();
    ensure!(!bus.is_empty(), "there is no bus for screen readers");
    Ok(bus)
}

/// Runs `tree.py`, and gives what it printed.
async fn run(session: &Bus, argument: &str) -> anyhow::Result<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("accessibility/tree.py");
    let mut command = Command::new(PYTHON);
    command
        .arg(script)
        .arg(argument)
        .env("DBUS_SESSION_BUS_ADDRESS", session.address());
    let output = command.output().await;
    let output = output.context("python3-pyatspi is missing; `cargo xtask test` installs it")?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8(output.stdout)?)
}

impl Tree {
    /// Reads the page in this session's window once something in it is called so.
    ///
    /// # Errors
    /// When AT-SPI is missing, or there is no page.
    pub async fn read(session: &Bus, awaited: &str) -> anyhow::Result<Self> {
        let text = run(session, awaited).await?;
        let nodes: Vec<Node> = text.lines().filter_map(node).collect();
        ensure!(!nodes.is_empty(), "no page was found");
        Ok(Self(nodes))
    }

    /// What people can act on and has no name: nobody who hears the page knows what it is for.
    pub fn nameless(&self) -> Vec<&Node> {
        let is_control = |node: &&Node| CONTROLS.contains(&node.role.as_str());
        self.0
            .iter()
            .filter(is_control)
            .filter(|node| node.name.trim().is_empty())
            .collect()
    }

    /// Checks that these are read in this order, each by its role and the beginning of its name; others may stand
    /// between them.
    ///
    /// # Errors
    /// When one is missing: the message has the whole page.
    pub fn reads(&self, expected: &[(&str, &str)]) -> anyhow::Result<()> {
        let mut rest = self.0.iter();
        for (role, name) in expected {
            let found = rest.any(|node| node.role == *role && node.name.starts_with(name));
            ensure!(found, "no {role} {name:?} where it belongs in\n{}", self.shown());
        }
        Ok(())
    }

    fn shown(&self) -> String {
        let lines = self
            .0
            .iter()
            .map(|node| format!("{} {:?} {}", node.role, node.name, node.states));
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// A line of `tree.py`.
fn node(line: &str) -> Option<Node> {
    let mut parts = line.split('\t').skip(1).map(str::to_owned);
    Some(Node {
        role: parts.next()?,
        name: parts.next()?,
        states: parts.next()?,
    })
}
