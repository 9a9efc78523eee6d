//! Debian's packages.

use std::process::{Command, Stdio};

use crate::paths;
use crate::stage::Stage;

const INSTALL: &[&str] = &["install", "--yes", "--no-install-recommends"];

/// Whether this system has apt.
pub(super) fn is_here() -> bool {
    paths::on_path("apt-get").is_some()
}

/// The line for somebody who has to type it.
pub(super) fn typed_line(packages: &[&str]) -> String {
    format!(
        "sudo apt-get update && sudo apt-get {} {}",
        INSTALL.join(" "),
        packages.join(" ")
    )
}

/// The right to install packages.
pub(super) struct Apt {
    sudo: bool,
}

impl Apt {
    /// With root's own rights, or by a sudo that asks no password; none otherwise.
    pub(super) fn permitted() -> Option<Self> {
        if rustix::process::geteuid().is_root() {
            return Some(Self { sudo: false });
        }
        let asks_nothing = Command::new("sudo")
            .args(["--non-interactive", "true"])
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        asks_nothing.then_some(Self { sudo: true })
    }

    /// Installs the packages. The lists are fetched first: those of a fresh image are empty or stale.
    pub(super) fn install(&self, stage: &Stage, packages: &[&str]) -> anyhow::Result<()> {
        stage.run(&mut self.command(&["update"], &[]))?;
        stage.run(&mut self.command(INSTALL, packages))
    }

    fn command(&self, action: &[&str], packages: &[&str]) -> Command {
        // `env`, because sudo hands on no variables.
        let line = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"];
        let mut command = if self.sudo {
            let mut sudo = Command::new("sudo");
            sudo.arg("--non-interactive").args(line);
            sudo
        } else {
            let mut env = Command::new("env");
            env.args(&line[1..]);
            env
        };
        command.args(action).args(packages);
        command
    }
}
